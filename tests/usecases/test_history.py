"""Taking deeds back, and the history of a field."""

from datetime import date

import pytest
import village
from makers import a_person, a_visit

from station_app.errors import Refused
from station_app.usecases import history, people, returns, upkeep, visits
from station_app.usecases.returns import Order


def _division(register, name="荷叶村", code="790121101207"):
    with register.deed("新增村名") as deed:
        return deed.insert("division", {"code": code, "name": name})


def _rename(register, row, name):
    with register.deed("改村名") as deed:
        deed.update("division", row, {"name": name})
    return register.last_deed


def _name(register, row):
    found = register.db.execute("SELECT name FROM division WHERE id = ?", (row,)).fetchone()
    return found[0] if found else None


def _uid(register, row):
    return register.db.execute("SELECT uid FROM division WHERE id = ?", (row,)).fetchone()[0]


def test_an_undone_change_leaves_the_old_value(register):
    row = _division(register)
    number = _rename(register, row, "荷花村")

    history.undo(register, number)

    assert _name(register, row) == "荷叶村"


def test_an_undone_addition_is_gone(register):
    row = _division(register)

    history.undo(register, register.last_deed)

    assert _name(register, row) is None


def test_an_undone_removal_is_back_with_its_id(register):
    row = _division(register)
    with register.deed("去掉村名") as deed:
        deed.delete("division", row)

    history.undo(register, register.last_deed)

    assert _name(register, row) == "荷叶村"


def test_an_undone_deed_can_itself_be_undone(register):
    row = _division(register)
    history.undo(register, _rename(register, row, "荷花村"))

    history.undo(register, register.last_deed)

    assert _name(register, row) == "荷花村"


def test_a_deed_that_a_later_one_changed_again_stays(register):
    row = _division(register)
    number = _rename(register, row, "荷花村")
    _rename(register, row, "荷香村")

    with pytest.raises(Refused, match="后来又改过"):
        history.undo(register, number)

    assert _name(register, row) == "荷香村"
    assert not history.may_undo(register, number)


def test_a_later_deed_that_is_only_about_the_row_does_not_bar_undo(register):
    row = _division(register)
    number = _rename(register, row, "荷花村")
    with register.deed("看了村名", about=_uid(register, row)):
        pass

    assert history.may_undo(register, number)


def test_a_row_that_others_refer_to_cannot_be_undone_away(register):
    with register.deed("立户") as deed:
        household = deed.insert("notice", _notice())
    number = register.last_deed
    with register.deed("附件") as deed:
        deed.insert(
            "attachment", {"notice": household, "name": "通知.pdf", "size": 1, "digest": "0"}
        )

    with pytest.raises(Refused, match="后来的记录要用到它"):
        history.undo(register, number)


def _notice():
    return {
        "subject": "春节走访情况", "report_to": "柳林镇", "due_on": "2027-02-01",
        "due_from": "自定", "came_by": "", "duty": "必办",
    }  # fmt: skip


def test_a_final_deed_cannot_be_undone(register):
    with register.deed("定稿", final=True) as deed:
        deed.insert("division", {"code": "790121101208", "name": "荷塘新村"})

    with pytest.raises(Refused, match="不能撤销"):
        history.undo(register, register.last_deed)


def test_only_who_did_it_or_the_head_takes_it_back(register, head_register):
    _division(head_register)

    with pytest.raises(Refused, match="不是您做的"):
        history.undo(register, register.last_deed)


def test_undo_is_offered_only_for_what_can_be_undone(register):
    row = _division(register)
    with register.deed("看了村名", about=_uid(register, row)):
        pass

    assert not history.may_undo(register, register.last_deed)
    assert not history.may_undo(register, 9999)


def test_the_history_of_a_field_names_who_and_what(register):
    row = _division(register)
    _rename(register, row, "荷花村")

    steps = [step for step in history.of(register, _uid(register, row)) if step.field == "name"]

    assert [(step.old, step.new, step.done.by) for step in steps] == [
        (None, "荷叶村", "王芳"),
        ("荷叶村", "荷花村", "王芳"),
    ]


def test_saving_without_a_change_is_no_deed(register):
    row = _division(register)
    before = register.last_deed

    _rename(register, row, "荷叶村")

    assert register.last_deed == before
    assert history.recent(register)[0].deed == "新增村名"


def test_the_history_of_a_person_tells_its_phones_where_asked(register):
    person = people.register(register, a_person())

    own = history.of(register, person.uid)
    with_parts = history.of(register, person.uid, parts=("phone",))

    assert {step.table for step in own} == {"person"}
    assert {step.table for step in with_parts} == {"person", "phone"}


def test_an_undone_registration_leaves_nothing_to_find(register):
    person = people.register(register, a_person())

    history.undo(register, register.last_deed)

    assert register.db.execute("SELECT count(*) FROM person").fetchone() == (0,)
    assert register.db.execute("SELECT count(*) FROM search_key").fetchone() == (0,)
    assert upkeep.check(register).sound
    assert person.uid


def test_an_undone_visit_gives_the_last_visit_before_back(register):
    person = people.register(register, a_person())
    visits.record(register, a_visit(person=person.uid, on=date(2027, 1, 11)))
    visits.record(register, a_visit(person=person.uid, on=date(2027, 1, 20)))

    history.undo(register, register.last_deed)

    assert people.get(register, person.uid).person.last_visit_on == date(2027, 1, 11)
    assert upkeep.check(register).sound


def test_a_frozen_return_is_never_taken_back(register):
    with register.deed("试写") as deed:
        village.people(deed)
    returns.paper_first(register, Order(form="F03", period="2027-Q1"))

    assert not history.may_undo(register, register.last_deed)
