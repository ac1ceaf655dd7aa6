"""Campaigns in the database."""

from station_app.domain.campaign import Campaign, CampaignDraft, Group
from station_app.errors import Gone
from station_app.storage import ids, rows
from station_app.storage.database import Database
from station_app.storage.journal import Deed
from station_app.storage.rows import Row, Value

_COLUMNS = """
    SELECT c.uid, c.station, c.revision, c.name, c.festival, c.year, c.from_on, c.to_on, c.groups,
      c.closed_on, n.uid AS notice
    FROM campaign c
    LEFT JOIN notice n ON n.id = c.notice
"""


def add(deed: Deed, draft: CampaignDraft) -> Campaign:
    """Write a campaign under its readable code."""
    deed.insert("campaign", _values(deed.db, draft))
    return get(deed.db, draft.code)


def change(deed: Deed, code: str, draft: CampaignDraft) -> Campaign:
    """Write what differs; a campaign keeps its code."""
    values = _values(deed.db, draft)
    kept = {name: values[name] for name in ("name", "from_on", "to_on", "groups", "notice")}
    deed.update("campaign", row_id(deed.db, code), kept)
    return get(deed.db, code)


def get(db: Database, code: str) -> Campaign:
    """Return one campaign; raises Gone with the list of known codes."""
    found = rows.first(db, f"{_COLUMNS} WHERE c.code = :code", {"code": code})
    if found is None:
        known = "、".join(sorted(codes(db)))
        remedy = f"现有：{known}。" if known else "请先建立活动。"
        raise Gone(f"没有“{code}”这项活动。", remedy)
    return _campaign(found)


def every(db: Database) -> list[Campaign]:
    """Return all campaigns, the newest first."""
    return [
        _campaign(row) for row in rows.fetch(db, f"{_COLUMNS} ORDER BY c.from_on DESC, c.id DESC")
    ]


def codes(db: Database) -> frozenset[str]:
    """Return the codes already taken."""
    return frozenset(rows.text(row["code"]) for row in rows.fetch(db, "SELECT code FROM campaign"))


def row_id(db: Database, code: str) -> int:
    """Return the id of a campaign; raises Gone with the list of known codes."""
    return ids.of(db, "campaign", get(db, code).uid)


def row_id_of_any(db: Database, code: str) -> int | None:
    """Return the id of a campaign, or None for an empty code."""
    return row_id(db, code) if code else None


def _values(db: Database, draft: CampaignDraft) -> dict[str, Value]:
    return {
        "code": draft.code,
        "name": draft.name,
        "festival": draft.festival.strip(),
        "year": draft.year,
        "from_on": draft.from_on.isoformat(),
        "to_on": draft.to_on.isoformat(),
        "groups": rows.listed(draft.groups),
        "notice": ids.of_any(db, "notice", draft.notice),
    }


def _campaign(row: Row) -> Campaign:
    first, last = rows.day(row["from_on"]), rows.day(row["to_on"])
    if first is None or last is None:
        raise ValueError("a campaign without days")
    return Campaign(
        uid=rows.text(row["uid"]),
        station=rows.text(row["station"]),
        revision=rows.whole(row["revision"]),
        name=rows.text(row["name"]),
        festival=rows.text(row["festival"]),
        year=rows.whole(row["year"]),
        from_on=first,
        to_on=last,
        groups=tuple(Group(word) for word in rows.ticks(row["groups"])),
        notice=rows.text(row["notice"]),
        closed_on=rows.day(row["closed_on"]),
    )
