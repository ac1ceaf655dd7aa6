"""What the bar below a form says: what is still to fill, what is wrong, or that it may be saved."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from station_app.domain.problems import Level, Problem
from ui.theme import Look, Tone, Type
from ui.widgets.buttons import button
from ui.widgets.words import mark, text


def grave(problems: Sequence[Problem]) -> list[Problem]:
    """Return what keeps a form from being saved."""
    return [one for one in problems if one.level is not Level.REMINDS]


def verdict(
    look: Look,
    wrong: Sequence[Problem],
    names: Mapping[str, str],
    go_to: Callable[[Problem], object],
    *,
    tried: bool,
    typed: bool,
) -> QWidget:
    """Return the words of the bar; a click goes to the first field that is wrong."""
    where = "、".join(dict.fromkeys(names.get(one.field, one.says) for one in wrong))
    if wrong and not tried and all("没有写" in one.says for one in wrong):
        return text(look, f"还要填：{where}", Type.BODY, "soft")
    if wrong:
        said = button(look, f"还有 {len(wrong)} 处要改：{where}", "link", "alert-triangle")
        said.clicked.connect(lambda: go_to(wrong[0]))
        return said
    return mark(look, Tone.DONE, "可以保存", Type.BODY) if typed else text(look, "")
