"""恢复单: the code that opens a register or the county's key when passwords are lost."""

from dataclasses import dataclass

from station_app.paper import fonts, sign_line
from station_app.paper.frame import (
    BLOCK,
    BODY,
    CELL,
    HEADING,
    OUTER,
    PORTRAIT,
    QR_SIDE,
    SMALL,
    SMALL_LABEL,
    TITLE,
    Box,
    Style,
    Variant,
)
from station_app.paper.sheet import Sheet

ACROSS = 4
CELL_HEIGHT = 28.0
LIST_PITCH = 8.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What a recovery sheet opens, how it is used and how it is kept."""

    title: str
    label: str
    steps: tuple[str, ...]
    rules: tuple[str, ...]


REGISTER = Purpose(
    title="登记册密码恢复单",
    label="登记册",
    steps=(
        "打开程序，在登录页点“忘了密码，用恢复单”。",
        "从第1组起逐组输入六位数字；输错一位，程序当即指出是哪一组。",
        "选一个账号，设新密码；该账号的签名证书要重新申请。",
    ),
    rules=(
        "一式两份，装信封封口，两人在封口处签字；一份锁进站长保险柜，一份存乡镇站。",
        "拿到本单和登记册文件就能打开登记册，请与现金、公章同样保管；遗失立即换单。",
        "换恢复单以前，本单一直有效，用过也有效；用过、换站长、有人离岗，都要换恢复单。",
    ),
)
COUNTY = Purpose(
    title="县级密钥恢复单",
    label="证书文件夹",
    steps=(
        "在县局电脑上运行 station county 文件夹 recover。",
        "按提示逐组输入六位数字；输错一位，程序指出是哪一组。",
        "设新密码；已发的证书和作废名单照旧有效，不用重发。",
    ),
    rules=(
        "一式两份，装信封封口，两人在封口处签字；一份锁进局保险柜，一份存档案室。",
        "拿到本单和证书文件夹就能以县局名义发证书，请与公章同样保管。",
        "本单一直有效，用过也有效；遗失后要换县级密钥，全县证书重新签发。",
    ),
)
SEALING = (
    (("封存人", ""), ("见证人", ""), ("封存日期", "")),
    (("启封人", ""), ("见证人", ""), ("启封日期", "")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """What the sealed envelope holds; `groups` are the eight groups of six digits.

    `register` names the file or the folder that they open.
    """

    station: str
    register: str
    made_on: str
    groups: tuple[str, ...]
    with_qr: bool = False
    purpose: Purpose = REGISTER


def draw(recovery: RecoverySheet, *, variant: Variant = Variant.REAL) -> bytes:
    """Return the sheet as a PDF of one page."""
    return compose(recovery, variant=variant).bytes()


def compose(recovery: RecoverySheet, *, variant: Variant = Variant.REAL) -> Sheet:
    """Draw the sheet on a page that remembers where everything stands."""
    purpose = recovery.purpose
    page = Sheet(title=purpose.title, variant=variant)
    area = PORTRAIT
    page.put("密封保管　不得复印、拍照", Box(area.left, 13.5, 90, 5), SMALL_LABEL)
    page.put(purpose.title, Box(area.left, 26, area.width, 10), TITLE.at(22), "center")
    page.put(recovery.station, Box(area.left, 38, area.width, 7), BODY, "center")
    register, printed = Box(area.left, 51, area.width, 6).columns(110, 0)
    page.put(f"{purpose.label}　{recovery.register}", register, BODY)
    page.put(f"打印日期　{recovery.made_on}", printed, BODY, "right")
    bottom = _code(page, recovery.groups)
    note = Box(area.left, bottom + 3, area.width, 6)
    said = "共8组，每组六位，只有数字，没有字母；每组自带校验，抄错一位能查出来。"
    page.put(said, note, SMALL.at(10))
    bottom = _list(page, "怎样使用", purpose.steps, bottom + 18)
    bottom = _list(page, "怎样保管", purpose.rules, bottom + 7)
    if recovery.with_qr:
        page.qr("".join(recovery.groups), area.right - QR_SIDE, bottom + 8)
    width = area.width + 4 - (QR_SIDE + 12 if recovery.with_qr else 0)
    for number, names in enumerate(SEALING):
        line = Box(area.left, bottom + 12 + number * 16, width, 10)
        sign_line.draw(page, line, names, Style(face=fonts.HEI, size=11))
    return page


def _code(page: Sheet, groups: tuple[str, ...]) -> float:
    box = Box(PORTRAIT.left, 60, PORTRAIT.width, len(groups) // ACROSS * CELL_HEIGHT)
    width = box.width / ACROSS
    style = Style(face=fonts.HEI, size=25, weight=0.012, tracking=0.08)
    for number, group in enumerate(groups):
        row, column = divmod(number, ACROSS)
        left, top = box.left + column * width, box.top + row * CELL_HEIGHT
        page.outline(Box(left, top, width, CELL_HEIGHT), CELL)
        page.put(f"第{number + 1}组", Box(left + 2, top + 1.2, width - 4, 5), SMALL)
        page.put(group, Box(left, top + 5, width, CELL_HEIGHT - 6), style, "center")
    for row in range(1, len(groups) // ACROSS):
        height = box.top + row * CELL_HEIGHT
        page.rule(box.left, height, box.right, height, BLOCK)
    page.outline(box, OUTER)
    return box.bottom


def _list(page: Sheet, title: str, items: tuple[str, ...], top: float) -> float:
    area = PORTRAIT
    page.put(title, Box(area.left, top, area.width, 8), HEADING)
    top += 9
    for number, item in enumerate(items, start=1):
        page.put(f"{number}.", Box(area.left, top, 7, 7.5), BODY)
        page.paragraph(item, Box(area.left + 7, top, area.width - 7, 7.5), BODY, smallest=10)
        top += LIST_PITCH
    return top
