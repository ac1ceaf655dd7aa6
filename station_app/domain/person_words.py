"""What the columns of a person's file are called, and how what is kept in them is said."""

import json
from collections.abc import Callable, Mapping

from station_app.domain import category, dates, identity, person_details, record
from station_app.domain.category import Holding
from station_app.domain.person import Phone, Tier

Kept = Mapping[str, object]
Say = Callable[[str], str]

PERSON: Mapping[str, str] = {
    "name": "姓名",
    "paper": "证件",
    "id_number": "证件号码",
    "number_reason": "号码说明",
    "sex": "性别",
    "born": "出生日期",
    "born_said": "生日原话",
    "born_lunar": "按农历过生日",
    "ethnicity": "民族",
    "politics": "政治面貌",
    "education": "学历",
    "marriage": "婚姻",
    "health": "健康状况",
    "employment": "从业状况",
    "employer": "工作单位",
    "standing": "身份",
    "division": "哪个村",
    "group_name": "组",
    "door": "门牌",
    "address": "详细住址",
    "relation": "与户主关系",
    "residency": "居住",
    "residency_since": "居住起",
    "residency_note": "外出去向",
    "moved_out_on": "迁出日期",
    "life": "健在或去世",
    "died_on": "去世日期",
    "tier": "多久走访",
    "flags": "特别情况",
    "disability": "伤残等级",
    "disability_paper": "残疾证号",
    "disability_on": "评残日期",
    "contact_name": "联系人",
    "contact_relation": "联系人关系",
    "contact_phone": "联系人电话",
    "medical": "医疗保障",
    "pension": "养老保障",
    "benefit": "优抚待遇",
    "benefit_since": "待遇起",
    "enlisted": "入伍",
    "discharged": "退役",
    "branch": "军种",
    "release": "退役方式",
    "card": "优待证",
    "card_bank": "发卡银行",
    "card_on": "领证日期",
    "remark": "备注",
}
"""The columns of the person's own row in reading order; what is derived is not among them."""

PARTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "person_name": ("别的名字", ("name", "kind")),
    "phone": ("电话", ("number", "owner", "best_time")),
    "holding": ("类别", ("code", "basis", "evidence", "since", "until")),
    "difficulty": ("困难", ("kind", "severity", "note", "since", "until")),
    "merged": ("合并来的一份", ("name",)),
    "confirmation": ("年度确认", ("year", "method", "result", "confirmed_on", "note")),
    "income": ("收入", ("kind", "per", "fen", "since", "until", "note")),
    "honour": ("荣誉称号", ("name", "level", "grantor", "year")),
    "good_news": (
        "喜报",
        ("merit", "received_on", "delivered_on", "delivered_by", "award", "note"),
    ),
}
"""The tables whose rows belong to a person: their word, and the columns that are said of a row."""


def column(name: str, kept: object, places: Say = str) -> str:
    """Return what a column of the person's row says; an identity number behind its mask.

    `places` says what a division is called; one that it does not know is said by its code.
    """
    said = _said(name, kept, _PERSON)
    return (places(said) or said) if name == "division" else said


def part(table: str, row: Kept) -> str:
    """Return what a row that belongs to a person says, in one line; nothing where there is none."""
    if table == "holding":
        row = {**row, "code": _kind(row)} if row else row
    said = (_said(name, row.get(name), _PART) for name in PARTS[table][1])
    return "，".join(words for words in said if words)


def _said(name: str, kept: object, ways: Mapping[str, Say]) -> str:
    words = "" if kept is None else str(kept)
    return ways.get(name, str)(words) if words else ""


def _kind(row: Kept) -> str:
    held = Holding(scheme=str(row.get("scheme", "")), code=str(row.get("code", "")))
    return category.shipped().short(held)


def _phone(words: str) -> str:
    return Phone(number=words).says


def _yuan(words: str) -> str:
    return f"{record.yuan(int(words))} 元"


def _ticks(words: str) -> str:
    return "、".join(json.loads(words))


_PERSON: Mapping[str, Say] = {
    "id_number": identity.masked,
    "tier": lambda words: Tier(words).says,
    "flags": _ticks,
    "contact_phone": _phone,
    "born_lunar": {"0": "", "1": "是"}.__getitem__,
    **dict.fromkeys(
        ("born", "moved_out_on", "died_on", "enlisted", "discharged", *person_details.DATED),
        dates.show,
    ),
}
_PART: Mapping[str, Say] = {
    "number": _phone,
    "year": lambda words: f"{words} 年",
    "per": lambda words: f"每{words}",
    "fen": _yuan,
    "award": lambda words: _yuan(words) if words != "0" else "",
    "confirmed_on": dates.show,
    "received_on": lambda words: f"{dates.show(words)}收到",
    "delivered_on": lambda words: f"{dates.show(words)}送达",
    "since": lambda words: f"{dates.show(words)}起",
    "until": lambda words: f"到{dates.show(words)}止",
}
