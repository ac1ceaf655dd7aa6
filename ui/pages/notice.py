"""任务, 新任务: three fields save; what the task comes to stands beside them while typing."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QLayout, QWidget

from station_app.domain.notice import Attachment, Task, TaskDraft
from station_app.domain.problems import Problem
from station_app.usecases import notices
from ui.desk import Busy, Desk
from ui.forms import settling
from ui.forms.attachments import Attachments
from ui.forms.notice import NAMES, NoticeForm, draft_of
from ui.forms.notice_bar import NoticeBar, main_deed
from ui.forms.outlook import OutlookPane
from ui.forms.reason import reason_sheet
from ui.forms.verdict import grave, verdict
from ui.models import tasks, todos
from ui.page import Page
from ui.theme import Look, Room
from ui.widgets import menus
from ui.widgets.asking import Asking
from ui.widgets.buttons import button
from ui.widgets.heads import TwoColumns, title
from ui.widgets.layout import column, empty_out, put, rule
from ui.widgets.scroll import scrolled
from ui.widgets.sheets import question

CHECK_AFTER = 120
BESIDE = 340
HINT = "三项填好就能保存；文号、附件有了再补。"


class NoticePage(Page):
    """One task; `fact` is its uid, or nothing for a new one."""

    TITLE = "新任务"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self._begun: TaskDraft | None = None
        self._task: Task | None = None
        self._waiting: list[Path] = []
        self._problems: list[Problem] = []
        self._tried, self._code = False, ""
        self._below: tuple[object, ...] = ()
        self._make_parts()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_AFTER)
        self._timer.timeout.connect(self.check)
        self.form.changed.connect(self._timer.start)
        self.key("Ctrl+S", self.save)
        self.key("Ctrl+Return", self.do_main)
        self.key("Ctrl+Enter", self.do_main)
        super().fit(room)
        self.fit(room)

    # What the window calls.

    def open(self, fact: object = None) -> None:
        """Begin anew, or show another task."""
        super().open(fact)
        self._begun = None

    def lay_out(self) -> QLayout:
        """Return the page around the one form."""
        self._columns = TwoColumns(self.look, self.form, self.outlook, 380)
        self._sheet = column(self._columns, None)
        box = column(self._head, rule())
        box.addWidget(scrolled(self._sheet), 1)
        box.addLayout(self._foot)
        return box

    def fit(self, room: Room) -> None:
        """Move the same fields where this room has place for them."""
        self.room = room
        edge, look = self.look.edge(room), self.look
        self._sheet.setContentsMargins(edge, look.px(20), edge, look.px(20))
        self._columns.fit(room)
        if room is Room.NARROW:
            self.outlook.setFixedWidth(look.px(BESIDE))
        self.form.fit(room)
        self._show_frame()

    def refresh(self) -> None:
        """Read the task; what is typed already stays."""
        self._task = self.desk.ask(notices.get, self._uid) if self._uid else None
        if self._begun is None:
            self._tried, self._waiting = False, []
            self.form.show_draft(draft_of(self._task) if self._task else _empty())
            self._begun = self.form.draft()
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

    def check(self) -> None:
        """Say beside the fields what is wrong, and what the task comes to."""
        if self._begun is None:
            return
        draft, ask = self.form.draft(), self.desk.ask
        try:
            found = ask(notices.check, draft)
            outlook = ask(notices.outlook, draft)
            code, known = ask(notices.known_form, draft.subject)
        except Busy:
            self._timer.start()
            return
        same = self._task is not None and self._task.subject == draft.subject.strip()
        self._code = code or (self._task.form if self._task and same else "")
        unread = self.form.unreadable()
        spoilt = {one.field for one in unread}
        self._problems = unread + [one for one in found if one.field not in spoilt]
        self.form.show_problems(self._problems, tried=self._tried)
        self.form.show_known(known)
        kept = len(self._task.attachments) if self._task else 0
        self.form.show_kept(draft, kept + len(self._waiting))
        self.outlook.show_outlook(outlook, self.desk.register.now())
        self._show_foot()

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

    # Inside.

    @property
    def _uid(self) -> str:
        return str(self.fact or "")

    def _make_parts(self) -> None:
        look = self.look
        above = [one for one in (self.desk.station.town, self.desk.station.county) if one]
        self.files = Attachments(look)
        self.files.given.connect(self.take_files)
        self.files.saved_as.connect(self._save_file)
        self.files.taken_off.connect(self._take_off)
        self.form = NoticeForm(look, self.desk.register.today(), above, self.files)
        self.outlook = OutlookPane(look, self.desk.station)
        self._head, self._foot = column(), column()

    def _subject(self) -> str:
        return self._task.subject if self._task else self.form.subject.text().strip()

    def _save(self, then: Callable[[Task], object]) -> None:
        self._tried = True
        self.check()
        if wrong := grave(self._problems):
            self.form.go_to(wrong[0])
            return
        if self._task and not self._typed():
            then(self._task)
            return
        draft, name = self.form.draft(self._code), self.form.subject.text().strip()
        if self._uid:
            job = self.desk.do(notices.amend, self._uid, draft).say(f"已保存“{name}”。")
        else:
            said = self.desk.ask(notices.outlook, draft).says.partition("，")[0]
            job = self.desk.do(notices.take_in, draft).say(f"已记下“{name}”，{said}。")
        job.then(lambda task: self._saved(task, then)).otherwise(self._refused)

    def _saved(self, task: Task, then: Callable[[Task], object]) -> None:
        self._begun, self._task, self.fact = self.form.draft(), task, task.uid
        paths, self._waiting = self._waiting, []
        if paths:
            job = self.desk.do(notices.attach_files, task.uid, paths)
            job.then(lambda _kept: then(task))
        else:
            then(task)

    def _refused(self, problems: list[Problem]) -> None:
        self._problems = problems
        self.form.show_problems(problems, tried=True)
        self._show_foot()

    def _void(self, sheet: Asking, why: str) -> None:
        job = self.desk.do(notices.void, self._uid, why)
        job.say(f"“{self._subject()}”已作废，留有记录。")
        settling.follow(sheet, job).then(lambda _task: self.go_back())

    def _give_up(self) -> None:
        self._begun, self._waiting = self.form.draft(), []
        self.go_back()

    def _typed(self) -> bool:
        return self._begun is not None and (self.form.draft() != self._begun or bool(self._waiting))

    def _save_file(self, one: Attachment) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "另存附件", one.name)
        if name:
            job = self.desk.do(notices.save_attachment, one.uid, Path(name))
            job.say(f"已另存为 {Path(name).name}。", undo=False)

    def _take_off(self, one: Attachment | Path) -> None:
        if isinstance(one, Attachment):
            self.desk.do(notices.detach, self._uid, one.uid).say(f"已取下 {one.name}。")
        else:
            self._waiting.remove(one)
            self._show_files()
            self._timer.start()

    def _show_files(self) -> None:
        kept = self._task.attachments if self._task else ()
        self.files.show_files(kept, self._waiting)

    def _show_frame(self) -> None:
        look, room, task = self.look, self.room, self._task
        words, said, right = self.TITLE, HINT, list[QWidget]()
        if task is not None:
            words = "任务"
            said = tasks.how_far(task, self.desk.register.now()).words
            plan = button(look, "安排走访活动", "" if room is Room.WIDE else "quiet", "walk")
            plan.clicked.connect(lambda: self.go("round"))
            right = [plan, menus.more(look, self._entries)]
        empty_out(self._head)
        put(self._head, title(look, room, words, said, *right))
        self._show_foot()

    def _entries(self) -> list[menus.Entry]:
        answered = bool(self._task and self._task.done_at)
        turn = ("改回还没报", self.reopen) if answered else ("标为已报", self.mark_done)
        return [turn, None, ("作废", self.void)]

    def _show_foot(self) -> None:
        main = main_deed(self._task, self._code)
        now = (self.room, main, self._typed(), self._tried, *self._problems)
        if now == self._below:  # a button that has the keyboard must not vanish
            return
        self._below = now
        wrong, go_to, typed = grave(self._problems), self.form.go_to, self._typed()
        said = verdict(self.look, wrong, NAMES, go_to, tried=self._tried, typed=typed)
        made = NoticeBar(self.look, self.room, self._task, self._code, typed=typed)
        made.back.clicked.connect(self.go_back)
        made.main.clicked.connect(self.do_main)
        if made.keep is not None:
            made.keep.clicked.connect(self.save)
        empty_out(self._foot)
        put(self._foot, made.frame(said))


def _empty() -> TaskDraft:
    return TaskDraft(subject="", report_to="", due_on=None)
