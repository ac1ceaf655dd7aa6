"""打印走访表: the pages as they will be printed, in the order of the way; numbers come with print.

A preview gives no number. Printing or saving does; a sheet that waits keeps the one it has.
"""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from station_app.errors import Gone, Refused
from station_app.register import Progress, Register
from station_app.usecases import campaigns, lacking, printing
from station_app.usecases.printing import Draft, Queued
from ui.desk import Busy, Desk, Job
from ui.forms import print_work as work
from ui.forms import save_as
from ui.forms.page_turner import PageTurner
from ui.page import Page
from ui.theme import Look, Room, Tone, Type
from ui.widgets import printer
from ui.widgets.buttons import button
from ui.widgets.choices import Choice
from ui.widgets.facts import Washed, fact
from ui.widgets.fields import Field
from ui.widgets.heads import title
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, empty_out, frame, holder, put, refill, row, rule
from ui.widgets.progress import progress_sheet
from ui.widgets.scroll import scrolled
from ui.widgets.sheets import dismiss
from ui.widgets.states import nothing
from ui.widgets.words import picture, prose

TO_SIZE = "打印时选“实际大小”，不要“适合页面”，扫描时才认得准。"
EVERY, THIS, NEW = 0, 1, 2
Where = TypeVar("Where")
Work = Callable[[Register, Progress, work.Wanted, Where], work.Sent]
TAILS = 2
"""So many of the numbers that stay are named."""


