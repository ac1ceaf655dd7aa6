"""对表头 and 对写法: what a foreign table says, and what it means in the register."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from station_app.domain import category, codes, heading_words, unseen
from station_app.domain.asked import Word
from station_app.domain.headings import Match, Sure, Table
from ui.forms.roster_intake import Intake
from ui.models.table import Column, TableModel
from ui.theme import Look, Room, Tone
from ui.widgets import tips
from ui.widgets.cells import Arrow, Cell, Index, Listed, Mark, Quiet
from ui.widgets.facts import Washed
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, holder
from ui.widgets.list_cells import ListTable, Option
from ui.widgets.scroll import listed
from ui.widgets.words import prose

HEADS = ("表里的列", "前几行内容", "", "对应登记册哪一项", "识别结果")
WORD_HEADS = ("表里的写法", "有几行", "", "登记册里是", "识别结果")
ASK = "请选择"
UNUSED = "不导入"
LISTS = 3
"""The column whose cells open a list."""
WIDTHS = {
    Room.WIDE: (210, 260, 44, 262),
    Room.NARROW: (170, 206, 40, 262),
    Room.TIGHT: (126, 112, 32, 216),
}
TONES = {Sure.KNOWN: Tone.DONE, Sure.LIKELY: Tone.SOON, Sure.ASKED: Tone.LATE}
ICONS = {Sure.LIKELY: "eye", Sure.ASKED: "help-circle", Sure.UNUSED: "circle"}
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
    decided: bool = False

    @property
    def open(self) -> bool:
        """Say whether nothing is chosen yet."""
        return self.chosen is None

    @property
    def choices(self) -> list[Option]:
        """Return what the list offers."""
        asks: list[Option] = [(None, ASK)] if self.open and self.options else []
        return [*asks, *self.options]

    def taken(self, code: str | None) -> "Asked":
        """Return the line with what was chosen."""
        sure = Sure.ASKED if code is None else Sure.KNOWN if code else Sure.UNUSED
        return replace(self, chosen=code, sure=sure, why="", decided=code is not None)


class AskedModel(TableModel[Asked]):
    """The lines of a step; a cell that is cut says itself whole in its tip."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Say the cell, also as a tip."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return tips.plain(str(super().data(index, Qt.ItemDataRole.DisplayRole)))
        return super().data(index, role)


class Matching(QWidget):
    """The lines that ask, those that are guessed, and those that are known, in this order."""

    chosen = Signal(object, object)
    settled = Signal()

    def __init__(
        self, look: Look, room: Room, heads: Sequence[str], lines: Sequence[Asked]
    ) -> None:
        super().__init__()
        self.model = AskedModel(_columns(room, heads), self)
        self.model.fill(sorted(lines, key=lambda one: FIRST.index(one.sure)))
        self.view = ListTable(look, self.model, LISTS, self._options)
        self.view.setAccessibleName(heads[0])
        self.view.taken.connect(self.choose)
        if any(one.sure in (Sure.ASKED, Sure.LIKELY) for one in lines):
            first(self.view)
        self.setLayout(column(listed(look, self.view, look.edge(room))))
        self.view.go_to(0)

    @property
    def lines(self) -> Sequence[Asked]:
        """Return the lines as they stand."""
        return self.model.values

    def choose(self, row: int, code: str | None) -> None:
        """Take a line for something; go on to the next one that asks, or say that none does."""
        before = self.model.row(row)
        self.chosen.emit(before.key, code)
        lines = [*self.lines]
        lines[row] = before.taken(code)
        self.model.fill(lines)
        order = [*range(row + 1, len(lines)), *range(row + 1)]
        following = next((n for n in order if lines[n].open), None)
        self.view.go_to(row if following is None else following)
        if following is None:
            self.settled.emit()

    def _options(self, row: int) -> tuple[Sequence[Option], int]:
        asked = self.model.row(row)
        keys = [key for key, _words in asked.choices]
        return asked.choices, keys.index(asked.chosen) if asked.chosen in keys else 0


