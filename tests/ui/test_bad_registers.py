"""Signing in where the register cannot be had as it should: said above the button, nothing lost."""

import contextlib

import pytest
from conftest import WORKER_PASSWORD
from hands import click, type_in, words_on
from ordinary import folder, user
from PySide6.QtWidgets import QApplication

from station_app.usecases import workers
from ui.pages.sign_in import SignInPage


@pytest.fixture
def tmp_path(monkeypatch):
    with folder() as made:
        monkeypatch.setenv("STATION_DATA", str(made / "data"))
        yield made


@pytest.fixture
def page(jobs, look, show, register_path, clock):
    workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock).close()
    made = SignInPage(jobs, look, register_path)
    made.opened = []
    made.signed_in.connect(made.opened.append)
    made.resize(1366, 768)
    yield show(made)
    for register in made.opened:
        jobs.run(lambda _step, register=register: register.close())
    jobs.wait()


def enter(page, button="进入登记册", as_user=contextlib.nullcontext):
    """Sign in; only the work is done as that user, for Qt wants its fonts whoever we are."""
    page._accounts.choose(1)
    page.secret.control.clear()
    type_in(page.secret.control, WORKER_PASSWORD)
    with as_user():
        click(page, button)
        page._jobs.wait()
    QApplication.processEvents()


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("the file", "荷塘村.station 只能读。请只读打开，或拷到电脑上再打开。"),
        ("its folder", "登记册所在的文件夹只能读。请只读打开，或把登记册拷到电脑上再打开。"),
    ],
)
def test_a_register_that_cannot_be_written_is_opened_to_be_read(
    page, register_path, tmp_path, what, says
):
    before = register_path.read_bytes()
    modes = {register_path: 0o444} if what == "the file" else {tmp_path: 0o555}

    enter(page, as_user=lambda: user(tmp_path, modes))
    assert says in words_on(page)
    enter(page, "只读打开", as_user=lambda: user(tmp_path, modes))

    assert [register.read_only for register in page.opened] == [True]
    assert register_path.read_bytes() == before


def test_a_stick_pulled_before_the_password_was_typed_is_said(page, register_path, tmp_path):
    pulled = tmp_path / "pulled"
    register_path.rename(pulled)

    enter(page)

    assert "找不到登记册 荷塘村.station。请插好U盘，或重新选择文件。" in words_on(page)
    pulled.rename(register_path)
    enter(page)
    assert "找不到登记册" not in words_on(page)


def test_a_register_cut_on_its_way_is_said_and_left_as_it_is(page, register_path):
    cut = register_path.read_bytes()[:-100]
    register_path.write_bytes(cut)

    enter(page)

    assert "打不开 荷塘村.station：文件不完整。请从备份恢复。" in words_on(page)
    assert register_path.read_bytes() == cut
