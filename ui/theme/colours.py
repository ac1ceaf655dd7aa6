"""Every colour of the program, and what a tone of it means."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One full set of colours. Washes are grounds; the others are inks."""

    ground: str
    paper: str
    field: str
    hover: str
    line: str
    grip: str
    edge: str
    ink: str
    soft: str
    faint: str
    pine: str
    pine_deep: str
    pine_wash: str
    on_pine: str
    red: str
    red_wash: str
    amber: str
    amber_wash: str
    slate: str
    slate_wash: str
    grey_wash: str


PAPER = Colours(
    ground="#F1EFE7",
    paper="#FDFCF9",
    field="#FFFFFF",
    hover="#F5F3EC",
    line="#DFDBCF",
    grip="#C2BDAE",
    edge="#8E8A7C",
    ink="#22251F",
    soft="#53574D",
    faint="#666A60",
    pine="#1E5A46",
    pine_deep="#154234",
    pine_wash="#E1ECE4",
    on_pine="#FFFFFF",
    red="#A02A20",
    red_wash="#F9E8E3",
    amber="#7D5006",
    amber_wash="#F8EDD2",
    slate="#31546E",
    slate_wash="#E5ECF1",
    grey_wash="#EDEAE1",
)

CONTRAST = Colours(
    ground="#FFFFFF",
    paper="#FFFFFF",
    field="#FFFFFF",
    hover="#EDEDED",
    line="#6B6B6B",
    grip="#6B6B6B",
    edge="#000000",
    ink="#000000",
    soft="#1F1F1F",
    faint="#2E2E2E",
    pine="#00402C",
    pine_deep="#002A1D",
    pine_wash="#D3E9DC",
    on_pine="#FFFFFF",
    red="#7F0F08",
    red_wash="#FFE3DD",
    amber="#553300",
    amber_wash="#FFEDC2",
    slate="#0F3551",
    slate_wash="#DDEBF6",
    grey_wash="#E9E9E9",
)


class Tone(StrEnum):
    """What a mark means; the value is the family of colours it takes."""

    DONE = "pine"
    LATE = "red"
    SOON = "amber"
    NOTE = "slate"
    CALM = "grey"


TONE_ICON = {
    Tone.DONE: "circle-check",
    Tone.LATE: "alert-triangle",
    Tone.SOON: "clock",
    Tone.NOTE: "info-circle",
    Tone.CALM: "circle",
}


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast of two colours."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(name: str) -> float:
    colour = QColor(name)
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
