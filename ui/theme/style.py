"""Qt's own drawing bent to the program's look: ticks, combo boxes, one focus ring."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QWidget,
)

from ui.theme.look import Look
from ui.theme.sheet import dress

SIZES = {
    QStyle.PixelMetric.PM_IndicatorWidth: 18,
    QStyle.PixelMetric.PM_IndicatorHeight: 18,
    QStyle.PixelMetric.PM_ExclusiveIndicatorWidth: 18,
    QStyle.PixelMetric.PM_ExclusiveIndicatorHeight: 18,
    QStyle.PixelMetric.PM_CheckBoxLabelSpacing: 6,
    QStyle.PixelMetric.PM_RadioButtonLabelSpacing: 8,
    QStyle.PixelMetric.PM_FocusFrameHMargin: 3,
    QStyle.PixelMetric.PM_FocusFrameVMargin: 3,
    QStyle.PixelMetric.PM_SmallIconSize: 18,
    QStyle.PixelMetric.PM_ButtonIconSize: 18,
}
"""Design pixels of what Qt would leave small."""


def dress_wholly(app: QApplication, look: Look) -> None:
    """Dress the program in a look, what only our own drawing can give it included."""
    app.setStyle(StationStyle(look))
    dress(app, look)


def rect_of(option: QStyleOption) -> QRect:
    """Return an option's place; the stubs of 6.9.3 leave the fields of style options out."""
    return option.rect  # type: ignore[attr-defined,no-any-return]


def has(option: QStyleOption, flag: QStyle.StateFlag) -> bool:
    """Say whether an option is in a state."""
    return bool(option.state & flag)  # type: ignore[attr-defined]


class StationStyle(QProxyStyle):
    """Fusion with our own ticks, combo boxes and no dotted focus; the rest is the style sheet.

    What needs a glyph (tick, dot, arrow) is painted here, because a style sheet can only take it
    from a file, and a file cannot follow the palette. Hints are not given here: Qt asks for them
    thousands of times while a page is made, and each would be a call into Python.
    """

    def __init__(self, look: Look) -> None:
        super().__init__("Fusion")
        self._look = look
        self._sizes = {metric: look.px(pixels) for metric, pixels in SIZES.items()}

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Paint ticks and dots; leave focus to the ring."""
        kind = QStyle.PrimitiveElement
        if element == kind.PE_FrameFocusRect:
            return
        if element == kind.PE_IndicatorCheckBox:
            self._tick(option, painter)
        elif element == kind.PE_IndicatorRadioButton:
            self._dot(option, painter)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Paint a combo box like a field with an arrow."""
        if control != QStyle.ComplexControl.CC_ComboBox:
            super().drawComplexControl(control, option, painter, widget)
            return
        self._box(
            rect_of(option),
            painter,
            "field" if has(option, QStyle.StateFlag.State_Enabled) else "grey_wash",
        )
        side = self._look.px(18)
        place = QRect(
            rect_of(option).right() - side - self._look.px(8), 0, side, rect_of(option).height()
        )
        self._look.icon("chevron-down", "soft", 18).paint(painter, place)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Leave the ring to `FocusRing`; indent a combo box's words like those of a field."""
        if element == QStyle.ControlElement.CE_FocusFrame:
            return
        if element == QStyle.ControlElement.CE_ComboBoxLabel and isinstance(
            option, QStyleOptionComboBox
        ):
            place = rect_of(option).adjusted(self._look.px(10), 0, -self._look.px(30), 0)
            painter.setPen(self._look.colour("ink"))
            words = painter.fontMetrics().elidedText(
                option.currentText,  # type: ignore[attr-defined]
                Qt.TextElideMode.ElideRight,
                place.width(),
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
            return
        super().drawControl(element, option, painter, widget)

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Scale what Qt would leave small."""
        found = self._sizes.get(metric)
        return super().pixelMetric(metric, option, widget) if found is None else found

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        """Give combo boxes the height of fields."""
        full = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]
        if kind == QStyle.ContentsType.CT_ComboBox:
            return QSize(full.width() + self._look.px(20), self._look.px(36))
        return full

    def _tick(self, option: QStyleOption, painter: QPainter) -> None:
        on = has(option, QStyle.StateFlag.State_On)
        self._box(
            rect_of(option), painter, "pine" if on else "field", "pine" if on else "edge", radius=4
        )
        if on:
            self._look.icon("check", "on_pine", 16).paint(painter, rect_of(option))

    def _dot(self, option: QStyleOption, painter: QPainter) -> None:
        on = has(option, QStyle.StateFlag.State_On)
        self._box(rect_of(option), painter, "field", "pine" if on else "edge", radius=9)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("pine"))
            painter.drawEllipse(
                QRectF(rect_of(option)).adjusted(*[self._look.px(n) for n in (5, 5, -5, -5)])
            )

    def _box(
        self, rect: QRect, painter: QPainter, ground: str, edge: str = "edge", radius: int = 5
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour(edge), 1))
        painter.setBrush(self._look.colour(ground))
        corner = self._look.px(radius)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)


class RingStyle(StationStyle):
    """The style of the ring alone: it lies above its widget."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        """Put the ring above the widget that it stands round."""
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, data)


class FocusRing(QFocusFrame):
    """One ring for the whole program: it walks to whichever widget has the keyboard."""

    def __init__(self, look: Look, app: QApplication) -> None:
        super().__init__()
        self._look, self._style = look, RingStyle(look)
        self._style.setParent(self)  # a widget does not own its style, and must not outlive it
        self.setStyle(self._style)
        app.focusChanged.connect(self.follow)
        self.follow(None, app.focusWidget())

    def follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Go to the widget that has the keyboard now, unless it draws its own ring."""
        wanted = now is not None and not now.property("ownRing")
        self.setWidget(now if wanted else None)  # type: ignore[arg-type]
        if not wanted:
            self.setParent(None)  # else it goes when the page it stood on goes

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw two pixels of pine, one pixel away from the widget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("pine"), 2))
        corner = self._look.px(8)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), corner, corner)
