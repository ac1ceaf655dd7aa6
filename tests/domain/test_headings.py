import pytest

from station_app.domain import headings
from station_app.domain.headings import Sure
from station_app.domain.table import Sheet


def sheet(*rows, merged=()):
    return Sheet(name="花名册", rows=tuple(tuple(row) for row in rows), merged=merged)


def fields(found):
    return {match.heading.replace("\n", "/"): match.field for match in found.columns}


def test_title_rows_above_the_headings_are_passed_over():
    found = headings.find(
        sheet(
            ("荷塘村退役军人花名册", "", ""),
            ("填报单位：荷塘村", "", "2027年1月"),
            ("序号", "姓 名", "身份证号码*"),
            (1, "王福生", "790121193503010218"),
        )
    )

    assert fields(found) == {"序号": "", "姓名": "name", "身份证号码*": "id_number"}
    assert found.rows == ((4, (1, "王福生", "790121193503010218")),)


def test_headings_of_two_rows_are_read_together_with_their_merged_cells():
    found = headings.find(
        sheet(
            ("姓名", "身份证号", "家庭住址", "", "联系人", "", "烈士", ""),
            ("", "", "组", "门牌", "姓名", "电话", "姓名", "性别"),
            ("王福生", "790121193503010218", "3组", "17号", "王建国", "1", "王大山", "男"),
            merged=(
                (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5), (0, 6, 0, 7),
            ),
        )
    )  # fmt: skip

    assert fields(found) == {
        "姓名": "name",
        "身份证号": "id_number",
        "家庭住址/组": "place",
        "家庭住址/门牌": "door",
        "联系人/姓名": "contact_name",
        "联系人/电话": "contact_phone",
        "烈士/姓名": "",
        "烈士/性别": "",
    }
    assert [number for number, _ in found.rows] == [3]


@pytest.mark.parametrize(
    ("heading", "field", "sure"),
    [
        ("姓  名", "name", Sure.KNOWN),
        ("公民身份号码", "id_number", Sure.KNOWN),
        ("联系方式（手机）", "phone", Sure.KNOWN),
        ("入伍时间（年月）", "enlisted", Sure.KNOWN),
        ("本村老兵姓名", "name", Sure.LIKELY),
        ("烈士(牺牲,病故军人)姓名*", "", Sure.ASKED),
        ("户主身份证号", "", Sure.UNUSED),
        ("序号", "", Sure.UNUSED),
        ("家里情况", "", Sure.ASKED),
        ("服役部队名称（番号）*", "", Sure.UNUSED),
        ("原部队代号", "", Sure.UNUSED),
        ("部职别", "", Sure.UNUSED),
        ("军衔", "", Sure.UNUSED),
        ("银行账户*", "", Sure.UNUSED),
    ],
)
def test_a_heading_is_known_likely_unused_or_asked(heading, field, sure):
    match = headings.understand(heading)

    assert (match.field, match.sure) == (field, sure)


def test_a_choice_wins_but_never_over_a_unit_designation():
    assert headings.understand("家里情况", {"家里情况": "remark"}).field == "remark"
    assert headings.understand("姓名", {"姓名": ""}).sure is Sure.UNUSED
    assert headings.understand("原部队代号", {"原部队代号": "remark"}).field == ""


def test_how_many_headings_are_understood_is_said_in_one_sentence():
    heads = ("序号", "姓名", "身份证号", "老兵电话", "情况")

    found = headings.find(sheet(heads, (1, "王福生", "790121193503010218", "", "")))

    assert found.says == "5 列：认得 2 列，像是 1 列，不用 1 列，还有 1 列请选。"


def test_samples_show_no_whole_identity_number():
    found = headings.find(
        sheet(("姓名", "身份证号", "情况"), ("王福生", "790121193503010218", "790121193503010218"))
    )

    assert [match.samples for match in found.columns] == [
        ("王福生",),
        ("790***********0218",),
        ("790***********0218",),
    ]


def test_a_second_telephone_column_becomes_the_second_telephone():
    found = headings.find(sheet(("姓名", "身份证号", "电话", "手机"), ("王福生", "7", "1", "2")))

    assert fields(found)["电话"] == "phone"
    assert fields(found)["手机"] == "phone2"


def test_of_two_number_columns_the_filled_one_is_taken():
    found = headings.find(
        sheet(("姓名", "身份证号", "公民身份号码"), ("王福生", "", "790121193503010218"))
    )

    assert found.column_of("id_number").heading == "公民身份号码"
    assert found.rivals("id_number") == []


