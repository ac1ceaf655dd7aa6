"""What a worker can do with people."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date

from station_app.domain import (
    category,
    completeness,
    dates,
    divisions,
    household,
    jobless,
    likeness,
    person_rules,
    problems,
    roles,
    search,
)
from station_app.domain.completeness import Completeness
from station_app.domain.divisions import Divisions
from station_app.domain.household import Household, HouseholdDraft, LightMember, Member
from station_app.domain.person import Life, Person, PersonDraft, Residency
from station_app.domain.person_rules import Suggestion
from station_app.domain.plan import Plan
from station_app.domain.problems import Level, Problem
from station_app.domain.search import Hits
from station_app.domain.visit import Visit
from station_app.errors import Refused
from station_app.register import Register
from station_app.storage import (
    divisions as typed_divisions,
)
from station_app.storage import (
    doubles,
    drafts,
    households,
    ids,
    merged,
    people,
    plans,
    visits,
)
from station_app.storage import search as keys
from station_app.storage.journal import Deed

FORM = "person"
FORMERLY = "合并进来的一份用过这个号码"


@dataclass(frozen=True, slots=True, kw_only=True)
class Double:
    """Somebody of the register who may be the person being typed, and why."""

    person: Person
    why: str
    same_number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """Everything a person's page shows."""

    person: Person
    age: int | None
    village: str
    address: str
    tags: tuple[str, ...]
    main_kind: str
    """The one kind under which the person is counted once."""
    complete: Completeness
    suggestions: tuple[Suggestion, ...]
    household: Household
    members: tuple[Member, ...]
    visits: tuple[Visit, ...]
    plans: tuple[Plan, ...]


def known_divisions(register: Register) -> Divisions:
    """Return the shipped divisions and those this register has learnt, its own station's first."""
    station = register.station
    own = [
        divisions.Division(code=station.code, name=station.village),
        divisions.Division(code=station.code[:9], name=station.town),
    ]
    typed = typed_divisions.typed(register.db)
    return divisions.shipped().with_these([one for one in (*own, *typed) if one.name])


def begin(register: Register) -> PersonDraft:
    """Return an empty draft for somebody of this village."""
    return PersonDraft(division=register.station.code)


def check(register: Register, draft: PersonDraft, uid: str = "") -> list[Problem]:
    """Say what is wrong with a draft; `uid` names the person whom it corrects."""
    tidy = _tidied(register, draft)
    areas = known_divisions(register).counties()
    found = person_rules.problems(tidy, register.today(), category.shipped(), areas)
    if tidy.life is Life.ALIVE:
        for double in likely_doubles(register, tidy, uid):
            if double.same_number and double.person.life is Life.ALIVE:
                says = f"这个身份证号已登记：{double.person.name}"
                found.append(Problem(field="id_number", says=says))
    return found


def likely_doubles(register: Register, draft: PersonDraft, uid: str = "") -> list[Double]:
    """Return those who may be the same person, the likeliest first; `uid` is the draft's own."""
    tidy = _tidied(register, draft)
    if not tidy.name and not tidy.id_number:
        return []
    own = ids.of(register.db, "person", uid) if uid else 0
    found = doubles.near(register.db, likeness.of(tidy), own)
    others = [pair.other if pair.one == own else pair.one for pair in found]
    alike = [pair.likeness for pair in found]
    former = {*merged.bearing(register.db, tidy.id_number)} - {own, *others}
    return [
        *(
            Double(person=one, why=like.says, same_number=like.same_number)
            for one, like in zip(people.of_ids(register.db, others), alike, strict=True)
        ),
        *(
            Double(person=one, why=FORMERLY, same_number=False)
            for one in people.of_ids(register.db, sorted(former))
        ),
    ]


def register(register: Register, draft: PersonDraft, apart: Collection[str] = ()) -> Person:
    """Put a person on the register, into the household named or into a new one.

    `apart` names likely doubles of whom the worker said that they are somebody else.
    """
    register.allow(roles.Right.PEOPLE)
    draft = _tidied(register, draft)
    _refuse_if(check(register, draft))
    with register.deed("新增人员") as deed:
        home = _home(deed, draft)
        if draft.household_size:
            households.note_size(deed, home, draft.household_size)
        row_id = people.add(deed, _with_relation(deed, draft, home), home, category.shipped())
        deed.about = ids.uid(deed.db, "person", row_id)
        for other in apart:
            doubles.tell_apart(deed, deed.about, other)
        drafts.drop(deed.db, deed.by, FORM, "")
        return people.of_ids(deed.db, [row_id])[0]


def correct(register: Register, uid: str, draft: PersonDraft) -> Person:
    """Put a person right; the household stays, the journal keeps what was said before."""
    return _change(register, uid, _tidied(register, draft), "修改人员")


def deceased(register: Register, uid: str, on: date) -> Person:
    """Note a death; the person leaves due lists, sheets and reminders that day."""
    draft = replace(draft_of(register, uid), life=Life.DECEASED, died_on=on)
    return _change(register, uid, draft, "登记去世")


def moved_out(register: Register, uid: str, on: date) -> Person:
    """Note that a person moved away; due lists, sheets and reminders end that day."""
    draft = replace(draft_of(register, uid), residency=Residency.MOVED, moved_out_on=on)
    return _change(register, uid, draft, "登记迁出")


