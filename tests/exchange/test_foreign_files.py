import io
import subprocess
import sys
import zipfile

import pytest
import spoilt
from messy import book, number

from station_app.errors import Stopped, Unreadable
from station_app.exchange import foreign, sheets


def test_a_workbook_is_read_with_its_merged_cells_and_its_errors(tmp_path):
    path = book(
        tmp_path / "册.xlsx",
        ["姓名", None, "身份证号"],
        ["王福生", 1.5, number()],
        ["=1/0", 3, "2012-03-02"],
        merged=("A1:B1",),
    )

    read = sheets.read(path)

    assert read.sheets[0].rows[1] == ("王福生", 1.5, number())
    assert read.sheets[0].merged == ((0, 0, 0, 1),)


def test_an_error_cell_keeps_its_name(tmp_path):
    path = book(tmp_path / "册.xlsx", ["姓名", "年龄"], ["王福生", "x"])
    spoilt.add_row(
        path, b'<row r="3"><c r="A3" t="e"><v>#N/A</v></c><c r="B3" t="n"><v>3</v></c></row>'
    )

    assert sheets.read(path).sheets[0].rows[2] == ("#N/A", 3)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("空.xlsx", b"", "空的"),
        ("表.xlsx", "姓名,身份证号\n王福生,1\n".encode(), "CSV"),
        ("表.xls", b"<html><table></table></html>", "网页"),
        ("表.xlsx", b"%PDF-1.7", "PDF"),
        ("表.xlsx", b"\x00\x01\x02", "不是 .xlsx"),
        ("表.xlsx", b"PK\x03\x04 cut", "没有传完整"),
        ("表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "损坏"),
    ],
)
def test_what_is_no_workbook_is_said_plainly(tmp_path, name, data, says):
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(Unreadable, match=says) as refused:
        sheets.read(path)

    assert refused.value.what.startswith(f"{name}：")
    assert refused.value.remedy


def test_a_truncated_workbook_is_said_to_be_cut(tmp_path):
    path = book(tmp_path / "册.xlsx", ["姓名", "身份证号"])
    path.write_bytes(path.read_bytes()[:-400])

    with pytest.raises(Unreadable, match="没有传完整"):
        sheets.read(path)


def test_a_file_of_200_mb_is_refused_by_its_size(tmp_path):
    path = tmp_path / "册.xlsx"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)

    with pytest.raises(Unreadable, match="200 MB"):
        sheets.read(path)


def test_an_encrypted_workbook_asks_for_the_password_to_be_taken_off(tmp_path):
    path = tmp_path / "册.xlsx"
    path.write_bytes(spoilt.compound("EncryptedPackage"))

    with pytest.raises(Unreadable, match="打开密码") as refused:
        sheets.read(path)

    assert "去掉密码" in refused.value.remedy


def test_an_old_workbook_with_a_password_is_said_to_be_locked(tmp_path):
    path = tmp_path / "册.xls"
    path.write_bytes(spoilt.locked_old_workbook())

    with pytest.raises(Unreadable, match="打开密码"):
        sheets.read(path)


def test_a_zip_of_something_else_is_no_workbook(tmp_path):
    path = tmp_path / "册.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("照片.jpg", b"x")

    with pytest.raises(Unreadable, match="不是工作簿"):
        sheets.read(path)


def test_a_workbook_whose_only_cells_are_the_first_and_the_last_is_refused(tmp_path):
    path = spoilt.sparse(tmp_path / "册.xlsx")

    with foreign.Reader() as reader:
        with pytest.raises(Unreadable, match="太大"):
            sheets.read(path, reader=reader)
        good = book(tmp_path / "好.xlsx", ["姓名"])
        assert sheets.read(good, reader=reader).sheets[0].rows == (("姓名",),)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = spoilt.zip_bomb(tmp_path / "册.xlsx")

    with pytest.raises(Unreadable, match="太大"):
        sheets.read(path)


def test_a_macro_workbook_is_read_for_its_values(tmp_path):
    path = spoilt.with_macros(tmp_path / "册.xlsm")

    assert sheets.read(path).sheets[0].rows[1] == ("王福生", number())


