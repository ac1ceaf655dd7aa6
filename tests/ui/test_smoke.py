from dataclasses import replace

import pytest
from makers import CHEAP, HETANG

from station_app.domain.roles import Role
from station_app.usecases import demo_world, first_run, workers
from ui import smoke
from ui.widgets import top_bar


@pytest.fixture
def demo(tmp_path, clock):
    """A demo register made by the people of the demo."""
    begun = first_run.begin(
        replace(HETANG, demo=True),
        name=demo_world.HEAD,
        role=Role.HEAD,
        password=demo_world.PASSWORDS[demo_world.HEAD],
        cost=CHEAP,
    )
    path = tmp_path / "demo.station"
    first_run.create(path, begun, clock=clock).close()
    return path


def test_every_place_of_a_demo_register_can_be_opened(qapp, demo, capsys):
    assert smoke.run(demo) == 0
    assert capsys.readouterr().err == ""


def test_a_register_of_real_people_is_not_tried(qapp, register_path, capsys):
    assert smoke.run(register_path) == 1
    assert "只有演示登记册可以这样试。" in capsys.readouterr().err


def test_a_wrong_password_ends_the_trial(qapp, demo, capsys):
    with_other = workers.sign_in(demo, demo_world.HEAD, demo_world.PASSWORDS[demo_world.HEAD])
    workers.change_password(
        with_other, demo_world.PASSWORDS[demo_world.HEAD], "songnuan-chunfeng-8", cost=CHEAP
    )
    with_other.close()

    assert smoke.run(demo) == 1
    assert "密码不对。" in capsys.readouterr().err


def test_a_place_that_breaks_ends_the_trial(qapp, demo, capsys, monkeypatch):
    def broken(*_given):
        raise ZeroDivisionError

    monkeypatch.setattr(top_bar.TopBar, "setVisible", broken)

    assert smoke.run(demo) == 1
    assert "ZeroDivisionError" in capsys.readouterr().err
