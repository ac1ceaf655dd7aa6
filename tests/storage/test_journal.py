"""The journal: sealed, never cut, never rewritten."""

import json

import pytest
from sqlcipher3 import DatabaseError

from station_app.storage import journal, seals


@pytest.fixture
def three(register):
    for name in ("荷叶村", "荷花村", "荷香村"):
        with register.deed("新增村名", about=name) as deed:
            deed.insert("division", {"code": f"7901211012{deed.number:02d}", "name": name})
    return register


def test_every_deed_adds_one_entry(three):
    entries = journal.latest(three.db, 3)

    assert [entry.deed for entry in entries] == ["新增村名"] * 3
    assert entries[0].number == entries[2].number + 2 == three.last_deed
    assert journal.whole(three.db)


def test_an_entry_says_who_when_what_old_and_new(register):
    with register.deed("新增村名") as deed:
        row = deed.insert("division", {"code": "790121101207", "name": "荷叶村"})
    with register.deed("改村名", about="荷叶") as deed:
        assert deed.update("division", row, {"name": "荷花村", "code": "790121101207"})
        deed.note(reason="写错了")

    entry = journal.entry(register.db, register.last_deed)

    assert entry is not None
    assert entry.by == register.account.uid
    assert entry.at == "2027-01-25T14:20:00+08:00"
    assert entry.facts is not None
    assert entry.facts["about"] == "荷叶"
    assert entry.facts["reason"] == "写错了"
    assert entry.facts["rows"][0]["old"] == {"name": "荷叶村"}
    assert entry.facts["rows"][0]["new"] == {"name": "荷花村"}


def test_rows_know_station_source_author_and_revision(register, clock):
    with register.deed("新增村名", source="导入") as deed:
        row = deed.insert("division", {"code": "790121101207", "name": "荷叶村"})
    clock.forward(hours=1)
    with register.deed("改村名") as deed:
        deed.update("division", row, {"name": "荷花村"})

    found = register.db.execute(
        "SELECT station, source, created_by, created_at, updated_at, revision FROM division"
    ).fetchone()

    assert found == (
        "790121101201", "导入", register.account.uid, "2027-01-25T14:20:00+08:00",
        "2027-01-25T15:20:00+08:00", 2,
    )  # fmt: skip


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM journal WHERE number = 2",
        "DELETE FROM journal",
        "UPDATE journal SET deed = 'x' WHERE number = 2",
        "UPDATE journal SET facts = '{}' WHERE number = 2",
        "UPDATE journal SET facts = NULL, salt = NULL, at = '' WHERE number = 2",
        "UPDATE journal SET number = 99 WHERE number = 2",
        "INSERT OR REPLACE INTO journal SELECT 2, at, by, 'x', facts, salt, facts_digest, seal"
        " FROM journal WHERE number = 1",
        "REPLACE INTO journal SELECT 3, at, by, 'x', facts, salt, facts_digest, seal"
        " FROM journal WHERE number = 1",
        "INSERT INTO journal SELECT 99, at, by, deed, facts, salt, facts_digest, seal"
        " FROM journal WHERE number = 1",
    ],
)
def test_the_file_itself_refuses_to_change_the_past(three, sql):
    before = three.db.execute("SELECT * FROM journal").fetchall()

    with pytest.raises(DatabaseError, match="journal"):
        three.db.execute(sql)

    assert three.db.execute("SELECT * FROM journal").fetchall() == before


def test_facts_can_be_erased_with_the_chain_intact(three):
    head = journal.head(three.db)

    three.db.execute("UPDATE journal SET facts = NULL, salt = NULL WHERE number = 2")

    assert journal.whole(three.db)
    assert journal.head(three.db) == head
    erased = journal.entry(three.db, 2)
    assert erased is not None
    assert erased.facts is None


@pytest.mark.parametrize(
    "change",
    [
        "at = '2020-01-01'", "by = 'x'", "deed = 'x'", "facts = '{}'", "salt = x'00'",
        "facts_digest = printf('%064d', 0)", "seal = printf('%064d', 0)",
    ],
)  # fmt: skip
def test_who_removes_the_triggers_is_found_by_the_seals(three, change):
    three.db.execute("DROP TRIGGER journal_is_never_rewritten")
    three.db.execute(f"UPDATE journal SET {change} WHERE number = 3")

    assert seals.first_break(three.db) == 3
    assert not seals.sound(three.db, 3)


def test_a_missing_entry_is_found(three):
    three.db.execute("DROP TRIGGER journal_is_never_cut")
    three.db.execute("PRAGMA foreign_keys = OFF")
    three.db.execute("DELETE FROM journal WHERE number = 3")

    assert seals.first_break(three.db) == 3
    assert not seals.sound(three.db, 3)


def test_the_same_facts_never_give_the_same_digest(three):
    digests = {row[0] for row in three.db.execute("SELECT facts_digest FROM journal").fetchall()}

    assert len(digests) == journal.head(three.db).number


def test_a_bulk_deed_keeps_a_digest_of_its_parts(register):
    with register.deed("导入花名册", source="导入", bulk=True) as deed:
        deed.insert("division", {"code": "790121101207", "name": "荷叶村"})
        deed.insert("division", {"code": "790121101208", "name": "荷花村"})
        uids = [change.uid for change in deed.changes]

    entry = journal.entry(register.db, register.last_deed)

    assert entry is not None
    assert entry.facts is not None
    assert entry.facts["parts"] == 2
    assert "rows" not in entry.facts
    assert "荷叶村" not in json.dumps(entry.facts, ensure_ascii=False)
    assert journal.last_change(register.db, uids) == register.last_deed


def test_of_bytes_the_journal_keeps_length_and_digest(register):
    facts = journal.entry(register.db, 1)

    assert facts is not None
    assert facts.facts is not None
    station = next(row for row in facts.facts["rows"] if row["table"] == "station")
    assert station["new"]["qr_secret"]["bytes"] == 32


def test_what_is_about_something_is_found_without_reading_facts(three):
    found = journal.touching(three.db, "荷花村")

    assert [entry.facts["about"] for entry in found if entry.facts] == ["荷花村"]
