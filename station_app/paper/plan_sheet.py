"""“一人一策”帮扶方案: difficulty, measures, outcome, follow-up, and everyone who signs for it."""

from collections.abc import Callable
from dataclasses import dataclass

from station_app.paper import form, grid, ruled
from station_app.paper.form import DATE, FLOOR, LINE, Form, Head
from station_app.paper.frame import (
    BODY,
    CELL,
    HEADING,
    LABEL,
    NUMBER,
    OPTION,
    OUTER,
    PORTRAIT,
    SMALL,
    Box,
    Style,
    Variant,
)
from station_app.paper.grid import Column, Face, Row
from station_app.paper.sheet import Sheet
from station_app.paper.visit import Veteran, no_code

FACE = Face(body=Style(size=10), head=NUMBER, row=9)
DIFFICULTY = (
    Column(heads=("事项",), align="center", least=20),
    Column(heads=("具体情况及原因",)),
    Column(heads=("帮扶需求",)),
    Column(heads=("困难发生时间",), align="center", least=26),
)
MEASURE = (
    Column(heads=("序号",), align="center"),
    Column(heads=("措施",)),
    Column(heads=("对应政策",)),
    Column(heads=("责任单位\n责任人",), align="center", least=25),
    Column(heads=("完成\n时限",), align="center", least=18),
    Column(heads=("进展情况",)),
)
SIGNERS = ("本人意见", "村（社区）站", "乡镇（街道）站", "县（市、区）局")
TITLE = "“一人一策”帮扶方案"
SECTION = 9.0  # white and heading above a block
LEAST_OPINIONS, OPINIONS = 33.0, 49.0
CLOSING = 2 * SECTION + 32 + LEAST_OPINIONS  # outcome and opinions stay on one page
FOOT = "销号须有成效、回访和本人评价。含个人信息，用后归入一人一档。"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet:
    """One person's plan as it goes on paper; `digits` gives the QR code's digits of a page.

    A difficulty is kind, in detail, what is needed, since when; a measure is what, policy,
    who (unit and person on two lines), until when, how it goes. Ticks are 本人评价.满意 and
    办理意见.销号, and so on.
    """

    number: str
    station: str
    opened: str
    veteran: Veteran
    leader: str
    difficulties: tuple[tuple[str, str, str, str], ...]
    measures: tuple[tuple[str, str, str, str, str], ...]
    digits: Callable[[int], str] = no_code
    outcome: str = ""
    ticks: frozenset[str] = frozenset()
    follow_up: str = ""
    closed: str = ""
    spare_rows: int = 1


def draw(plan: PlanSheet, *, variant: Variant = Variant.REAL) -> bytes:
    """Return a plan as PDF, on one side of A4 where it fits."""
    return compose(plan, variant=variant).bytes()


def compose(plan: PlanSheet, *, variant: Variant = Variant.REAL) -> Sheet:
    """Draw a plan on pages that remember where everything stands."""
    drawing = _Plan(plan, variant, pages=1)
    if drawing.sheet.page > 1:
        drawing = _Plan(plan, variant, pages=drawing.sheet.page)
    return drawing.sheet


