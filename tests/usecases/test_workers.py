"""Who is at the desk: accounts, passwords, waits."""

import pytest
from makers import CHEAP, HEAD_PASSWORD, HETANG, WORKER_PASSWORD, a_person

from station_app.domain.person import Phone
from station_app.domain.problems import RefusedFields
from station_app.domain.roles import Role
from station_app.errors import Refused
from station_app.usecases import first_run, history, people, signing_keys, staff, workers

NEW_PASSWORD = "feng-zheng-gao-64"


def test_the_key_file_names_who_may_sign_in(register_path):
    door = workers.door(register_path)

    assert [account.name for account in door.accounts] == ["徐建民", "王芳"]
    assert not door.demo


def test_a_worker_signs_in_and_is_at_the_desk(register):
    assert register.account.name == "王芳"
    assert register.station.village == "荷塘村"
    assert register.remarks == ()


def test_a_wrong_password_opens_nothing(register_path, clock):
    with pytest.raises(workers.WrongPassword, match="密码不对"):
        workers.sign_in(register_path, "王芳", "wrong-password-1", clock=clock)

    workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock).close()


def test_a_name_that_is_no_account_is_refused(register_path, clock):
    with pytest.raises(Refused, match="没有这个账号"):
        workers.sign_in(register_path, "李某", WORKER_PASSWORD, clock=clock)


def test_two_people_may_act_in_one_sitting(register, head_register):
    assert head_register.account.name == "徐建民"
    assert head_register.db is register.db


def test_the_second_person_needs_the_own_password(register):
    with pytest.raises(workers.WrongPassword):
        workers.vouched(register, "徐建民", WORKER_PASSWORD)


def _wrong(path, clock, times):
    for _ in range(times):
        with pytest.raises(Refused):
            workers.sign_in(path, "王芳", "wrong-password-1", clock=clock)


def test_three_wrong_passwords_cost_no_wait(register_path, clock):
    _wrong(register_path, clock, 3)

    workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock).close()


def test_waits_grow_to_a_minute_and_never_further(register_path, clock):
    _wrong(register_path, clock, 3)
    waits = []
    for _ in range(5):
        _wrong(register_path, clock, 1)
        waits.append(workers.wait_left(register_path, "王芳", clock=clock))
        clock.forward(seconds=waits[-1])

    assert waits == [5, 15, 60, 60, 60]


def test_during_a_wait_even_the_right_password_waits(register_path, clock):
    _wrong(register_path, clock, 4)

    with pytest.raises(Refused, match="错的次数多了"):
        workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock)

    clock.forward(seconds=5)
    workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock).close()
    assert workers.wait_left(register_path, "王芳", clock=clock) == 0


def test_a_clock_set_back_makes_no_wait_longer_than_it_was(register_path, clock):
    for _ in range(7):
        _wrong(register_path, clock, 1)
        clock.forward(seconds=60)
    _wrong(register_path, clock, 1)
    clock.forward(days=-400)

    assert workers.wait_left(register_path, "王芳", clock=clock) == 60


def test_one_account_does_not_wait_for_anothers_mistakes(register_path, clock):
    _wrong(register_path, clock, 7)

    workers.sign_in(register_path, "徐建民", HEAD_PASSWORD, clock=clock).close()


def test_a_head_adds_an_account_that_can_sign_in(register, head_register, clock):
    workers.add_account(
        head_register, name="李红梅", role=Role.WORKER, password=NEW_PASSWORD, cost=CHEAP
    )
    path = register.path
    register.close()

    assert workers.sign_in(path, "李红梅", NEW_PASSWORD, clock=clock).account.name == "李红梅"


def test_a_password_given_by_the_head_must_be_changed_at_the_first_sign_in(
    register, head_register, clock
):
    workers.add_account(
        head_register,
        name="李红梅",
        role=Role.WORKER,
        password=NEW_PASSWORD,
        must_change=True,
        cost=CHEAP,
    )
    path = register.path
    register.close()

    with pytest.raises(workers.MustChange, match="建账号的人给的"):
        workers.sign_in(path, "李红梅", NEW_PASSWORD, clock=clock)


