"""A workbook in which a roster was looked for: its tables, what each lacks, what was skipped."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from station_app.domain import furniture, headings
from station_app.domain import table as table_values
from station_app.domain.headings import Table
from station_app.domain.roster import Choices
from station_app.domain.table import Book
from station_app.errors import Unreadable
from station_app.register import Register
from station_app.storage import remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A sheet that was not read, and why."""

    sheet: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """A workbook whose headings were looked for; nothing is judged yet."""

    book: Book
    tables: tuple[Table, ...]
    skipped: tuple[Skipped, ...]
    choices: Choices

    @property
    def fault(self) -> Unreadable | None:
        """Return why no sheet can be read as it stands, or None."""
        if any(not lacks(table) for table in self.tables):
            return None
        if self.tables:
            return lacks(self.tables[0])
        return Unreadable(
            f"{self.book.name} 里没有找到花名册：各表都没有“姓名”和“身份证号”这样的表头。",
            "请看看是不是选错了文件，或给表加上一行表头。",
        )


def found(register: Register, book: Book, choices: Choices) -> Roster:
    """Find the tables of a workbook, with what was chosen for their headings before."""
    tables, skipped = [], []
    columns = dict(choices.columns)
    for sheet in book.sheets:
        table = None if sheet.hidden else headings.find(sheet, columns)
        if table is None:
            why = "这张表是隐藏的。" if sheet.hidden else "没有姓名和身份证号的表头。"
            skipped.append(Skipped(sheet=sheet.name, why=why))
            continue
        known = remembered.chosen_columns(register.db, table.key)
        if any(heading not in columns for heading in known):
            columns = known | columns
            table = headings.find(sheet, columns) or table
        tables.append(table)
    return Roster(
        book=book,
        tables=tuple(tables),
        skipped=tuple(skipped),
        choices=replace(choices, columns=columns),
    )


def lacks(table: Table) -> Unreadable | None:
    """Say what a table needs before its rows can be judged."""
    rivals = table.rivals(furniture.NUMBER)
    if rivals:
        named = "、".join(_column(match) for match in rivals)
        return Unreadable(
            f"“{table.sheet}”里有几列都像身份证号：{named}。", "请选定哪一列是本人的身份证号。"
        )
    for name, words in ((furniture.NAME, "姓名"), (furniture.NUMBER, "身份证号")):
        if table.column_of(name) is None:
            return Unreadable(
                f"“{table.sheet}”里没有找到“{words}”这一列。",
                f"请选定哪一列是{words}，或在表里补上这个表头。",
            )
    return None


def unusable(seen: Roster) -> Iterator[tuple[Table, Unreadable]]:
    """Yield the tables whose rows cannot be judged, each with the reason."""
    for table in seen.tables:
        if fault := lacks(table):
            yield table, fault


def _column(match: headings.Match) -> str:
    heading = match.heading.replace("\n", "")
    return f"{table_values.column_name(match.column)} 列“{heading}”"
