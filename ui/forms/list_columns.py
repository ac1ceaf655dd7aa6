"""The columns of a table to be saved: ticks in groups, all at once or the usual ones."""

from collections.abc import Collection, Iterator

from PySide6.QtWidgets import QWidget

from station_app.domain.export import Column
from station_app.usecases.tables import Source
from ui.theme import Look, Type
from ui.widgets.buttons import link
from ui.widgets.choices import Tick, Ticks
from ui.widgets.layout import Part, column, holder, row
from ui.widgets.words import caption, text

PLACES = 4


class Columns(QWidget):
    """Which columns are wanted, in the order in which they stand here."""

    def __init__(self, look: Look, source: Source, chosen: Collection[str]) -> None:
        super().__init__()
        self._source = source
        self._ticks: dict[str, Tick] = {}
        self._count = caption(look, "", "soft")
        head = row(text(look, "存哪几列", Type.STRONG), self._count, None, gap=look.px(10))
        keys = [one.key for one in source.columns]
        for words, wanted in (("平常这几列", source.usual), ("全部", keys), ("都不要", ())):
            pressed = link(look, words)
            pressed.clicked.connect(lambda _on=False, wanted=wanted: self.choose(wanted))
            head.addWidget(pressed)
        parts: list[Part] = [holder(head)]
        for group, columns in _groups(source.columns).items():
            if group:
                parts += [look.px(6), caption(look, group, "faint")]
            parts += self._rows(look, group, columns)
        self.setLayout(column(*parts))
        self.choose(chosen)

    def chosen(self) -> tuple[str, ...]:
        """Return the keys of the columns that are ticked."""
        return tuple(key for key, tick in self._ticks.items() if tick.isChecked())

    def choose(self, wanted: Collection[str]) -> None:
        """Tick exactly these columns, of those that may be ticked now."""
        for key, tick in self._ticks.items():
            tick.setChecked(key in wanted and tick.isEnabled())

    def only_public(self, on: bool) -> None:
        """Let only columns be ticked that may be posted, or all again."""
        for one in self._source.columns:
            tick = self._ticks[one.key]
            tick.setEnabled(one.public or not on)
            tick.setChecked(tick.isChecked() and tick.isEnabled())

    def _rows(self, look: Look, group: str, columns: list[Column]) -> Iterator[QWidget]:
        for start in range(0, len(columns), PLACES):
            piece = columns[start : start + PLACES]
            made = Ticks(look, [one.label for one in piece], places=PLACES)
            made.setAccessibleName(group or "列")
            made.changed.connect(self._counted)
            for one, tick in zip(piece, made.ticks, strict=True):
                self._ticks[one.key] = tick
            yield made

    def _counted(self) -> None:
        self._count.setText(f"已选 {len(self.chosen())} 列")


def _groups(columns: Collection[Column]) -> dict[str, list[Column]]:
    found: dict[str, list[Column]] = {}
    for one in columns:
        found.setdefault(one.group, []).append(one)
    return found
