"""New rows of a roster beside people who may be the same, spelled otherwise: said, not judged."""

from collections.abc import Sequence
from dataclasses import replace

from station_app.domain import likeness
from station_app.domain.roster import Line, Status
from station_app.register import Register
from station_app.storage import doubles

AFTER = "导入后请查重"


def remarked(register: Register, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines, new ones with a remark where somebody born that day sounds alike.

    The row stays new: whoever looks at both later can make them one.
    """
    if not doubles.anybody(register.db):
        return tuple(lines)
    facts = {
        line.place: likeness.of(line.reading.draft)
        for line in lines
        if line.status is Status.NEW and len(line.reading.draft.born) == 10
    }
    there = doubles.sounding(register.db, facts.values())
    said = dict[tuple[str, int], str]()
    for place, one in facts.items():
        for other in there.get(doubles.heard(one), ()):
            alike = likeness.compare(one, other)
            if alike is not None and other.name != one.name:  # namesakes are judged already
                said[place] = f"像登记册里的{other.name}（{alike.says}），{AFTER}"
    return tuple(
        replace(line, reasons=(*line.reasons, said[line.place])) if line.place in said else line
        for line in lines
    )
