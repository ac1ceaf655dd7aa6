from datetime import date

import pytest
from hands import press, rewrite, write
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.models.table import Column, TableModel
from ui.theme import CONTRAST, PAPER, Look, Room, Tone, Type, contrast
from ui.widgets.banner import Banner, Message, gravest
from ui.widgets.buttons import Chip, button
from ui.widgets.cells import Mark, Picked, Two
from ui.widgets.choices import Choice, Ticks
from ui.widgets.cut import cut, giving
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field, line, secret
from ui.widgets.heads import TwoColumns
from ui.widgets.id_field import IdField, MaskedNumber
from ui.widgets.keys import AltCap, Ears, begin, first, show_letters
from ui.widgets.layout import column, holder, row
from ui.widgets.money_field import MoneyField
from ui.widgets.picker import Found, Picker
from ui.widgets.scroll import scrolled
from ui.widgets.sheets import Scrim, sheet
from ui.widgets.table import table, tall
from ui.widgets.words import prose, text

A_DAY = date(2027, 1, 25)


@pytest.mark.parametrize("colours", [PAPER, CONTRAST])
@pytest.mark.parametrize("ink", ["ink", "soft", "faint", "pine", "red", "amber", "slate"])
def test_every_ink_is_read_on_paper(colours, ink):
    assert contrast(getattr(colours, ink), colours.paper) >= 4.5


@pytest.mark.parametrize("ink", ["red", "amber", "slate", "pine"])
def test_every_tone_is_read_on_its_own_wash(ink):
    for colours in (PAPER, CONTRAST):
        assert contrast(getattr(colours, ink), getattr(colours, f"{ink}_wash")) >= 4.5


@pytest.mark.parametrize(
    ("scale", "width", "room"),
    [
        (1.0, 1366, Room.WIDE),
        (1.0, 1093, Room.NARROW),
        (1.0, 1024, Room.NARROW),
        (1.3, 1366, Room.NARROW),
        (1.3, 1024, Room.TIGHT),
    ],
)
def test_big_type_leaves_less_room(scale, width, room):
    assert Look(PAPER, scale).room(width) is room


def test_foreign_words_are_never_read_as_html(look, show):
    label = show(text(look, "<b>罗秀英</b><img src=x>"))

    assert label.text() == "<b>罗秀英</b><img src=x>"
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_prose_wraps_and_loses_no_rare_character(look, show):
    words = "陈𬭎、李䶮、周㛃和𠅤在荷塘村的家里说了很久的话，药能送到家里就放心了。"
    said = show(prose(look, words))
    said.resize(look.px(120), 400)

    lines = said._lines(said.width())

    assert len(lines) > 3
    assert "".join(lines) == words


