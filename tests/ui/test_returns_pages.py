import time
from dataclasses import replace

import pytest
import shiboken6
from certified import COUNTY, certify
from hands import button, click, press, type_in, words_on, write
from makers import HEAD_PASSWORD, WORKER_PASSWORD
from program_window import on_sheet, settle, started
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from returns_window import PAGES, SPRING, column, go, settle_in, table

from station_app.domain.returns import State, Way
from station_app.errors import Unwritable
from station_app.exchange import sticks
from station_app.storage import trust, workers
from station_app.usecases import certificates, county, handover, returns, signing
from station_app.usecases.handover import Export
from station_app.usecases.returns import Order
from ui.desk import Desk
from ui.forms import return_sheets
from ui.theme import Room
from ui.widgets import printer
from ui.widgets.date_field import DateField
from ui.window import Window

F01 = Order(form="F01", period="2027-春节")


@pytest.fixture(autouse=True)
def _outside(cheap_passwords, monkeypatch):
    """Stand in for the printer and the list of sticks."""
    monkeypatch.setattr(printer, "choose", lambda *_: None)
    monkeypatch.setattr(sticks, "plugged_in", list)


@pytest.fixture
def sit(register, look, jobs, show):
    """Sit somebody down before the pages of returns."""
    settle_in(register)
    desks = []

    def sat(seated):
        desk = Desk(seated, jobs)
        desks.append(desk)
        return started(desk, look, show, PAGES)

    yield sat
    for desk in desks:
        desk.close()


@pytest.fixture
def worker(sit, register):
    return sit(register)


@pytest.fixture
def certified(register, head_register, tmp_path):
    certify((register, head_register), tmp_path / "county")


def passwords(window):
    """Return the password fields of the sheet that can be typed in."""
    found = on_sheet(window).findChildren(QLineEdit)
    return [one for one in found if one.isVisibleTo(on_sheet(window)) and one.isEnabled()]


def stored(register):
    return [(one.version, one.state, one.way) for one in returns.every(register)]


def stick_in(window, folder):
    """Open the export sheet and choose a folder as the stick."""
    folder.mkdir(exist_ok=True)
    window.page.export()
    settle(window)
    on_sheet(window).take_folder(folder)
    settle(window)


def test_the_list_says_what_waits_for_whom(worker):
    view = table(worker.page, "报表")

    assert column(view, 0) == ["走访慰问情况统计表", "重点关爱对象台账"]
    assert column(view, 1) == ["2027年春节"] * 2
    assert column(view, 2) == ["填报中"] * 2
    assert column(view, 3) == ["工作人员填报"] * 2
    assert "填表人签名时数字才定下来" in words_on(worker.page)


def test_enter_opens_the_return_that_is_chosen(worker):
    press(table(worker.page, "报表"), Qt.Key.Key_Return)

    assert (worker.here, worker.page.fact) == ("return", SPRING)


def test_a_worker_fills_a_return_of_another_period(worker):
    worker.page.ask_new()
    click(on_sheet(worker), "打开填报")
    settle(worker)

    assert (worker.here, worker.page.fact) == ("return", SPRING)
    assert "时点 1月25日" in words_on(worker.page)


def test_arrows_walk_over_the_figures_and_list_who_is_behind_them(worker):
    go(worker, "return", SPRING)
    paper = worker.page.body.paper
    paper.setFocus()

    press(paper, Qt.Key.Key_Right)
    assert paper.here == "due.persons"
    press(paper, Qt.Key.Key_Down)
    settle(worker)

    assert paper.here == "met.persons"
    assert "走访合计，人数" in words_on(worker.page)
    names = " ".join(column(table(worker.page, "走访合计"), 0))
    assert "丁国强" in names
    assert "邓长林" not in names


def test_a_figure_that_is_not_kept_is_passed_over(worker):
    go(worker, "return", SPRING)
    paper = worker.page.body.paper
    paper.go_to("due.persons")

    press(paper, Qt.Key.Key_Right)

    assert paper.here == "due.households"


def test_enter_leads_from_a_figure_to_its_people_and_on_to_a_file(worker):
    go(worker, "return", SPRING)
    worker.page.body.paper.go_to("martyr_kin.persons")
    press(worker.page.body.paper, Qt.Key.Key_Return)
    settle(worker)
    assert worker.page.body.people.row_now() == 0
    press(worker.page.body.people, Qt.Key.Key_Return)
    settle(worker)

    assert worker.here == "person"
    assert "王桂兰" in words_on(worker.page)


