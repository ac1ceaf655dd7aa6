import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import messy
import pytest
from conftest import CHEAP, HEAD_PASSWORD, WORKER_PASSWORD
from hands import button, click, press, press_there, rewrite, type_in, words_on, write
from makers import A_MONDAY, HETANG, a_person, a_visit
from program_window import on_sheet, settle
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from station_app.domain.certificate import in_groups
from station_app.domain.roles import Role
from station_app.exchange import vault
from station_app.usecases import (
    certificates,
    county,
    first_run,
    people,
    roster,
    staff,
    upkeep,
    visits,
    workers,
)
from ui.desk import Desk
from ui.forms.certificate import CertificateSheet
from ui.forms.first_run import OwnerForm
from ui.pages.upkeep import UpkeepPage
from ui.settings import Settings
from ui.widgets import printer
from ui.widgets.scroll import GivingArea
from ui.widgets.side_bar import SideBar
from ui.widgets.table import TableView
from ui.window import Route, Window

PAGES = (Route(key="upkeep", load=lambda: UpkeepPage, words="维护", short="维护", icon="tool"),)
COUNTY_PASSWORD = "gui-hua-shu-1979"
NEW = "songnuan-chunfeng-8"
pytestmark = pytest.mark.usefixtures("cheap_passwords")


@pytest.fixture
def sit(look, jobs, show):
    """Sit somebody down before the page, in a window of its own."""
    desks = []

    def sat(register):
        desk = Desk(register, jobs)
        desks.append(desk)
        window = Window(desk, look, PAGES)
        window.resize(1366, 768)
        show(window)
        window.start()
        return window

    yield sat
    for desk in desks:
        desk.close()


@pytest.fixture
def head(sit, head_register):
    return sit(head_register)


@pytest.fixture
def worker(sit, register):
    return sit(register)


def table(window, name):
    return next(
        one
        for one in window.page.findChildren(TableView)
        if one.accessibleName() == name and one.isVisibleTo(window)
    )


def test_a_worker_sees_the_own_certificate_but_not_the_accounts(worker):
    said = words_on(worker.page)

    assert "王芳还没有签名证书" in said
    assert not [one for one in worker.page.findChildren(QPushButton) if "加账号" in one.text()]
    assert "加账号、重设别人的密码\n请徐建民来办" in said
    assert "F01 统计表" in table(worker, "表样、分类和节假日").model().index(0, 0).data()


def test_the_head_adds_an_account_whose_password_must_be_changed(head, register):
    click(head.page, "加账号")
    form = on_sheet(head).findChild(OwnerForm)
    assert QApplication.focusWidget() is form.name
    write(form.name, "龚丽")
    type_in(form.secret, NEW)
    type_in(form.again, NEW)

    click(on_sheet(head), "加账号")
    settle(head)

    assert "已加龚丽的账号。" in words_on(head)
    assert {one.account.name: one.must_change for one in staff.members(register)}["龚丽"]


def test_a_second_enter_and_a_sheet_that_was_closed_meanwhile_do_no_harm(head, register):
    faults = []
    head.desk.broke.connect(faults.append)
    for name in ("龚丽", "龚丽"):
        click(head.page, "加账号")
        form = on_sheet(head).findChild(OwnerForm)
        write(form.name, name)
        type_in(form.secret, NEW)
        type_in(form.again, NEW)
        press(form.again, Qt.Key.Key_Return)
        press(form.again, Qt.Key.Key_Return)
        press(on_sheet(head), Qt.Key.Key_Escape)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        settle(head)

    assert faults == []
    assert [one.account.name for one in staff.members(register)] == ["徐建民", "王芳", "龚丽"]


def test_a_name_that_is_taken_is_said_beside_the_field_and_nothing_is_lost(head):
    click(head.page, "加账号")
    form = on_sheet(head).findChild(OwnerForm)
    write(form.name, "王芳")
    type_in(form.secret, NEW)
    type_in(form.again, NEW)

    press(form.again, Qt.Key.Key_Return)
    settle(head)

    assert form._name.problem == "已经有“王芳”的账号"
    assert form.secret.text() == NEW


def test_a_reset_shows_its_one_time_password_once(head, register_path, clock):
    view = table(head, "账号")
    assert not button(head.page, "重设密码").isEnabled()
    view.go_to(1)
    click(head.page, "重设密码")
    assert "重设王芳的密码？" in words_on(on_sheet(head))

    click(on_sheet(head), "重设密码")
    settle(head)
    once = next(line for line in words_on(on_sheet(head)).split("\n") if line.count("-") == 3)
    press(on_sheet(head), Qt.Key.Key_Escape)
    assert once in words_on(head)
    click(on_sheet(head), "记下了")
    QApplication.processEvents()

    assert once not in words_on(head)
    assert "待本人设新密码" in table(head, "账号").model().index(1, 1).data()


