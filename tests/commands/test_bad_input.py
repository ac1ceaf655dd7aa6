"""Rosters, registers and arguments as they should not be: one plain sentence, nothing half done."""

import json
import shutil

import pytest
import shell
import spoilt
from makers import CHEAP, HEAD_PASSWORD, HETANG, WORKER_PASSWORD, Clock, a_person
from messy import book, number, wide

from station_app.domain.roles import Role
from station_app.register import pc_clock
from station_app.storage import database
from station_app.usecases import first_run, people, workers

HEADS = ["姓名", "身份证号", "出生日期", "电话", "备注"]
MINE = ("--as", "王芳")
WORD = {"password": WORKER_PASSWORD}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STATION_DATA", str(folder / "data"))
        begun = first_run.begin(
            HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
        )
        register = first_run.create(folder / "荷塘村.station", begun, clock=pc_clock)
        workers.add_account(
            register, name="王芳", role=Role.WORKER, password=WORKER_PASSWORD, cost=CHEAP
        )
        register.close()
    return folder / "荷塘村.station"


@pytest.fixture
def file(made, tmp_path):
    path = tmp_path / "册" / made.name
    path.parent.mkdir()
    shutil.copy(made, path)
    shutil.copy(_keys(made), _keys(path))
    return path


def _keys(path):
    return path.with_name(f"{path.name}.keys")


def _bytes(data):
    return lambda path: path.write_bytes(data)


def _big(path):
    with path.open("wb") as written:
        written.truncate(200 * 2**20)


def _cut(path):
    whole = book(path, HEADS, ["王福生", number()]).read_bytes()
    path.write_bytes(whole[:-400])


def _nothing(_path):
    """Make no file at all."""


WORKBOOKS = {
    "gone": ("a.xlsx", _nothing, "打不开"),
    "a folder": ("a.xlsx", lambda path: path.mkdir(), "打不开"),
    "empty": ("a.xlsx", _bytes(b""), "空的"),
    "without a row": ("a.xlsx", book, "没有找到花名册"),
    "encrypted": ("a.xlsx", _bytes(spoilt.compound("EncryptedPackage")), "打开密码"),
    "with a password": ("a.xls", _bytes(spoilt.locked_old_workbook()), "打开密码"),
    "truncated": ("a.xlsx", _cut, "没有传完整"),
    "a picture renamed": ("a.xlsx", _bytes(b"\x89PNG\r\n" + bytes(90)), "不是 .xlsx"),
    "a PDF renamed": ("a.xlsx", _bytes(b"%PDF-1.7 x"), "这是一个 PDF"),
    "a web page renamed": ("a.xls", _bytes(b"<html><table></table></html>"), "网页"),
    "a csv renamed": ("a.xlsx", _bytes("姓名,身份证号\n王福生,1\n".encode()), "CSV"),
    "of 200 MB": ("a.xlsx", _big, "200 MB"),
    "a zip bomb": ("a.xlsx", spoilt.zip_bomb, "太大"),
    "first and last cell only": ("a.xlsx", spoilt.sparse, "太大"),
    "without a number column": (
        "a.xlsx",
        lambda path: book(path, ["姓名", "性别"], ["王福生", "男"]),
        "没有找到“身份证号”这一列",
    ),
    "with two number columns": (
        "a.xlsx",
        lambda path: book(
            path,
            ["姓名", "身份证号", "证件号码"],
            ["王福生", number(), number(sequence=33)],
        ),
        "有几列都像身份证号",
    ),
}


@pytest.mark.parametrize("which", list(WORKBOOKS))
def test_a_workbook_that_cannot_be_read_is_refused_and_nothing_is_written(file, tmp_path, which):
    name, make, says = WORKBOOKS[which]
    make(tmp_path / name)
    before = file.read_bytes()

    said = shell.refused(
        "import", file, tmp_path / name, "--report", tmp_path / "r.xlsx", *MINE, **WORD
    )

    assert says in said
    assert "请" in said
    assert file.read_bytes() == before
    assert not (tmp_path / "r.xlsx").exists()
    assert shell.left(file.parent) == {file.name, _keys(file).name}


