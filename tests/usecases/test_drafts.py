"""Half-typed forms outlive a killed program."""

from dataclasses import replace
from datetime import date

from makers import a_person

from station_app.domain.category import Holding
from station_app.domain.person import (
    Difficulty,
    Flag,
    Life,
    NameKind,
    OtherName,
    PersonDraft,
    Severity,
    Trouble,
)
from station_app.usecases import drafts, people, person_drafts, upkeep, workers


def test_what_stood_in_a_form_is_found_again(register, clock):
    drafts.keep(register, "visit", "000123", '{"living": "低保"}')
    clock.forward(minutes=1)
    drafts.keep(register, "visit", "000123", '{"living": "一般"}')

    assert drafts.find(register, "visit", "000123") == '{"living": "一般"}'
    assert [one.subject for one in drafts.waiting(register)] == ["000123"]


def test_a_draft_is_no_deed(register):
    before = upkeep.head(register)

    drafts.keep(register, "visit", "000123", "{}")

    assert upkeep.head(register) == before


def test_each_account_sees_its_own(register, head_register):
    drafts.keep(register, "visit", "000123", "{}")

    assert drafts.find(head_register, "visit", "000123") is None


def test_a_saved_form_leaves_no_draft(register):
    drafts.keep(register, "visit", "000123", "{}")

    drafts.drop(register, "visit", "000123")

    assert drafts.waiting(register) == []


def test_drafts_are_there_after_the_program_was_shut(register, clock):
    drafts.keep(register, "visit", "000123", "{}")
    path = register.path
    register.close()

    again = workers.sign_in(path, "王芳", "lu-se-chuang-78", clock=clock)

    assert drafts.find(again, "visit", "000123") == "{}"
    again.close()


def test_while_only_reading_no_draft_is_kept(register):
    reader = register.another(read_only=True)

    drafts.keep(reader, "visit", "000123", "{}")
    drafts.drop(reader, "visit", "000123")

    assert drafts.waiting(reader) == []
    reader.close()


def test_a_half_typed_person_comes_back_as_typed(register):
    typed = a_person(
        other_names=(OtherName(kind=NameKind.PET, name="长林伢"),),
        holdings=(Holding(scheme="SEED7", code="4", since="2019"),),
        difficulties=(Difficulty(kind=Trouble.MEDICAL, severity=Severity.HEAVY, note="长期服药"),),
        flags=(Flag.ALONE,),
        life=Life.DECEASED,
        died_on=date(2027, 1, 16),
        household_size=2,
    )

    person_drafts.keep(register, "", typed)

    assert person_drafts.of(register, "") == typed


def test_a_person_who_is_registered_leaves_no_draft(register):
    person_drafts.keep(register, "", PersonDraft(name="谢长"))

    people.register(register, a_person())

    assert person_drafts.of(register, "") is None


def test_a_correction_that_was_overtaken_is_not_offered(register):
    person = people.register(register, a_person())
    begun = people.draft_of(register, person.uid)
    person_drafts.keep(register, person.uid, replace(begun, remark="住在女儿家"))
    assert person_drafts.of(register, person.uid).remark == "住在女儿家"

    with register.deed("修改人员") as deed:
        row = deed.db.execute("SELECT id FROM person").fetchone()[0]
        deed.update("person", row, {"remark": "住在儿子家"})

    assert person_drafts.of(register, person.uid) is None
