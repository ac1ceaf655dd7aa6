"""What is still asked about a roster: words that fit no code, and columns that are left out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from station_app.domain import codes
from station_app.domain.headings import Match, Sure, Table
from station_app.domain.reading import Reading
from station_app.domain.row import Help, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One way of writing in a coded column; `code` is what it means so far."""

    field: str
    word: str
    rows: int
    code: str
    says: str
    sure: Sure


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A column that is not read in, and why."""

    heading: str
    why: str
    sheet: str


def words(found: Iterable[Table], rows: Iterable[Reading], help_: Help) -> tuple[Word, ...]:
    """Return every way of writing of the coded columns, the unknown first, each once."""
    counted: Counter[tuple[str, str]] = Counter()
    for one in rows:
        counted.update(one.unread)
    known = _known_words(found, help_)
    asked = [
        Word(field=name, word=word, rows=rows_, code="", says="请选择", sure=Sure.ASKED)
        for (name, word), rows_ in counted.items()
    ]
    return (*asked, *(word for word in known if (word.field, word.word) not in counted))


def left_out(found: Iterable[Table]) -> tuple[LeftOut, ...]:
    """Return the columns that are not read in: unit designations first."""
    never: list[LeftOut] = []
    unused: list[LeftOut] = []
    for one in found:
        for match in one.columns:
            if not match.field:
                (never if match.never else unused).append(_left(one, match))
    return (*never, *unused)


def _left(found: Table, match: Match) -> LeftOut:
    why = match.why or (
        "没有选它对应登记册哪一项，没有读。" if match.sure is Sure.ASKED else "选了不用，没有读。"
    )
    return LeftOut(heading=match.heading.replace("\n", ""), why=why, sheet=found.sheet)


def _known_words(found: Iterable[Table], help_: Help) -> Iterator[Word]:
    counted: Counter[tuple[str, str]] = Counter()
    for one in found:
        for match in one.columns:
            if match.field in codes.CODED:
                cells = (row[match.column] for _, row in one.rows if match.column < len(row))
                counted.update((match.field, word) for cell in cells if (word := plain(cell)))
    for (name, word), rows in counted.items():
        meant = codes.meaning(name, word, help_)
        if meant is not None:
            yield Word(
                field=name,
                word=word,
                rows=rows,
                code=codes.code_of(meant),
                says=codes.says(meant),
                sure=Sure.KNOWN,
            )
