"""A roster that comes in: judged row by row, decided, taken in as one deed."""

from dataclasses import replace
from datetime import date, datetime

import messy
import pytest
from messy import book, number
from rosters import clean, one

from station_app.domain import roster as rules
from station_app.domain.headings import Sure
from station_app.domain.household import HEAD
from station_app.domain.person import Standing
from station_app.domain.roster import Choices, Status
from station_app.errors import Refused, Stopped, Unreadable
from station_app.storage import journal
from station_app.usecases import people, roster


def test_every_row_of_a_messy_roster_gets_one_fate_and_its_own_number(register, messy_path):
    shown = roster.preview(register, messy_path)

    assert {status.value: count for status, count in shown.counts.items()} == {
        "new": 30, "updated": 0, "unchanged": 1, "conflict": 1, "rejected": 6,
    }  # fmt: skip
    assert [line.row for line in shown.lines] == list(range(5, 43))
    assert sum(shown.counts.values()) == len(shown.lines)


def test_a_preview_writes_nothing(register, messy_path):
    before = journal.head(register.db)

    roster.preview(register, messy_path)

    assert journal.head(register.db) == before
    assert people.find(register, "李䶮").hits == ()


def test_damaged_numbers_are_rejected_with_how_to_get_them_right(register, messy_path):
    lines = {line.row: line for line in roster.preview(register, messy_path).lines}

    assert lines[28].reasons == ("号码被 WPS 或 Excel 改坏了（7.9E+17），请照身份证重填",)
    assert lines[29].reasons == ("号码被 WPS 或 Excel 改坏了（7.90121E+17），请照身份证重填",)
    assert lines[30].reasons == ("末位只能是数字或 X，请照身份证核对",)


def test_a_roster_is_taken_in_as_one_deed_and_found_afterwards(register, messy_path):
    before = journal.head(register.db).number

    batch = roster.take_in(register, roster.preview(register, messy_path))

    assert journal.head(register.db).number == before + 1
    assert journal.whole(register.db)
    assert batch.counts["new"] == 30
    assert one(register, "李䶮").group == "6组"
    assert one(register, "liyan").name == "李䶮"
    assert one(register, "5400000007").name == "赵泰英"
    assert one(register, "阿依古丽").ethnicity == "维吾尔族"
    assert one(register, "陈安华").disability == "六级"


def test_the_same_roster_again_changes_nothing(register, messy_path):
    roster.take_in(register, roster.preview(register, messy_path))
    before = journal.head(register.db)

    again = roster.preview(register, messy_path)

    assert again.counts[Status.NEW] == again.counts[Status.UPDATED] == 0
    assert again.counts[Status.UNCHANGED] == 31
    assert roster.take_in(register, again) is None
    assert journal.head(register.db) == before


def test_unit_designations_are_never_read_and_the_report_says_so(register, messy_path):
    shown = roster.preview(register, messy_path)
    roster.take_in(register, shown)

    left = roster.as_json(shown)["left_out"]

    assert left[0]["heading"] == "原部队代号"
    assert "番号" in left[0]["why"]
    assert not register.db.execute("SELECT 1 FROM person WHERE remark <> ''").fetchone()


def test_a_unit_column_is_not_read_even_if_somebody_chooses_it(register, messy_path):
    shown = roster.preview(register, messy_path, Choices(columns={"原部队代号": "remark"}))

    assert "原部队代号" in [one.heading for one in shown.left_out]


def test_a_wrong_choice_of_heading_can_be_put_right_and_is_remembered(register, tmp_path):
    path = book(
        tmp_path / "册.xlsx", ["姓名", "身份证号", "情况"], ["王福生", number(), "腿脚不便"]
    )
    seen = roster.look(register, path)
    assert [match.sure for match in seen.tables[0].columns][-1] is Sure.ASKED

    chosen = roster.choose(register, seen, Choices(columns={"情况": "remark"}))
    roster.take_in(register, roster.judge(register, chosen))

    assert one(register, "王福生").remark == "腿脚不便"
    assert roster.look(register, path).tables[0].column_of("remark").heading == "情况"


