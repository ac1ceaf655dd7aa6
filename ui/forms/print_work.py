"""What the printing of sheets does in the job thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from station_app.register import Progress, Register
from station_app.usecases import pages, printing, saving
from station_app.usecases.printing import Missing, Printed
from ui.widgets import printer


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The pages as they will look, and who would miss characters on paper."""

    pdf: bytes
    count: int
    missing: tuple[Missing, ...]


def says(done: int, total: int) -> str:
    """Return how far the work is."""
    return f"第 {done} 张，共 {total} 张" if total else "正在准备"


def numbers_of(printed: Printed) -> str:
    """Return the numbers that were printed: the only one, or the first and the last."""
    numbers = [one.short for one in printed.sheets]
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]} 至 {numbers[-1]}"


def draft(register: Register, step: Progress, persons: Sequence[str], code: str) -> Draft:
    """Draw the sheets as drafts and look for characters no face has."""
    pdf = printing.preview(register, persons, campaign=code, progress=step)
    missing = tuple(printing.missing_glyphs(register, persons))
    return Draft(pdf=pdf, count=pages.count(pdf), missing=missing)


def page(_register: Register, pdf: bytes, at: int) -> bytes:
    """Return one page as a picture."""
    return next(iter(pages.for_printer(pdf, pages.PREVIEW_DPI, range(at, at + 1))))


def print_out(
    register: Register, step: Progress, persons: list[str], code: str, where: object
) -> Printed:
    """Number the sheets and put them on paper; stopped before that, no number is used."""
    printed = printing.print_sheets(register, persons, campaign=code)
    if isinstance(where, QPrinter):
        where.setDocName(numbers_of(printed))  # the job names no person
        total = pages.count(printed.pdf)
        drawn = pages.for_printer(printed.pdf, where.resolution())
        printer.put(where, drawn, lambda done: step(done, total))
    return printed


def save(
    register: Register, step: Progress, persons: list[str], code: str, where: object
) -> Printed:
    """Number the sheets and save them as one file; stopped half-way, no number is used."""
    printed = printing.print_sheets(register, persons, campaign=code, progress=step)
    saving.save(Path(str(where)), printed.pdf)
    return printed
