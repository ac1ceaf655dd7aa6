"""What a worker can do with households."""

from dataclasses import dataclass, fields, replace
from datetime import date

from station_app.domain import category, household, plaque, problems, secrecy
from station_app.domain.household import Household, HouseholdDraft, LightMember, Member
from station_app.domain.plaque import Plaque
from station_app.domain.problems import Problem
from station_app.domain.roles import Right
from station_app.domain.visit import Visit
from station_app.errors import Refused
from station_app.register import Register
from station_app.storage import categories, households, ids, people, visits
from station_app.storage.journal import Deed
from station_app.usecases.people import known_divisions


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdFile:
    """Everything a household's page shows.

    `persons` are those on the register who live here still, `people` everybody who does.
    """

    household: Household
    head: str
    village: str
    members: tuple[Member, ...]
    persons: int
    people: int
    tags: tuple[str, ...]
    visits: tuple[Visit, ...]


def check(register: Register, draft: HouseholdDraft, uid: str = "") -> list[Problem]:
    """Say what is wrong with a household; `uid` names the one it corrects."""
    found = household.problems(draft, register.today())
    other = households.by_number(register.db, draft.number) if draft.number else None
    if other is not None and ids.uid(register.db, "household", other) != uid:
        found.append(Problem(field="number", says=f"户编号 {draft.number} 已有别的户在用"))
    headed = any(member.relation == household.HEAD for member in draft.light_members)
    if uid and headed and any(one.is_head and one.person for one in members(register, uid)):
        found.append(Problem(field="light_members", says="一户只能有一个户主"))
    return found


def get(register: Register, uid: str) -> HouseholdFile:
    """Return everything about one household."""
    db, today = register.db, register.today()
    found = households.get(db, uid)
    row_id = ids.of(db, "household", uid)
    everybody = households.members(db, row_id)
    living = [one for one in everybody if one.here]
    schemes = category.shipped()
    seen = [one for who in everybody if who.person for one in visits.of_person(db, who.person)]
    return HouseholdFile(
        household=found,
        head=households.head_names(db, [row_id]).get(row_id, ""),
        village=known_divisions(register).name(found.division),
        members=tuple(everybody),
        persons=sum(bool(one.person) for one in living),
        people=max(len(living), found.size or 0),
        tags=tuple(schemes.short(one) for one in found.holdings if one.on(today)),
        visits=tuple(sorted(seen, key=lambda visit: (visit.on, visit.at), reverse=True)),
    )


def members(register: Register, uid: str) -> list[Member]:
    """Return everybody who lives in a household, the head first."""
    return households.members(register.db, ids.of(register.db, "household", uid))


def of_person(register: Register, person: str) -> Household:
    """Return the household a person belongs to."""
    return households.get(register.db, people.get(register.db, person).household)


def nearby(register: Register, division: str, group: str, door: str) -> list[Household]:
    """Return the households at an address, which are proposed when somebody is registered there."""
    found = households.at(register.db, division, group, door) if door else []
    return [
        households.get(register.db, ids.uid(register.db, "household", row_id)) for row_id in found
    ]


def draft_of(register: Register, uid: str) -> HouseholdDraft:
    """Return a household as a draft that can be changed and saved."""
    found = households.get(register.db, uid)
    names = [field.name for field in fields(HouseholdDraft)]
    return HouseholdDraft(**{name: getattr(found, name) for name in names})


def correct(register: Register, uid: str, draft: HouseholdDraft) -> Household:
    """Put a household right: address, plaque, categories, those who are only named."""
    register.allow(Right.PEOPLE)
    problems.refuse_if(check(register, draft, uid))
    with register.deed("修改家庭", about=uid) as deed:
        households.correct(deed, ids.of(deed.db, "household", uid), draft)
        return households.get(deed.db, uid)


def name_member(register: Register, uid: str, member: LightMember) -> Household:
    """Add somebody to a household who is only named, never counted."""
    draft = draft_of(register, uid)
    return correct(register, uid, replace(draft, light_members=(*draft.light_members, member)))


