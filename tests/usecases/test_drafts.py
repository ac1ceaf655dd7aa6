"""Half-typed forms outlive a killed program."""

from station_app.usecases import drafts, upkeep, workers


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
