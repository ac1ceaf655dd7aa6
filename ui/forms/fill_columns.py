"""逐列看: every column of the sender's table in one list, and what each is filled with."""

from datetime import date

from station_app.domain import fill, unseen
from station_app.domain.fill import Choice, Column, State
from station_app.domain.headings import Sure
from ui.forms.fill_intake import Intake
from ui.forms.roster_match import Asked, Matching
from ui.theme import Look, Room
from ui.widgets.keys import first

HEADS = ("来表的列", "前几行内容", "", "填什么", "识别结果")
SURE = {State.KNOWN: Sure.KNOWN, State.LIKELY: Sure.LIKELY, State.MISSING: Sure.UNUSED}


def all_columns(look: Look, room: Room, intake: Intake, today: date) -> Matching:
    """Return the list; what is chosen in it goes into the intake at once."""
    columns = intake.seen.columns if intake.seen else ()
    made = Matching(look, room, HEADS, [_asked(one) for one in columns])

    def take(key: tuple[str, str], meant: str | None) -> None:
        if meant is not None:
            intake.choose(int(key[1]), Choice(field=meant), today)

    first(made.view)
    made.chosen.connect(take)
    return made


def _asked(one: Column) -> Asked:
    return Asked(
        key=(one.heading, str(one.column)),
        words=" › ".join(one.heading.split("\n")),
        sample="" if one.fixed else "　".join(map(unseen.visible, one.samples)),
        sure=SURE[one.state],
        chosen=one.field,
        options=[(one.field, one.says)] if one.fixed else fill.options(),
        why=one.why.replace("没有读", "不填") or one.says,
    )
