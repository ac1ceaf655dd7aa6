"""The private keys for signatures, each wrapped by its owner's password."""

from dataclasses import dataclass, replace

from station_app.storage import keys, rows
from station_app.storage.database import Database
from station_app.storage.keys import Cost
from station_app.storage.workers import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A wrapped private key and the public one that belongs to it."""

    public: bytes
    body: str
    made_at: str


def put(db: Database, account: int, kept: Kept) -> None:
    """Keep an account's key in place of the one before."""
    db.execute(
        """
        INSERT INTO signing_key (account, public_key, body, made_at)
        VALUES (:account, :public, :body, :made_at)
        ON CONFLICT (account) DO UPDATE
        SET public_key = excluded.public_key, body = excluded.body, made_at = excluded.made_at
        """,
        {"account": account, "public": kept.public, "body": kept.body, "made_at": kept.made_at},
    )


def of(db: Database, account: int) -> Kept | None:
    """Return an account's key, or None."""
    row = rows.first(
        db,
        "SELECT public_key, body, made_at FROM signing_key WHERE account = :account",
        {"account": account},
    )
    if row is None:
        return None
    return Kept(
        public=rows.raw(row["public_key"]),
        body=rows.text(row["body"]),
        made_at=rows.text(row["made_at"]),
    )


def drop(db: Database, account: int) -> bool:
    """Take an account's key away; tells whether there was one."""
    cursor = db.execute("DELETE FROM signing_key WHERE account = :account", {"account": account})
    return cursor.rowcount > 0


def rewrapped(
    db: Database, register_id: bytes, owner: Known, passwords: tuple[str, str], cost: Cost
) -> Kept | None:
    """Return the owner's key wrapped by the new instead of the old password; None if none."""
    kept = of(db, owner.row)
    if kept is None:
        return None
    old, new = passwords
    private = keys.unwrap_signing_key(kept.body, register_id, owner.uid, kept.public, old)
    body = keys.wrap_signing_key(private, register_id, owner.uid, kept.public, new, cost=cost)
    return replace(kept, body=body)
