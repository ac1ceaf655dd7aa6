"""Words, days, names and places that do not fit: refused plainly, with nothing left behind."""

import pytest
import shell
from makers import CHEAP, HEAD_PASSWORD, HETANG, WORKER_PASSWORD

from station_app.domain.roles import Role
from station_app.register import pc_clock
from station_app.usecases import first_run, workers

CODE = "790121101201"
MINE = ("--as", "王芳")
WORD = {"password": WORKER_PASSWORD}
BOTH = {**WORD, "reviewer_password": HEAD_PASSWORD}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "荷塘村.station"
    begun = first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )
    register = first_run.create(path, begun, clock=pc_clock)
    workers.add_account(
        register, name="王芳", role=Role.WORKER, password=WORKER_PASSWORD, cost=CHEAP
    )
    register.close()
    return path


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"--code": "123"}, "12 位"),
        ({"--code": "７９０１２１１０１２０１"}, "12 位"),
        ({"--name": "荷塘\u202e村"}, "控制字符"),
        ({"--name": "荷" * 51}, "最多 50 个字"),
        ({"--short": "荷\n塘"}, "控制字符"),
        ({"--head": "  "}, "请填真实姓名"),
        ({"--head": "徐\u2066建民"}, "控制字符"),
        ({"--head": "徐" * 51}, "最多 50 个字"),
        ({"--recovery-sheet": "没有/恢复单.pdf"}, "没有这个文件夹"),
        ({"--recovery-sheet": "新.station"}, "不能是同一个文件"),
        ({"file": "没有/新.station"}, "这个文件夹"),
        ({"file": "长" * 90 + ".station"}, "文件"),
        ({"file": "."}, "已经在了"),
    ],
)
def test_a_register_is_not_begun_with_facts_that_cannot_be(tmp_path, changed, says):
    given = {"--code": CODE, "--name": "荷塘村", "--head": "徐建民", **changed}
    file = tmp_path / given.pop("file", "新.station")
    if "--recovery-sheet" in given:
        given["--recovery-sheet"] = str(tmp_path / given["--recovery-sheet"])
    words = [part for pair in given.items() for part in pair]

    assert says in shell.refused("init", file, *words, password=HEAD_PASSWORD)
    assert shell.left(tmp_path) == set()


def test_a_recovery_sheet_of_a_register_that_was_not_made_is_not_left(tmp_path):
    said = shell.refused(
        "init", tmp_path / "没有" / "新.station", "--code", CODE, "--name", "荷塘村",
        "--recovery-sheet", tmp_path / "恢复单.pdf", password=HEAD_PASSWORD,
    )  # fmt: skip

    assert "这个文件夹" in said
    assert shell.left(tmp_path) == set()


def test_a_weak_password_is_refused_before_anything_is_made(tmp_path):
    said = shell.refused(
        "init", tmp_path / "新.station", "--code", CODE, "--name", "荷塘村", password="1234567890"
    )

    assert "密码" in said
    assert shell.left(tmp_path) == set()


@pytest.mark.parametrize(
    ("name", "says"), [("", "请填真实姓名"), ("李\u202e四", "控制字符"), ("王芳", "已经有“王芳”")]
)
def test_an_account_needs_a_name_of_its_own(file, name, says):
    said = shell.refused(
        "account", file, "add", "--name", name, "--role", "工作人员", "--as", "徐建民",
        password=HEAD_PASSWORD, new_password="feng-zheng-gao-64",
    )  # fmt: skip

    assert says in said


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"--from": "2028-02-05", "--to": "2028-01-04"}, "结束日期早于开始日期"),
        ({"--year": "27"}, "年份不对"),
        ({"--year": "9" * 30}, "年份不对"),
        ({"--festival": " "}, "没有写是哪个节日"),
        ({"--festival": "../春节"}, "里不能有"),
        ({"--festival": "春\u202e节"}, "控制字符"),
        ({"--festival": "春" * 400}, "最多 50 个字"),
    ],
)
def test_a_campaign_that_cannot_be_is_not_set_up(file, changed, says):
    given = {
        "--festival": "春节", "--year": "2028", "--from": "2028-01-04", "--to": "2028-02-05",
        **changed,
    }  # fmt: skip
    words = [part for pair in given.items() for part in pair]

    assert says in shell.refused("campaign", file, "add", *words, *MINE, **WORD)
    assert shell.call("campaign", file, "list", *MINE, "--json", **WORD)[0].strip() == "[]"


