"""Returns on paper: archive form, deterministic, signature places, paper first, any length."""

import hashlib
import os
import re
import subprocess
import sys
import zlib
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import cast
import page_checks
import pypdfium2
import pytest
import roster_specimen
import statistics_specimen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader

from station_app.paper import fonts, grid, return_form, sign_block
from station_app.paper.closing import Tail
from station_app.paper.frame import POINTS, Variant
from station_app.paper.grid import Column, Row
from station_app.paper.pdfa import Attachment
from station_app.paper.return_form import ReturnLayout, ReturnValues

JSON = Attachment(
    name="return.json",
    data='{"form":"F01","station":"荷塘村"}'.encode(),
    mime="application/json",
    relation="Source",
    about="填报数据",
)
CSV = Attachment(
    name="return.csv",
    data="项目,人数\r\n走访合计,41\r\n".encode(),
    mime="text/csv",
    relation="Alternative",
    about="表格",
)
BOTH = (JSON, CSV)


def _village(*attachments: Attachment, paper_first: bool = False) -> bytes:
    values = statistics_specimen.values(paper_first=paper_first)
    return return_form.draw_return(statistics_specimen.layout(), values, attachments)


def test_the_same_return_gives_the_same_bytes_whatever_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = _village(*BOTH)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert _village(*BOTH) == first


def test_other_data_make_another_document_identity() -> None:
    def identity(data: bytes) -> bytes:
        return re.findall(rb"/ID\s*\[(.*?)\]", _village(replace(JSON, data=data)), re.DOTALL)[0]

    assert identity(b"{}") != identity(b"[]")


def test_the_embedded_files_come_out_as_they_went_in(tmp_path: Path) -> None:
    path = tmp_path / "return.pdf"
    path.write_bytes(_village(*BOTH))
    subprocess.run(["pdfdetach", "-saveall", "-o", tmp_path, path], check=True)
    assert (tmp_path / "return.json").read_bytes() == JSON.data
    assert (tmp_path / "return.csv").read_bytes() == CSV.data


def test_a_return_has_what_the_archive_standard_asks(tmp_path: Path) -> None:
    path = tmp_path / "return.pdf"
    path.write_bytes(_village(*BOTH))
    with path.open("rb") as file:
        root = PdfFileReader(file).root
        metadata = root["/Metadata"]
        told = metadata.data.decode()
        intent = root["/OutputIntents"][0]
        profile = intent["/DestOutputProfile"]
        files = [file.get_object() for file in root["/AF"]]
        assert "<pdfaid:part>3</pdfaid:part>" in told
        assert "<pdfaid:conformance>U</pdfaid:conformance>" in told
        assert "/Filter" not in metadata
        assert intent["/S"] == "/GTS_PDFA1"
        assert profile["/N"] == 3
        assert len(profile.data) == int.from_bytes(profile.data[:4])
        assert [file["/AFRelationship"] for file in files] == ["/Source", "/Alternative"]
        assert [file["/EF"]["/F"]["/Subtype"] for file in files] == [
            "/application/json",
            "/text/csv",
        ]
        assert root["/Lang"] == "zh-CN"


def test_info_and_metadata_agree_on_producer_title_and_day(tmp_path: Path) -> None:
    path = tmp_path / "return.pdf"
    path.write_bytes(_village())
    with path.open("rb") as file:
        reader = PdfFileReader(file)
        info, told = reader.trailer["/Info"], reader.root["/Metadata"].data.decode()
        for key in ("/Producer", "/Title", "/Author", "/Subject"):
            assert f">{info[key]}<" in told
        assert str(info["/CreationDate"]).startswith("D:20270125")
        assert "<xmp:CreateDate>2027-01-25T00:00:00Z</xmp:CreateDate>" in told


def test_every_stream_ends_on_a_line_of_its_own() -> None:
    pdf = _village(*BOTH)
    assert pdf.count(b"endstream") == pdf.count(b"\nendstream")


def test_the_map_to_text_names_no_forbidden_character() -> None:
    maps = []
    for data in re.findall(rb"stream\r?\n(.*?)\nendstream", _village(), re.DOTALL):
        try:
            plain = zlib.decompressobj().decompress(data)
        except zlib.error:
            continue
        if b"beginbfchar" in plain:
            maps.append(plain.decode())
    assert maps
    for told in maps:
        pairs = told.split("endcodespacerange")[1]
        targets = re.findall(r"^<..> <([0-9A-F]+)>$", pairs, re.MULTILINE)
        assert all(
            bytes.fromhex(target).decode("utf-16-be") not in "\0\ufeff\ufffe" for target in targets
        )
        assert all(int(count) <= 100 for count in re.findall(r"(\d+) beginbfchar", told))