def test_two_filled_number_columns_are_rivals_and_none_is_taken():
    found = headings.find(sheet(("姓名", "身份证号", "公民身份号码"), ("王福生", "1", "2")))

    assert found.column_of("id_number") is None
    assert [match.heading for match in found.rivals("id_number")] == ["身份证号", "公民身份号码"]


@pytest.mark.parametrize(
    "row",
    [
        ("合计", "", "", "38人"),
        ("", "合计", "", "38人"),
        ("合  计", "", "", "38人"),
        ("填 表 人：", "王芳", "", ""),
        ("填表人：王芳", "", "审核人：徐建民", ""),
        ("备注：本表一式两份", "", "", ""),
        ("填表人：王芳", "", "2027年1月20日", ""),
        ("审核人：", "徐建民", "联系电话：154-0000-0001", ""),
        ("以上人员已逐户核对", "", "", ""),
        ("序号", "姓名", "身份证号", "备注"),
        (1, 2, 3, 4),
        ("甲", "乙", 1, 2),
        (7, "", "", ""),
        ("", "", "", ""),
    ],
)
def test_rows_that_are_no_people_are_left_out(row):
    found = headings.find(
        sheet(("序号", "姓名", "身份证号", "备注"), (1, "王福生", "790121193503010218", ""), row)
    )

    assert [number for number, _ in found.rows] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "合计 76 人",
        "共 76 人",
        "总计 76 户 120 人",
        "填表人 王芳 审核人 徐建民",
        "制表 2026.11.24",
        "备注 1 本表一式3份",
        "注 以上共76人",
        "单位负责人签字          2026-11-24",
    ],
)
def test_a_line_merged_across_the_table_is_no_person_whatever_digits_it_has(text):
    heads = ("序号", "姓名", "身份证号", "备注")
    merged = sheet(heads, (1, "王福生", "790121193503010218", ""), (text,), merged=((2, 0, 2, 3),))
    alone = sheet(heads[1:], ("王福生", "790121193503010218", ""), (text, "", ""))

    assert [number for number, _ in headings.find(merged).rows] == [2]
    assert [number for number, _ in headings.find(alone).rows] == [2]


def test_a_merged_line_that_parts_the_groups_is_no_person():
    found = headings.find(
        sheet(("姓名", "身份证号"), ("荷塘村一组", ""), ("王福生", "1"), merged=((1, 0, 1, 1),))
    )

    assert [number for number, _ in found.rows] == [3]


@pytest.mark.parametrize(
    "row", [("合计", "", "76", ""), ("", "合计", "76人", ""), ("小计", "2人", "12户", "")]
)
def test_a_sum_whose_figure_stands_below_the_numbers_is_no_person(row):
    found = headings.find(
        sheet(("序号", "姓名", "身份证号", "备注"), (1, "王福生", "790121193503010218", ""), row)
    )

    assert [number for number, _ in found.rows] == [2]


@pytest.mark.parametrize(
    "row",
    [
        (2, "赵堃", "", ""),
        (2, "赵堃", "1951", ""),
        (2, "附 小福", "", ""),
        (2, "790121193503010218", "790121193503010218", ""),
        (2, "无", "无", "15400000001"),
        (2, "#REF!", "#REF!", ""),
        (2, "", "790121193503010218", ""),
        (2, "附马川", "", "无证"),
        (2, "注小福", 7.9e17, ""),
    ],
)
def test_rows_of_people_with_something_missing_stay(row):
    found = headings.find(sheet(("序号", "姓名", "身份证号", "备注"), row))

    assert [number for number, _ in found.rows] == [2]


def test_a_sheet_without_headings_has_no_table():
    assert headings.find(sheet(("说明", ""), ("一、请按文本填写", ""))) is None
    assert headings.find(sheet()) is None


def test_of_two_columns_with_the_same_heading_word_the_chosen_one_is_the_number():
    table = sheet(
        ("姓名", "身份证号", "公民身份号码"), ("王福生", "790121193503010218", "790121193503010218")
    )

    assert headings.find(table).rivals("id_number")
    chosen = headings.find(table, {"公民身份号码": "id_number"})

    assert fields(chosen) == {"姓名": "name", "身份证号": "", "公民身份号码": "id_number"}
