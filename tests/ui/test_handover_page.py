import shutil
import time
from datetime import timedelta

import pytest
from certified import certify
from hands import button, click, press, words_on
from makers import HEAD_PASSWORD, WORKER_PASSWORD
from program_window import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFileDialog
from returns_window import PAGES, column, go, settle_in, table

from station_app.domain import dates
from station_app.domain.verdict import Verdict
from station_app.usecases import handover, sitting, verification
from station_app.usecases.handover import Export
from station_app.usecases.returns import Order
from station_app.usecases.sitting import Vouched
from ui.theme import Type
from ui.window import Window

F01 = Order(form="F01", period="2027-春节")
NAME = "荷塘村_2027春节_走访慰问情况统计表.pdf"
pytestmark = pytest.mark.usefixtures("cheap_passwords")


@pytest.fixture
def window(register, desk, look, show):
    settle_in(register)
    made = Window(desk, look, PAGES)
    made.resize(1366, 768)
    show(made)
    made.start()
    go(made, "handover")
    return made


@pytest.fixture
def stick(register, head_register, tmp_path, window):
    """A stick with one return signed by both people."""
    certify((register, head_register), tmp_path / "county")
    folder = tmp_path / "U盘"
    folder.mkdir()
    made = sitting.sign(
        register,
        F01,
        Vouched(account=register.account.uid, password=WORKER_PASSWORD),
        Vouched(account=head_register.account.uid, password=HEAD_PASSWORD),
    )
    handover.export(register, Export(versions=(made.uid,), folder=folder, stick="青退-U-07"))
    return folder


def check(window, paths):
    window.page.check(paths)
    settle(window)


def test_without_the_countys_certificate_the_page_says_where_it_is_taken_in(window):
    assert "先装入县里的证书" in words_on(window.page)


def test_a_whole_stick_is_checked_by_the_countys_list(window, stick):
    check(window, [stick])

    results = table(window.page, "核验结果")
    assert column(results, 0) == ["荷塘村"]
    assert column(results, 2) == ["核验通过"]
    assert column(results, 3) == ["王芳、徐建民"]
    said = words_on(window.page)
    assert "共 1 份。核验通过 1 份。" in said
    assert "可以收。" in said
    assert "第 1 号" in said


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
def test_the_code_of_a_stick_is_shown_to_be_held_against_its_slip(window, stick, register, size):
    window.resize(*size)
    sent = handover.every(register)[0]

    check(window, [stick])

    code = f"{sent.code[:4]} {sent.code[4:8]} {sent.code[8:]}"
    assert f"核对码 {code}，和报送单上的一样才打√。" in words_on(window.page)


def test_a_stick_that_does_not_agree_with_its_list_is_said(window, stick):
    (stick / NAME).rename(stick / "改名.pdf")

    check(window, [stick])

    said = words_on(window.page)
    assert f"清单里有，这里没有：{NAME}" in said
    assert "先不要打√，请对方重新导出。" in said


def test_files_of_two_sticks_that_are_called_alike_are_told_apart(window, stick, tmp_path):
    shutil.copytree(stick, tmp_path / "又一个")

    check(window, [stick, tmp_path / "又一个"])

    assert column(table(window.page, "核验结果"), 0) == ["荷塘村（U盘）", "荷塘村（又一个）"]


def test_single_files_have_no_code(window, stick):
    check(window, [stick / NAME])

    assert "核对码" not in words_on(window.page)


def test_bad_files_come_first_with_what_to_do(window, stick, tmp_path):
    good = (stick / NAME).read_bytes()
    (tmp_path / "changed.pdf").write_bytes(good + b"\n%%EOF\n")
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4 nothing")

    check(window, [stick / NAME, tmp_path / "scan.pdf", tmp_path / "changed.pdf"])

    verdicts = column(table(window.page, "核验结果"), 2)
    assert verdicts[-1] == "核验通过"
    assert "不是本程序导出的，核不了" in verdicts
    assert "共 3 份。核验通过 1 份，要处理 2 份。" in words_on(window.page)
    table(window.page, "核验结果").go_to(verdicts.index("不是本程序导出的，核不了"))
    settle(window)
    assert "请确认是不是拿错了文件" in words_on(window.page)


