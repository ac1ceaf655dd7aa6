"""How visits, sheets and measures are told on a file."""

from collections.abc import Sequence
from datetime import date

from station_app.domain import dates
from station_app.domain.plan import Plan, Proposal, Step
from station_app.domain.sheet import Sheet, State
from station_app.domain.visit import Visit
from ui.theme import Tone
from ui.widgets.timeline import Event


def of_visit(visit: Visit, today: date, name: str = "") -> Event:
    """Return a visit in two lines: when, to whom, how and by whom; what was found."""
    told = (name, visit.manner.value, "、".join(visit.visitors))
    who = "　".join(part for part in told if part)
    what = found(visit)
    if visit.void:
        what = f"已作废：{visit.void_reason}"
    elif not visit.met and visit.missed:
        what = "，".join(part for part in (visit.missed.value, visit.missed_note) if part)
    tone = Tone.DONE if visit.counts else Tone.CALM
    opens = f"visit:{visit.main or visit.uid}" if not visit.void else ""
    return Event(day=dates.show(visit.on, today), who=who, what=what, tone=tone, opens=opens)


def of_sheet(sheet: Sheet, today: date) -> Event:
    """Return a printed sheet that waits to be typed."""
    on = sheet.printed_at.date() if sheet.printed_at else None
    return Event(
        day=dates.show(on, today),
        who=sheet.short,
        what="表已打印，待录入。",
        tone=Tone.NOTE,
        opens=f"sheet:{sheet.uid}",
    )


def of_person(visits: Sequence[Visit], sheets: Sequence[Sheet], today: date) -> list[Event]:
    """Return everything about visits to a person, what waits first, then the newest."""
    waiting = [of_sheet(one, today) for one in sheets if one.state is State.WAITING]
    return [*waiting, *(of_visit(one, today) for one in visits)]


def found(visit: Visit) -> str:
    """Return in a line what a visit found."""
    if visit.main:
        return "同户一并走访。"
    told = (visit.trouble_note, visit.request, visit.living_note, visit.family_note, visit.solved)
    said = "".join(_whole(text) for text in told if text)
    return said or _whole("、".join((*visit.health, *visit.real_troubles)) or "没有特别情况")


def of_step(step: Step, today: date) -> tuple[Tone, str, str]:
    """Return a measure: how far, what, who and until when."""
    if step.done_on:
        when, tone = f"{dates.show(step.done_on, today)}办结", Tone.DONE
    elif late := step.late(today):
        when, tone = f"{dates.show(step.due_on, today)}前，超期 {late} 天", Tone.LATE
    else:
        left = (step.due_on - today).days
        when = f"{dates.show(step.due_on, today)}前"
        tone = Tone.SOON if left <= 10 else Tone.CALM
        when += f"，还剩 {left} 天" if tone is Tone.SOON else ""
    return tone, step.measure, "　".join(part for part in (step.unit or step.owner, when) if part)


def open_plan(plans: Sequence[Plan]) -> Plan | None:
    """Return the plan that is not closed; there is one at most."""
    return next((plan for plan in plans if not plan.closed_on), None)


def _whole(text: str) -> str:
    """Return a text that ends as a sentence ends."""
    return text if text.endswith(("。", "！", "？", "”")) else text.rstrip("；，,;") + "。"


def without_plan(proposed: Sequence[Proposal], plans: Sequence[Plan], today: date) -> str:
    """Say why there is no open plan: nothing decided yet, the last one closed, or no need."""
    if kinds := "、".join(dict.fromkeys(one.kind.value for one in proposed)):
        return f"走访发现{kinds}困难，还没有定办法。"
    closed = next((one.closed_on for one in plans if one.closed_on), None)
    said = f"上一份方案{dates.show(closed, today)}销号。" if closed else ""
    return said or "没有要解决的困难。"
