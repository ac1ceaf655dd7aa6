"""审核: what changed, who was not reached, the very pages to be signed; sign or send back."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLayout, QWidget

from station_app.domain import dates
from station_app.domain.campaign import Home
from station_app.domain.returns import State
from station_app.domain.roles import Right, Role, may
from station_app.register import Progress, Register
from station_app.usecases import pages, reported, signing, sitting
from station_app.usecases.reported import Version, View
from station_app.usecases.signing import Review
from station_app.usecases.sitting import Vouched
from ui.desk import Desk
from ui.forms import return_sheets, review_parts, settling
from ui.forms.pdf_sheet import pdf_sheet
from ui.forms.sign_return import SignSheet, Wanted
from ui.models import returns as columns
from ui.page import Page
from ui.theme import Look, Room, Tone, Type
from ui.widgets.asking import Asking
from ui.widgets.buttons import button, link
from ui.widgets.heads import TwoColumns, bar, section, title
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, holder, refill, row, rule
from ui.widgets.pdf_view import Thumb
from ui.widgets.scroll import scrolled
from ui.widgets.steps import steps
from ui.widgets.words import caption, mark, prose, text

STEPS = ("填报", "填表人签名", "站长审核签名", "导出")
SIDE = 300
Read = tuple[Review, View, list[bytes]]
Why = tuple[str, list[Home]]


class ReviewPage(Page):
    """One waiting version, checked as a stranger would check it; the fact is its uid."""

    TITLE = "审核"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self._read_: Read | None = None
        self.key("Ctrl+Return", self.sign)
        self.key("Ctrl+Enter", self.sign)
        self.key("Ctrl+P", self.open_pages)
        self.fit(room)

    def open(self, fact: object = None) -> None:
        """Show another version."""
        if fact != self.fact:
            self._read_ = None
        super().open(fact)

    def lay_out(self) -> QLayout:
        """Return the page: a fixed head, what is to be looked at, the bar."""
        edge, look = self.look.edge(self.room), self.look
        self._head, self._body, self._foot = column(), column(), column()
        self._body.setContentsMargins(edge, look.px(16), edge, look.px(20))
        made = column(self._head, rule())
        made.addWidget(scrolled(self._body), 1)
        made.addLayout(self._foot)
        return made

    def refresh(self) -> None:
        """Check the stored bytes in the job thread, then show what was found."""
        uid = str(self.fact)
        if self._read_ is not None and self._read_[0].version.uid == uid:
            self._show(self._read_)
        else:
            said = caption(self.look, "正在核对存下的这一份…", "faint")
            refill(self._body, said, None)
        job = self.desk.start(_look_at, uid)
        job.then(self._take)
        job.unless(self.say_gone)

    # What the worker does.

    def sign(self) -> None:
        """Ask for the reviewer's password; what is not sound cannot be signed."""
        if self._read_ is None or not self._may_sign():
            return
        review, view, _drawn = self._read_
        ask, version = self.desk.ask, review.version
        heads = ask(sitting.signatories, Role.HEAD)
        mine = [one for one in heads if one.account.uid == self.desk.account.uid]
        workers = ask(sitting.signatories, Role.WORKER)
        prepared = [one for one in workers if one.account.uid == version.prepared_by]
        if not prepared:
            return
        wanted = Wanted(
            facts=return_sheets.facts(view),
            preparer=prepared[0],
            reviewers=mine or heads,
            signed=columns.day_of(version.prepared_at, self.desk.register.today()),
        )
        self.show_sheet(SignSheet(self.look, wanted, self._sign))

    def send_back(self) -> None:
        """Ask what is to be changed."""
        if self._read_ is None:
            return
        review, view, _drawn = self._read_
        name = review.version.prepared_name
        self.show_sheet(return_sheets.send_back(self.look, view, name, self._send_back))

    def open_pages(self) -> None:
        """Show the very pages that are signed, large."""
        if self._read_ is None:
            return
        review, view, drawn = self._read_
        name, room = view.template.title, self.window().size()
        self.show_sheet(
            pdf_sheet(self.look, name, drawn, room, lambda: self.print_out(review.pdf, name))
        )

    # Showing.

    def _take(self, read: Read) -> None:
        if read[0].version.uid == self.fact:
            self._read_ = read
            self._show(read)
            self.begin()

    def _show(self, read: Read) -> None:
        review, view, drawn = read
        look, today, version = self.look, self.desk.register.today(), review.version
        sent = f"{version.prepared_name} {columns.day_of(version.prepared_at, today)} 填好送来"
        day = dates.show(view.as_of, today)
        at = columns.step_of(version, False)
        refill(
            self._head,
            title(
                look,
                self.room,
                f"审核：{view.template.title}",
                f"{view.period_name}　时点 {day}　{sent}",
                steps(look, self.room, STEPS, at),
            ),
        )
        left = holder(column(*review_parts.found(look, self.room, review, self)))
        right = self._right(view, drawn)
        both = TwoColumns(look, left, right, SIDE)
        both.fit(self.room)
        refill(self._body, both, None)
        right.show()  # at once: only what is shown can take the keyboard
        refill(self._foot, bar(look, self.room, *self._bar(review)))

    def _right(self, view: View, drawn: Sequence[bytes]) -> QWidget:
        look = self.look
        opens = link(look, "打开报表")
        opens.clicked.connect(self.open_pages)
        upright = view.template.page.upright
        small = first(Thumb(look, drawn[0], 424 if upright else 210, "打开报表，看要签的这几页"))
        small.opened.connect(self.open_pages)
        sums = return_sheets.sums(view)
        count = f"共 {len(drawn)} 页。这就是要签名的那一份，签名不改动它。"
        return holder(
            column(
                section(look, "报表", opens),
                look.px(8),
                small,
                look.px(8),
                prose(look, count, Type.CAPTION, "faint"),
                look.px(12),
                rule(),
                look.px(10),
                row(
                    caption(look, "合计", "faint"),
                    look.px(14),
                    text(look, sums),
                    None,
                ),
            )
        )

    def _bar(self, review: Review) -> list[Part]:
        look, version = self.look, review.version
        if version.state is not State.WAITING:
            says = f"这一版现在是“{version.state.value}”"
            there = first(button(look, "打开这张报表", "primary"))
            there.clicked.connect(lambda: self.go("return", version.uid))
            return [mark(look, Tone.DONE, says, Type.BODY), None, there]
        head = self._reviews()
        says = f"{version.prepared_name}已填好签名"
        says = says if head else f"{says}，请站长当面看过再签"
        parts: list[Part] = [mark(look, Tone.DONE, says, Type.BODY), None]
        show = button(look, "预览打印", "quiet", "printer")
        show.clicked.connect(self.open_pages)
        parts.append(show)
        if head:
            back = button(look, "退回修改", "", "arrow-back-up")
            back.clicked.connect(self.send_back)
            parts.append(back)
        words = "审核通过，签名" if head else "站长当面签名"
        keys = "Ctrl+Enter" if self.room is Room.WIDE else ""
        sign = button(look, words, "primary", "signature", keys)
        sign.setEnabled(self._may_sign())
        sign.clicked.connect(self.sign)
        return [*parts, sign]

    def _reviews(self) -> bool:
        return may(self.desk.account.role, Right.REVIEW)

    def _may_sign(self) -> bool:
        if self._read_ is None:
            return False
        review = self._read_[0]
        mine = review.version.prepared_by == self.desk.account.uid and self._reviews()
        return review.sound and review.version.state is State.WAITING and not mine

    # Deeds.

    def _sign(self, sheet: SignSheet, _preparer: Vouched | None, reviewer: Vouched | None) -> None:
        if self._read_ is None or reviewer is None:
            return
        job = self.desk.do(sitting.approve, self._read_[0].version.uid, reviewer)
        settling.held(sheet, job.say("两人已签名，可以导出了。", undo=False)).then(self._signed)

    def _signed(self, made: Version) -> None:
        self.end_at("return", made.uid)

    def _send_back(self, asked: Asking, words: str) -> None:
        if self._read_ is None:
            return
        version = self._read_[0].version
        job = self.desk.do(signing.send_back, version.uid, words)
        said = job.say(f"已退回给{version.prepared_name}修改。", undo=False)
        settling.follow(asked, said).then(self._sent_back)

    def _sent_back(self, _made: Version) -> None:
        self.end_at("returns")


def _look_at(register: Register, _step: Progress, uid: str) -> Read:
    view = reported.stored(register, uid)  # first: whether there is such a version at all
    review = signing.review(register, uid)
    return review, view, pages.preview(review.pdf)
