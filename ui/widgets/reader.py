"""Reads text with headings and tables of ours; it never fetches anything."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QTextBrowser

from ui.theme import Look, Type

LEADING, LINE = 1.7, 680


class Reader(QTextBrowser):
    """A text to be read with arrows and page keys."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("page")
        self.setFont(look.font(Type.BODY))
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().setDefaultStyleSheet(_rules(look))

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Fetch nothing: neither from a disk nor from a network."""
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to be read, the bar at the right edge."""
        super().resizeEvent(event)
        self.setLineWrapColumnOrWidth(min(self.viewport().width(), self._look.px(LINE)))

    def show_text(self, text: str) -> None:
        """Show a text from its beginning."""
        for heading in ("h1", "h2"):  # Qt makes headings larger than their rule says
            text = text.replace(f"<{heading}>", f'<p class="{heading}">')
            text = text.replace(f"</{heading}>", "</p>")
        self.setHtml(text)
        self.verticalScrollBar().setValue(0)


def _rules(look: Look) -> str:
    """Return how headings, sentences and tables are set, in the sizes of this look."""
    title, section, body = (look.font(step) for step in (Type.TITLE, Type.SECTION, Type.BODY))
    high = round(body.pixelSize() * LEADING)
    ink, soft = look.colours.ink, look.colours.soft
    title_high, section_high = (round(font.pixelSize() * 1.5) for font in (title, section))
    fixed = "-qt-line-height-type:fixed;line-height"
    return (
        f"p,li{{color:{ink};margin:0 0 {look.px(6)}px 0;{fixed}:{high}px}}"
        f"p.h1{{font-family:'{title.families()[0]}';font-size:{title.pixelSize()}px;"
        f"font-weight:bold;margin:0 0 {look.px(10)}px 0;{fixed}:{title_high}px}}"
        f"p.h2{{font-size:{section.pixelSize()}px;font-weight:bold;"
        f"margin:{look.px(18)}px 0 {look.px(4)}px 0;{fixed}:{section_high}px}}"
        f"td{{color:{soft};padding:{look.px(4)}px {look.px(24)}px {look.px(4)}px 0}}"
    )
