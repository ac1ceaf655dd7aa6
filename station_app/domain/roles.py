"""Accounts, their two roles, and who may do what."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an account is; the value is the word on the screen."""

    WORKER = "工作人员"
    HEAD = "站长"


class Right(StrEnum):
    """Something that not everybody may do; the value is how a refusal names it."""

    PEOPLE = "登记和修改人员"
    IMPORT = "导入花名册"
    TASKS = "安排任务和走访活动"
    SHEETS = "打印表格"
    VISITS = "登记走访"
    PLANS = "办理一人一策"
    PREPARE = "填报报表"
    REVIEW = "审核报表"
    EXPORT = "导出报表"
    TABLES = "另存表格"
    WHOLE_NUMBERS = "把完整号码存进表格"
    OWN = "管理自己的密码和证书"
    ACCOUNTS = "管理账号"
    VOID_OTHERS = "作废别人登记的走访"
    UNDO_IMPORT = "撤销导入"
    STATION = "修改本站资料"


_HEAD_ONLY = {
    Right.REVIEW,
    Right.ACCOUNTS,
    Right.VOID_OTHERS,
    Right.UNDO_IMPORT,
    Right.STATION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who signs in."""

    uid: str
    name: str
    role: Role


def may(role: Role, right: Right) -> bool:
    """Tell whether a role has a right."""
    if role is Role.HEAD:
        return right is not Right.PREPARE
    return right not in _HEAD_ONLY


def who_may(right: Right) -> Role:
    """Return whom a refusal points to."""
    return Role.HEAD if right in _HEAD_ONLY else Role.WORKER
