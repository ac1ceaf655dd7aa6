"""Filling a return, explaining it, and the life of a version that goes by paper."""

import subprocess
from dataclasses import replace
from datetime import date

import pytest

from station_app.domain.problems import Level
from station_app.domain.returns import State, Way
from station_app.errors import Refused
from station_app.exchange import packs
from station_app.usecases import comparing, filled_return, filling, reporting, returns, telling
from station_app.usecases.returns import Order

F01 = Order(form="F01", period="2027-春节")
F03 = Order(form="F03", period="2027-Q1")


def _texts(filled, key: str) -> list[str]:
    return next([cell.text for cell in line.cells] for line in filled.rows if line.key == key)


def test_the_first_return_counts_what_was_counted_by_hand(filled_register):
    filled = returns.fill(filled_register, F01)

    assert _texts(filled, "due")[1:] == ["应走访", "6", "—", "4", "—", "—", "—"]
    assert _texts(filled, "met")[1:] == ["走访合计", "5", "6", "3", "4", "1,000.00", "2"]
    assert _texts(filled, "plaque")[2:] == ["2", "3", "1", "2", "500.00", "0"]
    assert _texts(filled, "merit")[2:] == ["1", "2", "1", "2", "500.00", "0"]
    assert _texts(filled, "martyr_kin")[2:] == ["1", "1", "1", "1", "0.00", "1"]
    assert _texts(filled, "hard_pressed")[2:] == ["1", "2", "1", "2", "500.00", "0"]
    assert _texts(filled, "jobless_home")[2:] == ["2", "2", "1", "1", "500.00", "1"]
    assert _texts(filled, "frontier")[2:] == ["0", "0", "0", "0", "0.00", "0"]


def test_the_block_under_the_table_says_zero_and_not_kept_apart(filled_register):
    filled = returns.fill(filled_register, F01)

    told = {line.key: line.cells[-1].text for line in filled.rows}
    assert (told["letters"], told["couplets"], told["goods_worth"], told["meetings"]) == (
        "2", "1", "—", "—",
    )  # fmt: skip
    assert (told["found_medical"], told["found_other"], told["pending"]) == ("1", "0", "3")
    assert told["unreached"] == "未走访 1 户：外出务工 1"


def test_every_figure_opens_the_people_behind_it(filled_register):
    assert [one.name for one in returns.drill(filled_register, F01, "hard_pressed.persons")] == [
        "丁国强"
    ]
    assert len(returns.drill(filled_register, F01, "met.contacts")) == 6
    assert len(returns.drill(filled_register, F01, "due.persons")) == 6
    assert [one.kind for one in returns.drill(filled_register, F01, "found_work")] == ["就业"]
    assert returns.drill(filled_register, F01, "goods_worth") == []


def test_the_as_of_date_of_a_running_campaign_is_today_and_of_a_past_one_its_end(
    filled_register, clock
):
    assert returns.fill(filled_register, F01).asked.as_of == date(2027, 1, 25)

    clock.forward(days=60)

    assert returns.fill(filled_register, F01).asked.as_of == date(2027, 2, 5)


@pytest.mark.parametrize("as_of", [date(2027, 1, 26), date(2027, 1, 3)])
def test_an_as_of_date_outside_the_period_is_refused(filled_register, as_of):
    with pytest.raises(Refused, match="时点"):
        returns.fill(filled_register, Order(form="F01", period="2027-春节", as_of=as_of))


def test_unknown_forms_and_periods_are_refused_with_what_there_is(filled_register):
    with pytest.raises(Refused, match="F99") as refused:
        returns.fill(filled_register, Order(form="F99", period="2027"))
    assert "F01、F03" in refused.value.remedy

    with pytest.raises(Refused) as refused:
        returns.fill(filled_register, Order(form="F01", period="2027-端午"))
    assert "2027-春节" in refused.value.remedy


def test_the_roster_tells_each_person_once_in_route_order(filled_register):
    filled = returns.fill(filled_register, F03)

    assert filled.people == 2
    assert _texts(filled, "person.1")[:5] == ["1", "王桂兰", "男", "78", "—"]
    assert _texts(filled, "person.2")[1] == "李䶮"
    assert _texts(filled, "person.2")[5:7] == ["零就业", "荷塘村\n一组3号"]
    assert _texts(filled, "summary") == ["其中：零就业 1 人，鳏寡孤独 1 人；一人属几类的分别计数。"]


