"""Numbered visit sheets in the database."""

from datetime import datetime

from station_app.domain import numbers
from station_app.domain.numbers import Kind
from station_app.domain.sheet import Sheet, State
from station_app.errors import Refused
from station_app.storage import ids, rows, serials, workers
from station_app.storage.database import Database
from station_app.storage.journal import Deed
from station_app.storage.rows import Row, Value

_COLUMNS = """
    SELECT s.id, s.uid, s.number, s.year, s.serial, s.state, s.printed_at, s.prints, s.void_reason,
      p.uid AS person, p.name, p.sex, p.born, p.group_name, p.door,
      c.code AS campaign, c.name AS campaign_name, a.name AS printed_by,
      (SELECT v.uid FROM visit v WHERE v.sheet = s.id AND v.void = 0 ORDER BY v.id DESC LIMIT 1)
        AS visit
    FROM sheet s
    JOIN person p ON p.id = s.person
    LEFT JOIN campaign c ON c.id = s.campaign
    LEFT JOIN account a ON a.uid = s.created_by AND s.printed_at IS NOT NULL
"""


_STILL_VISITED = "(s.state <> '待录入' OR (p.life = '健在' AND p.residency <> '迁出'))"


def give(deed: Deed, person: int, campaign: int | None, state: State) -> int:
    """Give a person the next number of the year and return the sheet's id."""
    number = serials.take(deed.db, Kind.VISIT, workers.station(deed.db), deed.today.year)
    values: dict[str, Value] = {
        "number": number.full,
        "year": number.year,
        "serial": number.serial,
        "person": person,
        "campaign": campaign,
        "state": state.value,
    }
    return deed.insert("sheet", values)


def waiting_for(
    db: Database, person: int, campaign: int | None, *, any_campaign: bool = False
) -> int | None:
    """Return the sheet of a person for a campaign that waits to be typed, or None.

    Where that is wanted, one of another campaign will do if this one has none.
    """
    found = rows.first(
        db,
        """
        SELECT id
        FROM sheet
        WHERE person = :person AND state = '待录入' AND (campaign IS :campaign OR :any_campaign)
        ORDER BY campaign IS NOT :campaign, id DESC
        """,
        {"person": person, "campaign": campaign, "any_campaign": int(any_campaign)},
    )
    return rows.whole(found["id"]) if found else None


def printed(deed: Deed, person: int, campaign: int | None, *, any_campaign: bool = False) -> int:
    """Return the sheet of a person for a campaign: the waiting one again, else a new one."""
    waiting = waiting_for(deed.db, person, campaign, any_campaign=any_campaign)
    row_id = waiting or give(deed, person, campaign, State.WAITING)
    prints = rows.number(deed.db, "SELECT prints FROM sheet WHERE id = :id", {"id": row_id})
    deed.update("sheet", row_id, {"printed_at": rows.moment(deed.at), "prints": prints + 1})
    return row_id


def settle(deed: Deed, row_id: int, state: State, reason: str = "") -> None:
    """Say what became of a sheet."""
    deed.update("sheet", row_id, {"state": state.value, "void_reason": reason})


def get(db: Database, uid: str) -> Sheet:
    """Return one sheet; raises Gone where there is none."""
    return of_row(db, ids.of(db, "sheet", uid))


def of_row(db: Database, row_id: int) -> Sheet:
    """Return the sheet with an id that is there."""
    return _sheet(rows.fetch(db, f"{_COLUMNS} WHERE s.id = :id", {"id": row_id})[0])


def in_state(db: Database, state: State) -> list[Sheet]:
    """Return the sheets in a state: those waiting by number, the others newest first.

    Who died or moved out waits no more; such a sheet is still found by its number.
    """
    order = "" if state is State.WAITING else " DESC"
    return [
        _sheet(row)
        for row in rows.fetch(
            db,
            f"""{_COLUMNS}
            WHERE s.state = :state AND {_STILL_VISITED}
            ORDER BY s.year{order}, s.serial{order}""",
            {"state": state.value},
        )
    ]


def counts(db: Database) -> dict[State, int]:
    """Return how many sheets are in each state; who died or moved out waits no more."""
    found = rows.fetch(
        db,
        f"""
        SELECT s.state, count(*) AS n
        FROM sheet s
        JOIN person p ON p.id = s.person
        WHERE {_STILL_VISITED}
        GROUP BY s.state
        """,
    )
    known = {State(str(row["state"])): rows.whole(row["n"]) for row in found}
    return {state: known.get(state, 0) for state in State}


def of_person(db: Database, person_uid: str) -> list[Sheet]:
    """Return the sheets of a person, the newest first."""
    return [
        _sheet(row)
        for row in rows.fetch(
            db, f"{_COLUMNS} WHERE p.uid = :uid ORDER BY s.id DESC", {"uid": person_uid}
        )
    ]


def find(db: Database, text: str) -> list[Sheet]:
    """Return the sheets a typed number or a scanned code may mean, those that wait first.

    Raises Refused for a text that is neither the end of a number nor a code of this register.
    """
    typed = "".join(text.split())
    if len(typed) == numbers.DIGITS and typed.isdigit():
        return _of_code(db, typed)
    try:
        year, serial = numbers.tail(typed)
    except ValueError as error:
        raise Refused(f"“{text.strip()}”不是表上的编号。", "请输入编号的末几位数字。") from error
    found = rows.fetch(
        db,
        f"""{_COLUMNS}
        WHERE printf('%06d', s.serial) LIKE :tail AND (:year IS NULL OR s.year = :year)
        ORDER BY s.state <> '待录入', s.year DESC, s.serial
        LIMIT 20""",
        {"tail": f"%{serial}", "year": year},
    )
    return [_sheet(row) for row in found]


def _of_code(db: Database, digits: str) -> list[Sheet]:
    read = numbers.read_digits(digits, workers.qr_secret(db))
    if read is None or read.kind is not Kind.VISIT:
        raise Refused("这张表不是本站打印的。", "请核对是哪个站的表。")
    found = rows.fetch(
        db,
        f"{_COLUMNS} WHERE s.serial = :serial AND s.year = :year",
        {"serial": read.serial, "year": read.year},
    )
    return [_sheet(row) for row in found]


def _sheet(row: Row) -> Sheet:
    at = rows.text(row["printed_at"])
    return Sheet(
        uid=rows.text(row["uid"]),
        number=rows.text(row["number"]),
        year=rows.whole(row["year"]),
        serial=rows.whole(row["serial"]),
        state=State(str(row["state"])),
        person=rows.text(row["person"]),
        name=rows.text(row["name"]),
        sex=rows.text(row["sex"]),
        born=rows.text(row["born"]),
        group_name=rows.text(row["group_name"]),
        door=rows.text(row["door"]),
        campaign=rows.text(row["campaign"]),
        campaign_name=rows.text(row["campaign_name"]),
        printed_at=datetime.fromisoformat(at) if at else None,
        printed_by=rows.text(row["printed_by"]),
        prints=rows.whole(row["prints"]),
        void_reason=rows.text(row["void_reason"]),
        visit=rows.text(row["visit"]),
    )