def test_waiting_may_give_up_and_ends_the_child(tmp_path):
    path = book(tmp_path / "册.xlsx", *[["王福生", number()]] * 20_000)

    def stop():
        raise Stopped("已停止。")

    with foreign.Reader() as reader, pytest.raises(Stopped):
        sheets.read(path, stop, reader)


def test_a_child_that_takes_too_long_is_ended(monkeypatch, tmp_path):
    monkeypatch.setattr(
        foreign, "_command", lambda: [sys.executable, "-c", "import time; time.sleep(60)"]
    )

    with foreign.Reader(seconds=0.3) as reader, pytest.raises(Unreadable, match="很久"):
        reader.ask("workbook", {"path": "x"})


def test_a_child_that_tells_more_than_can_be_held_is_given_up(monkeypatch, tmp_path):
    path = book(tmp_path / "册.xlsx", ["姓名"])
    monkeypatch.setattr(foreign, "_ANSWER_BYTES", 20)

    with foreign.Reader() as reader:
        with pytest.raises(Unreadable, match="太大"):
            sheets.read(path, reader=reader)
        monkeypatch.undo()
        assert sheets.read(path, reader=reader).sheets


NONSENSE = {
    "no JSON": "ha ha",
    "no object": "[1]",
    "too deep": "[" * 100_000,
    "no workbook": '{"answer": 3}',
    "no sheets": '{"answer": {"sheets": 3}}',
    "no cells": '{"answer": {"sheets": [{"name": "", "hidden": false, "rows": 3, "merged": []}]}}',
    "no date": (
        '{"answer": {"sheets": [{"name": "", "hidden": false, "merged": [],'
        ' "rows": [[{"date": "2027-02-30"}]]}]}}'
    ),
    "no refusal": '{"refused": {"what": 3}}',
    "nothing": "{}",
}


@pytest.mark.parametrize("which", list(NONSENSE))
def test_a_child_that_a_file_took_over_is_taken_for_a_damaged_file(monkeypatch, tmp_path, which):
    answer = f"print({NONSENSE[which]!r}, flush=True); import time; time.sleep(9)"
    monkeypatch.setattr(foreign, "_command", lambda: [sys.executable, "-c", answer])

    with pytest.raises(Unreadable, match="已损坏") as said:
        sheets.read(tmp_path / "册.xlsx")

    assert said.value.what.startswith("册.xlsx：")


def test_a_child_that_dies_is_renewed(tmp_path):
    path = book(tmp_path / "册.xlsx", ["姓名"])

    with foreign.Reader() as reader:
        sheets.read(path, reader=reader)
        reader._child.kill()
        with pytest.raises(Unreadable):
            sheets.read(path, reader=reader)
        assert sheets.read(path, reader=reader).sheets


def test_an_unknown_task_is_a_fault_and_no_crash():
    with foreign.Reader() as reader, pytest.raises(Unreadable, match="损坏"):
        reader.ask("no such task", {})


def test_the_child_gets_no_password_from_the_environment(monkeypatch):
    monkeypatch.setenv("STATION_PASSWORD", "geheim")

    assert "STATION_PASSWORD" not in foreign._environment()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_the_child_bounds_itself():
    script = (
        "import resource as r; from station_app.exchange import limits; limits.bind()"
        "; limits.allow_cpu(5); print(r.getrlimit(r.RLIMIT_AS)[0] >> 20)"
        "; print(r.getrlimit(r.RLIMIT_CORE)[0], r.getrlimit(r.RLIMIT_CPU)[0])"
    )

    said = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=foreign._environment(),
    )

    memory, core, cpu = said.stdout.split()
    assert (memory, core) == ("700", "0")
    assert 5 <= int(cpu) <= 7


def test_a_written_table_is_text_and_never_a_formula():
    from openpyxl import load_workbook

    data = sheets.write("退回", ("姓名", "身份证号"), [("=HYPERLINK(1)", number()), ("-", "+86")])

    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells == [["姓名", "身份证号"], ["'=HYPERLINK(1)", number()], ["-", "'+86"]]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert sheet["B2"].number_format == "@"
