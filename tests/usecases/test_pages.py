"""Pages as pictures, and the recovery sheet."""

from datetime import date

import pytest
from makers import CHEAP, HETANG

from station_app.domain.roles import Role
from station_app.errors import Refused
from station_app.usecases import first_run, pages, recovery_page


@pytest.fixture
def sheet() -> bytes:
    begun = first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password="荷叶 turns 47 green", cost=CHEAP
    )
    return recovery_page.draw(begun, "荷塘村.station", date(2026, 11, 24))


def test_a_recovery_sheet_is_refused_where_a_name_cannot_be_printed():
    begun = first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password="荷叶 turns 47 green", cost=CHEAP
    )

    with pytest.raises(Refused, match="\U0003134a"):
        recovery_page.draw(begun, "荷塘\U0003134a.station", date(2026, 11, 24))


def test_a_page_becomes_a_picture_of_its_size(sheet):
    [picture] = pages.preview(sheet, dpi=72)

    kind, width, height, _ = picture.split(maxsplit=3)
    assert kind == b"P5"
    assert (int(width), int(height)) in {(595, 842), (596, 842)}
    assert picture.count(b"\x00") > 100


def test_the_printer_never_asks_for_more_than_six_hundred_dots(sheet):
    [picture] = pages.for_printer(sheet, 4800)

    assert int(picture.split(maxsplit=3)[1]) in range(4955, 4965)


def test_pages_are_drawn_one_after_the_other(sheet):
    assert pages.count(sheet) == 1
    assert list(pages.for_printer(sheet, 72, range(0))) == []
