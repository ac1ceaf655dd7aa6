"""How a visit stands in its row."""

import json
from datetime import date, datetime

from station_app.domain.visit import (
    Deputy,
    Manner,
    Missed,
    Mood,
    Satisfaction,
    Signed,
    ToDo,
    Visit,
    VisitDraft,
)
from station_app.storage import rows
from station_app.storage.rows import Row, Value


def values(draft: VisitDraft) -> dict[str, Value]:
    """Return the columns that a worker fills."""
    to_do = [[one.matter, one.owner, rows.iso(one.due)] for one in draft.to_do]
    return {
        "visited_on": draft.on.isoformat(),
        "visited_time": draft.at,
        "visitors": rows.listed(draft.visitors),
        "manner": draft.manner.value,
        "missed_reason": draft.missed.value if draft.missed else "",
        "missed_note": draft.missed_note,
        "others_met": draft.others_met,
        "health": rows.listed(draft.health),
        "living": rows.listed(draft.living),
        "living_note": draft.living_note,
        "family": rows.listed(draft.family),
        "family_note": draft.family_note,
        "troubles": rows.listed(draft.troubles),
        "trouble_note": draft.trouble_note,
        "request": draft.request,
        "policies": rows.listed(draft.policies),
        "solved": draft.solved,
        "to_do": json.dumps(to_do, ensure_ascii=False),
        "money": draft.money,
        "goods": draft.goods,
        "letter": int(draft.letter),
        "couplets": int(draft.couplets),
        "satisfaction": draft.satisfaction.value if draft.satisfaction else "",
        "follow_up_on": rows.iso(draft.follow_up_on),
        "signed": draft.signed.value if draft.signed else "",
        "deputy_name": draft.deputy.name,
        "deputy_relation": draft.deputy.relation,
        "deputy_reason": draft.deputy.reason,
        "photographed": int(draft.photographed),
        "mood": draft.mood.value if draft.mood else "",
    }


def visit(row: Row) -> Visit:
    """Return the visit of a row that was read with its person, sheet and companions."""
    return Visit(
        uid=rows.text(row["uid"]),
        station=rows.text(row["station"]),
        revision=rows.whole(row["revision"]),
        number=rows.text(row["number"]) or rows.text(row["main_number"]),
        household=rows.text(row["household"]),
        typed_late=bool(row["typed_late"]),
        typed_on=datetime.fromisoformat(rows.text(row["created_at"])).date(),
        void=bool(row["void"]),
        void_reason=rows.text(row["void_reason"]),
        main=rows.text(row["main"]),
        person=rows.text(row["person"]),
        sheet=rows.text(row["sheet"]),
        campaign=rows.text(row["campaign"]),
        on=date.fromisoformat(rows.text(row["visited_on"])),
        at=rows.text(row["visited_time"]),
        visitors=rows.ticks(row["visitors"]),
        manner=Manner(rows.text(row["manner"])),
        missed=Missed(rows.text(row["missed_reason"])) if row["missed_reason"] else None,
        missed_note=rows.text(row["missed_note"]),
        companions=rows.ticks(row["companions"]),
        others_met=rows.text(row["others_met"]),
        health=rows.ticks(row["health"]),
        living=rows.ticks(row["living"]),
        living_note=rows.text(row["living_note"]),
        family=rows.ticks(row["family"]),
        family_note=rows.text(row["family_note"]),
        troubles=rows.ticks(row["troubles"]),
        trouble_note=rows.text(row["trouble_note"]),
        request=rows.text(row["request"]),
        policies=rows.ticks(row["policies"]),
        solved=rows.text(row["solved"]),
        to_do=_to_do(row["to_do"]),
        money=rows.whole(row["money"]),
        goods=rows.text(row["goods"]),
        letter=bool(row["letter"]),
        couplets=bool(row["couplets"]),
        satisfaction=Satisfaction(rows.text(row["satisfaction"])) if row["satisfaction"] else None,
        follow_up_on=rows.day(row["follow_up_on"]),
        signed=Signed(rows.text(row["signed"])) if row["signed"] else None,
        deputy=Deputy(
            name=rows.text(row["deputy_name"]),
            relation=rows.text(row["deputy_relation"]),
            reason=rows.text(row["deputy_reason"]),
        ),
        photographed=bool(row["photographed"]),
        mood=Mood(rows.text(row["mood"])) if row["mood"] else None,
    )


def _to_do(value: Value) -> tuple[ToDo, ...]:
    return tuple(
        ToDo(matter=matter, owner=owner, due=rows.day(due))
        for matter, owner, due in json.loads(rows.text(value))
    )
