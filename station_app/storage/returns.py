"""Frozen versions of returns, their bytes and their explanations in the database."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from station_app.domain import returned, returns
from station_app.domain.returns import FrozenReturn, Period, State, Way
from station_app.errors import Refused
from station_app.storage import ids, rows
from station_app.storage.database import Database
from station_app.storage.journal import Deed
from station_app.storage.rows import Row, Value

_COLUMNS = """
    SELECT id, uid, form, template_version, period, period_name, period_begins, as_of, version,
      state, way, reason, sent_back, prepared_by, prepared_name, prepared_at, reviewed_by,
      reviewed_name, reviewed_at, people, pages, options, pdf_digest, exported_at
    FROM return_version
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One frozen version of a return, without its bytes."""

    uid: str
    form: str
    template_version: str
    period: str
    period_name: str
    as_of: date
    version: int
    state: State
    way: Way
    reason: str
    sent_back: str
    prepared_by: str
    prepared_name: str
    prepared_at: datetime
    reviewed_by: str
    reviewed_name: str
    reviewed_at: datetime | None
    people: int
    pages: int
    options: Mapping[str, str]
    pdf_digest: str
    exported_at: datetime | None

    @property
    def called(self) -> str:
        """Return 更正1, 更正2 …; the first version has no name."""
        return returns.waits(self.version)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A frozen return with its pages, ready to be kept."""

    frozen: FrozenReturn
    pdf: bytes
    pages: int
    people: int
    options: Mapping[str, str]


def add(deed: Deed, drawn: Drawn, spoken_of: Period, preparer: str, state: State) -> Version:
    """Keep a new version as the preparer froze it."""
    frozen = drawn.frozen
    row = deed.insert(
        "return_version",
        {
            "form": frozen.form,
            "template_version": frozen.template_version,
            "period": frozen.period,
            "period_name": frozen.period_name,
            "period_begins": spoken_of.begins.isoformat(),
            "as_of": frozen.as_of.isoformat(),
            "version": frozen.version,
            "state": state.value,
            "way": frozen.way.value,
            "reason": frozen.reason,
            "prepared_by": deed.by,
            "prepared_name": preparer,
            "prepared_at": rows.moment(deed.at),
            "people": drawn.people,
            "pages": drawn.pages,
            "options": rows.canonical(dict(drawn.options)),
            "pdf_digest": _digest(drawn.pdf),
        },
    )
    _keep(deed.db, row, frozen, drawn.pdf)
    return _of_row(deed.db, row)


def redrawn(deed: Deed, uid: str, drawn: Drawn, preparer: str) -> Version:
    """Give a version that went by paper its pages for electronic signatures."""
    row = row_id(deed.db, uid)
    changed: dict[str, Value] = {
        "state": State.WAITING.value,
        "way": drawn.frozen.way.value,
        "prepared_by": deed.by,
        "prepared_name": preparer,
        "prepared_at": rows.moment(deed.at),
        "exported_at": None,
        "pages": drawn.pages,
        "pdf_digest": _digest(drawn.pdf),
    }
    deed.update("return_version", row, changed)
    _keep(deed.db, row, drawn.frozen, drawn.pdf)
    return _of_row(deed.db, row)


def approve(deed: Deed, uid: str, pdf: bytes, reviewer: str) -> Version:
    """Keep the bytes with both signatures."""
    row = row_id(deed.db, uid)
    changed: dict[str, Value] = {
        "state": State.READY.value,
        "reviewed_by": deed.by,
        "reviewed_name": reviewer,
        "reviewed_at": rows.moment(deed.at),
        "pdf_digest": _digest(pdf),
    }
    deed.update("return_version", row, changed)
    deed.db.execute(
        "UPDATE return_content SET pdf = :pdf WHERE version = :row AND way = 'signed'",
        {"pdf": pdf, "row": row},
    )
    return _of_row(deed.db, row)


def send_back(deed: Deed, uid: str, says: str) -> Version:
    """Discard the bytes of a waiting version; its number is free unless it went by paper before."""
    row = row_id(deed.db, uid)
    deed.db.execute(
        "DELETE FROM return_content WHERE version = :row AND way = 'signed'", {"row": row}
    )
    paper = rows.first(deed.db, "SELECT pdf FROM return_content WHERE version = :row", {"row": row})
    changed: dict[str, Value] = {"sent_back": says, "state": State.SENT_BACK.value}
    if paper is not None:
        digest = _digest(rows.raw(paper["pdf"]))
        changed |= {"state": State.READY.value, "way": Way.PAPER.value, "pdf_digest": digest}
    deed.update("return_version", row, changed)
    return _of_row(deed.db, row)


def exported(deed: Deed, uid: str) -> Version:
    """Note that a version stood on a stick and was read back whole; the first time counts."""
    row = row_id(deed.db, uid)
    if _of_row(deed.db, row).state is not State.EXPORTED:
        at = rows.moment(deed.at)
        deed.update("return_version", row, {"state": State.EXPORTED.value, "exported_at": at})
    return _of_row(deed.db, row)


