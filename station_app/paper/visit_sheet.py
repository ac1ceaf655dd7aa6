"""走访慰问登记表: blank, prefilled and completed share one layout, one side of A4."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from station_app.paper import fonts, form, typeset
from station_app.paper.form import DATE, LABEL_WIDTH, LINE, NUMERALS, TOP, Form, Head
from station_app.paper.frame import (
    BLOCK,
    BODY,
    LABEL,
    OPTION,
    OUTER,
    PORTRAIT,
    Box,
    Variant,
)
from station_app.paper.sheet import Sheet
from station_app.paper.visit import ToDo, VisitSheet

TITLE = "走访慰问登记表"
PITCH = 24.0  # tick boxes stand on a lattice of this width in every row
RIGHT = (28.0, 56.0)  # label and value of the right half of the rows about the person
LAST_VISIT = 13.0
SIGNED = (52.0, 44.0, 72.0)  # the visited, who signs for them, the visitors
SIGNING = 33.5
MANNERS = ("入户", "电话", "视频", "来站", "未遇")
BODIES = ("良好", "慢性病", "重病", "伤残", "失能")
LIVINGS = ("收入", "住房", "饮食", "取暖", "用药", "照料")
FAMILIES = ("无变化", "同住人", "就业", "就学", "变故")
DIFFICULTIES = ("无", "就业", "医疗", "养老", "住房", "其他")
POLICIES = ("优待证", "医疗", "就业", "养老", "住房", "帮扶")
SATISFACTIONS = ("满意", "基本满意", "不满意")
MOODS = ("稳定", "基本稳定", "有诉求", "需多联系")
SMALLEST = 9.0
CAPTION = LABEL.at(11)
FOOT = "含个人信息，用后归入一人一档。方框内打√，勿遮盖、折叠二维码和四角黑块；打印选“实际大小”。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Sheets as one PDF: of each its number of pages, and the characters no face could draw."""

    pdf: bytes
    pages: tuple[int, ...]
    lacking: tuple[tuple[str, ...], ...]


def draw(
    sheets: Iterable[VisitSheet],
    *,
    variant: Variant = Variant.REAL,
    progress: Callable[[int], None] | None = None,
) -> Batch:
    """Return the sheets as one PDF in the order given, continuations behind their first page.

    The sheets are taken one at a time and not kept. `progress` is told how many are drawn; what
    it raises ends the work.
    """
    drawn = Sheet(title=TITLE, variant=variant, remember=False)
    counts: list[int] = []
    lacking: list[tuple[str, ...]] = []
    for done in _each(sheets, drawn):
        counts.append(drawn.page - sum(counts))
        lacking.append(tuple(drawn.lacking))
        drawn.lacking.clear()
        if progress:
            progress(done)
    return Batch(pdf=drawn.bytes(), pages=tuple(counts), lacking=tuple(lacking))


def compose(sheets: Iterable[VisitSheet], *, variant: Variant = Variant.REAL) -> Sheet:
    """Draw the sheets on pages that remember where everything stands."""
    pages = Sheet(title=TITLE, variant=variant)
    for _done in _each(sheets, pages):
        pass
    return pages


def _each(sheets: Iterable[VisitSheet], pages: Sheet) -> Iterator[int]:
    """Draw sheet after sheet, and yield after each how many stand."""
    for position, content in enumerate(sheets):
        if position:
            pages.turn()
        _Form(pages, content).draw()
        yield position + 1


