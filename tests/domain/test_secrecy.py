import pytest

from station_app.domain import secrecy


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("儿子在某部123旅", "123旅"),
        ("原 12345 部队", "12345 部队"),
        ("当年在１２３团", "123团"),
        ("在38支队服役", "38支队"),
        ("番号不便写", "番号"),
        ("文件标有机密★一年", "机密★"),
        ("31655部队家属院", "31655部队"),
        ("兵团31655部队", "31655部队"),
        ("123旅老兵", "123旅"),
    ],
)
def test_what_looks_like_military_data_is_found(text, found):
    assert secrecy.military(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "1990连续三年立功",
        "全家20团圆饭",
        "小店2019营业至今",
        "10旅游大巴",
        "军属，儿子在部队",
        "电话154-0000-1590",
        "大米 10 公斤",
        "新疆生产建设兵团第八师149团15连",
        "农八师149团3营12连7号",
        "每月10日、25日送药上门",
        "",
    ],
)
def test_ordinary_words_pass(text):
    assert secrecy.military(text) == ""


def test_the_field_is_named_and_the_deed_is_blocked():
    [problem] = secrecy.problems([("request", "都好"), ("solved", "联系123旅")])

    assert (problem.field, problem.level) == ("solved", "必须改")
    assert problem.says == "“123旅”像是部队番号，请换个说法再保存"
