import pytest
from hands import button, click, press, press_there, rewrite, type_in, words_on, write
from makers import a_number, a_person
from people_window import PAGES, put
from program_window import settle, started
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from station_app.domain.category import Holding
from station_app.domain.person import Flag, Paper, Sex, Tier, Trouble
from station_app.usecases import divisions, history, households, people, selection
from ui.forms import homes
from ui.widgets.asking import Asking
from ui.widgets.facts import Washed
from ui.widgets.fields import Field


@pytest.fixture
def window(register, desk, look, show):
    made = started(desk, look, show, PAGES)
    made.open("person_form")
    return made


def form_of(window):
    return window.page.form


def everybody(register):
    return [row.person for row in selection.everybody(register)]


def check(window):
    """Do at once what the page does a moment after the last key."""
    window.page.check()
    QApplication.processEvents()


def fill(window, number=None, name="谢长林"):
    form = form_of(window)
    type_in(form.who.number, number or a_number())
    write(form.who.name, name)
    check(window)
    return form


def test_the_number_comes_first_and_fills_birth_and_sex(window):
    form = form_of(window)
    assert QApplication.focusWidget() is form.who.number

    type_in(form.who.number, a_number())
    check(window)

    assert form.who.born.text() == "1954年3月9日"
    assert form.who.sex.word() == Sex.MALE
    assert "号码没有错" in words_on(window.page)


def test_what_is_only_missing_is_not_said_before_the_first_try(window):
    check(window)
    form = form_of(window)
    assert form.who.fields["name"].problem == ""
    assert "还要填：" in words_on(window.page)

    press(window.page, Qt.Key.Key_S, ctrl=True)

    assert form.who.fields["name"].problem == "没有填姓名"
    assert QApplication.focusWidget() is form.who.name


def test_a_person_is_saved_by_keys_and_shown(window, register):
    form = fill(window)
    rewrite(form.place.group, "6")
    type_in(form.place.phones[0].number, "15400005713")

    press_there(Qt.Key.Key_S, ctrl=True)
    settle(window)

    [person] = everybody(register)
    assert (person.name, person.group, person.tier) == ("谢长林", "6组", Tier.C)
    assert person.phones[0].number == "15400005713"
    assert window.here == "person"


def test_ctrl_enter_saves_and_begins_with_the_next(window, register):
    form = fill(window)

    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)

    assert len(everybody(register)) == 1
    assert window.here == "person_form"
    assert form.who.name.text() == ""
    assert QApplication.focusWidget() is form.who.number


def test_a_wrong_but_official_number_is_kept_with_a_reason(window, register):
    good = a_number()
    wrong = good[:-1] + ("1" if good[-1] != "1" else "2")
    form = fill(window, wrong)
    assert "末位不对，请照身份证核对" in form.who.fields["id_number"].problem
    assert form.who.reason.isVisible()

    write(form.who.reason, "已核对证件原件")
    press_there(Qt.Key.Key_S, ctrl=True)
    settle(window)

    [person] = everybody(register)
    assert (person.id_number, person.number_reason) == (wrong, "已核对证件原件")


def test_who_has_no_card_says_why(window, register):
    form = form_of(window)
    click(window.page, "没有身份证")
    assert form.who.paper.currentText() == Paper.NONE.value
    assert "为什么没有证件" in words_on(window.page)
    write(form.who.name, "马守田")
    write(form.who.reason, "遗失，正在补办")

    press_there(Qt.Key.Key_S, ctrl=True)
    settle(window)

    [person] = everybody(register)
    assert (person.paper, person.id_number) == (Paper.NONE, "")


def test_a_likely_double_is_shown_while_typing_until_it_is_told_apart(window, register):
    put(register, "谢长林", 7, born="1954-03-09", id_number="", paper=Paper.NONE,
        number_reason="遗失")  # fmt: skip
    fill(window)
    [told] = [one for one in window.page.findChildren(Washed) if one.isVisible()]
    assert "登记册里已有谢长林" in _said(told)

    click(told, "不是同一个人")
    QApplication.processEvents()

    assert not [one for one in window.page.findChildren(Washed) if one.isVisible()]


def _said(told):
    from ui.widgets.prose import Prose

    return "".join(one.text() for one in told.findChildren(Prose))


