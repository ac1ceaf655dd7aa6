"""The register file: encrypted, brought up to date whole, never half."""

import contextlib
import os
import shutil
import sys
from pathlib import Path

import pytest
import sqlcipher3
from makers import CHEAP, HEAD_PASSWORD, HETANG

from station_app.domain.roles import Role
from station_app.errors import Newer, Refused, Unreadable, Unwritable
from station_app.storage import appdata, database
from station_app.usecases import first_run

KEY, ID = bytes(range(32)), b"0123456789abcdef"

GOOD = "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;"
BAD = "CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT;\nINSERT INTO nowhere VALUES (1);"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "册.station"
    database.close(database.create_database(path, KEY, ID))
    return path


@pytest.fixture
def steps(monkeypatch):
    """Let a test add schema steps of a later program."""
    shipped = database._files()

    def add(*more):
        monkeypatch.setattr(database, "_files", lambda: [*shipped, *more])

    return add


def _tables(path):
    db = database.open_database(path, KEY, ID)
    names = db.table_names()
    database.close(db)
    return names


def test_the_file_begins_with_the_register_id_and_is_otherwise_unreadable(path):
    data = path.read_bytes()

    assert data[:16] == ID
    assert b"CREATE TABLE" not in data
    assert b"SQLite" not in data


def test_every_connection_is_set_up_alike(path):
    db = database.open_database(path, KEY, ID)

    def said(pragma):
        return db.execute(f"PRAGMA {pragma}").fetchone()[0]

    assert said("journal_mode") == "truncate"
    assert said("synchronous") == 3
    assert said("foreign_keys") == 1
    assert said("temp_store") == 2
    assert said("trusted_schema") == 0
    assert said("recursive_triggers") == 1
    database.close(db)


@pytest.mark.parametrize(("key", "register_id"), [(bytes(32), ID), (KEY, b"another-register")])
def test_a_wrong_key_or_id_opens_nothing(path, key, register_id):
    with pytest.raises(Unreadable):
        database.open_database(path, key, register_id)


def test_a_wrong_key_prints_nothing(path, capfd):
    with pytest.raises(Unreadable):
        database.open_database(path, bytes(32), ID)

    assert capfd.readouterr() == ("", "")


def test_a_read_only_connection_writes_nothing(path):
    db = database.open_database(path, KEY, ID, read_only=True)

    with pytest.raises(Unwritable, match="没有保存"), database.writing(db):
        db.execute("INSERT INTO draft VALUES ('a', 'visit', '', '{}', '')")

    assert db.execute("SELECT count(*) FROM draft").fetchone() == (0,)
    assert database.close(db)
    assert not database.close(db)


def test_every_table_is_strict_and_written_rows_know_where_they_come_from(path):
    db = database.open_database(path, KEY, ID)
    own = [t for t in db.tables if not t.name.startswith(("sqlite_", "_sqlite_"))]

    assert [t.name for t in own if not t.strict] == []
    for table in own:
        if "uid" in table.columns_dict and "revision" in table.columns_dict:
            assert set(table.columns_dict) >= {"station", "source", "created_by", "updated_at"}
    database.close(db)


def test_a_new_step_is_taken_with_a_copy_made_first(path, steps):
    before = path.read_bytes()
    steps(("9000_later", GOOD))

    assert "later" in _tables(path)

    copies = list((appdata.folder() / "copies").iterdir())
    assert len(copies) == 1
    assert copies[0].read_bytes() == before
    assert copies[0].read_bytes()[:16] == ID


def test_a_step_that_fails_leaves_the_file_as_it_was(path, steps):
    before = path.read_bytes()
    steps(("9000_later", GOOD), ("9001_bad", BAD))

    with pytest.raises(Exception, match="nowhere"):
        database.open_database(path, KEY, ID)

    assert path.read_bytes() == before
    steps()
    assert "later" not in _tables(path)


def test_without_room_for_the_copy_nothing_is_changed(path, steps, monkeypatch):
    before = path.read_bytes()
    steps(("9000_later", GOOD))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)

    with pytest.raises(Unwritable, match="没有动"):
        database.open_database(path, KEY, ID)

    assert path.read_bytes() == before


