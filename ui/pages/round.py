"""应走访名单: the households of a campaign, who was not reached and why; choose and print."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget

from station_app.domain import campaign as rules
from station_app.domain.campaign import (
    WAITING,
    Campaign,
    Coverage,
    Home,
    Reached,
)
from station_app.usecases import campaigns, printing
from station_app.usecases.listing import Listing
from ui.desk import Desk
from ui.forms import campaign as campaign_form
from ui.forms import list_paper, visit_deeds
from ui.forms.campaign import reach_line
from ui.forms.listed_page import ListedPage
from ui.models import round as columns
from ui.models.table import TableModel
from ui.theme import Look, Room, Tone
from ui.widgets import menus
from ui.widgets.buttons import Segments, button, link
from ui.widgets.heads import foot, heading
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, holder, refill, row
from ui.widgets.scroll import listed
from ui.widgets.states import nothing
from ui.widgets.table import TableView, table
from ui.widgets.words import caption

OPEN, MET, ALL = 0, 1, 2
KEYS = "空格勾选　Ctrl+A 全选　回车打开这一户　U 记未遇"


class RoundPage(ListedPage):
    """Whom a campaign is for, household by household in the order of the way."""

    TITLE = "应走访名单"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self.campaign: Campaign | None = None
        self.view, self.why = OPEN, ""
        self.chosen: set[str] = set()
        self._homes: list[Home] = []
        self.key("Ctrl+P", self.print_sheets)
        self.key("Ctrl+A", self.choose_all)
        self.fit(room)

    # What the window calls.

    def open(self, fact: object = None) -> None:
        """Show a campaign by its code, else the one that runs."""
        if fact != self.fact:
            self.chosen.clear()
            self.why = ""
        super().open(fact)

    def lay_out(self) -> QLayout:
        """Return the page; without a campaign there is only the way to set one up."""
        look, edge = self.look, self.look.edge(self.room)
        self.model: TableModel[Home] = TableModel(
            columns.columns(self.room, self._today(), self.chosen), self
        )
        self.table: TableView = first(table(look, self.model, 40))
        self.table.setAccessibleName(self.TITLE)
        self.table.ticked.connect(self.tick)
        self.table.opened.connect(lambda n: self.go("household", self.model.row(n).household))
        self._top, self._middle = column(), column()
        self._top.setContentsMargins(edge, look.px(18), edge, look.px(6))
        self._rows = listed(look, self.table, edge)
        self._middle.addWidget(self._rows, 1)
        self._count = caption(look, "")
        self._foot = foot(look, self.room, self._count, KEYS)
        box = column(self._top)
        box.addLayout(self._middle, 1)
        box.addWidget(self._foot)
        return box

    def refresh(self) -> None:
        """Read the campaign and its households again."""
        ask, code = self.desk.ask, str(self.fact or "")
        self.campaign = ask(campaigns.get, code) if code else ask(campaigns.current)
        known = self.campaign is not None
        targets = ask(campaigns.targets, self.campaign.code) if self.campaign else []
        self._homes = rules.homes(targets)
        self._foot.setVisible(known)
        self._drop_empty()
        if self.campaign is None:
            self._rows.hide()
            refill(self._top)
            self._put_empty(self._no_campaign())
            return
        coverage = rules.coverage(targets)
        refill(
            self._top,
            self._head(self.campaign),
            self.look.px(12),
            reach_line(self.look, self.room, self.campaign, coverage, self._today()),
            self.look.px(10),
            self._filters(coverage),
        )
        self._show_homes()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note a missed household with U."""
        if event.text().lower() == "u" and self.campaign is not None:
            self.miss()
        else:
            super().keyPressEvent(event)

    # What the worker does.

    def tick(self, n: int) -> None:
        """Choose a household for printing, or leave it out."""
        self.chosen ^= {self.model.row(n).household}
        self.model.redraw()
        self._say_chosen()

    def choose_all(self) -> None:
        """Choose every household of the list, or none if all are."""
        shown = {home.household for home in self.model.values}
        all_of_them = shown <= self.chosen
        self.chosen.difference_update(shown)
        if not all_of_them:
            self.chosen.update(shown)
        self.model.redraw()
        self._say_chosen()

    def show_view(self, view: int) -> None:
        """Show those not reached, those reached, or everybody."""
        self.view, self.why = view, ""
        self._again()

    def filter_why(self, why: str) -> None:
        """Show only those not reached for one reason; the same again shows all of them."""
        self.view, self.why = OPEN, "" if self.why == why else why
        self._again()

    def miss(self) -> None:
        """Ask why nobody of the chosen household was met today, and note it."""
        now = self.table.row_now()
        if now < 0 or self.campaign is None:
            return
        home, code = self.model.row(now), self.campaign.code
        open_ = [one for one in home.targets if one.reached is not Reached.VISITED]
        if not open_:
            self.tell("这一户已经走访过了。", Tone.SOON)
            return
        name = home.head or open_[0].name
        visit_deeds.miss(self, name, [one.person for one in open_], code)

    def print_sheets(self) -> None:
        """Go to the preview of the chosen sheets."""
        if persons := self._persons():
            self.go("sheets", (self.campaign.code, persons) if self.campaign else persons)

    def print_route(self) -> None:
        """Print the way on one page: the chosen ones, or everybody who is listed."""
        persons = self._persons()
        if self.campaign is None or not persons:
            return
        job = self.desk.do(printing.route_list, persons, campaign=self.campaign.code)
        job.then(lambda paper: self.print_paper(paper, "路线单"))

    def listing(self) -> Listing | None:
        """Return the households that are listed."""
        if self.campaign is None or not self.model.values:
            return None
        shown = columns.columns(Room.WIDE, self._today(), ())
        heads, cells = list_paper.words(shown, self.model.values)
        view = self.why or ("未走访", "已走访", "全部")[self.view]
        told = f"{self.campaign.name}，{view}，共 {len(cells)} 户"
        return Listing(title=self.TITLE, heads=heads, cells=cells, told=told)

    def set_up(self) -> None:
        """Ask for a new campaign."""
        campaign_form.set_up(self)

    def amend(self) -> None:
        """Ask what is to be changed of this campaign."""
        if self.campaign is not None:
            campaign_form.amend(self, self.campaign)

    # Inside.

    def _head(self, shown: Campaign) -> QWidget:
        look, wide = self.look, self.room is Room.WIDE
        which = button(look, "换活动", "quiet", "chevron-down")
        menus.opens(which, self._campaigns)
        route = button(look, "打印路线单", "", "map-pin")
        route.clicked.connect(self.print_route)
        go = button(look, "打印走访表", "primary", "printer", "Ctrl+P" if wide else "")
        go.clicked.connect(self.print_sheets)
        return heading(look, shown.name, "", which, route, go)

    def _campaigns(self) -> list[menus.Entry]:
        found = self.desk.ask(campaigns.every)
        entries: list[menus.Entry] = [
            (one.name, partial(self.go, "round", one.code)) for one in found
        ]
        return [
            *entries,
            None,
            ("打印这张名单", self.print_list),
            ("另存为表格　Ctrl+Shift+S", self.save_list),
            ("修改这次活动", self.amend),
            ("建立走访活动", self.set_up),
        ]

    def _filters(self, told: Coverage) -> QWidget:
        look = self.look
        views = Segments(
            look,
            (
                f"未走访 {told.open_households}",
                f"已走访 {told.met_households}",
                f"全部 {told.due_households}",
            ),
            self.view,
        )
        views.chosen.connect(self.show_view)
        parts: list[Part] = [views, look.px(10)]
        for why, count in told.reasons if self.room is not Room.TIGHT else ():
            made = button(look, f"{why} {count}", "quiet")
            made.setCheckable(True)
            made.setChecked(why == self.why)
            made.clicked.connect(lambda _on, why=why: self.filter_why(why))
            parts.append(made)
        missed = link(look, "记未遇", "user-question")
        missed.setToolTip("记未遇　U")
        missed.clicked.connect(self.miss)
        return holder(row(*parts, None, missed, gap=look.px(2)))

    def _show_homes(self) -> None:
        was = self.table.row_now()
        self.model.fill([home for home in self._homes if self._listed(home)])
        self._rows.setVisible(bool(self.model.values))
        if not self.model.values:
            self._put_empty(self._nobody())
        self.table.go_to(max(0, min(was, self.model.rowCount() - 1)))
        self._say_chosen()

    def _listed(self, home: Home) -> bool:
        met = home.reached is Reached.VISITED
        if self.view == MET:
            return met
        if self.view == OPEN and met:
            return False
        return not self.why or (home.why or WAITING) == self.why

    def _say_chosen(self) -> None:
        picked = [home for home in self._homes if home.household in self.chosen]
        people = sum(len(home.targets) for home in picked)
        told = rules.coverage([one for home in self._homes for one in home.targets])
        rest = f"未走访 {told.open_households} 户 {told.open_persons} 人"
        said = f"已选 {len(picked)} 户 {people} 人；{rest}" if picked else rest
        self._count.setText(said)

    def _persons(self) -> list[str]:
        """Return whom the chosen households hold, else all that are listed and not reached."""
        picked = [home for home in self._homes if home.household in self.chosen]
        homes = picked or [one for one in self.model.values if one.reached is not Reached.VISITED]
        return [
            one.person
            for home in homes
            for one in home.targets
            if picked or one.reached is not Reached.VISITED
        ]

    def _nobody(self) -> QWidget:
        look = self.look
        if self._homes:
            every = button(look, "看全部")
            every.clicked.connect(lambda: self.show_view(ALL))
            title = "都走到了" if self.view == OPEN and not self.why else "这里没有人"
            return nothing(look, "circle-check", title, "换个条件，或看全部应走访的家庭。", every)
        return nothing(look, "users", "没有应走访的人", "活动的对象里还没有人。请看看人员的类别。")

    def _no_campaign(self) -> QWidget:
        look = self.look
        new = first(button(look, "建立走访活动", "primary", "plus"))
        new.clicked.connect(self.set_up)
        says = "建立春节、八一这样的走访活动，就能按户看应走访的人，打印走访表。"
        return nothing(look, "walk", "还没有走访活动", says, new)

    def _put_empty(self, said: QWidget) -> None:
        self._middle.addWidget(said, 1)
        said.show()

    def _drop_empty(self) -> None:
        while self._middle.count() > 1:
            item = self._middle.takeAt(1)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _again(self) -> None:
        self.stale = True
        self.read()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _today(self) -> date:
        return self.desk.register.today()
