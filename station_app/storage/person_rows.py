"""How a person stands in rows."""

from typing import Any

from station_app.domain import names, person_details
from station_app.domain.category import Holding
from station_app.domain.identity import Sex
from station_app.domain.person import (
    Difficulty,
    Flag,
    Life,
    NameKind,
    OtherName,
    Paper,
    Person,
    PersonDraft,
    Phone,
    Residency,
    Severity,
    Standing,
    Tier,
    Trouble,
)
from station_app.storage import rows
from station_app.storage.rows import Row


def values(draft: PersonDraft) -> Row:
    """Return the columns that a worker fills."""
    return {
        "relation": draft.relation,
        "name": draft.name,
        "pinyin": names.pinyin(draft.name),
        "paper": draft.paper.value,
        "id_number": draft.id_number,
        "number_reason": draft.number_reason,
        "sex": draft.sex.value,
        "born": draft.born,
        "ethnicity": draft.ethnicity,
        "standing": draft.standing.value,
        "division": draft.division,
        "group_name": draft.group,
        "door": draft.door,
        "address": draft.address,
        "residency": draft.residency.value,
        "moved_out_on": rows.iso(draft.moved_out_on),
        "life": draft.life.value,
        "died_on": rows.iso(draft.died_on),
        "tier": draft.tier.value,
        "flags": rows.listed(draft.flags),
        "disability": draft.disability,
        "contact_name": draft.contact_name,
        "contact_relation": draft.contact_relation,
        "contact_phone": draft.contact_phone,
        "medical": draft.medical,
        "enlisted": draft.enlisted,
        "discharged": draft.discharged,
        "remark": draft.remark,
        **{name: getattr(draft, name) for name in person_details.NAMES},
        "born_lunar": int(draft.born_lunar),
    }


def phone_values(phone: Phone) -> Row:
    """Return the columns of a telephone."""
    return {"number": phone.number, "owner": phone.owner, "best_time": phone.best_time}


def difficulty_values(trouble: Difficulty) -> Row:
    """Return the columns of a difficulty."""
    return {
        "uid": trouble.uid,
        "kind": trouble.kind.value,
        "severity": trouble.severity.value,
        "since": trouble.since,
        "until": trouble.until or None,
        "note": trouble.note,
    }


def person(row: Row, holdings: tuple[Holding, ...], part: dict[str, list[Row]]) -> Person:
    """Return the person of a row that was read with its household and its parts."""
    text = {name: rows.text(value) for name, value in row.items()}
    details: dict[str, Any] = {name: text[name] for name in person_details.NAMES}
    details["born_lunar"] = bool(row["born_lunar"])
    return Person(
        uid=text["uid"],
        station=text["station"],
        revision=rows.whole(row["revision"]),
        last_visit_on=rows.day(row["last_visit_on"]),
        household=text["household_uid"],
        household_size=rows.whole(row["size"]) or None,
        relation=text["relation"],
        name=text["name"],
        pinyin=text["pinyin"],
        paper=Paper(text["paper"]),
        id_number=text["id_number"],
        number_reason=text["number_reason"],
        sex=Sex(text["sex"]),
        born=text["born"],
        ethnicity=text["ethnicity"],
        standing=Standing(text["standing"]),
        other_names=tuple(_other_name(one) for one in part["person_name"]),
        division=text["division"],
        group=text["group_name"],
        door=text["door"],
        address=text["address"],
        residency=Residency(text["residency"]),
        moved_out_on=rows.day(row["moved_out_on"]),
        life=Life(text["life"]),
        died_on=rows.day(row["died_on"]),
        phones=tuple(_phone(one) for one in part["phone"]),
        contact_name=text["contact_name"],
        contact_relation=text["contact_relation"],
        contact_phone=text["contact_phone"],
        holdings=holdings,
        difficulties=tuple(_difficulty(one) for one in part["difficulty"]),
        tier=Tier(text["tier"]),
        flags=tuple(Flag(word) for word in rows.ticks(row["flags"])),
        disability=text["disability"],
        medical=text["medical"],
        enlisted=text["enlisted"],
        discharged=text["discharged"],
        remark=text["remark"],
        **details,
    )


def _other_name(row: Row) -> OtherName:
    return OtherName(kind=NameKind(rows.text(row["kind"])), name=rows.text(row["name"]))


def _phone(row: Row) -> Phone:
    return Phone(
        number=rows.text(row["number"]),
        owner=rows.text(row["owner"]),
        best_time=rows.text(row["best_time"]),
    )


def _difficulty(row: Row) -> Difficulty:
    return Difficulty(
        uid=rows.text(row["uid"]),
        kind=Trouble(rows.text(row["kind"])),
        severity=Severity(rows.text(row["severity"])),
        since=rows.text(row["since"]),
        until=rows.text(row["until"]),
        note=rows.text(row["note"]),
    )
