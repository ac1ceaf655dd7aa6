"""Tables the program's way: whole rows, hairlines, no grid, no dotted focus, own drawing."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from ui.theme import TONE_ICON, Look, Tone, Type
from ui.theme.style import has, rect_of
from ui.widgets import tips
from ui.widgets.cells import CELL, WIDTH, Gone, Index, Mark, Picked, Two, spoken
from ui.widgets.tags import draw_tag

HEAD = 34
CUT = 20
GONE = "faint"


class RowDelegate(QStyledItemDelegate):
    """Draws every table of the program: hairlines, a quiet selection, tags and marks."""

    def __init__(self, look: Look, parent: QTableView, height: int, plain: bool = False) -> None:
        super().__init__(parent)
        self._look, self._height, self._plain = look, look.px(height), plain

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return one row's height."""
        return QSize(self._look.px(60), self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, then what the cell says."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place, chosen = rect_of(option), has(option, QStyle.StateFlag.State_Selected)
        self.draw_ground(painter, option, index)
        left = 0 if self._plain and index.column() == 0 else self._look.px(12)
        right = _is_right(index)
        spare = 0 if self._plain and right and _is_last(index) else 12 if right else 8
        inner = place.adjusted(left, 0, -self._look.px(spare), 0)
        said = index.data(CELL)
        if isinstance(said, tuple):
            self._draw_tags(painter, inner, said, chosen)
        else:
            self._draw_cell(painter, inner, said, index)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Say the whole words of a cell that are cut."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        words = spoken(index.data(CELL))
        full = QFontMetrics(self._look.font(Type.STRONG)).horizontalAdvance(words)
        cut = full + self._look.px(CUT) > rect_of(option).width()
        QToolTip.showText(event.globalPos(), tips.plain(words) if cut else "", view)
        return True

    def draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw what lies under the words: the chosen row, the row under the mouse, the hairline."""
        look, place = self._look, rect_of(option)
        if has(option, QStyle.StateFlag.State_Selected):
            painter.fillRect(place, look.colour("pine_wash"))
            if index.column() == 0 and not self._plain:
                edge = QRect(place.left(), place.top(), look.px(3), place.height())
                painter.fillRect(edge, look.colour("pine"))
        elif has(option, QStyle.StateFlag.State_MouseOver):
            painter.fillRect(place, look.colour("hover"))
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, look.colour("line"))

    def draw_words(
        self, painter: QPainter, place: QRect, words: str, step: Type, colour: str
    ) -> int:
        """Draw words at the left of a place, cut where they do not fit; return their width."""
        return self._put(painter, place, words, step, colour)

    def _draw_cell(self, painter: QPainter, place: QRect, said: object, index: Index) -> None:
        if isinstance(said, Mark):
            self._draw_mark(painter, place, said, _is_right(index))
        elif isinstance(said, Two):
            self._draw_two(painter, place, said)
        elif isinstance(said, Gone):
            self._put(painter, place, said.words, Type.BODY, GONE)
        elif isinstance(said, Picked):
            self._draw_tick(painter, place, said.on)
        else:
            step = Type.STRONG if index.column() == 0 else Type.BODY
            side = Qt.AlignmentFlag.AlignRight if _is_right(index) else Qt.AlignmentFlag.AlignLeft
            self._put(painter, place, str(said), step, "ink", side=side)

    def _put(
        self,
        painter: QPainter,
        place: QRect,
        words: str,
        step: Type,
        colour: str,
        *,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        font = self._look.font(step)
        font.setStrikeOut(colour == GONE)
        painter.setFont(font)
        painter.setPen(self._look.colour(colour))
        cut = Qt.TextElideMode.ElideRight
        short = painter.fontMetrics().elidedText(words, cut, place.width())
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, short)
        return painter.fontMetrics().horizontalAdvance(short)

    def _draw_two(self, painter: QPainter, place: QRect, said: Two) -> None:
        used = self._put(painter, place, said.words, Type.STRONG, "ink")
        rest = place.adjusted(used + self._look.px(8), 0, 0, 0)
        self._put(painter, rest, said.soft, Type.CAPTION, "soft")

    def _draw_mark(self, painter: QPainter, place: QRect, said: Mark, right: bool) -> None:
        look, side = self._look, self._look.px(16)
        shaped = bool(said.icon) or said.tone is not Tone.CALM
        if right:
            full = QFontMetrics(look.font(Type.BODY)).horizontalAdvance(said.words)
            full += (side + look.px(6) if shaped else 0) + look.px(2)  # a hair, lest it be cut
            place = place.adjusted(max(place.width() - full, 0), 0, 0, 0)
        if shaped:
            ratio = painter.device().devicePixelRatio()
            icon = look.pixmap(said.icon or TONE_ICON[said.tone], look.ink(said.tone), 16, ratio)
            top = place.center().y() - side // 2 + look.px(1)
            painter.drawPixmap(QRect(place.left(), top, side, side), icon)
            place = place.adjusted(side + look.px(6), 0, 0, 0)
        colour = "ink" if said.tone is Tone.CALM else said.tone.value
        self._put(painter, place, said.words, Type.BODY, colour)

    def _draw_tick(self, painter: QPainter, place: QRect, on: bool) -> None:
        look, side = self._look, self._look.px(18)
        box = QRect(place.left(), place.center().y() - side // 2, side, side)
        painter.setPen(QPen(look.colour("pine" if on else "edge"), 1))
        painter.setBrush(look.colour("pine" if on else "field"))
        inner = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inner, look.px(4), look.px(4))
        if on:
            look.icon("check", "on_pine", 16).paint(painter, box)

    def _draw_tags(
        self, painter: QPainter, place: QRect, words: Sequence[str], chosen: bool
    ) -> None:
        look, left = self._look, place.left()
        metrics = QFontMetrics(look.font(Type.CAPTION))
        room = place.width() - (look.px(20) if len(words) > 1 else 0)
        for n, full in enumerate(words):
            word = metrics.elidedText(full, Qt.TextElideMode.ElideRight, max(room - look.px(14), 0))
            width, rest = metrics.horizontalAdvance(word) + look.px(14), len(words) - n
            more = look.px(40) if rest > 1 else 0
            if left + width + more > place.right() and n:
                spare = QRect(left, place.top(), look.px(40), place.height())
                self._put(painter, spare, f"+{rest}", Type.CAPTION, "soft")
                return
            box = QRect(left, place.center().y() - look.px(12) + 1, width, look.px(24))
            draw_tag(painter, look, box, word, Tone.CALM, chosen)
            left += width + look.px(6)


class TableView(QTableView):
    """A list of values: arrows walk, Enter or a double click opens, Space or a click ticks.

    A plain table only shows: its first column stands flush with the heading above it.
    """

    opened = Signal(int)
    ticked = Signal(int)
    chosen = Signal(int)

    def __init__(
        self, look: Look, model: QAbstractTableModel, height: int = 40, plain: bool = False
    ) -> None:
        super().__init__()
        self.look, self.row_height = look, height
        self.horizontalHeader().setProperty("plain", plain)
        self.setItemDelegate(RowDelegate(look, self, height, plain))
        self._dress()
        self.setModel(model)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model; its columns say how wide they are."""
        super().setModel(model)
        if model is None:
            return
        head = self.horizontalHeader()
        for n in range(model.columnCount()):
            width = model.headerData(n, Qt.Orientation.Horizontal, WIDTH)
            if width:
                self.setColumnWidth(n, self.look.px(width))
            else:
                head.setSectionResizeMode(n, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self.chosen.emit(now.row()))

    def row_now(self) -> int:
        """Return the row that is chosen; -1 when none is."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Choose a row and bring it into sight."""
        if 0 <= row < self.model().rowCount():
            self.selectRow(row)
            self.scrollTo(self.model().index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, tick on Space; letters go to the page, never to a hidden search."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.row_now() >= 0:
            self.opened.emit(self.row_now())
        elif plain and event.key() == Qt.Key.Key_Space and self.row_now() >= 0:
            self.ticked.emit(self.row_now())
        elif plain and event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick the row whose box was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and isinstance(index.data(CELL), Picked):
            self.ticked.emit(index.row())

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setProperty("ownRing", True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.look.px(self.row_height))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setFixedHeight(self.look.px(HEAD))


def table(
    look: Look, model: QAbstractTableModel, height: int = 40, plain: bool = False
) -> TableView:
    """Return a table over a `TableModel`."""
    return TableView(look, model, height, plain)


def tall(view: TableView, headless: bool = False) -> TableView:
    """Make a short table exactly as tall as its rows, also when they change; the page scrolls."""

    def fit() -> None:
        rows = view.model().rowCount() * view.look.px(view.row_height) + 1
        view.setFixedHeight(rows if headless else rows + view.look.px(HEAD))

    view.horizontalHeader().setVisible(not headless)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.model().modelReset.connect(fit)
    fit()
    return view


def shown_only(view: TableView) -> TableView:
    """Take a table out of the Tab line: it only shows."""
    view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return view


def _is_last(index: Index) -> bool:
    return index.column() == index.model().columnCount() - 1


def _is_right(index: Index) -> bool:
    side = index.data(Qt.ItemDataRole.TextAlignmentRole)
    return bool(side is not None and Qt.AlignmentFlag(side) & Qt.AlignmentFlag.AlignRight)
