import pytest
from hands import button, press, words_on, write
from makers import a_number, a_person
from program_window import started
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sample_pages import FormPage, ListPage

from station_app.domain.person import Sex
from station_app.usecases import people, printing
from ui.actions import ACTIONS
from ui.page import Page
from ui.routes import AHEAD
from ui.theme import Room, Tone
from ui.widgets import printer
from ui.widgets.banner import Banner, Message
from ui.widgets.fields import line
from ui.widgets.sheets import question, sheet
from ui.widgets.side_bar import PlaceButton, SideBar
from ui.widgets.top_bar import SearchBox, TopBar
from ui.window import ROUTES, Route, Window

PAGES = (
    Route(key="list", load=lambda: ListPage, words="名单", short="名单", icon="users"),
    Route(key="more", load=lambda: ListPage, words="另一张", short="另一", icon="walk"),
    Route(key="form", load=lambda: FormPage, under="list"),
)


@pytest.fixture
def window(desk, look, show):
    return started(desk, look, show, PAGES)


def rename(register, chief):
    with register.deed("修改本站资料") as deed:
        deed.update("station", 1, {"chief": chief})


def banner_of(window):
    QApplication.processEvents()
    [banner] = [one for one in window.findChildren(Banner) if one.isVisible()]
    return banner


def test_every_action_has_its_slot():
    assert [action.name for action in ACTIONS if not callable(getattr(Window, action.name))] == []


def test_every_place_has_words_and_an_icon():
    assert [route.key for route in ROUTES if bool(route.words) != bool(route.icon)] == []
    assert len({route.key for route in ROUTES}) == len(ROUTES)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.key)
def test_every_page_can_be_loaded_and_belongs_to_a_place(route):
    assert issubclass(route.load(), Page)
    assert route.words or route.under in {one.key for one in ROUTES if one.words} | {""}


def test_a_page_made_ahead_is_neither_read_nor_shown_until_it_is_opened(window):
    window.make_ahead("form")
    assert window.here == "list"
    assert [one.isVisible() for one in window.findChildren(FormPage)] == [False]

    window.open("form", "p1")

    [made] = window.findChildren(FormPage)
    assert window.page is made
    assert made.field.text() == "p1"
    assert made.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("key", AHEAD)
def test_the_long_forms_can_be_made_ahead_also_while_the_register_rests(qtbot, desk, look, key):
    window = Window(desk, look)
    qtbot.addWidget(window)
    with qtbot.waitSignal(desk.rest().done):
        pass

    window.make_ahead(key)

    assert [one for one in window.findChildren(Page) if one.isVisible()] == []


def test_the_first_page_is_read_once(window):
    assert window.page.reads == 1


def test_the_window_starts_at_its_first_place_with_the_keyboard_in_it(window):
    assert window.here == "list"
    assert window.page.isAncestorOf(QApplication.focusWidget())
    assert "荷塘村" in words_on(window)
    assert "王芳" in words_on(window)


def test_ctrl_and_a_figure_goes_to_a_place(window):
    press(window.page, Qt.Key.Key_2, ctrl=True)

    assert window.here == "more"


def test_a_page_goes_elsewhere_by_key_and_esc_comes_back(window):
    window.page.go("form", "p1")
    assert window.here == "form"
    assert window.page.field.text() == "p1"

    press(window.page.field, Qt.Key.Key_Escape)

    assert window.here == "list"


def test_an_unsaved_form_keeps_the_worker(window):
    window.open("form")
    window.page.saved = False

    window.open("list")
    window.back()

    assert window.here == "form"


def test_a_typing_page_takes_the_place_of_the_top_bar(window):
    assert window.findChild(TopBar).isVisible()

    window.open("form")

    assert not window.findChild(TopBar).isVisible()


def test_a_hidden_page_reads_again_only_when_it_is_shown(qtbot, window, desk):
    page = window.page
    window.open("more")
    before = page.reads

    with qtbot.waitSignal(desk.changed):
        desk.do(rename, "新站长")
    assert page.reads == before

    window.open("list")
    assert page.reads == before + 1
    assert page.said.text() == "新站长"


def test_the_shown_page_reads_again_at_once(qtbot, window, desk):
    with qtbot.waitSignal(desk.changed):
        desk.do(rename, "新站长")

    assert window.page.said.text() == "新站长"


def test_while_the_file_is_locked_a_page_keeps_what_it_shows(window, register):
    register.db.execute("BEGIN EXCLUSIVE")
    try:
        window.page.stale = True
        window.page.read()
    finally:
        register.db.rollback()

    assert window.page.said.text() == "徐建民"
    assert window.page.stale


def test_what_was_done_is_said_and_ctrl_z_takes_it_back(qtbot, window, desk):
    with qtbot.waitSignal(desk.said):
        desk.do(rename, "新站长").say("已保存负责人。")
    assert "已保存负责人。" in words_on(banner_of(window))
    assert "撤销" in words_on(banner_of(window))

    with qtbot.waitSignal(desk.changed):
        window.undo()

    assert window.page.said.text() == "徐建民"


def test_a_refusal_stands_before_what_was_said(window):
    window.tell(Message(words="U盘上的备份已有 9 天。", tone=Tone.SOON))
    window.tell(Message(words="请再填一名走访人。", tone=Tone.LATE))

    assert "请再填一名走访人。" in words_on(banner_of(window))
    assert "还有 1 条" in words_on(banner_of(window))

    banner_of(window).closed.emit()

    assert "U盘上的备份已有 9 天。" in words_on(banner_of(window))