def test_macros_are_not_run_and_the_values_are_read(file, tmp_path):
    path = spoilt.with_macros(tmp_path / "a.xlsm")

    assert _imported(file, path)["new"] == 1


def _imported(file, path, *more):
    told, _ = shell.call("import", file, path, *more, *MINE, "--json", **WORD)
    return json.loads(told)


LONG = "丁" * 51
ROWS = [
    (["丁一", number(sequence=41), "1951-02-30"], "rejected", "没有这一天"),
    (["丁二", number(sequence=43), "2199-01-01"], "rejected", "在今天以后"),
    (["丁三", number("20990101", 45)], "rejected", "在今天以后"),
    (["丁四", "79012119350301021"], "rejected", "应是 18 位"),
    (["丁五", number(sequence=51)[:-2] + "A" + number(sequence=51)[-1]], "rejected", "身份证号"),
    (["丁六", 790121195602291047.0], "rejected", "改坏了"),
    (["丁七", True], "rejected", "应是 18 位"),
    (["丁八", ""], "rejected", "证"),
    (["", number(sequence=53)], "rejected", "没有姓名"),
    (["\u200b\u202e", number(sequence=55)], "rejected", "没有姓名"),
    ([LONG, number(sequence=57)], "rejected", "最多 50 个字"),
    (["=A2", number(sequence=59)], "rejected", "公式"),
    (["丁九", number(sequence=61), "", "", "=1+1"], "rejected", "公式"),
    (["丁\u202e十", number(sequence=63)], "new", "出生日期"),
    (["丁\ue000", number(sequence=65)], "new", "造字"),
    (["丁7", number(sequence=67)], "new", "姓名里有“7”"),
    (["丁😀", number(sequence=69)], "new", "姓名里有“😀”"),
    (["丁电", number(sequence=71), "", "无"], "new", ""),
    (["丁备", number(sequence=73), "", "", "原 12345 部队"], "new", "像有部队番号"),
    (["丁宽", wide(number(sequence=75))], "new", ""),
    (["丁同", number(sequence=77)], "new", ""),
    (["丁同", number(sequence=77)], "unchanged", "同一人"),
    (["丁异", number(sequence=77)], "conflict", "姓名不同"),
]


@pytest.fixture(scope="module")
def judged(made, tmp_path_factory):
    folder = tmp_path_factory.mktemp("rows")
    file = folder / made.name
    shutil.copy(made, file)
    shutil.copy(_keys(made), _keys(file))
    path = book(folder / "a.xlsx", HEADS, *[row for row, _, _ in ROWS])
    error = f'<row r="{len(ROWS) + 2}"><c r="A{len(ROWS) + 2}" t="e"><v>#N/A</v></c></row>'
    return _imported(file, spoilt.add_row(path, error.encode()))["rows_detail"]


@pytest.mark.parametrize("at", range(len(ROWS)))
def test_a_row_says_what_is_wrong_with_it(judged, at):
    row, status, says = ROWS[at]

    assert (judged[at]["row"], judged[at]["status"]) == (at + 2, status), judged[at]
    assert says in "；".join(judged[at]["reasons"]), (row, judged[at])


def test_an_error_cell_is_named_as_one(judged):
    assert judged[-1]["status"] == "rejected"
    assert "公式错误（#N/A）" in "；".join(judged[-1]["reasons"])


def test_no_hidden_character_comes_in_with_a_name(judged):
    assert [one["name"] for one in judged if "十" in one["name"]] == ["丁十"]


def test_a_files_name_cannot_hide_what_it_is(file, tmp_path):
    (tmp_path / "ab\u202exslx.exe").write_bytes(b"MZ")

    said = shell.refused("import", file, tmp_path / "ab\u202exslx.exe", *MINE, **WORD)

    assert "ab〔U+202E〕xslx.exe" in said
    assert "\u202e" not in said


