"""What a worker can do with tasks and notices."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path

from station_app.domain import dates, notice, problems, unseen, workdays
from station_app.domain.notice import Attachment, Schedule, Task, TaskDraft
from station_app.domain.problems import Problem
from station_app.domain.roles import Right
from station_app.errors import Refused, Unreadable
from station_app.register import Register
from station_app.storage import drafts, notices
from station_app.usecases import handed_out, returns, saving

FORM = "notice"
LARGEST = 20 * 1024 * 1024
"""An attached file is kept inside the register; a film would make every backup slow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a typed task comes to: when it is due, what is said of it, the days counted back."""

    schedule: Schedule
    due_at: datetime | None
    says: str
    left: str


def tidied(draft: TaskDraft) -> TaskDraft:
    """Return the draft without blanks, its 文号 as it is written officially."""
    return replace(
        draft,
        subject=draft.subject.strip(),
        report_to=draft.report_to.strip(),
        number=notice.normal_number(draft.number),
        title=draft.title.strip(),
        senders=tuple(sender.strip() for sender in draft.senders if sender.strip()),
        note=draft.note.strip(),
    )


def schedule(draft: TaskDraft) -> Schedule:
    """Return the days counted back on working days, and which day holds for the station."""
    return notice.schedule(draft, workdays.shipped())


def outlook(register: Register, draft: TaskDraft) -> Outlook:
    """Return what a task comes to while it is typed."""
    found = schedule(draft)
    if found.due_on is None:
        return Outlook(schedule=found, due_at=None, says="", left="")
    known = {one.name: getattr(draft, one.name) for one in fields(TaskDraft)}
    task = Task(**{**known, "due_on": found.due_on, "uid": "", "station": ""})
    return Outlook(
        schedule=found,
        due_at=due_at(register, task),
        says=says(register, task),
        left=time_left(register, task),
    )


def known_form(register: Register, subject: str) -> tuple[str, str]:
    """Return code and title of the return that a task asks for, or empty where it is another."""
    bare = "".join(subject.split())
    for one in returns.templates(register):
        if one.title in bare or (one.short and one.short in bare):
            return one.code, one.title
    return "", ""


def check(register: Register, draft: TaskDraft) -> list[Problem]:
    """Say what is wrong with a task; a day that can be counted back need not be typed."""
    return notice.problems(_dated(tidied(draft)), today=register.today())


def take_in(register: Register, draft: TaskDraft) -> Task:
    """Put a task on the register."""
    register.allow(Right.TASKS)
    draft = _dated(tidied(draft))
    problems.refuse_if(notice.problems(draft, today=register.today()))
    with register.deed("记下任务") as deed:
        drafts.drop(deed.db, deed.by, FORM, "")
        return notices.add(deed, draft)


def amend(register: Register, uid: str, draft: TaskDraft) -> Task:
    """Change a task; what it said before stays in the journal."""
    register.allow(Right.TASKS)
    draft = _dated(tidied(draft))
    problems.refuse_if(notice.problems(draft, today=register.today()))
    with register.deed("修改任务", about=uid) as deed:
        drafts.drop(deed.db, deed.by, FORM, uid)
        return notices.change(deed, uid, draft)


def done(register: Register, uid: str) -> Task:
    """Note that the task was answered now."""
    register.allow(Right.TASKS)
    with register.deed("任务已报", about=uid) as deed:
        return notices.mark_done(deed, uid, register.now())


def reopen(register: Register, uid: str) -> Task:
    """Note that the task is open again."""
    register.allow(Right.TASKS)
    with register.deed("任务重新打开", about=uid) as deed:
        return notices.mark_done(deed, uid, None)


def void(register: Register, uid: str, reason: str) -> Task:
    """Strike a task out with a reason."""
    register.allow(Right.TASKS)
    if not reason.strip():
        raise Refused("作废要写原因。", "请写一句再作废。")
    with register.deed("作废任务", about=uid) as deed:
        return notices.void(deed, uid, reason.strip())


def attach(register: Register, uid: str, name: str, content: bytes) -> Attachment:
    """Keep a file that came with the task inside the register."""
    register.allow(Right.TASKS)
    if not content:
        raise Refused(f"{name} 是空的。", "请重新选择文件。")
    if len(content) > LARGEST:
        raise Refused(f"{name} 超过 20 MB，放不进登记册。", "请截图或压缩后再放。")
    with register.deed("存入附件", about=uid) as deed:
        return notices.attach(deed, uid, unseen.visible(name), content)


def attach_files(register: Register, uid: str, paths: Iterable[Path]) -> list[Attachment]:
    """Keep files that came with the task inside the register; raises Unreadable."""
    found = [(path.name, _read(path)) for path in paths]
    return [attach(register, uid, name, document) for name, document in found]


def save_attachment(register: Register, attachment: str, path: Path) -> None:
    """Write a kept file where the worker wants it; raises Unwritable."""
    _name, document = content(register, attachment)
    saving.save(path, document)
    handed_out.note(register, "另存附件", count=1, about=attachment)


def detach(register: Register, uid: str, attachment: str) -> None:
    """Take an attached file off the task."""
    register.allow(Right.TASKS)
    with register.deed("取下附件", about=uid) as deed:
        notices.detach(deed, attachment)


def content(register: Register, attachment: str) -> tuple[str, bytes]:
    """Return an attached file's name and bytes."""
    return notices.content(register.db, attachment)


def get(register: Register, uid: str) -> Task:
    """Return one task."""
    return notices.get(register.db, uid)


def waiting(register: Register) -> list[Task]:
    """Return the tasks that are not answered yet, the earliest first."""
    return notices.waiting(register.db)


def answered(register: Register) -> list[Task]:
    """Return the tasks that were answered, the last first."""
    return notices.answered(register.db)


def receivers(register: Register) -> list[str]:
    """Return to whom tasks may go: the office above and those of earlier tasks."""
    return list(dict.fromkeys(_above(register) + notices.receivers(register.db)))


def time_left(register: Register, task: Task) -> str:
    """Say how long there is: 还剩 2 小时 40 分."""
    return notice.time_left(due_at(register, task), register.now())


def says(register: Register, task: Task) -> str:
    """Say until when and to whom: 今天 17:00 前报柳林镇，还剩 2 小时 40 分."""
    today = register.today()
    day = "今天" if task.due_on == today else dates.show(task.due_on, today)
    hour = f" {task.due_time:%H:%M} " if task.due_time else ""
    left = time_left(register, task).removeprefix(day)  # 今天 is said once
    return f"{day}{hour}前报{task.report_to}，{left}"


def due_at(register: Register, task: Task) -> datetime:
    """Return the moment a task is due, in the register's own time."""
    return task.due_at(register.now())


def _read(path: Path) -> bytes:
    """Return a file's bytes; of one that is too large no more than shows it."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise Unreadable(f"{path.name} 打不开。", "请看看文件还在不在，再选一次。") from error


def _dated(draft: TaskDraft) -> TaskDraft:
    """Return the draft with the day counted back where none was typed."""
    return draft if draft.due_on else replace(draft, due_on=schedule(draft).due_on)


def _above(register: Register) -> list[str]:
    station = register.station
    return [name for name in (station.town, station.county) if name]
