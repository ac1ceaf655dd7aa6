"""The desk on which a task is typed: the form, what it comes to, checked and kept all the while.

The page of tasks stands on it; this part saves nothing.
"""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLayout, QWidget

from station_app.domain.notice import Attachment, Task, TaskDraft
from station_app.domain.problems import Problem
from station_app.usecases import notice_drafts, notices
from ui.desk import Busy, Desk
from ui.forms.attachments import Attachments
from ui.forms.keeper import Keeper
from ui.forms.notice import NAMES, NoticeForm
from ui.forms.notice_bar import NoticeBar, main_deed
from ui.forms.outlook import OutlookPane
from ui.forms.verdict import grave, verdict
from ui.models import tasks
from ui.page import Page
from ui.theme import Look, Room
from ui.widgets import menus
from ui.widgets.buttons import button
from ui.widgets.heads import TwoColumns, title
from ui.widgets.layout import column, empty_out, put, rule
from ui.widgets.scroll import scrolled

CHECK_AFTER = 120
BESIDE = 340
HINT = "三项填好就能保存；文号、附件有了再补。"


class NoticeDesk(Page):
    """The fields of one task between its head and its bar; `fact` is its uid, or nothing."""

    TITLE = "新任务"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self._begun: TaskDraft | None = None
        self._task: Task | None = None
        self._waiting: list[Path] = []
        self._problems: list[Problem] = []
        self._tried = self._saving = False
        self._code = ""
        self._below: tuple[object, ...] = ()
        self._make_parts()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_AFTER)
        self._timer.timeout.connect(self.check)
        self.form.changed.connect(self._check_soon)
        self.keeper = Keeper(self, self._half_typed, notice_drafts, lambda draft: draft.subject)
        self.key("Ctrl+S", self.save)
        self.key("Ctrl+Return", self.do_main)
        self.key("Ctrl+Enter", self.do_main)
        super().fit(room)
        self.fit(room)

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

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the last keys; check nothing while the page is away, perhaps for good."""
        super().hideEvent(event)
        self._timer.stop()
        if self.keeper.isActive():
            self.keeper.keep()

    # What the page itself fills in.

    def save(self) -> None:
        """Save, then go back."""
        raise NotImplementedError

    def do_main(self) -> None:
        """Do what the main button says."""
        raise NotImplementedError

    def take_files(self, paths: list[Path]) -> None:
        """Keep files with the task."""
        raise NotImplementedError

    def save_file(self, one: Attachment) -> None:
        """Write a kept file where the worker wants it."""
        raise NotImplementedError

    def take_off(self, one: Attachment | Path) -> None:
        """Take a file off the task."""
        raise NotImplementedError

    def entries(self) -> list[menus.Entry]:
        """Return what else can be done with the task."""
        raise NotImplementedError

    # While typing.

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

    def show_refused(self, problems: list[Problem]) -> None:
        """Say beside the fields what was refused."""
        self._problems = problems
        self.form.show_problems(problems, tried=True)
        self._show_foot()

    # Inside.

    @property
    def _uid(self) -> str:
        return str(self.fact or "")

    def _make_parts(self) -> None:
        look = self.look
        above = [one for one in (self.desk.station.town, self.desk.station.county) if one]
        self.files = Attachments(look)
        self.files.given.connect(self.take_files)
        self.files.saved_as.connect(self.save_file)
        self.files.taken_off.connect(self.take_off)
        self.form = NoticeForm(look, self.desk.register.today(), above, self.files)
        self.outlook = OutlookPane(look, self.desk.station)
        self._head, self._foot = column(), column()

    def _check_soon(self) -> None:
        if self.isVisible():  # leaving the page ends the typing of a field, too
            self._timer.start()
            self.keeper.start()

    def _half_typed(self) -> TaskDraft | None:
        return self.form.draft() if self._typed() else None

    def _typed(self) -> bool:
        return self._begun is not None and (self.form.draft() != self._begun or bool(self._waiting))

    def _subject(self) -> str:
        return self._task.subject if self._task else self.form.subject.text().strip()

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
            right = [plan, menus.more(look, self.entries)]
        empty_out(self._head)
        put(self._head, title(look, room, words, said, *right))
        self._show_foot()

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