def test_nobody_resets_the_own_password(head):
    table(head, "账号").go_to(0)

    click(head.page, "重设密码")

    assert "自己的密码不能这样重设" in words_on(head)


def test_a_password_that_others_may_know_takes_the_signing_key_with_it(worker, register):
    before = certificates.request(register, WORKER_PASSWORD).fingerprint
    click(worker.page, "改密码")
    asked = on_sheet(worker)
    assert "换一把新的签名密钥" in words_on(asked)
    type_in(asked.old.control, WORKER_PASSWORD)
    type_in(asked.new.control, NEW)
    type_in(asked.again.control, NEW)
    press(asked.leaked, Qt.Key.Key_Space)

    click(asked, "改密码")
    settle(worker)

    assert "签名密钥换了新的" in words_on(worker)
    assert certificates.request(register, NEW).fingerprint != before


def test_the_own_password_is_changed_with_the_one_before(worker, register):
    click(worker.page, "改密码")
    asked = on_sheet(worker)
    type_in(asked.old.control, "wrong-password-1")
    type_in(asked.new.control, NEW)
    type_in(asked.again.control, NEW + "x")
    click(asked, "改密码")
    assert asked.again.problem == "两遍不一样，请再输一遍"

    press(asked.again.control, Qt.Key.Key_Backspace)
    click(asked, "改密码")
    settle(worker)
    assert "密码不对。" in words_on(asked)

    asked.old.control.clear()
    type_in(asked.old.control, WORKER_PASSWORD)
    press(asked.old.control, Qt.Key.Key_Return)
    settle(worker)

    assert "密码已改" in words_on(worker)
    assert workers.vouched(register, "王芳", NEW).account.name == "王芳"


def test_the_station_is_changed_by_its_head(head, register):
    click(head.page, "本站资料")
    asked = on_sheet(head)
    rewrite(asked.fields["chief"].control, "周国华")
    rewrite(asked.fields["short"].control, " ")
    click(asked, "保存")
    settle(head)
    assert asked.fields["short"].problem == "请填本站简称"

    rewrite(asked.fields["short"].control, "荷塘")
    press(asked.fields["short"].control, Qt.Key.Key_Return)
    settle(head)

    assert register.station.chief == "周国华"
    assert button(head, "撤销")


def test_a_worker_reads_the_station_and_hears_who_may_change_it(worker):
    click(worker.page, "本站资料")

    said = words_on(on_sheet(worker))
    assert "154-0000-0101" in said
    assert "要改，请站长来办。" in said


def test_a_provisional_code_comes_first_and_is_corrected_once(sit, tmp_path, clock, jobs):
    station = replace(HETANG, code="790121101999", provisional=True)
    begun = first_run.begin(
        station, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )
    register = first_run.create(tmp_path / "新村.station", begun, clock=clock)
    window = sit(register)
    assert QApplication.focusWidget() is button(window.page, "更正代码")

    click(window.page, "更正代码")
    where = on_sheet(window).where
    write(where.code, "79012110120")
    where.village.field.clear()
    write(where.village.field, "新荷村")
    click(on_sheet(window), "定下代码")
    assert "12 位" in words_on(on_sheet(window))
    type_in(where.code, "9")
    click(on_sheet(window), "定下代码")
    settle(window)

    assert "本站代码已定为 790121101209。" in words_on(window)
    assert "更正代码" not in words_on(window.page)
    assert not register.station.provisional
    assert "新荷村" in words_on(window.findChild(SideBar))
    register.close()


def test_the_check_says_in_words_that_nothing_is_wrong(worker):
    click(worker.page, "现在检查")
    settle(worker)

    said = words_on(worker.page)
    assert "今天 14:20 检查过，没有坏" in said
    assert "0 人、0 户；流水 2 笔，没有被改过。" in said


def test_the_check_names_what_is_wrong(worker, register):
    people.register(register, a_person())
    register.db.execute("UPDATE person SET last_visit_on = '2027-01-20'")

    click(worker.page, "现在检查")
    settle(worker)

    said = words_on(worker.page)
    assert "检查，有 1 处不对" in said
    assert "1 人的最近走访日期与走访记录不符" in said


def test_the_idle_minutes_stay_between_three_and_thirty(worker):
    click(worker.page, "改时间")
    field = on_sheet(worker).findChild(QLineEdit)
    rewrite(field, "2")
    press(field, Qt.Key.Key_Return)
    assert "请填 3 到 30" in words_on(on_sheet(worker))

    rewrite(field, "15")
    press(field, Qt.Key.Key_Return)

    assert Settings.of_this_pc().idle_minutes == 15
    assert "离开 15 分钟" in words_on(worker.page)


