"""A return from the figures to the stick in one go, as the command line and scripts need it."""

from collections.abc import Sequence
from dataclasses import replace

from station_app.domain.problems import Level
from station_app.domain.returns import State, Way
from station_app.errors import Refused
from station_app.register import Register
from station_app.storage.returns import Version
from station_app.usecases import filled_return, returns, signing
from station_app.usecases.returns import Order


def explained(register: Register, order: Order, says: str) -> Order:
    """Return the order with one sentence for every check that asks for one."""
    asking = [
        problem.field
        for problem in returns.fill(register, order).problems
        if problem.level is Level.NEEDS_REASON
    ]
    return replace(order, explained=dict.fromkeys(asking, says)) if says else order


def prepared(register: Register, order: Order, password: str) -> Version:
    """Return the version that says what the register says now; it is signed where there is none.

    A waiting or finished version whose figures are unchanged is gone on with; one that waits
    with other figures is refused until it was sent back, and one that went by paper is signed.
    """
    filled = returns.fill(register, order)
    if filled.waiting is not None:
        if not filled_return.same_as(register, filled, filled.waiting):
            raise Refused(
                "有一版还在等审核，数字已经和登记册不同。", "请站长先退回那一版，再重新填报。"
            )
        return filled.waiting
    done = _finished(register, order)
    if done is None or order.reason or not filled_return.same_as(register, filled, done):
        return signing.prepare(register, order, password)
    if done.way is Way.PAPER:
        return signing.prepare_later(register, done.uid, password)
    return done


def on_paper(register: Register, order: Order) -> Version:
    """Return the paper version that says what the register says now; frozen where there is none."""
    done = _finished(register, order)
    if done is None or order.reason or done.way is not Way.PAPER:
        return returns.paper_first(register, order)
    if not filled_return.same_as(register, returns.fill(register, order), done):
        return returns.paper_first(register, order)
    return done


def approved(register: Register, versions: Sequence[Version], password: str) -> list[Version]:
    """Let the reviewer sign those that wait."""
    return [
        signing.approve(register, one.uid, password) if one.state is State.WAITING else one
        for one in versions
    ]


def as_json(register: Register, version: Version) -> dict[str, object]:
    """Return a version as the command line prints it."""
    return {
        "form": version.form,
        "period": version.period,
        "as_of": version.as_of.isoformat(),
        "version": version.version,
        "state": version.state.value,
        "file": returns.file_name(register, version),
        "pages": version.pages,
    }


def _finished(register: Register, order: Order) -> Version | None:
    found = [
        one
        for one in returns.every(register)
        if (one.form, one.period) == (order.form, order.period)
        and one.state in {State.READY, State.EXPORTED}
    ]
    return max(found, key=lambda one: one.version, default=None)
