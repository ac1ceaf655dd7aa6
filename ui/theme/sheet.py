"""The one style sheet of the program, the palette beside it, and how it is dressed in them."""

from collections.abc import Iterator
from dataclasses import fields
from string import Template

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from ui.theme.colours import Colours
from ui.theme.look import Look, Type

SIZES = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 13, 14, 15, 16, 24, 28, 32, 34, 40, 42)


def dress(app: QApplication, look: Look) -> None:
    """Dress the program in a look: all that words, fields and buttons need.

    Ticks, combo boxes and the ring are `ui.theme.style`'s, which the sign-in page does without.
    """
    app.setPalette(palette(look))
    app.setFont(look.font(Type.BODY))
    app.setStyleSheet(style_sheet(look))


def style_sheet(look: Look) -> str:
    """Return the style sheet in a look."""
    return Template(SHEET).substitute(dict(_words(look)))


def palette(look: Look) -> QPalette:
    """Return the palette that item views, text and disabled states read."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    for key, name in {
        role.Window: "ground",
        role.Base: "field",
        role.AlternateBase: "hover",
        role.Button: "field",
        role.WindowText: "ink",
        role.Text: "ink",
        role.ButtonText: "ink",
        role.PlaceholderText: "faint",
        role.Highlight: "pine",
        role.HighlightedText: "on_pine",
        role.Link: "pine",
        role.ToolTipBase: "ink",
        role.ToolTipText: "paper",
        role.Mid: "line",
        role.Accent: "pine",
    }.items():
        made.setColor(key, look.colour(name))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, key, look.colour("edge"))
    return made


def _words(look: Look) -> Iterator[tuple[str, str]]:
    yield from ((field.name, getattr(look.colours, field.name)) for field in fields(Colours))
    yield from ((f"px{n}", f"{look.px(n)}px") for n in SIZES)


SHEET = """
QToolTip { background: $ink; color: $paper; border: none; padding: $px6 $px10; }
QMainWindow, QWidget#desk { background: $ground; }
QFrame#paper { background: $paper; border: none; }
QFrame#sheet { background: $paper; border: 1px solid $line; border-radius: $px10; }
QFrame#panel { background: $paper; border: none; border-left: 1px solid $line; }
QFrame#card { background: $field; border: 1px solid $line; border-radius: $px8; }
QFrame#bar { background: $paper; border: none; border-top: 1px solid $line; }
QFrame#strip { background: $hover; border: none; border-radius: $px6; }
QFrame#line { background: $paper; border: none; border-bottom: 1px solid $line; }
QFrame#aside { background: $hover; border: none; border-right: 1px solid $line;
               border-top-left-radius: $px8; border-bottom-left-radius: $px8; }
QFrame#chosen { background: $pine_wash; border: 1px solid $pine; border-radius: $px8; }
QFrame#choice { background: transparent; border: 1px solid transparent; border-radius: $px8; }
QFrame#rule { background: $line; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget#page { background: transparent; border: none; }

QPushButton { background: $field; color: $ink; border: 1px solid $edge; border-radius: $px6;
              padding: 0 $px14; min-height: $px34; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $grey_wash; }
QPushButton:disabled { color: $faint; border-color: $line; background: $grey_wash; }
QPushButton[kind="primary"] { background: $pine; color: $on_pine; border-color: $pine; }
QPushButton[kind="primary"]:hover { background: $pine_deep; }
QPushButton[kind="primary"]:disabled { background: $grey_wash; color: $faint;
                                       border-color: $grey_wash; }
QPushButton[kind="danger"] { color: $red; border-color: $red; }
QPushButton[kind="danger"]:hover { background: $red_wash; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $soft;
                            padding: 0 $px10; }
QPushButton[kind="quiet"]:hover { background: $grey_wash; color: $ink; }
QPushButton[kind="quiet"]:checked { background: $pine_wash; color: $pine_deep; }
QPushButton[kind="link"] { background: transparent; border: none; color: $pine; padding: 0;
                           min-height: $px24; text-align: left; }
QPushButton[kind="link"]:hover { color: $pine_deep; text-decoration: underline; }
QPushButton[kind="link"]:disabled { color: $faint; }
QPushButton[kind="chip"] { border: none; padding: 0; min-height: $px28; max-height: $px28; }
QPushButton[kind="segment"] { background: transparent; border: none; border-radius: $px5;
                              color: $soft; padding: 0 $px14; min-height: $px24; }
QPushButton[kind="segment"]:checked { background: $field; color: $ink; font-weight: bold; }
QFrame#segments { background: $grey_wash; border-radius: $px7; }

QLineEdit, QPlainTextEdit { background: $field; color: $ink; border: 1px solid $edge;
    border-radius: $px5; padding: 0 $px10; selection-background-color: $pine;
    selection-color: $on_pine; }
QLineEdit { min-height: $px34; }
QLineEdit[slim="true"] { min-height: $px28; padding: 0 $px8; }
QPushButton[slim="true"] { min-height: $px28; }
QPlainTextEdit { padding: $px4 $px6; }
QLineEdit:focus, QPlainTextEdit:focus { border-color: $pine; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid $red; min-height: $px32; }
QLineEdit:disabled { background: $grey_wash; color: $faint; border-color: $line; }
QLineEdit:read-only { background: $hover; border-color: $line; }
QPlainTextEdit:disabled { background: $grey_wash; color: $faint; border-color: $line; }

QComboBox { combobox-popup: 0; }

QTableView { background: transparent; border: none; gridline-color: transparent;
             selection-background-color: transparent; outline: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: $faint; border: none;
                       border-bottom: 1px solid $line; padding: 0 $px12; min-height: $px34;
                       font-size: $px13; }
QHeaderView[plain="true"]::section:first { padding-left: 0; }
QHeaderView[plain="true"]::section:last { padding-right: 0; }
QHeaderView::section:hover { color: $ink; }

QMenu { background: $field; border: 1px solid $line; padding: $px4; }
QMenu::item { padding: $px8 $px24; border-radius: $px4; }
QMenu::item:selected { background: $pine_wash; color: $ink; }

QScrollBar:vertical { background: transparent; width: $px12; margin: 0; }
QScrollBar:horizontal { background: transparent; height: $px12; margin: 0; }
QScrollBar::handle { background: $grip; border-radius: $px3; margin: $px3; }
QScrollBar::handle:vertical { min-height: $px40; }
QScrollBar::handle:horizontal { min-width: $px40; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $grey_wash; border: none; border-radius: $px3;
               max-height: $px6; min-height: $px6; }
QProgressBar::chunk { background: $pine; border-radius: $px3; }
QSplitter::handle { background: $line; }
"""
