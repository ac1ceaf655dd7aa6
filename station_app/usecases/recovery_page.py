"""The recovery sheets: of a register that is about to be made, and of a county's key."""

from datetime import date

from station_app.domain import dates, recovery
from station_app.paper import recovery_sheet
from station_app.paper.frame import Variant
from station_app.usecases.first_run import FirstRun


def draw(begun: FirstRun, name: str, today: date) -> bytes:
    """Return the sheet as one A4 page; `name` is the register's file name."""
    sheet = recovery_sheet.RecoverySheet(
        station=begun.station.name,
        register=f"{name}（{today.year}年{today.month}月建）",
        made_on=dates.show(today),
        groups=tuple(recovery.groups_of(begun.code)),
    )
    variant = Variant.DEMO if begun.station.demo else Variant.REAL
    return recovery_sheet.draw(sheet, variant=variant)


def draw_county(office: str, folder: str, code: str, today: date) -> bytes:
    """Return the sheet of a county office's key as one A4 page."""
    sheet = recovery_sheet.RecoverySheet(
        station=office,
        register=f"{folder}（{today.year}年{today.month}月建）",
        made_on=dates.show(today),
        groups=tuple(recovery.groups_of(code)),
        purpose=recovery_sheet.COUNTY,
    )
    return recovery_sheet.draw(sheet)
