"""What a typed task comes to: until when and to whom, and the days counted back beside it."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from station_app.domain.station import Station
from station_app.usecases.notices import Outlook
from ui.models import tasks
from ui.theme import TONE_ICON, Look, Tone, Type
from ui.widgets.charts import BackSchedule, Moment
from ui.widgets.heads import section
from ui.widgets.layout import Part, column, empty_out, holder, put, row, rule
from ui.widgets.words import caption, picture, prose, text

ACROSS = 3
EMPTY = "三项填好，这里就算出还剩多久。"
AFTER = "保存后在“今日要办”里提醒；时间改了，来这里改。"
UNCERTAIN = "有的年份节假日还没公布，按暂定的算。"


class OutlookPane(QWidget):
    """The column beside the form; `show_outlook` with every check."""

    def __init__(self, look: Look, station: Station) -> None:
        super().__init__()
        self._look, self._station = look, station
        self._box = column()
        self.setLayout(self._box)

    def show_outlook(self, found: Outlook, now: datetime) -> None:
        """Show what the task comes to now."""
        look = self._look
        empty_out(self._box)
        parts: list[Part] = [section(look, "算出来的期限"), look.px(4), rule(), look.px(14)]
        if found.due_at is None:
            parts.append(prose(look, EMPTY, Type.BODY, "soft"))
        else:
            parts += self._due(found, found.due_at, now)
        parts += self._counted_back(found, now.date())
        parts += [look.px(12), prose(look, AFTER, Type.CAPTION, "soft")]
        put(self._box, holder(column(*parts)))

    def _due(self, found: Outlook, due_at: datetime, now: datetime) -> list[Part]:
        look, tone = self._look, tasks.tone(due_at, now)
        sign = picture(look, TONE_ICON[tone], look.ink(tone), 18)
        said = row(column(look.px(3), sign, None), gap=look.px(8))
        said.addWidget(prose(look, found.says, Type.STRONG, look.ink(tone)), 1)
        parts: list[Part] = [said]
        if found.schedule.says and len(found.schedule.says) > len("按通知倒排。"):
            parts += [look.px(4), prose(look, found.schedule.says, Type.CAPTION, "soft")]
        return parts

    def _counted_back(self, found: Outlook, today: date) -> list[Part]:
        look, stops = self._look, found.schedule.stops
        if not stops:
            return []
        own = stops[0].on
        moments = tasks.moments(
            found.schedule,
            self._station,
            (f"{own.month}月{own.day}日", "倒排" if own >= today else "已过"),
            Tone.CALM,
        )
        parts: list[Part] = [
            look.px(16),
            caption(look, "按通知倒排（往前数工作日）", "faint"),
            look.px(10),
            BackSchedule(look, moments) if len(moments) <= ACROSS else self._below(moments),
        ]
        if not found.schedule.certain:
            parts.append(prose(look, UNCERTAIN, Type.CAPTION, "soft"))
        return [*parts, look.px(10), rule()]

    def _below(self, moments: Sequence[Moment]) -> QWidget:
        """Return the stops below one another: four do not fit beside one another."""
        look = self._look
        box = column(gap=look.px(6))
        for one in moments:
            who = text(look, one.who)
            who.setFixedWidth(look.px(96))
            note = caption(look, one.note, "faint")
            box.addLayout(row(who, text(look, one.when), look.px(12), note, None))
        return holder(box)
