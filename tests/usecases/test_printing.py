from dataclasses import replace
from datetime import date
from io import BytesIO

import neighbours
import pypdfium2
import pytest
import zxingcpp
from makers import a_campaign, a_goal, a_plan, a_step, a_visit
from neighbours import holds, settle

from station_app.domain.identity import Mask
from station_app.domain.person import Phone, Sex
from station_app.domain.plan import FollowUp
from station_app.domain.sheet import State
from station_app.domain.visit import Manner, Missed, Mood, Satisfaction, ToDo
from station_app.errors import Refused, Stopped
from station_app.storage import journal
from station_app.usecases import campaigns, history, lacking, on_paper, plans, printing, visits

CODE = "2027-春节"
NUMBER = "79012119490817333X"
NOBODY_DRAWS = "\U0003134a"  # a character younger than our faces


@pytest.fixture
def campaign(register):
    return campaigns.set_up(register, a_campaign())


def texts(pdf):
    """Return the text of each page, without spaces and line ends."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def code_of(pdf, page=0):
    """Return the digits that a reader finds on a page at 200 dpi."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        picture = document[page].render(scale=200 / 72).to_pil()
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def somebody(register, name="罗秀英", **facts):
    known = {
        "id_number": NUMBER,
        "sex": Sex.MALE,
        "born": "1949-08-17",
        "division": "790121101201",
        "phones": (Phone(number="154-0000-1590"),),
        "contact_name": "罗小勇",
        "contact_relation": "侄子",
        "contact_phone": "154-0000-0876",
        "holdings": (holds("SEED7", "2"),),
    }
    return settle(register, name, **(known | facts))


def test_a_preview_is_a_draft_and_gives_no_number(register, campaign):
    person = somebody(register)

    page = texts(printing.preview(register, [person], campaign=CODE).pdf)[0]

    assert "编号草稿" in page
    assert "草稿" in page
    assert "青退" not in page
    assert visits.sheets_of(register, person) == []
    assert code_of(printing.preview(register, [person]).pdf) == []


def test_a_printed_sheet_carries_what_the_register_knows(register, campaign):
    person = somebody(register)

    printed = printing.print_sheets(register, [person], campaign=CODE)

    page = texts(printed.pdf)[0]
    for words in (
        "青石县柳林镇荷塘村退役军人服务站",
        "2027年春节走访慰问",
        "青退-荷塘-2027-000001",
        "罗秀英",
        "77",
        "154-0000-1590",
        "鳏寡孤独",
        "790121********333X",
        "荷塘村3组17号",
        "罗秀英（户主本人）",
        "罗小勇（侄子）154-0000-0876",
    ):
        assert words in page, words
    assert [sheet.number for sheet in printed.sheets] == ["青退-荷塘-2027-000001"]
    assert "草稿" not in page


def test_the_code_on_paper_finds_the_sheet_again(register, campaign):
    person = somebody(register)
    printed = printing.print_sheets(register, [person], campaign=CODE)

    [digits] = code_of(printed.pdf)

    assert [sheet.uid for sheet in visits.find_sheet(register, digits)] == [printed.sheets[0].uid]


def test_the_mask_of_the_number_can_be_chosen(register, campaign):
    person = somebody(register)

    assert NUMBER in texts(printing.preview(register, [person], mask=Mask.FULL).pdf)[0]
    assert "790121" not in texts(printing.preview(register, [person], mask=Mask.NONE).pdf)[0]


def test_the_last_visit_and_what_is_not_settled_stand_on_the_next_sheet(register, campaign):
    person = somebody(register)
    visits.record(
        register,
        a_visit(
            person,
            on=date(2027, 1, 8),
            troubles=("住房",),
            trouble_note="屋顶东角漏雨。",
            to_do=(ToDo(matter="屋顶修漏"),),
        ),
    )
    plans.open_(register, a_plan(person))

    page = texts(printing.preview(register, [person]).pdf)[0]

    assert "2027年1月8日入户：屋顶东角漏雨。未办结：①屋顶修漏；②联系镇卫生院上门配药。" in page


def test_a_batch_is_printed_in_route_order_each_person_on_a_sheet_of_their_own(register, campaign):
    far = somebody(register, "丁国强", group="12组", id_number="")
    near = somebody(register, "罗秀英", group="3组")
    wife = settle(
        register, "杨玉芬", household=neighbours.home_of(register, near), relation="妻", group="3组"
    )

    printed = printing.print_sheets(register, [far, wife, near], campaign=CODE)

    assert [sheet.name for sheet in printed.sheets] == ["罗秀英", "杨玉芬", "丁国强"]
    assert [sheet.serial for sheet in printed.sheets] == [1, 2, 3]
    pages = texts(printed.pdf)
    assert len(pages) == 3
    assert "罗秀英（妻）" in pages[1]


