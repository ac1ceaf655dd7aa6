"""What a roster would do to the register: every row judged, nothing written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from station_app.domain import identity, merging, reading
from station_app.domain.headings import Table
from station_app.domain.merging import Difference
from station_app.domain.person import PersonDraft
from station_app.domain.reading import Reading
from station_app.domain.row import Help
from station_app.domain.table import Row

Place = tuple[str, int]
SAME_PERSON = "person"
"""The field under which it is decided that a namesake is somebody else."""


class Status(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    REJECTED = "rejected"

    @property
    def says(self) -> str:
        """Return the word on the screen."""
        words = ("新增", "更新", "不变", "不一致", "有误")
        return dict(zip(Status, words, strict=True))[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a worker has decided so far about a roster; empty at first.

    `columns`: heading to field, "" for not used. `words`: (field, word) to code, "" to leave out.
    `numbers`: a number typed anew. `kept`: why an odd number is right. `taken`: (sheet, row, field)
    to whether the sheet is right.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)
    numbers: Mapping[Place, str] = field(default_factory=dict)
    kept: Mapping[Place, str] = field(default_factory=dict)
    taken: Mapping[tuple[str, int, str], bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody the rows are compared with: of the register (`uid`), or of an earlier row.

    `first` is the first row that spoke of this person; `former` are numbers of entries that were
    merged into this one.
    """

    draft: PersonDraft
    uid: str = ""
    former: tuple[str, ...] = ()
    first: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One data row and its fate: the fields it fills, and those in which it is right."""

    status: Status
    reading: Reading
    reasons: tuple[str, ...]
    differences: tuple[Difference, ...] = ()
    fills: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    person: str = ""
    same_as: Place | None = None
    result: PersonDraft | None = None

    @property
    def row(self) -> int:
        """Return the row's number in its sheet."""
        return self.reading.row

    @property
    def sheet(self) -> str:
        """Return the sheet's name."""
        return self.reading.sheet

    @property
    def name(self) -> str:
        """Return the name as it would be kept."""
        return self.reading.name

    @property
    def place(self) -> Place:
        """Return the sheet and the row under which decisions about it are kept."""
        return self.reading.place

    @property
    def number_doubted(self) -> bool:
        """Say whether the row is turned away for its number, so that typing it anew may mend it."""
        if self.status is not Status.REJECTED:
            return False
        doubts = ("身份证号", "号码")
        return not self.reading.number or any(
            word in reason for reason in self.reasons for word in doubts
        )

    @property
    def shown_number(self) -> str:
        """Return the number as the sheet has it, masked where it is a whole one."""
        number = self.reading.number
        return identity.masked(number) if number else self.reading.shown


def counts(lines: Iterable[Line]) -> dict[Status, int]:
    """Return how many rows have each fate; together they are all data rows."""
    counted = Counter(line.status for line in lines)
    return {status: counted[status] for status in Status}


def readings(
    found: Table, choices: Choices, help_: Help, rows: Iterable[tuple[int, Row]]
) -> Iterator[Reading]:
    """Read rows one by one."""
    columns = [(match.field, match.column) for match in found.columns if match.field]
    for number, row in rows:
        place = (found.sheet, number)
        yield reading.read(
            {name: row[column] for name, column in columns if column < len(row)},
            (found.sheet, number, row),
            help_,
            choices.numbers.get(place, ""),
            choices.kept.get(place, ""),
        )


def decided(choices: Choices, place: Place) -> bool:
    """Say whether a worker has decided something about one row."""
    return (
        place in choices.numbers
        or place in choices.kept
        or any((sheet, row) == place for sheet, row, _field in choices.taken)
    )


def undecided(choices: Choices, place: Place) -> Choices:
    """Return the choices without what was decided about one row."""
    return replace(
        choices,
        numbers={at: typed for at, typed in choices.numbers.items() if at != place},
        kept={at: why for at, why in choices.kept.items() if at != place},
        taken={key: right for key, right in choices.taken.items() if key[:2] != place},
    )


