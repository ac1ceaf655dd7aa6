import pytest
from hands import press_there
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication

from ui.models import help as topics
from ui.pages.help import HelpPage
from ui.theme import Room
from ui.window import ROUTES


@pytest.fixture
def page(desk, look, show):
    made = HelpPage(desk, look, Room.WIDE)
    made.resize(1100, 600)
    made.open("plans")
    show(made)
    made.begin()
    return made


def test_help_opens_at_the_screen_the_worker_came_from(page):
    assert page.reader.toPlainText().startswith("一人一策")


def test_arrows_walk_through_all_help_pages(page):
    press_there(Qt.Key.Key_Down)

    assert page.reader.toPlainText().startswith("帮扶方案")


def test_enter_gives_the_text_the_keyboard(page):
    press_there(Qt.Key.Key_Return)

    assert QApplication.focusWidget() is page.reader


def test_a_screen_without_help_shows_how_the_program_is_used(page):
    page.open("nowhere")
    page.read()

    assert page.reader.toPlainText().startswith("怎么用")


def test_the_text_fetches_nothing(page):
    assert page.reader.loadResource(2, QUrl("https://example.org/a.png")) is None


def test_every_help_page_has_a_title_and_belongs_to_a_screen():
    known = {route.key for route in ROUTES} | {topics.START}
    for topic in topics.topics():
        assert topic.title != topic.key, topic.key
        assert topic.key in known


@pytest.mark.parametrize("key", ["today", "notices", "notice", "plans", "plan"])
def test_these_screens_have_help(key):
    assert key in {topic.key for topic in topics.topics()}


@pytest.mark.parametrize("room", list(Room))
def test_help_stands_in_every_room(desk, look, show, room):
    made = HelpPage(desk, look, room)
    show(made)

    assert made.list.model().rowCount() == len(topics.topics())
