"""The ways in which tables want things written: dates, marks, kinds, numbers, ages of a day."""

from collections.abc import Mapping
from datetime import date

from station_app.domain import codes, dates
from station_app.domain.identity import Mask
from station_app.domain.person import DATED

DATES: Mapping[str, tuple[str, int]] = {
    "Y-m-d": ("{0:04}-{1:02}-{2:02}", 3),
    "Y年m月d日": ("{0}年{1}月{2}日", 3),
    "Y.m.d": ("{0:04}.{1:02}.{2:02}", 3),
    "Y/m/d": ("{0}/{1}/{2}", 3),
    "Ymd": ("{0:04}{1:02}{2:02}", 3),
    "Y-m": ("{0:04}-{1:02}", 2),
    "Y年m月": ("{0}年{1}月", 2),
    "Y.m": ("{0:04}.{1:02}", 2),
    "Ym": ("{0:04}{1:02}", 2),
}
"""Ways to write a day or a month: the pattern, and how much of the date it needs."""
MARKS = {
    "是/否": ("是", "否"),
    "√": ("√", ""),
    "有/无": ("有", "无"),
    "1/0": ("1", "0"),
    "Y/N": ("Y", "N"),
}
SCHEMES = {"priority": "SEED7", "merit": "MERIT", **codes.OWN_SCHEME}
"""The columns that ask for the kinds of one scheme alone."""
KIND_WAYS = {"short": "简称", "name": "全称", "code": "代码"}
NUMBERED = ("phone", "phone2", "kin_phone", "contact_phone")
"""Entries that are telephone numbers."""
PHONES = {"full": "全号", "masked": "隐去中间四位"}
MASKS = {
    Mask.FULL: "全号",
    Mask.BIRTH: "隐去生日 8 位",
    Mask.MIDDLE: "隐去中间 6 位",
    Mask.LAST4: "隐去后 4 位",
    Mask.LAST6: "隐去后 6 位",
    Mask.NONE: "不填",
}
"""The six ways in which notices ask for identity numbers."""


def dated(partial_date: str, way: str) -> str:
    """Return a partial date in a way of writing; one that knows less is written as far as known."""
    parts = [int(part) for part in partial_date.split("-") if part]
    pattern, needs = DATES.get(way, DATES["Y-m-d"])
    if len(parts) >= needs:
        return pattern.format(*parts)
    return dates.show(partial_date)


def ways(name: str) -> list[tuple[str, str]]:
    """Return the ways to write an entry, with their words; none where there is only one."""
    if name == "id_number":
        return [(mask.value, words) for mask, words in MASKS.items()]
    if name in DATED or name == "last_visit":
        return [(way, dated("1952-03-07", way)) for way in DATES]
    if name in ("alone", "empty_nest", "childless", "plaque", "plan", "visited"):
        return [(way, "打√，其余空着" if way == "√" else way) for way in MARKS]
    if name in ("category", "kinds") or name in SCHEMES:
        return list(KIND_WAYS.items())
    if name in NUMBERED:
        return list(PHONES.items())
    return []


def days(today: date) -> list[tuple[str, str]]:
    """Return the days on which an age may be asked for."""
    month = today.replace(day=1)
    found = (
        (today, "按今天算"),
        (month, f"按 {dates.show(month)}算"),
        (date(today.year - 1, 12, 31), f"按 {today.year - 1}年底算"),
        (date(today.year, 12, 31), f"按 {today.year}年底算"),
    )
    return [(on.isoformat(), words) for on, words in found]
