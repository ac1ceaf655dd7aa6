"""A person being typed: six parts in two columns, the same fields in every room."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from station_app.domain import person_words
from station_app.domain.divisions import Division
from station_app.domain.person import Paper, PersonDraft
from station_app.domain.problems import Level, Problem
from ui.forms.kinds import KindsPart
from ui.forms.person_care import CarePart
from ui.forms.person_home import Finder as HomeFinder
from ui.forms.person_home import HomePart
from ui.forms.person_place import Finder, PlacePart
from ui.forms.person_rest import RestPart
from ui.forms.person_who import WhoPart
from ui.forms.troubles import TroublesPart
from ui.theme import Look, Room
from ui.widgets.heads import Halves
from ui.widgets.keys import take
from ui.widgets.layout import column, holder
from ui.widgets.scroll import scrolled

NAMES = {
    "id_number": "身份证号",
    "number_reason": "核对说明",
    "name": "姓名",
    "sex": "性别",
    "born": "出生日期",
    "moved_out_on": "迁出日期",
    "died_on": "去世日期",
    "enlisted": "入伍",
    "discharged": "退役",
    "household": "哪一户",
    "division": "哪个村",
    "phones": "电话",
    "holdings": "类别",
    "difficulties": "困难",
    "other_names": "小名、曾用名",
    "group": "组",
    "door": "门牌",
    "address": "详细住址",
    "head_name": "户主",
    "relation": "与户主关系",
    "ethnicity": "民族",
    "disability": "伤残等级",
    "medical": "医疗保障",
    "contact_name": "联系人",
    "contact_relation": "与本人关系",
    "remark": "备注",
}


class PersonForm(QWidget):
    """Every field of a person; `changed` comes with every key."""

    changed = Signal()

    def __init__(
        self,
        look: Look,
        today: date,
        villages: Sequence[Division],
        finders: tuple[Finder, HomeFinder],
    ) -> None:
        super().__init__()
        self._look, self._draft = look, PersonDraft()
        self.who = WhoPart(look, today)
        self.place = PlacePart(look, today, villages, finders[0])
        self.home = HomePart(look, finders[1])
        self.kinds, self.troubles = KindsPart(look, today), TroublesPart(look, today)
        self.care, self.rest = CarePart(look), RestPart(look, today)
        left = (self.who, self.place, self.rest)
        right = (self.home, self.kinds, self.troubles, self.care)
        self.parts = (*left, *right)
        gap = look.px(12)
        self._halves = Halves(look, holder(column(*left, gap=gap)), holder(column(*right, gap=gap)))
        self._sheet = column(self._halves, None)
        self.area = scrolled(self._sheet)
        self.setLayout(column(self.area))
        for part in self.parts:
            part.changed.connect(self.changed)
        self.rest.unfolded.connect(self._bring)

    def fit(self, room: Room) -> None:
        """Set the halves side by side or one below the other."""
        edge, look = self._look.edge(room), self._look
        self._halves.fit(room)
        for part in self.parts:
            part.fit(room)
        self._sheet.setContentsMargins(edge, look.px(10), edge, look.px(12))

    def show_draft(self, draft: PersonDraft) -> None:
        """Show a draft in every part."""
        self._draft = draft
        self.blockSignals(True)
        for part in self.parts:
            part.show_draft(draft)
        self.blockSignals(False)

    def draft(self) -> PersonDraft:
        """Return what is typed; what the form does not show stays as it was."""
        made = self._draft
        for part in self.parts:
            made = part.put(made)
        return made

    def show_problems(self, problems: Sequence[Problem], tried: bool) -> None:
        """Say beside the fields what is wrong; what is only missing waits for the first try."""
        shown = [one for one in problems if tried or not self._missing(one)]
        for part in self.parts:
            part.show_problems(shown)

    def first_of(self, problem: Problem) -> None:
        """Give the keyboard to the field a problem is about, and bring it into sight."""
        name, _, place = problem.field.partition(".")
        control: QWidget | None = None
        for part in self.parts:
            if name in part.fields:
                control = part.fields[name].control
        if problem.level is Level.NEEDS_REASON:
            control = self.who.reason
        if name == "phones":
            control = self.place.phones[int(place)].number
        self.rest.reveal(name)
        if control is not None:
            take(control)
            self.area.ensureWidgetVisible(control, 0, self._look.px(60))

    def keep_in_sight(self) -> None:
        """Bring the field with the keyboard back once what came to stand above it is laid out."""
        QTimer.singleShot(0, self, self._follow)

    def _bring(self, fold: QWidget, opened: bool) -> None:
        """Bring what was opened into sight once it is laid out; its head stays if it is long."""
        if opened and fold.isVisible():
            margin = self._look.px(12)
            QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(fold, 0, margin))

    def _follow(self) -> None:
        busy = QApplication.focusWidget()
        if busy is not None and self.area.isAncestorOf(busy):
            self.area.ensureWidgetVisible(busy, 0, self._look.px(20))

    def _missing(self, problem: Problem) -> bool:
        """Tell whether a problem only says that a field has not been typed yet."""
        draft = self.draft()
        if problem.field == "id_number":
            short = len(self.who.number.number()) < 18 and self.who.number.hasFocus()
            return short or not draft.id_number
        if problem.field in ("household", "division"):
            return True
        if problem.field == "number_reason":
            return draft.paper is Paper.NONE
        value = getattr(draft, problem.field, True)
        return not value


def named(problem: Problem) -> str:
    """Return the name of the field a problem is about."""
    name = problem.field.partition(".")[0]
    return NAMES.get(name) or person_words.PERSON.get(name, problem.field)
