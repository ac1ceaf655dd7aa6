"""签名证书申请单: the digits of a signing key, taken to the county by hand, signed and sealed."""

from dataclasses import dataclass

from station_app.paper import fonts, form
from station_app.paper.form import LINE, Form
from station_app.paper.frame import (
    BLOCK,
    BODY,
    HEADING,
    LABEL,
    OUTER,
    PORTRAIT,
    SMALL,
    SMALL_LABEL,
    TITLE,
    Box,
    Style,
    Variant,
)
from station_app.paper.sheet import Sheet

ACROSS = 3
CELL_HEIGHT = 20.0
DIGITS = Style(face=fonts.HEI, size=22, weight=0.012, tracking=0.1)
SIGNING = 46.0  # a round seal is 42 mm wide
PROMISE = "我在本站电脑上生成了签名密钥，上面的数字和屏幕上显示的一样；密码只有我本人知道。"
STEPS = (
    "申请人看着屏幕核对六组数字，签字，单位盖章。",
    "带本人身份证，连同U盘里的申请文件，当面交县退役军人事务局。",
    "县里按本单逐组输入数字，和申请文件一致才发证；不一致的退回重办。",
)
RESULTS = ("一致，已发证", "不一致，退回")


@dataclass(frozen=True, slots=True, kw_only=True)
class FingerprintSlip:
    """A request for a certificate as people compare it; `groups` are the fingerprint's digits."""

    station: str
    station_code: str
    name: str
    role: str
    person_number: str
    made_at: str
    groups: tuple[str, ...]
    revoke: str = ""
    """The certificate to be revoked at the same time, and why."""


def draw(slip: FingerprintSlip, *, variant: Variant = Variant.REAL) -> bytes:
    """Return the slip as a PDF of one page."""
    return compose(slip, variant=variant).bytes()


def compose(slip: FingerprintSlip, *, variant: Variant = Variant.REAL) -> Sheet:
    """Draw the slip on a page that remembers where everything stands."""
    sheet = Sheet(title="签名证书申请单", variant=variant)
    area = PORTRAIT
    sheet.put("内部资料　妥善保管", Box(area.left, 13.5, 60, 5), SMALL_LABEL)
    sheet.put("签名证书申请单", Box(area.left, 22, area.width, 9), TITLE, "center")
    sheet.put(slip.station, Box(area.left, 32, area.width, 6), BODY, "center")
    made = Form(sheet)
    _facts(made, slip)
    _fingerprint(made, slip.groups)
    _signing(made)
    sheet.outline(Box(area.left, form.TOP, area.width, made.top - form.TOP), OUTER)
    made.top += 4
    _office(made)
    _steps(made)
    return sheet


def _facts(made: Form, slip: FingerprintSlip) -> None:
    labels = (form.LABEL_WIDTH, 28)
    made.cells(("姓名", slip.name, 60), ("签名身份", slip.role, 56), labels=labels)
    made.cells(
        ("人员编号", slip.person_number, 60), ("站点代码", slip.station_code, 56), labels=labels
    )
    row = made.row(LINE, "生成时间")
    made.value("生成时间", slip.made_at, row)
    if slip.revoke:
        row = made.row(LINE, "申请作废")
        made.value("申请作废", slip.revoke, row)


def _fingerprint(made: Form, groups: tuple[str, ...]) -> None:
    """The digits stand in cells, so that a place lost in reading is found again."""
    sheet, top = made.sheet, made.top
    rows = -(-len(groups) // ACROSS)
    room = made.row(rows * CELL_HEIGHT, "密钥指纹", "每组四位")
    width = room.width / ACROSS
    for number, group in enumerate(groups):
        row, column = divmod(number, ACROSS)
        cell = Box(room.left + column * width, room.top + row * CELL_HEIGHT, width, CELL_HEIGHT)
        if column:
            sheet.rule(cell.left, cell.top, cell.left, cell.bottom)
        if row and not column:
            sheet.rule(room.left, cell.top, room.right, cell.top)
        sheet.put(f"第{number + 1}组", Box(cell.left + 2, cell.top + 1, width - 4, 4.5), SMALL)
        sheet.put(group, Box(cell.left, cell.top + 3.5, width, CELL_HEIGHT - 3.5), DIGITS, "center")
    sheet.rule(PORTRAIT.left, top, PORTRAIT.right, top, BLOCK)


def _signing(made: Form) -> None:
    sheet = made.sheet
    area = made.take(SIGNING)
    sheet.rule(area.left, area.top, area.right, area.top, BLOCK)
    promise, below = area.rows(LINE + 1, 0)
    sheet.put(PROMISE, promise.inset(3), BODY)
    own, seal = below.columns(84, 0)
    sheet.rule(below.left, below.top, below.right, below.top)
    sheet.rule(seal.left, seal.top, seal.left, seal.bottom)
    for title, cell in (("申请人（签字）", own), ("单位负责人（签字、盖章）", seal)):
        sheet.put(title, Box(cell.left + 3, cell.top + 1.5, cell.width - 6, 7), LABEL.at(11))
        dated = Box(cell.left, cell.bottom - 8, cell.width - 4, 7)
        sheet.put("年　　月　　日", dated, BODY, "right")


def _office(made: Form) -> None:
    """What the county's office fills in when it has compared the digits."""
    sheet = made.sheet
    sheet.put("县退役军人事务局填写", made.take(8), HEADING)
    top = made.top
    row = made.row(LINE, "核对结果")
    *cells, rest = row.columns(40, 40, 0)
    for text, cell in zip(RESULTS, cells, strict=True):
        sheet.option(f"核对.{text}", text, cell)
    made.captioned("证书编号", Box(rest.left + 2, rest.top, rest.width - 4, LINE))
    row = made.row(2 * LINE, "经办人", "（签字）")
    dated = Box(row.left, row.bottom - 8, row.width - 4, 7)
    sheet.put("年　　月　　日", dated, BODY, "right")
    sheet.outline(Box(PORTRAIT.left, top, PORTRAIT.width, made.top - top), OUTER)


def _steps(made: Form) -> None:
    made.top += 4
    made.sheet.put("怎样办", made.take(8), HEADING)
    for number, step in enumerate(STEPS, start=1):
        line = made.take(7)
        made.sheet.put(f"{number}.", Box(line.left, line.top, 7, 7), BODY)
        made.sheet.put(step, Box(line.left + 7, line.top, line.width - 7, 7), BODY)
