"""The work an import asks of the job thread, step by step."""

from pathlib import Path

from station_app.domain.batch import Batch
from station_app.domain.roster import Choices
from station_app.register import Progress, Register
from station_app.usecases import roster
from station_app.usecases.roster import Preview, Roster
from ui.forms.long_work import Work


def read(path: Path) -> Work[Roster]:
    """Read a workbook and find its headings."""
    return lambda register, step: roster.look(register, path, step)


def judge(seen: Roster, choices: Choices) -> Work[tuple[Roster, Preview | None]]:
    """Understand the headings as chosen, then judge every row; no preview where a column lacks."""

    def work(register: Register, step: Progress) -> tuple[Roster, Preview | None]:
        found = roster.choose(register, seen, choices)
        return found, None if found.fault else roster.judge(register, found, step)

    return work


def again(shown: Preview, choices: Choices) -> Work[Preview]:
    """Judge the rows again after something was decided, or the register changed."""
    return lambda register, step: roster.again(register, shown, choices, step)


def take_in(shown: Preview) -> Work[Batch | None]:
    """Write the new and the changed rows."""
    return lambda register, step: roster.take_in(register, shown, step)
