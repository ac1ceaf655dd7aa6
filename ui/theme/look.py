"""How the program looks, in one value: colours, sizes, type and icons.

`Look` is frozen. Big type and high contrast are other `Look` values: make one, dress the program
in it, rebuild the window. Nothing else in the program names a colour, a size or a family.
"""

from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from station_app.resources import resource
from ui.theme.colours import CONTRAST, PAPER, Colours, Tone
from ui.theme.fonts import MONO, SANS, SERIF

BIG = 1.3
STROKE = "1.75"


class Type(Enum):
    """A step of the type scale: pixels, bold, serif."""

    CAPTION = (13, False, False)
    BODY = (15, False, False)
    STRONG = (15, True, False)
    SECTION = (17, True, False)
    NAME = (21, True, True)
    TITLE = (25, True, True)
    FIGURE = (30, True, True)
    PAPER = (14, False, True)
    PAPER_TITLE = (20, True, True)


class Room(Enum):
    """How much width a page has, after type size is taken off."""

    WIDE = 1
    NARROW = 2
    TIGHT = 3


@dataclass(frozen=True, slots=True)
class Look:
    """Colours and one scale; ask it for pixels, fonts and icons."""

    colours: Colours = PAPER
    scale: float = 1.0

    @property
    def big(self) -> bool:
        """Say whether type is big."""
        return self.scale > 1

    @property
    def stark(self) -> bool:
        """Say whether contrast is high."""
        return self.colours is CONTRAST

    def with_big_type(self, on: bool) -> "Look":
        """Return this look in big or plain type."""
        return replace(self, scale=BIG if on else 1.0)

    def with_contrast(self, on: bool) -> "Look":
        """Return this look in high or plain contrast."""
        return replace(self, colours=CONTRAST if on else PAPER)

    def px(self, n: float) -> int:
        """Return n design pixels on this screen."""
        return round(n * self.scale)

    def air(self, n: float) -> int:
        """Return n pixels of white space that stay when words grow, for lack of room."""
        return round(n)

    def room(self, width: int) -> Room:
        """Say which layout fits a window of that width; tight is big type on a small screen."""
        free = width / self.scale
        return Room.WIDE if free >= 1180 else Room.NARROW if free >= 900 else Room.TIGHT

    def edge(self, room: Room) -> int:
        """Return the margin at the left and right of every page."""
        return self.px(36 if room is Room.WIDE else 24)

    def font(self, step: Type, size: float = 0) -> QFont:
        """Return the font of a step, with figures of equal width; `size` takes the step's place."""
        pixels, bold, serif = step.value
        return self._made(SERIF if serif else SANS, size or pixels, bold)

    def digits(self, size: float) -> QFont:
        """Return the font of figures that are copied by hand, group by group."""
        return self._made(MONO, size, True)

    def colour(self, name: str) -> QColor:
        """Return a colour by its name in `Colours`."""
        return QColor(getattr(self.colours, name))

    def ink(self, tone: Tone) -> QColor:
        """Return the ink of a tone."""
        return self.colour("soft" if tone is Tone.CALM else tone.value)

    def wash(self, tone: Tone) -> QColor:
        """Return the ground of a tone."""
        return self.colour(f"{tone.value}_wash")

    def scrim(self) -> QColor:
        """Return what dims a window behind a sheet."""
        colour = self.colour("ink")
        colour.setAlpha(110)
        return colour

    def pixmap(self, name: str, colour: QColor, size: int = 20, ratio: float = 2.0) -> QPixmap:
        """Draw a line icon in one colour, for a screen of that pixel ratio."""
        return drawn(name, colour.name(), self.px(size), ratio)

    def icon(self, name: str, colour: str = "ink", size: int = 20) -> QIcon:
        """Return a line icon that greys itself when disabled, drawn for the screens there are."""
        icon = QIcon()
        for ratio in {screen.devicePixelRatio() for screen in QGuiApplication.screens()}:
            icon.addPixmap(self.pixmap(name, self.colour(colour), size, ratio))
            grey = self.pixmap(name, self.colour("edge"), size, ratio)
            icon.addPixmap(grey, QIcon.Mode.Disabled)
        return icon

    def _made(self, families: list[str], pixels: float, bold: bool) -> QFont:
        font = QFont()
        font.setFamilies(families)
        font.setPixelSize(self.px(pixels))
        font.setBold(bold)
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


@cache
def drawn(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    """Render an icon file once per colour, size and screen."""
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    text = text.replace("currentColor", colour)
    text = text.replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(text.encode())).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
