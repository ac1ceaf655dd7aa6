"""The one table of pages.

To add a page, write its module, a function here that imports it, and a row: with `words` it stands
in the side bar, with `under` it belongs to a place of the side bar. A page's module is loaded when
it is first opened, so that the window starts lean; each import is written out, so that a frozen
program has them all.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ui.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One page: its key, what loads its class, and where it stands in the side bar."""

    key: str
    load: Callable[[], type[Page]]
    under: str = ""
    words: str = ""
    short: str = ""
    icon: str = ""


def _today() -> type[Page]:
    from ui.pages.today import TodayPage

    return TodayPage


def _people() -> type[Page]:
    from ui.pages.people import PeoplePage

    return PeoplePage


def _visits() -> type[Page]:
    from ui.pages.visits import VisitsPage

    return VisitsPage


def _plans() -> type[Page]:
    from ui.pages.plans import PlansPage

    return PlansPage


def _returns() -> type[Page]:
    from ui.pages.returns import ReturnsPage

    return ReturnsPage


def _handover() -> type[Page]:
    from ui.pages.handover import HandoverPage

    return HandoverPage


def _upkeep() -> type[Page]:
    from ui.pages.upkeep import UpkeepPage

    return UpkeepPage


def _person() -> type[Page]:
    from ui.pages.person import PersonPage

    return PersonPage


def _person_form() -> type[Page]:
    from ui.pages.person_form import PersonFormPage

    return PersonFormPage


def _household() -> type[Page]:
    from ui.pages.household import HouseholdPage

    return HouseholdPage


def _roster() -> type[Page]:
    from ui.pages.roster import RosterPage

    return RosterPage


def _doubles() -> type[Page]:
    from ui.pages.doubles import DoublesPage

    return DoublesPage


def _merge() -> type[Page]:
    from ui.pages.merge import MergePage

    return MergePage


def _visit() -> type[Page]:
    from ui.pages.visit import VisitPage

    return VisitPage


def _round() -> type[Page]:
    from ui.pages.round import RoundPage

    return RoundPage


def _sheets() -> type[Page]:
    from ui.pages.sheets import SheetsPage

    return SheetsPage


def _notices() -> type[Page]:
    from ui.pages.notices import NoticesPage

    return NoticesPage


def _notice() -> type[Page]:
    from ui.pages.notice import NoticePage

    return NoticePage


def _plan() -> type[Page]:
    from ui.pages.plan import PlanPage

    return PlanPage


def _return_form() -> type[Page]:
    from ui.pages.return_form import ReturnFormPage

    return ReturnFormPage


def _fill() -> type[Page]:
    from ui.pages.fill import FillPage

    return FillPage


def _review() -> type[Page]:
    from ui.pages.review import ReviewPage

    return ReviewPage


def _help() -> type[Page]:
    from ui.pages.help import HelpPage

    return HelpPage


def _place(key: str, load: Callable[[], type[Page]], words: str, short: str, icon: str) -> Route:
    return Route(key=key, load=load, words=words, short=short, icon=icon)


ROUTES = (
    _place("today", _today, "今日要办", "今日", "sun"),
    _place("people", _people, "人员与家庭", "人员", "users"),
    _place("visits", _visits, "走访", "走访", "walk"),
    _place("plans", _plans, "一人一策", "帮扶", "checklist"),
    _place("returns", _returns, "报表", "报表", "table"),
    _place("handover", _handover, "报送", "报送", "arrows-exchange"),
    _place("upkeep", _upkeep, "维护", "维护", "tool"),
    Route(key="person", load=_person, under="people"),
    Route(key="person_form", load=_person_form, under="people"),
    Route(key="household", load=_household, under="people"),
    Route(key="roster", load=_roster, under="people"),
    Route(key="doubles", load=_doubles, under="people"),
    Route(key="merge", load=_merge, under="people"),
    Route(key="visit", load=_visit, under="visits"),
    Route(key="round", load=_round, under="visits"),
    Route(key="sheets", load=_sheets, under="visits"),
    Route(key="notices", load=_notices, under="today"),
    Route(key="notice", load=_notice, under="today"),
    Route(key="plan", load=_plan, under="plans"),
    Route(key="return", load=_return_form, under="returns"),
    Route(key="fill", load=_fill, under="returns"),
    Route(key="review", load=_review, under="returns"),
    Route(key="help", load=_help),
)
AHEAD = ("visit", "person_form", "notice")
"""The pages with long forms, which are made before they are opened: each takes most of a turn."""
