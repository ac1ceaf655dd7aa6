"""A campaign: which festival, from when until when, whom it is for, and how far it got."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from station_app.domain import dates
from station_app.domain.campaign import (
    GREETED,
    PRIORITY,
    Campaign,
    CampaignDraft,
    Coverage,
    Group,
)
from station_app.usecases import campaigns
from ui.forms import settling
from ui.page import Page
from ui.theme import Look, Room, Type
from ui.widgets.asking import Asking, Deed
from ui.widgets.charts import Bar
from ui.widgets.choices import Ticks
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field, line
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, holder, row, sized
from ui.widgets.words import caption, text

WIDE = 740
"""Wide enough for five kinds side by side, and in big type no wider than a small screen."""
GROUPS = (("慰问对象", GREETED, 5), ("重点关爱对象", PRIORITY[:4], 4), ("", PRIORITY[4:], 4))


def campaign_sheet(
    look: Look,
    draft: CampaignDraft,
    today: date,
    then: Callable[[Asking, CampaignDraft], object],
    *,
    amends: bool = False,
) -> Asking:
    """Return the sheet; a campaign that is amended keeps its festival and year."""
    festival, year = line(draft.festival), line(str(draft.year))
    begins, ends = DateField(today, draft.from_on), DateField(today, draft.to_on)
    first(begins if amends else festival)
    for fixed in (festival, year):
        fixed.setEnabled(not amends)
    fields = (
        Field(look, "节日或活动", festival, key="J"),
        sized(look, Field(look, "年份", year, key="N"), 90),
        Field(look, "从哪天", begins, key="C"),
        Field(look, "到哪天", ends, key="D"),
    )
    ticks = [
        Ticks(look, [group.value for group in groups], [one.value for one in draft.groups], places)
        for _, groups, places in GROUPS
    ]

    def take(asked: Asking) -> None:
        wrong = _wrong(year.text(), begins, ends)
        if wrong:
            asked.say(wrong)
            return
        then(
            asked,
            CampaignDraft(
                festival=festival.text().strip(),
                year=int(year.text()),
                from_on=begins.day() or draft.from_on,
                to_on=ends.day() or draft.to_on,
                groups=_groups(ticks),
                name=draft.name if amends else "",
                notice=draft.notice,
            ),
        )

    says = "对象一个也不勾，就是走访全部在册人员。" if not amends else "活动的代号不变。"
    body: list[Part] = [row(*fields, gap=look.px(12)), look.px(4)]
    for (label, _, _), group in zip(GROUPS, ticks, strict=True):
        group.setAccessibleName(label or "重点关爱对象")
        body += [look.px(8), Field(look, label, group)] if label else [group]
    words = "保存" if amends else "建立走访活动"
    title = "修改走访活动" if amends else "建立走访活动"
    return Asking(look, title, says, body, Deed(words=words, then=take), width=WIDE)


def set_up(page: Page) -> None:
    """Ask for a new campaign, put it on the register and show its round."""

    def put_up(asked: Asking, draft: CampaignDraft) -> None:
        job = page.desk.do(campaigns.set_up, draft)
        settling.follow(asked, job.say(lambda campaign: f"已建立{campaign.name}。"))
        job.then(lambda campaign: page.go("round", campaign.code))

    draft = page.desk.ask(campaigns.begin)
    page.show_sheet(campaign_sheet(page.look, draft, page.desk.register.today(), put_up))


def amend(page: Page, campaign: Campaign) -> None:
    """Ask what is to be changed of a campaign, and change it."""

    def change(asked: Asking, draft: CampaignDraft) -> None:
        job = page.desk.do(campaigns.amend, campaign.code, draft)
        settling.follow(asked, job.say(lambda changed: f"已修改{changed.name}。"))

    today = page.desk.register.today()
    page.show_sheet(campaign_sheet(page.look, campaign, today, change, amends=True))


def reach_line(look: Look, room: Room, campaign: Campaign, told: Coverage, today: date) -> QWidget:
    """Return how far a campaign got, in words and as a bar."""
    says = (
        f"应走访 {told.due_households} 户 {told.due_persons} 人，"
        f"已走访 {told.met_households} 户 {told.met_persons} 人，"
        f"还有 {told.open_households} 户 {told.open_persons} 人没走到。"
    )
    tight = room is Room.TIGHT
    said = text(look, says, Type.BODY if tight else Type.STRONG)
    days = f"{dates.show(campaign.from_on, today)}至{dates.show(campaign.to_on, today)}"
    parts: list[Part] = [said, None] if tight else [said, None, caption(look, days)]
    bar = Bar(look, told.met_households, told.due_households, "pine", 6)
    return holder(column(row(*parts), look.px(8), bar))


def _wrong(year: str, begins: DateField, ends: DateField) -> str:
    if not year.strip().isdecimal():
        return "年份要写四位数字，如 2027。"
    if begins.day() is None or ends.day() is None:
        return "开始和结束日期都要写，如 1月4日。"
    return ""


def _groups(ticks: Sequence[Ticks]) -> tuple[Group, ...]:
    return tuple(Group(word) for group in ticks for word in group.words())
