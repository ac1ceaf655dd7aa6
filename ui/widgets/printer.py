"""Putting page pictures on paper through the system's own printer dialog."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget


def choose(parent: QWidget, name: str) -> QPrinter | None:
    """Let the worker choose a printer for a named job; None if he thinks better of it."""
    printer = ready(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"打印　{name}")
    return printer if dialog.exec() else None


def ready(name: str) -> QPrinter:
    """Return a printer set to A4 without a margin of its own, at its full resolution."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    return printer


def put(printer: QPrinter, pages: Iterable[bytes], told: Callable[[int], object]) -> int:
    """Put pages on paper one by one, each as large as its sheet; return how many.

    May run in the job thread: painting on a printer needs no window.
    """
    painter, count = QPainter(), 0
    try:
        for page in pages:
            image = QImage.fromData(page)
            wide = image.width() > image.height()
            turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
            printer.setPageOrientation(turned)
            if count:
                printer.newPage()
            else:
                painter.begin(printer)
            size = printer.paperRect(QPrinter.Unit.DevicePixel).toRect().size()
            painter.drawImage(QRect(0, 0, size.width(), size.height()), image)
            count += 1
            told(count)
    finally:
        if painter.isActive():
            painter.end()
    return count
