"""How far an import has come: what was read, chosen and judged; it outlives the widgets."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum

from station_app.domain import codes
from station_app.domain.batch import Batch, Undone
from station_app.domain.headings import Sure
from station_app.domain.roster import Choices, Place, Status
from station_app.usecases.roster import Preview, Roster
from ui.models import roster as rows


class Step(IntEnum):
    """The steps, in their order."""

    PICK = 0
    MATCH = 1
    WORDS = 2
    RESULT = 3
    DONE = 4


WORDS = ("选文件", "对表头", "对写法", "看结果", "完成")


@dataclass(slots=True)
class Intake:
    """One roster on its way into the register."""

    step: Step = Step.PICK
    said: str = ""
    seen: Roster | None = None
    columns: dict[str, str] = field(default_factory=dict)
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    shown: Preview | None = None
    places: Mapping[Place, int] = field(default_factory=dict)
    status: Status | None = None
    batch: Batch | None = None
    undone: Undone | None = None
    kept: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """Return the workbook's name, its sheets and rows, in one line."""
        if self.seen is None:
            return "从 WPS 或 Excel 的花名册登记人员，先看结果再写入。"
        sheets = [table.sheet for table in self.seen.tables]
        count = sum(len(table.rows) for table in self.seen.tables)
        named = f"“{sheets[0]}”" if len(sheets) == 1 else f"{len(sheets)} 张表"
        return f"{self.seen.book.name}　{named}　{count} 行" if sheets else self.seen.book.name

    @property
    def asks_words(self) -> bool:
        """Say whether some way of writing fits no code."""
        return self.shown is not None and any(one.sure is Sure.ASKED for one in self.shown.words)

    @property
    def coded(self) -> bool:
        """Say whether a column is read whose words are looked up."""
        tables = self.seen.tables if self.seen is not None else ()
        fields = [
            self.columns.get(match.heading, match.field)
            for table in tables
            for match in table.columns
        ]
        return any(field_ in codes.CODED for field_ in fields)

    def choose_heading(self, heading: str, meant: str | None) -> None:
        """Take a heading for a field; "" leaves it out, None asks again."""
        if meant is None:
            self.columns.pop(heading, None)
        else:
            self.columns[heading] = meant

    def choose_word(self, key: tuple[str, str], code: str | None) -> None:
        """Take a word for a code; "" leaves it out, None asks again."""
        if code is None:
            self.words.pop(key, None)
        else:
            self.words[key] = code

    def take_seen(self, seen: Roster) -> None:
        """Begin with a workbook."""
        self.seen, self.step, self.said = seen, Step.MATCH, ""
        self.columns, self.words, self.shown, self.status = {}, {}, None, None

    def take_shown(self, shown: Preview) -> None:
        """Show a result; a row stays where it stood while the same result is mended."""
        fresh = self.shown is None or self.step is not Step.RESULT
        self.seen, self.shown = shown.roster, shown
        self.columns, self.words = {}, {}
        if fresh:
            self.places = rows.order(shown.lines)

    def choices(self) -> Choices:
        """Return everything that was decided so far."""
        before = self.seen.choices if self.seen is not None else Choices()
        return replace(
            before,
            columns={**before.columns, **self.columns},
            words={**before.words, **self.words},
        )