def test_identity_numbers_are_left_out_masked_or_whole_as_the_notice_asks(filled_register):
    with filled_register.deed("试写") as deed:
        row = deed.db.execute("SELECT id FROM person WHERE name = '王桂兰'").fetchone()[0]
        deed.update("person", row, {"paper": "身份证", "id_number": "790121195307186340"})
        deed.insert("phone", {"person": row, "number": "15400007117"})

    def told(numbers: str) -> str:
        order = Order(form="F03", period="2027-Q1", numbers=numbers)
        return _texts(returns.fill(filled_register, order), "person.1")[4]

    assert told("masked") == "790121********6340\n154****7117"
    assert told("whole") == "790121195307186340\n154****7117"
    assert told("none") == "154****7117"


def test_a_visit_after_a_death_must_be_put_right_before_anything_is_frozen(filled_register):
    with filled_register.deed("试写") as deed:
        row = deed.db.execute("SELECT id FROM person WHERE name = '王桂兰'").fetchone()[0]
        deed.update("person", row, {"life": "去世", "died_on": "2027-01-11"})

    filled = returns.fill(filled_register, F01)

    assert [problem.level for problem in filled.open] == [Level.BLOCKS]
    assert filled.open[0].says == "王桂兰1月11日去世，却有1月12日的走访，请核对日期"
    with pytest.raises(Refused, match="还有 1 处没有对上"):
        returns.paper_first(filled_register, F01)


def test_a_version_that_goes_by_paper_is_frozen_at_once(filled_register):
    version = returns.paper_first(filled_register, F01)

    assert (version.state, version.way, version.version) == (State.READY, Way.PAPER, 1)
    assert version.prepared_name == "王芳"
    assert returns.pdf(filled_register, version.uid).startswith(b"%PDF-1.7")
    assert returns.frozen(filled_register, version.uid).figures()["met.persons"] == 5


def test_frozen_figures_no_longer_follow_the_register(filled_register):
    version = returns.paper_first(filled_register, F01)

    with filled_register.deed("试写") as deed:
        deed.db.execute("UPDATE visit SET void = 1, void_reason = '录错人' WHERE money > 0")

    assert returns.fill(filled_register, F01).figures["met.persons"] == 4
    assert returns.frozen(filled_register, version.uid).figures()["met.persons"] == 5


def test_a_signed_version_is_only_corrected_with_a_reason(filled_register):
    returns.paper_first(filled_register, F01)

    with pytest.raises(Refused, match="更正版"):
        returns.paper_first(filled_register, F01)

    order = Order(form="F01", period="2027-春节", reason="漏录两户")
    corrected = returns.paper_first(filled_register, order)
    assert (corrected.version, corrected.called) == (2, "更正1")
    assert [one.version for one in returns.every(filled_register)] == [2, 1]


def test_a_large_change_asks_for_a_sentence_that_is_printed(filled_register):
    returns.paper_first(filled_register, F01)
    with filled_register.deed("试写") as deed:
        deed.db.execute("UPDATE visit SET void = 1, void_reason = '录错人' WHERE goods <> ''")
    order = Order(form="F01", period="2027-春节", reason="两次走访录错")

    filled = returns.fill(filled_register, order)
    asked = [problem.field for problem in filled.open]
    assert asked == ["persons_moved:met.persons", "money_moved:met.money"]

    for about in asked:
        returns.explain(filled_register, order, about, "录错人，已作废")
    version = returns.paper_first(filled_register, order)
    told = returns.frozen(filled_register, version.uid)
    assert told.line("explained.1").cells[0].text == "录错人，已作废"
    changed = {one.label: one for one in comparing.changes(filled_register, version.uid)}
    assert changed["走访合计 人数"].says == "少 2，40%"
    assert changed["走访合计 人数"].much
    assert changed["走访合计 人数"].explained == "录错人，已作废"


