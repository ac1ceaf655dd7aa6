import io
import re
import zipfile
from pathlib import Path

import pytest
import senders as tables
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from station_app.errors import Unreadable
from station_app.exchange import senders, senders_file, sheet_places, sheet_xml
from station_app.exchange.sheet_room import Room
from station_app.exchange.sheet_xml import Edit

OFFICIAL = Path(__file__).parents[3] / "shared" / "fixtures" / "official"
SHEET = "xl/worksheets/sheet1.xml"
NO_ROOM = Room(sheet="摸底表", above=0, many=0)


@pytest.fixture
def came(tmp_path):
    return tables.table(tmp_path / tables.NAME)


def exchanged(xml: str, *edits: Edit, like: int = 1) -> str:
    sheet = sheet_places.parse(xml.encode())
    return sheet_xml.exchanged(sheet, edits, like, str).decode()


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("SUM(F5:F8)", "SUM(F5:F10)"),
        ("SUM(F5:F7)", "SUM(F5:F7)"),
        ("F9+F12", "F11+F14"),
        ("$F$9", "$F$11"),
        ('IF(F9="A9","A9",F4)', 'IF(F11="A9","A9",F4)'),
        ("摸底表!C5:C8", "摸底表!C5:C10"),
        ("选项!A9", "选项!A9"),
        ("LOG10(A9)", "LOG10(A11)"),
        ("'另一张 表'!A9+A9", "'另一张 表'!A9+A11"),
    ],
)
def test_formulas_point_where_the_cells_are_once_rows_are_put_in(formula, moved):
    assert Room(sheet="摸底表", above=9, many=2).formula(formula, own=True) == moved


def test_a_formula_of_another_sheet_moves_only_where_it_names_this_one():
    room = Room(sheet="摸底表", above=9, many=2)
    assert room.formula("A9+摸底表!A9", own=False) == "A9+摸底表!A11"


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("F5*2", "F8*2"),
        ("$F$5+F5", "$F$5+F8"),
        ("F$5", "F$5"),
        ('IF(C5="C5",1,"")', 'IF(C8="C5",1,"")'),
    ],
)
def test_a_formula_copied_down_moves_what_is_not_fixed(formula, moved):
    assert sheet_xml.moved_down(formula, 3) == moved


def test_a_cell_with_a_formula_keeps_it():
    cell = '<c r="A1"><f>1+1</f><v>2</v></c>'
    said = f'<worksheet><sheetData><row r="1">{cell}</row></sheetData></worksheet>'
    assert "<f>1+1</f><v>2</v>" in exchanged(said, Edit(row=1, column=0, value="x"))


