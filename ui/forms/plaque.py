"""The plaque 光荣之家 on a household's page, and what is asked of each deed about it."""

from datetime import date

from PySide6.QtWidgets import QWidget

from station_app.domain import dates, plaque
from station_app.domain.household import Household
from station_app.domain.plaque import Plaque
from station_app.usecases import households
from ui.forms import settling
from ui.page import Page
from ui.theme import Look, Room
from ui.widgets.asking import Asking, Deed
from ui.widgets.buttons import link
from ui.widgets.date_field import DateField
from ui.widgets.facts import facts
from ui.widgets.fields import Field, line
from ui.widgets.heads import section
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, holder, row, sized
from ui.widgets.words import caption

SAYS = {
    Plaque.WAITS: "该挂还没有挂的户，挂上以后在这里登记挂牌。",
    Plaque.HANGS: "一户只挂一块，逐户登记签收。",
    Plaque.REPLACED: "搬家或褪色破损时换新，原来挂牌的日子不变。",
    Plaque.STAYS: "老兵去世后牌子可以留下，以后不再更换。",
    Plaque.TAKEN: "收回后这一户不再算挂光荣牌。",
    Plaque.RESTORED: "收回的原因不在了，可以恢复悬挂。",
}
REASONS = {
    Plaque.WAITS: "等县里发牌",
    Plaque.STAYS: "老兵去世，家里要留",
    Plaque.TAKEN: "受到刑事处罚、被除名等",
    Plaque.RESTORED: "处罚期满，县里同意",
}


def shown(page: Page, found: Household) -> QWidget:
    """Return the section of the plaque, with what can be done about it now."""
    look, today = page.look, page.desk.register.today()
    deeds = [_deed(page, found, act) for act in plaque.ways(found, today)]
    head = section(look, "光荣牌", *deeds)
    state = plaque.says(found, today)
    if not state:
        return holder(column(head, look.px(4), row(caption(look, "没有登记挂牌。"), None)))
    return holder(column(head, look.px(2), _facts(look, page.room, found, state)))


def sheet(page: Page, home: str, act: Plaque) -> Asking:
    """Ask for the day of a deed, and where and who signed, or why."""
    look, today = page.look, page.desk.register.today()
    on = first(DateField(today, today))
    day = Field(look, "日期", on)
    place, signed, reason = line("大门"), line(), line("", REASONS.get(act, ""))

    def take(asked: Asking) -> None:
        if (whole := on.day()) is None:
            day.complain("请写一个日期，如 2019年7月30日")
            return
        job = page.desk.do(
            households.note_plaque,
            home,
            act,
            whole,
            reason=reason.text(),
            hung=(place.text(), signed.text()),
        )
        settling.follow(asked, job.say(f"已登记光荣牌{act.value}。"))

    top = row(sized(look, day, 168), gap=look.px(12))
    parts: list[Part] = [top]
    if act.hangs_anew:
        top.addWidget(Field(look, "位置", place), 1)
        top.addWidget(Field(look, "签收人", signed), 1)
    if act in REASONS:
        parts += [look.px(12), Field(look, "原因", reason)]
    return Asking(look, f"光荣牌{act.value}", SAYS[act], parts, Deed(words=act.deed, then=take))


def _deed(page: Page, found: Household, act: Plaque) -> QWidget:
    made = link(page.look, act.deed)
    made.clicked.connect(lambda: page.show_sheet(sheet(page, found.uid, act)))
    return made


def _facts(look: Look, room: Room, found: Household, state: str) -> QWidget:
    last = _last(found.plaque_state_on)
    told = [("状态", f"{state}{last}" if state != Plaque.HANGS else state)]
    if found.plaque_hung_on:
        told += [
            ("挂牌", dates.show(found.plaque_hung_on)),
            ("位置", found.plaque_place or "—"),
            ("签收", found.plaque_signed_by or "还没有写"),
        ]
    if found.plaque_state == Plaque.REPLACED:
        told.append(("更换", dates.show(found.plaque_state_on)))
    if found.plaque_reason:
        told.append(("原因", found.plaque_reason))
    return facts(look, told, 2 if room is Room.WIDE else 1, 40)


def _last(on: date | None) -> str:
    return f"（{dates.show(on)}）" if on else ""
