"""The lists of people and households, with the conditions a worker chose."""

from datetime import date

from station_app.domain import care, category, dates, divisions, person_rules
from station_app.domain.category import Kind
from station_app.domain.person import Person
from station_app.domain.selection import HouseholdRow, PersonPage, PersonRow, Selection
from station_app.register import Register
from station_app.storage import categories, households, parts, people, rows, selection
from station_app.storage.rows import Row
from station_app.usecases.people import known_divisions

PAGE = 100
NOTHING_ASKED = Selection()


def page(
    register: Register,
    wanted: Selection = NOTHING_ASKED,
    after: tuple[str, int] | None = None,
    limit: int = PAGE,
) -> PersonPage:
    """Return a piece of the list of persons, and how many it and the register have in all."""
    db, today = register.db, register.today()
    keys = selection.page(db, wanted, today, after, limit + 1)
    ids = [row_id for _, row_id in keys[:limit]]
    extras = selection.extras(db, parts.ids(ids))
    known = known_divisions(register)
    shown = tuple(
        _row(person, extras[row_id], known.name(person.division), today)
        for row_id, person in zip(ids, people.of_ids(db, ids), strict=True)
    )
    persons, homes = selection.counts(db, wanted, today)
    all_persons, all_homes = selection.counts(db, NOTHING_ASKED, today)
    return PersonPage(
        rows=shown,
        after=keys[limit - 1] if len(keys) > limit else None,
        persons=persons,
        households=homes,
        all_persons=all_persons,
        all_households=all_homes,
    )


def everybody(register: Register, wanted: Selection = NOTHING_ASKED) -> list[PersonRow]:
    """Return the whole list, for printing and saving."""
    found: list[PersonRow] = []
    after: tuple[str, int] | None = None
    while True:
        piece = page(register, wanted, after, 500)
        found += piece.rows
        after = piece.after
        if after is None:
            return found


def homes(register: Register, wanted: Selection = NOTHING_ASKED) -> list[HouseholdRow]:
    """Return the households in which somebody of the selection lives, in route order."""
    db, today = register.db, register.today()
    known = known_divisions(register)
    found = sorted(selection.households(db, wanted, today), key=_route)
    ids = [rows.whole(row["id"]) for row in found]
    heads = households.head_names(db, ids)
    held = categories.of(db, categories.HOUSEHOLD, ids)
    schemes = category.shipped()
    return [
        HouseholdRow(
            uid=rows.text(row["uid"]),
            head=heads.get(rows.whole(row["id"]), ""),
            village=known.name(rows.text(row["division"])),
            group=rows.text(row["group_name"]),
            door=rows.text(row["door"]),
            persons=rows.whole(row["persons"]),
            people=_people(row),
            tags=tuple(
                schemes.short(one) for one in held.get(rows.whole(row["id"]), ()) if one.on(today)
            ),
            plaque_hangs=_plaque_hangs(row, today),
            last_visit_on=rows.day(row["last_visit_on"]),
        )
        for row in found
    ]


def groups(register: Register, division: str = "") -> list[str]:
    """Return the groups in which somebody lives, in their natural order."""
    found = {group for code, group in selection.groups(register.db) if division in ("", code)}
    return sorted(found, key=lambda group: divisions.route_key(group, ""))


def villages(register: Register) -> list[divisions.Division]:
    """Return the villages in which somebody lives."""
    known = known_divisions(register)
    codes = people.divisions(register.db)
    return [divisions.Division(code=code, name=known.name(code)) for code in codes]


def kinds_in_use(register: Register) -> list[Kind]:
    """Return the categories that somebody holds today, in the order of their schemes."""
    used = set(categories.in_use(register.db, register.today()))
    return [kind for kind in category.shipped().kinds() if (kind.scheme, kind.code) in used]


def _row(person: Person, extra: Row, village: str, today: date) -> PersonRow:
    known_since = rows.day(rows.text(extra["created_at"])[:10]) or today
    return PersonRow(
        person=person,
        age=dates.age(person.born, person.died_on or today),
        village=village,
        tags=person_rules.tags(person, category.shipped(), today),
        due_on=care.due_on(person.tier, person.last_visit_on, known_since)
        if person.counts
        else None,
        waiting_sheet=rows.text(extra["waiting"]),
    )


def _route(row: Row) -> tuple[object, ...]:
    place = divisions.route_key(rows.text(row["group_name"]), rows.text(row["door"]))
    return rows.text(row["division"]), *place


def _people(row: Row) -> int:
    counted = rows.whole(row["persons"]) + rows.whole(row["light"])
    return max(counted, rows.whole(row["size"]))


def _plaque_hangs(row: Row, today: date) -> bool:
    hung, taken = rows.day(row["plaque_hung_on"]), rows.day(row["plaque_taken_on"])
    return hung is not None and hung <= today and (taken is None or taken > today)