def test_a_worker_may_not_manage_accounts_beside_a_head(register):
    with pytest.raises(Refused, match="工作人员不能管理账号"):
        workers.add_account(
            register, name="李红梅", role=Role.WORKER, password=NEW_PASSWORD, cost=CHEAP
        )


def test_two_accounts_never_bear_one_name(head_register):
    with pytest.raises(RefusedFields, match="已经有"):
        workers.add_account(
            head_register, name=" 王芳 ", role=Role.WORKER, password=NEW_PASSWORD, cost=CHEAP
        )


def test_an_account_needs_a_name(head_register):
    with pytest.raises(RefusedFields, match="真实姓名"):
        workers.add_account(
            head_register, name=" ", role=Role.WORKER, password=NEW_PASSWORD, cost=CHEAP
        )


@pytest.fixture
def without_head(tmp_path, clock):
    begun = first_run.begin(
        HETANG, name="王芳", role=Role.WORKER, password=WORKER_PASSWORD, cost=CHEAP
    )
    made = first_run.create(tmp_path / "新.station", begun, clock=clock)
    yield made
    made.close()


def test_the_first_worker_manages_accounts_until_there_is_a_head(without_head):
    workers.add_account(
        without_head, name="李红梅", role=Role.WORKER, password=NEW_PASSWORD, cost=CHEAP
    )
    second = workers.vouched(without_head, "李红梅", NEW_PASSWORD)

    assert workers.may_manage_accounts(without_head)
    assert not workers.may_manage_accounts(second)

    workers.add_account(
        without_head, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )

    assert not workers.may_manage_accounts(without_head)


def test_a_changed_password_replaces_the_old_one(register, clock):
    path = register.path
    workers.change_password(register, WORKER_PASSWORD, NEW_PASSWORD, cost=CHEAP)
    register.close()

    with pytest.raises(workers.WrongPassword):
        workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)
    again = workers.sign_in(path, "王芳", NEW_PASSWORD, clock=clock)

    assert again.remarks == ()
    again.close()


def test_changing_asks_for_the_old_password_and_a_different_new_one(register):
    with pytest.raises(workers.WrongPassword):
        workers.change_password(register, "wrong-password-1", NEW_PASSWORD, cost=CHEAP)
    with pytest.raises(RefusedFields, match="不同"):
        workers.change_password(register, WORKER_PASSWORD, WORKER_PASSWORD, cost=CHEAP)


def test_a_password_with_the_stations_phone_is_refused(register):
    station_phone = register.station.phone.replace("-", "")

    with pytest.raises(RefusedFields, match="电话"):
        workers.change_password(register, WORKER_PASSWORD, f"xm{station_phone}", cost=CHEAP)


def test_a_password_with_a_phone_or_birth_date_of_a_person_is_refused(register):
    people.register(register, a_person(phones=(Phone(number="15400005713"),)))

    for password in ("xie-15400005713", "xie.1954-03-09.cl"):
        with pytest.raises(RefusedFields, match="电话或出生日期"):
            workers.change_password(register, WORKER_PASSWORD, password, cost=CHEAP)


def test_a_reset_gives_a_one_time_password_that_must_be_changed(register, head_register, clock):
    once = workers.reset_password(head_register, "王芳", cost=CHEAP)
    path = register.path
    register.close()

    with pytest.raises(workers.MustChange):
        workers.sign_in(path, "王芳", once, clock=clock)
    workers.sign_in(path, "王芳", once, clock=clock, new_password=NEW_PASSWORD).close()
    workers.sign_in(path, "王芳", NEW_PASSWORD, clock=clock).close()

    with pytest.raises(workers.WrongPassword):
        workers.sign_in(path, "王芳", once, clock=clock)


