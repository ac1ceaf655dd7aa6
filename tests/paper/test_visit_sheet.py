"""The visit sheet: one layout in every state, readable by a scanner, nothing lost."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace

import page_checks
import papers
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from specimens import COMPLETED, LONG, SPECIMENS

from station_app.paper import form, typeset, visit_sheet
from station_app.paper.frame import MARKED, Variant
from station_app.paper.visit import ToDo, Veteran, Visit, VisitSheet

# The centres of the tick boxes in millimetres from the top-left mark: scanned sheets rely on them.
ROWS = {
    "方式": (42.5, ("入户", "电话", "视频", "来站", "未遇")),
    "身体": (95.5, ("良好", "慢性病", "重病", "伤残", "失能")),
    "生活": (103.5, ("收入", "住房", "饮食", "取暖", "用药", "照料")),
    "家庭": (119.5, ("无变化", "同住人", "就业", "就学", "变故")),
    "困难": (135.5, ("无", "就业", "医疗", "养老", "住房", "其他")),
    "宣讲": (175.5, ("优待证", "医疗", "就业", "养老", "住房", "帮扶")),
    "满意度": (223.5, ("满意", "基本满意", "不满意")),
}
SINGLE = {
    "慰问.慰问金": (34.25, 207.5),
    "慰问.慰问信": (106.25, 207.5),
    "慰问.春联": (130.25, 207.5),
    "慰问.慰问品": (34.25, 215.5),
    "离户.已拍照": (151.25, 231.5),
    "思想.稳定": (127.25, 238.75),
    "思想.基本稳定": (151.25, 238.75),
    "思想.有诉求": (127.25, 245.25),
    "思想.需多联系": (151.25, 245.25),
}
TYPED = st.text(
    alphabet="一二三测试走访慰问陈𬭎阿依古丽·买买提，。；：（）“”《》、0123456789abc万元 \n\t—…",
    max_size=400,
)


def test_tick_boxes_stand_where_the_scanner_looks() -> None:
    table = {
        f"{group}.{word}": (34.25 + 24 * place, height)
        for group, (height, words) in ROWS.items()
        for place, word in enumerate(words)
    } | SINGLE
    sheet = SPECIMENS["1-visit-blank"]()
    drawn = {
        tick.name: (
            round(tick.box.left + tick.box.width / 2 - MARKED.left, 2),
            round(tick.box.middle - MARKED.top, 2),
        )
        for tick in sheet.ticked
    }
    assert drawn == table


def test_the_table_reaches_from_44_to_274_and_a_half_millimetres() -> None:
    sheet = SPECIMENS["1-visit-blank"]()
    assert min(line.top for line in sheet.uprights) == 44
    assert max(line.bottom for line in sheet.uprights) == 274.5


def test_blank_prefilled_and_completed_share_one_layout() -> None:
    ticks = [
        page_checks.geometry(SPECIMENS[name]())["ticks"] for name in SPECIMENS if "visit" in name
    ]
    assert all(each == ticks[0] for each in ticks)


@pytest.mark.parametrize("variant", [Variant.REAL, Variant.DEMO, Variant.DRAFT])
def test_the_code_is_read_back_from_the_printed_page(variant: Variant) -> None:
    pdf = visit_sheet.draw([COMPLETED], variant=variant).pdf
    read = zxingcpp.read_barcodes(page_checks.picture(pdf, 200))
    assert [code.text for code in read] == [COMPLETED.digits(1)]
    assert len(read[0].text) == 34


def test_printed_ticks_are_black_in_the_middle_of_their_boxes_and_empty_ones_white() -> None:
    sheet = SPECIMENS["1-visit-completed"]()
    dark = page_checks.ink(sheet.bytes())
    for tick in sheet.ticked:
        left, top = (tick.box.left + 0.6) / 25.4 * 200, (tick.box.top + 0.6) / 25.4 * 200
        middle = dark[int(top) : int(top + 26), int(left) : int(left + 26)]
        assert bool(middle.mean() > 0.1) is tick.checked, tick.name


def test_a_long_request_goes_on_to_a_continuation_page_whole() -> None:
    pdf = visit_sheet.draw([LONG]).pdf
    assert page_checks.pages_of(pdf) == 2
    text = page_checks.text_of(pdf)
    assert papers.LONG_REQUEST[-60:] in text
    assert "①诉求（接第1页）" in text
    assert "第2页共2页" in text


def test_the_continuation_page_has_a_code_of_its_own() -> None:
    pdf = visit_sheet.draw([LONG]).pdf
    read = zxingcpp.read_barcodes(page_checks.picture(pdf, 200, page=1))
    assert [code.text for code in read] == [LONG.digits(2)]


def test_a_third_promise_goes_on_to_the_continuation_page() -> None:
    promises = tuple(ToDo(matter=f"事项{n}", owner="王芳", due="2月底前") for n in "甲乙丙")
    pdf = visit_sheet.draw([replace(COMPLETED, visit=Visit(to_do=promises))]).pdf
    text = page_checks.text_of(pdf)
    assert "①待办事项（接第1页）" in text
    assert "事项丙，承办人王芳，期限2月底前" in text


def test_rare_names_are_copied_out_of_the_file_as_they_were_typed() -> None:
    text = page_checks.text_of(SPECIMENS["1-visit-completed"]().bytes())
    assert all(name in text for name in ("李䶮", "陈𬭎", "王𠅤", "阿依古丽·买买提"))


def test_two_lines_of_a_long_name_keep_off_the_rules_of_their_cell() -> None:
    name = "阿依古丽䶮·买买提㛃江𬭎𠅤木合塔尔"
    sheet = visit_sheet.compose([papers.sheet(136, replace(papers.OLD_SOLDIER, name=name))])
    lines = [one for one in sheet.placed if one.text in name and len(one.text) > 1][:2]
    assert "".join(one.text for one in lines) == name
    em = lines[0].size * typeset.MM_PER_POINT
    top = form.TOP + 2 * form.LINE
    assert lines[0].baseline - 0.88 * em >= top + 0.3
    assert lines[1].baseline + 0.12 * em <= top + form.LINE - 0.3


def test_a_draft_without_a_number_bears_no_code() -> None:
    sheet = VisitSheet(number="草稿", station="荷塘村退役军人服务站", campaign="")
    pdf = visit_sheet.draw([sheet], variant=Variant.DRAFT).pdf
    assert zxingcpp.read_barcodes(page_checks.picture(pdf, 150)) == []
    assert "未经审核" in page_checks.text_of(pdf)


def test_a_demo_says_in_text_what_it_is() -> None:
    text = page_checks.text_of(visit_sheet.draw([COMPLETED], variant=Variant.DEMO).pdf)
    assert "演示数据" in text
    assert "人物均为虚构" in text


def test_a_long_campaign_name_keeps_off_the_number() -> None:
    told = "2027年春节、元宵节期间走访慰问优抚对象和困难退役军人专项活动（第二批补访）"
    sheet = visit_sheet.compose([replace(COMPLETED, campaign=told)])
    assert page_checks.faults(sheet) == {}
    drawn = "".join(text.text for text in sheet.placed)
    assert told in drawn


def test_a_campaign_name_beyond_all_measure_shows_that_it_is_cut() -> None:
    sheet = visit_sheet.compose([replace(COMPLETED, campaign="走访慰问活动" * 30)])
    assert page_checks.faults(sheet) == {}
    assert any(text.text.endswith("…") for text in sheet.placed)


def test_every_answer_at_once_goes_on_to_continuation_pages_under_its_own_name() -> None:
    long = "说来话长，" * 60
    content = VisitSheet(
        number="青退-荷塘-2027-000136",
        station="荷塘村退役军人服务站",
        campaign="",
        veteran=Veteran(
            name=long, sex=long, age=long, phone=long, category=long, id_number=long,
            household=long, address=long, contact=long, last_visit=long,
        ),
        visit=Visit(
            at=long, visitors=long, reason=long, also=long, living=long, family=long,
            difficulty=long, request=long, solved=long, money=long, goods=long,
            to_do=(ToDo(matter=long, owner=long, due=long),) * 4,
        ),
    )  # fmt: skip
    sheet = visit_sheet.compose([content])
    titles = {text.text for text in sheet.placed if text.text.endswith("（接第1页）")}
    assert len(titles) == 28
    assert any("未遇原因" in title for title in titles)
    assert page_checks.outside(sheet) == []
    drawn = "".join(text.text for text in sheet.placed)
    assert drawn.count("说来话长，") >= 60 * 27 - 30


def test_a_batch_keeps_its_order_and_says_how_far_it_is() -> None:
    seen: list[int] = []
    sheets = [papers.sheet(number, papers.OLD_SOLDIER) for number in (3, 1, 2)]
    pdf = visit_sheet.draw(iter(sheets), progress=seen.append).pdf
    assert seen == [1, 2, 3]
    numbers = [
        zxingcpp.read_barcodes(page_checks.picture(pdf, 150, page=page))[0].text[18:24]
        for page in range(3)
    ]
    assert numbers == ["000003", "000001", "000002"]


def test_a_batch_says_of_each_sheet_its_pages_and_what_no_face_draws() -> None:
    odd = replace(COMPLETED, visit=replace(COMPLETED.visit, request="找\ue000\ue000要"))
    batch = visit_sheet.draw([odd, LONG, COMPLETED])
    assert batch.lacking == (("\ue000",), (), ())
    assert batch.pages == (1, 2, 1)


def test_a_batch_ends_when_the_progress_says_stop() -> None:
    class Enough(Exception):
        pass

    def stop(done: int) -> None:
        if done == 2:
            raise Enough

    drawn: list[int] = []

    def sheets() -> Iterator[VisitSheet]:
        for number in range(1, 100):
            drawn.append(number)
            yield papers.sheet(number)

    with pytest.raises(Enough):
        visit_sheet.draw(sheets(), progress=stop)
    assert drawn == [1, 2]


def test_a_batch_of_a_hundred_takes_little_more_memory_than_one_of_ten() -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        visit_sheet.draw(papers.sheet(n, papers.OLD_SOLDIER) for n in range(count))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(2)
    assert peak(100) - peak(10) < 4_000_000


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=TYPED, told=TYPED, more=TYPED)
def test_whatever_is_typed_stays_in_its_box_and_is_printed_whole(
    name: str, told: str, more: str
) -> None:
    content = replace(
        COMPLETED,
        veteran=Veteran(name=name, category=more, address=told, last_visit=told * 3),
        visit=Visit(
            request=told * 4,
            difficulty=more,
            solved=told,
            also=name,
            goods=more,
            to_do=(ToDo(matter=told, owner=name, due=more),) * 3,
        ),
    )
    sheet = visit_sheet.compose([content])
    assert page_checks.outside(sheet) == []
    assert page_checks.too_small(sheet) == []
    drawn = "".join(text.text for text in sheet.placed)
    for character in set(told + more) - set(" \n\t"):
        assert drawn.count(character) >= told.count(character) * 5
