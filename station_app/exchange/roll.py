"""Whom a county lets sign, what it has issued to them, and what it refuses."""

from dataclasses import dataclass, replace
from datetime import datetime

from station_app.domain import certificate
from station_app.domain.certificate import SigningRole, Subject
from station_app.errors import Refused

Plain = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whom the county lets sign for a station, in one role."""

    station_code: str
    number: str
    name: str
    role: SigningRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A certificate the county has given out, and whether it still stands by it."""

    serial: str
    person: Person
    station_name: str
    fingerprint: str
    begins: datetime
    ends: datetime
    revoked_at: datetime | None = None
    reason: str = ""

    def holds(self, at: datetime) -> bool:
        """Say whether the certificate is neither revoked nor lapsed."""
        return self.revoked_at is None and at <= self.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that an office remembers."""

    name: str
    code: str
    list_number: int = 0
    persons: tuple[Person, ...] = ()
    issued: tuple[Issued, ...] = ()


def listed(state: State, subject: Subject, number: str) -> Person:
    """Return the person of the list whom a request names; refuse when there is not exactly one."""
    fitting = [
        person
        for person in state.persons
        if (person.station_code, person.name, person.role)
        == (subject.station_code, subject.name, subject.role)
        and number in ("", person.number)
    ]
    if len(fitting) == 1:
        return fitting[0]
    who = f"{subject.station_name}（{subject.station_code}）{subject.role.value} {subject.name}"
    if fitting:
        raise Refused(f"名册里有两个{who}。", "请写明人员编号。")
    raise Refused(f"名册里没有{who}。", "请先核实身份，登记人员后再签发。")


def refuse_issue(state: State, subject: Subject, fingerprint: str, at: datetime) -> None:
    """Refuse a used key, a second certificate for one role, and one person in both roles."""
    if any(one.fingerprint == fingerprint for one in state.issued):
        raise Refused(
            "这次申请已经发过证书。", "那个证书在 issued 文件夹里；要换新的请让本人重新申请。"
        )
    if found := certificate.problems(subject):
        raise Refused("；".join(problem.says for problem in found) + "。", "请重新申请。")
    for one in state.issued:
        if one.holds(at):
            _refuse_beside(one, subject)


def _refuse_beside(one: Issued, subject: Subject) -> None:
    person = one.person
    if person.number == subject.person_number and person.role is not subject.role:
        raise Refused(
            f"{person.name}已有{person.role.value}证书，同一人不能两头签。", "请由另一个人担任。"
        )
    if person.station_code != subject.station_code:
        return
    if person.role is subject.role:
        raise Refused(
            f"{one.station_name}的{person.role.value}已有证书（{person.name}）。",
            "换人或重发，请先作废旧证书。",
        )
    if one.station_name != subject.station_name:
        raise Refused(
            f"这个站的另一个证书写的是“{one.station_name}”。",
            "站名要一致；改过名的站请先作废旧证书。",
        )


def with_person(state: State, person: Person) -> State:
    """Return the state with somebody listed; refuse one number for two people or two roles.

    Whoever changes the role is listed anew once the certificates of the former one are revoked.
    """
    same = [other for other in state.persons if other.number == person.number]
    for other in same:
        if other == person:
            raise Refused(f"{person.name}已在名册里。", "不用再登记。")
        if other.name != person.name:
            raise Refused(f"编号 {person.number} 已是{other.name}的。", "请换一个编号。")
        if other.role is not person.role and not _has_left_role(state, other):
            raise Refused(
                f"{person.name}已登记为{other.role.value}，同一人不能两头签。",
                "请由另一个人担任；确是换了岗位，请先作废原来的证书。",
            )
    kept = [one for one in state.persons if one not in same or one.role is person.role]
    return replace(state, persons=(*kept, person))


def _has_left_role(state: State, person: Person) -> bool:
    """Say whether somebody was certified, and every certificate has been revoked since."""
    issued = [one for one in state.issued if one.person.number == person.number]
    return bool(issued) and all(one.revoked_at is not None for one in issued)


def to_plain(state: State) -> Plain:
    """Return the state as it is written to disk."""
    return {
        "name": state.name,
        "code": state.code,
        "list_number": state.list_number,
        "persons": [_plain_person(person) for person in state.persons],
        "issued": [
            {
                "serial": one.serial,
                "person": _plain_person(one.person),
                "station_name": one.station_name,
                "fingerprint": one.fingerprint,
                "begins": one.begins.isoformat(),
                "ends": one.ends.isoformat(),
                "revoked_at": one.revoked_at.isoformat() if one.revoked_at else None,
                "reason": one.reason,
            }
            for one in state.issued
        ],
    }


def from_plain(plain: Plain) -> State:
    """Read a state back; ValueError, KeyError or TypeError if it is none."""
    persons, issued = plain["persons"], plain["issued"]
    if not (isinstance(persons, list) and isinstance(issued, list)):
        raise TypeError("no lists")
    return State(
        name=str(plain["name"]),
        code=str(plain["code"]),
        list_number=int(str(plain["list_number"])),
        persons=tuple(_person(one) for one in persons),
        issued=tuple(_issued(one) for one in issued),
    )


def _plain_person(person: Person) -> Plain:
    return {
        "station_code": person.station_code,
        "number": person.number,
        "name": person.name,
        "role": person.role.value,
    }


def _person(plain: Plain) -> Person:
    return Person(
        station_code=str(plain["station_code"]),
        number=str(plain["number"]),
        name=str(plain["name"]),
        role=SigningRole(str(plain["role"])),
    )


def _issued(plain: Plain) -> Issued:
    person, revoked = plain["person"], plain["revoked_at"]
    if not isinstance(person, dict):
        raise TypeError("no person")
    return Issued(
        serial=str(plain["serial"]),
        person=_person(person),
        station_name=str(plain["station_name"]),
        fingerprint=str(plain["fingerprint"]),
        begins=datetime.fromisoformat(str(plain["begins"])),
        ends=datetime.fromisoformat(str(plain["ends"])),
        revoked_at=datetime.fromisoformat(str(revoked)) if revoked else None,
        reason=str(plain["reason"]),
    )