def test_a_word_that_fits_no_code_is_asked_once_and_remembered(register, messy_path):
    shown = roster.preview(register, messy_path)
    assert [(word.word, word.rows) for word in shown.words if word.sure is Sure.ASKED] == [
        ("三属", 1)
    ]

    decided = roster.again(register, shown, Choices(words={("category", "三属"): "YF18:23"}))
    roster.take_in(register, decided)

    assert one(register, "刘顺明").standing is Standing.BEREAVED
    assert not [
        word for word in roster.preview(register, messy_path).words if word.sure is Sure.ASKED
    ]


def test_a_damaged_number_typed_anew_turns_its_row_new(register, messy_path):
    shown = roster.preview(register, messy_path)

    mended = roster.again(
        register, shown, Choices(numbers={("花名册", 28): number("19640125", 149)})
    )

    line = next(line for line in mended.lines if line.row == 28)
    assert line.status is Status.NEW
    assert "已照身份证改正" in "；".join(line.reasons)
    assert mended.counts[Status.REJECTED] == shown.counts[Status.REJECTED] - 1


def test_a_wrong_but_official_number_is_kept_with_its_reason(register, tmp_path):
    wrong = number()[:17] + ("1" if number()[17] != "1" else "2")
    path = clean(tmp_path / "册.xlsx", ["王福生", wrong, "", ""])
    shown = roster.preview(register, path)
    assert shown.counts[Status.REJECTED] == 1

    kept = roster.again(register, shown, Choices(kept={("Sheet", 2): "户口簿如此，派出所证明"}))
    roster.take_in(register, kept)

    assert one(register, "王福生").number_reason == "户口簿如此，派出所证明"


def test_an_empty_field_filled_is_an_update_and_a_second_phone_an_addition(register, tmp_path):
    first = clean(tmp_path / "一.xlsx", ["王福生", number(), "15400000001", ""])
    second = clean(tmp_path / "二.xlsx", ["王福生", number(), "15400000002", "三组17号"])
    roster.take_in(register, roster.preview(register, first))

    shown = roster.preview(register, second)
    roster.take_in(register, shown)

    assert shown.counts[Status.UPDATED] == 1
    found = one(register, "王福生")
    assert [phone.number for phone in found.phones] == ["15400000001", "15400000002"]
    assert found.place == "3组 17号"


def test_what_differs_is_decided_field_by_field(register, tmp_path):
    first = clean(tmp_path / "一.xlsx", ["王福生", number(), "", "2组2号"])
    second = clean(tmp_path / "二.xlsx", ["王福生", number(), "", "4组11号"])
    roster.take_in(register, roster.preview(register, first))

    shown = roster.preview(register, second)
    assert shown.counts[Status.CONFLICT] == 1
    assert {one.field: (one.register, one.sheet) for one in shown.lines[0].differences} == {
        "group": ("2组", "4组"),
        "door": ("2号", "11号"),
    }

    half = Choices(taken={("Sheet", 2, "group"): True})
    assert roster.again(register, shown, half).counts[Status.CONFLICT] == 1
    whole = Choices(taken={("Sheet", 2, "group"): True, ("Sheet", 2, "door"): False})
    roster.take_in(register, roster.again(register, shown, whole))

    assert one(register, "王福生").place == "4组 2号"


def test_a_conflict_left_open_writes_nothing_of_its_row(register, tmp_path):
    first = clean(tmp_path / "一.xlsx", ["王福生", number(), "", "2组2号"])
    second = clean(tmp_path / "二.xlsx", ["王福生", number(), "15400000001", "4组11号"])
    roster.take_in(register, roster.preview(register, first))

    assert roster.take_in(register, roster.preview(register, second)) is None

    assert one(register, "王福生").phones == ()


def test_the_same_name_and_birth_under_another_number_is_asked(register, tmp_path):
    first = clean(tmp_path / "一.xlsx", ["刘喆", number("19780105", 15), "", ""])
    second = clean(tmp_path / "二.xlsx", ["刘喆", number("19780105", 35), "", ""])
    roster.take_in(register, roster.preview(register, first))

    shown = roster.preview(register, second)
    assert shown.lines[0].status is Status.CONFLICT
    assert "同名同生日" in shown.lines[0].reasons[0]

    another = roster.again(register, shown, Choices(taken={("Sheet", 2, "person"): True}))
    assert another.counts[Status.NEW] == 1


