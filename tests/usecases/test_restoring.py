"""A register back from a backup: by password, by sheet, by itself; nothing that stood is lost."""

import os
import shutil

import pytest
from backing import names, quietly, sign_in
from makers import CHEAP, HEAD_PASSWORD, HETANG, WORKER_PASSWORD, a_number, a_person

from station_app.domain.numbers import Kind
from station_app.errors import Refused, Unreadable
from station_app.storage import archive, journal, serials
from station_app.usecases import backups, people, restoring, workers
from station_app.usecases.restoring import Standing


def test_a_new_pc_gets_the_register_back_by_a_password(made, new_pc, clock):
    opener = restoring.by_password(made, "王芳", WORKER_PASSWORD, clock=clock)

    restored = restoring.restore(made, new_pc, opener, clock=clock)

    assert (restored.path, restored.former) == (new_pc, None)
    assert restored.station == HETANG.name
    assert restored.counts["person"] == 1
    assert names(new_pc, clock) == ["谢长林"]
    assert sorted(path.name for path in new_pc.parent.iterdir()) == [
        "数据", "荷塘村.station", "荷塘村.station.keys",
    ]  # fmt: skip


def test_the_sheet_alone_brings_back_a_backup_without_passwords(
    ours, begun, tmp_path, new_pc, clock
):
    made = backups.back_up(ours, quietly, tmp_path / "U盘", passwords=False).path
    with pytest.raises(Refused, match="没有带密码"):
        restoring.by_password(made, "徐建民", HEAD_PASSWORD, clock=clock)

    restoring.restore(made, new_pc, restoring.by_code(made, begun.code), clock=clock)

    assert names(new_pc, clock) == ["谢长林"]


def test_an_old_backup_opens_by_the_password_of_its_day_and_by_the_register(
    ours, made, tmp_path, clock
):
    workers.change_password(ours, HEAD_PASSWORD, "xin-mi-ma-2027", cost=CHEAP)

    by_old = restoring.by_password(made, "徐建民", HEAD_PASSWORD, clock=clock)
    by_itself = restoring.by_register(ours, made)

    assert by_old.key == by_itself.key
    with pytest.raises(workers.WrongPassword):
        restoring.by_password(made, "徐建民", "xin-mi-ma-2027", clock=clock)


def test_the_accounts_of_a_backup_are_offered_before_anything_is_opened(made):
    assert [one.name for one in restoring.accounts(made)] == ["徐建民", "王芳"]


def test_a_backup_opened_like_a_register_says_what_to_do(made, clock):
    with pytest.raises(Unreadable, match="是备份") as said:
        workers.sign_in(made, "王芳", WORKER_PASSWORD, clock=clock)

    assert "从备份恢复" in said.value.remedy


def test_numbers_given_after_the_backup_are_never_given_again(ours, made, clock):
    with ours.deed("试取号") as deed:
        deed.note(why="after the backup")
        given = {serials.take(deed.db, Kind.VISIT, HETANG, 2027).serial for _ in range(1_000)}
    opener = restoring.by_register(ours, made)
    ours.close()
    restored = restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)

    again = sign_in(restored.path, clock)
    with again.deed("试取号") as deed:
        deed.note(why="after the restore")
        new = serials.take(deed.db, Kind.VISIT, HETANG, 2027).serial

    assert new > max(given)
    again.close()


def test_a_restore_over_new_year_skips_numbers_of_both_years(ours, made, clock):
    opener = restoring.by_register(ours, made)
    ours.close()
    clock.forward(days=400)
    restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)

    again = sign_in(ours.path, clock)
    with again.deed("试取号") as deed:
        deed.note(why="after the restore")
        taken = [serials.take(deed.db, Kind.SLIP, HETANG, year).serial for year in (2027, 2028)]

    assert taken == [2001, 2001]
    again.close()


def test_the_restore_stands_in_the_journal(ours, made, clock):
    opener = restoring.by_register(ours, made)
    ours.close()
    restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)

    again = sign_in(ours.path, clock)
    (last,) = journal.latest(again.db, 1)

    assert last.deed == "从备份恢复"
    assert last.facts["number"] == archive.read(made).head.number
    again.close()


def test_both_are_kept_when_that_is_chosen_and_both_open(ours, made, clock):
    people.register(ours, a_person(name="谢春生", id_number=a_number("1954-03-09", 321)))
    opener = restoring.by_register(ours, made)
    ours.close()

    restored = restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)

    assert restored.former.name == "荷塘村_恢复前_2027-01-25.station"
    assert names(restored.path, clock) == ["谢长林"]
    former = sign_in(restored.former, clock)
    assert sorted(hit.name for hit in people.find(former, "谢").hits) == ["谢春生", "谢长林"]
    assert "两边对不上" in former.remarks[0]
    former.close()


def test_the_former_register_keeps_its_own_newer_passwords(ours, made, clock):
    workers.change_password(ours, HEAD_PASSWORD, "xin-mi-ma-2027", cost=CHEAP)
    opener = restoring.by_register(ours, made)
    ours.close()

    restored = restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)

    sign_in(restored.former, clock, word="xin-mi-ma-2027").close()
    sign_in(restored.path, clock).close()


def test_a_file_system_without_second_names_keeps_both_as_well(ours, made, clock, monkeypatch):
    def no_links(*_names):
        raise OSError(95, "not supported")

    monkeypatch.setattr(os, "link", no_links)
    opener = restoring.by_register(ours, made)
    ours.close()

    restored = restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)

    assert names(restored.path, clock) == ["谢长林"]
    sign_in(restored.former, clock).close()


def test_a_register_that_is_damaged_is_kept_too_and_gives_way(ours, made, clock):
    opener = restoring.by_register(ours, made)
    ours.close()
    raw = bytearray(ours.path.read_bytes())
    raw[5_000:200_000] = bytes(195_000)
    ours.path.write_bytes(raw)

    with pytest.raises(Standing):
        restoring.restore(made, ours.path, opener, clock=clock)
    restored = restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)

    assert restored.former.read_bytes() == raw
    assert names(ours.path, clock) == ["谢长林"]


def test_a_journal_left_by_a_killed_program_is_not_played_into_the_restored_register(
    ours, made, clock
):
    opener = restoring.by_register(ours, made)
    ours.close()
    left = ours.path.with_name(f"{ours.path.name}-journal")
    left.write_bytes(os.urandom(9_000))

    restored = restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)

    assert not left.exists()
    assert restored.former.with_name(f"{restored.former.name}-journal").exists()
    assert names(ours.path, clock) == ["谢长林"]


def test_backups_of_what_a_restore_left_behind_are_not_thinned_out(ours, made, clock):
    people.register(ours, a_person(name="谢春生", id_number=a_number("1954-03-09", 321)))
    clock.forward(hours=1)
    newer = backups.back_up(ours, quietly, made.parent.parent / "备份二").path
    shutil.copy(made, newer.parent)
    opener = restoring.by_register(ours, made)
    ours.close()
    restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)
    again = sign_in(ours.path, clock)
    clock.forward(hours=1)

    next_one = backups.back_up(again, quietly, newer.parent)

    assert next_one.thinned == (made.name,)
    assert newer.exists()
    again.close()
