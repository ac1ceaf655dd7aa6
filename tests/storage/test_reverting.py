"""Taking back what cannot be taken back any more is refused whole."""

import pytest

from station_app.errors import Refused
from station_app.storage import reverting, rows
from station_app.usecases import history

VILLAGE = {"code": "790121101207", "name": "荷叶村"}


def _names(register):
    return [row["name"] for row in rows.fetch(register.db, "SELECT name FROM division", {})]


def test_a_removed_row_whose_place_another_has_taken_stays_removed(register):
    with register.deed("新增村名") as deed:
        row = deed.insert("division", VILLAGE)
    with register.deed("删去村名") as deed:
        deed.delete("division", row)
    removed = register.last_deed
    with register.deed("新增村名") as deed:
        deed.insert("division", {**VILLAGE, "name": "荷花村"})

    with pytest.raises(Refused, match="撤不回去"):
        history.undo(register, removed)

    assert _names(register) == ["荷花村"]


def test_a_row_that_is_not_there_any_more_cannot_be_put_back_as_it_was(register):
    change = {"table": "division", "uid": "nobody", "old": VILLAGE, "new": {"name": "荷花村"}}

    with pytest.raises(Refused, match="撤不回去"), register.deed("撤销") as deed:
        reverting.revert(deed, [change])

    assert _names(register) == []