def test_the_field_with_the_keyboard_stays_in_sight_when_a_double_comes_to_stand_above_it(
    window, register
):
    put(register, "谢长林", 1)
    window.resize(1024, 543)
    form = form_of(window)
    type_in(form.who.number, a_number())
    write(form.who.name, "谢长林")
    form.who.called.setFocus()

    check(window)
    QApplication.processEvents()

    assert form.who.has_double()
    assert form.who.called.visibleRegion().boundingRect() == form.who.called.rect()


def test_just_him_goes_on_with_the_person_and_fills_the_number_in(window, register):
    known = put(register, "谢长林", 7, born="1954-03-09", id_number="", paper=Paper.NONE,
                number_reason="遗失", group="6组")  # fmt: skip
    fill(window)

    click(window.page, "就是他，补上号码")
    check(window)
    press(window.page, Qt.Key.Key_S, ctrl=True)
    settle(window)

    [person] = everybody(register)
    assert (person.uid, person.id_number, person.group) == (known.uid, a_number(), "6组")


def test_a_look_at_the_double_loses_nothing_that_was_typed(window, register):
    put(register, "谢长林", 7, born="1954-03-09", id_number="", paper=Paper.NONE,
        number_reason="遗失")  # fmt: skip
    form = fill(window)

    click(window.page, "打开看看")
    assert window.here == "person"
    press(window.page, Qt.Key.Key_Escape)

    assert window.here == "person_form"
    assert form.who.number.text() == a_number()


def test_the_same_number_cannot_be_registered_twice(window, register):
    people.register(register, a_person())
    form = fill(window, name="谢长河")

    assert "已登记：谢长林" in form.who.fields["id_number"].problem


def test_a_ticked_difficulty_unfolds_its_line_and_asks_for_more_visits(window, register):
    form = fill(window)
    form.troubles.ticks[0].setFocus()
    press_there(Qt.Key.Key_2)
    row = form.troubles.rows[Trouble.MEDICAL]
    rewrite(row.since, "2025年11月")
    write(row.note, "透析")
    check(window)

    click(window.page, "改为每季")
    press_there(Qt.Key.Key_S, ctrl=True)
    settle(window)

    [person] = everybody(register)
    [trouble] = person.difficulties
    assert (trouble.kind, trouble.since, trouble.note) == (Trouble.MEDICAL, "2025-11", "透析")
    assert person.tier is Tier.B


def test_a_category_is_kept_with_its_basis_and_its_first_day(window, register):
    form = fill(window)
    row = form.kinds.kinds.rows[0]
    row.kind.setCurrentText("重病重残")
    write(row.basis, "诊断证明")
    rewrite(row.since, "2025.11")

    press_there(Qt.Key.Key_S, ctrl=True)
    settle(window)

    [person] = everybody(register)
    [held] = person.holdings
    assert (held.scheme, held.code, held.since, held.basis) == (
        "SEED7", "4", "2025-11", "诊断证明"
    )  # fmt: skip


def test_the_household_at_the_same_door_can_be_joined(window, register):
    first = put(register, "田家福", 9, group="6组", door="2号")
    form = fill(window)
    rewrite(form.place.group, "6组")
    rewrite(form.place.door, "2号")
    check(window)

    click(window.page, "加入这一户")
    write(form.home.relation, "弟弟")
    press_there(Qt.Key.Key_S, ctrl=True)
    settle(window)

    assert [one.name for one in households.members(register, first.household)] == [
        "田家福",
        "谢长林",
    ]


def test_correcting_keeps_the_number_masked_until_it_is_asked_for(window, register):
    person = people.register(register, a_person())
    window.open("person_form", person.uid)
    form = form_of(window)
    assert not form.who.number.isVisible()
    assert QApplication.focusWidget() is form.who.name

    click(window.page, "改号码")
    settle(window)

    assert form.who.number.isVisible()
    assert history.recent(register, 1)[0].deed == "查看证件号码"


def test_ending_a_category_and_a_difficulty_keeps_them_as_past(window, register):
    sick = Holding(scheme="SEED7", code="4", basis="诊断证明", since="2025-11")
    person = people.register(register, a_person(holdings=(sick,), flags=(Flag.ALONE,)))
    window.open("person_form", person.uid)
    form = form_of(window)

    form.kinds.kinds.rows[0].end(window.desk.register.today())
    press(window.page, Qt.Key.Key_S, ctrl=True)
    settle(window)

    [held] = people.get(register, person.uid).person.holdings
    assert held.until == "2027-01-25"
    assert people.get(register, person.uid).person.flags == (Flag.ALONE,)


