"""Where a document goes that leaves the register."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.forms import save_as

UI = Path(save_as.__file__).parents[1]


@pytest.fixture
def asking(qtbot, monkeypatch):
    """Ask for a place of 名单.pdf, where a worker chooses what is typed."""
    page = QWidget()
    qtbot.addWidget(page)

    def ask(typed):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(typed), ""))
        return save_as.place(page, "另存名单", "名单.pdf", "PDF (*.pdf)")

    return ask


def test_what_is_typed_without_an_ending_gets_that_of_the_offered_name(asking, tmp_path):
    assert asking(tmp_path / "11.20名单") == tmp_path / "11.20名单.pdf"


def test_an_ending_that_is_typed_in_capitals_gets_no_second_one(asking, tmp_path):
    assert asking(tmp_path / "名单.PDF") == tmp_path / "名单.pdf"


def test_a_file_that_the_worker_was_not_asked_about_stays(asking, tmp_path):
    (tmp_path / "名单.pdf").write_bytes(b"%PDF-")

    assert asking(tmp_path / "名单") == tmp_path / "名单_2.pdf"
    assert asking(tmp_path / "名单.pdf") == tmp_path / "名单.pdf"


def test_whoever_chooses_nothing_saves_nothing(asking):
    assert asking("") is None


def test_only_what_has_no_ending_of_ours_or_no_page_asks_in_another_way():
    asking = {
        file.name for file in UI.rglob("*.py") if "getSaveFileName" in file.read_text("utf-8")
    }

    assert asking == {"save_as.py", "notice.py", "crash.py"}
