"""The sticks a worker may choose, and what is read from them again."""

import pytest
import village

from station_app.errors import Unreadable
from station_app.exchange import sticks as plugged
from station_app.usecases import handover, returns, sticks
from station_app.usecases.handover import Export
from station_app.usecases.returns import Order


@pytest.fixture
def stick(register, tmp_path):
    with register.deed("试写") as deed:
        village.people(deed)
    folder = tmp_path / "青退-U-07"
    folder.mkdir()
    return folder


def test_a_stick_is_known_once_something_was_handed_over_on_it(register, stick):
    assert not sticks.look_at(register, stick).known
    made = returns.paper_first(register, Order(form="F01", period="2027-春节"))

    wanted = Export(versions=(made.uid,), folder=stick, stick=stick.name)
    sticks.export(register, lambda _done, _total: None, wanted)

    place = sticks.look_at(register, stick)
    assert place.known
    assert place.writable
    assert place.says_free.startswith("剩余 ")


def test_sticks_of_the_station_come_first(register, stick, tmp_path, monkeypatch):
    (tmp_path / "AAA").mkdir()
    made = returns.paper_first(register, Order(form="F01", period="2027-春节"))
    handover.export(register, Export(versions=(made.uid,), folder=stick, stick=stick.name))
    found = [plugged.look_at(tmp_path / "AAA"), plugged.look_at(stick)]
    monkeypatch.setattr(plugged, "plugged_in", lambda: found)

    assert [one.name for one in sticks.plugged_in(register)] == ["青退-U-07", "AAA"]


@pytest.mark.parametrize(
    ("free", "says"), [(300 * 2**20, "剩余 300 MB"), (3 * 2**29, "剩余 1.5 GB"), (0, "剩余 0 MB")]
)
def test_the_room_on_a_stick_is_said_in_the_unit_that_fits(tmp_path, free, says):
    place = sticks.Place(folder=tmp_path, name="U", free=free, writable=True, known=False)

    assert place.says_free == says


def test_a_slip_is_read_back_from_its_stick_while_it_is_there(register, stick):
    made = returns.paper_first(register, Order(form="F01", period="2027-春节"))
    slip = handover.plan(register, [made.uid]).slip
    with pytest.raises(Unreadable, match="报送单"):
        sticks.slip(stick, slip)

    handover.export(register, Export(versions=(made.uid,), folder=stick))

    assert sticks.slip(stick, slip).startswith(b"%PDF-")