def test_signature_places_lie_where_the_empty_blocks_are_printed() -> None:
    made = return_form.print_return(statistics_specimen.layout(), statistics_specimen.values())
    assert [(place.role, place.page) for place in made.signs] == [("填表人", 1), ("审核人", 1)]
    dark = page_checks.ink(made.pdf)
    for place in made.signs:
        assert (place.right - place.left, place.top - place.bottom) == (210, 71)
        assert all(corner == round(corner) for corner in (place.left, place.bottom))
        middle = round((297 * POINTS - (place.top + place.bottom) / 2) * 200 / 72)
        for edge in (place.left + 0.85, place.right - 0.85):
            column = round(edge * 200 / 72)
            assert dark[middle, column - 2 : column + 3].any()


def test_a_stamp_covers_the_empty_block_with_white() -> None:
    signature = sign_block.Signature(
        role="填表人", name="王芳", station="荷塘村退役军人服务站", at="2027-01-25 16:40",
        fingerprint="7C2E 91A4 0B5D F836",
    )  # fmt: skip
    stamp = sign_block.stamp(signature)
    page = pypdfium2.PdfDocument(stamp)[0].render(scale=2, fill_color=(0, 0, 0, 255)).to_numpy()
    assert page[8:20, 8:20].min() == 255  # above the role
    assert page.mean() > 200
    assert "核验：把电子件拖进“报送—核验”" in page_checks.text_of(stamp)


def test_paper_first_has_room_for_hands_and_seal_and_no_signature_place() -> None:
    values = statistics_specimen.values(paper_first=True)
    made = return_form.print_return(statistics_specimen.layout(), values)
    assert made.signs == ()
    assert "未电子签名，以签字盖章的纸质件为准" in page_checks.text_of(made.pdf)


def test_the_foot_of_every_page_bears_the_head_of_the_journal() -> None:
    sheet = return_form.compose(roster_specimen.layout(), roster_specimen.values())
    foots = [text for text in sheet.placed if "登记册流水 2391 · c07e5d18f2a9634b" in text.text]
    assert [text.page for text in foots] == [1, 2, 3]


def test_the_roster_stands_on_three_pages_and_breaks_no_address() -> None:
    sheet = return_form.compose(roster_specimen.layout(), roster_specimen.values())
    texts = {text.text for text in sheet.placed}
    assert sheet.page == 3
    assert all(person.house in texts for person in cast.PEOPLE.values())


@pytest.mark.parametrize(
    ("layout", "values", "least"),
    [
        (statistics_specimen.layout(), statistics_specimen.values(), 10.5),
        (statistics_specimen.town_layout(), statistics_specimen.town_values(), 9),
        (roster_specimen.layout(), roster_specimen.values(), 8.5),
    ],
)
def test_a_return_is_not_set_smaller_than_promised(
    layout: ReturnLayout, values: ReturnValues, least: float
) -> None:
    sheet = return_form.compose(layout, values)
    sizes = Counter(text.size for text in sheet.placed if text.face == fonts.SONG)
    assert sizes.most_common(1)[0][0] >= least


def test_a_return_of_many_rows_goes_on_and_repeats_its_heads() -> None:
    sheet = return_form.compose(roster_specimen.layout(), roster_specimen.values(times=4))
    heads = [text.page for text in sheet.placed if text.text == "具体困难"]
    assert heads == list(range(1, sheet.page + 1))
    assert page_checks.outside(sheet) == []
    assert len(sheet.signs) == 2
    assert {place.page for place in sheet.signs} == {sheet.page}


def test_a_return_nobody_has_met_is_drawn_from_its_columns_alone() -> None:
    layout = ReturnLayout(
        title="定期抚恤人数",
        columns=(Column(heads=("类别",), whole=True), Column(heads=("人数",), align="right")),
        upright=True,
        row=8.5,
        largest=11,
    )
    values = ReturnValues(
        unit=cast.VILLAGE_STATION,
        as_of="时点：2027年1月25日",
        on=date(2027, 1, 25),
        rows=(Row(cells=("残疾军人", "3")), Row(cells=("合计", "3"), strong=True)),
        journal=cast.JOURNAL,
    )
    assert page_checks.faults(return_form.compose(layout, values)) == {}


def test_a_return_without_rows_still_has_its_heads() -> None:
    values = replace(roster_specimen.values(), rows=(), summary="")
    sheet = return_form.compose(roster_specimen.layout(), values)
    assert sheet.page == 1
    assert "具体困难" in {text.text for text in sheet.placed}


def test_a_long_sentence_under_the_table_takes_the_lines_it_needs() -> None:
    reasons = "未走访 150 户：" + "、".join(f"第{n}种原因 {n}" for n in range(1, 20))
    tail = (*statistics_specimen.values().tail[:-1], Tail(label="", facts=((reasons, ""),)))
    values = replace(statistics_specimen.values(), tail=tail)
    sheet = return_form.compose(statistics_specimen.layout(), values)
    assert page_checks.faults(sheet) == {}
    assert reasons in "".join(text.text for text in sheet.placed)


