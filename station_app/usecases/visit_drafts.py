"""Half-typed visits, kept so that a killed program loses nothing."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from station_app.domain.visit import (
    Deputy,
    Manner,
    Missed,
    Mood,
    Satisfaction,
    Signed,
    ToDo,
    VisitDraft,
)
from station_app.register import Register
from station_app.storage import visits
from station_app.usecases import drafts
from station_app.usecases.visits import CHANGE, FORM


def keep(register: Register, draft: VisitDraft) -> None:
    """Keep what has been typed so far about a person."""
    body = json.dumps(asdict(draft), ensure_ascii=False, default=date.isoformat)
    drafts.keep(register, FORM, draft.person, body)


def of(register: Register, person: str) -> VisitDraft | None:
    """Return what was half typed about a person by this account, or None."""
    body = drafts.find(register, FORM, person)
    return _read(json.loads(body)) if body else None


def keep_change(register: Register, uid: str, draft: VisitDraft) -> None:
    """Keep what has been changed so far of a saved visit."""
    drafts.keep_change(register, CHANGE, uid, _revision(register, uid), asdict(draft))


def of_change(register: Register, uid: str) -> VisitDraft | None:
    """Return what was half changed of a visit, or None; what is overtaken is not offered."""
    kept = drafts.find_change(register, CHANGE, uid, _revision(register, uid))
    return _read(kept) if kept is not None else None


def persons(register: Register) -> list[str]:
    """Return about whom this account has half-typed visits, the newest first."""
    return [one.subject for one in drafts.waiting(register) if one.form == FORM]


def drop(register: Register, person: str) -> None:
    """Forget what was half typed."""
    drafts.drop(register, FORM, person)


def drop_change(register: Register, uid: str) -> None:
    """Forget what was half changed of a visit."""
    drafts.drop(register, CHANGE, uid)


def _revision(register: Register, uid: str) -> int:
    return visits.get(register.db, uid).revision


def _read(kept: dict[str, Any]) -> VisitDraft:
    for name in ("visitors", "companions", "health", "living", "family", "troubles", "policies"):
        kept[name] = tuple(kept[name])
    kept["on"] = date.fromisoformat(kept["on"])
    kept["follow_up_on"] = _day(kept["follow_up_on"])
    kept["manner"] = Manner(kept["manner"])
    kept["deputy"] = Deputy(**kept["deputy"])
    kept["to_do"] = tuple(ToDo(**{**one, "due": _day(one["due"])}) for one in kept["to_do"])
    kept["missed"] = Missed(kept["missed"]) if kept["missed"] else None
    kept["satisfaction"] = Satisfaction(kept["satisfaction"]) if kept["satisfaction"] else None
    kept["signed"] = Signed(kept["signed"]) if kept["signed"] else None
    kept["mood"] = Mood(kept["mood"]) if kept["mood"] else None
    return VisitDraft(**kept)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
