"""Tool tips say foreign words letter by letter, whatever Qt would make of them."""

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel

from ui.models import roster as lines
from ui.models.table import Column
from ui.widgets import banner, facts, tips

UI = Path(tips.__file__).parent.parent


def seen(tip):
    """What a reader of the tip sees: Qt shows it as HTML if it looks like HTML."""
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize(
    "words", ["<b>王芳</b>", "<img src='file:///etc/passwd'>", "一组&lt;二组", "<a href=x>点</a>"]
)
def test_words_that_look_like_html_are_shown_as_they_are_written(look, words):
    label = QLabel()

    tips.tip(label, words)

    assert label.toolTip() != words
    assert seen(label.toolTip()) == words
    assert "<img" not in label.toolTip()


def test_plain_words_stay_as_they_are(look):
    assert tips.plain("荷塘村一组 12 号，a<b") == "荷塘村一组 12 号，a<b"
    assert tips.plain("甲\n乙") == "甲\n乙"


def test_hidden_characters_are_shown_in_tips(look):
    assert tips.plain("ab\u202efdp.exe") == "ab〔U+202E〕fdp.exe"


def test_a_fact_of_a_file_that_is_cut_carries_its_words_plain(look, show):
    made = facts.fact(look, "住址", "<i>一组</i>")
    made.setFixedWidth(look.px(100))
    show(made)

    [tip] = [one.toolTip() for one in made.findChildren(QLabel) if one.toolTip()]
    assert seen(tip) == "<i>一组</i>"


def test_a_cell_of_a_foreign_table_carries_its_words_plain(look):
    from PySide6.QtCore import Qt

    says = Column("姓名", str)
    model = lines.LinesModel((says,))
    model.fill(("<u>王芳</u>",))

    tip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)

    assert seen(tip) == "<u>王芳</u>"


def test_a_message_shows_the_hidden_characters_of_a_files_name(look):
    made = banner.Banner(look, banner.Message(words="读不了 ab\u202efdp.exe。"))

    assert "读不了 ab〔U+202E〕fdp.exe。" in {one.text() for one in made.findChildren(QLabel)}


@pytest.mark.parametrize(
    "file", sorted(UI.rglob("*.py")), ids=lambda file: str(file.relative_to(UI))
)
def test_words_that_are_not_our_own_reach_tips_by_one_way(file):
    calls = [
        node
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "setToolTip"
    ]
    literal = [
        node
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "setToolTip"
        and isinstance(node.args[0], ast.Constant)
    ]

    assert len(calls) - len(literal) == (file.name == "tips.py")
