"""Tasks and notices in the database, with the files that came with them."""

from datetime import datetime, time
from hashlib import sha256

from station_app.domain.notice import Attachment, CameBy, DueFrom, Duty, Task, TaskDraft, Tier
from station_app.storage import ids, rows
from station_app.storage.database import Database
from station_app.storage.journal import Deed
from station_app.storage.rows import Row, Value

_COLUMNS = """
    SELECT id, uid, station, revision, subject, report_to, due_on, due_time, due_from, came_by,
      form, number, senders, title, issued_on, received_on, receivers, duty, tier, tier_due_on,
      note, done_at, void, void_reason
    FROM notice
"""


def add(deed: Deed, draft: TaskDraft) -> Task:
    """Write a task."""
    return get(deed.db, ids.uid(deed.db, "notice", deed.insert("notice", _values(draft))))


def change(deed: Deed, uid: str, draft: TaskDraft) -> Task:
    """Write what differs."""
    deed.update("notice", ids.of(deed.db, "notice", uid), _values(draft))
    return get(deed.db, uid)


def mark_done(deed: Deed, uid: str, at: datetime | None) -> Task:
    """Note when the task was answered, or that it is open again."""
    done = rows.moment(at) if at else None
    deed.update("notice", ids.of(deed.db, "notice", uid), {"done_at": done})
    return get(deed.db, uid)


def void(deed: Deed, uid: str, reason: str) -> Task:
    """Strike a task out; it stays to be read."""
    values: dict[str, Value] = {"void": 1, "void_reason": reason}
    deed.update("notice", ids.of(deed.db, "notice", uid), values)
    return get(deed.db, uid)


def get(db: Database, uid: str) -> Task:
    """Return one task; raises Refused where there is none."""
    row_id = ids.of(db, "notice", uid)
    return _tasks(db, rows.fetch(db, f"{_COLUMNS} WHERE id = :id", {"id": row_id}))[0]


def waiting(db: Database) -> list[Task]:
    """Return the tasks that are not answered yet, the earliest first."""
    found = rows.fetch(
        db,
        f"""{_COLUMNS}
        WHERE void = 0 AND done_at IS NULL
        ORDER BY due_on, CASE due_time WHEN '' THEN '17:30' ELSE due_time END, id""",
    )
    return _tasks(db, found)


def answered(db: Database) -> list[Task]:
    """Return the tasks that were answered, the last first."""
    return _tasks(
        db,
        rows.fetch(
            db, f"{_COLUMNS} WHERE void = 0 AND done_at IS NOT NULL ORDER BY done_at DESC, id DESC"
        ),
    )


def attach(deed: Deed, uid: str, name: str, content: bytes) -> Attachment:
    """Keep a file inside the register."""
    notice = ids.of(deed.db, "notice", uid)
    digest = sha256(content).hexdigest()
    values: dict[str, Value] = {
        "notice": notice,
        "name": name,
        "size": len(content),
        "digest": digest,
    }
    row_id = deed.insert("attachment", values)
    deed.db.execute(
        "INSERT INTO attachment_content (attachment, content) VALUES (:attachment, :content)",
        {"attachment": row_id, "content": content},
    )
    kept = ids.uid(deed.db, "attachment", row_id)
    return Attachment(uid=kept, name=name, size=len(content), digest=digest)


def detach(deed: Deed, uid: str) -> None:
    """Take an attached file off the list; its bytes stay, so that it can be undone."""
    deed.update("attachment", ids.of(deed.db, "attachment", uid), {"removed": 1})


def content(db: Database, uid: str) -> tuple[str, bytes]:
    """Return an attached file's name and bytes."""
    row_id = ids.of(db, "attachment", uid)
    found = rows.fetch(
        db,
        """
        SELECT a.name, c.content
        FROM attachment a
        JOIN attachment_content c ON c.attachment = a.id
        WHERE a.id = :id
        """,
        {"id": row_id},
    )[0]
    return rows.text(found["name"]), rows.raw(found["content"])


def receivers(db: Database) -> list[str]:
    """Return whom tasks were reported to before, the most frequent first."""
    found = rows.fetch(
        db,
        """
        SELECT report_to
        FROM notice
        WHERE void = 0
        GROUP BY report_to
        ORDER BY count(*) DESC, report_to
        """,
    )
    return [rows.text(row["report_to"]) for row in found]


def _values(draft: TaskDraft) -> dict[str, Value]:
    return {
        "subject": draft.subject,
        "report_to": draft.report_to,
        "due_on": rows.iso(draft.due_on),
        "due_time": draft.due_time.strftime("%H:%M") if draft.due_time else "",
        "due_from": draft.due_from.value,
        "came_by": draft.came_by.value,
        "form": draft.form,
        "number": draft.number,
        "senders": rows.listed(draft.senders),
        "title": draft.title,
        "issued_on": rows.iso(draft.issued_on),
        "received_on": rows.iso(draft.received_on),
        "receivers": draft.receivers,
        "duty": draft.duty.value,
        "tier": draft.tier.value,
        "tier_due_on": rows.iso(draft.tier_due_on),
        "note": draft.note,
    }


def _tasks(db: Database, found: list[Row]) -> list[Task]:
    attached = _attachments(db) if found else {}
    return [_task(row, attached.get(rows.whole(row["id"]), ())) for row in found]


def _attachments(db: Database) -> dict[int, tuple[Attachment, ...]]:
    by_notice: dict[int, tuple[Attachment, ...]] = {}
    for row in rows.fetch(
        db,
        "SELECT uid, notice, name, size, digest FROM attachment WHERE removed = 0 ORDER BY id",
    ):
        one = Attachment(
            uid=rows.text(row["uid"]),
            name=rows.text(row["name"]),
            size=rows.whole(row["size"]),
            digest=rows.text(row["digest"]),
        )
        notice = rows.whole(row["notice"])
        by_notice[notice] = (*by_notice.get(notice, ()), one)
    return by_notice


def _task(row: Row, attachments: tuple[Attachment, ...]) -> Task:
    due = rows.day(row["due_on"])
    if due is None:
        raise ValueError("a task without a day")
    hour, done = rows.text(row["due_time"]), rows.text(row["done_at"])
    return Task(
        uid=rows.text(row["uid"]),
        station=rows.text(row["station"]),
        revision=rows.whole(row["revision"]),
        subject=rows.text(row["subject"]),
        report_to=rows.text(row["report_to"]),
        due_on=due,
        due_time=time.fromisoformat(hour) if hour else None,
        due_from=DueFrom(rows.text(row["due_from"])),
        came_by=CameBy(rows.text(row["came_by"])),
        form=rows.text(row["form"]),
        number=rows.text(row["number"]),
        senders=rows.ticks(row["senders"]),
        title=rows.text(row["title"]),
        issued_on=rows.day(row["issued_on"]),
        received_on=rows.day(row["received_on"]),
        receivers=rows.text(row["receivers"]),
        duty=Duty(rows.text(row["duty"])),
        tier=Tier(rows.text(row["tier"])),
        tier_due_on=rows.day(row["tier_due_on"]),
        note=rows.text(row["note"]),
        attachments=attachments,
        done_at=datetime.fromisoformat(done) if done else None,
        void=bool(row["void"]),
        void_reason=rows.text(row["void_reason"]),
    )
