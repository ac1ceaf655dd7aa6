"""报送单: what lies on the stick, one code to compare it by, who gave it and who took it."""

from dataclasses import dataclass

from station_app.paper import fonts, form, typeset
from station_app.paper.form import LINE, Form, Head
from station_app.paper.frame import (
    BLOCK,
    BODY,
    CELL,
    HEADING,
    LABEL,
    NUMBER,
    OUTER,
    PORTRAIT,
    SMALL,
    Box,
    Style,
    Variant,
)
from station_app.paper.grid import DoesNotFit
from station_app.paper.sheet import Sheet

ROW = 13.0
CODE_ROW = 15.0
MOST_FILES = 6
RIGHT = (28.0, 56.0)
COLUMNS = (10, 104, 18, 20, 0)
HEADS = ("序号", "文件名和 SHA-256", "人数", "大小", "相符")
RESULTS = ("全部相符", "部分不符", "不能读取")
PERSONAL = ("是", "否")
SIGNING = 44.0  # a round seal is 42 mm wide
RECEIPT = 228.0
NAME_SMALLEST = 7.5


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file on the stick; `people` is how many persons it names."""

    name: str
    people: str
    size: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """One hand-over by stick; `code` is the 核对码 of the whole stick in groups of four."""

    number: str
    digits: str
    code: str
    sender: str
    receiver: str
    notice: str
    stick: str
    at: str
    matter: str
    files: tuple[File, ...]
    journal: str
    papers: str = ""
    personal: bool = True
    replaces: str = ""
    """The slip of an earlier hand-over whose files lie on this stick too, and are listed here."""


def draw(slip: HandOver, *, variant: Variant = Variant.REAL) -> bytes:
    """Return the slip and its receipt as a PDF of one page; more than six files are refused."""
    return compose(slip, variant=variant).bytes()


def compose(slip: HandOver, *, variant: Variant = Variant.REAL) -> Sheet:
    """Draw the slip on a page that remembers where everything stands."""
    if len(slip.files) > MOST_FILES:
        raise DoesNotFit(f"一张报送单最多列{MOST_FILES}个文件。", "请分成几次报送。")
    sheet = Sheet(title="报送单", variant=variant)
    told = Head(
        title="报送单",
        station=slip.sender,
        matter=slip.matter,
        number=slip.number,
        digits=slip.digits,
    )
    form.head(sheet, told)
    made = Form(sheet)
    _facts(made, slip)
    _files(made, slip)
    _code(made, slip)
    _result(made)
    table = Box(PORTRAIT.left, form.TOP, PORTRAIT.width, made.top - form.TOP)
    sheet.outline(table, OUTER)
    if slip.replaces:
        said = f"本单也列出U盘里上次留下的文件，替代报送单 {slip.replaces}。"
        sheet.put(said, Box(PORTRAIT.left, made.top + 1.2, PORTRAIT.width, 4.4), SMALL.at(9.5))
    _receipt(sheet, slip)
    sheet.put(f"登记册流水 {slip.journal}", form.FOOT, form.FOOT_STYLE)
    return sheet


def _facts(made: Form, slip: HandOver) -> None:
    sheet, (label, value) = made.sheet, RIGHT
    labels = (form.LABEL_WIDTH, label)
    made.cells(("送交单位", slip.sender, 60), ("接收单位", slip.receiver, value), labels=labels)
    made.cells(("依据文号", slip.notice, 60), ("送交时间", slip.at, value), labels=labels)
    made.cells(("U盘编号", slip.stick, 60), ("随附纸质件", "", value), labels=labels)
    papers = Box(PORTRAIT.right - value, made.top - LINE, value, LINE)
    made.blank(slip.papers, Box(papers.left + 1, papers.top, 22, LINE), "份", align="center")
    sheet.put("（已盖章）", Box(papers.left + 23, papers.top, 30, LINE), BODY)
    row = made.row(LINE, "含个人信息")
    for text, cell in zip(PERSONAL, row.columns(24, 24, 0), strict=False):
        checked = (text == "是") is slip.personal
        sheet.option(f"个人信息.{text}", text, cell, checked=checked)
    note = Box(row.left + 50, row.top, row.width - 52, LINE)
    said = "含个人信息的，交接双方当面清点，途中不得交他人。"
    sheet.put(said, note, BODY.at(10.5))


def _files(made: Form, slip: HandOver) -> None:
    sheet = made.sheet
    top = made.top
    head = made.take(LINE)
    sheet.rule(head.left, head.top, head.right, head.top, BLOCK)
    for title, cell in zip(HEADS, head.columns(*COLUMNS), strict=True):
        sheet.put(title, cell, LABEL.at(11), "center")
    sheet.rule(head.left, head.bottom, head.right, head.bottom, BLOCK)
    for number, file in enumerate(slip.files):
        row = made.take(ROW)
        _file(sheet, row, number, file)
        sheet.rule(row.left, row.bottom, row.right, row.bottom, CELL)
    for cell in head.columns(*COLUMNS)[1:]:
        sheet.rule(cell.left, top, cell.left, made.top)


def _file(sheet: Sheet, row: Box, number: int, file: File) -> None:
    order, name, people, size, same = row.columns(*COLUMNS)
    sheet.put(str(number + 1), order, BODY, "center")
    title, digest = name.inset(2.5, 1.2).rows(6.4, 0)
    # A village's name may be long: two small lines are read more easily than one tiny one.
    if sheet.paragraph(file.name, title, BODY, smallest=NAME_SMALLEST):
        sheet.put(file.name, title, BODY)
    sheet.put(file.digest, digest, Style(face=fonts.HEI, size=7.5))
    sheet.put(file.people, people, BODY, "center")
    sheet.put(file.size, size.inset(0.5), BODY.at(10.5), "center")
    sheet.tick(f"相符.{number + 1}", same.left + same.width / 2 - 2.25, same.middle)


def _code(made: Form, slip: HandOver) -> None:
    """The one number two people read to each other: the same on paper and on both screens."""
    sheet = made.sheet
    row = made.row(CODE_ROW, "核对码")
    sheet.rule(row.left - form.LABEL_WIDTH, row.top, row.right, row.top, BLOCK)
    code, told = row.columns(72, 0)
    strong = Style(face=fonts.HEI, size=18, weight=0.012)
    for cell, group in zip(code.inset(3).columns(22, 22, 22), slip.code.split(), strict=True):
        sheet.put(group, cell, strong, "center")
    sheet.rule(told.left, told.top, told.left, told.bottom)
    text = "插入U盘后，屏幕上的12位数与本单相同，再打√；不同的，按“清单.txt”逐个查。"
    sheet.paragraph(text, told.inset(3, 1), BODY.at(10), smallest=9)


def _result(made: Form) -> None:
    sheet = made.sheet
    row = made.row(LINE, "接收结果")
    *cells, reason = row.columns(32, 32, 32, 0)
    for text, cell in zip(RESULTS, cells, strict=True):
        sheet.option(f"接收.{text}", text, cell)
    made.captioned("说明", Box(reason.left + 2, reason.top, reason.width - 4, LINE))
    area = made.take(min(SIGNING, RECEIPT - 5 - made.top))
    sheet.rule(area.left, area.top, area.right, area.top, BLOCK)
    for role, cell in zip(("送交人（签字）", "接收人（签字）"), area.columns(84, 0), strict=True):
        sheet.put(role, Box(cell.left + 3, cell.top + 1.5, 50, 7), LABEL)
        seal = Box(cell.left, cell.bottom - 14, cell.width - 4, 6)
        sheet.put("（单位盖章）", seal, SMALL.at(10), "right")
        dated = Box(cell.left, cell.bottom - 8, cell.width - 4, 7)
        sheet.put("年　　月　　日　　时　　分", dated, BODY, "right")
    sheet.rule(area.left + 84, area.top, area.left + 84, area.bottom)


def _receipt(sheet: Sheet, slip: HandOver) -> None:
    """A strip to cut off and take home."""
    area, top = PORTRAIT, RECEIPT
    sheet.cut_line(area.left, top, area.right)
    title = Box(area.left, top + 3, area.width, 7)
    sheet.put("回执（沿虚线裁下，交送交人带回）", title, HEADING)
    sheet.put(f"编号　{slip.number}", title, NUMBER, "right")
    stick = f"（{slip.stick}）" if slip.stick else ""
    text = (
        f"今收到{slip.sender}送来U盘{stick}1个、文件{len(slip.files)}个，"
        f"核对码 {slip.code}；随附纸质件{slip.papers or '＿＿'}份。"
    )
    lines = typeset.wrap(text, area.width, BODY.face, BODY.size)
    fitted = typeset.Fitted(lines=lines, size=BODY.size, pitch=6.4)
    sheet.flow(fitted, Box(area.left, top + 12, area.width, 13), BODY, middle=False)
    sheet.put("接收单位（盖章）：", Box(area.left, top + 28, 80, 8), BODY)
    sheet.put("接收人：", Box(area.left + 84, top + 28, 40, 8), BODY)
    dated = Box(area.left + 84, top + 37, 80, 8)
    sheet.put("　　　　年　　月　　日", dated, BODY, "right")
