"""A task on the first page with the days of all levels above the station."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from station_app.domain.notice import Task
from station_app.domain.station import Station
from station_app.usecases import notices
from ui.models import tasks
from ui.theme import Look, Tone, Type
from ui.widgets.charts import BackSchedule
from ui.widgets.layout import column, holder, row
from ui.widgets.words import caption, mark, text


def counted_back(look: Look, station: Station, task: Task, now: datetime, act: QWidget) -> QWidget:
    """Return what is to be reported, the days counted back, and the deed at the right."""
    due, left = task.due_at(now), tasks.left(task, now)
    own = (tasks.when(task, now.date()), left.words)
    tone = Tone.SOON if left.tone is Tone.CALM else left.tone
    line = tasks.moments(notices.schedule(task), station, own, tone)
    said = [mark(look, Tone.LATE, left.words)] if due < now else []
    head = row(text(look, task.subject, Type.STRONG), look.px(10), gap=0)
    head.addWidget(caption(look, tasks.source(task), "faint"))
    head.addStretch(1)
    for part in (*said, act):
        head.addWidget(part)
    return holder(column(look.px(8), head, look.px(10), BackSchedule(look, line), look.px(6)))
