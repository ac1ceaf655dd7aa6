"""The child's part of reading, tried here in this process on files that do no harm."""

import datetime
import zipfile

import pytest
from messy import book
from openpyxl import Workbook

from station_app.errors import Unreadable
from station_app.exchange import foreign, workbook

NINE = datetime.datetime.fromisoformat("2012-03-02T09:00")


def rows(path):
    return workbook.read(path)["sheets"][0]["rows"]


def test_cells_keep_their_kind_and_dates_are_named(tmp_path):
    path = book(
        tmp_path / "册.xlsx",
        ["王福生", 3, 1.5, True, datetime.date(2012, 3, 2), datetime.time(8, 30)],
        [790121195602291047.0, None, NINE],
    )

    assert rows(path) == [
        ["王福生", 3, 1.5, True, {"date": "2012-03-02"}, "08:30:00"],
        [7.901211956022911e17, "", {"date": "2012-03-02"}, "", "", ""],
    ]


def test_hidden_sheets_are_named_as_such_and_merged_ranges_kept(tmp_path):
    made = Workbook()
    made.active.append(["花名册"])
    made.active.merge_cells("A1:C1")
    made.create_sheet("码表").sheet_state = "hidden"
    made.save(tmp_path / "册.xlsx")

    first, second = workbook.read(tmp_path / "册.xlsx")["sheets"]

    assert (first["hidden"], first["merged"]) == (False, [[0, 0, 0, 2]])
    assert (second["name"], second["hidden"]) == ("码表", True)


def test_errors_far_out_in_the_sheet_are_marked_and_others_left(tmp_path):
    path = book(tmp_path / "册.xlsx", ["x"] * 30, ["x"] * 30)
    _spoil(path, b'<c r="AB2" t="e"><v>#REF!</v></c><c r="ZZ9" t="e"><v>#N/A</v></c>')

    assert rows(path)[1][27] == "#REF!"


def test_a_formula_whose_result_was_never_saved_is_marked(tmp_path):
    path = book(tmp_path / "册.xlsx", ["姓名", "身份证号"], ["王福生", "=A1&B1"])

    assert rows(path)[1] == ["王福生", "#公式没有结果"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空的"),
        ("姓名,身份证号\n".encode("gb18030"), "CSV"),
        (b"<?xml version='1.0'?><x/>", "网页"),
        (b"%PDF-1.4", "PDF"),
        (b"\x89PNG", "不是 .xlsx"),
        (b"PK\x03\x04", "没有传完整"),
        (workbook._OLE + workbook._ENCRYPTED, "打开密码"),
        (workbook._OLE + workbook._WORKBOOK_BEGINS + bytes(12) + b"\x2f\0\2\0\0\0", "打开密码"),
        (workbook._OLE + bytes(100), "损坏"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, data, says):
    (tmp_path / "册.xls").write_bytes(data)

    with pytest.raises(Unreadable, match=says):
        workbook.read(tmp_path / "册.xls")


def test_an_old_workbook_without_a_password_is_not_called_locked(tmp_path):
    begins = workbook._WORKBOOK_BEGINS + bytes(12)
    (tmp_path / "册.xls").write_bytes(workbook._OLE + begins + b"\x42\0\2\0\0\0" * 99)

    with pytest.raises(Unreadable, match="损坏"):
        workbook.read(tmp_path / "册.xls")


def test_a_zip_of_pictures_is_no_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "册.xlsx", "w") as packed:
        packed.writestr("照片/1.jpg", b"jpg")

    with pytest.raises(Unreadable, match="压缩包") as refused:
        workbook.read(tmp_path / "册.xlsx")

    assert "解压" in refused.value.remedy


def test_a_missing_file_is_said_to_be_gone(tmp_path):
    with pytest.raises(Unreadable, match="打不开"):
        workbook.read(tmp_path / "没有.xlsx")


def test_a_zip_with_encrypted_parts_is_locked(tmp_path):
    path = book(tmp_path / "册.xlsx", ["x"])
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)

    with pytest.raises(Unreadable, match="打开密码"):
        workbook.read(path)


def test_too_many_parts_and_too_many_cells_are_refused(tmp_path, monkeypatch):
    path = book(tmp_path / "册.xlsx", ["x", "y"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workbook, "_PARTS", 3)
        with pytest.raises(Unreadable, match="太大"):
            workbook.read(path)
    monkeypatch.setattr(workbook, "_CELLS", 1)
    with pytest.raises(Unreadable, match="太大"):
        workbook.read(path)


def test_a_file_over_the_limit_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "BYTES", 10)
    path = book(tmp_path / "册.xlsx", ["x"])

    with pytest.raises(Unreadable, match="没有打开"):
        workbook.read(path)


def test_the_child_answers_refuses_or_names_a_fault(tmp_path):
    path = book(tmp_path / "册.xlsx", ["x"])

    said = foreign._answer({"task": "workbook", "args": {"path": str(path)}})
    assert said["answer"]["sheets"][0]["rows"] == [["x"]]
    gone = foreign._answer({"task": "workbook", "args": {"path": str(tmp_path / "没有")}})
    assert gone["refused"]["what"] == "文件打不开。"
    assert foreign._answer({"task": "?", "args": {}}) == {"fault": "KeyError"}


def test_a_frozen_program_calls_its_sibling(monkeypatch):
    monkeypatch.setattr(foreign.sys, "frozen", True, raising=False)
    monkeypatch.setattr(foreign.sys, "executable", "/opt/station/station-app")

    assert foreign._command() == ["/opt/station/station", "read-foreign"]


def _spoil(path, cells):
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    part = "xl/worksheets/sheet1.xml"
    start = parts[part].index(b'<c r="AB2"')
    end = parts[part].index(b"</c>", start) + len(b"</c>")
    parts[part] = parts[part][:start] + cells + parts[part][end:]
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
