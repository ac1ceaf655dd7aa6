"""Whom a campaign is for, and how far each of them got."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from station_app.domain import category, divisions
from station_app.domain.campaign import (
    MISSED_TIMES,
    NOT_PLANNED,
    THREE_TIMES,
    Campaign,
    Group,
    Reached,
    Target,
)
from station_app.domain.category import Holding
from station_app.domain.household import HEAD
from station_app.storage import campaigns, care, groups, rows
from station_app.storage.care import Known
from station_app.storage.database import Database


@dataclass(slots=True, kw_only=True)
class _Tried:
    """What the campaign's visits say about one person."""

    met_on: date | None = None
    attempts: int = 0
    reason: str = ""
    note: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What a round knows besides the persons themselves."""

    groups: dict[int, tuple[Group, ...]]
    tried: dict[int, _Tried]
    sheets: dict[int, tuple[str, str, str]]
    tags: dict[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """All who are visited on a day, in route order, with the short names of what they hold."""

    day: date
    known: list[Known]
    tags: dict[int, tuple[str, ...]]


def people(db: Database, day: date, *, person: str = "") -> People:
    """Return all who are visited on a day, or one of them."""
    known = care.in_care(db, day, among=[person] if person else None)
    return People(day=day, known=in_route_order(known), tags=tags(db, day))


def targets(db: Database, campaign: Campaign, day: date) -> list[Target]:
    """Return all whom the campaign is for on a day, in route order."""
    return targets_among(db, campaign, people(db, day))


def targets_among(db: Database, campaign: Campaign, among: People) -> list[Target]:
    """Return whom the campaign is for among people already read."""
    wanted = groups.of_each(db, campaign.groups, among.day)
    row_id = campaigns.row_id(db, campaign.code)
    facts = _Facts(
        groups=wanted,
        tried=_tried(db, row_id, among.day),
        sheets=_sheets(db, row_id),
        tags=among.tags,
    )
    return [_target(one, facts) for one in among.known if one.row in wanted or not campaign.groups]


def tags(db: Database, day: date) -> dict[int, tuple[str, ...]]:
    """Return the short names of what each person holds on a day."""
    schemes = category.shipped()
    return {
        person: tuple(
            dict.fromkeys(schemes.short(Holding(scheme=scheme, code=code)) for scheme, code in held)
        )
        for person, held in care.holdings(db, day).items()
    }


def in_route_order(known: Iterable[Known]) -> list[Known]:
    """Return persons as a village is walked: 组, 门牌, household by household, the head first."""
    people = sorted(known, key=_place)
    first: dict[str, int] = {}
    for place, one in enumerate(people):
        first.setdefault(one.household, place)
    return sorted(people, key=lambda one: (first[one.household], one.relation != HEAD, one.pinyin))


def _place(one: Known) -> tuple[object, ...]:
    return one.division, divisions.route_key(one.group_name, one.door), one.pinyin, one.row


def _target(one: Known, facts: _Facts) -> Target:
    tried = facts.tried.get(one.row, _Tried())
    sheet, number, state = facts.sheets.get(one.row, ("", "", ""))
    reached = Reached.VISITED if tried.met_on else Reached.OPEN
    if reached is Reached.OPEN and state == "待录入":
        reached = Reached.PRINTED
    return Target(
        person=one.person,
        name=one.name,
        household=one.household,
        head=one.head,
        relation=one.relation,
        group_name=one.group_name,
        door=one.door,
        address=one.address,
        phone=one.phone,
        tags=facts.tags.get(one.row, ()),
        groups=facts.groups.get(one.row, ()),
        reached=reached,
        visited_on=tried.met_on,
        attempts=tried.attempts,
        reason=_reason(reached, tried),
        reason_note=tried.note,
        tried_on=tried.on,
        sheet=sheet,
        number=number,
        last_visit_on=one.last_visit_on,
    )


def _reason(reached: Reached, tried: _Tried) -> str:
    if reached is not Reached.OPEN:
        return ""
    if tried.attempts >= MISSED_TIMES:
        return THREE_TIMES
    return tried.reason or NOT_PLANNED


def _tried(db: Database, campaign: int, day: date) -> dict[int, _Tried]:
    found: dict[int, _Tried] = {}
    for row in rows.fetch(
        db,
        """
        SELECT person, visited_on, manner, missed_reason, missed_note
        FROM visit
        WHERE campaign = :campaign AND void = 0 AND visited_on <= :day
        ORDER BY visited_on, visited_time, id
        """,
        {"campaign": campaign, "day": day.isoformat()},
    ):
        one = found.setdefault(rows.whole(row["person"]), _Tried())
        on = rows.day(row["visited_on"])
        if row["missed_reason"]:
            one.attempts += 1
            one.reason, one.on = rows.text(row["missed_reason"]), on
            one.note = rows.text(row["missed_note"])
        else:
            one.met_on = on
    return found


def _sheets(db: Database, campaign: int) -> dict[int, tuple[str, str, str]]:
    """Return the newest sheet of each person in a campaign: uid, number, state."""
    found = rows.fetch(
        db,
        """
        SELECT person, uid, number, state
        FROM sheet
        WHERE campaign = :campaign AND state <> '作废'
        ORDER BY id
        """,
        {"campaign": campaign},
    )
    return {
        rows.whole(row["person"]): (
            rows.text(row["uid"]),
            rows.text(row["number"]),
            rows.text(row["state"]),
        )
        for row in found
    }
