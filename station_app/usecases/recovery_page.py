"""The recovery sheets: of a register that is about to be made, and of a county's key."""

from datetime import date

from station_app.domain import dates, recovery
from station_app.errors import Refused
from station_app.paper import recovery_sheet
from station_app.paper.frame import Variant
from station_app.paper.recovery_sheet import RecoverySheet
from station_app.usecases import lacking
from station_app.usecases.first_run import FirstRun


def draw(begun: FirstRun, name: str, today: date) -> bytes:
    """Return the sheet as one A4 page; `name` is the register's file name.

    Raises Refused where a character of the name or the station has no glyph.
    """
    sheet = RecoverySheet(
        station=begun.station.name,
        register=f"{name}（{today.year}年{today.month}月建）",
        made_on=dates.show(today),
        groups=tuple(recovery.groups_of(begun.code)),
    )
    return _whole(sheet, Variant.of(demo=begun.station.demo))


def draw_county(office: str, folder: str, code: str, today: date) -> bytes:
    """Return the sheet of a county office's key as one A4 page."""
    sheet = RecoverySheet(
        station=office,
        register=f"{folder}（{today.year}年{today.month}月建）",
        made_on=dates.show(today),
        groups=tuple(recovery.groups_of(code)),
        purpose=recovery_sheet.COUNTY,
    )
    return _whole(sheet, Variant.REAL)


def _whole(sheet: RecoverySheet, variant: Variant) -> bytes:
    """Return the page; nobody looks at it before it lies in its envelope, so nothing may lack."""
    drawn = recovery_sheet.compose(sheet, variant=variant)
    if drawn.lacking:
        raise Refused(
            f"恢复单上有没有字形的字，打印不出来：{'、'.join(lacking.shown(drawn.lacking))}。",
            "请给文件或站名换一个打得出来的字。",
        )
    return drawn.bytes()
