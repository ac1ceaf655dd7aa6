"""The ways a roster writes what the register keeps in one way."""

from station_app.domain import heading_words
from station_app.domain.household import HEAD
from station_app.domain.person import Sex, Standing, Tier

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

_PEOPLES = """
汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳
佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬
锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙
鄂伦春 赫哲 门巴 珞巴 基诺
"""
_ETHNICITIES = frozenset(_PEOPLES.split())


def ethnicity(words: str) -> str:
    """Return the full name of one of the fifty-six peoples, or nothing."""
    bare = words.removesuffix("族")
    return f"{bare}族" if bare in _ETHNICITIES else ""


def label(field: str) -> str:
    """Return a field's words on the screen."""
    return heading_words.labels().get(field, field)
