"""Half-typed tasks, kept so that a killed program loses nothing."""

from dataclasses import asdict
from datetime import date, time

from station_app.domain.notice import CameBy, DueFrom, Duty, TaskDraft, Tier
from station_app.register import Register
from station_app.storage import notices
from station_app.usecases import drafts
from station_app.usecases.notices import FORM


def keep(register: Register, uid: str, draft: TaskDraft) -> None:
    """Keep what has been typed so far of a new task, or of the one `uid` names."""
    drafts.keep_change(register, FORM, uid, _revision(register, uid), asdict(draft))


def of(register: Register, uid: str) -> TaskDraft | None:
    """Return what was half typed by this account, or None; what is overtaken is not offered."""
    typed = drafts.find_change(register, FORM, uid, _revision(register, uid))
    if typed is None:
        return None
    for name in ("due_on", "tier_due_on", "issued_on", "received_on"):
        typed[name] = date.fromisoformat(typed[name]) if typed[name] else None
    hour = typed["due_time"]
    typed["due_time"] = time.fromisoformat(hour) if hour else None
    typed["senders"] = tuple(typed["senders"])
    coded = {"due_from": DueFrom, "came_by": CameBy, "duty": Duty, "tier": Tier}
    return TaskDraft(**(typed | {name: code(typed[name]) for name, code in coded.items()}))


def drop(register: Register, uid: str) -> None:
    """Forget what was half typed."""
    drafts.drop(register, FORM, uid)


def _revision(register: Register, uid: str) -> int:
    return notices.get(register.db, uid).revision if uid else 0
