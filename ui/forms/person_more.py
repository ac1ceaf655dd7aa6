"""What is asked for seldom about a person, under nouns that stay folded until they are wanted."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from station_app.domain import person_details, person_words, word_lists
from station_app.domain.person_details import Details
from ui.theme import Look
from ui.widgets.controls import pick, tick
from ui.widgets.date_field import DateField
from ui.widgets.facts import Fold
from ui.widgets.fields import Field, line
from ui.widgets.grouped import GroupedPick
from ui.widgets.layout import column, holder

NOUNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "本人情况",
        ("politics", "education", "marriage", "health", "employment", "employer",
         "born_said", "born_lunar"),
    ),
    (
        "居住、待遇和保障",
        ("residency_since", "residency_note", "benefit", "benefit_since", "medical", "pension"),
    ),
    (
        "服役和伤残",
        ("enlisted", "discharged", "branch", "release", "disability", "disability_paper",
         "disability_on"),
    ),
    ("优待证", ("card", "card_bank", "card_on")),
)  # fmt: skip
"""The nouns and what stands under each; no number of the preference card is asked for."""

DATED = ("enlisted", "discharged", *person_details.DATED)
LUNAR, DISABILITY = "born_lunar", "disability"
ACROSS = 3


class More(QWidget):
    """The folded nouns; each says on its line what is filled in below it."""

    changed = Signal()

    def __init__(self, look: Look, today: date) -> None:
        super().__init__()
        self._look = look
        names = [name for _, under in NOUNS for name in under if name != LUNAR]
        self.days = {name: DateField(today, partial=True) for name in names if name in DATED}
        self.picks = {name: _words(look, name) for name in names if word_lists.words(name)}
        self.lines = {
            name: line() for name in names if name not in self.days and name not in self.picks
        }
        self.lunar = tick(look, "按农历过")
        self.fields = {
            name: Field(look, person_words.PERSON[name], control)
            for group in (self.days, self.picks, self.lines)
            for name, control in group.items()
        }
        self.folds = {words: self._fold(words, under) for words, under in NOUNS}
        self.setLayout(column(*self.folds.values(), gap=look.px(4)))
        self._listen()

    def show_details(self, shown: Details) -> None:
        """Show what is known; every noun stays folded."""
        for name, day in self.days.items():
            day.show_date(getattr(shown, name))
        for name, box in self.picks.items():
            word = getattr(shown, name)
            if box.findText(word) < 0:
                box.addItem(word)
            box.setCurrentText(word)
        for name, field in self.lines.items():
            field.setText(getattr(shown, name))
        self.lunar.setChecked(shown.born_lunar)
        self._say()

    def values(self) -> dict[str, str | bool]:
        """Return what stands here by the names of a person's draft."""
        return {
            **{name: day.partial() or day.text().strip() for name, day in self.days.items()},
            **{name: box.currentText() for name, box in self.picks.items()},
            **{name: field.text().strip() for name, field in self.lines.items()},
            LUNAR: self.lunar.isChecked(),
        }

    def open_where(self, wrong: Sequence[str]) -> None:
        """Open the nouns under which something is wrong."""
        for words, under in NOUNS:
            if set(under) & set(wrong):
                self.folds[words].open_up()

    def reveal(self, name: str) -> None:
        """Open the noun under which a field stands."""
        self.open_where([name])

    def _fold(self, words: str, under: Sequence[str]) -> Fold:
        look = self._look
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, look.px(8))
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(8))
        for n, name in enumerate(under):
            if name == LUNAR:
                grid.addWidget(self.lunar, n // ACROSS, n % ACROSS, Qt.AlignmentFlag.AlignBottom)
            else:
                grid.addWidget(self.fields[name], n // ACROSS, n % ACROSS)
        for n in range(ACROSS):
            grid.setColumnStretch(n, 1)
        return Fold(look, words, holder(grid))

    def _listen(self) -> None:
        for day in self.days.values():
            day.changed.connect(self._told)
        for box in self.picks.values():
            box.currentIndexChanged.connect(lambda _n: self._told())
        for field in self.lines.values():
            field.textEdited.connect(self._told)
        self.lunar.toggled.connect(lambda _on: self._told())

    def _told(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        """Say on each line what is filled in, or else what may be."""
        shown = {name: day.text().strip() for name, day in self.days.items()}
        now: Mapping[str, str | bool] = self.values() | shown
        for words, under in NOUNS:
            names = [name for name in under if name != LUNAR]
            filled = [str(now[name]) for name in names if now[name]]
            titles = [person_words.PERSON[name] for name in names]
            self.folds[words].say("，".join(filled or titles[:4]))


def _words(look: Look, name: str) -> QComboBox:
    """Return a drop-down of an entry's words; the first one says nothing."""
    words = word_lists.words(name)
    if name != DISABILITY:
        return pick(look, ["", *words])
    natures = groupby(words, key=lambda word: word[:2])
    return GroupedPick(
        look, "", [(one, [(word, word) for word in found]) for one, found in natures]
    )