def test_esc_asks_only_where_something_was_typed(window):
    press(window.page, Qt.Key.Key_Escape)
    assert window.here == "people"

    window.open("person_form")
    write(form_of(window).who.name, "谢")
    press(window.page, Qt.Key.Key_Escape)
    assert window.here == "person_form"

    click(window, "放弃")
    QApplication.processEvents()


def test_the_same_fields_stand_in_every_room_and_keep_their_words(window):
    form = fill(window)

    for width in (1024, 960, 1366):
        window.resize(width, 600)
        QApplication.processEvents()
        assert form.who.name.text() == "谢长林"
        assert form.area.widget().minimumSizeHint().width() <= form.area.viewport().width()


def test_another_village_must_be_chosen_before_it_is_saved(window, register):
    form = fill(window)
    form.place.village.setCurrentText("其他地方")
    press(window.page, Qt.Key.Key_S, ctrl=True)
    settle(window)
    assert everybody(register) == []
    assert form.place.fields["division"].problem == "还没有选哪个村"

    write(form.place.where.field, "石桥")
    press(form.place.where.field, Qt.Key.Key_Return)
    press(window.page, Qt.Key.Key_S, ctrl=True)
    settle(window)

    assert everybody(register)[0].division != register.station.code


def test_a_village_of_another_county_is_found_when_the_county_is_written_first(window, register):
    form = fill(window)
    form.place.village.setCurrentText("其他地方")
    write(form.place.where.field, "新会dazecun")
    press(form.place.where.field, Qt.Key.Key_Return)
    assert form.place.village.currentText() == "大泽村"
    press(window.page, Qt.Key.Key_S, ctrl=True)
    settle(window)

    assert everybody(register)[0].division == "440705101207"


def test_a_village_that_people_came_to_live_in_meanwhile_is_offered(window, register):
    other = divisions.find(register, "石桥")[0]
    window.open("list")
    people.register(register, a_person(division=other.code))

    window.open("person_form")

    village = form_of(window).place.village
    assert other.name in [village.itemText(n) for n in range(village.count())]


def test_the_reason_is_asked_only_while_the_number_needs_one(window):
    good = a_number()
    form = fill(window, good[:-1] + ("1" if good[-1] != "1" else "2"))
    assert form.who.reason.isVisible()

    form.who.number.clear()
    type_in(form.who.number, good)
    check(window)

    assert not form.who.reason.isVisible()


def test_a_village_that_no_list_has_is_typed_once_and_chosen(window, register):
    form = fill(window)
    form.place.village.setCurrentText("其他地方")
    write(form.place.where.field, "杨柳湾村")
    click(window.page, "查不到？登记这个村")
    QApplication.processEvents()
    sheet = next(one for one in window.findChildren(Asking) if one.isVisible())
    code = next(one.control for one in sheet.findChildren(Field) if "代码" in one.label)
    type_in(code, "790121101299")
    press_there(Qt.Key.Key_Return)
    settle(window)

    assert form.place.village.currentText() == "杨柳湾村"
    press(window.page, Qt.Key.Key_S, ctrl=True)
    settle(window)
    assert everybody(register)[0].division == "790121101299"


def test_what_is_typed_survives_another_look(window, desk, look):
    form = fill(window)
    rewrite(form.place.group, "6组")
    carried = window.page.carry()

    other = type(window.page)(desk, look.with_big_type(True), window.page.room)
    other.open(None)
    other.take_over(carried)

    assert other.form.who.number.text() == a_number()
    assert other.form.place.group.text() == "6组"
    other.deleteLater()


def test_tab_walks_the_form_as_it_is_read_rows_that_were_added_too(window):
    form = fill(window)
    click(window.page, "再加一个")
    check(window)
    form.place.phones[0].number.setFocus()

    walked = []
    for _ in range(6):
        press_there(Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())

    first, second = form.place.phones[:2]
    assert walked[:3] == [first.owner, first.best, first.away]
    assert walked[3:] == [second.number, second.owner, second.best]


def test_a_check_does_not_take_the_keyboard_from_the_button(window):
    fill(window)
    save = button(window.page, "保存　Ctrl+S")
    save.setFocus()

    check(window)

    assert QApplication.focusWidget() is save


def again(window, desk, look, show):
    """The window of a program that was killed and started anew; nothing was saved or given up."""
    window.page.keeper.keep()
    settle(window)
    made = started(desk, look, show, PAGES)
    made.open("person_form")
    return made


