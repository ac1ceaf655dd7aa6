"""报送单, 恢复单, 签名证书申请单, 走访路线单, 帮扶方案 and lists."""

from dataclasses import replace

import page_checks
import papers
import pytest
import zxingcpp
from specimens import LONG_PLAN

from station_app.paper import (
    fingerprint_slip,
    grid,
    handover,
    list_sheet,
    plan_sheet,
    recovery_sheet,
    round_list,
)
from station_app.paper.frame import PORTRAIT, Variant
from station_app.paper.grid import Column, Row
from station_app.paper.list_sheet import ListSheet


def test_a_slip_names_every_file_with_its_whole_digest_and_the_code_twice() -> None:
    slip = papers.slip()
    sheet = handover.compose(slip)
    groups = [text.text for text in sheet.placed if text.text in slip.code.split()]
    text = page_checks.text_of(sheet.bytes())
    assert groups == slip.code.split()
    for file in slip.files:
        assert file.name in text
        assert file.digest in text
    assert "核对码883850838999；" in text
    assert f"登记册流水{slip.journal.replace(' ', '')}" in text


def test_six_files_fit_a_slip_with_room_to_sign_and_seven_are_refused() -> None:
    slip = papers.slip()
    sheet = handover.compose(replace(slip, files=slip.files * 2))
    assert page_checks.faults(sheet) == {}
    middle = PORTRAIT.left + PORTRAIT.width / 2
    between = [line for line in sheet.uprights if line.left == middle][-1]
    assert between.bottom - between.top >= 30
    assert between.bottom <= handover.RECEIPT - 5
    with pytest.raises(grid.DoesNotFit):
        handover.draw(replace(slip, files=slip.files[:1] * 7))


def test_a_slip_names_the_earlier_one_it_replaces_also_when_it_is_full() -> None:
    slip = replace(papers.slip(), replaces="青报-荷塘-2027-000011", files=papers.slip().files * 2)
    sheet = handover.compose(slip)
    assert page_checks.faults(sheet) == {}
    assert any("替代报送单 青报-荷塘-2027-000011" in one.text for one in sheet.placed)


def test_a_long_file_name_takes_two_legible_lines_of_a_slip() -> None:
    slip = papers.slip()
    village = "荷塘𠅤䶮村（原上塘、下塘、渡口三村合并）社区居民委员会"
    files = tuple(
        replace(file, name=file.name.replace("荷塘村", village)) for file in slip.files * 2
    )
    sheet = handover.compose(replace(slip, files=files))
    assert page_checks.faults(sheet) == {}
    text = page_checks.text_of(sheet.bytes())
    assert all(file.name in text for file in files)


def test_a_slip_without_a_stick_number_reads_well() -> None:
    text = page_checks.text_of(handover.draw(replace(papers.slip(), stick="", papers="")))
    assert "送来U盘1个、文件3个" in text


@pytest.mark.parametrize(("personal", "answer"), [(True, "是"), (False, "否")])
def test_a_slip_ticks_whether_it_names_persons(personal: bool, answer: str) -> None:
    sheet = handover.compose(replace(papers.slip(), personal=personal))
    ticked = [tick.name for tick in sheet.ticked if tick.checked]
    assert ticked == [f"个人信息.{answer}"]


def test_a_recovery_sheet_shows_the_groups_and_bears_a_code_only_on_request() -> None:
    recovery = papers.recovery()
    plain = recovery_sheet.draw(recovery)
    coded = recovery_sheet.draw(replace(recovery, with_qr=True))
    text = page_checks.text_of(plain)
    assert all(group in text for group in recovery.groups)
    assert zxingcpp.read_barcodes(page_checks.picture(plain, 200)) == []
    read = zxingcpp.read_barcodes(page_checks.picture(coded, 200))
    assert [code.text for code in read] == ["".join(recovery.groups)]


def test_the_recovery_sheet_of_a_county_says_what_it_opens_and_fits_its_page() -> None:
    county = replace(papers.recovery(), purpose=recovery_sheet.COUNTY)
    sheet = recovery_sheet.compose(county)
    assert page_checks.faults(sheet) == {}
    text = page_checks.text_of(sheet.bytes())
    assert "县级密钥恢复单" in text
    assert "登录页" not in text


def test_a_fingerprint_slip_shows_whose_key_it_is_and_all_its_digits() -> None:
    slip = papers.fingerprint()
    text = page_checks.text_of(fingerprint_slip.draw(slip))
    for told in (slip.name, slip.role, slip.station, slip.station_code, *slip.groups):
        assert told in text