class SheetsPage(Page):
    """One page in view at a time; what is printed is chosen beside it."""

    TITLE = "打印走访表"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self.queue: list[Queued] = []
        self.draft: Draft | None = None
        self.at, self.code, self._which = 0, "", EVERY
        self._about: object = None
        self._drawing: Job[Draft] | None = None
        for keys, deed in (
            ("PgDown", lambda: self.turn(1)),
            ("PgUp", lambda: self.turn(-1)),
            ("Ctrl+P", self.print_all),
            ("Ctrl+S", self.save_pdf),
        ):
            self.key(keys, deed)
        self.fit(room)

    # What the window calls.

    def open(self, fact: object = None) -> None:
        """Show the sheets of these persons, each under the campaign it waits for, else today's.

        With a campaign before them all are of that one; None are all who wait for its visit.
        """
        if fact != self.fact:
            self.at, self._about = 0, None
        super().open(fact)

    def lay_out(self) -> QLayout:
        """Return the page: its head, the page in view, what is to be printed at the right."""
        look = self.look
        self._head, self._middle, self._side = column(), column(), column()
        self.turner = PageTurner(look)
        self.turner.turned.connect(self.turn)
        middle = row(holder(self._middle), holder(self._side))
        middle.setStretch(0, 1)
        box = column(self._head, rule())
        box.addLayout(middle, 1)
        self._middle.addWidget(self.turner, 1)
        self._about = None
        return box

    def refresh(self) -> None:
        """Read who is to be printed, and draw the pages anew where something changed."""
        self.code, persons = self._wanted()
        stays = isinstance(self.fact, list)
        try:
            self.queue = self.desk.ask(
                printing.queue, persons, campaign=self.code, any_campaign=stays
            )
        except (Busy, Gone):
            raise
        except Refused:  # nobody, or all of them died or moved out
            self.queue = []
        empty_out(self._head)
        put(self._head, self._make_head())
        if not self.queue:
            self._show_nobody()
            return
        self._drop_nobody()
        about = (self.code, tuple(self.queue), self.room)
        if about == self._about:
            return
        self._about, self.draft = about, None
        self._show_side()
        self._draw()

    def begin(self) -> None:
        """Give the keyboard to the main button, or to the page in view."""
        if self.queue:
            self._print.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().begin()

    # What the worker does.

    def turn(self, by: int) -> None:
        """Show another page."""
        if self.draft is not None and 0 <= self.at + by < self.draft.count:
            self.at += by
            self._show_page()

    def choose(self, which: int) -> None:
        """Print all of them, the one in view, or only those without a number yet."""
        self._which = which
        self._name_print()

    def print_all(self) -> None:
        """Choose a printer, number the sheets and print them."""
        if self.draft is None or not self._chosen():
            return
        paper = printer.choose(self, "走访表")
        if paper is not None:
            self._start("正在打印走访表", work.print_out, paper, "已送到打印机")

    def save_pdf(self) -> None:
        """Number the sheets and save them as one file."""
        persons = self._chosen()
        if self.draft is None or not persons:
            return
        name = f"走访表{len(persons)}张.pdf"
        if path := save_as.place(self, "存成 PDF", name, "PDF 文件 (*.pdf)"):
            self._start("正在存走访表", work.save, path, "已存成 PDF")

    def print_route(self) -> None:
        """Print the way on one page."""
        persons = [one.person for one in self.queue]
        job = self.desk.do(printing.route_list, persons, campaign=self.code)
        job.then(lambda paper: self.print_paper(paper, "路线单"))

    # Inside.

    def _wanted(self) -> tuple[str, list[str]]:
        """Return the campaign and the persons the fact means."""
        fact = self.fact
        if isinstance(fact, tuple):
            code, persons = fact
            return str(code), list(persons)
        current = self.desk.ask(campaigns.current)
        code = current.code if current else ""
        if isinstance(fact, list):
            return code, fact
        return code, self.desk.ask(printing.to_print, code) if code else []

    def _order(self, persons: list[str]) -> work.Wanted:
        stays = isinstance(self.fact, list)
        return work.Wanted(persons=persons, campaign=self.code, any_campaign=stays)

    def _draw(self) -> None:
        everybody = [one.person for one in self.queue]
        job = self._drawing = self.desk.start(work.draft, self._order(everybody))
        self.turner.follow(job.progressed, job.cancel)
        job.then(lambda draft: self._drawn(job, draft)).unless(lambda _stopped: self.go_back())

    def _drawn(self, job: Job[Draft], draft: Draft) -> None:
        if job is not self._drawing:  # other sheets are wanted since
            return
        self.draft = draft
        self.at = min(self.at, draft.count - 1)
        refill(self._warned, *self._missing())
        self._show_page()

    def _show_page(self) -> None:
        if self.draft is None:
            return
        self.desk.do(work.page, self.draft.pdf, self.at).then(self._put_page)

    def _put_page(self, drawn: bytes) -> None:
        count = self.draft.count if self.draft else 1
        self.turner.show_page(drawn, self.at, count, self._in_view().name)

    def _in_view(self) -> Queued:
        """Return whose page is in view."""
        return self.queue[self.draft.owners[self.at] if self.draft else 0]

    def _make_head(self) -> QWidget:
        look = self.look
        homes = len({one.household for one in self.queue})
        below = f"{homes} 户 {len(self.queue)} 人，一人一张，按组和门牌排好。"
        route = button(look, "打印路线单", "", "map-pin")
        route.clicked.connect(self.print_route)
        route.setEnabled(bool(self.queue))
        back = button(look, "再看看", "quiet", "", "Esc")
        back.clicked.connect(self.go_back)
        return title(look, self.room, self.TITLE, below if self.queue else "", back, route)

    def _show_side(self) -> None:
        look = self.look
        kept = [one for one in self.queue if one.number]
        parts: list[Part] = [rule()]
        if new := len(self.queue) - len(kept):
            parts.append(fact(look, f"新编号 {new} 张", "打印时给，接着往下编", wide=92))
        if kept:
            more = "等" if len(kept) > TAILS else ""
            words = f"编号不变，尾号 {'、'.join(one.number[-3:] for one in kept[:TAILS])}{more}"
            parts.append(fact(look, f"重印 {len(kept)} 张", words, wide=92))
        self._warned = column()
        parts += [look.px(14), self._warned, self._choice(len(self.queue) - len(kept))]
        parts += [look.px(12), self._to_size(), None]
        parts.append(self._deeds())
        empty_out(self._side)
        box = column(*parts)
        edge = look.edge(self.room)
        box.setContentsMargins(look.px(24), look.px(18), edge, look.px(18))
        panel = frame("panel", column(scrolled(box)))
        panel.setFixedWidth(look.px(400 if self.room is Room.WIDE else 360))
        put(self._side, panel)

    def _missing(self) -> list[Part]:
        """Name those on whose sheets a character would be missing."""
        if self.draft is None or not self.draft.missing:
            return []
        look, words = self.look, lacking.told(self.draft.missing)
        return [Washed(look, Tone.SOON, prose(look, words, Type.CAPTION)), look.px(14)]

    def _choice(self, new: int) -> QWidget:
        words = [f"全部 {len(self.queue)} 张", "这一张"]
        if 0 < new < len(self.queue):
            words.append(f"新的 {new} 张")
        self._which = min(self._which, len(words) - 1)
        choice = Choice(self.look, words, self._which)
        choice.changed.connect(self.choose)
        return Field(self.look, "打哪几张", choice, "Z")

    def _to_size(self) -> QWidget:
        look = self.look
        sign_ = picture(look, "info-circle", "slate", 18)
        box = row(column(look.px(1), sign_, None), gap=look.px(8))
        box.addWidget(prose(look, TO_SIZE, Type.CAPTION, "slate"), 1)
        return holder(box)

    def _deeds(self) -> QWidget:
        look = self.look
        self._print = button(look, "", "primary", "printer")
        self._print.clicked.connect(self.print_all)
        save = button(look, "存成 PDF", "", "download")
        save.setToolTip("存成 PDF　Ctrl+S")
        save.clicked.connect(self.save_pdf)
        self._name_print()
        return holder(row(None, save, self._print, gap=look.px(10)))

    def _name_print(self) -> None:
        keys = "　Ctrl+P" if self.room is Room.WIDE else ""
        self._print.setText(f" 打印 {len(self._chosen())} 张{keys}")

    def _chosen(self) -> list[str]:
        if self._which == THIS:
            return [self._in_view().person]
        if self._which == NEW:
            return [one.person for one in self.queue if not one.number]
        return [one.person for one in self.queue]

    def _show_nobody(self) -> None:
        look = self.look
        empty_out(self._side)
        self._about = None
        see = first(button(look, "看应走访名单", "primary"))
        see.clicked.connect(lambda: self.go("round"))
        says = "先在应走访名单里选人，再打印走访表。"
        self._drop_nobody()
        self.turner.hide()
        put(self._middle, nothing(look, "printer", "没有要打印的走访表", says, see))

    def _drop_nobody(self) -> None:
        while self._middle.count() > 1:
            item = self._middle.takeAt(1)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.turner.show()

    def _start(self, words: str, does: Work[Where], where: Where, verb: str) -> None:
        """Number, draw and hand over in the job thread; stopped before that, no number is used."""
        inside, progress, _stop = progress_sheet(self.look, words, work.says)
        self.show_sheet(inside, keep=True)
        job = self.desk.start(does, self._order(self._chosen()), where)
        progress.stopped.connect(job.cancel)
        job.progressed.connect(progress.show_step)
        for over in (job.done, job.refused, job.broke):
            over.connect(lambda *_any: dismiss(inside))
        job.then(lambda done: self._said(done, verb))

    def _said(self, done: work.Sent, verb: str) -> None:
        whole = done.sent == done.total
        self.tell(work.told_of(done, verb), Tone.DONE if whole else Tone.SOON)
