"""One table: every action of the window, its words, its keys, its icon."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something the worker can do anywhere; `window.py` holds the slot of the same name."""

    name: str
    words: str
    keys: tuple[str, ...]
    icon: str = ""


ACTIONS = (
    Action(name="search", words="找人", keys=("Ctrl+K",), icon="search"),
    Action(name="lock", words="锁定", keys=("Ctrl+L",), icon="lock"),
    Action(name="undo", words="撤销刚才这一步", keys=("Ctrl+Z",), icon="arrow-back-up"),
    Action(name="help", words="这一页的帮助", keys=("F1",), icon="help-circle"),
    Action(name="fold", words="打开或收起旁边一栏", keys=("F8",), icon="layout-sidebar-right"),
    Action(name="back", words="返回", keys=("Esc",)),
    Action(name="bigger", words="大字", keys=("Ctrl++", "Ctrl+="), icon="letter-case"),
    Action(name="smaller", words="普通字", keys=("Ctrl+-",), icon="letter-case"),
    Action(name="contrast", words="高对比度", keys=("Ctrl+Shift+H",), icon="adjustments"),
)