def returned(register: Register, uid: str) -> Person:
    """Note that a person who moved away lives here again."""
    draft = replace(draft_of(register, uid), residency=Residency.HERE, moved_out_on=None)
    return _change(register, uid, draft, "登记迁回")


def draft_of(register: Register, uid: str) -> PersonDraft:
    """Return a person as a draft that can be changed and saved."""
    person = people.get(register.db, uid)
    return PersonDraft(**{field.name: getattr(person, field.name) for field in fields(PersonDraft)})


def get(register: Register, uid: str) -> File:
    """Return everything about one person."""
    db, today = register.db, register.today()
    person = people.get(db, uid)
    home = ids.of(db, "household", person.household)
    village = known_divisions(register).name(person.division)
    living = households.living_in(db, home)
    members = households.members(db, home)
    return File(
        person=person,
        age=dates.age(person.born, person.died_on or today),
        village=village,
        address=person.address or divisions.address_of(village, person.group, person.door),
        tags=person_rules.tags(person, category.shipped(), today),
        complete=completeness.of(person, today),
        main_kind=category.shipped().main(person.holdings, person.standing.value, today),
        suggestions=(
            *person_rules.suggestions(person, living, today),
            *_without_work(person, members, today),
        ),
        household=households.get(db, person.household),
        members=tuple(members),
        visits=tuple(visits.of_person(db, person.uid)),
        plans=tuple(plans.of_person(db, person.uid)),
    )


def suggest(register: Register, draft: PersonDraft) -> list[Suggestion]:
    """Return what the program proposes while a person is typed."""
    tidy = _tidied(register, draft)
    living = 1
    if draft.household:
        living = households.living_in(
            register.db, ids.of(register.db, "household", draft.household)
        )
    return person_rules.suggestions(tidy, max(living, draft.household_size or 1), register.today())


def find(register: Register, text: str, limit: int = keys.SHOWN) -> Hits:
    """Return who is meant by the words typed into the search box, and why."""
    if not text.strip():
        return search.Hits(hits=(), more=False)
    known = known_divisions(register)
    villages = {code: known.name(code) for code in people.divisions(register.db)}
    return keys.find(register.db, text, villages, limit)


def reveal_number(register: Register, uid: str) -> str:
    """Return an identity number in full; that it was looked at stands in the journal."""
    person = people.get(register.db, uid)
    if not register.read_only:
        with register.deed("查看证件号码", about=uid, final=True) as deed:
            deed.note(seen="id_number")
    return person.id_number


def _without_work(person: Person, members: list[Member], today: date) -> Iterator[Suggestion]:
    """Propose that the household is one without work, unless it is held already."""
    held = {(one.scheme, one.code) for one in person.holdings if one.on(today)}
    if person.counts and jobless.KIND not in held and (why := jobless.reason(members, today)):
        yield Suggestion(says=why, kind=jobless.holding(today))


def _tidied(register: Register, draft: PersonDraft) -> PersonDraft:
    tidy = person_rules.tidied(draft)
    return tidy if tidy.division else replace(tidy, division=register.station.code)


def _refuse_if(found: list[Problem]) -> None:
    """Refuse what must be put right, and what still lacks its reason."""
    open_ones = [one for one in found if one.level is not Level.REMINDS]
    if open_ones:
        raise problems.RefusedFields(open_ones)


def _change(register: Register, uid: str, draft: PersonDraft, name: str) -> Person:
    register.allow(roles.Right.PEOPLE)
    _refuse_if(check(register, draft, uid))
    with register.deed(name, about=uid) as deed:
        row_id = ids.of(deed.db, "person", uid)
        before = people.of_ids(deed.db, [row_id])[0]
        if (draft.relation == household.HEAD) != (before.relation == household.HEAD):
            draft = replace(draft, relation=before.relation)  # heads change on the household's page
        people.correct(deed, row_id, draft, category.shipped())
        home = ids.of(deed.db, "household", before.household)
        households.note_size(deed, home, draft.household_size)
        if households.persons_in(deed.db, home) == 1 or before.relation == household.HEAD:
            households.move(deed, home, _place(draft))
        drafts.drop(deed.db, deed.by, FORM, uid)
        return people.of_ids(deed.db, [row_id])[0]


def _place(draft: PersonDraft) -> tuple[str, str, str, str]:
    return draft.division, draft.group, draft.door, draft.address


def _home(deed: Deed, draft: PersonDraft) -> int:
    """Return the household a new person joins, made if none is named."""
    if draft.household:
        return ids.of(deed.db, "household", draft.household)
    light: tuple[LightMember, ...] = ()
    if draft.head_name and draft.head_name != draft.name:
        light = (LightMember(name=draft.head_name, relation=household.HEAD),)
    place = HouseholdDraft(
        division=draft.division,
        group=draft.group,
        door=draft.door,
        address=draft.address,
        light_members=light,
    )
    return households.add(deed, place)


def _with_relation(deed: Deed, draft: PersonDraft, home: int) -> PersonDraft:
    """Return the draft with the relation that fits: who founds a household alone heads it."""
    headed = any(member.is_head for member in households.members(deed.db, home))
    if headed and draft.relation == household.HEAD:
        raise Refused("这一户已经有户主。", "请写与户主的关系，或先换户主。")
    if not headed and draft.relation in ("", "本人"):
        return replace(draft, relation=household.HEAD)
    return draft
