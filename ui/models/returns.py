"""Returns as tables and states: where each stands, its versions, who is behind a figure."""

from collections.abc import Sequence
from datetime import date, datetime

from station_app.domain import dates, returns
from station_app.domain.returns import Head, Line, State, Way
from station_app.domain.template import Template
from station_app.usecases.reported import Behind, Standing, Version
from ui.models.table import Column
from ui.theme import Room, Tone
from ui.widgets.cells import Cell, Mark, Picked, Two

TONES = {
    State.FILLING: (Tone.CALM, "", "填报中"),
    State.WAITING: (Tone.SOON, "clock", "待审核"),
    State.SENT_BACK: (Tone.LATE, "arrow-back-up", "退回修改"),
    State.READY: (Tone.NOTE, "signature", "可导出"),
    State.EXPORTED: (Tone.DONE, "circle-check", "已导出"),
}
GOES = {State.READY, State.EXPORTED}
FEWEST = 210
"""So many pixels of a roster's row are left to the column that stretches."""


def mark(state: State, way: Way = Way.SIGNED) -> Mark:
    """Return a state as its word, shape and colour."""
    tone, icon, words = TONES[state]
    paper = state in GOES and way is Way.PAPER
    return Mark(f"{words}（纸质件）" if paper else words, tone, "file-text" if paper else icon)


def columns(room: Room, today: date, ticked: set[str]) -> list[Column[Standing]]:
    """Return the columns of the list of returns; `ticked` are those that go on the stick."""

    def tick(one: Standing) -> Cell:
        goes = one.newest is not None and one.state in GOES
        return Picked(one.newest.uid in ticked) if goes and one.newest else ""

    made: list[Column[Standing]] = [
        Column("报表", lambda one: one.title),
        Column("期间", lambda one: one.period_name, 132),
        Column("状态", _state, 150),
        Column("接着", lambda one: one.waits_for or "—", 128),
        Column("期限", lambda one: _due(one, today), 108),
        Column("导出", tick, 56),
    ]
    if room is Room.TIGHT:
        made = [made[0], made[1], made[2], made[5]]
    return made


def version_columns(today: date) -> list[Column[Version]]:
    """Return the columns of the versions of one return."""
    return [
        Column("版本", lambda one: one.called or "第一版", 64),
        Column("状态", lambda one: mark(one.state, one.way), 96),
        Column("填表人签名", lambda one: day_of(one.prepared_at, today)),
    ]


def behind_columns(today: date, *, money: bool, visits: bool) -> list[Column[Behind]]:
    """Return the columns of those behind a figure."""
    made: list[Column[Behind]] = [Column("姓名", lambda one: Two(one.name, _who(one, today)))]
    if money:
        made.append(
            Column("慰问金", lambda one: f"{one.fen // 100:,}.{one.fen % 100:02d}", 92, True)
        )
    elif visits:
        made.append(Column("走访", lambda one: dates.show(one.on, today) or "—", 92))
    else:
        made.append(Column("住址", lambda one: one.kind or one.place or "—", 110))
    return made


def roster_columns(template: Template, heads: Sequence[Head], free: int) -> list[Column[Line]]:
    """Return as many columns of a roster as have room; the whole row stands in the pane."""
    made: list[Column[Line]] = []
    for at, head in enumerate(heads):
        shows = template.column(head.key).shows
        wide = next((WIDE[one] for one in shows if one in WIDE), 0)
        if not wide or free - wide < FEWEST:
            continue
        free -= wide
        made.append(_cell_column(at, head, wide))
    for word in STRETCHING:
        found = [at for at, head in enumerate(heads) if word in template.column(head.key).shows]
        if found:
            made.append(_cell_column(found[0], heads[found[0]], 0))
            break
    return made or [_cell_column(at, head, 0) for at, head in enumerate(heads[:6])]


WIDE = {
    "name": 84,
    "kinds": 124,
    "door": 136,
    "difficulties": 88,
    "last_visit": 92,
    "closed": 84,
    "until": 88,
    "owners": 132,
}
STRETCHING = ("measures", "detail", "remark")


def _cell_column(at: int, head: Head, wide: int) -> Column[Line]:
    words = heading(head)
    return Column(words, lambda one: one.cells[at].text.replace("\n", " "), wide)


def heading(head: Head) -> str:
    """Return the words over a column on one line."""
    return head.head.split("｜")[-1].replace("\n", "")


def pairs_of(heads: Sequence[Head], line: Line) -> list[tuple[str, str]]:
    """Return a whole row as facts; a cell of two lines under two words makes two of them."""
    made: list[tuple[str, str]] = []
    for head, cell in zip(heads, line.cells, strict=True):
        labels, texts = head.head.split("｜")[-1].split("\n"), cell.text.split("\n")
        apart = len(labels) == len(texts) > 1 and not any(one.startswith("（") for one in labels)
        if apart:
            made += zip(labels, texts, strict=True)
        else:
            made.append((heading(head), "　".join(texts)))
    return made


def state_says(version: Version | None, today: date) -> str:
    """Say under the title of a return how far it is."""
    if version is None:
        return "填报中，数字跟着登记册变"
    if version.state is State.WAITING:
        return f"{version.prepared_name} {day_of(version.prepared_at, today)}签名，待审核"
    said = "数字已定，走纸质件" if version.way is Way.PAPER else "数字已定，两人已签名"
    return f"{said}，已导出" if version.state is State.EXPORTED else said


def day_of(at: datetime, today: date) -> str:
    """Say a moment as day and hour."""
    here = at.astimezone()
    return f"{dates.show(here.date(), today)} {here:%H:%M}"


def step_of(version: Version | None, ready: bool) -> int:
    """Return which of the four steps is on."""
    if version is None:
        return 1 if ready else 0
    return {State.WAITING: 2, State.READY: 3, State.EXPORTED: 4}.get(version.state, 0)


def _state(one: Standing) -> Cell:
    newest = one.newest
    way = newest.way if newest else Way.SIGNED
    said = mark(one.state, way)
    called = returns.waits(newest.version) if newest else ""
    return Mark(f"{called} {said.words}", said.tone, said.icon) if called else said


def _due(one: Standing, today: date) -> Cell:
    if one.due is None:
        return "—"
    left = (one.due.due_on - today).days
    words = dates.show(one.due.due_on, today)
    return Mark(words, Tone.LATE if left < 0 else Tone.SOON) if left <= 3 else words


def _who(one: Behind, today: date) -> str:
    age = dates.age(one.born, today)
    return f"{one.sex} {age}" if age is not None else one.sex
