"""报表: which returns there are, where each stands, and what waits for whom."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLayout, QWidget

from station_app.domain.returns import State
from station_app.domain.roles import Right, may
from station_app.usecases import reported
from station_app.usecases.reported import Standing, Version
from ui.desk import Desk
from ui.forms.export_return import ExportSheet
from ui.models import returns as columns
from ui.models.table import TableModel
from ui.page import Page
from ui.theme import Look, Room, Tone, Type
from ui.widgets.asking import Asking, Deed
from ui.widgets.buttons import button
from ui.widgets.choices import Choice
from ui.widgets.controls import pick
from ui.widgets.drop import table_files
from ui.widgets.facts import Washed
from ui.widgets.fields import Field
from ui.widgets.heads import foot, heading
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, frame, holder, refill, row, rule
from ui.widgets.scroll import listed
from ui.widgets.states import nothing
from ui.widgets.table import table, tall
from ui.widgets.words import caption, prose, text

KEYS = "回车打开　空格选去导出　Ctrl+N 填一张报表"
WIDTH = 364


class ReturnsPage(Page):
    """The list of returns, the versions of the chosen one beside it."""

    TITLE = "报表"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self._ticked: set[str] = set()
        self._folded = room is not Room.WIDE
        self.setAcceptDrops(True)
        self.key("Ctrl+N", self.ask_new)
        self.key("Ctrl+Return", self.export)
        self.key("Ctrl+Enter", self.export)
        self.fit(room)

    def fit(self, room: Room) -> None:
        """Lay out for a room; the pane is open only where there is place for it."""
        if room is not self.room:
            self._folded = room is not Room.WIDE
        super().fit(room)

    def lay_out(self) -> QLayout:
        """Return the page."""
        look, room = self.look, self.room
        edge, today = look.edge(room), self.desk.register.today()
        self.model: TableModel[Standing] = TableModel(
            columns.columns(room, today, self._ticked), self
        )
        self.table = first(table(look, self.model, 42))
        self.table.setAccessibleName("报表")
        self.table.opened.connect(self.open_row)
        self.table.ticked.connect(self.turn)
        self.table.chosen.connect(lambda _n: self._show_pane())
        self._head, self._middle, self._side = column(), column(), row()
        self._head.setContentsMargins(edge, look.px(20), edge, look.px(8))
        self._count = text(look, "", Type.CAPTION, "soft")
        self._rows = listed(look, self.table, edge)
        self._middle.addWidget(self._rows, 1)
        self._none: QWidget | None = None
        left = column(self._head)
        left.addLayout(self._middle, 1)
        left.addWidget(foot(look, room, self._count, KEYS))
        box = row()
        box.addWidget(holder(left), 1)
        box.addLayout(self._side)
        return box

    def refresh(self) -> None:
        """Read the list again; what was chosen stays chosen."""
        was = self._now()
        found = self.desk.ask(reported.board)
        self.model.fill(found)
        known = {one.newest.uid for one in found if one.newest}
        self._ticked &= known
        places = [(one.form, one.period) for one in found]
        here = (was.form, was.period) if was else None
        self.table.go_to(places.index(here) if here in places else 0)
        waiting = sum(one.state is State.WAITING for one in found)
        back = sum(one.state is State.SENT_BACK for one in found)
        said = f"共 {len(found)} 份，待审核 {waiting} 份"
        self._count.setText(said + (f"，退回修改 {back} 份" if back else ""))
        self.count(returns=waiting + back)
        self._show_head()
        self._show_none(not found)
        self._show_pane()

    def fold(self) -> None:
        """Open or fold the pane."""
        self._folded = not self._folded
        self._show_pane()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a sender's table anywhere on the page."""
        if table_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Fill the table that was dropped."""
        paths = table_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.go("fill", paths)

    # What the worker does.

    def open_row(self, n: int) -> None:
        """Open a return: to be reviewed by whoever reviews, else as it stands."""
        one = self.model.row(n)
        if one.state is State.WAITING and one.newest and self._may(Right.REVIEW):
            self.go("review", one.newest.uid)
        else:
            self.go("return", (one.form, one.period))

    def turn(self, n: int) -> None:
        """Choose a return for the stick, or take it off again."""
        one = self.model.row(n)
        if one.newest is None or one.state not in columns.GOES:
            return
        self._ticked ^= {one.newest.uid}
        self.model.redraw()
        self._show_head()

    def export(self) -> None:
        """Put the chosen returns on a stick together."""
        chosen = [one.newest.uid for one in self.model.values if one.newest]
        going = [uid for uid in chosen if uid in self._ticked]
        if not going:
            return
        sheet = ExportSheet(self.desk, self.look, going)
        sheet.slip_wanted.connect(self.print_out)
        sheet.exported.connect(lambda _made: self._ticked.clear())
        self.show_sheet(sheet)

    def ask_new(self) -> None:
        """Ask which return is to be filled for which period."""
        if not self._may(Right.PREPARE):
            return
        forms, periods = self.desk.ask(reported.offers)
        look = self.look
        form = first(Choice(look, [one.short or one.title for one in forms], 0))
        period = pick(look, [one.name for one in periods], periods[0].name)

        def take(asked: Asking) -> None:
            asked.close_sheet()
            chosen = forms[max(form.chosen, 0)], periods[period.currentIndex()]
            self.go("return", (chosen[0].code, chosen[1].code))

        parts: list[Part] = [
            Field(look, "哪张报表", form, key="B"),
            look.px(14),
            Field(look, "哪个期间", period, key="Q"),
        ]
        self.show_sheet(Asking(look, "填一张报表", "", parts, Deed(words="打开填报", then=take)))

    # Inside.

    def _may(self, right: Right) -> bool:
        return may(self.desk.account.role, right)

    def _now(self) -> Standing | None:
        n = self.table.row_now()
        return self.model.row(n) if 0 <= n < len(self.model.values) else None

    def _show_head(self) -> None:
        look, count = self.look, len(self._ticked)
        deeds: list[QWidget] = []
        export = button(look, f"导出 {count} 份到U盘" if count else "导出到U盘", "", "usb")
        export.setEnabled(bool(count))
        export.setToolTip("先用空格选要一起导出的报表　Ctrl+Enter")
        export.clicked.connect(self.export)
        sent = button(look, "照来表填", "", "file-import")
        sent.setToolTip("上级发来的表，从登记册填好还给他；拖到这一页也行")
        sent.clicked.connect(lambda: self.go("fill"))
        deeds += [sent, export]
        if self._may(Right.PREPARE):
            new = button(look, "填一张报表", "primary", "plus")
            new.setToolTip("填一张报表　Ctrl+N")
            new.clicked.connect(self.ask_new)
            deeds.append(new)
        elif waits := [one for one in self.model.values if one.state is State.WAITING]:
            review = button(look, f"审核 {len(waits)} 份", "primary", "signature")
            newest = waits[0].newest
            if newest is not None:
                review.clicked.connect(lambda: self.go("review", newest.uid))
            deeds.append(review)
        refill(self._head, heading(look, self.TITLE, "", *deeds))

    def _show_none(self, empty: bool) -> None:
        if self._none is not None:
            self._none.hide()
            self._none.deleteLater()
            self._none = None
        self._rows.setVisible(not empty)
        if not empty:
            return
        says = "上级要的统计表和台账在这里填报、签名、导出。数字从登记册里数出来，不用手填。"
        deeds: list[QWidget] = []
        if self._may(Right.PREPARE):
            new = button(self.look, "填一张报表", "primary", "plus")
            new.clicked.connect(self.ask_new)
            deeds.append(new)
        self._none = nothing(self.look, "table", "还没有报表", says, *deeds)
        self._middle.addWidget(self._none, 1)
        self._none.show()

    def _show_pane(self) -> None:
        one = self._now()
        if self._folded or one is None:
            refill(self._side)
            return
        pane = self._pane(one)
        refill(self._side, pane)
        pane.show()

    def _pane(self, one: Standing) -> QWidget:
        look, edge = self.look, self.look.edge(self.room)
        parts: list[Part] = [
            prose(look, one.title, Type.NAME, leading=1.35),
            look.px(4),
            caption(look, one.period_name),
            look.px(14),
            self._deed(one),
            look.px(14),
            rule(),
            look.px(12),
        ]
        if one.back is not None:
            words = prose(look, f"退回：{one.back.sent_back}", Type.BODY)
            parts += [Washed(look, Tone.LATE, words, icon="arrow-back-up"), look.px(12)]
        parts += self._versions(one.versions)
        edges = (look.px(24), look.px(22), edge, look.px(16))
        pane = frame("panel", column(*parts, None, margins=edges))
        pane.setFixedWidth(look.px(WIDTH))
        return pane

    def _deed(self, one: Standing) -> QWidget:
        review = one.state is State.WAITING and self._may(Right.REVIEW)
        words = {State.FILLING: "打开填报", State.SENT_BACK: "打开修改"}.get(one.state, "打开")
        made = button(self.look, "打开审核" if review else words)
        made.clicked.connect(lambda: self.open_row(self.table.row_now()))
        return holder(row(made, None))

    def _versions(self, versions: tuple[Version, ...]) -> list[Part]:
        look = self.look
        if not versions:
            says = "还没有签名的版本。填表人签名时数字才定下来。"
            return [prose(look, says, Type.CAPTION, "soft")]
        model: TableModel[Version] = TableModel(
            columns.version_columns(self.desk.register.today()), self
        )
        model.fill(versions)
        view = tall(table(look, model, 42, plain=True))
        view.setAccessibleName("各个版本")
        view.opened.connect(lambda n: self.go("return", versions[n].uid))
        view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        reasons = [f"{one.called}：{one.reason}" for one in versions if one.reason]
        told: list[Part] = [prose(look, words, Type.CAPTION, "soft") for words in reasons]
        return [text(look, "各个版本", Type.SECTION), look.px(2), view, look.px(8), *told]
