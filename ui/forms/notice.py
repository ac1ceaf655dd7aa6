"""The form of a task: three fields are enough, the rest of the notice stays folded."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from station_app.domain import notice
from station_app.domain.notice import CameBy, DueFrom, Duty, Task, TaskDraft, Tier
from station_app.domain.problems import Level, Problem
from ui.theme import Look, Room, Tone
from ui.widgets.choices import Choice
from ui.widgets.date_field import DateField
from ui.widgets.facts import Fold
from ui.widgets.fields import Field, Labelled, line
from ui.widgets.keys import first
from ui.widgets.layout import column, empty_out, holder, put, row, rule, sized, top
from ui.widgets.words import mark

ELSEWHERE = "别的单位"
SAID = (DueFrom.ABOVE, DueFrom.NOTICE, DueFrom.OWN)
SOURCES = (CameBy.CHAT, CameBy.CALL, CameBy.PAPER)
LEVELS = {"镇": Tier.TOWN, "县": Tier.COUNTY, "市": Tier.CITY}
FAR_PAST = timedelta(days=180)
NAMES = {
    "subject": "要报什么",
    "report_to": "报给谁",
    "due_on": "什么时候前",
    "due_time": "几点",
    "number": "文号",
    "title": "标题",
    "note": "备注",
    "tier_due_on": "通知上的截止",
    "issued_on": "成文日期",
    "received_on": "收到日期",
}
FOLDED = ("number", "title", "note", "tier_due_on", "issued_on", "received_on")


class ComingDay(DateField):
    """A day that lies ahead: 1月5日 typed in November means the next year."""

    def day(self) -> date | None:
        """Return the day that is typed, of the next year where this one's is long past."""
        found = super().day()
        if found is None or re.search(r"\d{4}", self.text()):
            return found
        past = self._today - found > FAR_PAST
        return found.replace(year=found.year + 1) if past and found.day < 29 else found