def get(db: Database, uid: str) -> Version:
    """Return one version; raises Gone where the register has none."""
    return _of_row(db, row_id(db, uid))


def row_id(db: Database, uid: str) -> int:
    """Return the id of a version; raises Gone where the register has none."""
    return ids.of(db, "return_version", uid)


def every(db: Database) -> list[Version]:
    """Return all versions, the newest first."""
    return [
        _version(row) for row in rows.fetch(db, f"{_COLUMNS} ORDER BY prepared_at DESC, id DESC")
    ]


def of(db: Database, form: str, period: str) -> list[Version]:
    """Return the versions of a return that count, the newest first."""
    sql = f"""{_COLUMNS}
        WHERE form = :form AND period = :period AND state <> '已退回'
        ORDER BY version DESC
    """
    return [_version(row) for row in rows.fetch(db, sql, {"form": form, "period": period})]


def last_sent_back(db: Database, form: str, period: str) -> Version | None:
    """Return the version that was sent back last, if none was frozen after it."""
    sql = f"{_COLUMNS} WHERE form = :form AND period = :period ORDER BY id DESC LIMIT 1"
    row = rows.first(db, sql, {"form": form, "period": period})
    found = _version(row) if row else None
    return found if found and found.state is State.SENT_BACK else None


def before(db: Database, form: str, spoken_of: Period) -> Version | None:
    """Return the last version of the period of the same kind before this one."""
    kind = returns.kind_of(spoken_of)
    found = rows.fetch(
        db,
        f"""{_COLUMNS}
        WHERE form = :form AND period_begins < :begins AND state IN ('可导出', '已导出')
        ORDER BY period_begins DESC, version DESC
        """,
        {"form": form, "begins": spoken_of.begins.isoformat()},
    )
    versions = [_version(row) for row in found]
    return next((one for one in versions if returns.kind_of_code(one.period) == kind), None)


def previous_digest(db: Database) -> str:
    """Return the digest of the station's previous return, empty before the first."""
    sql = "SELECT pdf_digest FROM return_version WHERE state <> '已退回' ORDER BY id DESC LIMIT 1"
    row = rows.first(db, sql)
    return rows.text(row["pdf_digest"]) if row else ""


def frozen(db: Database, uid: str) -> FrozenReturn:
    """Return what a version says."""
    return returned.read(rows.raw(_content(db, uid)["frozen"]))


def pdf(db: Database, uid: str) -> bytes:
    """Return the bytes of a version; raises Refused when they are not the ones that were kept."""
    content = rows.raw(_content(db, uid)["pdf"])
    if _digest(content) != get(db, uid).pdf_digest:
        raise Refused("登记册里的这份报表和存的时候不一样了。", "请先检查登记册，再重新填报。")
    return content


def _keep(db: Database, row: int, kept: FrozenReturn, pdf: bytes) -> None:
    db.execute(
        """
        INSERT INTO return_content (version, way, frozen, pdf)
        VALUES (:version, :way, :frozen, :pdf)
        """,
        {"version": row, "way": kept.way.value, "frozen": returns.to_json(kept), "pdf": pdf},
    )


def _digest(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()


def _content(db: Database, uid: str) -> Row:
    found = rows.first(
        db,
        """
        SELECT c.frozen, c.pdf
        FROM return_content c
        JOIN return_version r ON r.id = c.version AND r.way = c.way
        WHERE r.uid = :uid
        """,
        {"uid": uid},
    )
    if found is None:
        raise Refused("这份报表没有留下文件，它已退回修改。", "请重新填报。")
    return found


def _of_row(db: Database, row: int) -> Version:
    found = rows.first(db, f"{_COLUMNS} WHERE id = :id", {"id": row})
    if found is None:
        raise LookupError(row)
    return _version(found)


def _version(row: Row) -> Version:
    reviewed, exported_at = row["reviewed_at"], row["exported_at"]
    return Version(
        uid=rows.text(row["uid"]),
        form=rows.text(row["form"]),
        template_version=rows.text(row["template_version"]),
        period=rows.text(row["period"]),
        period_name=rows.text(row["period_name"]),
        as_of=date.fromisoformat(rows.text(row["as_of"])),
        version=rows.whole(row["version"]),
        state=State(rows.text(row["state"])),
        way=Way(rows.text(row["way"])),
        reason=rows.text(row["reason"]),
        sent_back=rows.text(row["sent_back"]),
        prepared_by=rows.text(row["prepared_by"]),
        prepared_name=rows.text(row["prepared_name"]),
        prepared_at=datetime.fromisoformat(rows.text(row["prepared_at"])),
        reviewed_by=rows.text(row["reviewed_by"]),
        reviewed_name=rows.text(row["reviewed_name"]),
        reviewed_at=datetime.fromisoformat(str(reviewed)) if reviewed else None,
        people=rows.whole(row["people"]),
        pages=rows.whole(row["pages"]),
        options=json.loads(rows.text(row["options"])),
        pdf_digest=rows.text(row["pdf_digest"]),
        exported_at=datetime.fromisoformat(str(exported_at)) if exported_at else None,
    )