def test_a_reprint_keeps_the_number(register, campaign):
    person = somebody(register)
    first = printing.print_sheets(register, [person], campaign=CODE)

    again = printing.print_sheets(register, [person], campaign=CODE)

    assert [sheet.number for sheet in again.sheets] == [first.sheets[0].number]
    assert again.sheets[0].prints == 2


def test_a_batch_that_is_stopped_uses_no_number(register, campaign):
    people = [somebody(register, f"人{n}", id_number="") for n in "一二三"]

    def stop(done, total):
        if done == 2:
            raise Stopped("已停止，这次不算。")

    with pytest.raises(Stopped):
        printing.print_sheets(register, people, campaign=CODE, progress=stop)

    assert visits.sheet_counts(register)[State.WAITING] == 0
    printed = printing.print_sheets(register, people, campaign=CODE)
    assert printed.sheets[0].serial == 1


def test_progress_is_told_sheet_by_sheet(register, campaign):
    people = [somebody(register, f"人{n}", id_number="") for n in "一二三"]
    told = []

    printing.preview(register, people, progress=lambda done, total: told.append((done, total)))

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_nothing_is_printed_for_who_died_or_moved_out(register, campaign):
    dead = somebody(register)
    neighbours.bury(register, dead, date(2027, 1, 20))
    living = somebody(register, "赵堃", id_number="")

    printed = printing.print_sheets(register, [dead, living], campaign=CODE)

    assert [sheet.name for sheet in printed.sheets] == ["赵堃"]
    with pytest.raises(Refused, match="没有要打印走访表的人"):
        printing.print_sheets(register, [dead], campaign=CODE)


def test_an_unknown_campaign_is_refused_before_a_number_is_given(register, campaign):
    person = somebody(register)

    with pytest.raises(Refused, match="没有“2027-八一”"):
        printing.print_sheets(register, [person], campaign="2027-八一")

    assert visits.sheets_of(register, person) == []


def test_those_not_visited_yet_are_offered_for_printing(register, campaign):
    met, other = somebody(register), somebody(register, "赵堃", id_number="")
    visits.record(register, a_visit(met, campaign=CODE))

    assert printing.to_print(register, CODE) == [other]


def test_a_recorded_visit_is_printed_with_its_answers_under_its_number(register, campaign):
    person = somebody(register)
    kept = visits.record(
        register,
        a_visit(
            person,
            campaign=CODE,
            living_note="一日三餐正常。",
            request="“药能送到家里，我就放心了。”",
            to_do=(ToDo(matter="屋顶修漏", owner="吕文斌", due=date(2027, 1, 31)),),
            money=50000,
            goods="大米 10 公斤",
            follow_up_on=date(2027, 2, 8),
            mood=Mood.ASKING,
            others_met="杨玉芬（妻）",
        ),
    )

    page = texts(printing.completed(register, kept.uid).pdf)[0]

    for words in (
        kept.number,
        "2027年1月24日9时40分",
        "王芳、徐建民",
        "一日三餐正常。",
        "药能送到家里",
        "屋顶修漏",
        "1月31日前",
        "500.00",
        "大米10公斤",
        "2027年2月8日",
        "杨玉芬（妻）",
    ):
        assert words in page, words


def test_an_attempt_is_printed_with_its_reason_and_a_companion_not_at_all(register, campaign):
    person, wife = somebody(register), settle(register, "杨玉芬")
    missed = visits.missed(register, person, Missed.HOSPITAL, note="县医院")
    visits.record(register, a_visit(person, companions=(wife,)))

    assert "住院，县医院" in texts(printing.completed(register, missed.uid).pdf)[0]
    with pytest.raises(Refused, match="没有单独的表"):
        printing.completed(register, visits.of_person(register, wife)[0].uid)


def test_a_blank_sheet_has_neither_number_nor_code(register):
    pdf = printing.blank(register).pdf

    assert "走访慰问登记表" in texts(pdf)[0]
    assert "青退-" not in texts(pdf)[0]
    assert code_of(pdf) == []


def test_characters_that_would_be_missing_are_named_before_printing(register):
    good = somebody(register, "李䶮", id_number="")
    odd = somebody(register, "王\ue863", id_number="")

    draft = printing.preview(register, [good, odd])

    assert [(one.name, one.characters) for one in draft.missing] == [("王\ue863", ("\ue863",))]
    assert visits.sheets_of(register, odd) == []
    assert lacking.told(draft.missing) == (
        "这些字没有字形，打印不出来，请打印后手写补上：王\ue863（U+E863）。"
    )
    assert lacking.told(printing.preview(register, [good]).missing) == ""


