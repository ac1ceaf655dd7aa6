from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from messy import number, wide

from station_app.domain import category, codes, heading_words, person_rules, reading
from station_app.domain.person import Flag, Life, Paper, Residency, Sex, Standing, Tier, Trouble
from station_app.domain.row import Help

GOOD = number("19350301", 21)


def read(typed="", kept="", words=None, **cells):
    help_ = Help(
        today=date(2027, 1, 25),
        schemes=category.shipped(),
        words=words or {},
        division="790121101201",
        areas={"790121"},
    )
    row = {"name": "王福生", "id_number": GOOD} | cells
    return reading.read(row, ("花名册", 5, tuple(row.values())), help_, typed, kept)


def test_a_clean_row_has_nothing_to_say_but_where_the_birth_date_comes_from():
    made = read()

    assert (made.faults, made.repairs) == ((), ())
    assert made.remarks == ("出生日期由身份证号算出",)
    assert (made.draft.born, made.draft.sex) == ("1935-03-01", Sex.MALE)
    assert made.draft.division == "790121101201"


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (wide(GOOD), "号码里的全角数字已改为半角"),
        (f" {GOOD[:6]} {GOOD[6:]}", "号码里的空格和符号已去掉"),
        (f"'{GOOD}", "号码里的空格和符号已去掉"),
    ],
)
def test_a_number_is_repaired_where_that_is_certain(cell, says):
    made = read(id_number=cell)

    assert made.number == GOOD
    assert says in made.repairs


def test_a_small_x_becomes_a_large_one():
    with_x = next(
        number("19480612", sequence)
        for sequence in range(1, 999, 2)
        if number("19480612", sequence).endswith("X")
    )

    made = read(id_number=with_x.lower())

    assert made.number == with_x
    assert made.repairs == ("号码末位 x 已改为大写",)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (7.90121193503010218e17, "号码被 WPS 或 Excel 改坏了"),
        ("7.90121E+17", "号码被 WPS 或 Excel 改坏了（7.90121E+17），请照身份证重填"),
        (GOOD[:15] + "000", "号码被 WPS 或 Excel 改坏了"),
        ("######", "号码显示不出来"),
        (GOOD[:17], "应是 18 位，现在是 17 位"),
        (GOOD[:17] + "S", "末位只能是数字或 X"),
        (GOOD[:17] + str((int(GOOD[17]) + 1) % 10), "末位不对，请照身份证核对"),
        (number("19350301", 21)[:6] + "19000229" + "0213", "出生日期不存在"),
        ("", "没有身份证号，也没有写明别的证件"),
        ("#N/A", "公式错误（#N/A）"),
        ("#公式没有结果", "这一格是公式，表里没有存结果"),
    ],
)
def test_a_damaged_or_wrong_number_is_never_guessed(cell, says):
    made = read(id_number=cell)

    assert says in made.faults[0]
    assert made.number == ""


def test_an_old_number_is_completed_with_a_remark():
    made = read(id_number=GOOD[:6] + GOOD[8:17])

    assert made.number == GOOD
    assert "15 位旧号码已补成 18 位" in made.remarks[0]


def test_an_old_number_that_a_sheet_kept_as_a_number_is_whole():
    assert read(id_number=int(GOOD[:6] + GOOD[8:17])).number == GOOD


def test_birth_and_sex_that_contradict_the_number_are_faults():
    assert "出生日期 1935-03-02 与身份证号里的 1935-03-01 不符" in read(born="1935-03-02").faults[0]
    assert "性别“女”与身份证号不符" in read(sex="女").faults[0]
    assert read(born="1935年3月").draft.born == "1935-03-01"


def test_a_wrong_but_official_number_is_kept_with_its_reason():
    wrong = GOOD[:17] + str((int(GOOD[17]) + 1) % 10)

    made = read(id_number=wrong, kept="派出所证明", sex="女")

    assert made.faults == ()
    assert (made.number, made.draft.number_reason) == (wrong, "派出所证明")