def _columns(room: Room, heads: Sequence[str]) -> tuple[Column[Asked], ...]:
    one, two, three, four = WIDTHS[room]
    head: Column[Asked] = Column(heads[0], lambda line: unseen.visible(line.words), one)
    sample: Column[Asked] = Column(heads[1], lambda line: Quiet(unseen.visible(line.sample)), two)
    arrow: Column[Asked] = Column(heads[2], lambda _line: Arrow(), three)
    meant: Column[Asked] = Column(heads[LISTS], _meant, four)
    result: Column[Asked] = Column(heads[4], _result)
    return head, sample, arrow, meant, result


def _meant(asked: Asked) -> Cell:
    if not asked.options:
        return UNUSED
    words = next((words for key, words in asked.choices if key == asked.chosen), ASK)
    return Listed(words)


def _result(asked: Asked) -> Cell:
    words = "已选" if asked.decided and asked.sure is Sure.KNOWN else str(asked.sure.value)
    said = asked.why.rstrip("。") if asked.why and asked.sure is Sure.UNUSED else words
    return Mark(said, TONES.get(asked.sure, Tone.CALM), ICONS.get(asked.sure, ""))


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
        options=() if match.never else [*heading_words.labels().items(), ("", UNUSED)],
        why=match.why,
        decided=bool(chosen),
    )


def words(intake: Intake) -> list[Asked]:
    """Return a line for every way of writing in the coded columns."""
    shown = intake.shown.words if intake.shown is not None else ()
    alone = _only_column(shown)
    return [_word(one, intake, alone) for one in shown]


def _only_column(shown: Sequence[Word]) -> str:
    """Return the column all words stand in, by its name on the screen; empty where there are more.

    Said once above the lines, it need not stand in each.
    """
    fields = {one.field for one in shown}
    return heading_words.labels().get(fields.pop(), "") if len(fields) == 1 else ""


def _word(word: Word, intake: Intake, alone: str) -> Asked:
    chosen = intake.words.get((word.field, word.word))
    sure = word.sure if chosen is None else Sure.KNOWN
    settled = chosen if chosen is not None else word.code
    column_ = heading_words.labels().get(word.field, "")
    return Asked(
        key=(word.field, word.word),
        words=word.word,
        sample=f"{word.rows} 行" if alone else f"{word.rows} 行，{column_}",
        sure=sure,
        chosen=None if sure is Sure.ASKED else settled,
        options=codes.options(word.field, category.shipped()),
        decided=chosen is not None,
    )


def match_step(look: Look, room: Room, intake: Intake) -> tuple[QWidget, Matching]:
    """Return the step that finds a field for every heading, and its lines."""
    lines = Matching(look, room, HEADS, headings(intake))
    lines.chosen.connect(lambda key, meant: intake.choose_heading(key[0], meant))
    tables = intake.seen.tables if intake.seen is not None else ()
    return _body(look, room, _says_headings(tables), intake.said, lines), lines


def words_step(look: Look, room: Room, intake: Intake) -> tuple[QWidget, Matching]:
    """Return the step that finds a code for every way of writing, and its lines."""
    lines = Matching(look, room, WORD_HEADS, words(intake))
    lines.chosen.connect(intake.choose_word)
    shown = intake.shown.words if intake.shown is not None else ()
    return _body(look, room, _says_words(shown), "", lines), lines


def _says_headings(tables: Sequence[Table]) -> str:
    if len(tables) == 1:
        return tables[0].says
    return "\n".join(f"“{table.sheet}”{table.says}" for table in tables)


def _says_words(shown: Sequence[Word]) -> str:
    asked = sum(one.sure is Sure.ASKED for one in shown)
    known = len(shown) - asked
    tail = f"，还有 {asked} 种请选。没有选的不填进登记册" if asked else ""
    alone = _only_column(shown)
    where = f"“{alone}”这一列" if alone else "表里"
    return f"{where}有 {len(shown)} 种写法：认得 {known} 种{tail}。"


def _body(look: Look, room: Room, said: str, fault: str, lines: Matching) -> QWidget:
    edge = look.edge(room)
    parts: list[Part] = []
    if fault:
        parts += [Washed(look, Tone.LATE, prose(look, fault)), look.px(12)]
    head = column(*parts, prose(look, said), margins=(edge, look.px(14), edge, look.px(6)))
    box = column(holder(head))
    box.addWidget(lines, 1)
    return holder(box)