def test_sheets_with_a_prefix_and_without_references_are_understood():
    said = (
        '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c/></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    made = exchanged(said, Edit(row=1, column=1, value="村<&>"), Edit(row=2, column=0, value=7))
    assert '<x:c r="B1" t="inlineStr"><x:is><x:t xml:space="preserve">村&lt;&amp;&gt;</x:t>' in made
    assert '<x:c t="s"><x:v>0</x:v></x:c>' in made
    assert '<x:row r="2"><x:c r="A2"><x:v>7</x:v></x:c><x:c r="B2"/></x:row>' in made


def test_an_empty_sheet_takes_rows():
    made = exchanged("<worksheet><sheetData/></worksheet>", Edit(row=3, column=2, value="x"))
    assert "C3" in made


@pytest.mark.parametrize(
    "said",
    [
        "<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet><sheetData></sheetData></worksheet>",
        "<worksheet><sheetData><row r='x'/></sheetData></worksheet>",
        "<worksheet><sheetData>",
        "<worksheet/>",
    ],
)
def test_strange_sheets_are_refused(said):
    with pytest.raises(Unreadable, match="很少见"):
        sheet_places.parse(said.encode())


def test_long_numbers_get_a_twin_of_their_style_that_is_text(came):
    edits = [Edit(row=5, column=4, value="790121195001010018"), Edit(row=5, column=2, value="赵堃")]
    made = senders_file.filled(came.read_bytes(), edits, 5, NO_ROOM)
    sheet = load_workbook(io.BytesIO(made))["摸底表"]
    assert (sheet["E5"].number_format, sheet["C5"].number_format) == ("@", "General")
    assert repr(sheet["E5"].font) == repr(sheet["C5"].font)
    assert repr(sheet["E5"].border) == repr(sheet["C5"].border)


def test_words_that_stand_in_a_hidden_sheet_are_offered_for_the_cells_that_list_them(came):
    book = load_workbook(came)
    sheet = book["摸底表"]
    marks = DataValidation(type="list", formula1="选项!$A$1:$A$2")
    marks.add("J5:J8")
    sheet.data_validations.dataValidation = [marks]
    book.save(came)
    assert senders.read(came).outlines["摸底表"].lists == {9: ("√", "×")}


def test_only_styles_that_are_needed_get_a_twin(came):
    edits = [Edit(row=5, column=4, value="790121195001010018"), Edit(row=5, column=2, value="赵堃")]
    made = zipfile.ZipFile(io.BytesIO(senders_file.filled(came.read_bytes(), edits, 5, NO_ROOM)))
    count = re.compile(rb'<cellXfs count="([0-9]+)"')
    there = [
        int(count.search(zipfile.ZipFile(came).read("xl/styles.xml"))[1]),
        int(count.search(made.read("xl/styles.xml"))[1]),
    ]
    assert there[1] == there[0] + 1


def test_formulas_are_counted_anew_by_whoever_opens_the_file(came):
    edits = [Edit(row=5, column=2, value="赵堃")]
    made = zipfile.ZipFile(io.BytesIO(senders_file.filled(came.read_bytes(), edits, 5, NO_ROOM)))
    assert re.search(rb'<calcPr[^>]* fullCalcOnLoad="1"/>', made.read("xl/workbook.xml"))


def test_rows_put_in_move_the_foot_its_merges_validations_and_names(came):
    room = Room(sheet="摸底表", above=9, many=2)
    edits = [Edit(row=row, column=2, value=f"第 {row} 行") for row in range(5, 11)]
    book = load_workbook(io.BytesIO(senders_file.filled(came.read_bytes(), edits, 8, room)))
    sheet = book["摸底表"]
    assert [sheet.cell(row, 3).value for row in (5, 10)] == ["第 5 行", "第 10 行"]
    assert (sheet["A11"].value, sheet["P11"].value) == ("合计", "=SUM(P5:P10)")
    assert sheet["P10"].value == '=IF(C10="","",1)'
    assert sheet["A13"].value == "填表人："
    assert "A13:D13" in {str(one) for one in sheet.merged_cells.ranges}
    assert str(sheet.data_validations.dataValidation[0].sqref) == "J5:J10"
    assert book["选项"]["B1"].value == "=COUNTA(摸底表!C5:C10)"
    assert book.defined_names["范围"].attr_text == "摸底表!$A$5:$P$10"
    assert sheet.row_dimensions[10].height == 24


def test_a_table_that_changed_since_it_was_read_is_not_filled(came):
    sent = senders.read(came)
    tables.table(came, free=7)
    with pytest.raises(Unreadable, match="又改过"):
        senders.filled(sent, "摸底表", [(5, 2, "赵堃")], (5, 0, 0))


@pytest.mark.skipif(not OFFICIAL.is_dir(), reason="the official templates are not here")
@pytest.mark.parametrize(
    "name", ["countretiredsoldier.xls", "demobilized.xls", "dependant.xls", "disability.xls"]
)
def test_an_old_workbook_comes_back_as_a_new_one_with_all_its_words(name):
    sent = senders.read(OFFICIAL / name)
    sheet = sent.book.sheets[0]
    made = load_workbook(io.BytesIO(senders.filled(sent, sheet.name, [(2, 1, "赵堃")], (2, 0, 0))))
    assert sent.old
    assert sent.name == name.replace(".xls", ".xlsx")
    assert made.sheetnames == [one.name for one in sent.book.sheets]
    assert [one.sheet_state == "hidden" for one in made] == [one.hidden for one in sent.book.sheets]
    there = [cell.value or "" for cell in made.worksheets[0][1]]
    assert there == [str(cell) for cell in sheet.rows[0]]
    assert made.worksheets[0]["B2"].value == "赵堃"
