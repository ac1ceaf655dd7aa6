"""Half-typed people, kept so that a killed program loses nothing."""

from dataclasses import asdict
from datetime import date
from typing import Any

from station_app.domain.category import Holding
from station_app.domain.person import (
    Difficulty,
    Flag,
    Life,
    NameKind,
    OtherName,
    Paper,
    PersonDraft,
    Phone,
    Residency,
    Severity,
    Sex,
    Standing,
    Tier,
    Trouble,
)
from station_app.register import Register
from station_app.storage import people
from station_app.usecases import drafts
from station_app.usecases.people import FORM


def keep(register: Register, uid: str, draft: PersonDraft) -> None:
    """Keep what has been typed so far about a new person, or about the one `uid` names."""
    drafts.keep_change(register, FORM, uid, _revision(register, uid), asdict(draft))


def of(register: Register, uid: str) -> PersonDraft | None:
    """Return what was half typed by this account, or None; what is overtaken is not offered."""
    kept = drafts.find_change(register, FORM, uid, _revision(register, uid))
    return _read(kept) if kept is not None else None


def drop(register: Register, uid: str) -> None:
    """Forget what was half typed."""
    drafts.drop(register, FORM, uid)


def _revision(register: Register, uid: str) -> int:
    return people.get(register.db, uid).revision if uid else 0


def _read(kept: dict[str, Any]) -> PersonDraft:
    coded = {
        "paper": Paper,
        "sex": Sex,
        "standing": Standing,
        "residency": Residency,
        "life": Life,
        "tier": Tier,
    }
    for name, code in coded.items():
        kept[name] = code(kept[name])
    for name in ("moved_out_on", "died_on"):
        kept[name] = date.fromisoformat(kept[name]) if kept[name] else None
    kept["flags"] = tuple(Flag(one) for one in kept["flags"])
    kept["phones"] = tuple(Phone(**one) for one in kept["phones"])
    kept["holdings"] = tuple(Holding(**one) for one in kept["holdings"])
    kept["other_names"] = tuple(
        OtherName(kind=NameKind(one["kind"]), name=one["name"]) for one in kept["other_names"]
    )
    kept["difficulties"] = tuple(
        Difficulty(**{**one, "kind": Trouble(one["kind"]), "severity": Severity(one["severity"])})
        for one in kept["difficulties"]
    )
    return PersonDraft(**kept)
