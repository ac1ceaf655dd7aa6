"""新增人员, 修改: checks beside the fields while typing, likely doubles with three answers."""

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLayout, QWidget

from station_app.domain.person import Person, PersonDraft
from station_app.domain.problems import Level, Problem
from station_app.usecases import divisions, doubles, households, people
from ui.desk import Busy, Desk
from ui.forms import homes, person_bar
from ui.forms.person import PersonForm
from ui.forms.person_keeper import Keeper
from ui.forms.village_sheet import village_sheet
from ui.page import Page
from ui.theme import Look, Room
from ui.widgets.heads import bar, title
from ui.widgets.layout import column, rule, swap
from ui.widgets.reading import read_in_order
from ui.widgets.sheets import question

CHECK_AFTER = 120
KEPT = "改了哪些，流水里都留着原来的。"
HINT = "有身份证先输号码，出生日期和性别自动填。"


class PersonFormPage(Page):
    """The form of a new person, or of one who is put right; `fact` is the uid of the latter."""

    TITLE = "新增人员"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self._begun: PersonDraft | None = None
        self._tried = self._leaving = self._saving = False
        self._problems: list[Problem] = []
        self.form = self._make_form()
        self._head, self._foot = column(), column()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_AFTER)
        self._timer.timeout.connect(self.check)
        self.form.changed.connect(self._check_soon)
        self.keeper = Keeper(self, lambda: self.form.draft() if self._typed() else None)
        self.key("Ctrl+S", self.save)
        self.key("Ctrl+Return", self.save_and_next)
        self.key("Ctrl+Enter", self.save_and_next)
        super().fit(room)
        self.fit(room)

    # What the window calls.

    def open(self, fact: object = None) -> None:
        """Begin anew, or go on with what was typed when the worker only looked elsewhere."""
        looked = self._leaving and fact == self.fact
        self._leaving = False
        super().open(fact)
        if not looked:
            self._begun = None

    @classmethod
    def is_for_writing(cls, _fact: object) -> bool:
        """Say so always: a file is read on its own page."""
        return True

    def lay_out(self) -> QLayout:
        """Return the page around the one form."""
        box = column(self._head, rule())
        box.addWidget(self.form, 1)
        box.addLayout(self._foot)
        return box

    def fit(self, room: Room) -> None:
        """Move the same fields where this room has place for them."""
        self.room = room
        self.form.fit(room)
        self._show_frame()

    def refresh(self) -> None:
        """Begin with an empty draft or with the person; what is typed already stays."""
        if self._begun is None:
            self.form.place.offer(homes.villages(self.desk))  # people may live elsewhere since
            self._start(self._draft())
            self.keeper.offer(self._go_on)

    def may_leave(self) -> bool:
        """Ask before typed words are thrown away."""
        if self._leaving or not self._typed():
            return True
        says = "写了还没保存。放弃的话，这一页写的都不留。"
        self.show_sheet(question(self.look, "放弃没保存的内容？", says, "放弃", self._give_up))
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the last keys; check nothing while the page is away, perhaps for good."""
        super().hideEvent(event)
        self._timer.stop()
        if self.keeper.isActive():
            self.keeper.keep()

    def carry(self) -> object:
        """Return what is typed, for the same page in another look."""
        return (self._begun, self.form.draft())

    def take_over(self, carried: object) -> None:
        """Show what was typed in the look before."""
        if isinstance(carried, tuple) and isinstance(carried[0], PersonDraft):
            self.read()
            self._begun = carried[0]
            self._show(carried[1])

    # What the worker does.

    def check(self) -> None:
        """Say beside the fields what is wrong, who may be the same, what is proposed."""
        if self._begun is None:
            return
        self._timer.stop()
        draft, ask = self.form.draft(), self.desk.ask
        try:
            self._problems = ask(people.check, draft, self._uid)
            doubles = ask(people.likely_doubles, draft, self._uid)
            proposed = ask(people.suggest, draft)
            near = ask(households.nearby, draft.division, draft.group, draft.door)
        except Busy:
            self._timer.start()
            return
        if self.form.home.lacks_home():
            self._problems.append(Problem(field="household", says="还没有选哪一户"))
        if self.form.place.lacks_village():
            self._problems.append(Problem(field="division", says="还没有选哪个村"))
        self.form.show_problems(self._problems, self._tried)
        had = self.form.who.has_double()
        self.form.who.show_doubles(tuple(doubles))
        if had != self.form.who.has_double():
            self.form.keep_in_sight()
        self.form.care.show_suggestions(proposed)
        self.form.home.show_near([homes.called(self.desk, one.uid) for one in near])
        swap(self._said, self._says())
        read_in_order(self)

    def save(self) -> None:
        """Save, then show the person's file."""
        self._save(lambda person: self.end_at("person", person.uid))

    def save_and_next(self) -> None:
        """Save, then begin with the next person."""
        if self._uid:
            self.save()
        else:
            self._save(lambda _person: self._next())

    # Inside.

    def _check_soon(self) -> None:
        if self.isVisible():  # leaving the page ends the typing of a field, too
            self._timer.start()
            self.keeper.start()

    @property
    def _uid(self) -> str:
        return str(self.fact or "")

    def _make_form(self) -> PersonForm:
        finders = (
            lambda words: self.desk.ask(divisions.find, words, 40),
            lambda words: homes.find(self.desk, words),
        )
        today, near = self.desk.register.today(), homes.villages(self.desk)
        form = PersonForm(self.look, today, near, finders)
        form.who.looked_at.connect(self._look_at)
        form.who.number_wanted.connect(self._reveal)
        form.who.same.connect(self._same)
        form.who.merged.connect(self._merge)
        form.who.different.connect(self._different)
        form.place.unknown.connect(
            lambda name: self.show_sheet(village_sheet(self, name, form.place.choose))
        )
        form.home.opened.connect(lambda uid: self._look_at(uid, "household"))
        return form

    def _draft(self) -> PersonDraft:
        if self._uid:
            return self.desk.ask(people.draft_of, self._uid)
        return self.desk.ask(people.begin)

    def _start(self, draft: PersonDraft) -> None:
        self._tried = False
        self._show(draft)
        self._begun = self.form.draft()  # as the fields say it, in their order
        swap(self._said, self._says())
        self.form.area.verticalScrollBar().setValue(0)

    def _show(self, draft: PersonDraft) -> None:
        self.form.who.known = bool(self._uid)
        self.form.show_draft(draft)
        if self._uid:
            self.form.home.show_home(draft, homes.called(self.desk, draft.household).words)
            if draft.id_number:
                self.form.who.hide_number()
        elif draft.household:
            self.form.home.show_joined(homes.called(self.desk, draft.household))
        self._begun = self._begun or draft
        self._show_frame()
        self.check()

    def _go_on(self, uid: str, draft: PersonDraft) -> None:
        """Go on with what was half typed when the program ended."""
        if not self.isVisible() or uid != self._uid:
            self.go("person_form", uid or None)
        if uid == self._uid and self.isVisible():
            self._show(draft)
            self.begin()

    def _save(self, then: object) -> None:
        if self._saving:
            return
        self._tried = True
        self.check()
        grave = [one for one in self._problems if one.level is not Level.REMINDS]
        if grave:
            self.form.first_of(grave[0])
            return
        draft, name = self.form.draft(), self.form.who.name.text().strip()
        self.keeper.stop()
        self._saving = True
        if self._uid:
            job = self.desk.do(people.correct, self._uid, draft).say(f"已保存{name}的资料。")
        else:
            apart = self.form.who.told_apart()
            job = self.desk.do(people.register, draft, apart).say(f"已新增{name}。")
        job.then(lambda person: self._saved(person, then)).otherwise(self._refused)
        for failed in (job.refused, job.broke):
            failed.connect(self._stop_saving)

    def _stop_saving(self, *_why: object) -> None:
        self._saving = False
        self.keeper.start()

    def _saved(self, person: Person, then: object) -> None:
        self._saving, self._begun = False, self.form.draft()
        if callable(then):
            then(person)

    def _refused(self, problems: list[Problem]) -> None:
        self._problems = problems
        self.form.show_problems(problems, tried=True)
        swap(self._said, self._says())

    def _next(self) -> None:
        self._begun = None
        self.stale = True
        self.read()
        self.begin()

    def _give_up(self) -> None:
        self.keeper.drop()
        self._begun = self.form.draft()
        self._leaving = False
        self.go_back()

    def _typed(self) -> bool:
        return self._begun is not None and self.form.draft() != self._begun

    def _look_at(self, uid: str, place: str = "person") -> None:
        self._leaving = True
        self.go(place, uid)

    def _reveal(self) -> None:
        """Show the number of somebody on the register; that it was looked at is journalled."""
        self.desk.do(people.reveal_number, self._uid).then(self.form.who.show_number)

    def _same(self, uid: str) -> None:
        """Go on with the person who is on the register, the typed number filled in."""
        typed = self.form.draft()
        self.keeper.drop()
        known = self.desk.ask(people.draft_of, uid)
        self.fact = uid
        self._begun = None
        self._start(known)
        if typed.id_number and not known.id_number:
            number = typed.id_number
            self.form.show_draft(replace(known, id_number=number, paper=typed.paper))
            self.form.home.show_home(known, homes.called(self.desk, known.household).words)
            self.form.who.number.changed.emit(self.form.who.number.number())
        self.begin()

    def _merge(self, uid: str) -> None:
        """Set the person beside the other entry; typed words are asked about first."""
        self.go("merge", (uid, self._uid))

    def _different(self, uid: str) -> None:
        """Remember that two on the register are two people; of a new one, saving remembers it."""
        if self._uid:
            said = "已记下：不是同一人，以后不再提示。"
            self.desk.do(doubles.tell_apart, self._uid, uid).say(said)
        self.check()

    def _show_frame(self) -> None:
        look, room = self.look, self.room
        words = "修改资料" if self._uid else self.TITLE
        said = KEPT if self._uid else HINT
        load = [] if self._uid else person_bar.other_way(look, room, self.go)
        swap(self._head, title(look, room, words, said, *load))
        self._show_foot()

    def _show_foot(self) -> None:
        look, room = self.look, self.room
        slots = (self.go_back, self.save, None if self._uid else self.save_and_next)
        self._said = column()
        swap(self._foot, bar(look, room, self._said, None, *person_bar.deeds(look, room, *slots)))
        swap(self._said, self._says())

    def _says(self) -> QWidget:
        double, typed = self.form.who.has_double(), self._typed()
        if grave := [one for one in self._problems if one.level is not Level.REMINDS]:
            return person_bar.wrong(self.look, grave, self._tried, self.form.first_of)
        return person_bar.fine(self.look, double=double, typed=typed)