def test_a_missing_character_is_named_wherever_it_stands_on_a_sheet(register, campaign):
    one = somebody(register, contact_name=f"罗{NOBODY_DRAWS}")
    other = somebody(register, "赵堃", id_number="", door="18号")
    plans.open_(register, a_plan(other, goals=(a_goal(steps=(a_step(measure=NOBODY_DRAWS),)),)))

    printed = printing.print_sheets(register, [one, other], campaign=CODE)

    assert [found.says for found in printed.missing] == [
        f"罗秀英（{NOBODY_DRAWS}）",
        f"赵堃（{NOBODY_DRAWS}）",
    ]


def test_what_is_missing_on_one_sheet_is_not_said_of_the_next(register, campaign):
    odd = somebody(register, contact_name=NOBODY_DRAWS, door="1号")
    good = somebody(register, "赵堃", id_number="", door="2号")

    again = [printing.preview(register, [odd, good]).missing for _ in range(2)]

    assert [[one.name for one in found] for found in again] == [["罗秀英"], ["罗秀英"]]


def test_a_recorded_visit_a_plan_and_a_round_say_what_is_missing_too(register, campaign):
    person = somebody(register)
    odd = somebody(register, f"丁{NOBODY_DRAWS}", group="12组", id_number="")
    kept = visits.record(register, a_visit(person, request=f"找{NOBODY_DRAWS}办事"))
    goals = (a_goal(steps=(a_step(measure=f"请{NOBODY_DRAWS}上门"),)),)
    opened = plans.open_(register, a_plan(person, goals=goals))

    papers = {
        "visit": printing.completed(register, kept.uid),
        "plan": printing.plan(register, opened.uid),
        "round": printing.route_list(register, [person, odd]),
    }

    assert {name: [one.name for one in paper.missing] for name, paper in papers.items()} == {
        "visit": ["罗秀英"],
        "plan": ["罗秀英"],
        "round": [f"丁{NOBODY_DRAWS}"],
    }
    assert printing.blank(register).missing == ()


def test_phones_stand_on_paper_in_groups(register, campaign):
    phones = (Phone(number="15400001590"),)
    person = somebody(register, phones=phones, contact_phone="15400000876")

    sheet, way = printing.preview(register, [person]), printing.route_list(register, [person])

    assert "154-0000-1590" in texts(sheet.pdf)[0]
    assert "罗小勇（侄子）154-0000-0876" in texts(sheet.pdf)[0]
    assert "154-0000-1590" in texts(way.pdf)[0]


def test_a_draft_knows_whose_page_is_whose(register, campaign):
    long = somebody(register)
    for number in range(6):
        goals = (a_goal(steps=(a_step(measure=f"{number}" + "联系镇卫生院上门配药" * 12),)),)
        plans.open_(register, a_plan(long, goals=goals))
    short = somebody(register, "赵堃", id_number="", door="18号")

    draft = printing.preview(register, [long, short])

    assert draft.count == len(texts(draft.pdf))
    assert draft.owners[0] == 0
    assert draft.owners[1:] == (0, 1)


def test_a_plan_is_printed_with_difficulties_measures_and_who_answers_for_them(register):
    person = somebody(register)
    kept = plans.open_(
        register,
        a_plan(person, goals=(a_goal(steps=(a_step(policy="家庭医生签约服务"),)),)),
    )
    plans.progress(register, kept.uid, "已送药三次", step=kept.steps[0].uid, done=True)

    page = texts(printing.plan(register, kept.uid).pdf)[0]

    for words in (
        "青策-荷塘-2027-000001",
        "建立日期2027年1月25日",
        "看病取药不便",
        "2026年11月",
        "家庭医生签约服务",
        "3月31日",
        "已送药三次",
        "徐建民",
    ):
        assert words in page, words


def test_a_round_is_one_page_in_the_order_of_the_way(register, campaign):
    far = somebody(register, "丁国强", group="12组", id_number="")
    near = somebody(register)
    printing.print_sheets(register, [near], campaign=CODE)

    [page] = texts(printing.route_list(register, [far, near], campaign=CODE).pdf)

    assert page.index("罗秀英") < page.index("丁国强")
    for words in ("2027年春节走访慰问", "2户2人", "2027-000001", "154-0000-1590", "2月5日前"):
        assert words in page, words


def test_a_recorded_visit_names_who_of_the_household_was_met_that_day(register, campaign):
    person = somebody(register)
    wife = settle(register, "杨玉芬", household=neighbours.home_of(register, person), relation="妻")
    kept = visits.record(register, a_visit(person, companions=(wife,)))
    visits.record(register, a_visit(wife))

    assert "杨玉芬" in texts(printing.completed(register, kept.uid).pdf)[0]


