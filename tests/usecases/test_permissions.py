"""Files and folders that the worker's PC user may not write or read: said plainly, left as is."""

from dataclasses import replace

import pytest
import village
from makers import CHEAP, HEAD_PASSWORD, HETANG, WORKER_PASSWORD
from ordinary import folder, user

from station_app.domain.returns import State
from station_app.domain.roles import Role
from station_app.errors import Refused, Unreadable, Unwritable
from station_app.exchange.trust import Trust
from station_app.usecases import (
    certificate_files,
    first_run,
    handover,
    people,
    returns,
    saving,
    verification,
    workers,
)
from station_app.usecases.handover import Export
from station_app.usecases.returns import Order


@pytest.fixture
def tmp_path(monkeypatch):
    with folder() as made:
        monkeypatch.setenv("STATION_DATA", str(made / "data"))
        yield made


def _names(place):
    return sorted(path.name for path in place.iterdir())


def _sign_in(path, clock, *, read_only=False):
    return workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock, read_only=read_only)


@pytest.mark.parametrize("what", ["the file", "its folder"])
def test_a_write_protected_register_is_only_read(register_path, tmp_path, clock, what):
    _sign_in(register_path, clock).close()
    before, names = register_path.read_bytes(), _names(tmp_path)
    modes = {register_path: 0o444} if what == "the file" else {tmp_path: 0o555}

    with user(tmp_path, modes):
        with pytest.raises(Unwritable, match="只能读") as refused:
            _sign_in(register_path, clock)
        assert "只读打开" in refused.value.remedy
        register = _sign_in(register_path, clock, read_only=True)
        found = people.find(register, "王").hits
        register.close()

    assert found == ()
    assert (register_path.read_bytes(), _names(tmp_path)) == (before, names)


@pytest.mark.parametrize("what", ["the file", "its folder"])
def test_a_register_that_is_closed_to_this_user_is_said(register_path, tmp_path, clock, what):
    modes = {register_path if what == "the file" else tmp_path: 0o000}

    with user(tmp_path, modes), pytest.raises(Unreadable, match=r"读不了 荷塘村\.station"):
        _sign_in(register_path, clock)


def test_a_key_file_that_is_closed_to_this_user_counts_as_lost(register_path, tmp_path, clock):
    key_file = register_path.with_name(f"{register_path.name}.keys")

    with user(tmp_path, {key_file: 0o000}), pytest.raises(Unreadable, match="钥匙文件不在"):
        _sign_in(register_path, clock)


def test_no_register_is_begun_where_nothing_can_be_written(register_path, tmp_path, clock):
    begun = first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )
    names = _names(tmp_path)

    with user(tmp_path, {tmp_path: 0o555}), pytest.raises(Unwritable, match="只能读"):
        first_run.create(tmp_path / "新.station", begun, clock=clock)

    assert _names(tmp_path) == names


@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_a_return_stays_unexported_where_the_stick_cannot_be_written(register, tmp_path, mode):
    with register.deed("试写") as deed:
        village.people(deed)
    version = returns.paper_first(register, Order(form="F01", period="2027-春节"))
    stick = tmp_path / "U盘"
    stick.mkdir()
    wanted = Export(versions=(version.uid,), folder=stick)
    with pytest.raises(Refused):  # and what draws a slip is loaded while it can be
        handover.export(register, replace(wanted, folder=register.path))

    with user(tmp_path, {stick: mode}), pytest.raises(Refused, match="只能读"):
        handover.export(register, wanted)

    assert _names(stick) == []
    assert returns.get(register, version.uid).state is not State.EXPORTED


def test_a_document_is_not_saved_where_nothing_can_be_written(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"before")

    with user(tmp_path, {tmp_path: 0o555}), pytest.raises(Unwritable, match="只能读"):
        saving.save(tmp_path / "a.pdf", b"after")

    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"before"]


def test_a_folder_is_not_made_where_nothing_can_be_written(tmp_path):
    with user(tmp_path, {tmp_path: 0o555}), pytest.raises(Unwritable, match="建不了文件夹"):
        saving.folder(tmp_path / "报送")


def test_what_is_closed_to_this_user_is_not_verified(tmp_path, clock):
    place = tmp_path / "U盘"
    place.mkdir()
    (place / "a.pdf").write_bytes(b"%PDF-1.7")
    nobody = Trust(authorities=())

    with user(tmp_path, {place / "a.pdf": 0o000}):
        [found] = verification.verify([place / "a.pdf"], nobody, clock())
    assert found.reasons == ("读不了 a.pdf。",)
    with user(tmp_path, {place: 0o000}):
        for look in (verification.files_in, verification.trust_from):
            with pytest.raises(Unreadable, match="读不了 U盘"):
                look([place])
        with pytest.raises(Unreadable, match=r"读不了 a\.crl"):
            certificate_files.read(place / "a.crl")