def test_figures_under_the_table_open_too(worker):
    go(worker, "return", SPRING)

    worker.page.body.paper.go_to("found_medical")
    settle(worker)

    assert "丁国强" in " ".join(column(table(worker.page, "医疗"), 0))


def test_a_roster_is_a_table_whose_rows_stand_whole_in_the_pane(worker):
    go(worker, "return", ("F03", "2027-春节"))

    rows = table(worker.page, "重点关爱对象台账")
    rows.go_to(column(rows, 0).index("王桂兰"))
    settle(worker)

    said = words_on(worker.page.body.side)
    assert "王桂兰" in said
    assert "鳏寡孤独" in said
    assert "打开档案" in said


def test_the_preparer_signs_and_the_version_waits_for_the_reviewer(worker, register, certified):
    go(worker, "return", SPRING)
    press(worker.page, Qt.Key.Key_Return, ctrl=True)
    settle(worker)
    type_in(passwords(worker)[0], WORKER_PASSWORD)

    click(on_sheet(worker), "签名，送站长审核")
    settle(worker)

    assert stored(register) == [(1, State.WAITING, Way.SIGNED)]
    assert worker.here == "review"
    said = words_on(worker.page)
    assert "填表人签名有效" in said
    assert "请站长当面看过再签" in said
    assert "退回修改" not in said


def test_two_people_sign_in_one_sitting_on_one_sheet(worker, register, certified):
    go(worker, "return", SPRING)
    worker.page.sign()
    first, second = passwords(worker)
    type_in(first, WORKER_PASSWORD)
    type_in(second, HEAD_PASSWORD)

    click(on_sheet(worker), "两人签名")
    settle(worker)

    assert stored(register) == [(1, State.READY, Way.SIGNED)]
    assert "两人已签名，可以导出了。" in words_on(worker)
    assert "王芳、徐建民已签名" in words_on(worker.page)


def test_a_wrong_password_freezes_nothing_and_is_said_on_the_sheet(worker, register, certified):
    go(worker, "return", SPRING)
    worker.page.sign()
    first, second = passwords(worker)
    type_in(first, WORKER_PASSWORD)
    type_in(second, "not-the-password")

    click(on_sheet(worker), "两人签名")
    settle(worker)

    assert "密码" in words_on(on_sheet(worker))
    assert stored(register) == []
    assert (first.text(), second.text()) == ("", "")


def test_without_a_certificate_the_sheet_offers_paper(worker):
    go(worker, "return", SPRING)
    worker.page.sign()

    assert "王芳现在签不了名：还没有签名证书。" in words_on(on_sheet(worker))
    assert passwords(worker) == []
    main = button(on_sheet(worker), "先出纸质件")
    assert main.hasFocus()
    press(main, Qt.Key.Key_Return)

    assert "未电子签名，以签字盖章的纸质件为准" in words_on(on_sheet(worker))


def test_a_paper_version_that_cannot_be_signed_yet_offers_no_second_paper(worker, register):
    made = returns.paper_first(register, F01)
    go(worker, "return", made.uid)
    worker.page.sign()

    assert "这一版已走纸质件。" in words_on(on_sheet(worker))
    assert "到了再补签" in words_on(on_sheet(worker))
    assert not button(on_sheet(worker), "签名，送站长审核").isEnabled()


def lapse(_register, _folder, clock):
    clock.forward(days=800)


def revoke(register, folder, clock):
    own = trust.own(register.db, workers.of(register.db, register.account.uid).row).pem
    county.revoke(folder, COUNTY, own, "人员调离", clock())
    certificates.renew_list(register, (folder / "trust" / "county.crl").read_bytes())


@pytest.mark.parametrize(("ending", "says"), [(lapse, "到期"), (revoke, "作废")])
def test_a_certificate_past_use_is_said_first_and_paper_is_the_main_deed(
    worker, register, certified, tmp_path, clock, ending, says
):
    ending(register, tmp_path / "county", clock)
    go(worker, "return", SPRING)
    worker.page.sign()

    told = words_on(on_sheet(worker))
    assert f"{says}。" in told
    assert "王芳现在签不了名" in told
    assert passwords(worker) == []
    deeds = [one.text().strip() for one in on_sheet(worker).findChildren(QPushButton)]
    assert sorted(deeds) == ["先出纸质件", "再看看"]
    assert button(on_sheet(worker), "先出纸质件").property("kind") == "primary"


def test_a_reviewer_whose_certificate_was_revoked_hears_why_he_cannot_sign(
    sit, register, head_register, certified, tmp_path, clock
):
    signing.prepare(register, F01, WORKER_PASSWORD)
    revoke(head_register, tmp_path / "county", clock)
    head = sit(head_register)
    press(table(head.page, "报表"), Qt.Key.Key_Return)
    settle(head)
    head.page.sign()

    assert "现在签不了名" in words_on(on_sheet(head))
    assert "退回修改" in words_on(on_sheet(head))
    assert not button(on_sheet(head), "审核签名").isEnabled()