def test_the_queue_says_which_sheets_keep_their_number(register, campaign):
    first = somebody(register, door="1号")
    second = somebody(register, "石秀峰", id_number="790121195403091018", door="2号")
    printing.print_sheets(register, [second], campaign=CODE)

    queued = printing.queue(register, [second, first], campaign=CODE)

    assert [(one.name, one.number) for one in queued] == [
        ("罗秀英", ""),
        ("石秀峰", "2027-000001"),
    ]


def test_sheets_of_a_household_that_wait_under_different_campaigns_keep_their_numbers(
    register, campaign
):
    husband = somebody(register)
    house = neighbours.home_of(register, husband)
    wife, son = (settle(register, name, household=house) for name in ("杨玉芬", "罗家明"))
    [old] = printing.print_sheets(register, [husband]).sheets
    [new] = printing.print_sheets(register, [wife], campaign=CODE).sheets
    home = [husband, wife, son]

    queued = printing.queue(register, home, campaign=CODE, any_campaign=True)
    drafts = printing.preview(register, home, campaign=CODE, any_campaign=True)
    printed = printing.print_sheets(register, home, campaign=CODE, any_campaign=True)

    numbers = {husband: old.short, wife: new.short, son: ""}
    assert {one.person: one.number for one in queued} == numbers
    given = {one.person: one for one in printed.sheets}
    assert (given[husband].uid, given[wife].uid) == (old.uid, new.uid)
    assert (given[husband].campaign, given[son].campaign) == ("", CODE)
    theirs = [one.campaign == CODE for one in printed.sheets]
    for pdf in (drafts.pdf, printed.pdf):
        assert ["春节" in page for page in texts(pdf)] == theirs


def _noted(register):
    """The last deed's name and what its entry says of it."""
    entry = journal.latest(register.db, 1)[0]
    return entry.deed, entry.facts


def test_a_route_list_is_noted_with_a_count_and_without_a_name(register, campaign):
    people = [somebody(register), somebody(register, "丁国强", group="12组", id_number="")]

    printing.route_list(register, people, campaign=CODE)
    route = _noted(register)

    assert (route[0], route[1]["count"]) == ("打印路线单", 2)
    for name in ("罗秀英", "丁国强"):
        assert name not in str(route)
    assert not history.may_undo(register, register.last_deed)


def test_a_plan_and_a_recorded_visit_on_paper_are_noted_under_what_they_are(register, campaign):
    person = somebody(register)
    kept = plans.open_(register, a_plan(person))
    visit = visits.record(register, a_visit(person, campaign=CODE))

    printing.plan(register, kept.uid)
    plan_facts = _noted(register)
    printing.completed(register, visit.uid)
    visit_facts = _noted(register)

    assert (plan_facts[0], plan_facts[1]["about"]) == ("打印或另存帮扶方案", kept.uid)
    assert (visit_facts[0], visit_facts[1]["about"]) == ("打印走访记录", visit.uid)


def test_a_plan_goes_on_paper_with_what_became_of_it(register):
    kept = plans.open_(register, a_plan(somebody(register)))
    open_one = printing.plan(register, kept.uid)
    done = plans.progress(register, kept.uid, "送到了", step=kept.steps[0].uid, done=True)
    asked = FollowUp(
        on=date(2027, 1, 25), manner=Manner.AT_HOME, satisfaction=Satisfaction.SATISFIED,
        own_words="夜里不冷了，谢谢你们。", outcome="镇里送来电暖器。",
    )  # fmt: skip

    plans.close(register, done.uid, asked)

    closed = printing.plan(register, kept.uid)
    assert "销号日期2027年1月25日" in "".join(texts(closed.pdf))
    assert "销号日期2027年1月25日" not in "".join(texts(open_one.pdf))
    assert _ticks(register, kept.uid) == {"本人评价.满意", "办理意见.销号"}


def _ticks(register, uid):
    return set(on_paper.plan(on_paper.desk(register, Mask.BIRTH), plans.get(register, uid)).ticks)


def test_a_visit_looked_at_on_the_screen_leaves_no_trace(register, campaign):
    kept = visits.record(register, a_visit(somebody(register), campaign=CODE))
    before = register.last_deed

    assert kept.number in texts(printing.seen(register, kept.uid).pdf)[0]

    assert journal.head(register.db).number == before


def test_a_register_that_is_only_read_prints_without_a_note(register, campaign):
    people = [somebody(register)]
    reading = replace(register, read_only=True)

    assert "罗秀英" in texts(printing.route_list(reading, people, campaign=CODE).pdf)[0]
