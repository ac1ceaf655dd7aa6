"""Who is at the desk."""

import pytest

from station_app.errors import Refused
from station_app.usecases import workers


def test_the_key_file_names_who_may_sign_in(register_path):
    door = workers.door(register_path)

    assert [account.name for account in door.accounts] == ["徐建民", "王芳"]
    assert not door.demo


def test_a_worker_signs_in_and_is_at_the_desk(register):
    assert register.account.name == "王芳"
    assert register.station.village == "荷塘村"
    assert register.remarks == ()


def test_a_wrong_password_opens_nothing(register_path, clock):
    with pytest.raises(Refused, match="密码不对"):
        workers.sign_in(register_path, "王芳", "wrong-password-1", clock=clock)


def test_two_people_may_act_in_one_sitting(register, head_register):
    assert head_register.account.name == "徐建民"
    assert head_register.db is register.db