def test_prose_keeps_a_number_with_its_unit(look):
    said = prose(look, "12月18日前报柳林镇，还剩 24 天")
    whole = said.fontMetrics().horizontalAdvance(said.text())
    for wide in range(whole // 2, whole):
        assert "24 天" in said._lines(wide)[-1]


def test_prose_is_as_high_as_its_lines(look):
    said = prose(look, "请封两个信封：一个交镇里，一个交站长保管。忘了密码，凭它重设。")

    assert said.heightForWidth(900) == look.px(24)
    assert said.heightForWidth(300) == look.px(24) * 2


def test_a_field_says_beside_itself_what_is_wrong(look, show):
    field = show(Field(look, "走访人", line("王芳"), key="N", hint="两名"))
    field.complain("发慰问金要有两名走访人，请再填一名。")

    assert field.complaint.text() == "发慰问金要有两名走访人，请再填一名。"
    assert field.control.property("wrong")

    field.complain()

    assert field.complaint.text() == "两名"
    assert not field.control.property("wrong")


def test_alt_and_letter_goes_to_the_field(qtbot, look, show):
    one, two = Field(look, "姓名", line(), key="N"), Field(look, "电话", line(), key="P")
    both = show(holder(column(one, two)))
    one.control.setFocus()

    press(one.control, Qt.Key.Key_P, alt=True)

    assert both.focusWidget() is two.control


def test_letters_are_seen_only_while_alt_is_held(look, show):
    field = show(Field(look, "姓名", line(), key="N"))
    [cap] = field.findChildren(AltCap)
    before = field.sizeHint()

    assert not cap.isVisible()
    show_letters(field, True)
    assert cap.isVisible()
    assert field.sizeHint() == before


def test_alt_shows_the_letters_where_the_keyboard_is(qapp, look, show):
    field = show(Field(look, "姓名", line(), key="N"))
    field.control.setFocus()
    ears = Ears(qapp, field, lambda _watched, _event: False)
    [cap] = field.findChildren(AltCap)

    QTest.keyPress(field.control, Qt.Key.Key_Alt)
    assert cap.isVisible()
    QTest.keyRelease(field.control, Qt.Key.Key_Alt)
    assert not cap.isVisible()
    ears.deleteLater()


def test_ears_follow_the_keyboard_and_hear_nothing_of_widgets_being_made(qapp, look, show):
    heard = []
    page = show(holder(column(line("甲"), line("乙"))))
    one, other = page.findChildren(QLineEdit)
    one.setFocus()
    Ears(qapp, page, lambda watched, event: bool(heard.append((watched, event.type()))))
    other.setFocus()
    heard.clear()

    page.layout().addWidget(holder(column(*[line() for _ in range(50)])))
    QApplication.processEvents()
    assert len(heard) < 20
    heard.clear()
    press(one, Qt.Key.Key_A)
    assert heard == []
    press(other, Qt.Key.Key_A)
    assert (other, QEvent.Type.KeyPress) in heard


def test_the_first_field_has_the_keyboard_with_its_words_chosen(look, show):
    page = show(holder(column(line("甲"), first(line("王芳")))))

    begin(page)

    assert page.focusWidget().selectedText() == "王芳"


def test_a_password_field_takes_no_input_method(look):
    assert not secret().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_a_choice_is_made_by_digit_and_arrow(qtbot, look, show):
    choice = show(Choice(look, ("入户", "电话", "视频")))
    heard = []
    choice.changed.connect(heard.append)

    press(choice, Qt.Key.Key_2)
    press(choice, Qt.Key.Key_Right)
    press(choice, Qt.Key.Key_Right)

    assert choice.word() == "视频"
    assert heard == [1, 2]


def test_nothing_is_chosen_before_the_worker_chooses(look):
    assert Choice(look, ("满意", "不满意")).word() == ""


def test_a_digit_turns_one_tick_of_a_group(look, show):
    ticks = show(Ticks(look, ("就业", "医疗", "养老", "住房"), on=("医疗",)))

    press(ticks, Qt.Key.Key_4)
    press(ticks, Qt.Key.Key_2)

    assert ticks.words() == ("住房",)


@pytest.mark.parametrize("typed", ["1月24日", "1-24", "2027.1.24", "20270124", "2027年1月24日"])
def test_a_date_is_typed_any_way_and_shown_in_one(look, show, typed):
    field = show(DateField(A_DAY))

    write(field, typed)
    press(field, Qt.Key.Key_Return)

    assert field.day() == date(2027, 1, 24)
    assert field.text() == "1月24日"


def test_a_day_that_never_was_is_no_date(look, show):
    field = show(DateField(A_DAY))

    write(field, "2月30日")

    assert field.unreadable()
    assert field.day() is None


def test_arrows_go_a_day_on_or_back(look, show):
    field = show(DateField(A_DAY, date(2027, 1, 31)))

    press(field, Qt.Key.Key_Up)

    assert field.day() == date(2027, 2, 1)


def test_a_partial_date_is_kept_where_it_is_allowed(look, show):
    field = show(DateField(A_DAY, partial=True))

    write(field, "1968年9月")

    assert field.partial() == "1968-09"
    assert not field.unreadable()


def test_an_identity_number_says_how_many_digits_are_missing(look, show):
    field = show(IdField())

    write(field, "79012119450312")

    assert field.says() == "请照身份证输入 18 位，还差 4 位"


def test_an_identity_number_may_be_pasted_in_groups_and_full_width(look, show):
    field = show(IdField())

    write(field, "790121 19450312 ００１X")

    assert field.number() == "79012119450312001X"


def test_the_eye_asks_first_and_shows_the_number_until_its_time_is_over(qtbot, look, show):
    number = show(MaskedNumber(look, "790121194503120024"))

    with qtbot.waitSignal(number.asked):
        qtbot.mouseClick(number._eye, Qt.MouseButton.LeftButton)
    assert "19450312" not in number.text()

    number.show_number("790121194503120024")
    assert number.text() == "790121194503120024"

    number._clock.timeout.emit()
    assert "19450312" not in number.text()


@pytest.mark.parametrize(
    ("typed", "fen"), [("500", 50000), ("500.5", 50050), ("1,200元", 120000), ("５００", 50000)]
)
def test_yuan_are_typed_and_fen_are_kept(look, show, typed, fen):
    field = show(MoneyField())

    write(field, typed)

    assert field.fen() == fen


@pytest.mark.parametrize("typed", ["五百", "-5", "1.234", "NaN"])
def test_what_is_no_amount_is_said(look, show, typed):
    field = show(MoneyField())

    write(field, typed)

    assert field.unreadable()


def villages(words):
    names = {"790121101201": "荷塘村", "790121101207": "荷叶村"}
    return [Found(key=key, words=name, soft=key) for key, name in names.items() if words in name]


def test_a_picker_finds_while_typing_and_enter_picks(qtbot, look, show):
    picker = show(Picker(look, villages))
    write(picker.field, "荷")
    assert picker.found.isVisible()

    press(picker.field, Qt.Key.Key_Down)
    press(picker.field, Qt.Key.Key_Return)

    assert picker.key == "790121101207"
    assert picker.text() == "荷叶村"
    assert not picker.found.isVisible()


def test_typing_on_after_a_pick_unpicks_it(look, show):
    picker = show(Picker(look, villages))
    picker.show_pick("790121101201", "荷塘村")

    rewrite(picker.field, "荷花")

    assert picker.key == ""


def model():
    columns = (
        Column("", lambda one: Picked(one % 2 == 0), 44),
        Column("姓名", lambda one: Two(f"第{one}人", "女 81"), 170),
        Column("类别", lambda one: ("鳏寡孤独", "高龄独居")),
        Column("上次走访", lambda one: Mark("超期 9 天", Tone.LATE), 190),
        Column("次数", str, 60, right=True),
    )
    made = TableModel(columns)
    made.fill(range(5))
    return made


def test_a_table_opens_with_enter_and_ticks_with_space(qtbot, look, show):
    view = show(table(look, model()))
    view.go_to(2)

    with qtbot.waitSignal(view.opened) as opened:
        press(view, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.ticked) as ticked:
        press(view, Qt.Key.Key_Space)

    assert opened.args == [2]
    assert ticked.args == [2]


def test_home_and_end_go_to_the_ends_of_a_table(look, show):
    view = show(table(look, model()))
    view.go_to(1)

    press(view, Qt.Key.Key_End)
    assert view.row_now() == view.model().rowCount() - 1
    press(view, Qt.Key.Key_Home)
    assert view.row_now() == 0


def test_a_screen_reader_hears_what_a_cell_draws(look):
    rows = model()

    assert [rows.index(0, n).data() for n in range(5)] == [
        "已选",
        "第0人 女 81",
        "鳏寡孤独、高龄独居",
        "超期 9 天",
        "0",
    ]


def test_a_short_table_is_as_tall_as_its_rows(look, show):
    rows = model()
    view = tall(show(table(look, rows)))
    before = view.height()

    rows.fill(range(7))

    assert view.height() == before + 2 * look.px(40)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_keyboard(look, show, key):
    pressed = []
    chip, deed = Chip(look, "鳏寡孤独"), button(look, "打印走访表")
    shown = show(holder(column(chip, deed)))
    for one in (chip, deed):
        one.clicked.connect(lambda _on, one=one: pressed.append(one))
        one.setFocus()
        press(one, key)

    assert shown.isVisible()
    assert pressed == [chip, deed]


def test_the_gravest_message_stands_in_front():
    messages = [
        Message(words="已保存。"),
        Message(words="请再填一名。", tone=Tone.LATE),
        Message(words="备份已有 9 天。", tone=Tone.SOON),
    ]

    assert messages[gravest(messages)].words == "请再填一名。"


def test_a_banner_never_widens_the_window(look, show):
    banner = show(Banner(look, Message(words="很长的话" * 80, deed="撤销"), more=2))

    assert banner.minimumSizeHint().width() < 700


def test_a_sheet_keeps_the_keyboard_and_gives_it_back(qtbot, look, show):
    behind = QLineEdit()
    window = show(holder(column(behind)))
    window.resize(900, 600)
    behind.setFocus()
    inside = first(line())
    scrim = Scrim(look, window, sheet(look, "给这张报表签名？", inside))

    assert window.focusWidget() is inside
    assert not behind.isEnabled()

    press(inside, Qt.Key.Key_Escape)

    assert behind.isEnabled()
    assert window.focusWidget() is behind
    assert scrim.isHidden()


def test_columns_go_below_each_other_where_it_is_tight_and_keep_what_is_typed(look, show):
    left, right = line("罗秀英"), line("3组")
    two = TwoColumns(look, left, right)
    two.fit(Room.WIDE)
    window = show(holder(two))
    window.resize(1000, 400)
    left.setFocus()

    two.fit(Room.TIGHT)
    window.layout().activate()

    assert right.y() > left.y()
    assert left.text() == "罗秀英"
    assert left.hasFocus()


def test_the_end_of_a_mark_is_seen_where_its_words_are_cut(look, show):
    def drawn(days):
        mark = Mark("安排志愿者每周上门一次，帮着打扫和取药", Tone.SOON, end=f"，还剩 {days} 天")
        columns: tuple[Column[str], ...] = (Column("下一步", lambda _name: mark, 200),)
        model = TableModel(columns)
        model.fill(["罗有才"])
        view = table(look, model, 42)
        model.setParent(view)
        view.resize(220, 100)
        return show(view).viewport().grab().toImage()

    assert drawn(3) == drawn(3)
    assert drawn(3) != drawn(9)


def test_a_long_name_stands_whole_before_a_place_that_gives_way(look, show):
    name, place = (
        cut(look, "阿依古丽·买买提吐尔逊", Type.TITLE),
        giving(look, "老屋场大塘边上塆组 1088号"),
    )
    whole = name.sizeHint().width()
    both = show(holder(row(name, place)))

    both.resize(whole + 60, 40)
    QApplication.processEvents()
    assert (name.width(), name.toolTip()) == (whole, "")
    assert place.toolTip() == "老屋场大塘边上塆组 1088号"

    both.resize(whole - 60, 40)
    QApplication.processEvents()
    assert name.toolTip() == "阿依古丽·买买提吐尔逊"


def test_a_first_field_shows_the_beginning_of_long_words(look, show):
    field = first(line("阿依古丽·买买提吐尔逊·阿卜杜拉"))
    page = show(holder(column(field)))

    begin(page)

    assert field.selectedText() == field.text()
    assert field.cursorPosition() == 0


def test_the_letter_of_a_field_brings_it_into_sight(look, show):
    low = Field(look, "组", line(), "G")
    area = scrolled(column(Field(look, "姓名", line()), 600, low))
    area.resize(300, 200)
    show(area)

    low.take()

    assert QApplication.focusWidget() is low.control
    assert area.viewport().rect().contains(low.mapTo(area.viewport(), low.rect().center()))
