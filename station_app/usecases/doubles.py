"""Entries that may be of one person: found, told apart, made one, and parted again."""

from collections.abc import Sequence
from dataclasses import dataclass

from station_app.domain import category, doubles, likeness, merging, person_rules, problems
from station_app.domain.doubles import Choices, Compared, Side
from station_app.domain.likeness import Likeness
from station_app.domain.person import Life, Person, PersonDraft
from station_app.domain.problems import Problem
from station_app.domain.roles import Right
from station_app.errors import Refused
from station_app.register import Progress, Register
from station_app.storage import doubles as pairs
from station_app.storage import drafts, households, ids, merged, parting, plans, visits
from station_app.storage import people as persons
from station_app.storage.journal import Deed
from station_app.storage.merged import Former as Former
from station_app.usecases import people

SHOWN = 500
"""So many pairs are read whole; the rest wait until the likelier ones are settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """Two entries that may be of one person; `one` is proposed to stay."""

    one: Person
    other: Person
    likeness: Likeness

    @property
    def uids(self) -> tuple[str, str]:
        """Return whom the pair is about."""
        return self.one.uid, self.other.uid


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What a search found: the likeliest pairs, how many in all, and what it did not compare.

    `cut` counts the keys, such as a birth date, shared by so many that they tell nobody apart.
    """

    likely: tuple[Likely, ...]
    pairs: int
    people: int
    cut: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two entries side by side, and what would come along with the one that goes."""

    kept: Person
    gone: Person
    fields: tuple[Compared, ...]
    likeness: Likeness | None
    visits: int
    plans: int


def search(register: Register, progress: Progress) -> Search:
    """Look the whole register through for entries of one person, the likeliest first."""
    found = pairs.everywhere(register.db, progress)
    first = found.pairs[:SHOWN]
    wanted = sorted({person for pair in first for person in (pair.one, pair.other)})
    known = dict(zip(wanted, persons.of_ids(register.db, wanted), strict=True))
    likely = (_likely(known[one.one], known[one.other], one.likeness) for one in first)
    return Search(
        likely=tuple(likely),
        pairs=len(found.pairs),
        people=found.people,
        cut=found.cut,
    )


def open_ones(register: Register, likely: Sequence[Likely]) -> list[Likely]:
    """Return the pairs that still are two entries and were not told apart."""
    left = pairs.open_pairs(register.db, [one.uids for one in likely])
    return [one for one in likely if one.uids in left]


def compare(register: Register, kept: str, gone: str) -> Comparison:
    """Set two entries side by side, field by field."""
    stays, goes = _both(register, kept, gone)
    homes = (_home(register, stays), _home(register, goes))
    return Comparison(
        kept=stays,
        gone=goes,
        fields=doubles.compared(stays, goes, homes),
        likeness=likeness.compare(likeness.of(stays), likeness.of(goes)),
        visits=len(visits.of_person(register.db, goes.uid)),
        plans=len(plans.of_person(register.db, goes.uid)),
    )


def tell_apart(register: Register, one: str, other: str) -> None:
    """Remember that two entries are of two people; they are not shown as doubles again."""
    register.allow(Right.PEOPLE)
    if (one, other) in pairs.open_pairs(register.db, [(one, other)]):
        with register.deed("记下不是同一人", about=one) as deed:
            pairs.tell_apart(deed, one, other)


def merge(register: Register, kept: str, gone: str, choices: Choices) -> Person:
    """Make two entries one; everything that belongs to the second belongs to the first then."""
    register.allow(Right.PEOPLE)
    stays, goes = _both(register, kept, gone)
    draft = doubles.united(stays, goes, choices)
    problems.refuse_if(_problems(register, stays, goes, draft))
    with register.deed("合并重复人员", about=stays.uid) as deed:
        keep, left = (ids.of(deed.db, "person", one.uid) for one in (stays, goes))
        home = goes.household if choices.get(doubles.HOME) is Side.GONE else stays.household
        _settle_kinds(deed, (stays, goes), choices)
        merged.merge(deed, keep, left, draft, ids.of(deed.db, "household", home))
        for one in (stays, goes):
            drafts.drop(deed.db, deed.by, people.FORM, one.uid)
        deed.note(merged=goes.uid)
        return persons.of_ids(deed.db, [keep])[0]


def split(register: Register, gone: str) -> Person:
    """Part an entry from the person it was merged into, whenever that was."""
    register.allow(Right.PEOPLE)
    with register.deed("拆回合并的人员", about=gone) as deed:
        parting.split(deed, gone)
        return persons.get(deed.db, gone)


def former(register: Register, uid: str) -> list[Former]:
    """Return the entries that were merged into a person, the latest first."""
    return merged.of_person(register.db, uid)


def _both(register: Register, kept: str, gone: str) -> tuple[Person, Person]:
    """Return two entries; raises Refused where they are one already."""
    stays, goes = persons.get(register.db, kept), persons.get(register.db, gone)
    if stays.uid == goes.uid:
        raise Refused("这两份已经合并。", "请回到查重再看。")
    return stays, goes


def _likely(one: Person, other: Person, alike: Likeness) -> Likely:
    """Propose to keep whom the station met last, else who was there first."""
    met = [str(person.last_visit_on or "") for person in (one, other)]
    if met[1] > met[0]:
        one, other = other, one
    return Likely(one=one, other=other, likeness=alike)


def _home(register: Register, person: Person) -> str:
    home = ids.of(register.db, "household", person.household)
    head = households.head_names(register.db, [home]).get(home, "")
    count = f"{len(households.members(register.db, home))} 人"
    words = (person.address or person.place, f"{head}户 {count}" if head else count)
    return "，".join(word for word in words if word)


def _problems(register: Register, stays: Person, goes: Person, draft: PersonDraft) -> list[Problem]:
    """Say what would be wrong with the one entry that was right in the two."""
    areas = people.known_divisions(register).counties()

    def found(one: PersonDraft) -> list[Problem]:
        return person_rules.problems(one, register.today(), category.shipped(), areas)

    new = doubles.problems(found(draft), [*found(stays), *found(goes)])
    if draft.life is Life.ALIVE:
        bearers = persons.by_number(register.db, draft.id_number)
        others = [
            one
            for one in persons.of_ids(register.db, bearers)
            if one.life is Life.ALIVE and one.uid not in (stays.uid, goes.uid)
        ]
        new += [
            Problem(field="id_number", says=f"这个身份证号还登记在{one.name}名下") for one in others
        ]
    return new


def _settle_kinds(deed: Deed, both: tuple[Person, Person], choices: Choices) -> None:
    """Of the scheme of which one holds one kind, only the side chosen stays."""
    if not doubles.rivals(*both):
        return
    side = choices.get(doubles.KINDS, Side.KEPT)
    if side is not Side.BOTH:
        loser = both[0] if side is Side.GONE else both[1]
        merged.give_up(deed, ids.of(deed.db, "person", loser.uid), merging.SINGLE)
