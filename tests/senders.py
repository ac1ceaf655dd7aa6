"""What the town sends by WeChat: a table of its own, with everything that must not get lost."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

TITLE = "高龄独居退役军人摸底表"
NAME = "柳林镇高龄独居退役军人摸底表.xlsx"
UPPER = (
    "序号", "村（社区）", "姓  名", "性别", "身份证号码", "年龄", "住址", "", "本人电话",
    "是否独居", "优抚类别", "出生年月", "最近一次走访", "助餐需求", "银行卡号", "合计",
)  # fmt: skip
LOWER = ("", "", "", "", "", "", "组", "门牌", "", "", "", "", "", "", "", "")
FIRST, FREE, FOOT = 5, 4, 9
_THIN = Side(style="thin")


def table(path: Path, people=(), *, free: int = FREE, foot: bool = True) -> Path:
    """A table with two rows of merged headings, free rows with lines, and a foot below them."""
    book = Workbook()
    sheet = book.active
    sheet.title = "摸底表"
    sheet["A1"] = TITLE
    sheet["A1"].font = Font(size=18, bold=True)
    sheet.merge_cells("A1:P1")
    sheet["A2"] = "填报单位：荷塘村退役军人服务站"
    for column, (upper, lower) in enumerate(zip(UPPER, LOWER, strict=True), 1):
        sheet.cell(3, column, upper or None)
        sheet.cell(4, column, lower or None)
        if not lower and column != 8:
            sheet.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
    sheet.merge_cells("G3:H3")
    last = FIRST + free + len(people) - 1
    for row in range(3, last + 1):
        _dress(sheet, row)
    for number, person in enumerate(people):
        for column, words in person.items():
            sheet.cell(FIRST + number, column + 1, words)
    for row in range(FIRST, last + 1):
        sheet.cell(row, 16, f'=IF(C{row}="","",1)')
    if foot:
        sheet.cell(last + 1, 1, "合计")
        sheet.cell(last + 1, 16, f"=SUM(P{FIRST}:P{last})")
        sheet.cell(last + 3, 1, "填表人：")
        sheet.merge_cells(start_row=last + 3, end_row=last + 3, start_column=1, end_column=4)
    _set_up(book, sheet, last)
    book.save(path)
    return path


def _dress(sheet, row: int) -> None:
    for column in range(1, len(UPPER) + 1):
        cell = sheet.cell(row, column)
        cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
        cell.alignment = Alignment(horizontal="center", wrap_text=True)
        cell.font = Font(name="仿宋", size=11)
    sheet.row_dimensions[row].height = 24


def _set_up(book: Workbook, sheet, last: int) -> None:
    marks = DataValidation(type="list", formula1='"√,×"', allow_blank=True)
    marks.add(f"J{FIRST}:J{last}")
    sheet.add_data_validation(marks)
    red = PatternFill(bgColor="FFC7CE", fill_type="solid")
    rule = CellIsRule(operator="greaterThan", formula=["90"], fill=red)
    sheet.conditional_formatting.add(f"F{FIRST}:F{last}", rule)
    sheet.column_dimensions["E"].width = 23.5
    sheet.column_dimensions["B"].hidden = False
    sheet.protection.sheet = True
    sheet.protection.password = "town"
    sheet.print_title_rows = "3:4"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.oddFooter.center.text = "第 &P 页"
    sheet.freeze_panes = "D5"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=6, min_row=FIRST, max_row=last))
    sheet.add_chart(chart, "R3")
    sheet["C3"].comment = None
    hidden = book.create_sheet("选项")
    hidden["A1"], hidden["A2"] = "√", "×"
    hidden["B1"] = "=COUNTA(摸底表!C5:C8)"
    hidden.sheet_state = "hidden"
    note = book.create_sheet("填写说明")
    note["A1"] = "身份证号填 18 位。"
    book.defined_names["范围"] = DefinedName("范围", attr_text=f"摸底表!$A$5:$P${last}")
