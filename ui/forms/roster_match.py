"""对表头 and 对写法: what a foreign table says, and what it means in the register."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from station_app.domain import category, codes, heading_words
from station_app.domain.asked import Word
from station_app.domain.headings import Match, Sure, Table
from ui.forms.roster_intake import Intake
from ui.theme import Look, Room, Tone, Type
from ui.widgets.facts import Washed
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, rule
from ui.widgets.scroll import PageArea, scrolled
from ui.widgets.words import caption, mark, picture, prose, text

ASK = "请选择"
UNUSED = "不导入"
SHARE = {Room.WIDE: 1.0, Room.NARROW: 0.7, Room.TIGHT: 0.42}
WIDTHS = (190, 240, 24, 236)
TONES = {Sure.KNOWN: Tone.DONE, Sure.LIKELY: Tone.SOON, Sure.ASKED: Tone.LATE}
ICONS = {Sure.LIKELY: "eye", Sure.ASKED: "help-circle"}
FIRST = (Sure.ASKED, Sure.LIKELY, Sure.KNOWN, Sure.UNUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One line: what the table says, examples, what it may mean and what it means so far.

    `options` are keys with their words; an empty `options` is no question. `why` says why it is
    left out.
    """

    key: tuple[str, str]
    words: str
    sample: str
    sure: Sure
    chosen: str | None = None
    options: Sequence[tuple[str, str]] = field(default=())
    why: str = ""


class Meaning(QComboBox):
    """What a heading or a word means; the wheel scrolls the page, never the choice."""

    def __init__(self, look: Look, asked: Asked) -> None:
        super().__init__()
        self.key = asked.key
        if asked.chosen is None:
            self.addItem(ASK, None)
        for code, words in asked.options:
            self.addItem(words, code)
        self.setCurrentIndex(max(self.findData(asked.chosen), 0))
        self.setMaxVisibleItems(12)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + look.px(28))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFixedWidth(look.px(WIDTHS[3]))
        self.setAccessibleName(f"“{asked.words}”对应哪一项")
        self._tip()
        self.currentIndexChanged.connect(self._tip)

    @property
    def open(self) -> bool:
        """Say whether nothing is chosen yet."""
        return self.currentData() is None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _tip(self) -> None:
        self.setToolTip(self.currentText())


class Matching(QWidget):
    """The lines that ask, those that are guessed, and those that are known, in this order."""

    chosen = Signal(object, object)

    def __init__(
        self, look: Look, room: Room, heads: Sequence[str], lines: Sequence[Asked]
    ) -> None:
        super().__init__()
        self._look, self._room = look, room
        self.meanings: list[Meaning] = []
        self._grid = grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(look.px(10 if room is Room.TIGHT else 20))
        for n, head in enumerate(heads):
            grid.addWidget(caption(look, head, "faint"), 0, n)
        for n, asked in enumerate(sorted(lines, key=lambda one: FIRST.index(one.sure))):
            grid.addWidget(rule(), 2 * n + 1, 0, 1, 5)
            self._add(2 * n + 2, asked)
        grid.addWidget(rule(), 2 * len(lines) + 1, 0, 1, 5)
        for n, width in enumerate(WIDTHS[:3]):
            grid.setColumnMinimumWidth(n, self._wide(width))
        grid.setColumnStretch(4, 1)
        grid.setRowMinimumHeight(0, look.px(30))
        self.setLayout(grid)
        unsure = any(one.sure in (Sure.ASKED, Sure.LIKELY) for one in lines)
        if self.meanings and unsure:
            first(self.meanings[0])

    def next_open(self, after: QWidget | None) -> Meaning | None:
        """Return the next line that still asks, going round."""
        start = next((n for n, one in enumerate(self.meanings) if one is after), -1)
        turned = [*self.meanings[start + 1 :], *self.meanings[: start + 1]]
        return next((one for one in turned if one.open), None)

    def _add(self, at: int, asked: Asked) -> None:
        look, grid = self._look, self._grid
        grid.addWidget(self._cut(asked.words, Type.STRONG, "ink", WIDTHS[0]), at, 0)
        grid.addWidget(self._cut(asked.sample, Type.BODY, "soft", WIDTHS[1]), at, 1)
        grid.addWidget(picture(look, "arrow-right", "faint", 16), at, 2)
        grid.setRowMinimumHeight(at, look.px(44))
        if not asked.options:
            grid.addWidget(text(look, UNUSED, Type.BODY, "soft"), at, 3)
            self._mark(at, asked.sure, asked.why)
            return
        meaning = Meaning(look, asked)
        meaning.currentIndexChanged.connect(lambda _n: self._choose(at, meaning))
        self.meanings.append(meaning)
        grid.addWidget(meaning, at, 3)
        self._mark(at, asked.sure, asked.why)

    def _choose(self, at: int, meaning: Meaning) -> None:
        code = meaning.currentData()
        sure = Sure.ASKED if code is None else Sure.KNOWN if code else Sure.UNUSED
        self._mark(at, sure, "", "已选")
        self.chosen.emit(meaning.key, code)

    def _mark(self, at: int, sure: Sure, why: str, known: str = "") -> None:
        before = self._grid.itemAtPosition(at, 4)
        if before is not None and (widget := before.widget()) is not None:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        words = known if known and sure is Sure.KNOWN else str(sure.value)
        made = mark(self._look, TONES.get(sure, Tone.CALM), words, Type.BODY, ICONS.get(sure, ""))
        if why:
            made.setToolTip(why)
        self._grid.addWidget(made, at, 4, Qt.AlignmentFlag.AlignLeft)
        if before is not None:
            made.show()

    def _wide(self, width: int) -> int:
        return self._look.px(width * SHARE[self._room])

    def _cut(self, words: str, step: Type, ink: str, width: int) -> QLabel:
        """Return one line of words no wider than its column; cut words say themselves in a tip."""
        metrics = QFontMetrics(self._look.font(step))
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, self._wide(width))
        made = text(self._look, cut, step, ink)
        if cut != words:
            made.setToolTip(words)
        return made


