"""Where a document goes that leaves the register."""

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.forms import save_as


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
