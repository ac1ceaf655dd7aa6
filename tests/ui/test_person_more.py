"""The folded nouns of a person's form."""

from dataclasses import replace

import pytest
from hands import press, write
from makers import a_person
from people_window import PAGES
from program_window import settle, started
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from station_app.domain.person import Phone
from station_app.usecases import people
from ui.forms.person import PersonForm
from ui.forms.person_file import pairs
from ui.forms.person_more import More


@pytest.fixture
def person(register):
    return people.register(register, a_person())


@pytest.fixture
def window(person, desk, look, show):
    made = started(desk, look, show, PAGES)
    made.open("person_form", person.uid)
    return made


@pytest.fixture
def form(window):
    return window.page.findChild(PersonForm)


def save(window):
    press(window.page, Qt.Key.Key_S, ctrl=True)
    settle(window)


def test_what_is_filled_in_under_the_nouns_stands_on_the_page_and_nothing_else(
    window, form, register, person
):
    more = form.rest.more
    more.picks["politics"].setCurrentText("中共党员")
    more.picks["benefit"].setCurrentText("享受待遇")
    write(more.days["benefit_since"], "2014.8")
    write(more.lines["born_said"], "二月初三")
    more.lunar.setChecked(True)
    save(window)

    file = people.get(register, person.uid)
    told = dict(pairs(file, register.today()))
    assert (told["政治面貌"], told["生日原话"]) == ("中共党员", "农历二月初三")
    assert told["优抚待遇"] == "享受待遇（2014年8月起）"
    assert not {"婚姻", "优待证", "军种"} & set(told)


def test_the_nouns_are_made_when_they_are_first_wanted_and_change_nothing(window, register, person):
    known = replace(
        people.draft_of(register, person.uid),
        politics="群众", enlisted="1975-12", born_said="二月初三", born_lunar=True,
    )  # fmt: skip
    people.correct(register, person.uid, known)
    window.open("people")
    window.open("person_form", person.uid)
    form = window.page.form
    assert window.findChildren(More) == []
    before = form.draft()

    form.rest.fold.open_up()

    assert [one.isVisible() for one in window.findChildren(More)] == [True]
    assert form.draft() == before
    assert form.rest.more.picks["politics"].currentText() == "群众"
    assert window.page.may_leave()


def test_when_a_phone_is_best_called_is_kept_and_said(window, form, register, person):
    write(form.place.phones[0].best, "晚上七点后")
    save(window)

    file = people.get(register, person.uid)
    assert file.person.phones[0] == Phone(
        number="15400005713", owner="本人", best_time="晚上七点后"
    )
    assert ("联系电话", "154-0000-5713（本人，晚上七点后）") in pairs(file, register.today())


def test_tab_goes_past_what_is_folded(window, form):
    inside = [*form.rest.more.picks.values(), *form.rest.more.lines.values()]
    form.rest.lines["remark"].window().activateWindow()
    form.who.name.setFocus()
    for _ in range(40):
        window.focusNextPrevChild(True)
        busy = QApplication.focusWidget()
        assert busy not in inside
        assert not isinstance(busy.parent(), type(form.rest.more)) or busy.isVisible()


def test_each_noun_says_on_its_line_what_is_filled_in(form, person):
    more = form.rest.more
    more.picks["card"].setCurrentText("已领取")
    write(more.lines["card_bank"], "农行柳林支行")
    fold = more.folds["优待证"]
    assert fold._said.text() == "已领取，农行柳林支行"
    assert more.folds["本人情况"]._said.text() == "政治面貌，学历，婚姻，健康状况"


def test_days_are_said_on_the_line_as_they_are_said_everywhere(form):
    more = form.rest.more
    write(more.days["card_on"], "2024.5.8")
    more.days["card_on"].editingFinished.emit()
    more.picks["card"].setCurrentText("已领取")
    assert more.folds["优待证"]._said.text() == "已领取，2024年5月8日"


def test_a_wrong_detail_opens_the_noun_it_stands_under(window, form):
    more = form.rest.more
    write(more.days["card_on"], "去年")
    save(window)

    QApplication.processEvents()
    assert more.days["card_on"].isVisible()
    assert not more.picks["politics"].isVisible()


def test_words_that_no_list_has_are_shown_as_they_were_kept(window, register, person):
    draft = people.draft_of(register, person.uid)
    people.correct(register, person.uid, type(draft)(**{
        **{name: getattr(draft, name) for name in draft.__dataclass_fields__}, "medical": "商业险",
    }))  # fmt: skip
    window.open("people")
    window.open("person_form", person.uid)

    form = window.page.findChild(PersonForm)
    assert form.rest.more.picks["medical"].currentText() == "商业险"
    assert form.draft().medical == "商业险"


def test_a_military_disability_is_chosen_by_nature_and_level_and_illness_ends_at_six(form):
    box = form.rest.more.picks["disability"]
    words = [box.itemText(n) for n in range(box.count()) if box.itemData(n)]
    assert (words[0], words[-1], len(words)) == ("因战一级", "因病六级", 26)
    box.setCurrentText("因公八级")
    assert form.draft().disability == "因公八级"


def test_a_level_without_a_nature_is_shown_as_it_came(window, register, person):
    draft = people.draft_of(register, person.uid)
    people.correct(register, person.uid, replace(draft, disability="六级"))
    window.open("people")
    window.open("person_form", person.uid)

    form = window.page.findChild(PersonForm)
    assert form.rest.more.picks["disability"].currentText() == "六级"
    assert form.draft().disability == "六级"
