"""Half-typed forms that outlive a killed program; each account sees its own."""

import json
from collections.abc import Mapping
from typing import Any

from station_app.register import Register
from station_app.storage import drafts, rows
from station_app.storage.database import writing
from station_app.storage.drafts import Draft


def keep(register: Register, form: str, subject: str, body: str) -> None:
    """Keep what stands in a form; no deed, nothing in the journal."""
    if register.read_only:
        return
    draft = Draft(form=form, subject=subject, body=body, saved_at=rows.moment(register.now()))
    with writing(register.db):
        drafts.put(register.db, register.account.uid, draft)


def keep_change(
    register: Register, form: str, subject: str, revision: int, typed: Mapping[str, object]
) -> None:
    """Keep what stands in a form about something that was of that revision, 0 where it is new."""
    kept = {"revision": revision, "draft": typed}
    keep(register, form, subject, json.dumps(kept, ensure_ascii=False, default=str))


def find_change(
    register: Register, form: str, subject: str, revision: int
) -> dict[str, Any] | None:
    """Return what stood in a form, or None; what another change overtook is not offered."""
    body = find(register, form, subject)
    kept = json.loads(body) if body else None
    return kept["draft"] if kept is not None and kept["revision"] == revision else None


def drop(register: Register, form: str, subject: str) -> None:
    """Throw a draft away, after its form was saved or given up."""
    if register.read_only:
        return
    with writing(register.db):
        drafts.drop(register.db, register.account.uid, form, subject)


def find(register: Register, form: str, subject: str) -> str | None:
    """Return what stood in a form, or None."""
    return next(
        (one.body for one in waiting(register) if (one.form, one.subject) == (form, subject)), None
    )


def waiting(register: Register) -> list[Draft]:
    """Return the forms left half-typed, the latest first."""
    return drafts.of(register.db, register.account.uid)