def test_the_program_follows_the_idle_minutes_at_once(worker):
    the_programs_own = Settings.of_this_pc()
    click(worker.page, "改时间")
    field = on_sheet(worker).findChild(QLineEdit)
    rewrite(field, "5")

    press(field, Qt.Key.Key_Return)

    assert the_programs_own.idle_minutes == 5


def test_high_contrast_is_turned_on_here(worker):
    wanted = []
    worker.look_wanted.connect(wanted.append)
    [contrast] = [
        one
        for one in worker.page.findChildren(QPushButton)
        if one.accessibleDescription() == "高对比度" and one.isVisibleTo(worker)
    ]

    contrast.click()

    assert wanted[0].stark


def test_the_journal_tells_who_did_what_and_when(worker, register):
    people.register(register, a_person())
    worker.desk.changed.emit()

    row = [table(worker, "流水").model().index(0, column).data() for column in range(4)]
    assert row == ["今天 14:20", "王芳", "新增人员", "3"]


@pytest.fixture
def imported(register, tmp_path):
    path = messy.roster(tmp_path / "荷塘村花名册.xlsx")
    return roster.take_in(register, roster.preview(register, path))


def test_a_whole_import_is_taken_back_and_those_visited_since_are_named(
    imported, head, register, tmp_path
):
    [luo] = people.find(register, "李䶮").hits
    visits.record(register, a_visit(luo.person))
    table(head, "导入记录").go_to(0)
    click(head.page, "撤销整次导入")
    assert "撤销导入“荷塘村花名册.xlsx”？" in words_on(on_sheet(head))

    click(on_sheet(head), "撤销整次导入")
    settle(head)

    said = words_on(on_sheet(head))
    assert "去掉 29 人" in said
    assert "没有动的 1 人" in said
    assert "李䶮" in said
    click(on_sheet(head), "知道了")
    assert table(head, "导入记录").model().index(0, 2).data() == "已整次撤销"


def test_a_worker_is_told_who_takes_an_import_back(imported, worker):
    table(worker, "导入记录").go_to(0)

    press(table(worker, "导入记录"), Qt.Key.Key_Return)

    assert "撤销整次导入要站长来办。" in words_on(worker)


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    made = tmp_path_factory.mktemp("office") / "county"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "MIB", 8)
        patch.setattr(vault, "ROUNDS", 1)
        county.init(
            made, name="青石县退役军人事务局", code="790121", password=COUNTY_PASSWORD, at=A_MONDAY
        )
        somebody = county.person(code=HETANG.code, number="0001", name="王芳", role="填表人")
        county.person_add(made, COUNTY_PASSWORD, somebody)
    return made


@pytest.fixture
def office(founded, tmp_path):
    return Path(shutil.copytree(founded, tmp_path / "county"))