def rename_member(register: Register, uid: str, member: LightMember) -> Household:
    """Put somebody right who is only named; the uid of the member says whom."""
    draft = draft_of(register, uid)
    changed = tuple(member if one.uid == member.uid else one for one in draft.light_members)
    return correct(register, uid, replace(draft, light_members=changed))


def unname_member(register: Register, uid: str, member: str) -> Household:
    """Take somebody out of a household who was only named."""
    draft = draft_of(register, uid)
    kept = tuple(one for one in draft.light_members if one.uid != member)
    return correct(register, uid, replace(draft, light_members=kept))


def note_plaque(
    register: Register,
    uid: str,
    act: Plaque,
    on: date,
    *,
    reason: str = "",
    hung: tuple[str, str] = ("", ""),
) -> Household:
    """Note what was done about the plaque 光荣之家; `hung` says where and who signed for it."""
    register.allow(Right.PEOPLE)
    before = draft_of(register, uid)
    problems.refuse_if(plaque.problems(before, act, register.today(), reason))
    draft = plaque.done(before, act, on, reason)
    if act.hangs_anew:
        draft = replace(draft, plaque_place=hung[0].strip(), plaque_signed_by=hung[1].strip())
    problems.refuse_if(check(register, draft, uid))
    with register.deed(f"光荣牌{act.value}", about=uid) as deed:
        households.correct(deed, ids.of(deed.db, "household", uid), draft)
        return households.get(deed.db, uid)


def join(register: Register, person: str, uid: str, relation: str) -> Household:
    """Put a person into another household; one with nobody of the register is not counted."""
    register.allow(Right.PEOPLE)
    problems.refuse_if(secrecy.problems([("relation", relation)]))
    with register.deed("并入家庭", about=person) as deed:
        target = ids.of(deed.db, "household", uid)
        headed = any(one.is_head for one in households.members(deed.db, target))
        if headed and relation == household.HEAD:
            raise Refused("这一户已经有户主。", "请写与户主的关系，或先换户主。")
        _move(deed, person, target, relation)
        return households.get(deed.db, uid)


def leave(register: Register, person: str) -> Household:
    """Make a household of its own for a person, at the same address."""
    register.allow(Right.PEOPLE)
    with register.deed("分户", about=person) as deed:
        left = people.get(deed.db, person)
        target = households.add(
            deed,
            HouseholdDraft(
                division=left.division, group=left.group, door=left.door, address=left.address
            ),
        )
        _move(deed, person, target, household.HEAD)
        return households.get(deed.db, ids.uid(deed.db, "household", target))


def head(register: Register, uid: str, person: str, former_relation: str) -> Household:
    """Make a person of the household its head; the former head gets the relation given."""
    register.allow(Right.PEOPLE)
    problems.refuse_if(secrecy.problems([("relation", former_relation)]))
    with register.deed("换户主", about=uid) as deed:
        row_id = ids.of(deed.db, "household", uid)
        if person not in {member.person for member in households.members(deed.db, row_id)}:
            raise Refused("这个人不在这一户。", "请先并入这一户，再换户主。")
        for member in households.members(deed.db, row_id):
            if member.is_head and member.person != person:
                _relate(deed, member, former_relation)
        people.take_in(deed, ids.of(deed.db, "person", person), row_id, household.HEAD)
        return households.get(deed.db, uid)


def _move(deed: Deed, person: str, target: int, relation: str) -> None:
    """Move a person; what belongs to a whole household must not be left behind alone."""
    before = ids.of(deed.db, "household", people.get(deed.db, person).household)
    if before == target:
        raise Refused("这个人已经在这一户。")
    people.take_in(deed, ids.of(deed.db, "person", person), target, relation)
    if not households.persons_in(deed.db, before):
        held = categories.of(deed.db, categories.HOUSEHOLD, [before])
        if held or households.members(deed.db, before):
            raise Refused("原来的户里还有成员或整户类别。", "请先把它们改到新的户，再并入。")


def _relate(deed: Deed, member: Member, relation: str) -> None:
    table, uid = ("person", member.person) if member.person else ("member", member.uid)
    deed.update(table, ids.of(deed.db, table, uid), {"relation": relation})