@pytest.mark.parametrize("day", ["2028-02-30", "2028-13-01", "明天", "2028年2月3日", ""])
def test_a_day_that_is_none_is_wrong_usage_and_says_how_to_write_it(file, day):
    _, said = shell.call(
        "campaign", file, "add", "--festival", "春节", "--year", "2028", "--from", day,
        "--to", "2028-02-05", *MINE, code=2, **WORD,
    )  # fmt: skip

    assert f"“{day}”不是日期" in said
    assert "2027-01-04" in said


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"--period": "2027-Q9"}, "没有“2027-Q9”"),
        ({"--period": "2027-13"}, "没有“2027-13”"),
        ({"--period": "../x"}, "没有"),
        ({"--period": ""}, "没有"),
        ({"--form": "F99"}, "没有“F99”这张报表"),
        ({"--form": "../F01"}, "没有“../F01”这张报表"),
        ({"--as-of": "2199-01-01"}, "时点在今天以后"),
        ({"--as-of": "1900-01-01"}, "时点早于"),
        ({"--as": "徐建民", "--paper": None}, "不能填报"),
        ({"--as": "没有这人"}, "没有这个账号"),
    ],
)
def test_a_return_that_cannot_be_is_not_made(file, tmp_path, changed, says):
    year = str(pc_clock().year)
    given = {"--form": "F01", "--period": year, "--as": "王芳", "--out": tmp_path / "U", **changed}
    words = [part for pair in given.items() for part in pair if part is not None]
    word = HEAD_PASSWORD if given["--as"] == "徐建民" else WORKER_PASSWORD

    said = shell.refused("return", file, *words, password=word, reviewer_password=HEAD_PASSWORD)

    assert says in said
    assert not (tmp_path / "U").exists()


@pytest.mark.parametrize(
    ("out", "says"),
    [("文件", "是一个文件"), ("文件/下面", "建不了文件夹"), ("长" * 90, "建不了文件夹")],
)
def test_a_stick_that_is_no_folder_leaves_the_return_to_be_exported_later(
    file, tmp_path, out, says
):
    (tmp_path / "文件").write_text("x")
    words = ("return", file, "--form", "F01", "--period", str(pc_clock().year), *MINE, "--paper")

    assert says in shell.refused(*words, "--out", tmp_path / out, **WORD)

    shell.call(*words, "--out", tmp_path / "U", **WORD)
    assert "清单.txt" in shell.left(tmp_path / "U")


def test_a_return_exported_twice_is_the_same_return(file, tmp_path):
    words = ("return", file, "--form", "F01", "--period", str(pc_clock().year), *MINE, "--paper")
    shell.call(*words, "--out", tmp_path / "一", **WORD)
    shell.call(*words, "--out", tmp_path / "二", **WORD)

    first, second = (sorted((tmp_path / name).glob("*表.pdf")) for name in ("一", "二"))
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.parametrize(
    "text", ["", "  ", "%", "_", "' OR 1=1 --", "*", '"', "NEAR(", "\u202e", "😀", "李" * 5000]
)
def test_nobody_is_found_by_odd_words(file, text):
    told, said = shell.call("find", file, text, *MINE, **WORD)

    assert told.startswith("没有找到")
    assert said == ""


@pytest.mark.parametrize(("out", "says"), [(".", "不是空的"), ("荷塘村.station", "是一个文件")])
def test_the_demo_wants_an_empty_folder(file, tmp_path, out, says):
    before = shell.left(tmp_path)

    assert says in shell.refused("demo", "--out", tmp_path / out)
    assert shell.left(tmp_path) == before


def test_a_demo_of_too_few_people_is_wrong_usage(tmp_path):
    shell.call("demo", "--out", tmp_path / "out", "--persons", "3", code=2)

    assert not (tmp_path / "out").exists()


def test_no_password_typed_is_no_fault_of_the_program(file):
    assert "已经停下" in shell.refused("find", file, "王", *MINE)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"--name": ""}, "请写明县局名称"),
        ({"--name": "青石\u202e县"}, "控制字符"),
        ({"--code": "79012"}, "6 位数字"),
    ],
)
def test_a_county_office_that_cannot_be_is_not_begun(tmp_path, changed, says):
    given = {"--name": "青石县退役军人事务局", "--code": "790121", **changed}
    words = [part for pair in given.items() for part in pair]

    said = shell.refused(
        "county", tmp_path / "县", "init", *words, county_password="county-lantern-58"
    )

    assert says in said
    assert shell.left(tmp_path) == set()