def save_to(monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def ask_for_it(window, monkeypatch, path):
    save_to(monkeypatch, path)
    sheet = window.findChild(CertificateSheet)
    assert QApplication.focusWidget() is sheet.secret.control
    type_in(sheet.secret.control, WORKER_PASSWORD)
    click(sheet, "写申请")
    settle(window)
    return sheet


def test_the_certificate_is_asked_for_and_taken_in_step_by_step(
    worker, register, office, tmp_path, monkeypatch
):
    click(worker.page, "申请签名证书")
    sheet = ask_for_it(worker, monkeypatch, tmp_path / "王芳.csr")
    assert "第 2 步，共 4 步" in words_on(sheet)
    request = (tmp_path / "王芳.csr").read_bytes()
    digits = certificates.status(register).key_fingerprint
    assert in_groups(digits) in words_on(sheet)

    answer = county.issue(office, COUNTY_PASSWORD, request, digits, A_MONDAY)
    (tmp_path / "answer.pem").write_bytes(answer)
    files = [tmp_path / "answer.pem", *sorted((office / "trust").iterdir())]
    sheet.take_files(files)
    settle(worker)
    assert "输入的指纹和县里的根证书对不上" in words_on(sheet)

    (tmp_path / "scan.pem").write_bytes(b"\xff\xd8 a picture")
    sheet.take_files([tmp_path / "scan.pem", *files[1:]])
    settle(worker)
    assert "不是服务站的签名证书" in words_on(sheet)
    assert certificates.status(register).held is None

    write(sheet.digits, in_groups(county.fingerprint(office)))
    sheet.take_files(files)
    settle(worker)

    assert "可以签名，到 2029年1月21日" in words_on(sheet)
    click(sheet, "好")
    assert "王芳的证书能签到 2029年1月21日" in words_on(worker.page)
    assert "作废名单第 1 号，到 2028年2月26日；县里的根证书到" in words_on(worker.page)
    assert staff.members(register)[1].certificate_ends == register.today() + timedelta(days=727)


def test_the_slip_for_the_county_is_printed_and_the_steps_stand_there_again(
    worker, tmp_path, monkeypatch
):
    paper = printer.ready("证书申请核对单")
    paper.setResolution(72)
    paper.setOutputFileName(str(tmp_path / "paper.pdf"))
    monkeypatch.setattr(printer, "choose", lambda parent, name: paper)
    click(worker.page, "申请签名证书")
    sheet = ask_for_it(worker, monkeypatch, tmp_path / "王芳.csr")

    click(sheet, "打印核对单")
    for _ in range(3):
        settle(worker)

    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
    assert "第 2 步，共 4 步" in words_on(on_sheet(worker))
    assert button(on_sheet(worker), "打印核对单")


def test_tab_goes_through_the_page_as_it_is_read(head, register):
    for n in range(8):
        upkeep.change_station(head.desk._register, phone=f"154-0000-01{n:02}")
    head.page._again()
    head.page.begin()
    passed = []
    for _ in range(12):
        there = QApplication.focusWidget()
        passed.append(there.accessibleName() or there.text().strip())
        press_there(Qt.Key.Key_Tab)

    assert passed == [
        "本站资料", "加账号", "账号", "重设密码", "申请签名证书",
        "看最近 200 笔", "立即备份", "备份到U盘", "换地方", "打开", "现在检查", "改密码",
    ]  # fmt: skip


def test_a_sheet_that_is_too_tall_for_the_window_scrolls_and_keeps_its_buttons(head):
    head.resize(1093, 320)
    settle(head)

    click(head.page, "本站资料")
    settle(head)

    asked = on_sheet(head)
    assert asked.height() <= 320
    assert asked.findChild(GivingArea).verticalScrollBar().maximum() > 0
    assert all(one.height() >= 36 for one in asked.findChildren(QLineEdit))
    save = button(asked, "保存")
    assert asked.rect().contains(save.mapTo(asked, save.rect().bottomRight()))


def test_a_request_goes_on_when_its_sheet_was_closed_meanwhile(worker, tmp_path, monkeypatch):
    faults = []
    worker.desk.broke.connect(faults.append)
    click(worker.page, "申请签名证书")
    save_to(monkeypatch, tmp_path / "王芳.csr")
    sheet = worker.findChild(CertificateSheet)
    type_in(sheet.secret.control, WORKER_PASSWORD)
    click(sheet, "写申请")

    press(sheet, Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle(worker)

    assert faults == []
    assert (tmp_path / "王芳.csr").exists()
    assert "王芳的签名证书正在申请" in words_on(worker.page)


def test_a_wrong_password_writes_no_request(worker, tmp_path, monkeypatch):
    click(worker.page, "申请签名证书")
    save_to(monkeypatch, tmp_path / "王芳.csr")
    sheet = worker.findChild(CertificateSheet)
    type_in(sheet.secret.control, "wrong-password-1")

    press(sheet.secret.control, Qt.Key.Key_Return)
    settle(worker)

    assert "密码不对。" in words_on(sheet)
    assert not (tmp_path / "王芳.csr").exists()


@pytest.fixture
def certified(register, office):
    made = certificates.request(register, WORKER_PASSWORD)
    answer = county.issue(office, COUNTY_PASSWORD, made.pem, made.fingerprint, A_MONDAY)
    certificates.install(
        register,
        answer,
        county=(office / "trust/county-ca.pem").read_bytes(),
        typed=county.fingerprint(office),
        crl=(office / "trust/county.crl").read_bytes(),
    )
    return certificates.status(register).held


def test_who_asks_anew_is_told_to_have_the_old_one_revoked(
    certified, worker, tmp_path, monkeypatch
):
    click(worker.page, "换新证书")
    assert "原来的证书从此不能再用" in words_on(worker.findChild(CertificateSheet))

    sheet = ask_for_it(worker, monkeypatch, tmp_path / "王芳.csr")

    assert f"请县里把它作废，编号 {certified.serial}" in words_on(sheet)


def test_what_ends_soon_comes_first_and_a_newer_list_ends_it(
    certified, register, sit, office, clock, tmp_path
):
    clock.forward(days=350)
    window = sit(register)
    assert "县里的作废名单 2028年2月26日过期" in words_on(window.page)
    assert QApplication.focusWidget() is button(window.page, "从U盘装入")
    crl = county.crl(office, COUNTY_PASSWORD, clock())
    (tmp_path / "county.crl").write_bytes(crl)

    window.page.take_list(tmp_path / "county.crl")
    settle(window)

    assert "已装入第 2 号作废名单" in words_on(window)
    assert "从U盘装入" not in words_on(window.page)


def test_a_file_that_is_no_list_is_refused_in_words(certified, worker, tmp_path):
    (tmp_path / "county.crl").write_bytes(b"nothing of the kind")

    worker.page.take_list(tmp_path / "county.crl")
    settle(worker)

    assert "这不是县里的作废名单" in words_on(worker)
