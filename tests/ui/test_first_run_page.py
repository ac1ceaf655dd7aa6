"""A first register: its station picked, its owner named, its recovery sheet copied."""

import pytest
from hands import button, click, fill_in, press, press_there, rewrite, type_in, words_on, write
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from station_app.domain import recovery
from station_app.usecases import workers
from ui.pages.first_run import FirstRunPage
from ui.widgets import printer
from ui.widgets.picker import Found, FoundList


@pytest.fixture
def first(jobs, look, show, tmp_path, signed_in):
    made = FirstRunPage(jobs, look, tmp_path)
    made.signed_in.connect(signed_in.append)
    made.resize(1366, 768)
    return show(made)


def pick_hetang(page):
    write(page.where.county.field, "青石")
    press(page.where.county.field, Qt.Key.Key_Return)
    write(page.where.town.field, "柳")
    press(page.where.town.field, Qt.Key.Key_Return)
    write(page.where.village.field, "荷")
    press(page.where.village.field, Qt.Key.Key_Return)


def fill_owner(page, name="王芳", password="chunfeng-songnuan"):
    write(page.owner.name, name)
    type_in(page.owner.secret, password)
    type_in(page.owner.again, password)


def test_the_station_is_picked_by_typing_names(first):
    pick_hetang(first)

    station = first.where.station()

    assert station.code == "790121101201"
    assert station.name == "荷塘村退役军人服务站"


def test_a_village_that_is_not_in_the_pack_gets_its_code_later(first):
    pick_hetang(first)
    first.where.village.field.clear()
    write(first.where.village.field, "新荷村")

    assert first.where.station().provisional


def test_no_county_is_said_beside_the_field(first):
    click(first, "下一步")

    assert first.where._fields["county"].problem == "请写县名，从下面选"


def test_a_weak_password_is_refused_beside_the_field(first):
    pick_hetang(first)
    click(first, "下一步")
    fill_owner(first, password="12345")

    click(first, "下一步")

    assert "至少 10 个字符" in first.owner._password.problem


def test_the_register_is_made_only_once_its_sheet_was_copied(qtbot, first, tmp_path, signed_in):
    pick_hetang(first)
    click(first, "下一步")
    fill_owner(first)
    click(first, "下一步")
    code = first._made().code
    click(first, "抄下来，再输一遍")
    assert not button(first, "下一步").isEnabled()
    assert not list(tmp_path.glob("*.station"))

    fill_in(first.copied.boxes, code)
    assert "8 组都对了" in words_on(first)
    click(first, "下一步")
    qtbot.waitUntil(lambda: "以后再加" in words_on(first), timeout=30_000)
    with qtbot.waitSignal(first.signed_in):
        click(first, "以后再加")

    assert (tmp_path / "荷塘村.station").exists()
    assert signed_in[0].account.name == "王芳"


def test_a_further_account_is_added_before_work_begins(qtbot, first, signed_in):
    pick_hetang(first)
    click(first, "下一步")
    fill_owner(first)
    click(first, "下一步")
    code = first._made().code
    click(first, "抄下来，再输一遍")
    fill_in(first.copied.boxes, code)
    click(first, "下一步")
    qtbot.waitUntil(lambda: "以后再加" in words_on(first), timeout=30_000)

    fill_owner(first, "徐建民", "shan-qian-qiao-26")
    with qtbot.waitSignal(first.signed_in, timeout=30_000):
        click(first, "加上，进入登记册")

    assert [one.name for one in workers.door(signed_in[0].path).accounts] == ["王芳", "徐建民"]


def test_a_further_account_of_the_same_name_is_refused_and_may_be_put_right(
    qtbot, first, signed_in
):
    pick_hetang(first)
    click(first, "下一步")
    fill_owner(first)
    click(first, "下一步")
    click(first, "抄下来，再输一遍")
    fill_in(first.copied.boxes, first._made().code)
    click(first, "下一步")
    qtbot.waitUntil(lambda: "以后再加" in words_on(first), timeout=30_000)
    fill_owner(first, "王芳", "shan-qian-qiao-26")
    press(first.owner.again, Qt.Key.Key_Return)
    assert not button(first, "加上，进入登记册").isEnabled()
    qtbot.waitUntil(lambda: first.owner._name.problem != "", timeout=30_000)

    rewrite(first.owner.name, "徐建民")
    press(first.owner.again, Qt.Key.Key_Return)
    with qtbot.waitSignal(first.signed_in, timeout=30_000):
        press(first.owner.again, Qt.Key.Key_Return)

    assert [one.name for one in workers.door(signed_in[0].path).accounts] == ["王芳", "徐建民"]


def to_the_sheet(page):
    pick_hetang(page)
    click(page, "下一步")
    fill_owner(page)
    click(page, "下一步")


def wear(page, look):
    page.wear(look)
    QApplication.processEvents()


def test_big_type_keeps_what_is_typed_at_every_step(first, look):
    pick_hetang(first)
    wear(first, look.with_big_type(True))
    assert first.where.station().code == "790121101201"

    click(first, "下一步")
    fill_owner(first)
    wear(first, look)
    assert (first.owner.name.text(), first.owner.again.text()) == ("王芳", "chunfeng-songnuan")

    click(first, "下一步")
    code = first._made().code
    click(first, "抄下来，再输一遍")
    type_in(first.copied.boxes.boxes[0], recovery.groups_of(code)[0])
    wear(first, look.with_big_type(True))
    assert "前 1 组对了" in words_on(first)
    assert QApplication.focusWidget() is first.copied.boxes.boxes[1]


