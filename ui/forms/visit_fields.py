"""The controls of the visit form and where they stand: the paper sheet's rows, block by block."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from station_app.domain import visit
from station_app.domain.visit import Manner, Mood, Satisfaction, Signed
from ui.forms.visit_parts import Beside, DeputyRow, Gifts, ToDoRows, Why, named
from ui.theme import Look, Room, Type
from ui.widgets.choices import Choice, Ticks
from ui.widgets.controls import note, tick
from ui.widgets.date_field import DateField
from ui.widgets.fields import SideField, line
from ui.widgets.heads import Halves
from ui.widgets.keys import first
from ui.widgets.layout import column, holder, row, rule, sized
from ui.widgets.scroll import PageArea, scrolled
from ui.widgets.time_field import TimeField
from ui.widgets.words import caption, text

GAP, BLOCK = 8, 7


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field of a draft stands: the line whose complaint it uses, and its own control."""

    field: SideField[QWidget]
    control: QWidget


class VisitFields(QWidget):
    """Every field of the paper in one Tab line; two columns, one where the room is tight."""

    def __init__(self, look: Look, today: date) -> None:
        super().__init__()
        self._look, self._today = look, today
        self.places: dict[str, Place] = {}
        self.met, self.asked, self.rest = self._who(), self._situation(), self._outcome()
        left = self._blocks([self.met, *self.asked])
        self._halves = Halves(look, left, self._blocks(self.rest), hang=SideField.GUTTER)
        self._sheet = column(self._halves, None)
        self.area: PageArea = scrolled(self._sheet)
        self.setLayout(column(self.area))

    def fit(self, room: Room) -> None:
        """Set the halves side by side or one below the other; letters hang in the margins."""
        look = self._look
        edge = look.edge(room)
        self._halves.fit(room)
        gutter = look.px(SideField.GUTTER)
        self._sheet.setContentsMargins(edge - gutter, look.px(12), edge, look.px(14))

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in reading order."""
        noted = [[self.ticks[name], self.notes[name]] for name in ("living", "family", "troubles")]
        beside = [self.beside.ticks] if self.beside.ticks else []
        gifts, deputy = self.gifts, self.deputy
        return [
            *(self.day, self.hour, self.who, self.manner, self.why, self.missed_note),
            *beside,
            *(self.beside.others, self.health),
            *(one for pair in noted for one in pair),
            *(self.request, self.policies, self.solved),
            *(field for line_ in self.to_do.lines for field in line_),
            *(gifts.money, gifts.papers, gifts.goods, self.satisfaction, self.follow_up),
            *(self.signed, deputy.who, deputy.relation, deputy.why),
            *(self.photographed, self.mood),
        ]

    def _who(self) -> QWidget:
        look = self._look
        self.day = first(named(sized(look, DateField(self._today), 88), "走访日期"))
        self.hour = named(sized(look, TimeField(), 64), "走访时间")
        self.who = named(line(), "走访人")
        self.who.setToolTip("两人之间用顿号隔开；F4 选同事")
        when = row(self.day, self.hour, look.px(4), caption(look, "走访人"), self.who)
        when.setSpacing(look.px(6))
        self.manner = Choice(look, [one.value for one in Manner], 0)
        self.why = named(sized(look, Why(), 132), "未遇原因")
        self.missed_note = named(line(), "未遇情况")
        missed = row(self.why, self.missed_note, gap=look.px(6))
        self.beside = Beside(look)
        fields = (
            self._field(
                "走访时间", holder(when), "T", on=self.day, at=self.hour, visitors=self.who
            ),
            self._field("走访方式", self.manner, "W", manner=self.manner),
            self._field(
                "未遇原因", holder(missed), "N", missed=self.why, missed_note=self.missed_note
            ),
            self._field(
                "同户一并\n走访",
                self.beside,
                "H",
                companions=self.beside,
                others_met=self.beside.others,
            ),
        )
        return self._block(*fields)

    def _situation(self) -> list[QWidget]:
        look = self._look
        self.last = caption(look, "")
        self.last.setFixedHeight(look.px(24))
        self.last.setMinimumWidth(1)
        self.health = Ticks(look, visit.HEALTH)
        self.ticks: dict[str, Ticks] = {}
        self.notes: dict[str, QPlainTextEdit] = {}
        self.request = note(look)
        now = self._block(
            SideField(look, "上次走访", self.last, lift=12),
            self._field("身体状况", self.health, "B", 6, health=self.health),
            self._ticked("生活情况", "L", "living", visit.LIVING),
            self._ticked("家庭状况", "F", "family", visit.FAMILY),
        )
        asks = self._block(
            self._ticked("困难情况", "K", "troubles", visit.TROUBLES),
            self._field("诉求\n（原话）", self.request, "Q", request=self.request),
        )
        return [now, asks]

    def _outcome(self) -> list[QWidget]:
        look = self._look
        self.policies, self.solved = Ticks(look, visit.POLICIES), line()
        self.to_do, self.gifts = ToDoRows(look, self._today), Gifts(look)
        self.satisfaction = named(Choice(look, [one.value for one in Satisfaction]), "满意度")
        self.follow_up = named(sized(look, DateField(self._today), 88), "回访日期")
        pleased = row(self.satisfaction, look.px(4), caption(look, "回访日期"), self.follow_up)
        pleased.setSpacing(look.px(6))
        pleased.setStretch(0, 1)
        self.signed = Choice(look, [one.value for one in Signed])
        self.deputy = DeputyRow(look)
        answers = self._block(
            self._field("政策宣讲", self.policies, "Z", 6, policies=self.policies),
            self._field("现场解决", self.solved, "J", solved=self.solved),
            self._field("待办事项", self.to_do, "D", to_do=self.to_do),
        )
        money, goods = self.gifts.money, self.gifts.goods
        gifts = self._block(
            self._field("慰问", self.gifts, "M", money=money, goods=goods),
            self._field("满意度", holder(pleased), "Y", follow_up_on=self.follow_up),
        )
        hand = self._block(
            self._field("签字", self.signed, "X", signed=self.signed),
            self._field("代签人", self.deputy, "R", deputy=self.deputy),
        )
        return [answers, gifts, hand, self._after()]

    def _after(self) -> QWidget:
        look = self._look
        self.photographed = tick(look, "已拍照")
        self.mood = Choice(look, [one.value for one in Mood])
        words = text(look, "走访人填写（离户后）", Type.CAPTION, "faint")
        head = row(look.px(SideField.GUTTER), words, None, self.photographed)
        mood = self._field("思想动态", self.mood, "S", mood=self.mood)
        return holder(column(head, look.px(2), mood))

    def _ticked(self, label: str, key: str, name: str, words: Sequence[str]) -> SideField[QWidget]:
        look = self._look
        self.ticks[name] = named(Ticks(look, words), label)
        self.notes[name] = named(note(look), f"{label}，具体情况")
        both = holder(column(self.ticks[name], self.notes[name], gap=look.px(3)))
        note_name = "trouble_note" if name == "troubles" else f"{name}_note"
        places = {name: self.ticks[name], note_name: self.notes[name]}
        return self._field(label, both, key, 6, **places)

    def _field(
        self, label: str, control: QWidget, key: str, lift: int = 0, **places: QWidget
    ) -> SideField[QWidget]:
        made: SideField[QWidget] = SideField(self._look, label, control, key, lift)
        for name, one in places.items():
            self.places[name] = Place(made, one)
        return made

    def _block(self, *fields: QWidget) -> QWidget:
        return holder(column(*fields, gap=self._look.px(GAP)))

    def _blocks(self, parts: Sequence[QWidget]) -> QWidget:
        """Stack blocks with a hairline between them, as the thick lines of the sheet do."""
        look, box = self._look, column()
        for n, part in enumerate(parts):
            if n:
                box.addSpacing(look.px(BLOCK))
                box.addLayout(row(look.px(SideField.GUTTER), rule()))
                box.addSpacing(look.px(BLOCK))
            box.addWidget(part)
        return holder(box)
