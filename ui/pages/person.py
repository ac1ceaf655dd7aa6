"""个人档案: everything about one person on one page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QApplication, QLayout, QPushButton, QWidget

from station_app.domain.person import Life, Person, Residency
from station_app.domain.person_rules import Suggestion
from station_app.domain.plan import Plan, Proposal
from station_app.domain.sheet import Sheet, State
from station_app.usecases import doubles, people, person_history, plans, records, visits
from ui.desk import Desk
from ui.forms import (
    merged_note,
    new_plan,
    person_deeds,
    person_file,
    person_head,
    person_paper,
    person_records,
)
from ui.forms.person_history import HistorySheet
from ui.models import events
from ui.page import Page
from ui.theme import Look, Room, Tone, Type
from ui.widgets import menus
from ui.widgets.buttons import button, link
from ui.widgets.facts import Washed
from ui.widgets.heads import TwoColumns
from ui.widgets.id_field import MaskedNumber
from ui.widgets.keys import first, take
from ui.widgets.layout import Part, column, holder, row, rule, swap
from ui.widgets.reading import read_in_order
from ui.widgets.scroll import scrolled
from ui.widgets.words import prose


class PersonPage(Page):
    """One person: facts, categories, difficulties, household, plan, visits."""

    TITLE = "个人档案"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self._shown: tuple[object, ...] = ()
        self._all_visits = False
        self.key("Ctrl+Return", self.visit)
        self.key("Ctrl+Enter", self.visit)
        self.key("Ctrl+P", self.print_sheet)
        self.key("Ctrl+E", self.correct)
        self.key("Ctrl+H", self.show_history)
        for n in range(6):
            self.key(f"Alt+{n + 1}", lambda n=n: self._jump(n))
        self.fit(room)

    # What the window calls.

    def open(self, fact: object = None) -> None:
        """Show another person's file."""
        if fact != self.fact:
            self._all_visits = False
        super().open(fact)

    def lay_out(self) -> QLayout:
        """Return the page: a fixed head, the sections below it."""
        self._shown = ()
        self._head, self._body = column(), column()
        edge, look = self.look.edge(self.room), self.look
        self._body.setContentsMargins(edge, look.px(20), edge, look.px(24))
        self.area = scrolled(self._body)
        box = column(self._head, rule())
        box.addWidget(self.area, 1)
        return box

    def refresh(self) -> None:
        """Read the file; what is already shown stays, a revealed number with it."""
        ask = self.desk.ask
        file = ask(people.get, str(self.fact))
        uid = self.fact = file.person.uid  # of an entry that was merged, the one it is part of
        sheets, former = ask(visits.sheets_of, uid), ask(doubles.former, uid)
        proposed, recorded = ask(plans.proposals, person=uid), ask(records.of, uid)
        shown = (
            file,
            tuple(sheets),
            tuple(proposed),
            tuple(former),
            tuple(recorded),
            self._all_visits,
        )
        if shown == self._shown:
            return
        other = not self._shown or self._shown[0] != file
        self._shown, self.file, self.sheets, self.proposed = shown, file, sheets, proposed
        self.former, self.records = former, recorded
        busy = QApplication.focusWidget()
        inside = busy is not None and self.isAncestorOf(busy)
        today = self._today()
        head = person_head.head(self.look, self.room, file, self._waiting(), today, self._deeds())
        band = person_head.band(self.look, self.room, file.person, today)
        swap(self._head, head, *band)
        swap(self._body, holder(column(self._make_body(), None)))
        read_in_order(self)
        if other and not inside:
            self.area.verticalScrollBar().setValue(0)
        if inside and self.isVisible():
            self.begin()

    # What the worker does.

    def visit(self) -> None:
        """Type the visit: from the waiting sheet where there is one."""
        if self._shown and self.file.person.counts:
            waiting = self._waiting()
            self.go("visit", f"sheet:{waiting.uid}" if waiting else self.file.person.uid)

    def print_sheet(self) -> None:
        """Print the person's visit sheet; one that waits to be typed keeps its number."""
        if self._shown and self.file.person.counts:
            self.go("sheets", [self.file.person.uid])

    def correct(self) -> None:
        """Put the person right."""
        if self._shown:
            self.go("person_form", self.file.person.uid)

    def show_history(self) -> None:
        """Show who changed which field, when, from what to what."""
        if self._shown:
            person = self.file.person
            told = self.desk.ask(person_history.of, person.uid)
            self.show_sheet(HistorySheet(self.look, person.name, told, self._today()))

    def take_up(self, proposed: list[Proposal]) -> None:
        """Open a plan from what the visits found."""
        job = self.desk.do(plans.take_up, proposed).say("已列入一人一策，请定办法。")
        job.then(lambda plan: self.go("plan", plan.uid))

    def new_plan(self) -> None:
        """Open a plan that no visit proposed."""
        new_plan.ask_of(self, self.file.person)

    def accept(self, one: Suggestion) -> None:
        """Do what the program proposes about the person."""
        draft = self.desk.ask(people.draft_of, self.file.person.uid)
        if one.flag:
            draft = replace(draft, flags=(*draft.flags, one.flag))
        if one.tier:
            draft = replace(draft, tier=one.tier)
        if one.kind:
            draft = replace(draft, holdings=(*draft.holdings, one.kind))
        said = f"{self.file.person.name}已{one.deed}。"
        self.desk.do(people.correct, self.file.person.uid, draft).say(said)

    def all_visits(self) -> None:
        """Show every visit."""
        self._all_visits = True
        self.stale = True
        self.read()

    # Inside.

    def _deeds(self) -> list[QPushButton]:
        look = self.look
        more = menus.more(look, self._entries, "更多：修改、改动记录、去世、迁出")
        if not self.file.person.counts:
            correct = first(button(look, "修改", "", "pencil"))
            correct.clicked.connect(self.correct)
            return [correct, more]
        waits, visit, paper = self._waiting() is not None, self.visit, self.print_sheet
        return person_head.deeds(look, self.room, more, waits=waits, visit=visit, paper=paper)

    def _entries(self) -> list[menus.Entry]:
        person = self.file.person
        found: list[menus.Entry] = [
            ("修改资料　Ctrl+E", self.correct),
            ("改动记录　Ctrl+H", self.show_history),
            (f"打印{person_paper.TITLE}", lambda: person_paper.show(self, person.uid)),
        ]
        if person.counts and self.room is Room.TIGHT:
            found.append(("打印走访表　Ctrl+P", self.print_sheet))
        found.append(None)
        if person.life is Life.DECEASED:
            day = ("改去世日期", self._ask(person_deeds.death))
            return [*found, day, ("去世登记错了", self._ask(person_deeds.alive))]
        found.append(("去世", self._ask(person_deeds.death)))
        if person.residency is Residency.MOVED:
            day = ("改迁出日期", self._ask(person_deeds.moving))
            return [*found, day, ("迁回", self._ask(person_deeds.coming_back))]
        found.append(("迁出", self._ask(person_deeds.moving)))
        return found

    def _ask(self, sheet: Callable[[Page, Person], QWidget]) -> Callable[[], None]:
        """Return what shows a sheet that asks before something grave."""
        return lambda: self.show_sheet(sheet(self, self.file.person))

    def _make_body(self) -> QLayout:
        look, gap = self.look, self.look.px(24)
        facts, kinds, troubles, home, plan, visits_ = self._sections()
        self._places = (facts, kinds, troubles, home, plan, visits_)
        notes = merged_note.notes(self, self.former)
        recorded = person_records.recorded(self, self.file.person.uid, self.records)
        told = [facts, kinds, troubles, home, recorded]
        spaced = [part for one in told for part in (one, gap)]
        left = column(*notes, *self._proposals(), *spaced)
        lacks = person_file.lacks(look, self.file, self._link("补上", self.correct))
        between = look.px(18)
        further = [part for one in lacks for part in (one, between, rule(), between)]
        right = column(plan, between, rule(), between, *further, visits_)
        body = TwoColumns(look, holder(left), holder(right), 370)
        body.fit(self.room)
        return body

    def _sections(self) -> tuple[QWidget, ...]:
        look, file, today = self.look, self.file, self._today()
        uid, waits = file.person.uid, self._waiting() is not None
        self.number = MaskedNumber(look, file.person.id_number)
        self.number.asked.connect(
            lambda: self.desk.do(people.reveal_number, uid).then(self.number.show_number)
        )
        others = person_file.members(look, file, today)
        if others is not None:
            others.opened.connect(self._open_member)
        found = events.open_plan(file.plans)
        none = events.without_plan(self.proposed, file.plans, today)
        told = events.of_person(file.visits, self.sheets, today)
        shown = told if self._all_visits else told[: person_file.FIRST_EVENTS]
        rest = (
            [] if len(shown) == len(told) else [self._link(f"全部 {len(told)} 次", self.all_visits)]
        )
        form = self.correct
        home = self._link("打开这一户", lambda: self.go("household", file.household.uid))
        return (
            person_file.facts(
                look, file, self.number, today, self._link("修改", form), waits=waits
            ),
            person_file.categories(look, file.person.holdings, self._link("加类别", form)),
            person_file.difficulties(look, file.person.difficulties, self._link("加困难", form)),
            person_file.household(look, file, others, home),
            person_file.plan(look, found, today, none, *self._plan_deeds(found)),
            person_file.visits(look, shown, lambda fact: self.go("visit", fact), *rest),
        )

    def _plan_deeds(self, found: Plan | None) -> list[QWidget]:
        if found is not None:
            return [self._link("打开方案", lambda: self.go("plan", found.uid))]
        if self.proposed:
            return [self._link("制定方案", lambda: self.take_up(self.proposed))]
        last, deeds = next(iter(self.file.plans), None), list[QWidget]()
        if last is not None:
            deeds.append(self._link("看上一份", lambda: self.go("plan", last.uid)))
        if self.file.person.counts:
            deeds.append(self._link(new_plan.TITLE, self.new_plan))
        return deeds

    def _proposals(self) -> list[Part]:
        look, parts = self.look, list[Part]()
        if not self.file.person.counts:
            return parts
        for one in self.file.suggestions:
            deed = self._link(one.deed, partial(self.accept, one))
            said = row(gap=look.px(12))
            said.addWidget(prose(look, one.says, Type.BODY, leading=1.45), 1)
            said.addWidget(deed)
            parts += [Washed(look, Tone.NOTE, said), look.px(16)]
        return parts

    def _link(self, words: str, slot: Callable[[], object]) -> QPushButton:
        made = link(self.look, words)
        made.clicked.connect(lambda: slot())
        return made

    def _open_member(self, n: int) -> None:
        others = [one for one in self.file.members if one.person != self.file.person.uid]
        if others[n].person:
            self.go("person", others[n].person)

    def _jump(self, n: int) -> None:
        if self._shown:
            self.area.ensureWidgetVisible(self._places[n], 0, self.look.px(20))
            take(self._places[n])

    def _waiting(self) -> Sheet | None:
        return next((one for one in self.sheets if one.state is State.WAITING), None)

    def _today(self) -> date:
        return self.desk.register.today()
