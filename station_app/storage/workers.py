"""The station's own row and the accounts with their slots and signing keys."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from station_app.domain.roles import Account, Role
from station_app.domain.station import Station
from station_app.storage import keys, rows, sidecar
from station_app.storage.database import Database
from station_app.storage.journal import Deed
from station_app.storage.rows import Row, Value

ACCOUNTS = "accounts"
"""What a deed about accounts or slots is about: the last one carries their digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known(Account):
    """An account with what only the register knows about it."""

    row: int
    active: bool
    must_change: bool


def station(db: Database) -> Station:
    """Return the station as it is now."""
    row = _station_row(db)
    words = {name: rows.text(row[name]) for name in Station.__slots__ if name not in _FLAGS}
    return Station(provisional=bool(row["provisional"]), demo=bool(row["demo"]), **words)


def generation(db: Database) -> int:
    """Return which generation of the data key this file is under."""
    return rows.whole(_station_row(db)["generation"])


def qr_secret(db: Database) -> bytes:
    """Return the secret under which printed sheets are recognised as ours."""
    return rows.raw(_station_row(db)["qr_secret"])


def put_station(deed: Deed, station: Station, *, generation: int, qr_secret: bytes) -> None:
    """Write the one station row of a new register."""
    values: dict[str, Value] = {name: getattr(station, name) for name in Station.__slots__}
    values |= {name: int(bool(values[name])) for name in _FLAGS}
    deed.insert("station", {**values, "id": 1, "generation": generation, "qr_secret": qr_secret})


def change_station(deed: Deed, values: Mapping[str, Value]) -> bool:
    """Change facts about the station."""
    return deed.update("station", 1, values)


def move_rows(db: Database, old: str, new: str) -> None:
    """Let every row of a corrected station code know the new one."""
    for table in db.table_names():
        if not table.startswith(("sqlite_", "_sqlite_")) and "station" in db[table].columns_dict:
            db.execute(
                f'UPDATE "{table}" SET station = :new WHERE station = :old',
                {"old": old, "new": new},
            )


def add(deed: Deed, account: Account, *, must_change: bool) -> int:
    """Write a new account and return its row."""
    return deed.insert(
        "account",
        {
            "uid": account.uid,
            "name": account.name,
            "role": account.role.value,
            "active": 1,
            "must_change": int(must_change),
        },
    )


def every(db: Database) -> list[Known]:
    """Return all accounts in the order they were made."""
    return [_known(row) for row in rows.fetch(db, "SELECT * FROM account ORDER BY id")]


def of(db: Database, uid: str) -> Known | None:
    """Return one account."""
    row = rows.first(db, "SELECT * FROM account WHERE uid = :uid", {"uid": uid})
    return _known(row) if row else None


def must_change(deed: Deed, row: int, yes: bool) -> None:
    """Say whether the account needs a new password at its next sign-in."""
    deed.update("account", row, {"must_change": int(yes)})


def put_slot(db: Database, row: int, slot: keys.Slot) -> None:
    """Keep an account's slot in place of the one before."""
    db.execute(
        """
        INSERT INTO slot (account, body) VALUES (:account, :body)
        ON CONFLICT (account) DO UPDATE SET body = excluded.body
        """,
        {"account": row, "body": slot.text()},
    )


def slots(db: Database) -> tuple[keys.Slot, ...]:
    """Return the slots of all active accounts, in the order of the accounts."""
    found = rows.fetch(
        db,
        """
        SELECT slot.body AS body
        FROM slot
        JOIN account ON account.id = slot.account
        WHERE account.active = 1
        ORDER BY account.id
        """,
    )
    return tuple(keys.slot_from(json.loads(rows.text(row["body"]))) for row in found)


def slot_of(db: Database, row: int) -> keys.Slot | None:
    """Return the slot that the register itself keeps for an account."""
    found = rows.first(db, "SELECT body FROM slot WHERE account = :account", {"account": row})
    return keys.slot_from(json.loads(rows.text(found["body"]))) if found else None


def sidecar_of(db: Database, register_id: bytes, key: bytes) -> sidecar.Sidecar:
    """Return the key file as the register itself knows it."""
    return sidecar.sealed(
        sidecar.Sidecar(
            register_id=register_id,
            generation=generation(db),
            demo=station(db).demo,
            slots=slots(db),
        ),
        key,
    )


def digest(db: Database) -> str:
    """Return the digest of all accounts and slots."""
    accounts = rows.fetch(
        db, "SELECT uid, name, role, active, must_change FROM account ORDER BY id"
    )
    bodies = rows.fetch(db, "SELECT account, body FROM slot ORDER BY account")
    return sha256(rows.canonical([accounts, bodies]).encode()).hexdigest()


def knows_number(db: Database, password: str) -> bool:
    """Tell whether a phone number or a birth date of the register stands in a password."""
    digits = "".join(sign for sign in password if sign.isdigit())
    return any(
        rows.number(
            db,
            f"""
            SELECT count(*)
            FROM {table}
            WHERE length(replace({column}, '-', '')) >= 7
              AND instr(:digits, replace({column}, '-', '')) > 0
            """,
            {"digits": digits},
        )
        for table, column in (("phone", "number"), ("person", "born"))
    )


_FLAGS = ("provisional", "demo")


def _station_row(db: Database) -> Row:
    row = rows.first(db, "SELECT * FROM station WHERE id = 1")
    if row is None:
        raise LookupError("station")
    return row


def _known(row: Row) -> Known:
    return Known(
        uid=rows.text(row["uid"]),
        name=rows.text(row["name"]),
        role=Role(rows.text(row["role"])),
        row=rows.whole(row["id"]),
        active=bool(row["active"]),
        must_change=bool(row["must_change"]),
    )
