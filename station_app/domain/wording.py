"""The ways a roster writes what the register keeps in one way."""

import tomllib
from collections.abc import Mapping
from functools import cache

from station_app.domain import heading_words
from station_app.domain.household import HEAD
from station_app.domain.person import Sex, Standing, Tier
from station_app.resources import resource

SEXES = {
    "男": Sex.MALE, "男性": Sex.MALE, "M": Sex.MALE, "1": Sex.MALE, "男士": Sex.MALE,
    "女": Sex.FEMALE, "女性": Sex.FEMALE, "F": Sex.FEMALE, "2": Sex.FEMALE, "女士": Sex.FEMALE,
}  # fmt: skip

STANDINGS = {
    **dict.fromkeys(
        (
            "退役军人",
            "退役士兵",
            "退伍军人",
            "退役士官",
            "转业干部",
            "军队转业干部",
            "老兵",
            "退役",
        ),
        Standing.VETERAN,
    ),
    **dict.fromkeys(("军属", "军人家属", "现役军人家属", "现役军属", "现役家属"), Standing.FAMILY),
    **dict.fromkeys(("遗属", "军人遗属"), Standing.BEREAVED),
    "其他": Standing.OTHER,
}

RELATIONS = {
    **dict.fromkeys(("本人", "户主", "户主/本人", "本人或户主"), HEAD),
    **dict.fromkeys(("配偶", "妻", "妻子", "夫", "丈夫", "爱人", "老伴"), "配偶"),
    **dict.fromkeys(("子", "儿子", "长子", "次子", "三子"), "子"),
    **dict.fromkeys(("女", "女儿", "长女", "次女"), "女"),
    **dict.fromkeys(("父亲", "父"), "父亲"),
    **dict.fromkeys(("母亲", "母"), "母亲"),
}

TIERS = {
    **dict.fromkeys(("A", "每月", "月", "一月一次", "每月一次"), Tier.A),
    **dict.fromkeys(("B", "每季", "每季度", "季", "每季一次"), Tier.B),
    **dict.fromkeys(("C", "每年", "年", "一年一次", "每年一次"), Tier.C),
}


@cache
def _peoples() -> Mapping[str, str]:
    """Return each way of writing a people, without 族, with the people's name."""
    said = tomllib.loads(resource("packs", "base", "peoples.toml").read_text("utf-8"))
    written = {other: name for name, others in said["variants"].items() for other in others}
    return {name: name for name in said["names"]} | written


def ethnicity(words: str) -> str:
    """Return the full name of one of the fifty-six peoples, or nothing."""
    bare = "".join(words.split()).removesuffix("族")
    name = _peoples().get(bare)
    return f"{name}族" if name else ""


def label(field: str) -> str:
    """Return a field's words on the screen."""
    return heading_words.labels().get(field, field)