def test_one_sentence_may_answer_every_check_and_is_kept_with_the_version(filled_register):
    returns.paper_first(filled_register, F01)
    with filled_register.deed("试写") as deed:
        deed.db.execute("UPDATE visit SET void = 1, void_reason = '录错人' WHERE goods <> ''")
    order = Order(form="F01", period="2027-春节", reason="两次走访录错")

    order = reporting.explained(filled_register, order, "录错人，已作废")
    version = returns.paper_first(filled_register, order)

    told = returns.frozen(filled_register, version.uid)
    assert [line.cells[0].text for line in told.rows if line.key.startswith("explained.")] == [
        "录错人，已作废"
    ]
    moved = {one.label: one.explained for one in comparing.changes(filled_register, version.uid)}
    assert moved["走访合计 人数"] == "录错人，已作废"


def test_a_sentence_to_a_check_that_agrees_again_is_not_printed(filled_register):
    order = replace(F01, explained={"persons_moved:met.persons": "新认定 9 人"})

    version = returns.paper_first(filled_register, order)

    assert returns.frozen(filled_register, version.uid).line("explained.1") is None


def test_the_preview_is_marked_as_a_draft(filled_register, tmp_path):
    (tmp_path / "f.pdf").write_bytes(returns.preview(filled_register, F01))

    shown = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "f.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()

    assert "草稿" in shown
    assert "走访合计" in shown
    assert returns.every(filled_register) == []


def test_a_roster_names_the_person_behind_each_row(filled_register):
    filled = returns.fill(filled_register, F03)

    name = filled_register.db.execute(
        "SELECT name FROM person WHERE uid = ?", (filled.persons[0],)
    ).fetchone()[0]
    assert name == _texts(filled, "person.1")[1]


def test_what_needs_no_sentence_takes_none(filled_register):
    with pytest.raises(Refused, match="不用说明"):
        returns.explain(filled_register, F01, "persons_moved:met.persons", "没事")


def test_who_was_not_reached_is_named_with_the_reason(filled_register):
    version = returns.paper_first(filled_register, F01)

    assert [
        (one.name, one.reason) for one in comparing.not_reached(filled_register, version.uid)
    ] == [("邓长林", "外出务工")]


def test_only_a_worker_prepares(head_register):
    with pytest.raises(Refused, match="站长不能填报报表"):
        returns.paper_first(head_register, F01)


def test_what_can_be_reported_on_begins_with_the_campaigns(filled_register):
    codes = [one.code for one in returns.periods(filled_register)]

    assert codes == ["2027-春节", "2027-Q1", "2027", "2026-Q4", "2026"]


NEW_PACK = """
code = "F91"
title = "优抚对象分组人数表"
version = "2027.1"
effective = 2027-01-01
shape = "table"
measure = "单位：人、户"

[page]
upright = true

[[column]]
key = "item"
heads = ["类别"]
shows = ["label"]

[[column]]
key = "persons"
heads = ["人数"]
count = "persons"
align = "right"

[[column]]
key = "households"
heads = ["户数"]
count = "households"
align = "right"

[[row]]
key = "all"
label = "合计"
of = "people"
any = [{ scheme = "YF18" }]

[[row]]
key = "kin"
label = "三属"
of = "people"
any = [{ scheme = "YF18", codes = ["21", "22", "23"] }]

[[row]]
key = "disabled"
label = "伤残"
of = "people"
any = [{ scheme = "YF18", codes = ["11", "12"] }]
"""


def test_a_pack_the_program_has_never_seen_counts_without_a_change_of_code(filled_register):
    with filled_register.deed("试写") as deed:
        home, person = deed.db.execute(
            "SELECT household, id FROM person WHERE name = '何桂枝'"
        ).fetchone()
        for code in ("23", "11"):
            deed.insert("holding", {"person": person, "scheme": "YF18", "code": code})
    asked = telling.Asked(
        template=packs.parse(NEW_PACK.encode()),
        period=returns.period(filled_register, "2027"),
        as_of=date(2027, 1, 25),
    )

    counted = filling.count(filled_register, asked)

    assert [[cell.text for cell in line.cells] for line in counted.rows] == [
        ["合计", "2", "2"],
        ["三属", "2", "2"],
        ["伤残", "1", "1"],
    ]
    assert home


