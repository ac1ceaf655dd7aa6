"""Tables of a pack file: what is missing, unknown or of another kind is named."""

from enum import StrEnum

import pytest

from station_app.exchange.entries import Entry, Wrong


class Colour(StrEnum):
    RED = "红"


@pytest.mark.parametrize(
    ("values", "read", "named"),
    [
        ({}, lambda entry: entry.text("title"), "表：title"),
        ({"title": 3}, lambda entry: entry.text("title"), "表：title"),
        ({"width": "3"}, lambda entry: entry.number("width", 1), "表：width"),
        ({"width": True}, lambda entry: entry.number("width", 1), "表：width"),
        ({"strong": 1}, lambda entry: entry.flag("strong"), "表：strong"),
        ({"day": "2027-01-01"}, lambda entry: entry.day("day"), "表：day"),
        ({"codes": "a"}, lambda entry: entry.texts("codes"), "表：codes"),
        ({"codes": ["a", 1]}, lambda entry: entry.texts("codes"), "表：codes"),
        ({"colour": "蓝"}, lambda entry: entry.word("colour", Colour), "表：colour"),
        ({"rows": {}}, lambda entry: entry.many("rows", lambda row: row), "表：rows"),
        ({"rows": [1]}, lambda entry: entry.many("rows", lambda row: row), "rows 1"),
        ({"rows": [{"x": 1}]}, lambda entry: entry.many("rows", lambda row: row), "rows 1：x"),
        ({"part": []}, lambda entry: entry.part("part"), "part"),
        ({"more": 1}, lambda entry: entry.done(), "表：more"),
    ],
)
def test_a_wrong_entry_is_named(values, read, named):
    with pytest.raises(Wrong) as refused:
        read(Entry(values, "表"))

    assert str(refused.value) == named


def test_what_may_be_left_out_has_its_default():
    entry = Entry({"colour": "红"}, "表")

    assert (entry.text("title", ""), entry.number("width", 2), entry.flag("strong")) == (
        "",
        2,
        False,
    )
    assert entry.word("colour", Colour) is Colour.RED
    assert not entry.has("colour")
    entry.done()


def test_a_file_that_is_no_table_is_named_as_a_whole():
    with pytest.raises(Wrong, match="表样"):
        Entry([], "表样")
