"""What returns ask for today, for the Today page."""

from station_app.domain.care import Rank, Todo
from station_app.domain.problems import Level
from station_app.domain.returns import State, Way
from station_app.domain.roles import Right, may
from station_app.domain.template import Shape
from station_app.register import Register
from station_app.storage import returns as kept
from station_app.storage.returns import Version
from station_app.usecases import campaigns, returns
from station_app.usecases.returns import Order


def todos(register: Register) -> list[Todo]:
    """Return what to do about returns, as far as the account at the desk may do it.

    `about` is a version's uid, for `open_return` form and period with a space between.
    """
    found = _latest(kept.every(register.db))
    made = []
    for one in found:
        made += _sent_back(register, one) + _waiting(register, one) + _ready(register, one)
    return made + _must_change(register)


def _latest(versions: list[Version]) -> list[Version]:
    """Return what was frozen last of each return; the list comes newest first."""
    newest: dict[tuple[str, str], Version] = {}
    for one in versions:
        newest.setdefault((one.form, one.period), one)
    return list(newest.values())


def _name(register: Register, form: str, period_name: str) -> str:
    titles = {one.code: one.title for one in returns.templates(register)}
    return f"{period_name}《{titles.get(form, form)}》"


def _sent_back(register: Register, one: Version) -> list[Todo]:
    if one.state is not State.SENT_BACK or not may(register.account.role, Right.PREPARE):
        return []
    name = _name(register, one.form, one.period_name)
    return [
        Todo(
            rank=Rank.RETURNS,
            says=f"修改退回的{name}",
            why=f"退回时说：{one.sent_back}",
            deed="open_return",
            button="去修改",
            about=f"{one.form} {one.period}",
        )
    ]


def _waiting(register: Register, one: Version) -> list[Todo]:
    if one.state is not State.WAITING or not may(register.account.role, Right.REVIEW):
        return []
    name = _name(register, one.form, one.period_name)
    return [
        Todo(
            rank=Rank.RETURNS,
            says=f"审核{name}",
            why=f"{one.prepared_name}已填好签名，等您审核签名。",
            deed="review_return",
            button="去审核",
            about=one.uid,
        )
    ]


def _ready(register: Register, one: Version) -> list[Todo]:
    if one.state is not State.READY:
        return []
    name = _name(register, one.form, one.period_name)
    signed = "两人已签名" if one.way is Way.SIGNED else "纸质件已出，请签字盖章"
    return [
        Todo(
            rank=Rank.RETURNS,
            says=f"导出{name}",
            why=f"{signed}，还没有导出到U盘。",
            deed="export_return",
            button="去导出",
            about=one.uid,
        )
    ]


def _must_change(register: Register) -> list[Todo]:
    """Fill the tables of the running campaign, so that faults show before the deadline."""
    running = campaigns.current(register)
    if running is None or not running.covers(register.today()):
        return []
    if not may(register.account.role, Right.PREPARE):
        return []
    made = []
    for one in returns.templates(register):
        if one.shape is not Shape.TABLE:
            continue
        filled = returns.fill(register, Order(form=one.code, period=running.code))
        blocks = [problem for problem in filled.problems if problem.level is Level.BLOCKS]
        if blocks:
            made.append(
                Todo(
                    rank=Rank.RETURNS,
                    says=f"《{one.title}》有 {len(blocks)} 处必须改",
                    why=f"{blocks[0].says}。",
                    deed="open_return",
                    button="去看看",
                    about=f"{one.code} {running.code}",
                    count=len(blocks),
                )
            )
    return made
