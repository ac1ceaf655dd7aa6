"""Setting a campaign up: which festival, from when until when, whom it is for."""

from collections.abc import Callable, Sequence
from datetime import date

from station_app.domain.campaign import GREETED, PRIORITY, CampaignDraft, Group
from ui.theme import Look
from ui.widgets.asking import Asking, Deed
from ui.widgets.choices import Ticks
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field, line
from ui.widgets.keys import first
from ui.widgets.layout import Part, row, sized

WIDE = 800
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
    festival, year = line(draft.festival), sized(look, line(str(draft.year)), 90)
    begins, ends = DateField(today, draft.from_on), DateField(today, draft.to_on)
    first(begins if amends else festival)
    for fixed in (festival, year):
        fixed.setEnabled(not amends)
    fields = (
        Field(look, "节日或活动", festival, key="J"),
        Field(look, "年份", year, key="N"),
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


def _wrong(year: str, begins: DateField, ends: DateField) -> str:
    if not year.strip().isdecimal():
        return "年份要写四位数字，如 2027。"
    if begins.day() is None or ends.day() is None:
        return "开始和结束日期都要写，如 1月4日。"
    return ""


def _groups(ticks: Sequence[Ticks]) -> tuple[Group, ...]:
    return tuple(Group(word) for group in ticks for word in group.words())
