"""How the program looks: the only place that names a colour, a size or a family."""

from ui.theme.colours import CONTRAST, PAPER, TONE_ICON, Colours, Tone, contrast
from ui.theme.look import Look, Room, Type
from ui.theme.sheet import dress

__all__ = [
    "CONTRAST",
    "PAPER",
    "TONE_ICON",
    "Colours",
    "Look",
    "Room",
    "Tone",
    "Type",
    "contrast",
    "dress",
]