def test_a_new_row_that_sounds_like_somebody_born_that_day_says_so_and_stays_new(
    register, tmp_path
):
    first = clean(tmp_path / "一.xlsx", ["刘喆", number("19780105", 15), "", ""])
    second = clean(
        tmp_path / "二.xlsx",
        ["刘哲", number("19780105", 35), "", ""],
        ["刘哲", number("19790105", 35), "", ""],
        ["李秀英", number("19780105", 36), "", ""],
    )
    roster.take_in(register, roster.preview(register, first))

    shown = roster.preview(register, second)

    assert shown.counts[Status.NEW] == 3
    said = [next((r for r in line.reasons if "像登记册里的" in r), "") for line in shown.lines]
    assert said[0] == (
        "像登记册里的刘喆（身份证号第 16 位不同，出生日期相同，姓名同音），导入后请查重"
    )
    assert said[1:] == ["", ""]


def test_a_later_row_that_only_fills_blanks_is_an_update_of_the_first(register, tmp_path):
    path = clean(
        tmp_path / "册.xlsx",
        ["王福生", number(), "", "3组17号"],
        ["王福生", number(), "15400000001", ""],
    )

    shown = roster.preview(register, path)
    roster.take_in(register, shown)

    assert [line.status for line in shown.lines] == [Status.NEW, Status.UPDATED]
    assert "与第 2 行是同一人" in shown.lines[1].reasons
    assert one(register, "王福生").phones[0].number == "15400000001"


def test_rows_of_one_household_come_together_and_a_head_without_a_row_is_only_named(
    register, tmp_path
):
    heads = ["姓名", "身份证号", "户主", "与户主关系", "组"]
    path = book(
        tmp_path / "册.xlsx",
        heads,
        ["王福生", number(), "王福生", "户主", "3组"],
        ["王建国", number("19700101", 31), "王福生", "子", "3组"],
        ["何桂兰", number("19400101", 22), "何大山", "配偶", "4组"],
        ["赵堃", number("19410101", 11), "", "", "5组"],
    )

    roster.take_in(register, roster.preview(register, path))

    father, son = one(register, "王福生"), one(register, "王建国")
    assert father.household == son.household
    members = people.get(register, one(register, "何桂兰").uid).members
    assert [(member.name, member.is_head, member.person == "") for member in members] == [
        ("何大山", True, True),
        ("何桂兰", False, False),
    ]
    assert one(register, "赵堃").relation == HEAD


def test_stopping_halfway_keeps_nothing(register, messy_path):
    shown = roster.preview(register, messy_path)
    before = journal.head(register.db)

    def stop(done, total):
        if done:
            raise Stopped("已停止，这次不算。")

    with pytest.raises(Stopped):
        roster.take_in(register, shown, stop)

    assert journal.head(register.db) == before
    assert one(register, "李䶮") is None


def test_a_register_changed_since_the_preview_asks_for_another_look(register, messy_path):
    shown = roster.preview(register, messy_path)
    people.register(register, replace(people.begin(register), name="赵堃", id_number=number()))

    with pytest.raises(Refused, match="又有改动"):
        roster.take_in(register, shown)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([["名单"], ["甲", "乙"]], "没有找到花名册"),
        ([["姓名", "性别"], ["王福生", "男"]], "没有找到“身份证号”"),
        (
            [["姓名", "身份证号", "公民身份号码"], ["王福生", number(), number()]],
            "几列都像身份证号：B 列“身份证号”、C 列“公民身份号码”",
        ),
    ],
)
def test_a_sheet_without_a_usable_heading_is_refused_plainly(register, tmp_path, rows, says):
    path = book(tmp_path / "册.xlsx", *rows)

    with pytest.raises(Unreadable, match=says) as refused:
        roster.preview(register, path)

    assert refused.value.remedy


def test_one_of_two_number_columns_can_be_chosen(register, tmp_path):
    path = book(
        tmp_path / "册.xlsx", ["姓名", "身份证号", "公民身份号码"], ["王福生", "旧", number()]
    )
    choices = Choices(columns={"身份证号": "", "公民身份号码": "id_number"})

    assert roster.preview(register, path, choices).counts[Status.NEW] == 1