def test_another_paper_needs_only_its_number():
    assert read(paper="护照", id_number="G12345678").draft.paper is Paper.PASSPORT
    assert read(paper="护照", id_number="").faults == ("证件类型是护照，没有写号码",)
    assert read(paper="无证", id_number="").draft.number_reason == "表里写明无证"
    assert "不认得" in read(paper="通行证").remarks[0]


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("2012.3.2", "2012-03-02"),
        ("2012/03/02", "2012-03-02"),
        ("20120302", "2012-03-02"),
        (20120302, "2012-03-02"),
        ("2012年3月", "2012-03"),
        (date(2012, 3, 2), "2012-03-02"),
    ],
)
def test_dates_are_read_in_the_ways_people_write_them(cell, kept):
    assert read(discharged=cell).draft.discharged == kept


@pytest.mark.parametrize("cell", ["2012.2.30", "去年", 40969, "2028-01-01", date(2028, 1, 1)])
def test_an_impossible_or_future_date_is_a_fault(cell):
    assert "退役时间" in read(discharged=cell).faults[0]


def test_a_month_that_may_have_lost_its_zero_is_not_guessed():
    made = read(enlisted=1968.1, discharged=1971.2)

    assert (made.draft.enlisted, made.draft.discharged) == ("1968", "1971-02")
    assert "入伍时间 1968.1 可能是 1 月也可能是 10 月，只登了年份" in made.remarks


def test_a_name_with_brackets_is_kept_and_pointed_at():
    assert "姓名里有括号，请核对" in read(name="王福生（已故）").remarks


def test_every_option_for_a_word_is_understood_again():
    for field in codes.CODED:
        for code, words in codes.options(field, category.shipped()):
            meant = codes.meaning(
                field,
                "三属",
                Help(
                    today=date(2027, 1, 25),
                    schemes=category.shipped(),
                    words={(field, "三属"): code},
                ),
            )
            assert codes.says(meant) == words


def test_variants_of_sex_people_and_names_are_repaired_and_said():
    made = read(name="阿依古丽．买买提", sex="男性", ethnicity="维吾尔")

    assert made.name == "阿依古丽·买买提"
    assert made.draft.ethnicity == "维吾尔族"
    assert made.repairs == (
        "姓名里的间隔号已统一成“·”",
        "性别“男性”已写成“男”",
        "民族“维吾尔”已写成“维吾尔族”",
    )


def test_a_private_use_character_is_replaced_where_it_is_known_and_else_named():
    known, unknown = read(name="李\ue81e"), read(name="李\uf8ff")

    assert known.name == "李\u9fb4"
    assert "U+E81E" in known.repairs[0]
    assert "U+F8FF" in unknown.remarks[0]
    assert unknown.faults == ()


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("三组17号", ("3组", "17号", "")),
        ("荷塘村3组4号", ("3组", "4号", "")),
        ("第三村民小组", ("3组", "", "")),
        ("青石县柳林镇老街 12 号院", ("", "", "青石县柳林镇老街 12 号院")),
    ],
)
def test_group_and_door_are_read_from_an_address(cell, place):
    draft = read(address=cell).draft

    assert (draft.group, draft.door, draft.address) == place


def test_phones_keep_their_owners_and_lose_what_is_no_number():
    made = read(phone="154-0000-7288（儿子）、15400000002", kin_phone="0750-1234567")

    assert [(one.number, one.owner) for one in made.draft.phones] == [
        ("15400007288", "儿子"),
        ("15400000002", "本人"),
        ("0750-1234567", "家属"),
    ]
    assert "不像电话号码" in read(phone="无手机").remarks[0]
    assert "不像电话号码" in read(phone="1.54E+10").remarks[0]


def test_words_of_a_category_find_their_codes_and_the_standing():
    made = read(
        category="烈属、三等功", priority="孤老", disability="6级", disability_nature="因战"
    )

    held = {(one.scheme, one.code) for one in made.draft.holdings}
    assert held == {("YF18", "21"), ("MERIT", "33"), ("SEED7", "2")}
    assert made.draft.standing is Standing.BEREAVED
    assert made.draft.disability == "因战六级"


