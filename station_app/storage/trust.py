"""The county this register believes, its newest revocation list, and the accounts' certificates."""

import base64
from dataclasses import dataclass

from station_app.storage import appdata, journal, rows
from station_app.storage.database import Database
from station_app.storage.journal import Deed
from station_app.storage.rows import Row, Value
from station_app.storage.workers import ACCOUNTS

_FILE = "lists.json"
_ONLY = 1
REVOKE, REASON = "revoke", "reason"
"""What a deed notes when the county is to revoke a certificate: its number, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """The county's own certificate and the newest list of it that was taken in."""

    code: str
    fingerprint: str
    pem: bytes
    list_number: int
    list_der: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """An account's certificate."""

    serial: str
    fingerprint: str
    ends_at: str
    pem: bytes


def pinned(db: Database) -> Pinned | None:
    """Return the county that is believed, or None before the first was taken in."""
    row = rows.first(db, "SELECT * FROM authority WHERE id = :id", {"id": _ONLY})
    if row is None:
        return None
    return Pinned(
        code=rows.text(row["code"]),
        fingerprint=rows.text(row["fingerprint"]),
        pem=rows.text(row["pem"]).encode(),
        list_number=rows.whole(row["list_number"]),
        list_der=base64.b64decode(rows.text(row["list_body"])),
    )


def pin(deed: Deed, county: Pinned) -> None:
    """Keep the county, or its newer list; a list number never goes down again."""
    values: Row = {
        "code": county.code,
        "fingerprint": county.fingerprint,
        "pem": county.pem.decode(),
        "list_number": county.list_number,
        "list_body": base64.b64encode(county.list_der).decode(),
    }
    if pinned(deed.db) is None:
        deed.insert("authority", {"id": _ONLY, **values})
    else:
        deed.update("authority", _ONLY, values)


def own(db: Database, account: int) -> Own | None:
    """Return the certificate of an account, or None."""
    row = _own_row(db, account)
    if row is None:
        return None
    return Own(
        serial=rows.text(row["serial"]),
        fingerprint=rows.text(row["fingerprint"]),
        ends_at=rows.text(row["ends_at"]),
        pem=rows.text(row["pem"]).encode(),
    )


def keep(deed: Deed, account: int, certificate: Own) -> None:
    """Keep an account's certificate in place of the one before."""
    values: dict[str, Value] = {
        "account": account,
        "serial": certificate.serial,
        "fingerprint": certificate.fingerprint,
        "ends_at": certificate.ends_at,
        "pem": certificate.pem.decode(),
    }
    row = _own_row(deed.db, account)
    if row is None:
        deed.insert("certificate", values)
    else:
        deed.update("certificate", rows.whole(row["id"]), values)


def why_revoke(db: Database, serial: str) -> str:
    """Return why the county is to revoke a certificate, or an empty text."""
    for entry in reversed(journal.touching(db, ACCOUNTS)):
        if entry.facts and entry.facts.get(REVOKE) == serial:
            return str(entry.facts[REASON])
    return ""


def highest_list(fingerprint: str) -> int:
    """Return the highest list number that this PC has ever seen of a county."""
    number = appdata.read(_FILE).get(fingerprint)
    return number if isinstance(number, int) else 0


def remember_list(fingerprint: str, number: int) -> None:
    """Remember on this PC which list was seen; an older one never replaces a newer one."""
    if number > highest_list(fingerprint):
        appdata.write(_FILE, appdata.read(_FILE) | {fingerprint: number})


def _own_row(db: Database, account: int) -> Row | None:
    return rows.first(
        db, "SELECT * FROM certificate WHERE account = :account", {"account": account}
    )
