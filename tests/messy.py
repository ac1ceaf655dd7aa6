"""Rosters as they arrive: built by code, in the fictional village, with all that goes wrong."""

from pathlib import Path

from openpyxl import Workbook

from station_app.domain import identity

HEADS = (
    "序号", "姓  名", "公民身份号码", "性别", "出生年月", "民族", "家庭住址（组）", "门牌",
    "联系电话", "户主", "与户主关系", "优抚类别", "入伍时间", "原部队代号", "备注",
)  # fmt: skip
SPOILT = 790121195602291047.0
"""A number that a spreadsheet has already rounded."""


def number(born: str = "19350301", sequence: int = 21, area: str = "790121") -> str:
    """Return a sound identity number of the fictional county."""
    first17 = f"{area}{born}{sequence:03d}"
    return first17 + identity.check_digit(first17)


def wide(text: str) -> str:
    """Return digits in their full-width forms."""
    return "".join(chr(ord(char) + 0xFEE0) if char.isdigit() else char for char in text)


def person(count: int, changed: dict[str, object] | None = None) -> list[object]:
    """Return one clean row of the messy roster's columns, with some cells changed by heading."""
    given = f"{'福顺安平康宁和泰'[count % 8]}{'生明华英'[count % 4]}"
    born = f"19{40 + count % 50}{1 + count % 12:02d}{1 + count % 28:02d}"
    row: dict[str, object] = {
        "序号": count,
        "姓  名": f"{'王李张刘陈杨黄赵周吴'[count % 10]}{given}",
        "公民身份号码": number(born, 101 + 2 * (count % 449)),
        "性别": "男",
        "出生年月": f"{born[:4]}-{born[4:6]}-{born[6:]}",
        "民族": "汉族",
        "家庭住址（组）": f"{1 + count % 6}组",
        "门牌": f"{count}号",
        "联系电话": f"1540000{count:04d}",
        "户主": "",
        "与户主关系": "户主",
        "优抚类别": "",
        "入伍时间": "",
        "原部队代号": "",
        "备注": "",
    }
    return list((row | (changed or {})).values())


def rows() -> list[list[object]]:
    """Return the data rows of the messy roster, in order; the first stands in row 5."""
    listed = [person(count) for count in range(1, 21)]
    listed += [
        person(21, {"公民身份号码": wide(str(person(21)[2]))}),
        person(22, {"出生年月": "2012.3.2", "公民身份号码": number("20120302", 31)}),
        person(23, {"姓  名": " 李 䶮 ", "民族": "汉"}),
        person(24, {"公民身份号码": SPOILT}),
        person(25, {"公民身份号码": "7.90121E+17"}),
        person(26, {"公民身份号码": str(person(26)[2])[:17] + "S"}),
        person(27, {"公民身份号码": number("19480612", 19)[:6] + "480612019"}),
        person(27, {"公民身份号码": number("19481612", 19), "出生年月": ""}),
        person(3),
        person(4, {"门牌": "99号"}),
        person(29, {"姓  名": "阿依古丽．买买提", "民族": "维吾尔族"}),
        person(30, {"姓  名": ""}),
        person(31, {"出生年月": "1951.2.30"}),
        person(32, {"优抚类别": "参战", "原部队代号": "八一连"}),
        person(33, {"优抚类别": "三属"}),
        person(34, {"优抚类别": "6级伤残军人"}),
        person(35, {"户主": "何桂兰", "与户主关系": "子"}),
        person(36, {"备注": "原 12345 部队"}),
    ]
    listed[26][4] = "1948/6/12"
    return listed


def roster(path: Path) -> Path:
    """Write the messy roster and return its path."""
    book = Workbook()
    sheet = book.active
    sheet.title = "花名册"
    sheet.append(["荷塘村退役军人花名册"])
    sheet.merge_cells("A1:O1")
    sheet.append(["填报单位：荷塘村退役军人服务站", *[None] * 10, "2027年1月"])
    sheet.append([])
    sheet.append(HEADS)
    for row in rows():
        sheet.append(row)
    sheet.append([])
    sheet.append(["合计", "38人"])
    sheet.append(["填表人：王芳", None, None, "审核人：徐建民", None, None, "2027年1月20日"])
    notes = book.create_sheet("填表说明")
    notes.append(["一、身份证号请按文本填写。"])
    hidden = book.create_sheet("码表")
    hidden.append(["姓名", "身份证号", "民族"])
    hidden.sheet_state = "hidden"
    book.save(path)
    return path


def book(path: Path, *rows_: list[object], merged: tuple[str, ...] = ()) -> Path:
    """Write a workbook of one sheet and return its path."""
    made = Workbook()
    for row in rows_:
        made.active.append(row)
    for cells in merged:
        made.active.merge_cells(cells)
    made.save(path)
    return path
