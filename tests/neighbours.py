"""People of 荷塘村 put straight into a register, for tests of what is done with them."""

from datetime import date

from station_app.domain import category
from station_app.domain.category import Holding
from station_app.domain.household import HouseholdDraft
from station_app.domain.person import Difficulty, Life, PersonDraft, Residency
from station_app.domain.plaque import Plaque
from station_app.register import Register
from station_app.storage import households, ids, people
from station_app.usecases import households as usecase


def settle(register: Register, name: str = "罗秀英", *, household: str = "", **facts) -> str:
    """Put somebody on the register, alone as the head or into a household; return the uid."""
    relation = "" if household else "户主"
    known = {"name": name, "group": "3组", "door": "17号", "relation": relation}
    draft = PersonDraft(**(known | facts))
    with register.deed("登记人员") as deed:
        home = (
            ids.of(deed.db, "household", household)
            if household
            else households.add(deed, HouseholdDraft(group=draft.group, door=draft.door))
        )
        row = people.add(deed, draft, home, category.shipped())
        return ids.uid(deed.db, "person", row)


def home_of(register: Register, person: str) -> str:
    """Return the household of somebody."""
    found = register.db.execute(
        "SELECT d.uid FROM person p JOIN household d ON d.id = p.household WHERE p.uid = :uid",
        {"uid": person},
    ).fetchone()
    return str(found[0])


def hang_plaque(register: Register, person: str, on: date) -> None:
    """Hang the plaque at somebody's house."""
    home = home_of(register, person)
    usecase.note_plaque(register, home, Plaque.HANGS, on, hung=("大门", "本人"))


def bury(register: Register, person: str, on: date) -> None:
    """Note a death."""
    _change(register, person, {"life": Life.DECEASED.value, "died_on": on.isoformat()})


def move_away(register: Register, person: str, on: date) -> None:
    """Note that somebody moved out."""
    moved = {"residency": Residency.MOVED.value, "moved_out_on": on.isoformat()}
    _change(register, person, moved)


def holds(scheme: str, code: str, since: str = "2020") -> Holding:
    """Return a category held since then."""
    return Holding(scheme=scheme, code=code, since=since)


def trouble(kind, since: str = "2026-12") -> Difficulty:
    """Return an open difficulty."""
    return Difficulty(kind=kind, since=since)


def _change(register: Register, person: str, values) -> None:
    with register.deed("修改人员") as deed:
        deed.update("person", ids.of(deed.db, "person", person), values)
