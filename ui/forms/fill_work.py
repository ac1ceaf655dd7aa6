"""The work that filling a sender's table asks of the job thread, step by step."""

from datetime import date
from pathlib import Path

from station_app.register import Progress, Register
from station_app.usecases import fill, fill_people
from station_app.usecases.fill import Filling, Saved, Seen
from station_app.usecases.fill_people import Candidate
from ui.forms.fill_intake import Intake, Whose
from ui.forms.long_work import Work


def read(path: Path, sheet: str = "") -> Work[Seen]:
    """Read a workbook and match its columns."""
    return lambda register, step: fill.look(register, path, step, sheet)


def people(intake: Intake) -> Work[tuple[Seen, list[Candidate]]]:
    """Find whose rows there may be: those in the sheet, those who fit, or both."""
    seen, whose, wanted = intake.seen, intake.whose, intake.wanted
    answers = dict(intake.answers)

    if seen is None:
        raise LookupError

    def work(register: Register, _step: Progress) -> tuple[Seen, list[Candidate]]:
        now = fill.settled(seen)
        found: list[Candidate] = []
        if whose is not Whose.FITTING:
            found += fill_people.named(register, now.zone, now.columns, answers)
        if whose is not Whose.NAMED:
            found += fill_people.fitting(register, wanted)
        return now, found

    return work


def fill_in(intake: Intake) -> Work[Filling]:
    """Say what stands in every cell."""
    seen, chosen, decided = intake.seen, intake.chosen, intake.decided
    if seen is None:
        raise LookupError
    return lambda register, _step: fill.fill_in(register, seen, chosen, decided)


def save(filling: Filling, path: Path, purpose: str, collect_by: date | None) -> Work[Saved]:
    """Write the sender's file; where a day is given, keep what lacks as a task until then."""

    def work(register: Register, step: Progress) -> Saved:
        made = fill.save(register, filling, path, purpose, step)
        if collect_by is not None:
            fill.collect(register, filling, collect_by)
        return made

    return work
