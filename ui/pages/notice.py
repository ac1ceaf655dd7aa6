"""任务, 新任务: three fields save; what the task comes to stands beside them while typing."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from station_app.domain.notice import Attachment, Task, TaskDraft
from station_app.usecases import notices
from ui.forms import settling
from ui.forms.notice import draft_of
from ui.forms.notice_desk import NoticeDesk
from ui.forms.reason import reason_sheet
from ui.forms.verdict import grave
from ui.models import todos
from ui.widgets import menus
from ui.widgets.asking import Asking
from ui.widgets.sheets import question


class NoticePage(NoticeDesk):
    """One task; `fact` is its uid, or nothing for a new one."""

    TITLE = "新任务"

    # What the window calls.

    def open(self, fact: object = None) -> None:
        """Begin anew, or show another task."""
        super().open(fact)
        self._begun = None

    @classmethod
    def is_for_writing(cls, fact: object) -> bool:
        """Say so of a new task."""
        return not fact

    def refresh(self) -> None:
        """Read the task; what is typed already stays."""
        self._task = self.desk.ask(notices.get, self._uid) if self._uid else None
        if self._begun is None:
            self._tried, self._waiting = False, []
            self.form.show_draft(draft_of(self._task) if self._task else _empty())
            self._begun = self.form.draft()
            self.keeper.offer(self._go_on)
        self._show_files()
        self._show_frame()
        self.check()

    def may_leave(self) -> bool:
        """Ask before typed words are thrown away."""
        if not self._typed():
            return True
        says = "写了还没保存。放弃的话，这一页写的都不留。"
        self.show_sheet(question(self.look, "放弃没保存的内容？", says, "放弃", self._give_up))
        return False

    def carry(self) -> object:
        """Return what is typed, for the same page in another look."""
        return self._begun, self.form.draft(), list(self._waiting)

    def take_over(self, carried: object) -> None:
        """Show what was typed in the look before."""
        if isinstance(carried, tuple) and isinstance(carried[1], TaskDraft):
            self.read()
            self._begun, draft, self._waiting = carried
            self.form.show_draft(draft)
            self._show_files()
            self.check()

    # What the worker does.

    def save(self) -> None:
        """Save, then go back to where the worker came from."""
        self._save(lambda _task: self.go_back())

    def do_main(self) -> None:
        """Do what the main button says: fill the return, mark as answered, or save."""
        if self._code and not (self._task and self._task.done_at):
            self._save(lambda task: self.go(*self.desk.ask(todos.filling, task.uid)))
        elif self._task and not self._task.done_at:
            self._save(lambda _task: self.mark_done())
        else:
            self.save()

    def mark_done(self) -> None:
        """Note that the task was answered now."""
        says = f"“{self._subject()}”已报。"
        self.desk.do(notices.done, self._uid).say(says).then(lambda _task: self.go_back())

    def reopen(self) -> None:
        """Note that the task is not answered after all."""
        self.desk.do(notices.reopen, self._uid).say(f"“{self._subject()}”改回还没报。")

    def void(self) -> None:
        """Strike the task out with a reason."""
        says = "作废后不再提醒，流水里留着。原因会一起记下。"
        self.show_sheet(reason_sheet(self.look, "作废这个任务？", says, "作废", self._void))

    def take_files(self, paths: list[Path]) -> None:
        """Keep files inside the register, or with a new task when it is saved."""
        if self._uid:
            job = self.desk.do(notices.attach_files, self._uid, paths)
            job.say(lambda kept: f"已把 {len(kept)} 个文件存进登记册。")
        else:
            self._waiting += [one for one in paths if one not in self._waiting]
            self._show_files()
            self._timer.start()

    def save_file(self, one: Attachment) -> None:
        """Write a kept file where the worker wants it."""
        name, _ = QFileDialog.getSaveFileName(self, "另存附件", one.name)
        if name:
            job = self.desk.do(notices.save_attachment, one.uid, Path(name))
            job.say(f"已另存为 {Path(name).name}。", undo=False)

    def take_off(self, one: Attachment | Path) -> None:
        """Take a file off the task, or off those that wait."""
        if isinstance(one, Attachment):
            self.desk.do(notices.detach, self._uid, one.uid).say(f"已取下 {one.name}。")
        else:
            self._waiting.remove(one)
            self._show_files()
            self._timer.start()

    def entries(self) -> list[menus.Entry]:
        """Return what else can be done with the task."""
        answered = bool(self._task and self._task.done_at)
        turn = ("改回还没报", self.reopen) if answered else ("标为已报", self.mark_done)
        return [turn, None, ("作废", self.void)]

    # Inside.

    def _go_on(self, uid: str, draft: TaskDraft) -> None:
        """Go on with what was half typed when the program ended."""
        if not self.isVisible() or uid != self._uid:
            self.go("notice", uid or None)
        if uid == self._uid and self.isVisible():
            self.form.show_draft(draft)
            self.begin()

    def _save(self, then: Callable[[Task], object]) -> None:
        if self._saving:
            return
        self._tried = True
        self.check()
        if wrong := grave(self._problems):
            self.form.go_to(wrong[0])
            return
        if self._task and not self._typed():
            then(self._task)
            return
        self.keeper.stop()
        self._saving = True
        draft, name = self.form.draft(self._code), self.form.subject.text().strip()
        if self._uid:
            job = self.desk.do(notices.amend, self._uid, draft).say(f"已保存“{name}”。")
        else:
            said = self.desk.ask(notices.outlook, draft).says.partition("，")[0]
            job = self.desk.do(notices.take_in, draft).say(f"已记下“{name}”，{said}。")
        job.then(lambda task: self._saved(task, then)).otherwise(self.show_refused)
        for failed in (job.refused, job.broke):
            failed.connect(self._stop_saving)

    def _stop_saving(self, *_why: object) -> None:
        self._saving = False
        self.keeper.start()

    def _saved(self, task: Task, then: Callable[[Task], object]) -> None:
        self._saving = False
        self._begun, self._task, self.fact = self.form.draft(), task, task.uid
        paths, self._waiting = self._waiting, []
        if paths:
            job = self.desk.do(notices.attach_files, task.uid, paths)
            job.then(lambda _kept: then(task))
        else:
            then(task)

    def _void(self, sheet: Asking, why: str) -> None:
        job = self.desk.do(notices.void, self._uid, why)
        job.say(f"“{self._subject()}”已作废，留有记录。")
        settling.follow(sheet, job).then(lambda _task: self.go_back())

    def _give_up(self) -> None:
        self.keeper.drop()
        self._begun, self._waiting = self.form.draft(), []
        self.go_back()


def _empty() -> TaskDraft:
    return TaskDraft(subject="", report_to="", due_on=None)
