"""An import taken back: what came goes, what was changed or visited since stays."""

from dataclasses import replace

import pytest
from makers import a_visit
from messy import book, number
from rosters import clean, one

from station_app.errors import Refused
from station_app.storage import journal
from station_app.usecases import people, roster, visits


def test_an_import_can_be_undone_and_leaves_nothing_behind(head_register, messy_path):
    counts = _counts(head_register)
    batch = roster.take_in(head_register, roster.preview(head_register, messy_path))

    undone = roster.undo(head_register, batch.uid)

    assert (undone.removed, undone.kept) == (30, ())
    assert _counts(head_register) == counts
    assert journal.whole(head_register.db)
    with pytest.raises(Refused, match="已经撤销"):
        roster.undo(head_register, batch.uid)


def test_undoing_two_imports_one_after_the_other_puts_everything_back(head_register, tmp_path):
    first = clean(tmp_path / "一.xlsx", ["王福生", number(), "15400000001", ""])
    second = clean(tmp_path / "二.xlsx", ["王福生", number(), "15400000002", "3组17号"])
    one_batch = roster.take_in(head_register, roster.preview(head_register, first))
    two = roster.take_in(head_register, roster.preview(head_register, second))

    assert roster.undo(head_register, two.uid).restored == 1
    assert one(head_register, "王福生").place == ""
    assert roster.undo(head_register, one_batch.uid).removed == 1
    assert one(head_register, "王福生") is None


def test_what_a_newcomer_says_of_a_household_that_is_there_is_undone_too(head_register, tmp_path):
    heads = ["姓名", "身份证号", "户编号", "重点关爱类别"]
    first = book(tmp_path / "一.xlsx", heads, ["王福生", number(), "H1", ""])
    second = book(
        tmp_path / "二.xlsx",
        heads,
        ["王建国", number("19700101", 31), "H1", "零就业家庭"],
        ["王建军", number("19720101", 31), "H1", "零就业家庭"],
        ["何桂兰", number("19400101", 22), "H2", "突发困难"],
        ["何大山", number("19410101", 11), "H2", "突发困难"],
    )
    roster.take_in(head_register, roster.preview(head_register, first))
    batch = roster.take_in(head_register, roster.preview(head_register, second))
    assert [one_.code for one_ in one(head_register, "王福生").holdings] == ["1"]
    assert [one_.code for one_ in one(head_register, "何桂兰").holdings] == ["5"]

    undone = roster.undo(head_register, batch.uid)

    assert (undone.removed, undone.restored, undone.kept) == (4, 0, ())
    assert one(head_register, "王福生").holdings == ()


def test_people_changed_since_are_kept_and_listed(head_register, messy_path):
    batch = roster.take_in(head_register, roster.preview(head_register, messy_path))
    uid = one(head_register, "李䶮").uid
    draft = people.draft_of(head_register, uid)
    people.correct(head_register, uid, replace(draft, remark="听力不好"))

    undone = roster.undo(head_register, batch.uid)

    assert undone.kept == (uid,)
    assert roster.kept_names(head_register, undone) == ["李䶮"]
    assert one(head_register, "李䶮").remark == "听力不好"
    assert undone.removed == 29


def test_people_visited_since_are_kept(head_register, messy_path, tmp_path):
    first = clean(tmp_path / "一.xlsx", ["赵堃", number(), "", ""])
    second = clean(tmp_path / "二.xlsx", ["赵堃", number(), "15400000002", ""])
    came = roster.take_in(head_register, roster.preview(head_register, first))
    changed = roster.take_in(head_register, roster.preview(head_register, second))
    uid = one(head_register, "赵堃").uid
    visits.record(head_register, a_visit(uid))

    assert roster.undo(head_register, changed.uid).kept == (uid,)
    assert roster.undo(head_register, came.uid).kept == (uid,)
    assert [batch.undone_by > 0 for batch in roster.done(head_register)] == [True, True]


def test_an_update_visited_only_before_is_put_back(head_register, tmp_path):
    first = clean(tmp_path / "一.xlsx", ["赵堃", number(), "", ""])
    second = clean(tmp_path / "二.xlsx", ["赵堃", number(), "15400000002", ""])
    roster.take_in(head_register, roster.preview(head_register, first))
    visits.record(head_register, a_visit(one(head_register, "赵堃").uid))
    changed = roster.take_in(head_register, roster.preview(head_register, second))

    assert roster.undo(head_register, changed.uid).restored == 1
    assert one(head_register, "赵堃").phones == ()


def test_only_a_head_undoes_an_import(register, messy_path):
    batch = roster.take_in(register, roster.preview(register, messy_path))

    with pytest.raises(Refused, match="不能撤销导入") as refused:
        roster.undo(register, batch.uid)

    assert "站长" in refused.value.remedy


def _counts(register):
    tables = ("person", "household", "phone", "holding", "member", "search_key", "searched")
    return [register.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
