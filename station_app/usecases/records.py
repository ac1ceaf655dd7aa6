"""What a worker can do with the records of a person's file."""

from dataclasses import fields, replace

from station_app.domain import problems, record
from station_app.domain.record import Record
from station_app.domain.roles import Right
from station_app.register import Register
from station_app.storage import records


def of(register: Register, person: str) -> list[Record]:
    """Return everything that was recorded about a person, newest first."""
    return sorted(records.of_person(register.db, person), key=record.when, reverse=True)


def save(register: Register, person: str, draft: Record) -> Record:
    """Record something about a person, or put a record right."""
    register.allow(Right.PEOPLE)
    tidy = _tidied(draft)
    others = records.of_person(register.db, person)
    problems.refuse_if(record.problems(tidy, register.today(), others))
    verb, title = "修改" if tidy.uid else "登记", record.TITLES[type(tidy)]
    with register.deed(f"{verb}{title}", about=person) as deed:
        return replace(tidy, uid=records.save(deed, person, tidy))


def remove(register: Register, person: str, gone: Record) -> None:
    """Take away a record that was made by mistake; the journal keeps it."""
    register.allow(Right.PEOPLE)
    with register.deed(f"去掉{record.TITLES[type(gone)]}", about=person) as deed:
        records.remove(deed, gone)


def _tidied(draft: Record) -> Record:
    told = {one.name: getattr(draft, one.name) for one in fields(draft)}
    return replace(
        draft, **{name: one.strip() for name, one in told.items() if isinstance(one, str)}
    )