def test_a_sheet_closed_by_the_lock_hears_nothing_of_its_signature(worker, register, certified):
    go(worker, "return", SPRING)
    worker.page.sign()
    sheet = on_sheet(worker)
    type_in(passwords(worker)[0], "not-the-password")
    sheet.take()
    shiboken6.delete(sheet)
    settle(worker)

    assert stored(register) == []


def test_paper_first_freezes_the_version_and_goes_on_to_the_stick(worker, register):
    go(worker, "return", SPRING)
    click(worker.page, "先出纸质件")
    click(on_sheet(worker), "打印纸质件")
    settle(worker)

    assert stored(register) == [(1, State.READY, Way.PAPER)]
    assert "这一版走纸质件" in words_on(worker.page)
    assert "补电子签名" in words_on(worker.page)


def test_the_reviewer_signs_what_he_saw(sit, register, head_register, certified):
    waiting = signing.prepare(register, F01, WORKER_PASSWORD)
    head = sit(head_register)
    press(table(head.page, "报表"), Qt.Key.Key_Return)
    settle(head)
    assert (head.here, head.page.fact) == ("review", waiting.uid)
    said = words_on(head.page)
    assert "没走到的" in said
    assert "共 1 页。这就是要签名的那一份" in said

    press(head.page, Qt.Key.Key_Return, ctrl=True)
    assert "王芳" in words_on(on_sheet(head))
    type_in(passwords(head)[0], HEAD_PASSWORD)
    press(passwords(head)[0], Qt.Key.Key_Return)
    settle(head)

    assert stored(register) == [(1, State.READY, Way.SIGNED)]
    assert head.here == "return"


def test_sending_back_wants_a_sentence_which_the_preparer_reads(
    sit, register, head_register, certified
):
    waiting = signing.prepare(register, F01, WORKER_PASSWORD)
    head = sit(head_register)
    go(head, "review", waiting.uid)
    assert "第一次报这张表，没有上一次可比。" in words_on(head.page)
    click(head.page, "退回修改")
    assert "走访慰问情况统计表　2027年春节" in words_on(on_sheet(head))
    click(on_sheet(head), "退回修改")
    assert "请写一句话" in words_on(on_sheet(head))

    write(on_sheet(head).findChild(QPlainTextEdit), "漏了一次走访。")
    click(on_sheet(head), "退回修改")
    settle(head)

    assert stored(register) == [(1, State.SENT_BACK, Way.SIGNED)]
    assert head.here == "returns"
    worker = sit(register)
    assert "退回：漏了一次走访。" in words_on(worker.page)
    assert column(table(worker.page, "报表"), 3)[0] == "王芳修改后再送"


def test_a_corrected_version_says_why_and_what_it_is_held_against(
    sit, register, head_register, certified
):
    returns.paper_first(register, F01)
    again = replace(F01, reason="漏了一户的慰问金")
    waiting = signing.prepare(register, again, WORKER_PASSWORD)
    head = sit(head_register)
    go(head, "review", waiting.uid)

    said = words_on(head.page)
    assert "漏了一户的慰问金" in said
    assert "比上一版变了什么" in said
    assert "数字和上一版一样。" in said


def test_bytes_that_were_changed_cannot_be_signed(sit, register, head_register, certified):
    waiting = signing.prepare(register, F01, WORKER_PASSWORD)
    with register.deed("试写") as deed:
        deed.db.execute("UPDATE return_content SET pdf = substr(pdf, 1, length(pdf) - 9)")
    head = sit(head_register)

    go(head, "review", waiting.uid)

    assert "不一样了" in words_on(head.page)
    assert "审核通过，签名" not in words_on(head.page)


def test_an_export_ends_with_the_check_code_and_the_slip_to_print(worker, register, tmp_path):
    made = returns.paper_first(register, F01)
    go(worker, "return", made.uid)
    printed = []
    worker.page.print_out = lambda pdf, name, then=None: printed.append((pdf[:5], name))
    stick_in(worker, tmp_path / "青退-U-07")
    assert "第一次用" in words_on(on_sheet(worker))
    assert "没有姓名、身份证号和电话" in words_on(on_sheet(worker))

    click(on_sheet(worker), "写入U盘")
    settle(worker)

    said = words_on(on_sheet(worker))
    assert "3 个文件核对无误，可以拔了" in said
    assert "青报-荷塘-2027-000001" in said
    assert stored(register) == [(1, State.EXPORTED, Way.PAPER)]
    click(on_sheet(worker), "打印报送单")
    settle(worker)
    assert printed == [(b"%PDF-", "报送单")]
    stick_in(worker, tmp_path / "青退-U-07")
    assert "本站用过的U盘" in words_on(on_sheet(worker))


