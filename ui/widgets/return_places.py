"""Where everything stands on the drawn sheet of a return, at a width."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from station_app.domain.returns import NOT_KEPT, Line
from station_app.domain.template import Column, TailLine, Template
from ui.theme import Look, Type

EDGE, TOP, HEAD, ROW, GAP = 28, 92, 42, 27, 14
NOTE, SIGN = 24, 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What the sheet says: its template, its lines, and the words around the table."""

    template: Template
    lines: Sequence[Line]
    head: tuple[str, str, str]
    """The unit, the day, the measure: the line above the table."""
    notes: tuple[str, ...] = ()
    signs: tuple[tuple[str, str, str], ...] = ()
    bad: frozenset[str] = frozenset()
    """The addresses of figures that must be put right."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure on the sheet: its address, where it stands, in which line."""

    address: str
    words: str
    place: QRectF
    line: int
    strong: bool = False
    tail: bool = False


def figure_font(look: Look, bold: bool = False) -> QFont:
    """Return the face of figures on the sheet."""
    font = look.font(Type.BODY, 13)
    font.setBold(bold)
    return font


class Places:
    """The lines and columns of the sheet, its figures, its notes, and how high it is."""

    def __init__(self, look: Look, printed: Printed, width: int) -> None:
        self._look, self.printed, self._width = look, printed, width
        self.template = printed.template
        self.tails: list[TailLine] = [one for one in self.template.tail if not one.unreached]
        self.labels: list[Column] = [one for one in self.template.columns if one.count is None]
        self.lefts = self._lefts()
        self.bottom = self.y(len(self.template.rows) + len(self.tails))
        self._lines = {line.key: line for line in printed.lines}
        self.spots = [*self._table_spots(), *self._tail_spots()]
        self.groups = self._groups()
        self.notes = self._notes()

    @property
    def height(self) -> int:
        """Return how high the sheet is."""
        look = self._look
        notes = sum(place.height() for place in self.notes)
        below = look.px(GAP) + notes + look.px(SIGN) * len(self.printed.signs) + look.px(22)
        return round(self.bottom + below)

    def y(self, line: int) -> float:
        """Return the top of a line, counted from 0."""
        return float(self._look.px(TOP + HEAD) + self._look.px(ROW) * line)

    def spot(self, address: str) -> Spot | None:
        """Return the figure of an address, unless it is not kept."""
        return next((one for one in self.known if one.address == address), None)

    @property
    def known(self) -> list[Spot]:
        """Return the figures that can be opened."""
        return [one for one in self.spots if one.words != NOT_KEPT]

    def beside(self, address: str, down: int, right: int) -> Spot | None:
        """Return the figure an arrow leads to from another one, or the first of all."""
        here = self.spot(address)
        if here is None:
            return self.known[0] if self.known else None
        if right:
            line = [one for one in self.known if one.line == here.line]
            at = line.index(here) + right
            return line[at] if 0 <= at < len(line) else None
        return _nearest(self.known, here, down)

    def frame(self) -> QRectF:
        """Return the edge of the table."""
        top = self._look.px(TOP)
        return QRectF(self.lefts[0], top, self.lefts[-1] - self.lefts[0], self.bottom - top)

    def rules(self) -> list[QLineF]:
        """Return the lines between the cells."""
        lefts, rows, labels = self.lefts, len(self.template.rows), len(self.labels)
        top, end, made = self._look.px(TOP), self.y(rows), list[QLineF]()
        for at in range(labels, len(lefts) - 1):
            made.append(QLineF(lefts[at], top, lefts[at], self.bottom if at == labels else end))
        inner = set[int]()
        for start, count, _words in self.groups:
            made.append(QLineF(lefts[1], self.y(start), lefts[1], self.y(start + count)))
            inner |= set(range(start + 1, start + count))
        for n in range(rows + len(self.tails)):
            left = lefts[1] if n in inner else lefts[0]
            made.append(QLineF(left, self.y(n), lefts[-1], self.y(n)))
        return made

    def _lefts(self) -> list[float]:
        """Return the left edges of the columns and the right edge of the last."""
        edge = self._look.px(EDGE)
        weights = [max(one.least, 12.0) for one in self.template.columns]
        lefts = [float(edge)]
        for weight in weights:
            lefts.append(lefts[-1] + (self._width - 2 * edge) * weight / sum(weights))
        return lefts

    def _table_spots(self) -> Iterator[Spot]:
        lefts, high = self.lefts, self._look.px(ROW)
        for n, row in enumerate(self.template.rows):
            line = self._lines.get(row.key)
            for at, column in enumerate(self.template.columns):
                if column.count is None or line is None:
                    continue
                place = QRectF(lefts[at], self.y(n), lefts[at + 1] - lefts[at], high)
                yield Spot(f"{row.key}.{column.key}", line.cells[at].text, place, n, row.strong)

    def _tail_spots(self) -> Iterator[Spot]:
        look, high = self._look, self._look.px(ROW)
        letters = QFontMetricsF(look.font(Type.PAPER))
        figures = QFontMetricsF(figure_font(look))
        for n, tail in enumerate(self.tails, start=len(self.template.rows)):
            left = self.lefts[len(self.labels)] + look.px(8)
            for fact in tail.facts:
                line = self._lines.get(fact.key)
                words = line.cells[1].text if line else NOT_KEPT
                left += letters.horizontalAdvance(f"{fact.word} ")
                wide = figures.horizontalAdvance(words)
                yield Spot(fact.key, words, QRectF(left, self.y(n), wide, high), n, tail=True)
                left += wide + letters.horizontalAdvance("　")

    def _groups(self) -> list[tuple[int, int, str]]:
        """Return the merged cells at the left: first row, how many, the words."""
        made: list[tuple[int, int, str]] = []
        for n, row in enumerate(self.template.rows):
            if not row.under or row.spans:
                continue
            if made and made[-1][2] == row.under and sum(made[-1][:2]) == n:
                made[-1] = (made[-1][0], made[-1][1] + 1, row.under)
            else:
                made.append((n, 1, row.under))
        return made

    def _notes(self) -> list[QRectF]:
        look, top = self._look, self.bottom + self._look.px(GAP)
        letters, edge = QFontMetricsF(look.font(Type.PAPER)), look.px(EDGE)
        wide, made = self._width - 2 * edge, list[QRectF]()
        for words in self.printed.notes:
            room = QRectF(edge, top, wide, 4000)
            high = letters.boundingRect(room, Qt.TextFlag.TextWordWrap, words).height()
            made.append(QRectF(edge, top, wide, max(high, look.px(NOTE))))
            top = made[-1].bottom()
        return made


def _nearest(known: list[Spot], here: Spot, down: int) -> Spot | None:
    """Return the figure above or below, in the next line that has one."""
    beyond = [one for one in known if (one.line - here.line) * down > 0]
    if not beyond:
        return None
    line = min((one.line for one in beyond), key=lambda n: abs(n - here.line))
    middle = here.place.center().x()
    found = [one for one in beyond if one.line == line]
    return min(found, key=lambda one: abs(one.place.center().x() - middle))