@pytest.mark.parametrize("width", [1366, 1024])
def test_tab_comes_to_what_was_said_after_the_top_bar_and_before_the_page(window, width):
    window.tell(Message(words="请再填一名走访人。", tone=Tone.LATE))
    window.resize(width, 600)
    QApplication.processEvents()
    lock, walked = button(window, "锁定"), []
    lock.setFocus()

    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())

    assert banner_of(window).isAncestorOf(walked[0])
    assert window.page.isAncestorOf(walked[1])


def test_a_refusal_stays_until_it_is_closed_and_what_was_said_goes_with_the_next_deed(window):
    window.tell(Message(words="请再填一名走访人。", tone=Tone.LATE))
    window.tell(Message(words="已保存马守田的走访。"))

    window.tell(Message(words="已保存罗秀英的走访。"))

    assert "请再填一名走访人。" in words_on(banner_of(window))
    assert "还有 1 条" in words_on(banner_of(window))
    banner_of(window).closed.emit()
    assert "已保存罗秀英的走访。" in words_on(banner_of(window))


def test_a_page_that_is_not_there_is_said_plainly(window):
    window.open("nowhere")

    assert window.here == "list"
    assert "没有这一页" in words_on(banner_of(window))


def test_enter_opens_the_place_of_the_side_bar_that_has_the_keyboard(window):
    place = next(one for one in window.findChildren(PlaceButton) if one.place.key == "more")
    place.setFocus()

    press(place, Qt.Key.Key_Return)

    assert window.here == "more"


@pytest.mark.parametrize(("width", "room"), [(1366, Room.WIDE), (1093, Room.NARROW)])
def test_a_form_keeps_what_is_typed_when_the_room_changes(qtbot, window, width, room):
    window.resize(1093 if width == 1366 else 1366, 768)
    window.open("form")
    write(window.page.field, "罗秀英")

    window.resize(width, 543)
    QApplication.processEvents()

    assert window.page.fits[-1] is room
    assert window.page.field.text() == "罗秀英"
    assert window.page.field.hasFocus()


def test_ctrl_k_finds_people_and_says_why(window, register):
    born = "1945-03-12"
    people.register(
        register,
        a_person(
            name="罗秀英",
            sex=Sex.FEMALE,
            born=born,
            id_number=a_number(born, 2),
            group="3组",
            door="17号",
        ),
    )

    press(window.page, Qt.Key.Key_K, ctrl=True)
    box = QApplication.focusWidget()
    write(box, "lx")

    assert box.hits.isVisible()
    assert box.hits.chosen().name == "罗秀英"
    assert box.hits.chosen().soft == "女 81 岁　3组 17号"
    assert box.hits.chosen().why == "姓名首字母 lxy"


def test_nobody_found_is_said_with_what_to_try(window):
    box = window.findChild(SearchBox)
    box.setFocus()

    write(box, "没有这个人")

    assert "没有找到“没有这个人”。换尾号或组号试试。" in words_on(box.hits)

    press(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    assert not box.hits.isVisible()


def test_a_sheet_holds_the_keyboard_and_back_does_not_leave_the_page(look, window):
    window.open("form")
    inside = line()
    window.page.show_sheet(sheet(look, "退回修改", inside), False)

    window.back()

    assert window.here == "form"


def test_a_question_does_its_deed_only_when_told(qtbot, look, window):
    done = []
    asked = question(look, "作废这次走访？", "作废后留有记录。", "作废", lambda: done.append(1))
    window.page.show_sheet(asked)
    assert QApplication.focusWidget().text() == "再看看"

    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert done == []

    asked = question(look, "作废这次走访？", "作废后留有记录。", "作废", lambda: done.append(1))
    window.page.show_sheet(asked)
    press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    press(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert done == [1]


def test_counts_stand_beside_their_places(window):
    window.page.count(more=6)

    assert window.findChild(SideBar).buttons["more"].accessibleName() == "另一张，6件"


def test_a_fault_shows_the_crash_page_and_nobody_loses_the_register(window, desk):
    desk.broke.emit(ValueError("790121194503120024"))

    assert "登记册没有损坏" in words_on(window)
    assert "790121194503120024" not in words_on(window)


def test_a_file_of_ours_is_printed_page_by_page_in_the_job_thread(
    qtbot, window, desk, tmp_path, monkeypatch
):
    paper = printer.ready("走访登记表")
    paper.setResolution(72)
    paper.setOutputFileName(str(tmp_path / "paper.pdf"))
    monkeypatch.setattr(printer, "choose", lambda parent, name: paper)
    pdf = desk.ask(printing.blank).pdf

    window.page.print_out(pdf, "走访登记表")
    qtbot.waitUntil(lambda: "已送到打印机，共 1 页。" in words_on(window), timeout=30_000)

    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
    assert window._scrim is None


@pytest.fixture
def with_help(desk, look, show):
    made = started(desk, look, show, (*PAGES, Route(key="help", load=lambda: ListPage)))
    made.open("form")
    write(made.page.field, "马守田")
    made.page.saved = False
    return made


def test_help_does_not_take_away_what_is_half_typed(with_help):
    press(with_help.page.field, Qt.Key.Key_F1)
    assert with_help.here == "help"

    press(with_help, Qt.Key.Key_Escape)

    assert with_help.here == "form"
    assert with_help.page.field.text() == "马守田"


def test_from_the_help_of_a_half_typed_form_the_worker_does_not_go_elsewhere_unasked(with_help):
    with_help.help()

    with_help.open("more")
    assert with_help.here == "help"
    assert not with_help.may_close()

    with_help.back()
    with_help.page.saved = True
    with_help.open("more")
    assert with_help.here == "more"
