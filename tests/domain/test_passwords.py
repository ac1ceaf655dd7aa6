"""Which passwords will do."""

import pytest
from makers import HEAD_PASSWORD, HETANG, WORKER_PASSWORD

from station_app.domain import passwords


def _says(password):
    found = passwords.problems(password, names=("王芳",), station=HETANG)
    return "；".join(problem.says for problem in found)


@pytest.mark.parametrize(
    "password", [WORKER_PASSWORD, HEAD_PASSWORD, "春天的小河流过石桥下", "8306274915028374"]
)
def test_long_and_varied_passwords_will_do(password):
    assert _says(password) == ""


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", "至少 10 个字符"),
        ("lu-se-c78", "至少 10 个字符"),
        ("830627491502", "至少 16 位"),
        ("8306274915028", "至少 16 位"),
        ("abababababab", "5 个不同的字符"),
        ("1111222233334444", "5 个不同的字符"),
        ("Password2027", "太常用"),
        ("pass-word-2027!", "太常用"),
        ("qwertyuiop", "太常用"),
        ("1qaz2wsx3edc", "太常用"),
        ("woaizhongguo88", "太常用"),
        ("1234567890123456", "太常用"),
        ("wangfang-2027", "姓名"),
        ("FangWang!1980", "姓名"),
        ("王芳王芳王芳的密码", "姓名"),
        ("hetang-2027-gk", "站名"),
        ("荷塘的春天来得早一些", "站名"),
        ("liulin.2027.gk", "站名"),
        ("dh154-0000-0101", "电话或代码"),
        ("z790121101201z", "电话或代码"),
    ],
)
def test_passwords_that_are_easily_guessed_say_why(password, why):
    assert why in _says(password)


def test_a_village_of_one_character_forbids_nothing():
    short = passwords.problems(
        "dong-hu-xi-lu-37", names=(), station=HETANG.__class__(
            code="790121101203", name="东村退役军人服务站", village="东村", short="东",
            county_short="青退",
        ),
    )  # fmt: skip

    assert short == []