def test_dates_that_a_spreadsheet_keeps_as_dates_are_read_as_such(register, tmp_path):
    heads = ["姓名", "身份证号", "出生日期", "入伍时间"]
    row = [
        "王福生",
        number("19560229"),
        date(1956, 2, 29),
        datetime.fromisoformat("1974-12-01T09:30"),
    ]

    roster.take_in(register, roster.preview(register, book(tmp_path / "a.xlsx", heads, row)))

    found = one(register, "王福生")
    assert (found.born, found.enlisted) == ("1956-02-29", "1974-12-01")


def test_somebody_without_a_paper_is_known_again_by_name_and_birth(register, tmp_path):
    heads = ["姓名", "身份证号", "证件类型", "出生日期", "备注"]
    first = book(tmp_path / "一.xlsx", heads, ["何大山", "", "无证", "1931-05", ""])
    second = book(tmp_path / "二.xlsx", heads, ["何大山", "", "无证", "1931-05", "听力不好"])
    roster.take_in(register, roster.preview(register, first))

    shown = roster.preview(register, second)

    assert [line.status for line in shown.lines] == [Status.UPDATED]


def test_numbers_are_masked_where_rows_are_shown_and_damaged_ones_shown_as_they_are(
    register, messy_path
):
    lines = {line.row: line for line in roster.preview(register, messy_path).lines}

    assert lines[5].shown_number == "790***********1038"
    assert lines[28].shown_number == "7.90121E+17"


def test_a_person_of_the_register_twice_in_a_sheet_is_said_by_the_first_row(register, tmp_path):
    first = clean(tmp_path / "一.xlsx", ["王福生", number(), "", ""])
    twice = clean(
        tmp_path / "二.xlsx",
        ["王福生", number(), "", "2组2号"],
        ["王福生", number(), "", "4组2号"],
        ["王福生", number(), "15400000001", ""],
    )
    roster.take_in(register, roster.preview(register, first))

    shown = roster.preview(register, twice)
    roster.take_in(register, shown)

    assert [line.status for line in shown.lines] == [
        Status.UPDATED,
        Status.CONFLICT,
        Status.UPDATED,
    ]
    assert shown.lines[1].reasons == ("表里有两行，第 2 行和第 3 行组不同，请选一行",)
    found = one(register, "王福生")
    assert (found.place, len(found.phones)) == ("2组 2号", 1)


def test_several_sheets_are_read_and_named(register, tmp_path):
    from openpyxl import Workbook

    made = Workbook()
    made.active.append(["说明"])
    for village, row in (
        ("一组", ["王福生", number()]),
        ("二组", ["赵堃", number("19410101", 11)]),
    ):
        sheet = made.create_sheet(village)
        sheet.append(["姓名", "身份证号"])
        sheet.append(row)
    made.save(tmp_path / "册.xlsx")

    said = roster.as_json(roster.preview(register, tmp_path / "册.xlsx"))

    assert [row["sheet"] for row in said["rows_detail"]] == ["一组", "二组"]
    assert said["skipped"] == [{"sheet": "Sheet", "why": "没有姓名和身份证号的表头。"}]


def test_an_old_number_is_the_same_person_as_its_long_form(register, tmp_path):
    long = number("19480612", 19)
    first = clean(tmp_path / "一.xlsx", ["王福生", long, "", ""])
    second = clean(tmp_path / "二.xlsx", ["王福生", long[:6] + long[8:17], "", ""])
    roster.take_in(register, roster.preview(register, first))

    assert roster.preview(register, second).counts[Status.UNCHANGED] == 1


def test_what_was_decided_about_one_row_can_be_taken_back_alone(register, messy_path):
    right = str(messy.person(25)[2])
    place, other = ("花名册", 29), ("花名册", 34)
    choices = Choices(numbers={place: right}, taken={(*other, "door"): True})
    decided = roster.preview(register, messy_path, choices)
    assert decided.counts[Status.REJECTED] == 5
    assert rules.decided(decided.choices, place)
    assert rules.decided(decided.choices, other)

    back = roster.again(register, decided, rules.undecided(decided.choices, place))

    lines = {line.row: line for line in back.lines}
    assert lines[29].status is Status.REJECTED
    assert lines[34].status is Status.UPDATED


def test_a_row_is_mended_by_its_number_only_where_the_number_is_in_doubt(register, messy_path):
    lines = {line.row: line for line in roster.preview(register, messy_path).lines}

    doubted = {row for row, line in lines.items() if line.number_doubted}

    assert doubted == {28, 29, 30, 32}