@pytest.mark.parametrize("name", ["荷塘村.station", "荷塘村.station.keys", "a.xlsx"])
def test_a_report_never_takes_the_place_of_the_register_or_the_roster(file, tmp_path, name):
    source = book(tmp_path / "a.xlsx", HEADS, ["王福生", number()])
    target = source if name == source.name else file.parent / name
    before = target.read_bytes()

    said = shell.refused("import", file, source, "--report", target, *MINE, **WORD)

    assert "不能盖掉" in said
    assert target.read_bytes() == before
    assert _imported(file, source, "--dry-run")["new"] == 1


@pytest.mark.parametrize(
    ("out", "says"), [("没有/r.xlsx", "没有这个文件夹"), (".", "不是文件"), ("长" * 90, "太长")]
)
def test_a_report_that_cannot_be_saved_leaves_nothing_imported(file, tmp_path, out, says):
    source = book(tmp_path / "a.xlsx", HEADS, ["王福生", number()])

    assert says in shell.refused("import", file, source, "--report", tmp_path / out, *MINE, **WORD)

    assert _imported(file, source, "--dry-run")["new"] == 1


def _truncated(path):
    path.write_bytes(path.read_bytes()[: 40 * database.PAGE])


def _newer(path):
    register = workers.sign_in(path, "王芳", WORKER_PASSWORD)
    register.db.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('register', '9999_later', '2030-01-01')"
    )
    register.close()


REGISTERS = {
    "gone, or the stick is": (lambda path: path.unlink(), "找不到登记册"),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), "读不了"),
    "not one": (_bytes(b"hello"), "不是登记册"),
    "empty": (_bytes(b""), "不是登记册"),
    "a plain database": (_bytes(b"SQLite format 3\0" + bytes(8176)), "不是登记册"),
    "cut within a page": (lambda path: path.write_bytes(path.read_bytes()[:-100]), "不完整"),
    "cut": (_truncated, "不完整"),
    "of a newer program": (_newer, "更新版本"),
    "without its key file": (lambda path: _keys(path).unlink(), "钥匙文件不在"),
    "with half a key file": (lambda path: _keys(path).write_text("{", "utf-8"), "钥匙文件"),
}


@pytest.mark.parametrize("which", list(REGISTERS))
def test_a_register_that_cannot_be_opened_is_left_as_it_is(file, which):
    spoil, says = REGISTERS[which]
    spoil(file)
    before = {path.name: path.read_bytes() for path in file.parent.glob("*") if path.is_file()}

    for words in (("find", file, "王", *MINE), ("check", file, *MINE)):
        said = shell.refused(*words, **WORD)
        assert says in said
        assert "请" in said

    after = {path.name: path.read_bytes() for path in file.parent.glob("*") if path.is_file()}
    assert after == before


def test_a_wrong_password_and_a_stranger_are_told_apart(file):
    assert "密码不对" in shell.refused("find", file, "王", *MINE, password="zhe-bu-shi-mi-ma")
    assert "没有这个账号" in shell.refused("find", file, "王", "--as", "李四", **WORD)


def test_every_damaged_page_is_said_and_never_a_fault_of_the_program(file):
    whole = file.read_bytes()
    pages = len(whole) // database.PAGE
    for page in range(1, pages, max(1, pages // 12)):
        spoilt_one = bytearray(whole)
        spoilt_one[page * database.PAGE + 99] ^= 1
        file.write_bytes(spoilt_one)
        result = shell.call_any("check", file, *MINE, **WORD)
        assert result.exit_code == 1
        shell.plain((result.stderr or result.stdout).splitlines()[0])
        assert shell.call_any("find", file, "王", *MINE, **WORD).exit_code in {0, 1}


def test_a_clock_set_back_is_said_at_opening(file):
    last = Clock(at=pc_clock().replace(year=pc_clock().year + 1))
    register = workers.sign_in(file, "王芳", WORKER_PASSWORD, clock=last)
    people.register(register, a_person())
    register.close()

    _, said = shell.call("find", file, "王", *MINE, **WORD)

    assert "请先把时间校准" in said


def test_a_second_program_is_told_who_has_the_register_open(file):
    register = workers.sign_in(file, "王芳", WORKER_PASSWORD)
    try:
        said = shell.refused("find", file, "王", *MINE, **WORD)
    finally:
        register.close()

    assert "打开着" in said
    shell.call("find", file, "王", *MINE, **WORD)
