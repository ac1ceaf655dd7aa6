"""`station` where the PC user may not write or read: a plain sentence, and all stays as it was."""

import pytest
import shell
from makers import WORKER_PASSWORD
from messy import book, number
from ordinary import folder, user

MINE = ("--as", "王芳")
WORD = {"password": WORKER_PASSWORD}
ROSTER = (["姓名", "身份证号", "对象类别"], ["王福生", number(), "烈士遗属"])


@pytest.fixture
def tmp_path(monkeypatch):
    with folder() as made:
        monkeypatch.setenv("STATION_DATA", str(made / "data"))
        yield made


@pytest.mark.parametrize("what", ["the file", "its folder"])
def test_a_register_that_cannot_be_written_is_said_and_left_alone(register_path, tmp_path, what):
    roster = book(tmp_path / "a.xlsx", *ROSTER)
    shell.call("find", register_path, "王", *MINE, **WORD)
    before, names = register_path.read_bytes(), shell.left(tmp_path)
    modes = {register_path: 0o444} if what == "the file" else {tmp_path: 0o555}

    with user(tmp_path, modes):
        for words in (("find", register_path, "王"), ("import", register_path, roster)):
            assert "只能读" in shell.refused(*words, *MINE, **WORD)

    assert (register_path.read_bytes(), shell.left(tmp_path)) == (before, names)


def test_a_new_register_is_not_begun_in_a_folder_that_can_only_be_read(tmp_path):
    words = ("init", tmp_path / "新.station", "--code", "790121101201", "--name", "荷塘村服务站")

    with user(tmp_path, {tmp_path: 0o555}):
        assert "只能读" in shell.refused(*words, password="lian-ye-tian-tian")

    assert shell.left(tmp_path) == set()


def test_sheets_are_not_saved_in_a_folder_that_can_only_be_read(register_path, tmp_path):
    (tmp_path / "U盘").mkdir()
    for words in (
        ("import", register_path, book(tmp_path / "a.xlsx", *ROSTER)),
        ("campaign", register_path, "add", "--festival", "春节", "--year", "2027",
         "--from", "2027-01-04", "--to", "2027-02-05"),
        ("sheets", register_path, "--campaign", "2027-春节", "--out", tmp_path / "first.pdf"),
    ):  # fmt: skip
        shell.call(*words, *MINE, **WORD)
    words = ("sheets", register_path, "--campaign", "2027-春节", "--out", tmp_path / "U盘/a.pdf")

    with user(tmp_path, {tmp_path / "U盘": 0o555}):
        assert "写不进 a.pdf" in shell.refused(*words, *MINE, **WORD)

    assert shell.left(tmp_path / "U盘") == set()


def test_a_stick_that_is_closed_to_this_user_is_said_not_verified(tmp_path):
    for name in ("U盘", "trust"):
        (tmp_path / name).mkdir()

    with user(tmp_path, {tmp_path / "trust": 0o000}):
        said = shell.refused("verify", tmp_path / "U盘", "--trust", tmp_path / "trust")

    assert said == "读不了 trust。请检查文件或U盘后再试。"
