"""What 维护 shows of the accounts and of how the register is guarded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from station_app.domain import certificate
from station_app.domain.roles import Account
from station_app.register import Register
from station_app.storage import journal, signing, trust, workers
from station_app.storage.journal import Entry
from station_app.storage.workers import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One account: since when its password holds, what it last did, whether it can sign."""

    account: Account
    must_change: bool
    has_signing_key: bool
    certificate_ends: date | None
    password_since: date | None
    last_deed_at: datetime | None


def members(register: Register) -> list[Member]:
    """Return everybody who may sign in, in the order the accounts were made."""
    about = journal.touching(register.db, workers.ACCOUNTS)
    last = journal.last_by(register.db)
    return [
        Member(
            account=Account(uid=known.uid, name=known.name, role=known.role),
            must_change=known.must_change,
            has_signing_key=signing.of(register.db, known.row) is not None,
            certificate_ends=_certificate_ends(register, known),
            password_since=_since(about, known.uid),
            last_deed_at=datetime.fromisoformat(last[known.uid]) if known.uid in last else None,
        )
        for known in workers.every(register.db)
        if known.active
    ]


def sheet_made_on(register: Register) -> date | None:
    """Return the day the register and its recovery sheet were made."""
    first = journal.entry(register.db, 1)
    return datetime.fromisoformat(first.at).date() if first else None


def _certificate_ends(register: Register, known: Known) -> date | None:
    """Return until when the account's certificate holds; none where its key was replaced."""
    key, held = signing.of(register.db, known.row), trust.own(register.db, known.row)
    if key is None or held is None or certificate.fingerprint(key.public) != held.fingerprint:
        return None
    return datetime.fromisoformat(held.ends_at).date()


def _since(about: Iterable[Entry], uid: str) -> date | None:
    days = [entry.at for entry in about if (entry.facts or {}).get("who") == uid]
    return datetime.fromisoformat(days[-1]).date() if days else None
