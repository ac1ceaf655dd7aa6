"""The guard against military data: a station's register holds no unit, code or post of troops."""

import re
from collections.abc import Iterable, Sequence

from station_app.domain.problems import Problem
from station_app.errors import Refused

_MILITARY = re.compile(
    r"[0-9]{5}\s*部队"
    r"|[0-9]{2,5}\s*(?:旅(?![游行客])|团(?![圆聚员结年])|营(?![业养收])|连(?![续着接同])|支队|大队)"
    r"|番号|部队代号|(?:机密|秘密|绝密)★"
)
_HINTS = re.compile("[旅团营连队番★]")
"""One of these stands in everything that is looked for; most texts have none."""
_CIVIL = re.compile("(?:兵团|农)(?:第?[0-9一二三四五六七八九十]+[师团营连场])+")
"""How the production corps writes its civil places: 兵团第八师149团, 农八师149团3连."""
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def military(text: str) -> str:
    """Return the first words of a text that look like military data, or an empty text."""
    if not _HINTS.search(text):
        return ""
    found = _MILITARY.search(_CIVIL.sub("农场", text.translate(_WIDE)))
    return found[0] if found else ""


def refuse_row(number: int, heads: Sequence[str], cells: Sequence[str]) -> None:
    """Raise Refused where a row that is to leave the register names a unit, saying where.

    Nobody can release it: what leaves cannot be called back.
    """
    if not military("\n".join(cells)):
        return
    for head, cell in zip(heads, cells, strict=True):
        if found := military(cell):
            raise Refused(
                f"第 {number} 行（{cells[0]}）的“{head}”里有“{found}”，像是部队番号，没有做。",
                "请在登记册里换个说法（比如“某部”）再来，或者不要这一列。",
            )


def problems(texts: Iterable[tuple[str, str]]) -> list[Problem]:
    """Say which fields hold what looks like military data; a reason does not help."""
    told = list(texts)
    if not _HINTS.search("\n".join([text for _, text in told])):
        return []
    return [
        Problem(field=field, says=f"“{found}”像是部队番号，请换个说法再保存")
        for field, text in told
        if (found := military(text))
    ]