def test_without_a_folder_for_the_copy_nothing_is_changed(path, steps, tmp_path, monkeypatch):
    before = path.read_bytes()
    steps(("9000_later", GOOD))
    (tmp_path / "a file").write_bytes(b"")
    monkeypatch.setenv("STATION_DATA", str(tmp_path / "a file"))

    with pytest.raises(Unwritable, match="没有动"):
        database.open_database(path, KEY, ID)

    assert path.read_bytes() == before


def test_an_old_file_is_not_raised_while_only_reading(path, steps):
    steps(("9000_later", GOOD))

    with pytest.raises(Refused, match="要先升级"):
        database.open_database(path, KEY, ID, read_only=True)


def test_a_newer_file_is_refused_before_anything_is_done(path, steps):
    steps(("9000_later", GOOD))
    _tables(path)
    before = path.read_bytes()
    steps()

    with pytest.raises(Newer, match="更新版本"):
        database.open_database(path, KEY, ID)

    assert path.read_bytes() == before


def test_an_encrypted_file_without_a_register_in_it_is_refused(tmp_path):
    path = tmp_path / "空.station"
    connection = sqlcipher3.connect(str(path))
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}{ID.hex()}'\"")
    connection.execute("CREATE TABLE t (a)")
    connection.close()

    with pytest.raises(Unreadable, match="没有登记册"):
        database.open_database(path, KEY, ID)


def test_a_register_half_made_is_taken_away(tmp_path, steps):
    steps(("9001_bad", BAD))
    path = tmp_path / "册.station"

    with pytest.raises(Exception, match="nowhere"):
        database.create_database(path, KEY, ID)

    assert list(tmp_path.iterdir()) == []


def test_a_first_run_whose_key_file_cannot_be_written_leaves_nothing(tmp_path, monkeypatch):
    begun = first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )
    real = os.fsync

    def full(descriptor):
        if any(file.name.endswith(".keys.part") for file in tmp_path.iterdir()):
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(Unwritable, match="空间已满"):
        first_run.create(tmp_path / "册.station", begun)

    assert list(tmp_path.iterdir()) == []


def test_sorting_and_temporary_tables_stay_in_memory(path):
    db = database.open_database(path, KEY, ID)
    db.execute("CREATE TEMP TABLE big (a TEXT)")
    db.conn.executemany(
        "INSERT INTO big VALUES (?)", ((f"记号{n % 977}" * 20,) for n in range(20_000))
    )
    db.execute("SELECT a FROM big ORDER BY a DESC").fetchall()

    beside = sorted(file.name for file in path.parent.iterdir())
    elsewhere = [name for name in _open_files() if "etilqs" in name]

    assert beside == [path.name]
    assert elsewhere == []
    database.close(db)


def _open_files():
    """Name the files this process holds, deleted ones too; where the system does not say, none."""
    found = []
    for link in Path("/proc/self/fd").glob("*"):
        with contextlib.suppress(OSError):
            found.append(str(link.readlink()))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which files are open")
def test_a_medium_that_answers_no_more_is_not_called_damaged(path):
    db = database.open_database(path, KEY, ID)
    db.execute("PRAGMA shrink_memory")
    deaf = os.open(os.devnull, os.O_WRONLY)
    for link in Path("/proc/self/fd").glob("*"):
        if link.is_symlink() and str(link.readlink()) == str(path):
            os.dup2(deaf, int(link.name))  # reading fails from now on, as from a pulled stick

    with pytest.raises(Unreadable, match=f"读不到 {path.name}") as said, database.reading(path):
        db.execute("SELECT count(*) FROM draft").fetchone()
    with pytest.raises(Unwritable, match="写不进登记册"), database.writing(db):
        db.execute("DELETE FROM draft")

    assert "U盘是否已拔出" in said.value.remedy
    database.close(db)
    os.close(deaf)


def test_a_full_disk_is_said_in_words(path):
    db = database.open_database(path, KEY, ID)
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(Unwritable, match="磁盘已满"), database.writing(db):
        db.execute("INSERT INTO draft VALUES ('a', 'visit', '', hex(zeroblob(100000)), '')")

    assert db.execute("SELECT count(*) FROM draft").fetchone() == (0,)
    database.close(db)