def test_the_owner_hears_who_reset_the_password_and_what_it_cost(register, head_register, clock):
    signing_keys.keep(register, b"private", b"public", WORKER_PASSWORD)
    once = workers.reset_password(head_register, "王芳", cost=CHEAP)
    path = register.path
    register.close()

    with pytest.raises(workers.MustChange, match="徐建民在 2027-01-25 重置了您的密码") as said:
        workers.sign_in(path, "王芳", once, clock=clock)

    assert "签名证书要重新申请" in said.value.what


def test_an_account_whose_slot_was_taken_out_of_the_register_vouches_for_nothing(register):
    with register.deed("试写") as deed:
        deed.db.execute(
            "DELETE FROM slot WHERE account = (SELECT id FROM account WHERE name = '徐建民')"
        )

    with pytest.raises(workers.WrongPassword):
        workers.vouched(register, "徐建民", HEAD_PASSWORD)


def test_who_still_has_a_one_time_password_cannot_vouch(register, head_register):
    once = workers.reset_password(head_register, "王芳", cost=CHEAP)

    with pytest.raises(workers.MustChange):
        workers.vouched(head_register, "王芳", once)


def test_nobody_resets_the_own_password(head_register):
    with pytest.raises(Refused, match="自己的密码"):
        workers.reset_password(head_register, "徐建民", cost=CHEAP)


def test_a_signing_key_opens_by_the_own_password_only(register):
    signing_keys.keep(register, b"private", b"public", WORKER_PASSWORD)

    assert signing_keys.unlock(register, WORKER_PASSWORD) == b"private"
    assert signing_keys.public(register) == b"public"
    with pytest.raises(workers.WrongPassword):
        signing_keys.unlock(register, HEAD_PASSWORD)


def test_a_signing_key_is_kept_only_with_the_own_password(register):
    with pytest.raises(workers.WrongPassword):
        signing_keys.keep(register, b"private", b"public", HEAD_PASSWORD)

    assert signing_keys.public(register) is None
    assert signing_keys.unlock(register, WORKER_PASSWORD) is None


def test_a_changed_password_takes_the_signing_key_along(register):
    signing_keys.keep(register, b"private", b"public", WORKER_PASSWORD)

    workers.change_password(register, WORKER_PASSWORD, NEW_PASSWORD, cost=CHEAP)

    assert signing_keys.unlock(register, NEW_PASSWORD) == b"private"


def test_a_reset_drops_the_signing_key(register, head_register):
    signing_keys.keep(register, b"private", b"public", WORKER_PASSWORD)

    workers.reset_password(head_register, "王芳", cost=CHEAP)

    assert signing_keys.public(register) is None


def test_no_key_material_stands_in_the_journal(register):
    signing_keys.keep(register, b"very-private-key", b"public", WORKER_PASSWORD)

    facts = " ".join(row[0] for row in register.db.execute("SELECT facts FROM journal").fetchall())

    assert "wrapped" not in facts
    assert "very-private-key" not in facts


def test_what_was_done_to_accounts_cannot_be_undone(register, head_register):
    workers.reset_password(head_register, "王芳", cost=CHEAP)

    with pytest.raises(Refused, match="不能撤销"):
        history.undo(head_register, head_register.last_deed)


def test_the_head_sees_who_can_sign_and_since_when_passwords_hold(register, head_register, clock):
    signing_keys.keep(register, b"private", b"public", WORKER_PASSWORD)
    clock.forward(days=3)
    workers.change_password(register, WORKER_PASSWORD, NEW_PASSWORD, cost=CHEAP)

    head, worker = staff.members(head_register)

    assert (head.account.name, head.has_signing_key) == ("徐建民", False)
    assert (worker.account.name, worker.has_signing_key) == ("王芳", True)
    assert str(head.password_since) == "2027-01-25"
    assert str(worker.password_since) == "2027-01-28"
    assert worker.last_deed_at == clock()
    assert str(staff.sheet_made_on(register)) == "2027-01-25"


def test_who_never_did_anything_has_no_last_deed(register):
    assert staff.members(register)[1].last_deed_at is None
