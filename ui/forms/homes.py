"""Villages and households as they are found and called while somebody is typed in."""

from station_app.domain.divisions import Division
from station_app.usecases import households, people, selection
from ui.desk import Busy, Desk
from ui.forms.person_home import Home
from ui.widgets.picker import Found


def villages(desk: Desk) -> list[Division]:
    """Return the villages people live in, the station's own first."""
    own = desk.station
    try:
        others = [one for one in desk.ask(selection.villages) if one.code != own.code]
    except Busy:  # they are found by typing as well
        others = []
    return [Division(code=own.code, name=own.village or own.name), *others]


def called(desk: Desk, uid: str) -> Home:
    """Return how a household is called: by its head, and how many live there."""
    found = desk.ask(households.get, uid)
    head = found.head or next((one.name for one in found.members), "没有户主")
    return Home(uid=uid, words=f"{head}家（{found.people} 人）")


def find(desk: Desk, words: str) -> list[Found]:
    """Return the households in which somebody of that name lives."""
    found = [
        Found(
            key=desk.ask(households.of_person, one.person).uid,
            words=f"{one.name}所在的户",
            soft=f"{one.group} {one.door}".strip(),
        )
        for one in desk.ask(people.find, words).hits[:6]
    ]
    return list({one.key: one for one in found}.values())