class Judge:
    """Judges rows one after the other; what a row would write counts for the rows after it."""

    def __init__(self, known: Iterable[Known], choices: Choices) -> None:
        self._choices = choices
        self._by_number: dict[str, Known] = {}
        self._by_birth: dict[tuple[str, str], list[Known]] = {}
        for one in known:
            self._learn(one)

    def line(self, read: Reading) -> Line:
        """Return a row's fate."""
        if read.faults:
            told = (*read.faults, *read.barred)
            return Line(status=Status.REJECTED, reading=read, reasons=told)
        known = self._find(read)
        if known is None:
            return self._new(read)
        return self._again(read, known)

    def _find(self, read: Reading) -> Known | None:
        if read.number:
            return self._by_number.get(read.number)
        same = self._by_birth.get((read.draft.name, read.draft.born), [])
        return next((one for one in same if not one.draft.id_number), None)

    def _new(self, read: Reading) -> Line:
        namesakes = [
            one
            for one in self._by_birth.get((read.draft.name, read.draft.born), [])
            if read.draft.born and one.draft.id_number != read.number
        ]
        if namesakes and not self._choices.taken.get((*read.place, SAME_PERSON)):
            return _namesake(read, namesakes[0])
        known = Known(draft=read.draft, first=read.place)
        self._learn(known)
        said = (*read.repairs, *read.remarks)
        if namesakes:
            said = (*said, "已确认与同名同生日的人不是同一人")
        return Line(
            status=Status.NEW,
            reading=read,
            reasons=said,
            fills=tuple(sorted(read.given)),
            result=read.draft,
        )

    def _again(self, read: Reading, known: Known) -> Line:
        merged = merging.merge(known.draft, read.draft, read.given)
        where = "登记册里" if known.first is None else f"第 {known.first[1]} 行"
        open_, taken = self._decided(read, merged.differences)
        differences = tuple(replace(one, where=where) for one in open_)
        same_as = None if known.uid else known.first
        if differences:
            return Line(
                status=Status.CONFLICT,
                reading=read,
                reasons=(*[_differs(one, known, read) for one in differences], *read.barred),
                differences=differences,
                person=known.uid,
                same_as=same_as,
            )
        after = merging.apply(merged.draft, read.draft, taken)
        changed = bool(merged.filled or taken)
        self._learn(replace(known, draft=after, first=known.first or read.place))
        return Line(
            status=Status.UPDATED if changed else Status.UNCHANGED,
            reading=read,
            reasons=_said(read, merged.says, known, changed),
            fills=merged.filled,
            taken=taken,
            person=known.uid,
            same_as=same_as,
            result=after,
        )

    def _decided(
        self, read: Reading, differences: Iterable[Difference]
    ) -> tuple[list[Difference], tuple[str, ...]]:
        """Return what is still undecided, and the fields in which the sheet is right."""
        open_, taken = [], []
        for one in differences:
            right = self._choices.taken.get((*read.place, one.field))
            if right is None:
                open_.append(one)
            elif right:
                taken.append(one.field)
        return open_, tuple(taken)

    def _learn(self, known: Known) -> None:
        if known.draft.id_number:
            self._by_number[known.draft.id_number] = known
        for number in known.former:
            if self._by_number.get(number, known).uid == known.uid:
                self._by_number[number] = known
        key = (known.draft.name, known.draft.born)
        others = [
            one
            for one in self._by_birth.get(key, [])
            if (one.uid, one.first) != (known.uid, known.first)
        ]
        self._by_birth[key] = [*others, known]


def _namesake(read: Reading, other: Known) -> Line:
    where = "登记册里" if other.first is None else f"第 {other.first[1]} 行"
    tail = other.draft.id_number[-4:] or "（无）"
    says = f"{where}同名同生日的人号码尾数是 {tail}，请看是不是同一人"
    difference = Difference(
        field=SAME_PERSON,
        register=identity.masked(other.draft.id_number),
        sheet=identity.masked(read.number),
        where=where,
    )
    return Line(
        status=Status.CONFLICT,
        reading=read,
        reasons=(says, *read.barred),
        differences=(difference,),
        person=other.uid,
        same_as=other.first,
    )


def _differs(one: Difference, known: Known, read: Reading) -> str:
    if known.first is None:
        return f"登记册里{one.label}是 {one.register}，表里是 {one.sheet}"
    first = known.first[1]
    return f"表里有两行，第 {first} 行和第 {read.row} 行{one.label}不同，请选一行"


def _said(read: Reading, changes: Iterable[str], known: Known, changed: bool) -> tuple[str, ...]:
    fate = [*changes]  # first: what is written counts more than how the cells were read
    if known.first is not None:
        fate.append(f"与第 {known.first[1]} 行是同一人")
    elif not changed:
        fate.append("与登记册相同")
    return (*fate, *read.repairs, *read.remarks)