def test_going_back_without_a_change_keeps_the_code_and_a_change_makes_another(first):
    to_the_sheet(first)
    code = first._made().code
    click(first, "上一步")
    click(first, "下一步")
    assert first._made().code == code

    first.keep()
    click(first, "上一步")
    rewrite(first.owner.name, "段慧")
    click(first, "下一步")

    assert first._made().code != code
    assert "刚才打印的那张不能用了" in words_on(first)
    assert not button(first, "下一步").isEnabled()


def test_a_wrong_group_of_the_copied_code_is_named(first):
    to_the_sheet(first)
    groups = recovery.groups_of(first._made().code)
    click(first, "抄下来，再输一遍")
    type_in(first.copied.boxes.boxes[0], groups[0])
    type_in(first.copied.boxes.boxes[1], f"{(int(groups[1]) + 1) % 10**6:06d}")

    assert first.copied.field.problem == "第 2 组不对，请照抄下来的纸再看一遍。"
    assert "前 1 组对了" in words_on(first)
    assert not button(first, "下一步").isEnabled()


def test_a_register_that_is_there_already_is_not_written_over(first, tmp_path):
    (tmp_path / "荷塘村.station").write_bytes(b"kept")
    to_the_sheet(first)

    assert "已经有一个 荷塘村.station。请换一个地方。" in words_on(first)
    assert (tmp_path / "荷塘村.station").read_bytes() == b"kept"


def test_a_register_that_is_there_can_be_opened_from_the_first_run(qtbot, first):
    with qtbot.waitSignal(first.elsewhere):
        click(first, "打开已有登记册")


def test_big_type_on_a_small_screen_shows_each_step_whole(qtbot, first, look):
    first.resize(1024, 600)
    wear(first, look.with_big_type(True))
    assert first._area.verticalScrollBar().maximum() == 0
    with qtbot.waitSignal(first.elsewhere):
        click(first, "打开已有登记册")

    to_the_sheet(first)

    assert first._area.verticalScrollBar().maximum() == 0
    assert "封两个信封" in words_on(first)


def test_another_place_for_the_register_is_said_at_once(first, tmp_path, monkeypatch):
    pick_hetang(first)
    click(first, "下一步")
    other = str(tmp_path / "别处.station")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (other, ""))

    click(first, "换地方")

    assert f"登记册文件：{other}" in words_on(first)


def test_printing_the_sheet_opens_the_way_and_writes_no_file(
    qtbot, first, tmp_path, monkeypatch, signed_in
):
    paper = printer.ready("登记册密码恢复单")
    paper.setResolution(72)
    paper.setOutputFileName(str(tmp_path / "paper.pdf"))
    monkeypatch.setattr(printer, "choose", lambda parent, name: paper)
    pick_hetang(first)
    click(first, "下一步")
    fill_owner(first)
    click(first, "下一步")
    assert not button(first, "下一步").isEnabled()

    click(first, "打印")
    qtbot.waitUntil(lambda: button(first, "下一步").isEnabled(), timeout=30_000)

    assert [path.name for path in tmp_path.iterdir()] == ["paper.pdf"]
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")


def pick_by_letters(*places):
    """Type the letters of each place where the keyboard is, and take what is found first."""
    for letters in places:
        for key in letters:
            press_there(getattr(Qt.Key, f"Key_{key.upper()}"))
        press_there(Qt.Key.Key_Return)


def test_county_town_and_village_are_picked_by_letters_alone(first):
    pick_by_letters("qingshi", "llz", "htc")

    assert first.where.station().name == "荷塘村退役军人服务站"
    assert "查不到？" not in words_on(first)
    press_there(Qt.Key.Key_Return)
    assert "您的姓名" in words_on(first)


def test_town_and_village_of_a_real_county_are_picked_by_letters(first):
    pick_by_letters("xinhui", "dz", "dazecun")

    assert first.where.station().code == "440705101207"
    assert first.where.station().name == "大泽村退役军人服务站"


def test_what_was_picked_above_is_not_said_again_beside_what_is_offered(first):
    write(first.where.county.field, "新会")
    press(first.where.county.field, Qt.Key.Key_Return)
    assert [one.soft for one in first.where._towns("大泽")] == ["440705101"]
    assert first.where._villages("大泽村")[0].soft == "大泽镇　440705101207"


def test_a_long_place_beside_what_is_offered_leaves_its_name_whole(look, show):
    def drawn(soft):
        made = FoundList(look)
        made.show_found([Found(key="1", words="下加尕斯台村", soft=soft)])
        made.setFixedWidth(300)
        return show(made).grab().toImage().copy(0, 0, 120, made.height())

    assert drawn("伊犁哈萨克自治州察布查尔锡伯自治县加尕斯台镇") == drawn("镇")


def test_a_village_of_a_real_county_that_no_list_has_is_typed(first):
    write(first.where.county.field, "新会")
    press(first.where.county.field, Qt.Key.Key_Return)
    write(first.where.town.field, "大泽")
    press(first.where.town.field, Qt.Key.Key_Return)
    write(first.where.village.field, "新荷村")

    made = first.where.station()

    assert (made.town, made.village, made.provisional) == ("大泽镇", "新荷村", True)


def test_the_keyboard_goes_to_the_first_field_that_keeps_a_register_from_being_begun(first):
    pick_hetang(first)
    first.take_station()
    write(first.owner.name, "王芳")
    type_in(first.owner.secret, "hetang-songnuan-7")
    type_in(first.owner.again, "hetang-songnuan-7")

    press_there(Qt.Key.Key_Return)

    assert QApplication.focusWidget() is first.owner.secret
    assert first.owner._password.problem == "密码里不要有站名"
