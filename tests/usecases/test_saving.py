"""Documents go where the worker wants them, but never over a register."""

import pytest

from station_app.errors import Refused, Unwritable
from station_app.usecases import saving


def test_a_document_is_written_whole(tmp_path):
    saving.save(tmp_path / "表.pdf", b"%PDF")

    assert (tmp_path / "表.pdf").read_bytes() == b"%PDF"


@pytest.mark.parametrize(
    "name",
    ["别的.station", "别的.STATION", "别的.station.keys", "别的.stationbackup", "改了名的册"],
)
def test_a_register_and_its_key_file_are_never_written_over(register_path, name):
    if name == "改了名的册":
        register_path = register_path.rename(register_path.with_name(name))
        register_path.with_name(f"{name}.keys").write_text("{}")

    with pytest.raises(Refused, match="不能盖掉"):
        saving.save(register_path.with_name(name), b"%PDF")


def test_a_report_is_kept_apart_from_the_file_it_is_about(tmp_path):
    (tmp_path / "册.xlsx").write_bytes(b"PK")

    with pytest.raises(Refused, match="就是读入的文件"):
        saving.apart(tmp_path / "." / "册.xlsx", tmp_path / "册.xlsx")
    saving.apart(tmp_path / "退回.xlsx", tmp_path / "册.xlsx")


@pytest.mark.parametrize(("name", "says"), [("文件", "是一个文件"), ("文件/下", "建不了")])
def test_a_folder_that_cannot_be_is_said(tmp_path, name, says):
    (tmp_path / "文件").write_text("x")

    with pytest.raises(Unwritable, match=says):
        saving.folder(tmp_path / name)
    saving.folder(tmp_path / "新" / "下")
    assert (tmp_path / "新" / "下").is_dir()


def test_a_name_too_long_and_a_folder_in_the_way_are_said(tmp_path):
    with pytest.raises(Unwritable, match="太长"):
        saving.save(tmp_path / ("长" * 90), b"x")
    with pytest.raises(Unwritable, match="不是文件"):
        saving.save(tmp_path, b"x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("11.20走访表", "11.20走访表.xlsx"),
        ("走访表.xlsx", "走访表.xlsx"),
        ("走访表.XLSX", "走访表.xlsx"),
        ("走访表", "走访表_2.xlsx"),
    ],
)
def test_a_typed_name_keeps_its_dots_and_writes_over_nothing_unasked(tmp_path, typed, name):
    (tmp_path / "走访表.xlsx").write_bytes(b"")
    (tmp_path / "11.xlsx").write_bytes(b"")
    if typed == "走访表.XLSX":
        (tmp_path / "走访表.xlsx").unlink()
    assert saving.chosen(str(tmp_path / typed), ".xlsx") == tmp_path / name