def test_files_dropped_elsewhere_are_checked_on_arrival(window, stick):
    go(window, "returns")

    go(window, "handover", [stick])

    assert column(table(window.page, "核验结果"), 2) == ["核验通过"]


def test_an_empty_folder_is_said(window, stick, tmp_path):
    (tmp_path / "empty").mkdir()

    check(window, [tmp_path / "empty"])

    assert "里面没有 PDF 文件。请选报表的 PDF" in words_on(window)


def test_the_days_of_signature_and_list_are_said_in_words(window, stick, register):
    check(window, [stick])

    said, today = words_on(window.page), register.today()
    assert f"签名电脑的时间 {dates.show(today)} " in said
    assert f"第 1 号，{dates.show(today - timedelta(days=3))}" in said
    assert f"{today:%Y-%m}" not in said


def test_no_verdict_is_cut_off_in_the_list(window, stick, look):
    check(window, [stick])

    metrics = QFontMetrics(look.font(Type.BODY))
    widest = max(metrics.horizontalAdvance(one.says) for one in Verdict)
    assert widest + look.px(12 + 22 + 8) <= table(window.page, "核验结果").columnWidth(2)


def test_a_folder_of_sticks_says_that_they_are_dropped_together(window, stick, tmp_path):
    for village in ("荷塘村", "石桥村"):
        (tmp_path / "收到的" / village).mkdir(parents=True)

    check(window, [tmp_path / "收到的"])

    said = words_on(window)
    assert "只有 2 个文件夹" in said
    assert "一起选中拖进来" in said


def test_a_list_that_has_run_out_is_renewed_and_everything_checked_again(
    window, stick, clock, tmp_path, monkeypatch
):
    clock.forward(days=410)
    check(window, [stick])
    assert column(table(window.page, "核验结果"), 2) == ["作废名单过期，暂时核不了，先更新"]
    assert "1 份暂时核不了。更新后自动再核。" in words_on(window)
    clock.at -= timedelta(days=410)
    newer = str(tmp_path / "county" / "trust" / "county.crl")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (newer, ""))

    click(window.page, "装入新的作废名单")
    settle(window)

    assert column(table(window.page, "核验结果"), 2) == ["核验通过"]


def test_the_verdicts_are_saved_as_one_sheet(window, stick, tmp_path, monkeypatch):
    assert not button(window.page, "汇总成一张表").isEnabled()
    check(window, [stick])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.xlsx"), ""))

    press(window.page, Qt.Key.Key_S, ctrl=True)
    settle(window)

    assert (tmp_path / "a.xlsx").read_bytes()[:2] == b"PK"
    assert "已存为 a.xlsx，共 1 份。" in words_on(window)


def test_what_went_out_is_listed_with_number_and_code(window, stick, register):
    click(window.page, "报出的")
    settle(window)

    sent = table(window.page, "报出的")
    assert column(sent, 0) == ["青报-荷塘-2027-000001"]
    assert column(sent, 3) == ["核对无误"]
    said = words_on(window.page)
    assert "青退-U-07" in said
    assert "柳林镇退役军人服务站" in said


def test_a_stopped_check_keeps_what_was_found_before(window, stick, monkeypatch):
    def slow(_paths, _believed, _at, step):
        for _ in range(300):
            step(0, 1)
            time.sleep(0.01)
        return []

    check(window, [stick])
    monkeypatch.setattr(verification, "verify", slow)
    window.page.check([stick])
    click(window, "停止")
    settle(window)

    assert column(table(window.page, "核验结果"), 2) == ["核验通过"]
    assert "已停止，这次不算。" in words_on(window)
