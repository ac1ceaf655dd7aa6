"""一人一档 on paper: cover, 目录, 本人信息表, 备考表; what the hand adds gets dotted lines."""

from dataclasses import dataclass

from station_app.paper import frame, grid, ruled
from station_app.paper.frame import BODY, LABEL, NUMBER, SMALL_LABEL, TITLE, Box, Style, Variant
from station_app.paper.grid import Column, Face, Row, Table
from station_app.paper.sheet import Sheet

AREA = Box(frame.PORTRAIT.left, frame.PORTRAIT.top, frame.PORTRAIT.width, 257)
HEAD = 20.0
LINE = 12.0
LABEL_WIDE = 30.0
BLANK_ROWS = 8
FOOT = "内部资料，用后归档。"
COVER = TITLE.at(26)
LISTED = Face(body=Style(size=11), row=9.0)
TOLD = Face(body=Style(size=10.5), row=7.5)
CATALOGUE = (
    Column(heads=("件号",), align="center", figures=True, least=14, most=16),
    Column(heads=("题名",)),
    Column(heads=("日期",), whole=True, least=30, most=34),
    Column(heads=("页数",), align="center", figures=True, least=16, most=18),
    Column(heads=("备注",), least=28, most=34),
)
FACTS = (
    Column(heads=("部分",), whole=True, joins=True, least=22),
    Column(heads=("栏目",), whole=True, least=28),
    Column(heads=("内容",)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile:
    """A person's file; `facts` are part, entry and words, `papers` title and day of each paper."""

    name: str
    kinds: str
    station: str
    opened_on: str
    printed_on: str
    facts: tuple[tuple[str, str, str], ...]
    papers: tuple[tuple[str, str], ...]


def compose(content: PersonFile, *, variant: Variant = Variant.REAL) -> Sheet:
    """Draw the whole file on pages that remember where everything stands."""
    told = grid.table(FACTS, [Row(cells=fact) for fact in content.facts], AREA.width, TOLD)
    spread = _dealt(told)
    papers = [("本人信息表", content.printed_on, str(len(spread)))]
    papers += [(title, day, "") for title, day in content.papers]
    rows = [Row(cells=(str(n), *one, "")) for n, one in enumerate(papers, start=1)]
    rows += [Row(cells=("",) * len(CATALOGUE))] * BLANK_ROWS
    listed = grid.table(CATALOGUE, rows, AREA.width, LISTED)
    catalogue = _dealt(listed)
    sheet = Sheet(title="一人一档", variant=variant)
    pages = len(catalogue) + len(spread) + 2
    _cover(sheet, content)
    for title, table, dealt in (("目录", listed, catalogue), ("本人信息表", told, spread)):
        for number, page in enumerate(dealt):
            sheet.turn()
            _head(sheet, content, f"{title}（续）" if number else title)
            ruled.draw(sheet, table, page, AREA.left, AREA.top + HEAD)
            _foot(sheet, pages)
    sheet.turn()
    _remarks(sheet, content)
    _foot(sheet, pages)
    return sheet


def _dealt(made: Table) -> list[range]:
    room = AREA.height - HEAD - made.head_height
    return grid.in_company(grid.deal(made.heights, room, room, 0), made.heights, room)


def _cover(sheet: Sheet, content: PersonFile) -> None:
    sheet.put("内部资料　妥善保管", Box(AREA.left, AREA.top - 5, 60, 5), SMALL_LABEL)
    sheet.put("一人一档", Box(AREA.left, AREA.top + 58, AREA.width, 14), COVER, "center")
    lines = (
        ("编　　号", ""),
        ("姓　　名", content.name),
        ("类　　别", content.kinds),
        ("建档日期", content.opened_on),
        ("立档单位", content.station),
    )
    top, left = AREA.top + 100, AREA.left + 22
    right = AREA.right - 22
    for label, words in lines:
        sheet.put(label, Box(left, top, LABEL_WIDE, LINE), LABEL)
        place = Box(left + LABEL_WIDE, top, right - left - LABEL_WIDE, LINE)
        sheet.put(words, place.inset(2), BODY.at(13))
        sheet.guide(place.left, top + LINE - 1, right)
        top += LINE + 4


def _head(sheet: Sheet, content: PersonFile, title: str) -> None:
    sheet.put(title, Box(AREA.left, AREA.top, AREA.width, 9), TITLE, "center")
    line = Box(AREA.left, AREA.top + 12, AREA.width, 6)
    sheet.put(f"{content.name}　{content.station}", line, NUMBER)
    sheet.put(f"打印日期　{content.printed_on}", line, BODY.at(9), "right")


def _foot(sheet: Sheet, pages: int) -> None:
    sheet.footer(FOOT, pages, Box(AREA.left, AREA.bottom + 2, AREA.width, 5))


def _remarks(sheet: Sheet, content: PersonFile) -> None:
    _head(sheet, content, "备考表")
    frame_box = Box(AREA.left, AREA.top + HEAD, AREA.width, 200)
    sheet.outline(frame_box, frame.OUTER)
    inner = frame_box.inset(6, 6)
    sheet.put("本档共　　　件　　　页。", Box(inner.left, inner.top, inner.width, 10), BODY.at(12))
    sheet.put("情况说明", Box(inner.left, inner.top + 14, inner.width, 8), LABEL)
    top = inner.top + 34
    while top < inner.bottom - 42:
        sheet.guide(inner.left, top, inner.right)
        top += LINE
    for number, label in enumerate(("立档人", "检查人", "日　期")):
        place = Box(inner.left + 60, inner.bottom - 34 + number * LINE, 26, LINE)
        sheet.put(label, place, LABEL)
        words = "　　　　年　　月　　日" if label == "日　期" else ""
        sheet.put(words, Box(place.right, place.top, 60, LINE), BODY)
        sheet.guide(place.right, place.bottom - 2, inner.right)
