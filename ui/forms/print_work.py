"""What the printing of sheets does in the job thread."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from station_app.errors import Stopped, Unwritable
from station_app.register import Progress, Register
from station_app.usecases import pages, printing, saving
from station_app.usecases.printing import Draft, Printed
from ui.widgets import printer


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose sheets, numbered for which campaign; those that wait under another may stay there."""

    persons: list[str]
    campaign: str
    any_campaign: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was numbered, and how many of its pages went to the printer."""

    printed: Printed
    sent: int
    total: int


def says(done: int, total: int) -> str:
    """Return how far the work is."""
    return f"第 {done} 张，共 {total} 张" if total else "正在准备"


def numbers_of(printed: Printed) -> str:
    """Return the numbers that were printed: the only one, or the first and the last."""
    numbers = [one.short for one in printed.sheets]
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]} 至 {numbers[-1]}"


def draft(register: Register, step: Progress, wanted: Wanted) -> Draft:
    """Draw the sheets as drafts, which tell what characters no face has."""
    return printing.preview(
        register,
        wanted.persons,
        campaign=wanted.campaign,
        any_campaign=wanted.any_campaign,
        progress=step,
    )


def page(_register: Register, pdf: bytes, at: int) -> bytes:
    """Return one page as a picture."""
    return next(iter(pages.for_printer(pdf, pages.PREVIEW_DPI, range(at, at + 1))))


def print_out(register: Register, step: Progress, wanted: Wanted, where: QPrinter) -> Sent:
    """Number the sheets, then put them on paper until all are there or it is stopped."""
    printed = _numbered(register, wanted)
    where.setDocName(numbers_of(printed))  # the job names no person
    total, sent = pages.count(printed.pdf), 0

    def told(done: int) -> None:
        nonlocal sent
        sent = done
        step(done, total)

    with suppress(Stopped):  # the numbers are given: the worker hears how far it came
        printer.put(where, pages.for_printer(printed.pdf, where.resolution()), told)
    return Sent(printed=printed, sent=sent, total=total)


def save(register: Register, step: Progress, wanted: Wanted, where: Path) -> Sent:
    """Number the sheets and save them as one file; stopped half-way, no number is used."""
    printed = _numbered(register, wanted, step)
    total = pages.count(printed.pdf)
    try:
        saving.save(where, printed.pdf)
    except Unwritable as error:
        says = "编号已给，表在待录入里；换个地方再存，编号不变。"
        raise Unwritable(error.what, f"{error.remedy}{says}") from error
    return Sent(printed=printed, sent=total, total=total)


def told_of(done: Sent, verb: str) -> str:
    """Return what is said afterwards: all of it, or how far it came before it was stopped."""
    numbers = numbers_of(done.printed)
    if done.sent < done.total:
        return f"已停止，送出 {done.sent} 页，共 {done.total} 页。{numbers} 在待录入里，可以重印。"
    return f"{verb}，共 {len(done.printed.sheets)} 张，{numbers}。"


def _numbered(register: Register, wanted: Wanted, progress: Progress | None = None) -> Printed:
    return printing.print_sheets(
        register,
        wanted.persons,
        campaign=wanted.campaign,
        any_campaign=wanted.any_campaign,
        progress=progress,
    )
