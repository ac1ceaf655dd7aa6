"""What becomes of a household whose last person is found to live in another one already."""

from station_app.domain.household import HouseholdDraft
from station_app.storage import households, rows
from station_app.storage.journal import Deed
from station_app.storage.rows import Row


def hand_over(deed: Deed, old: int, new: int) -> None:
    """Give what belongs to a whole household to another one, if no person is left in it."""
    if households.persons_in(deed.db, old):
        return
    _hand_over_holdings(deed, old, new)
    _hand_over_members(deed, old, new)
    here, there = (rows.by_id(deed.db, "household", one) for one in (old, new))
    lacking = {name: here[name] for name in ("number", "size", "note") if not there[name]}
    if not there["plaque_hung_on"]:
        lacking |= {name: here[name] for name in here if name.startswith("plaque_")}
    if here["number"] and "number" in lacking:
        deed.update("household", old, {"number": ""})
    deed.update("household", new, lacking)


def anew(deed: Deed, person: Row) -> int:
    """Make a household at a person's address, in place of one that is gone."""
    place = HouseholdDraft(
        division=rows.text(person["division"]),
        group=rows.text(person["group_name"]),
        door=rows.text(person["door"]),
        address=rows.text(person["address"]),
    )
    return households.add(deed, place)


def _hand_over_holdings(deed: Deed, old: int, new: int) -> None:
    sql = """
        SELECT h.id, EXISTS (
            SELECT 1 FROM holding o
            WHERE o.household = :new AND o.scheme = h.scheme AND o.code = h.code
              AND o.until IS NULL AND h.until IS NULL) AS held
        FROM holding h
        WHERE h.household = :old
        ORDER BY h.id
    """
    for row in rows.fetch(deed.db, sql, {"old": old, "new": new}):
        if not row["held"]:
            deed.update("holding", rows.whole(row["id"]), {"household": new})


def _hand_over_members(deed: Deed, old: int, new: int) -> None:
    """Those who are only named come along, but for who is there already, and a second head."""
    named = {member.name for member in households.members(deed.db, new)}
    headed = any(member.is_head for member in households.members(deed.db, new))
    sql = "SELECT id, name, relation FROM member WHERE household = :old ORDER BY id"
    for row in rows.fetch(deed.db, sql, {"old": old}):
        if row["name"] in named:
            continue
        head = row["relation"] == "户主" and headed
        values: Row = {"household": new, "relation": "" if head else row["relation"]}
        deed.update("member", rows.whole(row["id"]), values)