def test_a_killed_program_offers_the_half_typed_person(window, desk, look, show):
    fill(window, name="谢长林")
    rewrite(form_of(window).place.group, "6")

    other = again(window, desk, look, show)

    assert "上次没填完的还在（谢长林）" in words_on(other)
    assert form_of(other).who.name.text() == ""
    go_on = button(other, "接着填")
    go_on.setFocus()
    press(go_on, Qt.Key.Key_Return)
    assert form_of(other).who.name.text() == "谢长林"
    assert form_of(other).who.number.text() == a_number()
    assert form_of(other).draft().group == "6"
    assert "可以保存了。" in words_on(other.page)


def test_a_household_to_join_is_kept_with_the_half_typed_person(window, register, desk, look, show):
    met = put(register, "马守田", 1)
    form = fill(window, number=a_number(sequence=77), name="谢长林")
    home = homes.called(desk, met.household)
    form.home.join(home)
    write(form.home.relation, "女婿")
    form.home.relation.textEdited.emit("女婿")

    other = again(window, desk, look, show)
    click(other, "接着填")

    assert form_of(other).draft().household == met.household
    assert form_of(other).home.home.text() == home.words
    assert form_of(other).draft().relation == "女婿"


def test_a_correction_half_typed_is_offered_for_the_same_person(window, register, desk, look, show):
    person = put(register, "马守田", 1)
    window.open("person_form", person.uid)
    rewrite(form_of(window).place.group, "7组")

    other = again(window, desk, look, show)
    assert "接着填" not in words_on(other)
    other.open("person_form", person.uid)

    click(other, "接着填")
    assert form_of(other).draft().group == "7组"


def test_what_was_given_up_is_not_offered_again(window, desk, look, show):
    fill(window)
    window.page.keeper.keep()
    press(window.page, Qt.Key.Key_Escape)
    click(window, "放弃")
    settle(window)

    window.open("person_form")

    assert "接着填" not in words_on(window)


def test_saving_twice_in_a_row_registers_one_person(window, register):
    fill(window)

    press(window.page, Qt.Key.Key_S, ctrl=True)
    press(window.page, Qt.Key.Key_S, ctrl=True)
    settle(window)

    assert len(everybody(register)) == 1
    assert window.here == "person"


def test_a_unit_of_the_forces_is_refused_beside_the_field_it_stands_in(window, register):
    form = fill(window)
    write(form.place.group, "31655部队")
    write(form.rest.more.lines["employer"], "31655部队卫生队")

    press(window.page, Qt.Key.Key_S, ctrl=True)
    settle(window)

    assert form.place.fields["group"].problem == "“31655部队”像是部队番号，请换个说法再保存"
    assert form.rest.fields["employer"].problem == form.place.fields["group"].problem
    assert form.place.crowded["group"].text() == form.place.fields["group"].problem
    assert form.place.crowded["group"].isVisible()
    assert "还有 2 处要改：组、工作单位" in words_on(window.page)
    assert QApplication.focusWidget() is form.place.group
    write(form.place.group, "6组")
    check(window)
    assert not form.place.crowded["group"].isVisible()
    assert everybody(register) == []


def test_a_correction_that_is_not_begun_does_not_claim_that_it_can_be_saved(window, register):
    person = put(register, "马守田", 1, other_names=(), phones=())
    window.open("person_form", person.uid)

    assert "可以保存了" not in words_on(window.page)

    write(form_of(window).place.group, "7")
    check(window)
    assert "可以保存了" in words_on(window.page)


def test_after_saving_the_way_back_skips_the_form(window, register):
    window.open("people")
    window.open("person_form")
    fill(window)
    press_there(Qt.Key.Key_S, ctrl=True)
    settle(window)
    assert window.here == "person"

    press_there(Qt.Key.Key_Escape)

    assert window.here == "people"


def test_a_person_who_was_put_right_is_left_by_one_escape(window, register):
    xie = put(register, "谢长林", 5)
    window.open("people")
    window.open("person", xie.uid)
    window.open("person_form", xie.uid)
    rewrite(form_of(window).who.name, "谢长山")
    press_there(Qt.Key.Key_S, ctrl=True)
    settle(window)
    assert "谢长山" in words_on(window.page)

    press_there(Qt.Key.Key_Escape)

    assert window.here == "people"