def test_a_disabled_soldier_brings_the_level_along():
    made = read(category="6级伤残军人")

    assert [one.code for one in made.draft.holdings] == ["11"]
    assert made.draft.disability == "六级"


def test_an_unknown_word_is_asked_and_a_choice_answers_it():
    assert read(category="三属").unread == (("category", "三属"),)

    chosen = read(category="三属", words={("category", "三属"): "YF18:22"})
    assert [one.code for one in chosen.draft.holdings] == ["22"]
    left = read(category="三属", words={("category", "三属"): ""})
    assert (left.draft.holdings, left.unread) == ((), ())
    standing = read(category="三属", words={("category", "三属"): "standing:军属"})
    assert standing.draft.standing is Standing.FAMILY
    trouble = read(trouble="看病贵", words={("trouble", "看病贵"): "trouble:医疗"})
    assert trouble.draft.difficulties[0].kind is Trouble.MEDICAL


def test_difficulties_flags_tier_and_residency_are_read():
    made = read(
        trouble="医疗困难", trouble_note="长期透析", alone="是", childless="√", empty_nest="否",
        tier="每月", residency="外出务工", household_size="3人", medical="居民医保",
        former_name="王大福", pet_name="老福", contact_name="王建国", contact_phone="154-0000-0009",
    ).draft  # fmt: skip

    assert [(one.kind, one.note) for one in made.difficulties] == [(Trouble.MEDICAL, "长期透析")]
    assert made.flags == (Flag.ALONE, Flag.CHILDLESS)
    assert (made.tier, made.residency, made.household_size) == (Tier.A, Residency.AWAY, 3)
    assert [one.name for one in made.other_names] == ["王大福", "老福"]
    assert made.contact_phone == "15400000009"


def test_a_note_without_a_kind_is_another_difficulty():
    assert read(trouble_note="房屋漏雨").draft.difficulties[0].kind is Trouble.OTHER


def test_a_death_needs_its_day():
    assert read(died_on="2026-12-01").draft.life is Life.DECEASED
    assert read(life="去世", died_on="2026-12-01").draft.died_on == date(2026, 12, 1)
    assert "没有去世日期" in read(life="去世").faults[0]
    assert "写到日" in read(died_on="2026-12").faults[0]
    assert read(life="健在").faults == ()


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("汉", "汉族"),
        ("汉 族", "汉族"),
        ("维族", "维吾尔族"),
        ("蒙族", "蒙古族"),
        ("朝族", "朝鲜族"),
        ("滿", "满族"),
        ("満族", "满族"),
        ("畬族", "畲族"),
    ],
)
def test_ways_of_writing_a_people_become_its_name_and_it_is_shown(cell, kept):
    made = read(ethnicity=cell)

    assert made.draft.ethnicity == kept
    assert made.repairs == (f"民族“{cell}”已写成“{kept}”",)


@pytest.mark.parametrize("cell", ["哈族", "乌族", "火星族"])
def test_a_people_that_could_be_two_or_none_is_kept_as_it_is_written(cell):
    made = read(ethnicity=cell)

    assert (made.draft.ethnicity, made.repairs) == (cell, ())
    assert f"民族“{cell}”不在五十六个民族里，照原样登" in made.remarks


def test_moving_away_is_left_to_the_person_page():
    made = read(residency="已迁出")

    assert made.draft.residency is Residency.HERE
    assert "请在人员页办理迁出" in made.remarks[0]


def test_a_unit_designation_in_free_text_is_not_read():
    made = read(remark="原 12345 部队", trouble_note="在123旅受过伤")

    assert (made.draft.remark, made.draft.difficulties) == ("", ())
    assert made.remarks[:2] == (
        "“备注”里像有部队番号，这一格没有读",
        "“困难说明”里像有部队番号，这一格没有读",
    )


