"""What the pages about returns show: which there are, and one of them, live or frozen."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from station_app.domain.notice import Task
from station_app.domain.returns import FrozenReturn, Head, Line, Period, State
from station_app.domain.template import Shape, Template
from station_app.errors import Refused
from station_app.register import Register
from station_app.storage import figures
from station_app.storage import returns as kept
from station_app.usecases import notices, returns
from station_app.usecases.returns import Filled, Order

Version = kept.Version
Behind = figures.Behind

_AFTER = timedelta(days=31)
"""So long after its end a campaign is still offered without being looked for."""
_ORDER = (State.SENT_BACK, State.WAITING, State.READY, State.FILLING, State.EXPORTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One return of one period: its versions, and where it stands."""

    form: str
    title: str
    period: str
    period_name: str
    versions: tuple[Version, ...]
    back: Version | None
    due: Task | None

    @property
    def newest(self) -> Version | None:
        """Return the version that counts; None while there is none."""
        return self.versions[0] if self.versions else None

    @property
    def state(self) -> State:
        """Return where it stands."""
        if self.back is not None:
            return State.SENT_BACK
        return self.newest.state if self.newest else State.FILLING

    @property
    def waits_for(self) -> str:
        """Say what comes next, and who does it; empty when nothing does."""
        if self.back is not None:
            return f"{self.back.prepared_name}修改后再送"
        return {
            State.FILLING: "工作人员填报",
            State.WAITING: "站长审核签名",
            State.READY: "导出到U盘",
        }.get(self.state, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One return as a page shows it: what stands in it, and whether that still follows the
    register.
    """

    template: Template
    period: str
    period_name: str
    as_of: date
    columns: tuple[Head, ...]
    rows: tuple[Line, ...]
    unit: str
    phone: str
    chief: str
    order: Order
    filled: Filled | None = None
    version: Version | None = None
    persons: tuple[str, ...] = ()
    """Whose the rows of a roster are, as far as the register still knows."""

    def line(self, key: str) -> Line | None:
        """Return the line of that key, or None."""
        return next((one for one in self.rows if one.key == key), None)


def board(register: Register) -> list[Standing]:
    """Return every return there is, and those that are due; what waits for somebody first."""
    versions = returns.every(register)
    named = {(one.form, one.period): one.period_name for one in versions}
    forms = returns.templates(register)
    for spoken_of in returns.periods(register):
        if spoken_of.campaign and spoken_of.ends + _AFTER >= register.today():
            named |= {(one.code, spoken_of.code): spoken_of.name for one in forms}
    tasks = _due(register)
    titles = {one.code: one.title for one in forms}
    made = []
    for (form, period), name in named.items():
        mine = [one for one in versions if (one.form, one.period) == (form, period)]
        stands = _standing(mine, titles.get(form, form), (form, period, name))
        due = tasks.pop(form, None) if stands.state is not State.EXPORTED else None
        made.append(replace(stands, due=due))
    return sorted(made, key=lambda one: (_ORDER.index(one.state), one.form))


def _due(register: Register) -> dict[str, Task]:
    """Return the task that asks for a form first, by form."""
    found: dict[str, Task] = {}
    for task in notices.waiting(register):
        if task.form and task.form not in found:
            found[task.form] = task
    return found


def _standing(versions: list[Version], title: str, place: tuple[str, str, str]) -> Standing:
    counting = [one for one in versions if one.state is not State.SENT_BACK]
    back = versions[0] if versions and versions[0].state is State.SENT_BACK else None
    form, period, name = place
    return Standing(
        form=form,
        title=title,
        period=period,
        period_name=name,
        versions=tuple(sorted(counting, key=lambda one: -one.version)),
        back=back,
        due=None,
    )


def offers(register: Register) -> tuple[list[Template], list[Period]]:
    """Return which returns can be filled, and for which periods."""
    return returns.templates(register), returns.periods(register)


def newest(register: Register, form: str, period: str) -> Version | None:
    """Return the newest version of a return that counts, or None."""
    found = kept.of(register.db, form, period)
    return found[0] if found else None


def shown(register: Register, fact: object, order: Order, *, correcting: bool) -> View:
    """Return a return by its form and period, or a version by its uid.

    What is frozen is shown as it was, unless it is being corrected or was sent back.
    """
    version, form, period = _meant(register, fact)
    if version is not None and version.state is not State.SENT_BACK and not correcting:
        return stored(register, version.uid)
    return live(register, replace(order, form=form, period=period))


def _meant(register: Register, fact: object) -> tuple[Version | None, str, str]:
    if isinstance(fact, str):
        version = returns.get(register, fact)
        return version, version.form, version.period
    if isinstance(fact, tuple) and len(fact) == 2:
        form, period = map(str, fact)
        return newest(register, form, period), form, period
    raise Refused("没有选报表。", "请回到“报表”里选一份。")


def live(register: Register, order: Order) -> View:
    """Return what the register says now."""
    filled, station = returns.fill(register, order), register.station
    return View(
        template=filled.template,
        period=filled.asked.period.code,
        period_name=filled.asked.period.name,
        as_of=filled.asked.as_of,
        columns=filled.columns,
        rows=filled.rows,
        unit=station.name,
        phone=station.phone,
        chief=station.chief,
        order=order,
        filled=filled,
        persons=filled.persons,
    )


def stored(register: Register, uid: str) -> View:
    """Return what a frozen version says."""
    version, frozen = returns.get(register, uid), returns.frozen(register, uid)
    order = Order(
        form=version.form,
        period=version.period,
        as_of=version.as_of,
        numbers=str(version.options.get("numbers", "masked")),
    )
    template = returns.used_template(version)
    return View(
        template=template,
        period=version.period,
        period_name=version.period_name,
        as_of=version.as_of,
        columns=frozen.columns,
        rows=frozen.rows,
        unit=frozen.station_name,
        phone=frozen.phone,
        chief=frozen.chief,
        order=order,
        version=version,
        persons=_still_there(register, order, frozen) if template.shape is Shape.ROSTER else (),
    )


def _still_there(register: Register, order: Order, frozen: FrozenReturn) -> tuple[str, ...]:
    """Return the people of a frozen roster where the register still lists the same ones."""
    filled = returns.fill(register, order)
    then = [one for one in frozen.rows if one.key.startswith("person.")]
    now = [one for one in filled.rows if one.key.startswith("person.")]
    same = [_name(one, frozen.columns) for one in then] == [
        _name(one, filled.columns) for one in now
    ]
    return filled.persons if same else ()


def _name(line: Line, columns: tuple[Head, ...]) -> str:
    keys = [head.key for head in columns]
    return line.cells[keys.index("name")].text if "name" in keys else line.cells[0].text
