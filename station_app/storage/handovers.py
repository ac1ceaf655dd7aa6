"""Hand-overs by stick in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from station_app.domain.handover import Carried, HandOver
from station_app.domain.numbers import Kind, Number
from station_app.storage import returns, rows, serials, workers
from station_app.storage.database import Database
from station_app.storage.journal import Deed
from station_app.storage.rows import Row

WRITING, FAILED, WRITTEN = "写入中", "未写成", "已写入"

_COLUMNS = """
    SELECT id, uid, number, receiver, notice, stick, matter, code, state, read_back, created_at
    FROM hand_over
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What a hand-over is begun with."""

    receiver: str
    notice: str
    stick: str
    matter: str
    code: str


def begin(deed: Deed, begun: Begun, files: Sequence[tuple[str, Carried]]) -> tuple[int, Number]:
    """Give a hand-over its number, which is never given again, and name the versions it carries."""
    number = serials.take(deed.db, Kind.SLIP, workers.station(deed.db), deed.today.year)
    row = deed.insert(
        "hand_over",
        {
            "number": number.full,
            "year": number.year,
            "serial": number.serial,
            "receiver": begun.receiver,
            "notice": begun.notice,
            "stick": begun.stick,
            "matter": begun.matter,
            "code": begun.code,
            "state": WRITING,
        },
    )
    for version, file in files:
        deed.insert(
            "hand_over_file",
            {
                "hand_over": row,
                "version": returns.row_id(deed.db, version),
                "name": file.name,
                "digest": file.digest,
                "size": file.size,
            },
        )
    return row, number


def finish(deed: Deed, row: int, *, written: bool, read_back: bool) -> HandOver:
    """Note how the writing ended."""
    state = WRITTEN if written else FAILED
    at = rows.moment(deed.at)
    deed.update("hand_over", row, {"state": state, "read_back": int(read_back), "finished_at": at})
    return _of_row(deed.db, row)


def every(db: Database) -> list[HandOver]:
    """Return all hand-overs, the newest first."""
    return [_hand_over(db, row) for row in rows.fetch(db, f"{_COLUMNS} ORDER BY id DESC")]


def written_with(db: Database, code: str) -> HandOver | None:
    """Return the latest hand-over that was written with this check code."""
    found = rows.first(
        db,
        f"{_COLUMNS} WHERE code = :code AND state = :state ORDER BY id DESC",
        {"code": code, "state": WRITTEN},
    )
    return _hand_over(db, found) if found else None


def versions(db: Database, uid: str) -> list[str]:
    """Return the versions a hand-over carried, in the order of its files."""
    found = rows.fetch(
        db,
        """
        SELECT v.uid
        FROM hand_over_file f
        JOIN hand_over h ON h.id = f.hand_over
        JOIN return_version v ON v.id = f.version
        WHERE h.uid = :uid
        ORDER BY f.id
        """,
        {"uid": uid},
    )
    return [rows.text(row["uid"]) for row in found]


def _of_row(db: Database, row: int) -> HandOver:
    found = rows.first(db, f"{_COLUMNS} WHERE id = :id", {"id": row})
    if found is None:
        raise LookupError(row)
    return _hand_over(db, found)


def _hand_over(db: Database, row: Row) -> HandOver:
    files = rows.fetch(
        db,
        """
        SELECT f.name, f.digest, f.size, v.people
        FROM hand_over_file f
        JOIN return_version v ON v.id = f.version
        WHERE f.hand_over = :id
        ORDER BY f.id
        """,
        {"id": row["id"]},
    )
    return HandOver(
        uid=rows.text(row["uid"]),
        number=rows.text(row["number"]),
        receiver=rows.text(row["receiver"]),
        notice=rows.text(row["notice"]),
        stick=rows.text(row["stick"]),
        matter=rows.text(row["matter"]),
        code=rows.text(row["code"]),
        state=rows.text(row["state"]),
        at=datetime.fromisoformat(rows.text(row["created_at"])),
        read_back=bool(row["read_back"]),
        files=tuple(
            Carried(
                name=rows.text(file["name"]),
                digest=rows.text(file["digest"]),
                size=rows.whole(file["size"]),
                people=rows.whole(file["people"]),
            )
            for file in files
        ),
    )