def headings(intake: Intake) -> list[Asked]:
    """Return a line for every heading of the workbook's tables, each once."""
    found: dict[str, Asked] = {}
    for table in intake.seen.tables if intake.seen is not None else ():
        for match in table.columns:
            found.setdefault(match.heading, _heading(match, intake))
    return list(found.values())


def _heading(match: Match, intake: Intake) -> Asked:
    chosen = intake.columns.get(match.heading)
    sure = match.sure
    if chosen is not None:
        sure = Sure.KNOWN if chosen else Sure.UNUSED
    settled = chosen if chosen is not None else match.field
    return Asked(
        key=(match.heading, ""),
        words=" ".join(match.heading.split("\n")),
        sample="（不显示）" if match.never else "　".join(match.samples),
        sure=sure,
        chosen=None if sure is Sure.ASKED else settled,
        options=() if match.never else [*_fields(), ("", UNUSED)],
        why=match.why,
    )


def _fields() -> list[tuple[str, str]]:
    return list(heading_words.labels().items())


def words(intake: Intake) -> list[Asked]:
    """Return a line for every way of writing in the coded columns."""
    shown = intake.shown.words if intake.shown is not None else ()
    return [_word(one, intake) for one in shown]


def _word(word: Word, intake: Intake) -> Asked:
    chosen = intake.words.get((word.field, word.word))
    sure = word.sure if chosen is None else Sure.KNOWN
    settled = chosen if chosen is not None else word.code
    column_ = heading_words.labels().get(word.field, "")
    return Asked(
        key=(word.field, word.word),
        words=word.word,
        sample=f"{word.rows} 行，{column_}",
        sure=sure,
        chosen=None if sure is Sure.ASKED else settled,
        options=codes.options(word.field, category.shipped()),
    )


def says_headings(tables: Sequence[Table]) -> str:
    """Say how many headings are understood, sheet by sheet where there are several."""
    if len(tables) == 1:
        return tables[0].says
    return "\n".join(f"“{table.sheet}”{table.says}" for table in tables)


def says_words(shown: Sequence[Word]) -> str:
    """Say how many ways of writing are understood."""
    asked = sum(one.sure is Sure.ASKED for one in shown)
    known = len(shown) - asked
    tail = f"，还有 {asked} 种请选。没有选的不填进登记册" if asked else ""
    return f"表里有 {len(shown)} 种写法：认得 {known} 种{tail}。"


def step_body(look: Look, room: Room, said: str, fault: str, lines: Matching) -> PageArea:
    """Return the body of a step: what stands in the way, a sentence, the lines."""
    edge = look.edge(room)
    parts: list[Part] = []
    if fault:
        parts += [Washed(look, Tone.LATE, prose(look, fault)), look.px(12)]
    parts += [prose(look, said), look.px(8), lines, None]
    return scrolled(column(*parts, margins=(edge, look.px(14), edge, look.px(14))))