def test_a_roster_tells_the_plan_of_each_person(filled_register):
    with filled_register.deed("试写") as deed:
        person = deed.db.execute("SELECT id FROM person WHERE name = '李䶮'").fetchone()[0]
        deed.update("person", person, {"born": ""})
        plan = deed.insert(
            "plan",
            {"number": "青策-荷塘-2027-000009", "person": person, "opened_on": "2027-01-15"},
        )
        goal = deed.insert("plan_goal", {"plan": plan, "kind": "就业", "matter": "没有活干。"})
        for measure, owner, unit, due in (
            ("电焊复审培训", "张海燕", "镇站", "2028-05-15"),
            ("推荐巡线岗位", "王芳", "荷塘村退役军人服务站", "2028-06-15"),
        ):
            deed.insert(
                "plan_step",
                {
                    "goal": goal, "measure": measure, "owner": owner, "unit": unit,
                    "due_on": due, "progress": "已报名",
                },
            )  # fmt: skip

    told = _texts(returns.fill(filled_register, F03), "person.2")

    assert told[3] == "—"
    assert told[7:] == [
        "就业", "没有活干", "电焊复审培训；推荐巡线岗位", "镇站、本站\n张海燕、王芳",
        "2028年\n5月15日", "已报名", "1月14日", "否", "—",
    ]  # fmt: skip


def test_how_many_checks_agree_is_counted(filled_register):
    filled = returns.fill(filled_register, F01)

    assert filled.agreeing == len(filled.template.checks) - len(filled.problems)


def test_numbers_are_only_left_out_masked_or_whole(filled_register):
    with pytest.raises(Refused, match="写法"):
        returns.fill(filled_register, replace(F03, numbers="half"))


def test_an_empty_sentence_explains_nothing(filled_register):
    returns.paper_first(filled_register, F01)
    with filled_register.deed("试写") as deed:
        deed.db.execute("UPDATE visit SET void = 1, void_reason = '录错人' WHERE goods <> ''")

    with pytest.raises(Refused, match="说明是空的"):
        returns.explain(filled_register, F01, "persons_moved:met.persons", " ")


def test_the_first_return_of_a_station_changed_nothing(filled_register):
    version = returns.paper_first(filled_register, F01)

    assert comparing.changes(filled_register, version.uid) == []
    assert comparing.beside(filled_register, version.uid) == ""


def test_a_correction_is_held_against_the_version_it_corrects(filled_register):
    returns.paper_first(filled_register, F01)
    order = Order(form="F01", period="2027-春节", reason="漏了一户")

    version = returns.paper_first(filled_register, order)

    assert comparing.beside(filled_register, version.uid) == "上一版"


def test_the_year_before_is_what_a_year_is_held_against(filled_register, clock):
    last = returns.paper_first(filled_register, Order(form="F01", period="2026"))
    quarter = returns.paper_first(filled_register, Order(form="F01", period="2027-Q1"))

    filled = returns.fill(filled_register, Order(form="F01", period="2027"))

    assert filled.before == last
    assert filled.before != quarter
    assert comparing.not_reached(filled_register, last.uid) == []


def test_a_frozen_version_is_the_same_until_the_register_says_otherwise(filled_register):
    version = returns.paper_first(filled_register, F03)
    assert filled_return.same_as(filled_register, returns.fill(filled_register, F03), version)

    other_day = replace(F03, as_of=date(2027, 1, 20))
    assert not filled_return.same_as(
        filled_register, returns.fill(filled_register, other_day), version
    )

    with filled_register.deed("试写") as deed:
        deed.db.execute("UPDATE person SET remark = '女儿在外省' WHERE name = '王桂兰'")
    assert not filled_return.same_as(filled_register, returns.fill(filled_register, F03), version)


def test_a_reason_belongs_to_corrections_only(filled_register):
    first = returns.paper_first(filled_register, replace(F01, reason="多余的原因"))
    assert (first.reason, returns.frozen(filled_register, first.uid).reason) == ("", "")


def test_a_reason_that_no_page_could_hold_is_refused(filled_register):
    returns.paper_first(filled_register, F01)

    with pytest.raises(Refused, match="存不下来"):
        returns.paper_first(filled_register, replace(F01, reason="很长" * 300))
