"""Starting: one application with its faces and texts, and the program in it."""

import os
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from station_app.resources import resource
from ui.entrance import PRODUCT
from ui.program import Program
from ui.settings import Settings
from ui.theme import fonts

STYLE = "Fusion"
"""The style of Qt's that ours is built on; set here, it costs none of the classes of a style."""


def application(arguments: list[str]) -> QApplication:
    """Return the application with our faces and Chinese texts of Qt's own."""
    if "fcitx" in os.environ.get("QT_IM_MODULE", ""):
        os.environ["QT_IM_MODULE"] = (
            "ibus"  # fcitx5 answers ibus; its own module is not ours to ship
        )
    QLocale.setDefault(QLocale("zh_CN"))
    app = QApplication([*arguments, "-style", STYLE])
    app.setApplicationDisplayName(PRODUCT)
    texts = QTranslator(app)
    if texts.load(str(resource("qt", "qtbase_zh_CN.qm"))):
        app.installTranslator(texts)
    fonts.load_plain()
    return app


def run(arguments: list[str]) -> int:
    """Run until the window is closed."""
    app = application(arguments[:1])
    program = Program(app, Settings.of_this_pc())
    sys.excepthook = lambda _kind, error, _trace: program.break_down(error)
    threading.excepthook = lambda hooked: _hooked(program, hooked)
    program.begin(Path(arguments[1]) if len(arguments) > 1 else None)
    program.show()
    return app.exec()


def _hooked(program: Program, hooked: threading.ExceptHookArgs) -> None:
    if isinstance(hooked.exc_value, Exception):
        program.jobs.broke.emit(hooked.exc_value)