class _Form(Form):
    """One sheet being drawn, row after row."""

    def __init__(self, sheet: Sheet, content: VisitSheet) -> None:
        super().__init__(sheet)
        self.content = content

    def draw(self) -> None:
        self._head(TITLE)
        for block in (
            self._person,
            self._situation,
            self._difficulties,
            self._answers,
            self._gifts,
            self._signatures,
        ):
            block()
            self.sheet.rule(PORTRAIT.left, self.top, PORTRAIT.right, self.top, BLOCK)
        table = Box(PORTRAIT.left, TOP, PORTRAIT.width, self.top - TOP)
        self.sheet.outline(table, OUTER)
        rest = self.continuations()
        self._foot(1, 1 + len(rest))
        for page, pieces in enumerate(rest, start=2):
            self.sheet.turn()
            self._head(f"{TITLE}（续页）", page)
            self.top = TOP
            self.write_on(pieces)
            self._foot(page, 1 + len(rest))

    def _head(self, title: str, page: int = 1) -> None:
        content = self.content
        told = Head(
            title=title,
            station=content.station,
            matter=content.campaign,
            number=content.number,
            digits=content.digits(page),
        )
        form.head(self.sheet, told)

    def _person(self) -> None:
        veteran, visit = self.content.veteran, self.content.visit
        time = visit.at or DATE + "　　时"
        self._pair(("走访时间", time), ("走访人", visit.visitors))
        self._manner(visit.reason)
        self.cells(
            ("姓名", veteran.name, 36),
            ("性别", veteran.sex, 12),
            ("年龄", veteran.age, 12),
            ("电话", veteran.phone, 45),
            labels=(LABEL_WIDTH, 12, 12, 15),
        )
        self._pair(("对象类别", veteran.category), ("证件号码", veteran.id_number))
        self._pair(("家庭住址", veteran.address), ("户主及关系", veteran.household))
        self._pair(("联系人", veteran.contact), ("同户一并走访", visit.also))
        room = self.row(LAST_VISIT, "上次走访", "及未办结事项")
        self._text(veteran.last_visit, room, "上次走访", guides=False)

    def _pair(self, left: tuple[str, str], right: tuple[str, str]) -> None:
        label, value = RIGHT
        self.cells((*left, 60), (*right, value), labels=(LABEL_WIDTH, label))

    def _manner(self, reason: str) -> None:
        top = self.top
        self._options("走访方式", "方式", MANNERS)
        left = PORTRAIT.left + LABEL_WIDTH + (len(MANNERS) - 1) * PITCH + 18
        self.captioned("原因", Box(left, top, PORTRAIT.right - left - 2, LINE), reason, "未遇原因")

    def _situation(self) -> None:
        visit = self.content.visit
        self._options("身体状况", "身体", BODIES)
        self._options("生活情况", "生活", LIVINGS, below=LINE, hint="有困难的打√")
        self._beside(visit.living, LINE, "生活情况")
        self._options("家庭状况", "家庭", FAMILIES, below=LINE, hint="按实际打√")
        self._beside(visit.family, LINE, "家庭状况")

    def _difficulties(self) -> None:
        visit = self.content.visit
        self._options("困难情况", "困难", DIFFICULTIES, below=2 * LINE)
        self._beside(visit.difficulty, 2 * LINE, "困难情况")
        self._text(visit.request, self.row(2 * LINE, "诉求", "记原话"), "诉求")

    def _answers(self) -> None:
        visit = self.content.visit
        self._options("政策宣讲", "宣讲", POLICIES)
        self._text(visit.solved, self.row(LINE, "现场解决"), "现场解决")
        self._to_do(visit.to_do)

    def _gifts(self) -> None:
        sheet, visit = self.sheet, self.content.visit
        first, second = self.row(2 * LINE, "慰问").rows(LINE, LINE)
        cells = first.columns(*[PITCH] * 6)
        self._option("慰问", "慰问金", cells[0])
        amount = Box(cells[1].left, first.top, PITCH + 12, LINE)
        self.blank(visit.money, amount, "元", title="慰问金", align="right")
        self._option("慰问", "慰问信", cells[3])
        self._option("慰问", "春联", cells[4])
        box, goods = second.columns(PITCH, 0)
        self._option("慰问", "慰问品", box)
        self.blank(visit.goods, goods, "（名称、数量）", title="慰问品")
        row = self.row(LINE, "满意度")
        *options, label, value = row.columns(PITCH, PITCH, PITCH, PITCH, 0)
        for cell, text in zip(options, SATISFACTIONS, strict=True):
            self._option("满意度", text, cell)
        self.label("回访日期", label)
        for edge in (label.left, label.right):
            sheet.rule(edge, row.top, edge, row.bottom)
        sheet.put(visit.follow_up or DATE[1:], value.inset(3), BODY, "center")

    def _signatures(self) -> None:
        area = self.take(SIGNING)
        self.sheet.rule(PORTRAIT.left, area.top, PORTRAIT.right, area.top, BLOCK)
        visited, deputy, visitors = area.columns(*SIGNED)
        for cell in (deputy, visitors):
            self.sheet.rule(cell.left, cell.top, cell.left, cell.bottom)
        self._visited(visited)
        self._deputy(deputy)
        self._visitors(visitors)

    def _visited(self, cell: Box) -> None:
        """What the visited sign: presence and receipt, never what others think of their mood."""
        sheet = self.sheet
        title, received = cell.inset(3, 0.8).rows(7, 5.5, 0)[:2]
        sheet.put("被走访人签字（按手印）", title, CAPTION)
        sheet.put("慰问金、慰问品已收到", received, BODY.at(10.5))
        dated = Box(cell.left, cell.bottom - 6.5, cell.width - 3, 6)
        sheet.put("　　年　　月　　日", dated, BODY, "right")

    def _deputy(self, cell: Box) -> None:
        self.sheet.put("代签（本人不能签时）", cell.inset(2.5, 0.8).rows(7, 0)[0], CAPTION)
        for number, caption in enumerate(("代签人", "与本人关系", "原因")):
            line = Box(cell.left + 2.5, cell.top + 8 + number * LINE, cell.width - 5, LINE)
            self.captioned(caption, line)

    def _visitors(self, cell: Box) -> None:
        """What the visitors fill in once they have left the house."""
        sheet = self.sheet
        title, moods, names = cell.rows(LINE, 13, 0)
        label, *columns = title.columns(21, PITCH, 0)
        sheet.put("走访人填写（离户后）", title.inset(3), CAPTION)
        self._option("离户", "已拍照", columns[1])
        for row in (moods, names):
            sheet.rule(row.left, row.top, row.right, row.top)
        sheet.rule(label.right, moods.top, label.right, cell.bottom)
        self.label("思想动态", Box(label.left, moods.top, label.width, moods.height))
        for number, text in enumerate(MOODS):
            place = columns[number % 2]
            top = moods.top + number // 2 * 6.5
            self._option("思想", text, Box(place.left, top, place.width, 6.5))
        self.label("签字", Box(label.left, names.top, label.width, names.height), "（两名）")
        signing = Box(label.right, names.top, cell.right - label.right, names.height)
        for place in signing.columns(25.5, 0):
            sheet.guide(place.left + 2, names.bottom - 2.6, place.right - 2)

    def _to_do(self, items: tuple[ToDo, ...]) -> None:
        rows = self.row(2 * LINE, "待办事项").rows(LINE, LINE)
        for number, row in enumerate(rows):
            item = items[number] if number < len(items) else ToDo()
            matter, owner, due = row.columns(0, 34, 36)
            told = Box(matter.left + 2, row.top, matter.width - 3, LINE)
            self.captioned(NUMERALS[number], told, item.matter, "待办事项")
            self.captioned("承办人", Box(owner.left, row.top, owner.width - 2, LINE), item.owner)
            self.captioned("期限", Box(due.left, row.top, due.width - 2, LINE), item.due)
        if further := items[len(rows) :]:  # they have no line of their own here
            self.send_on("待办事项", "\n".join(item.in_words for item in further))

    def _options(
        self,
        label: str,
        group: str,
        texts: tuple[str, ...],
        *,
        below: float = 0.0,
        hint: str = "",
    ) -> None:
        row = self.row(LINE + below, label, hint)
        self.top = row.top + LINE
        for number, text in enumerate(texts):
            self._option(group, text, Box(row.left + number * PITCH, row.top, PITCH, LINE))

    def _option(self, group: str, text: str, box: Box) -> None:
        name = f"{group}.{text}"
        # A word of four in a cell of 24 is set smaller, so that it does not cling to the next box.
        style = OPTION.at(11 if len(text) > 3 and box.width < 25 else OPTION.size)
        checked = name in self.content.visit.ticks
        self.sheet.option(name, text, box, checked=checked, style=style)

    def _beside(self, text: str, height: float, title: str) -> None:
        """Fill the writing room under a row of options."""
        area = self.take(height)
        room = Box(area.left + LABEL_WIDTH, area.top, area.width - LABEL_WIDTH, height)
        self._text(text, room, title)

    def _text(self, text: str, box: Box, title: str, *, guides: bool = True) -> None:
        """Write on the lines if the text fits them; else shrink it, and at last send it on."""
        room = box.inset(2.5, 0.6)
        rows = round(box.height / LINE)
        on_lines = typeset.wrap(text, room.width, fonts.SONG, BODY.size) if text else ()
        if not guides or len(on_lines) > rows:
            self.fill(title, text, room, smallest=SMALLEST)
            return
        for number in range(rows):
            line = Box(room.left, box.top + number * LINE, room.width, LINE)
            self.sheet.guide(line.left, line.bottom - 1.4, line.right)
            if number < len(on_lines):
                leaning = Box(line.left, line.top + 0.3, line.width + 2, line.height)
                self.sheet.put(on_lines[number], leaning, BODY)

    def _foot(self, page: int, pages: int) -> None:
        self.sheet.put(FOOT, form.FOOT, form.FOOT_STYLE)
        self.sheet.put(f"第 {page} 页　共 {pages} 页", form.FOOT, form.FOOT_STYLE, "right")
