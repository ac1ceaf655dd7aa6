"""Households and who lives in them."""

from station_app.domain import names
from station_app.domain.category import Holding
from station_app.domain.household import Household, HouseholdDraft, LightMember, Member
from station_app.storage import categories, ids, parts, rows
from station_app.storage.database import Database
from station_app.storage.journal import Deed
from station_app.storage.rows import Row, Value

_MEMBERS = """
    SELECT uid AS person, '' AS uid, name, relation, sex, born, standing, life, residency,
      employment, remark AS note, relation <> '户主' AS follows, 0 AS light
    FROM person
    WHERE household = :household
    UNION ALL
    SELECT '', uid, name, relation, '', coalesce(born_year, ''), '', '健在', '常住',
      employment, note, relation <> '户主', 1
    FROM member
    WHERE household = :household
    ORDER BY follows, light, born, name
"""


def add(deed: Deed, draft: HouseholdDraft) -> int:
    """Write a new household and return its id."""
    row_id = deed.insert("household", values(draft))
    _write_parts(deed, row_id, draft)
    return row_id


def correct(deed: Deed, row_id: int, draft: HouseholdDraft) -> None:
    """Write what differs from what the register says."""
    deed.update("household", row_id, values(draft))
    _write_parts(deed, row_id, draft)


def note_size(deed: Deed, row_id: int, size: int | None) -> None:
    """Write how many people are said to live there."""
    deed.update("household", row_id, {"size": size})


def move(deed: Deed, row_id: int, place: tuple[str, str, str, str]) -> None:
    """Write where the household lives: division, group, door and the address in full."""
    division, group, door, address = place
    values: Row = {"division": division, "group_name": group, "door": door, "address": address}
    deed.update("household", row_id, values)


def get(db: Database, uid: str) -> Household:
    """Return a household with those who are only named, and what it holds."""
    row_id = ids.of(db, "household", uid)
    row = rows.by_id(db, "household", row_id)
    sql = "SELECT * FROM member WHERE household = :household ORDER BY id"
    light = rows.fetch(db, sql, {"household": row_id})
    held = categories.of(db, categories.HOUSEHOLD, [row_id]).get(row_id, ())
    return _household(row, tuple(_light(one) for one in light), held)


def members(db: Database, row_id: int) -> list[Member]:
    """Return everybody who lives in a household, the head first."""
    return [_member(row) for row in rows.fetch(db, _MEMBERS, {"household": row_id})]


def head_names(db: Database, wanted: list[int]) -> dict[int, str]:
    """Return the name of the head by household, of the first person where no head is known."""
    found = rows.fetch(
        db,
        """
        SELECT household, name, relation <> '户主' AS later, id
        FROM person
        WHERE household IN (SELECT value FROM json_each(:ids))
        UNION ALL
        SELECT household, name, 0, id
        FROM member
        WHERE household IN (SELECT value FROM json_each(:ids)) AND relation = '户主'
        ORDER BY household, later DESC, id DESC
        """,
        {"ids": parts.ids(wanted)},
    )
    return {rows.whole(row["household"]): rows.text(row["name"]) for row in found}


def by_number(db: Database, number: str) -> int | None:
    """Return the id of the household of a number, or None."""
    sql = "SELECT id FROM household WHERE number = :number AND number <> ''"
    found = rows.first(db, sql, {"number": number})
    return rows.whole(found["id"]) if found else None


def at(db: Database, division: str, group: str, door: str) -> list[int]:
    """Return the ids of the households at an address in which somebody lives."""
    found = rows.fetch(
        db,
        """
        SELECT d.id
        FROM household d
        WHERE d.division = :division AND d.group_name = :group AND d.door = :door
          AND EXISTS (SELECT 1 FROM person p WHERE p.household = d.id)
        ORDER BY d.id
        """,
        {"division": division, "group": group, "door": door},
    )
    return [rows.whole(row["id"]) for row in found]


def persons_in(db: Database, row_id: int) -> int:
    """Return how many persons of the register belong to a household."""
    sql = "SELECT count(*) FROM person WHERE household = :household"
    return rows.number(db, sql, {"household": row_id})


def living_in(db: Database, row_id: int) -> int:
    """Return how many live in a household, those who are only named with them."""
    return rows.number(
        db,
        """
        SELECT (
            SELECT count(*) FROM person
            WHERE household = :household AND life = '健在' AND residency <> '迁出'
          ) + (SELECT count(*) FROM member WHERE household = :household)
        """,
        {"household": row_id},
    )


def _write_parts(deed: Deed, row_id: int, draft: HouseholdDraft) -> None:
    owner = ("household", row_id)
    light: list[Row] = [{"uid": one.uid, **member_values(one)} for one in draft.light_members]
    parts.sync(deed, "member", owner, light, ("name", "relation"))
    categories.write(deed, owner, draft.holdings)


def values(draft: HouseholdDraft) -> Row:
    """Return the columns that a worker fills."""
    return {
        "number": draft.number,
        "division": draft.division,
        "group_name": draft.group,
        "door": draft.door,
        "address": draft.address,
        "size": draft.size,
        "plaque_hung_on": rows.iso(draft.plaque_hung_on),
        "plaque_taken_on": rows.iso(draft.plaque_taken_on),
        "plaque_place": draft.plaque_place,
        "plaque_signed_by": draft.plaque_signed_by,
        "plaque_state": draft.plaque_state,
        "plaque_state_on": rows.iso(draft.plaque_state_on),
        "plaque_reason": draft.plaque_reason,
        "note": draft.note,
    }


def member_values(member: LightMember) -> dict[str, Value]:
    """Return the columns of one who is only named."""
    return {
        "name": names.normalise(member.name),
        "relation": member.relation,
        "born_year": member.born_year,
        "employment": member.employment,
        "note": member.note,
    }


def _household(row: Row, light: tuple[LightMember, ...], held: tuple[Holding, ...]) -> Household:
    return Household(
        uid=rows.text(row["uid"]),
        station=rows.text(row["station"]),
        revision=rows.whole(row["revision"]),
        number=rows.text(row["number"]),
        division=rows.text(row["division"]),
        group=rows.text(row["group_name"]),
        door=rows.text(row["door"]),
        address=rows.text(row["address"]),
        size=rows.whole(row["size"]) or None,
        plaque_hung_on=rows.day(row["plaque_hung_on"]),
        plaque_taken_on=rows.day(row["plaque_taken_on"]),
        plaque_place=rows.text(row["plaque_place"]),
        plaque_signed_by=rows.text(row["plaque_signed_by"]),
        plaque_state=rows.text(row["plaque_state"]),
        plaque_state_on=rows.day(row["plaque_state_on"]),
        plaque_reason=rows.text(row["plaque_reason"]),
        note=rows.text(row["note"]),
        light_members=light,
        holdings=held,
    )


def _light(row: Row) -> LightMember:
    return LightMember(
        uid=rows.text(row["uid"]),
        name=rows.text(row["name"]),
        relation=rows.text(row["relation"]),
        born_year=rows.whole(row["born_year"]) or None,
        employment=rows.text(row["employment"]),
        note=rows.text(row["note"]),
    )


def _member(row: Row) -> Member:
    return Member(
        person=rows.text(row["person"]),
        uid=rows.text(row["uid"]),
        name=rows.text(row["name"]),
        relation=rows.text(row["relation"]),
        sex=rows.text(row["sex"]),
        born=rows.text(row["born"]),
        standing=rows.text(row["standing"]),
        deceased=row["life"] == "去世",
        moved_out=row["residency"] == "迁出",
        employment=rows.text(row["employment"]),
        note=rows.text(row["note"]),
    )