def test_one_very_long_unit_does_not_keep_a_roster_from_the_paper() -> None:
    rows = roster_specimen.values().rows
    unit = "青石县柳林镇荷塘村党群服务中心退役军人服务站联合工作小组\n王芳"
    cells = (*rows[0].cells[:10], unit, *rows[0].cells[11:])
    values = replace(roster_specimen.values(), rows=(Row(cells=cells), *rows[1:]))
    sheet = return_form.compose(roster_specimen.layout(), values)
    assert page_checks.outside(sheet) == []
    assert "".join(unit.split()) in "".join(text.text for text in sheet.placed)


def test_too_many_columns_are_refused_with_a_way_out() -> None:
    columns = tuple(Column(heads=("很长的栏目名称",), align="right") for _ in range(30))
    layout = ReturnLayout(title="宽表", columns=columns)
    values = replace(roster_specimen.values(), rows=(Row(cells=("1",) * 30),))
    with pytest.raises(grid.DoesNotFit) as refused:
        return_form.draw_return(layout, values)
    assert "分成两张表" in refused.value.remedy


def test_a_cell_longer_than_a_page_is_refused_by_its_row() -> None:
    layout = ReturnLayout(title="台账", columns=(Column(heads=("说明",), most=60),))
    values = replace(roster_specimen.values(), rows=(Row(cells=("很长的话。" * 900,)),), summary="")
    with pytest.raises(grid.DoesNotFit) as refused:
        return_form.draw_return(layout, values)
    assert refused.value.what.startswith("第1行")


def test_notes_longer_than_the_last_page_are_refused() -> None:
    layout = replace(statistics_specimen.layout(), notes=("说明一件事情。" * 300,))
    with pytest.raises(grid.DoesNotFit) as refused:
        return_form.draw_return(layout, statistics_specimen.values())
    assert "说明" in refused.value.remedy


def test_long_notes_take_the_sign_off_to_a_second_page_with_two_rows() -> None:
    layout = replace(statistics_specimen.layout(), notes=("说明一件事情。" * 60,))
    sheet = return_form.compose(layout, statistics_specimen.values())
    assert page_checks.faults(sheet) == {}
    assert sheet.page == 2
    assert "边海防官兵家庭" in {text.text for text in sheet.placed if text.page == 2}


def test_a_demo_return_says_so_on_every_page() -> None:
    values = replace(roster_specimen.values(), variant=Variant.DEMO)
    sheet = return_form.compose(roster_specimen.layout(), values)
    banners = Counter(text.page for text in sheet.placed if "演示数据" in text.text)
    assert banners == {1: 2, 2: 2, 3: 2}


def test_drawing_changes_with_any_printed_text() -> None:
    other = replace(statistics_specimen.values(), journal="1235 · 9f3c27a10b5de648")
    drawn = return_form.draw_return(statistics_specimen.layout(), other)
    assert hashlib.sha256(drawn).digest() != hashlib.sha256(_village()).digest()


CELL = st.text(alphabet="退役军人阿依古丽·买买提𬭎（）“”，。、0123456789月日元万 \n", max_size=120)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(st.lists(CELL, min_size=16, max_size=16), max_size=12))
def test_whatever_a_register_holds_is_printed_whole_or_refused(rows: list[list[str]]) -> None:
    told = tuple(Row(cells=tuple(cells)) for cells in rows)
    values = replace(roster_specimen.values(), rows=told)
    try:
        sheet = return_form.compose(roster_specimen.layout(), values)
    except grid.DoesNotFit:
        return  # a cell longer than a page
    assert page_checks.outside(sheet) == []
    drawn = "".join("".join(text.text.split()) for text in sheet.placed)
    for character in set("".join("".join(cells) for cells in rows)) - set(" \n"):
        written = sum(cell.count(character) for cells in rows for cell in cells)
        assert drawn.count(character) >= written


def test_another_process_that_drew_other_things_before_gives_the_same_bytes() -> None:
    script = (
        "import hashlib, papers, statistics_specimen as s;"
        "from station_app.paper import return_form, visit_sheet;"
        "visit_sheet.draw([papers.sheet(1, papers.OLD_SOLDIER)]);"
        "print(hashlib.sha256(return_form.draw_return(s.layout(), s.values())).hexdigest())"
    )
    root = Path(__file__).parent.parent.parent
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(root), str(root / "tests"))),
        "PYTHONHASHSEED": "20270125",
    }
    made = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert made.stdout.strip() == hashlib.sha256(_village()).hexdigest()
