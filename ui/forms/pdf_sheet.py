"""A sheet with the pages of a file, to be read and printed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame

from ui.theme import Look
from ui.widgets.buttons import button
from ui.widgets.keys import first
from ui.widgets.pdf_view import PdfView
from ui.widgets.sheets import deeds, dismiss, sheet

WIDE = 860


def pdf_sheet(
    look: Look,
    title: str,
    pages: Sequence[bytes],
    window: QSize,
    do: Callable[[], object] | None,
    save: Callable[[], object] | None = None,
) -> QFrame:
    """Return the pages with buttons that print and save them, no larger than the window."""
    view = first(PdfView(look, pages))
    view.setMinimumHeight(max(window.height() - look.px(230), look.px(200)))
    wide = min(WIDE, int((window.width() - 48) / look.scale))
    back = button(look, "关闭")
    buttons = [back]
    if save is not None:
        saves = button(look, "存成 PDF", "", "download")
        buttons.append(saves)
    if do is not None:
        prints = button(look, "打印", "primary", "printer")
        buttons.append(prints)
    made = sheet(look, title, view, deeds(look, *buttons), width=wide)
    back.clicked.connect(lambda: dismiss(made))
    if save is not None:
        saves.clicked.connect(lambda: _then(made, save))
    if do is not None:
        prints.clicked.connect(lambda: _then(made, do))
    return made


def _then(made: QFrame, do: Callable[[], object]) -> None:
    dismiss(made)
    do()
