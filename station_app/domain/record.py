"""What a person's file gathers: yearly confirmations, income, honours, good-news letters."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date

from station_app.domain import dates, secrecy
from station_app.domain.problems import Problem

METHODS = ("上门", "集中", "预约", "视频")
RESULTS = ("已确认", "联系不上", "迁移", "去世")
SOURCES = ("工资", "经营", "种养、土地", "养老金", "赡养费", "低保金", "抚恤金", "补助金", "优待金",
           "其他")  # fmt: skip
LEFT_OUT = ("抚恤金", "补助金", "优待金")
"""Income that no income test counts (《军人抚恤优待条例》2024, art. 4)."""
PER = ("月", "年")
LEVELS = ("国家级", "省级", "市级", "县级", "镇街", "其他")
"""The level of the organ that granted an honour; the organ of the forces itself is not kept."""
MERITS = ("四有优秀", "三等功", "二等功", "一等功", "荣誉称号", "勋章")
MONTHS = 12
OLDEST_HONOUR, FIRST_CONFIRMED = 1900, 2014


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One entry of a person's file; days are ISO text, perhaps partial, money is in fen."""

    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation(Record):
    """年度确认 of one year."""

    year: int = 0
    confirmed_on: str = ""
    method: str = METHODS[0]
    result: str = RESULTS[0]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Income(Record):
    """One source of income from a day until, not including, another."""

    kind: str = SOURCES[0]
    fen: int = 0
    per: str = PER[0]
    since: str = ""
    until: str = ""
    note: str = ""

    @property
    def counts(self) -> bool:
        """Tell whether an income test counts it."""
        return self.kind not in LEFT_OUT

    @property
    def yearly(self) -> int:
        """Return the fen of a year."""
        return self.fen * MONTHS if self.per == "月" else self.fen

    def on(self, day: date) -> bool:
        """Tell whether it is received on a day."""
        at = day.isoformat()
        return self.since <= at and (not self.until or self.until > at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour(Record):
    """A title such as 最美退役军人."""

    name: str = ""
    grantor: str = ""
    level: str = LEVELS[3]
    year: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodNews(Record):
    """喜报: when it came, when and by whom it was delivered, and the award that was paid."""

    merit: str = MERITS[0]
    received_on: str = ""
    delivered_on: str = ""
    delivered_by: str = ""
    award: int = 0
    note: str = ""


TITLES: Mapping[type[Record], str] = {
    Confirmation: "年度确认",
    Income: "收入",
    Honour: "荣誉称号",
    GoodNews: "喜报",
}
LABELS: Mapping[str, str] = {
    "year": "哪一年", "confirmed_on": "确认日期", "method": "方式", "result": "结果",
    "note": "备注",
    "kind": "来源", "fen": "金额（元）", "per": "每", "since": "哪天起", "until": "哪天止",
    "name": "称号", "grantor": "授予机关", "level": "级别", "merit": "立功等级",
    "received_on": "收到日期", "delivered_on": "送达日期", "delivered_by": "谁送的",
    "award": "奖金（元）",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeTest:
    """What an income test counts of a person, and what it leaves out; fen of a year."""

    counted: int
    left_out: int

    @property
    def says(self) -> str:
        """Return both in words."""
        counted = f"计入收入每年 {yuan(self.counted)} 元（每月 {yuan(self.counted // MONTHS)} 元）"
        left_out = f"；抚恤金、补助金、优待金每年 {yuan(self.left_out)} 元不计入"
        return f"{counted}{left_out if self.left_out else ''}。"


def income_test(incomes: Iterable[Income], day: date) -> IncomeTest:
    """Add up what is received on a day."""
    now = [one for one in incomes if one.on(day)]
    return IncomeTest(
        counted=sum(one.yearly for one in now if one.counts),
        left_out=sum(one.yearly for one in now if not one.counts),
    )


def problems(record: Record, today: date, others: Iterable[Record] = ()) -> list[Problem]:
    """Say what is wrong with a record beside the others of the same person."""
    own = _RULES[type(record)](record, today, [one for one in others if one.uid != record.uid])
    told = ((one.name, str(getattr(record, one.name))) for one in fields(record))
    return [*own, *_date_problems(record, today), *secrecy.problems(told)]


def says(record: Record) -> str:
    """Return what stands in a record, in one line."""
    return _SAID[type(record)](record)


def when(record: Record) -> str:
    """Return the day or year by which records are put in order, ISO text."""
    for name in ("confirmed_on", "delivered_on", "received_on", "since", "year"):
        if found := getattr(record, name, ""):
            return str(found)
    return ""


def yuan(fen: int) -> str:
    """Return an amount in yuan with separators, fen only where there are any."""
    whole, rest = divmod(fen, 100)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"


def _date_problems(record: Record, today: date) -> Iterator[Problem]:
    for name in ("confirmed_on", "received_on", "delivered_on", "since", "until"):
        latest = date.max if name == "until" else today
        if fault := dates.fault(getattr(record, name, ""), latest):
            yield Problem(field=name, says=f"{LABELS[name]}{fault}")


def _confirmation(one: Confirmation, today: date, others: list[Record]) -> Iterator[Problem]:
    if not FIRST_CONFIRMED <= one.year <= today.year:
        yield Problem(field="year", says=f"年份写 {FIRST_CONFIRMED} 到 {today.year}")
    elif one.year in [other.year for other in others if isinstance(other, Confirmation)]:
        yield Problem(field="year", says=f"{one.year} 年已登记过年度确认，请打开那一条改")
    if not one.confirmed_on:
        yield Problem(field="confirmed_on", says="没有写确认日期")


def _income(one: Income, _today: date, _others: list[Record]) -> Iterator[Problem]:
    if one.fen <= 0:
        yield Problem(field="fen", says="没有写金额，或金额写得不对")
    if one.until and one.until < one.since:
        yield Problem(field="until", says="结束日期早于开始日期")


def _honour(one: Honour, today: date, _others: list[Record]) -> Iterator[Problem]:
    if not one.name:
        yield Problem(field="name", says="没有写称号")
    if not OLDEST_HONOUR <= one.year <= today.year:
        yield Problem(field="year", says=f"年份写 {OLDEST_HONOUR} 到 {today.year}")


def _good_news(one: GoodNews, _today: date, _others: list[Record]) -> Iterator[Problem]:
    if not (one.received_on or one.delivered_on):
        yield Problem(field="received_on", says="收到日期、送达日期至少写一个")
    if one.delivered_on and one.delivered_on < one.received_on:
        yield Problem(field="delivered_on", says="送达日期早于收到日期")
    if one.award < 0:
        yield Problem(field="award", says="奖金写得不对")


def _say_confirmation(one: Confirmation) -> str:
    return _joined(f"{one.year} 年{one.method}确认", one.result, one.note)


def _say_income(one: Income) -> str:
    left_out = "" if one.counts else "不计入收入"
    until = f"到{dates.show(one.until)}止" if one.until else ""
    return _joined(one.kind, f"每{one.per} {yuan(one.fen)} 元", left_out, until, one.note)


def _say_honour(one: Honour) -> str:
    return _joined(one.name, one.level, one.grantor)


def _say_good_news(one: GoodNews) -> str:
    sent = f"{dates.show(one.delivered_on)}送达" if one.delivered_on else "还没送达"
    award = f"奖金 {yuan(one.award)} 元" if one.award else ""
    return _joined(one.merit, sent, one.delivered_by, award, one.note)


def _joined(*words: str) -> str:
    return "，".join(word for word in words if word)


_RULES: Mapping[type[Record], Callable[..., Iterator[Problem]]] = {
    Confirmation: _confirmation,
    Income: _income,
    Honour: _honour,
    GoodNews: _good_news,
}
_SAID: Mapping[type[Record], Callable[..., str]] = {
    Confirmation: _say_confirmation,
    Income: _say_income,
    Honour: _say_honour,
    GoodNews: _say_good_news,
}