def test_an_export_goes_by_enter_alone(worker, register, tmp_path):
    made = returns.paper_first(register, F01)
    go(worker, "return", made.uid)
    worker.page.export()
    settle(worker)
    assert button(on_sheet(worker), "再找一次").hasFocus(), "no stick is plugged in"

    (tmp_path / "U").mkdir()
    on_sheet(worker).take_folder(tmp_path / "U")
    settle(worker)
    assert button(on_sheet(worker), "写入U盘").hasFocus()
    press(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert button(on_sheet(worker), "停止，这次不算").hasFocus()
    settle(worker)

    assert button(on_sheet(worker), "打印报送单").hasFocus()


def test_an_export_says_before_it_writes_what_an_earlier_one_left(worker, register, tmp_path):
    earlier = returns.paper_first(register, Order(form="F03", period="2027-Q1"))
    stick = tmp_path / "青退-U-07"
    stick.mkdir()
    first = handover.export(register, Export(versions=(earlier.uid,), folder=stick))
    go(worker, "return", returns.paper_first(register, F01).uid)

    stick_in(worker, stick)

    said = words_on(on_sheet(worker))
    assert "这里还有上次交的" in said
    assert f"替代报送单 {first.number}。" in said


def test_an_export_onto_somebody_elses_list_is_refused_before_it_begins(worker, register, tmp_path):
    go(worker, "return", returns.paper_first(register, F01).uid)
    stick = tmp_path / "U盘"
    stick.mkdir()
    (stick / "石桥村.pdf").write_bytes(b"%PDF-1.7\n")
    (stick / "清单.txt").write_text(f"{'0' * 64}  石桥村.pdf\n", "utf-8")

    stick_in(worker, stick)

    assert "不是本登记册写的" in words_on(on_sheet(worker))
    assert not button(on_sheet(worker), "写入U盘").isEnabled()


def test_a_pulled_stick_is_said_with_the_fate_of_each_file(worker, register, tmp_path, monkeypatch):
    def pulled(_folder, contents, progress):
        progress(1, len(contents))
        raise Unwritable("U盘已拔出。", "请插回U盘，再写一次。")

    made = returns.paper_first(register, F01)
    go(worker, "return", made.uid)
    stick_in(worker, tmp_path / "U盘")
    monkeypatch.setattr(sticks, "write", pulled)

    click(on_sheet(worker), "写入U盘")
    settle(worker)

    said = words_on(on_sheet(worker))
    for words in ("没有导出成功", "U盘已拔出", "写好了，已作废", "没写完，已作废", "还没写"):
        assert words in said
    assert stored(register) == [(1, State.READY, Way.PAPER)]
    monkeypatch.undo()
    click(on_sheet(worker), "重新写入")
    settle(worker)
    assert stored(register) == [(1, State.EXPORTED, Way.PAPER)]


def test_returns_chosen_with_space_go_out_together(worker, register, tmp_path):
    for form in ("F01", "F03"):
        returns.paper_first(register, Order(form=form, period="2027-春节"))
    worker.page.stale = True
    worker.page.read()
    view = table(worker.page, "报表")
    for line in (0, 1):
        view.go_to(line)
        press(view, Qt.Key.Key_Space)
    settle(worker)
    assert "导出 2 份到U盘" in words_on(worker.page)

    stick_in(worker, tmp_path / "U盘")
    click(on_sheet(worker), "写入U盘")
    settle(worker)

    assert "4 个文件核对无误" in words_on(on_sheet(worker))
    assert {one.state for one in returns.every(register)} == {State.EXPORTED}


def test_a_correction_asks_for_its_reason_and_follows_the_register_again(worker, register):
    returns.paper_first(register, F01)
    go(worker, "return", SPRING)
    click(worker.page, "更正")
    write(on_sheet(worker).findChild(QPlainTextEdit), "漏了一户。")
    click(on_sheet(worker), "开始更正")
    settle(worker)
    assert "填报中，数字跟着登记册变" in words_on(worker.page)

    click(worker.page, "先出纸质件")
    click(on_sheet(worker), "打印纸质件")
    settle(worker)

    newest = returns.every(register)[0]
    assert (newest.version, newest.reason) == (2, "漏了一户。")
    assert "走访慰问情况统计表（更正1）" in words_on(worker.page)


def test_what_changed_much_must_be_explained_before_signing(worker, register):
    returns.paper_first(register, F01)
    with register.deed("试写") as deed:
        deed.db.execute("UPDATE visit SET void = 1, void_reason = '录错' WHERE money > 0")
    go(worker, "return", SPRING)
    click(worker.page, "更正")
    write(on_sheet(worker).findChild(QPlainTextEdit), "录错了两次走访。")
    click(on_sheet(worker), "开始更正")
    settle(worker)
    assert "处要写说明" in words_on(worker.page)
    assert not button(worker.page, "签名，送站长审核").isEnabled()

    while "写说明" in words_on(worker.page.body.side):
        click(worker.page.body.side, "写说明")
        write(on_sheet(worker).findChild(QPlainTextEdit), "作废了录错的两次。")
        click(on_sheet(worker), "保存说明")
        settle(worker)

    assert "核对完了，可以签名" in words_on(worker.page)
    assert "说明：作废了录错的两次。" in words_on(worker.page.body.side)


@pytest.mark.parametrize(("size", "room"), [((1093, 543), Room.NARROW), ((1366, 768), Room.WIDE)])
def test_the_chosen_figure_outlives_another_room(worker, size, room):
    go(worker, "return", SPRING)
    worker.page.body.paper.go_to("met.money")

    worker.resize(1024, 600)
    settle(worker)
    worker.resize(*size)
    settle(worker)

    assert worker.page.room is room
    assert worker.page.body.paper.here == "met.money"
    assert worker.page.body.paper.width() <= worker.page.width()


def test_the_pages_are_shown_before_they_are_printed(worker):
    go(worker, "return", SPRING)
    press(worker.page, Qt.Key.Key_P, ctrl=True)
    settle(worker)

    assert "打印" in words_on(on_sheet(worker))


def test_in_big_type_the_pane_opens_over_the_sheet_and_escape_closes_it(worker, look, desk, show):
    tight = Window(desk, look.with_big_type(True), PAGES)
    tight.resize(1024, 600)
    show(tight)
    tight.start()
    go(tight, "return", SPRING)
    body = tight.page.body
    assert tight.page.room is Room.TIGHT
    assert not body.side.isVisible()

    press(tight.page, Qt.Key.Key_F8)
    assert body.side.isVisible()
    assert body.side.geometry().right() == body.width() - 1
    press(body.paper, Qt.Key.Key_Escape)

    assert not body.side.isVisible()
    assert tight.here == "return"


def test_a_stopped_export_leaves_the_return_as_it_was(worker, register, tmp_path, monkeypatch):
    def slow(_folder, _contents, progress):
        for _ in range(300):
            progress(0, 3)
            time.sleep(0.01)
        return True

    made = returns.paper_first(register, F01)
    go(worker, "return", made.uid)
    stick_in(worker, tmp_path / "U盘")
    monkeypatch.setattr(sticks, "write", slow)
    click(on_sheet(worker), "写入U盘")
    QApplication.processEvents()
    assert "正在导出，请不要拔U盘" in words_on(on_sheet(worker))

    worker.back()
    assert on_sheet(worker).isVisible()
    click(on_sheet(worker), "停止，这次不算")
    settle(worker)

    assert "已停止，这次不算。" in words_on(worker)
    assert stored(register) == [(1, State.READY, Way.PAPER)]


def test_an_f01_may_be_saved_to_any_folder(worker, register, tmp_path, monkeypatch):
    made = returns.paper_first(register, F01)
    go(worker, "return", made.uid)
    monkeypatch.setattr(return_sheets, "folder", lambda _page: tmp_path)

    worker.page.save_file()
    settle(worker)

    name = "荷塘村_2027春节_走访慰问情况统计表.pdf"
    assert (tmp_path / name).read_bytes() == returns.pdf(register, made.uid)
    assert f"已另存为 {name}。" in words_on(worker)


def test_another_day_counts_the_figures_of_that_day(worker):
    go(worker, "return", SPRING)
    worker.page.ask_day()
    field = on_sheet(worker).findChild(DateField)
    field.setText("1月13日")

    click(on_sheet(worker), "重新统计")
    settle(worker)

    assert "时点 1月13日" in words_on(worker.page)
    worker.page.body.paper.go_to("met.persons")
    settle(worker)
    assert "李䶮" not in " ".join(column(table(worker.page, "走访合计"), 0))


def test_a_return_that_is_gone_is_said_in_its_place(worker):
    go(worker, "return", "no-such-version")

    assert "登记册里没有这份报表。" in words_on(worker.page)