@pytest.mark.parametrize(
    "field",
    ["address", "registered_address", "medical", "contact_name", "contact_relation", "head_name",
     "relation", "group", "household_number", "category", "trouble", "disability", "ethnicity",
     "former_name", "residency", "phone", "employer"],
)  # fmt: skip
def test_no_cell_that_names_a_unit_of_the_forces_is_read_whatever_its_column(field):
    clean, made = read(), read(**{field: "31655部队家属院"})

    label = heading_words.labels()[field]
    assert made.remarks == (f"“{label}”里像有部队番号，这一格没有读", *clean.remarks)
    assert (made.draft, made.given, made.unread) == (clean.draft, clean.given, ())
    assert (made.household_number, made.faults) == ("", ())


def test_a_row_whose_name_or_number_names_a_unit_is_turned_away_and_says_why():
    unnamed, unnumbered = read(name="31655部队王福生"), read(id_number="31655部队")

    assert (unnamed.name, unnamed.faults) == ("", ("没有姓名",))
    assert unnamed.barred == ("“姓名”里像有部队番号，这一格没有读",)
    assert (unnumbered.shown, unnumbered.number) == ("", "")
    assert read(id_number="31655部队", typed=GOOD).number == GOOD


def test_head_column_may_say_yes_no_a_relation_or_a_name():
    assert read(head_name="是").draft.relation == "户主"
    assert read(head_name="否").draft.relation == ""
    assert read(head_name="妻子").draft.relation == "配偶"
    assert read(head_name="何 大山").draft.head_name == "何大山"
    assert read(relation="户主/本人").draft.relation == "户主"
    assert read(relation="长子").draft.relation == "子"


def test_division_codes_are_taken_whole_or_not_at_all():
    assert read(division="790121101202").draft.division == "790121101202"
    assert "不是 12 位代码" in read(division="荷塘村").remarks[0]
    assert read(registered_division="790121101202").draft.division == "790121101202"
    assert read(registered_address="青石县老街").draft.address == "青石县老街"


def test_a_service_that_ends_before_it_begins_is_a_fault():
    assert read(enlisted="1964-11", discharged="1960-03").faults == ("退役日期早于入伍日期",)


def test_a_number_typed_anew_replaces_the_damaged_one():
    made = read(id_number=7.9e17, typed=GOOD)

    assert made.number == GOOD
    assert made.remarks[0] == "原来是 7.90000E+17，已照身份证改正"


def test_values_written_for_nothing_are_nothing():
    made = read(phone="-", ethnicity="不详", category="无", remark="/")

    assert made.given == {"name", "id_number", "born", "sex"}
    assert made.unread == ()


cells = st.one_of(
    st.text(max_size=12),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.sampled_from(
        ["2012.2.30", "#N/A", "7.9E+17", "三组17号", "烈属、三等功", "是", "154-0000-0001"]
    ),
)


@given(row=st.dictionaries(st.sampled_from(sorted(heading_words.labels())), cells))
@settings(max_examples=400, deadline=None)
def test_whatever_stands_in_a_row_it_is_read_or_refused_but_never_breaks(row):
    made = read(**row)

    assert made.faults or made.draft.name
    assert person_rules.tidied(made.draft).number_reason == made.draft.number_reason


def test_sentences_keep_their_punctuation():
    from station_app.domain import row

    assert (
        row.written("长期服药，自付多；（夜里咳）　１２盒") == "长期服药，自付多；（夜里咳） 12盒"
    )
    assert row.written(12.0) == "12"


def test_words_of_lists_are_written_as_the_standard_says_them_and_said():
    made = read(politics="党员", medical="新农合", pension="城乡居民养老", benefit_since="2014.8")

    assert (made.draft.politics, made.draft.medical) == ("中共党员", "居民医保")
    assert (made.draft.pension, made.draft.benefit_since) == ("城乡居民养老", "2014-08")
    assert "政治面貌“党员”已写成“中共党员”" in made.repairs
