"""The pane beside a return: what must agree before anybody signs, and who is behind a figure."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from station_app.domain.problems import Level, Problem
from station_app.usecases.reported import Behind
from ui.models.table import TableModel
from ui.theme import Look, Room, Tone, Type
from ui.widgets.buttons import button, link
from ui.widgets.layout import Part, column, holder, refill, row, rule
from ui.widgets.scroll import scrolled
from ui.widgets.table import TableView, table
from ui.widgets.words import caption, mark, picture, prose, text

TIES = {
    Level.BLOCKS: (Tone.LATE, "ban"),
    Level.NEEDS_REASON: (Tone.SOON, "alert-triangle"),
    Level.REMINDS: (Tone.NOTE, "info-circle"),
}
FEW = 4


class ReturnSide(QFrame):
    """Ties above, people below; `followed` tells which problem's deed was asked for."""

    followed = Signal(object)
    opened = Signal(str)

    def __init__(self, look: Look, room: Room) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._look, self._room, self._whole = look, room, room is Room.WIDE
        self._every = False
        self._problems: tuple[Problem, ...] = ()
        self._said: Mapping[str, str] = {}
        self._agreeing = 0
        self._ties, self._below = column(), column()
        wide = room is Room.WIDE
        edges = (look.px(20), look.px(14), look.px(36 if wide else 24), 0)
        box = column(self._ties, look.px(12), rule(), look.px(12), margins=edges)
        box.addLayout(self._below, 1)
        self.setLayout(box)
        self.setFixedWidth(look.px(348 if wide else 276))
        self.show_nobody()

    # What stands in it.

    def show_ties(
        self, problems: Sequence[Problem], said: Mapping[str, str], agreeing: int
    ) -> None:
        """Show what does not agree yet, with its deed beside it."""
        self._problems, self._said, self._agreeing = tuple(problems), said, agreeing
        self._fill()

    def show_done(self, words: str) -> None:
        """Say that everything agreed when it was signed."""
        look = self._look
        said = mark(look, Tone.DONE, words, Type.BODY)
        refill(self._ties, text(look, "核对", Type.SECTION), look.px(6), said)

    def show_nobody(self) -> None:
        """Say how to see who is behind a figure."""
        words = "点一个数，或者用方向键走到它，这里列出是哪些人、哪次走访。"
        refill(self._below, prose(self._look, words, Type.CAPTION, "faint"), None)

    def show_people(
        self, head: str, count: str, people: Sequence[Behind], model: TableModel[Behind]
    ) -> TableView:
        """List who is behind a figure; Enter opens the person."""
        look = self._look
        what = row(text(look, count, Type.SECTION), look.px(8), caption(look, head), None)
        model.fill(people)
        view = table(look, model, 38, plain=True)
        view.setAccessibleName(f"{head}，{count}")
        view.opened.connect(lambda n: self.opened.emit(people[n].person))
        refill(self._below, what, look.px(2))
        self._below.addWidget(view, 1)
        view.show()
        return view

    def show_row(self, title: str, pairs: Sequence[tuple[str, str]], person: str) -> None:
        """Show one row of a roster whole."""
        look = self._look
        head: list[Part] = [text(look, title, Type.SECTION), None]
        if person:
            deed = link(look, "打开档案")
            deed.clicked.connect(lambda: self.opened.emit(person))
            head.append(deed)
        parts: list[Part] = []
        for label, words in pairs:
            name = prose(look, label, Type.CAPTION, "faint")
            name.setFixedWidth(look.px(72))
            line = row(column(look.px(1), name, None), gap=look.px(8))
            line.addLayout(column(prose(look, words, Type.CAPTION)), 1)
            parts.append(line)
        body = column(*parts, None, gap=look.px(5))
        refill(self._below, row(*head), look.px(6))
        area = scrolled(body)
        self._below.addWidget(area, 1)
        area.show()

    # Inside.

    def _fill(self) -> None:
        look, found = self._look, self._problems
        if not found:
            self.show_done(f"{self._agreeing} 项全部一致" if self._agreeing else "没有要核对的")
            return
        if not self._whole:
            self._fill_short()
            return
        said = caption(look, f"{self._agreeing} 项一致，{len(found)} 项要看")
        head: list[Part] = [text(look, "核对", Type.SECTION), None, said]
        if self._room is not Room.WIDE:
            head.append(self._turner("收起"))
        shown = found if self._every else found[:FEW]
        lines = column(*[self._tie(one) for one in shown], gap=look.px(8))
        parts: list[Part] = [row(*head, gap=look.px(10)), look.px(8), lines]
        if len(found) > FEW:
            words = "收起" if self._every else f"还有 {len(found) - FEW} 项"
            more = link(look, words)
            more.clicked.connect(self._turn_every)
            parts += [look.px(4), row(more, None)]
        if self._every:
            area = scrolled(lines)
            area.setMinimumHeight(look.px(260))
            parts[2] = area
        refill(self._ties, *parts)

    def _fill_short(self) -> None:
        look = self._look
        counts: list[Part] = []
        for level, (tone, icon) in TIES.items():
            count = sum(one.level is level for one in self._problems)
            if count:
                counts.append(mark(look, tone, f"{level.value} {count}", Type.CAPTION, icon))
        head = row(text(look, "核对", Type.SECTION), None, self._turner("展开"))
        refill(self._ties, head, look.px(6), row(*counts, None, gap=look.px(10)))

    def _turner(self, words: str) -> QWidget:
        made = link(self._look, words)
        made.clicked.connect(self._turn)
        return made

    def _turn(self) -> None:
        self._whole = not self._whole
        self._fill()

    def _turn_every(self) -> None:
        self._every = not self._every
        self._fill()

    def _tie(self, one: Problem) -> QWidget:
        look, (tone, icon) = self._look, TIES[one.level]
        said = self._said.get(one.field, "").strip()
        explained = one.level is Level.NEEDS_REASON and bool(said)
        if explained:
            tone, icon = Tone.DONE, "circle-check"
        head: list[Part] = [text(look, one.level.value, Type.STRONG, look.ink(tone)), None]
        if words := _deed(one, explained):
            deed = button(look, words, "link")
            deed.clicked.connect(lambda: self.followed.emit(one))
            head.append(deed)
        body = column(row(*head), prose(look, f"{one.says}。", Type.CAPTION, "soft"))
        if explained:
            body.addWidget(prose(look, f"说明：{said}", Type.CAPTION))
        line = row(
            column(look.px(3), picture(look, icon, look.ink(tone), 18), None), gap=look.px(8)
        )
        line.addLayout(body, 1)
        return holder(line)


def _deed(one: Problem, explained: bool) -> str:
    if one.level is Level.NEEDS_REASON:
        return "改说明" if explained else "写说明"
    about = one.field.partition(":")[2]
    if about == "all":
        return "去录入"
    return "看差在哪里" if "." in about or not _is_uid(about) else "打开档案"


def is_person(one: Problem) -> bool:
    """Say whether a problem is about one person rather than about a figure."""
    return _is_uid(one.field.partition(":")[2])


def _is_uid(about: str) -> bool:
    return about.count("-") == 4
