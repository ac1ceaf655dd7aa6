"""A list on paper: all of its rows, nothing left by looking, noted with a count and no names."""

import subprocess
import tracemalloc

import pytest

from station_app.errors import Refused, Stopped
from station_app.storage import journal
from station_app.usecases import history, listing
from station_app.usecases.listing import Listing


def _people(count: int, **changed: object) -> Listing:
    cells = [
        (
            f"罗秀英{n}　女 72",
            f"{n % 9 + 1}组{n}号",
            "烈属、零就业家庭",
            "每月",
            "1月14日　还剩 3 天",
        )
        for n in range(1, count + 1)
    ]
    facts = {
        "title": "人员名单",
        "heads": ("姓名", "住址（组、门牌）", "类别", "多久走访", "上次走访"),
        "cells": cells,
        "told": f"条件：一组。符合条件 {count} 人、{count} 户",
    }
    return Listing(**(facts | changed))


def _text(pdf: bytes) -> str:
    read = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return read.stdout.decode()


def test_a_list_says_its_conditions_its_day_and_every_row(register):
    said = _text(listing.draw(register, _people(120)).pdf)

    assert "条件：一组。符合条件 120 人、120 户" in said
    assert "打印日期" in said
    assert all(f"罗秀英{n}" in said for n in range(1, 121))
    assert "第 1 页" in said
    assert "人员名单（续）" in said
    assert "不得张贴" in said


def test_short_cells_stay_in_one_line_and_rows_are_numbered(register):
    said = _text(listing.draw(register, _people(40)).pdf)

    assert said.count("1月14日 还剩 3 天") == 40
    assert "40 罗秀英40" in said


def test_a_list_that_names_a_unit_of_the_forces_does_not_come_onto_paper(register):
    cells = [("罗秀英", "1组", "", "每月", "原在61234部队")]

    with pytest.raises(Refused, match="第 1 行（罗秀英）的“上次走访”"):
        listing.draw(register, _people(1, cells=cells))


def test_looking_at_a_list_leaves_no_trace_and_printing_it_leaves_a_count(register):
    before = journal.head(register.db)
    listing.draw(register, _people(3))
    assert journal.head(register.db) == before

    listing.printed(register, "人员名单", 3)

    entry = journal.entry(register.db, register.last_deed)
    assert entry is not None
    assert (entry.deed, entry.facts["list"], entry.facts["count"]) == ("打印名单", "人员名单", 3)
    assert "罗秀英" not in str(entry.facts)
    assert not history.may_undo(register, register.last_deed)


def test_a_list_is_saved_as_its_pages_and_noted(register, tmp_path):
    pdf = listing.draw(register, _people(3)).pdf
    listing.saved(register, "人员名单", 3, pdf, tmp_path / "名单.pdf")

    assert (tmp_path / "名单.pdf").read_bytes() == pdf
    entry = journal.entry(register.db, register.last_deed)
    assert entry is not None
    assert entry.deed == "另存名单"


def test_a_list_without_persons_does_not_warn_of_them(register):
    said = _text(listing.draw(register, _people(1, title="来文与任务", personal=False)).pdf)

    assert "个人信息" not in said


def test_what_no_face_draws_is_named_with_its_row_or_its_title(register):
    nobody_draws = "\U0003134a"
    rows = [("赵堃", "不缺"), ("潘有才", nobody_draws)]
    wanted = Listing(title=f"名单{nobody_draws}", heads=("姓名", "困难"), cells=rows)
    assert [one.name for one in listing.draw(register, wanted).missing] == ["潘有才"]

    wanted = Listing(title=f"名单{nobody_draws}", heads=("姓名",), cells=[("赵堃",)])
    assert [one.name for one in listing.draw(register, wanted).missing] == [wanted.title]


@pytest.mark.parametrize("rows", [0, 1])
def test_an_empty_or_short_list_still_has_its_heads_and_its_page(register, rows):
    said = _text(listing.draw(register, _people(rows)).pdf)

    assert "多久走访" in said
    assert "共 1 页" in said


def test_a_long_list_says_how_far_it_is_and_can_be_stopped(register):
    steps: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        steps.append((done, total))
        if done > 100:
            raise Stopped("已停止。")

    with pytest.raises(Stopped):
        listing.draw(register, _people(600), stop)
    assert steps[0] == (0, 600)
    assert steps[-1][0] < 200


def test_three_thousand_people_take_little_more_memory_than_their_words(register):
    tracemalloc.start()
    listing.draw(register, _people(3_000))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert most < 64 * 2**20
