"""走访路线单: who is due, in the order of the way, with a box to tick at each door."""

from dataclasses import dataclass, replace

from station_app.paper import list_sheet
from station_app.paper.frame import TICK, Box, Variant
from station_app.paper.grid import Column, Row, Table
from station_app.paper.list_sheet import ListSheet
from station_app.paper.sheet import Sheet

TITLE = "走访路线单"
ROWS = (8.0, 7.4, 6.8, 6.2)  # lower rows where that saves a page
MET, MISSED = 6, 7
COLUMNS = (
    Column(heads=("组、门牌、户主",), joins=True, whole=True, align="center", least=34),
    Column(heads=("姓名",), whole=True, align="center", least=16),
    Column(heads=("电话",), whole=True, figures=True, align="center", least=25),
    Column(heads=("类别",)),
    Column(heads=("走访期限",), whole=True, align="center", least=20),
    Column(heads=("表上编号",), whole=True, figures=True, align="center"),
    Column(heads=("已走",), align="center", least=9, most=9),
    Column(heads=("未遇",), align="center", least=9, most=9),
)
FOOT = "含个人信息，随身带好，走完收回。未遇的在走访表上写明原因。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One person to call on; the texts are as they are printed."""

    place: str
    head: str
    name: str
    phone: str = ""
    category: str = ""
    due: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundList:
    """A round as it is carried: stops in the order of the way, and in words how far it is."""

    station: str
    campaign: str
    printed_on: str
    stops: tuple[Stop, ...]
    told: str = ""


def draw(round_list: RoundList, *, variant: Variant = Variant.REAL) -> bytes:
    """Return the round as PDF, on one page where it fits."""
    return compose(round_list, variant=variant).bytes()


def compose(round_list: RoundList, *, variant: Variant = Variant.REAL) -> Sheet:
    """Draw the round on pages that remember where everything stands."""
    content = _content(round_list)
    for height in ROWS:
        lower = replace(content, row=height)
        drawn = list_sheet.compose(lower, variant=variant, mark=_boxes)
        if drawn.page == 1:
            return drawn
    return list_sheet.compose(replace(content, row=ROWS[0]), variant=variant, mark=_boxes)


def _content(round_list: RoundList) -> ListSheet:
    rows = tuple(
        Row(
            cells=(
                f"{stop.place}　{stop.head}".strip("　"),
                stop.name.replace("·", "·\n"),
                stop.phone,
                stop.category,
                stop.due,
                stop.number,
                "",
                "",
            )
        )
        for stop in round_list.stops
    )
    told = "　".join(part for part in (round_list.campaign, round_list.told) if part)
    return ListSheet(
        title=TITLE,
        station=round_list.station,
        printed_on=round_list.printed_on,
        columns=COLUMNS,
        rows=rows,
        told=told,
        foot=FOOT,
        largest=9.0,
    )


def _boxes(sheet: Sheet, made: Table, number: int, row: Box) -> None:
    """Draw the two boxes at the end of a row."""
    for place, word in ((MET, "已走"), (MISSED, "未遇")):
        left = row.left + sum(made.widths[:place])
        middle = left + made.widths[place] / 2
        sheet.tick(f"{word}.{number + 1}", middle - TICK / 2, row.middle)