class NoticeForm(QWidget):
    """All fields of a task; `changed` comes with every key and click."""

    changed = Signal()

    def __init__(self, look: Look, today: date, above: Sequence[str], attachments: QWidget) -> None:
        super().__init__()
        self.look, self._above = look, tuple(above)
        self._make_three(today)
        self._make_rest(today)
        self._known = column()
        self._fields = self._name_fields()
        self.fold = Fold(look, "文号、发文单位、附件", self._rest(attachments))
        self.setLayout(column(self._three(), look.px(16), rule(), look.px(10), self.fold, None))
        self._listen()

    # What the page calls.

    def show_draft(self, draft: TaskDraft) -> None:
        """Show a task."""
        self.subject.setText(draft.subject)
        known = draft.report_to in self._above
        elsewhere = bool(draft.report_to) and not known
        self.whom.show_word(draft.report_to if known else ELSEWHERE if elsewhere else "")
        self.other.setText(draft.report_to if elsewhere else "")
        self.other_field.setVisible(elsewhere)
        self.day.show_date(draft.due_on)
        self.hour.setText(f"{draft.due_time:%H:%M}" if draft.due_time else "")
        self.said.show_word(draft.due_from.value)
        self.source.show_word(draft.came_by.value)
        self.number.setText(draft.number)
        self.senders.setText("、".join(draft.senders))
        self.title.setText(draft.title)
        self.level.show_word(next((w for w, tier in LEVELS.items() if tier is draft.tier), ""))
        self.until.show_date(draft.tier_due_on)
        self.duty.show_word(draft.duty.value)
        self.issued.show_date(draft.issued_on)
        self.received.show_date(draft.received_on)
        self.note.setText(draft.note)

    def draft(self, form: str = "") -> TaskDraft:
        """Return what is typed; `form` is the return that the task asks for."""
        whom = self.other.text() if self.whom.word() == ELSEWHERE else self.whom.word()
        return TaskDraft(
            subject=self.subject.text(),
            report_to=whom,
            due_on=self.day.day(),
            due_time=notice.hour(self.hour.text()),
            due_from=DueFrom(self.said.word() or DueFrom.ABOVE),
            came_by=CameBy(self.source.word()),
            form=form,
            number=self.number.text(),
            senders=tuple(re.split(r"[、，,;；]", self.senders.text().strip("、，,;； "))),
            title=self.title.text(),
            issued_on=self.issued.day(),
            received_on=self.received.day(),
            duty=Duty(self.duty.word() or Duty.MUST),
            tier=LEVELS.get(self.level.word(), Tier.UNSAID),
            tier_due_on=self.until.day(),
            note=self.note.text(),
        )

    def unreadable(self) -> list[Problem]:
        """Say which fields hold something that is no day and no hour."""
        days = (
            ("due_on", self.day),
            ("tier_due_on", self.until),
            ("issued_on", self.issued),
            ("received_on", self.received),
        )
        found = [
            Problem(field=name, says="请写一个日期，如 1月27日")
            for name, field in days
            if field.unreadable()
        ]
        if self.hour.text().strip() and notice.hour(self.hour.text()) is None:
            found.append(Problem(field="due_time", says="请写几点，如 17:00"))
        return found

    def show_problems(self, problems: Sequence[Problem], *, tried: bool) -> None:
        """Say beside the fields what is wrong; what is only empty yet waits for the first try."""
        for name, field in self._fields.items():
            mine = [one for one in problems if one.field == name]
            grave = [one.says for one in mine if one.level is not Level.REMINDS]
            field.complaint.hint(
                "；".join(one.says for one in mine if one.level is Level.REMINDS)
                or self._hints.get(name, "")
            )
            field.complain("；".join(one for one in grave if tried or "没有写" not in one))

    def show_known(self, title: str) -> None:
        """Say that the task asks for a return the register can fill."""
        empty_out(self._known)
        if title:
            says = f"认得这张表，能从登记册填：{title}"
            said = row(mark(self.look, Tone.DONE, says), None, margins=(0, self.look.px(6), 0, 0))
            put(self._known, holder(said))

    def show_kept(self, draft: TaskDraft, kept: int) -> None:
        """Say on the folded line what lies below it."""
        until = ""
        if draft.tier_due_on and self.level.word():
            day = draft.tier_due_on
            until = f"{self.level.word()}里 {day.month}月{day.day}日截止"
        files = f"附件 {kept} 个" if kept else ""
        said = "，".join(part for part in (draft.number.strip(), until, files) if part)
        self.fold.say(said or "有了再补")

    def go_to(self, problem: Problem) -> None:
        """Give the keyboard to the field of a problem."""
        if problem.field in FOLDED:
            self.fold.open_up()
        if problem.field == "report_to" and self.whom.word() == ELSEWHERE:
            self.other_field.take()
        elif problem.field in self._fields:
            self._fields[problem.field].take()

    def fit(self, room: Room) -> None:
        """Set two choices side by side, or below each other where the room is tight."""
        tight = room is Room.TIGHT
        for pair in self._pairs:
            pair.setDirection(pair.Direction.TopToBottom if tight else pair.Direction.LeftToRight)

    # Inside.

    def _make_three(self, today: date) -> None:
        look = self.look
        self.subject = first(line())
        self.whom = Choice(look, (*self._above[:2], ELSEWHERE))
        self.other = line()
        self.other_field = Field(look, "单位名称", self.other)
        self.other_field.setContentsMargins(0, look.px(10), 0, 0)  # its room goes when it is hidden
        self.other_field.hide()
        self.day, self.hour = ComingDay(today), line()
        self.said = Choice(look, [one.value for one in SAID], 0)
        self.source = Choice(look, [one.value for one in SOURCES])
        self._hints = {"due_on": "写 1.27、1月27日都行", "due_time": "不填算下班前"}

    def _make_rest(self, today: date) -> None:
        look = self.look
        self.number, self.senders, self.title, self.note = line(), line(), line(), line()
        self.level = Choice(look, tuple(LEVELS))
        self.until = ComingDay(today)
        self.duty = Choice(look, [one.value for one in Duty], 0)
        self.issued, self.received = DateField(today), DateField(today)

    def _name_fields(self) -> dict[str, Labelled[QWidget]]:
        look, hints = self.look, self._hints
        made: dict[str, Labelled[QWidget]] = {
            "subject": Field(look, NAMES["subject"], self.subject, "B"),
            "report_to": Field(look, NAMES["report_to"], self.whom, "G"),
            "due_on": Field(look, NAMES["due_on"], self.day, "D", hint=hints["due_on"]),
            "due_time": Field(look, NAMES["due_time"], self.hour, "T", hint=hints["due_time"]),
            "number": Field(look, NAMES["number"], self.number, "W"),
            "title": Field(look, NAMES["title"], self.title),
            "tier_due_on": Field(look, "日期", self.until),
            "issued_on": Field(look, NAMES["issued_on"], self.issued),
            "received_on": Field(look, NAMES["received_on"], self.received),
            "note": Field(look, NAMES["note"], self.note),
        }
        return made

    def _three(self) -> QWidget:
        look, fields, gap = self.look, self._fields, self.look.px(12)
        source = Field(look, "从哪儿来的", self.source, "L")
        said = Field(look, "这个时限", self.said, "S")
        day, hour = sized(look, fields["due_on"], 168), sized(look, fields["due_time"], 110)
        whom = row(top(fields["report_to"]), top(source), gap=gap)
        when = row(row(top(day), top(hour), None, gap=gap), top(said), gap=gap)
        for pair in (whom, when):
            pair.setStretch(1, 1)
        whom.setStretch(0, 1)
        self._pairs = [whom, when]
        parts = (fields["subject"], self._known, look.px(14), whom, self.other_field)
        return holder(column(*parts, look.px(14), when))

    def _rest(self, attachments: QWidget) -> QWidget:
        look, fields, gap = self.look, self._fields, self.look.px(12)
        whose = Field(look, "发文单位", self.senders)
        level = Field(look, "通知上的截止：哪一级", self.level)
        until = sized(look, fields["tier_due_on"], 132)
        duty = Field(look, "要求", self.duty)
        number = row(fields["number"], whose, gap=gap)
        last = row(top(level), top(until), top(duty), gap=gap)
        days = row(
            top(sized(look, fields["issued_on"], 132)),
            top(sized(look, fields["received_on"], 132)),
            top(fields["note"]),
            gap=gap,
        )
        days.setStretch(2, 1)
        between = look.px(10)
        parts = (number, between, fields["title"], between, last, between, days)
        return holder(column(*parts, look.px(14), attachments))

    def _listen(self) -> None:
        self.whom.changed.connect(self._show_other)
        for field in self.findChildren(QLineEdit):
            field.textChanged.connect(lambda _words: self.changed.emit())
        for choice in self.findChildren(Choice):
            choice.changed.connect(lambda _n: self.changed.emit())

    def _show_other(self, _n: int) -> None:
        elsewhere = self.whom.word() == ELSEWHERE
        self.other_field.setVisible(elsewhere)
        if elsewhere:
            self.other_field.take()


def draft_of(task: Task) -> TaskDraft:
    """Return a task as it is typed."""
    return TaskDraft(**{name: getattr(task, name) for name in TaskDraft.__dataclass_fields__})