class _Plan(Form):
    """A plan being drawn, for a number of pages that is already known."""

    signers = "本人签字（按手印）：　　　　　　　　　　　　　承办人签字："

    def __init__(self, plan: PlanSheet, variant: Variant, pages: int) -> None:
        super().__init__(Sheet(title=TITLE, variant=variant))
        self.plan = plan
        self.pages = pages
        self._open()
        self._person()
        needs = [Row(cells=cells) for cells in plan.difficulties]
        self._table("情况与需求", DIFFICULTY, needs)
        steps = [Row(cells=(str(n), *cells)) for n, cells in enumerate(plan.measures, start=1)]
        self._table("帮扶措施", MEASURE, steps + [Row(cells=("",) * 6)] * plan.spare_rows)
        if FLOOR - self.top < CLOSING:
            self._next()
        self._outcome()
        self._opinions()
        for pieces in self.continuations():
            self._next()
            self.write_on(pieces)

    def _open(self) -> None:
        page, plan = self.sheet.page, self.plan
        told = Head(
            title=TITLE + ("（续页）" if page > 1 else ""),
            station=plan.station,
            matter=plan.opened,
            number=plan.number,
            digits=plan.digits(page),
        )
        form.head(self.sheet, told)
        self.top = form.TOP
        self.sheet.footer(FOOT, self.pages, form.FOOT, form.FOOT_STYLE)

    def _next(self) -> None:
        self.sheet.turn()
        self._open()

    def _person(self) -> None:
        veteran, top = self.plan.veteran, self.top
        self.cells(
            ("姓名", veteran.name, 36),
            ("性别", veteran.sex, 12),
            ("年龄", veteran.age, 12),
            ("电话", veteran.phone, 45),
            labels=(24, 12, 12, 15),
        )
        self.cells(("对象类别", veteran.category, 60), ("户主及关系", veteran.household, 60))
        self.cells(("家庭住址", veteran.address, 60), ("包联领导", self.plan.leader, 60))
        self._outline(top)

    def _table(self, title: str, columns: tuple[Column, ...], rows: list[Row]) -> None:
        table = grid.table(columns, rows, PORTRAIT.width, FACE)
        room = FLOOR - SECTION - table.head_height
        parts = grid.deal(table.heights, room - self.top, room - form.TOP, last_foot=0)
        for number, part in enumerate(parts):
            if number:
                self._next()
            if part:
                self._section(title + ("（续）" if number else ""))
                self.top = ruled.draw(self.sheet, table, part, PORTRAIT.left, self.top)

    def _section(self, title: str) -> None:
        self.top += SECTION - 8
        self.sheet.put(title, self.take(8), HEADING)

    def _outline(self, top: float) -> None:
        self.sheet.outline(Box(PORTRAIT.left, top, PORTRAIT.width, self.top - top), OUTER)

    def _outcome(self) -> None:
        sheet, plan = self.sheet, self.plan
        self._section("成效、回访与销号")
        top = self.top
        room = self.row(2 * LINE, "帮扶成效")
        self.fill("帮扶成效", plan.outcome, room.inset(2.5, 0.6))
        if not plan.outcome:
            for number in (1, 2):
                line = room.top + number * LINE - 1.4
                sheet.guide(room.left + 2.5, line, room.right - 2.5)
        self._choice("本人评价", ("满意", "基本满意", "不满意"), ("回访日期", plan.follow_up))
        self._choice("办理意见", ("销号", "继续帮扶", "转办"), ("销号日期", plan.closed))
        self._outline(top)

    def _choice(self, label: str, options: tuple[str, ...], dated: tuple[str, str]) -> None:
        row = self.row(LINE, label)
        *cells, head, room = row.columns(24, 24, 24, 24, 0)
        for cell, text in zip(cells, options, strict=True):
            name = f"{label}.{text}"
            style = OPTION.at(11 if len(text) > 3 else OPTION.size)
            checked = name in self.plan.ticks
            self.sheet.option(name, text, cell, checked=checked, style=style)
        self.label(dated[0], head)
        for edge in (head.left, head.right):
            self.sheet.rule(edge, row.top, edge, row.bottom)
        self.sheet.put(dated[1] or DATE[1:], room.inset(3), BODY, "center")

    def _opinions(self) -> None:
        """What each level says, signs and seals; the person signs for having read the plan."""
        sheet = self.sheet
        self._section("各级意见")
        height = min(OPINIONS, FLOOR - self.top)
        area = Box(PORTRAIT.left, self.top, PORTRAIT.width, height)
        sheet.outline(area, OUTER)
        for number, cell in enumerate(area.columns(42, 42, 42, 0)):
            if number:
                sheet.rule(cell.left, cell.top, cell.left, cell.bottom)
            self._opinion(cell, SIGNERS[number], own=number == 0)
        sheet.rule(area.left, area.top + 9, area.right, area.top + 9, CELL)
        self.top = area.bottom

    def _opinion(self, cell: Box, title: str, *, own: bool) -> None:
        sheet = self.sheet
        sheet.put(title, Box(cell.left, cell.top + 0.5, cell.width, 8), LABEL.at(11), "center")
        for line in range(int((cell.height - 9 - 15) / LINE)):
            below = cell.top + 9 + (line + 1) * LINE - 1
            sheet.guide(cell.left + 3, below, cell.right - 3)
        room = Box(cell.left + 3, cell.bottom - 14.5, cell.width - 6, 14)
        signed, dated = room.rows(7.5, 0)
        sheet.put("签字（按手印）：" if own else "签字：", signed, BODY.at(10.5))
        sheet.put("" if own else "（盖章）", signed, SMALL, "right")
        sheet.put("年　　月　　日", dated, SMALL.at(10), "right")
