"""The pages about people in a window of their own, and somebody to show on them."""

from makers import a_number, a_person

from station_app.usecases import people
from ui.pages.household import HouseholdPage
from ui.pages.people import PeoplePage
from ui.pages.person import PersonPage
from ui.pages.person_form import PersonFormPage
from ui.window import Route

PAGES = (
    Route(key="people", load=lambda: PeoplePage, words="人员", short="人员", icon="users"),
    Route(key="person", load=lambda: PersonPage, under="people"),
    Route(key="person_form", load=lambda: PersonFormPage, under="people"),
    Route(key="household", load=lambda: HouseholdPage, under="people"),
)


def put(register, name, sequence, **changed):
    """Register somebody of the village by name."""
    facts = {"name": name, "id_number": a_number(sequence=2 * sequence + 1), "phones": ()}
    return people.register(register, a_person(**(facts | changed)))
