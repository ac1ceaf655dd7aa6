"""一户: its members, plaque, categories and visits; who is visited together."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QApplication, QLayout, QPushButton, QWidget

from station_app.domain.household import HouseholdDraft, LightMember, Member
from station_app.domain.sheet import Sheet, State
from station_app.usecases import households, people, visits
from station_app.usecases.households import HouseholdFile
from ui.desk import Desk
from ui.forms import (
    household_deeds,
    household_file,
    household_head,
    household_sheets,
    person_head,
    plaque,
    settling,
)
from ui.page import Page
from ui.theme import Look, Room
from ui.widgets import menus
from ui.widgets.asking import Asking
from ui.widgets.buttons import link
from ui.widgets.heads import TwoColumns
from ui.widgets.keys import first
from ui.widgets.layout import column, holder, rule, swap
from ui.widgets.picker import Found
from ui.widgets.reading import read_in_order
from ui.widgets.scroll import scrolled


class HouseholdPage(Page):
    """One household; `fact` is its uid."""

    TITLE = "家庭"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self._shown: tuple[object, ...] = ()
        self._all_visits = False
        self.key("Ctrl+Return", self.visit)
        self.key("Ctrl+Enter", self.visit)
        self.key("Ctrl+P", self.print_sheets)
        self.key("Ctrl+E", self.ask_about)
        self.fit(room)

    # What the window calls.

    def open(self, fact: object = None) -> None:
        """Show another household."""
        if fact != self.fact:
            self._all_visits = False
        super().open(fact)

    def lay_out(self) -> QLayout:
        """Return the page: a fixed head, the sections below it."""
        self._shown = ()
        self._head, self._body = column(), column()
        edge, look = self.look.edge(self.room), self.look
        self._body.setContentsMargins(edge, look.px(16), edge, look.px(20))
        self.area = scrolled(self._body)
        box = column(self._head, rule())
        box.addWidget(self.area, 1)
        return box

    def refresh(self) -> None:
        """Read the household again."""
        file = self.desk.ask(households.get, self._uid)
        waiting = self._find_waiting(file)
        shown = (file, waiting, self._all_visits)
        if shown == self._shown:
            return
        self._shown, self.file, self._waiting = shown, file, waiting
        busy = QApplication.focusWidget()
        inside = busy is not None and self.isAncestorOf(busy)
        today = self._today()
        head = household_head.head(self.look, self.room, file, waiting, today, self._deeds())
        swap(self._head, head)
        swap(self._body, holder(column(self._make_body(), None)))
        read_in_order(self)
        if inside and self.isVisible():
            self.begin()

    # What the worker does.

    def visit(self) -> None:
        """Type the visit: from a sheet that waits, else of the head or the first who can be."""
        found = household_file.on_register(self.file.members) if self._shown else []
        if found:
            waiting = self._find_waiting(self.file)
            self.go("visit", f"sheet:{waiting.uid}" if waiting else found[0].person)

    def print_sheets(self) -> None:
        """Print a sheet for all of the household who can be visited; waiting numbers stay."""
        found = household_file.on_register(self.file.members) if self._shown else []
        if found:
            self.go("sheets", [one.person for one in found])

    def open_member(self, n: int) -> None:
        """Open the file of somebody on the register, or mend somebody who is only named."""
        member = self.file.members[n]
        if member.person:
            self.go("person", member.person)
        else:
            self._ask_member(household_sheets.as_light(member))

    def ask_about(self) -> None:
        """Ask for number, size and remark."""
        self._ask_draft(household_sheets.about_sheet, "已保存这一户。")

    def ask_head(self) -> None:
        """Ask who becomes the head."""

        def then(asked: Asking, person: str, relation: str) -> None:
            job = self.desk.do(households.head, self._uid, person, relation).say("已换户主。")
            settling.follow(asked, job)

        self.show_sheet(household_sheets.head_sheet(self.look, self.file.members, then))

    def ask_joining(self) -> None:
        """Ask who moves into this household."""

        def then(asked: Asking, person: str, relation: str) -> None:
            job = self.desk.do(households.join, person, self._uid, relation)
            settling.follow(asked, job.say("已并入这一户。"))

        self.show_sheet(household_sheets.join_sheet(self.look, self._find_people, then))

    def all_visits(self) -> None:
        """Show every visit to the household."""
        self._all_visits = True
        self.stale = True
        self.read()

    # Inside.

    @property
    def _uid(self) -> str:
        return str(self.fact)

    def _find_waiting(self, file: HouseholdFile) -> Sheet | None:
        found = household_file.on_register(file.members)
        told = (sheet for one in found for sheet in self.desk.ask(visits.sheets_of, one.person))
        return next((one for one in told if one.state is State.WAITING), None)

    def _deeds(self) -> list[QPushButton]:
        look = self.look
        more = menus.more(look, self._entries, "更多：修改、换户主、分户、并户")
        if not household_file.on_register(self.file.members):
            return [first(more)]
        waits, visit, paper = self._waiting is not None, self.visit, self.print_sheets
        return person_head.deeds(look, self.room, more, waits=waits, visit=visit, paper=paper)

    def _entries(self) -> list[menus.Entry]:
        file = self.file
        found: list[menus.Entry] = [("修改这一户　Ctrl+E", self.ask_about)]
        if self.room is Room.TIGHT:
            found.append(("打印走访表　Ctrl+P", self.print_sheets))
        found.append(("并入一个在册的人", self.ask_joining))
        if household_sheets.may_change_head(file.members):
            found.append(("换户主", self.ask_head))
        found.append(None)
        if sum(bool(one.person) for one in file.members) > 1:
            found += [
                (f"{one.name}分户", partial(self._ask, household_deeds.leaving, one))
                for one in file.members
                if one.person and not one.is_head
            ]
        found += [
            (f"去掉{one.name}（只记名）", partial(self._ask, household_deeds.unnaming, one))
            for one in file.members
            if not one.person
        ]
        return found if found[-1] is not None else found[:-1]

    def _make_body(self) -> QLayout:
        look, file, gap, today = self.look, self.file, self.look.px(20), self._today()
        table = household_file.members(look, file.members, today)
        table.opened.connect(self.open_member)
        named = self._link("加成员", lambda: self._ask_member(None))
        kinds = self._link("加类别", self._ask_kinds)
        left = column(
            household_file.home(look, table, named),
            gap,
            household_file.kinds(look, file.household.holdings, kinds),
            gap,
            household_file.together(look, file),
        )
        right = column(
            plaque.shown(self, file.household),
            look.px(18),
            household_file.visits(look, file, today, partial(self.go, "visit"), self._every()),
        )
        body = TwoColumns(look, holder(left), holder(right), 348)
        body.fit(self.room)
        return body

    def _every(self) -> QPushButton | None:
        count = len(self.file.visits)
        few = self._all_visits or count <= household_file.FEW
        return None if few else self._link(f"全部 {count} 次", self.all_visits)

    def _ask(self, sheet: Callable[[Page, str, Member], QWidget], member: Member) -> None:
        self.show_sheet(sheet(self, self._uid, member))

    def _ask_member(self, known: LightMember | None) -> None:
        def then(asked: Asking, member: LightMember) -> None:
            if known is None:
                job = self.desk.do(households.name_member, self._uid, member)
            else:
                job = self.desk.do(households.rename_member, self._uid, member)
            settling.follow(asked, job.say(f"已记下{member.name}。"))

        self.show_sheet(household_sheets.member_sheet(self.look, known, then))

    def _ask_kinds(self) -> None:
        today = self._today()
        self._ask_draft(
            lambda look, draft, then: household_sheets.kinds_sheet(look, draft, today, then),
            "已保存整户的类别。",
        )

    def _ask_draft(
        self,
        sheet: Callable[[Look, HouseholdDraft, Callable[[Asking, HouseholdDraft], object]], Asking],
        said: str,
    ) -> None:
        def then(asked: Asking, changed: HouseholdDraft) -> None:
            job = self.desk.do(households.correct, self._uid, changed).say(said)
            settling.follow(asked, job)

        draft = self.desk.ask(households.draft_of, self._uid)
        self.show_sheet(sheet(self.look, draft, then))

    def _find_people(self, words: str) -> list[Found]:
        here = {one.person for one in self.file.members}
        return [
            Found(key=one.person, words=one.name, soft=f"{one.group} {one.door}".strip())
            for one in self.desk.ask(people.find, words).hits
            if one.person not in here
        ]

    def _link(self, words: str, slot: Callable[[], object]) -> QPushButton:
        made = link(self.look, words)
        made.clicked.connect(lambda: slot())
        return made

    def _today(self) -> date:
        return self.desk.register.today()