def test_a_fingerprint_slip_that_asks_for_a_revocation_too_still_fits_its_page() -> None:
    serial = "4F" * 20
    slip = replace(papers.fingerprint(), revoke=f"编号 {serial}（密码可能被别人知道）")
    sheet = fingerprint_slip.compose(slip)
    assert page_checks.faults(sheet) == {}
    assert f"编号{serial}（密码可能被别人知道）" in page_checks.text_of(sheet.bytes())


def test_a_long_plan_goes_on_and_keeps_outcome_and_opinions_together() -> None:
    sheet = plan_sheet.compose(LONG_PLAN)
    pages = {
        text.text: text.page
        for text in sheet.placed
        if text.text in {"成效、回访与销号", "各级意见"}
    }
    assert set(pages.values()) == {2}
    assert "第 2 页　共 2 页" in {text.text for text in sheet.placed}


def test_a_plan_that_fills_its_page_turns_for_its_outcome_and_sends_the_rest_on() -> None:
    plan = replace(papers.plan(), measures=papers.plan().measures * 2, outcome="已办好。" * 90)
    text = page_checks.text_of(plan_sheet.draw(plan))
    assert "①帮扶成效（接第2页）" in text
    assert "第3页共3页" in text
    assert "本人签字（按手印）" in text


def test_an_empty_plan_has_dotted_lines_and_no_ticks() -> None:
    plan = replace(
        papers.plan(), difficulties=(), measures=(), outcome="", ticks=frozenset(), spare_rows=4
    )
    sheet = plan_sheet.compose(plan, variant=Variant.DRAFT)
    assert page_checks.faults(sheet) == {}
    assert not any(tick.checked for tick in sheet.ticked)


def test_a_round_of_a_village_stands_on_one_page_with_two_boxes_a_stop() -> None:
    content = papers.round_list()
    sheet = round_list.compose(content)
    assert sheet.page == 1
    assert len(sheet.ticked) == 2 * len(content.stops)


def test_a_long_round_goes_on_to_further_pages_whole() -> None:
    content = papers.round_list(31)
    content = replace(content, stops=content.stops * 3)
    sheet = round_list.compose(content)
    assert page_checks.pages_of(round_list.draw(content)) == sheet.page > 1
    assert page_checks.outside(sheet) == []
    assert len(sheet.ticked) == 2 * len(content.stops)


def test_a_list_turns_across_when_its_columns_need_it() -> None:
    def listed(count: int) -> ListSheet:
        columns = tuple(Column(heads=(f"第{n}栏",), whole=True) for n in range(count))
        return ListSheet(
            title="人员名单",
            station="荷塘村退役军人服务站",
            printed_on="2027年1月24日",
            columns=columns,
            rows=(Row(cells=("二等功以上",) * count),) * 40,
            told="筛选：荷塘村；共 40 人",
        )

    upright, wide = list_sheet.compose(listed(4)), list_sheet.compose(listed(11))
    assert (upright.width, wide.width) == (210, 297)
    assert page_checks.faults(upright) == page_checks.faults(wide) == {}
    with pytest.raises(grid.DoesNotFit):
        list_sheet.draw(listed(40))


def test_a_name_of_a_joined_cell_gets_the_room_it_needs() -> None:
    columns = (
        Column(heads=("户",), joins=True, whole=True, most=20, least=20),
        Column(heads=("姓名",)),
    )
    rows = (Row(cells=("阿依古丽·买买提·吐尔逊江家", "王芳")), Row(cells=("甲", "乙")))
    content = ListSheet(
        title="名单", station="", printed_on="2027年1月24日", columns=columns, rows=rows
    )
    assert page_checks.touching(list_sheet.compose(content)) == []


@pytest.mark.parametrize("rows", [19, 20, 21, 37, 38, 39, 40, 60])
def test_a_last_page_never_holds_one_lonely_row(rows: int) -> None:
    heights = [10.0] * rows
    dealt = grid.deal(heights, first=200, others=180, last_foot=0)
    pages = grid.in_company(dealt, heights, 180)
    assert [number for page in pages for number in page] == list(range(rows))
    assert len(pages) == 1 or len(pages[-1]) > 1
    assert len(pages) == 1 + max(0, -(-(rows - 20) // 18))


def test_a_sign_off_stands_under_two_rows_also_where_one_was_left_over() -> None:
    heights = [20.0] * 17
    dealt = grid.deal(heights, first=160, others=160, last_foot=100)
    pages = grid.in_company(dealt, heights, 60)
    assert [len(page) for page in pages] == [8, 7, 2]


def test_two_rows_that_do_not_fit_together_are_not_forced_onto_the_last_page() -> None:
    heights = [50.0, 50.0, 90.0, 90.0]
    dealt = grid.deal(heights, first=190, others=150, last_foot=0)
    pages = grid.in_company(dealt, heights, 150)
    assert [len(page) for page in pages] == [3, 1]
