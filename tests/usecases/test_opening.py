"""What a register file goes through between two sign-ins, and what is said about it."""

import json

import pytest
from makers import CHEAP, HEAD_PASSWORD, HETANG, WORKER_PASSWORD, a_person

from station_app.domain.roles import Role
from station_app.errors import Held, Newer, Refused, Unreadable, Unwritable
from station_app.storage import appdata, journal, sidecar
from station_app.storage import workers as storage_workers
from station_app.usecases import first_run, history, opening, people, signing_keys, upkeep, workers

NEW_PASSWORD = "feng-zheng-gao-64"


@pytest.fixture
def made(tmp_path, clock):
    """A register whose recovery code is known: path and code."""
    begun = first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )
    path = tmp_path / "新.station"
    register = first_run.create(path, begun, clock=clock)
    workers.add_account(
        register, name="王芳", role=Role.WORKER, password=WORKER_PASSWORD, cost=CHEAP
    )
    register.close()
    return path, begun.code


def _keys(path):
    return path.with_name(path.name + ".keys")


def _edit(path, **changes):
    known = json.loads(_keys(path).read_text("utf-8"))
    known["slots"][1] |= changes
    _keys(path).write_text(json.dumps(known), "utf-8")


def _deeds(register):
    return [done.deed for done in history.recent(register)]


def test_nothing_is_made_before_the_sheet_is_confirmed(tmp_path):
    begun = first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )

    with pytest.raises(Refused, match="第 2 组"):
        begun.confirm(begun.code[:7] + "000011" + begun.code[13:])
    begun.confirm(begun.code)

    assert list(tmp_path.iterdir()) == []
    assert begun.secret.hex() not in repr(begun)


def test_a_first_run_asks_for_a_name_and_a_password_that_holds(tmp_path):
    with pytest.raises(Refused, match="真实姓名"):
        first_run.begin(HETANG, name=" ", role=Role.HEAD, password=HEAD_PASSWORD)
    with pytest.raises(Refused, match="至少 10 个字符"):
        first_run.begin(HETANG, name="徐建民", role=Role.HEAD, password="short")


def test_a_new_register_never_replaces_another(register_path, clock):
    before = register_path.read_bytes()
    begun = first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )

    with pytest.raises(Refused, match="已经有一个"):
        first_run.create(register_path, begun, clock=clock)

    assert register_path.read_bytes() == before


def test_the_recovery_code_is_nowhere_in_the_files(made):
    path, code = made
    digits = code.replace("-", "").encode()

    for file in path.parent.iterdir():
        assert digits not in file.read_bytes()
        assert code.encode() not in file.read_bytes()


def test_a_register_copied_without_its_key_file_says_so(register_path, clock):
    _keys(register_path).unlink()

    with pytest.raises(Unreadable, match="钥匙文件不在") as error:
        workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock)

    assert "恢复单" in error.value.remedy


def test_a_key_file_under_another_name_beside_it_serves_and_is_put_right(register_path, clock):
    _keys(register_path).rename(register_path.with_name("旧名.station.keys"))

    register = workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock)

    assert _keys(register_path).exists()
    register.close()


def test_a_half_written_key_file_counts_as_missing(register_path, clock):
    whole = _keys(register_path).read_bytes()
    _keys(register_path).write_bytes(whole[: len(whole) // 2])

    with pytest.raises(Unreadable, match="钥匙文件不在或已损坏"):
        workers.door(register_path)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "{}", '{"register": "00", "generation": 1, "demo": false, "slots": [1],'
     ' "mac": ""}', '{"register": "zz", "generation": 1, "slots": []}', "[" * 100_000],
)  # fmt: skip
def test_a_spoilt_key_file_counts_as_missing(register_path, text):
    _keys(register_path).write_text(text, "utf-8")

    assert sidecar.find(register_path) is None


@pytest.mark.parametrize(
    "change", [{"slots": {}}, {"generation": "1"}, {"register": 5}, {"mac": "x" * (1 << 20)}]
)
def test_a_key_file_of_another_shape_or_size_counts_as_missing(register_path, change):
    known = json.loads(_keys(register_path).read_text("utf-8")) | change
    _keys(register_path).write_text(json.dumps(known), "utf-8")

    assert sidecar.find(register_path) is None


def test_accounts_whose_journal_entry_was_erased_are_not_believed(register, clock):
    path = register.path
    register.db.execute("UPDATE journal SET facts = NULL, salt = NULL")
    register.close()

    with pytest.raises(Refused, match="对不上"):
        workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)


def test_with_the_code_accounts_that_do_not_match_are_put_right_and_journalled(made, clock):
    path, code = made
    register = workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)
    register.db.execute("UPDATE account SET must_change = 1 WHERE name = '徐建民'")
    register.close()

    again = workers.recover(path, code, "王芳", NEW_PASSWORD, clock=clock, cost=CHEAP)
    entry = journal.latest(again.db, 1)[0]
    again.close()

    assert entry.facts is not None
    assert entry.facts["accounts_matched_before"] is False
    assert entry.deed == "用恢复码设新密码"


def test_the_key_file_of_another_register_counts_as_missing(register_path, made):
    path, _ = made
    _keys(register_path).write_bytes(_keys(path).read_bytes())
    _keys(path).unlink()

    with pytest.raises(Unreadable, match="钥匙文件不在"):
        workers.door(register_path)


def test_with_the_code_a_lost_key_file_is_written_anew(made, clock):
    path, code = made
    _keys(path).unlink()

    names = [account.name for account in workers.accounts_by_code(path, code, clock=clock)]
    register = workers.recover(path, code, "王芳", NEW_PASSWORD, clock=clock, cost=CHEAP)
    deeds, remarks = _deeds(register), register.remarks
    register.close()

    assert any("仍然有效" in remark for remark in remarks)
    assert names == ["徐建民", "王芳"]
    assert "用恢复码设新密码" in deeds
    workers.sign_in(path, "王芳", NEW_PASSWORD, clock=clock).close()
    workers.sign_in(path, "徐建民", HEAD_PASSWORD, clock=clock).close()


def test_a_code_of_another_register_opens_nothing(made, clock):
    path, _ = made
    other = first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )

    with pytest.raises(Refused, match="恢复码打不开"):
        workers.accounts_by_code(path, other.code, clock=clock)


def test_a_mistyped_code_names_its_group(made, clock):
    path, code = made
    groups = code.split("-")
    groups[4] = groups[4][:-1] + str((int(groups[4][-1]) + 1) % 10)

    with pytest.raises(Refused, match="第 5 组"):
        workers.recover(path, "-".join(groups), "王芳", NEW_PASSWORD, clock=clock)


@pytest.mark.parametrize(
    "change",
    [
        {"role": "站长"},
        {"name": "王方"},
        {"generation": 2},
        {"salt": "AAAAAAAAAAAAAAAAAAAAAA=="},
        {"cost": {"mib": 20, "t": 1, "p": 1}},
    ],
)
def test_an_edited_slot_opens_nothing(register_path, clock, change):
    _edit(register_path, **change)
    account = str(change.get("name", "王芳"))

    with pytest.raises(workers.WrongPassword):
        workers.sign_in(register_path, account, WORKER_PASSWORD, clock=clock)


@pytest.mark.parametrize("cost", [{"mib": 512, "t": 1, "p": 1}, {"mib": 64, "t": 11, "p": 1}])
def test_a_slot_that_would_cost_the_pc_its_memory_is_not_tried(register_path, cost):
    _edit(register_path, cost=cost)

    with pytest.raises(Unreadable, match="钥匙文件"):
        workers.door(register_path)


def test_a_dropped_slot_is_seen_and_put_back(register_path, clock):
    known = json.loads(_keys(register_path).read_text("utf-8"))
    known["slots"] = known["slots"][1:]
    _keys(register_path).write_text(json.dumps(known), "utf-8")

    register = workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock)

    assert any("已按登记册重写" in remark for remark in register.remarks)
    assert "按登记册重写钥匙文件" in _deeds(register)
    assert [one.name for one in workers.door(register_path).accounts] == ["徐建民", "王芳"]
    register.close()


def test_an_old_key_file_still_opens_once_and_says_that_the_password_changed(register, clock):
    path = register.path
    before = _keys(path).read_bytes()
    workers.change_password(register, WORKER_PASSWORD, NEW_PASSWORD, cost=CHEAP)
    register.close()
    _keys(path).write_bytes(before)  # the program died between the two writes

    again = workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)

    assert any("下次请用新密码" in remark for remark in again.remarks)
    again.close()
    with pytest.raises(workers.WrongPassword):
        workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)
    workers.sign_in(path, "王芳", NEW_PASSWORD, clock=clock).close()


def test_an_account_made_head_behind_the_journal_cannot_enter(register, clock):
    path = register.path
    register.db.execute("UPDATE account SET role = '站长' WHERE name = '王芳'")
    register.close()

    with pytest.raises(Refused, match="对不上"):
        workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)


def test_an_account_put_out_of_use_is_not_let_in_by_an_old_key_file(register, clock):
    path = register.path
    with register.deed("停用账号", about=storage_workers.ACCOUNTS, final=True) as deed:
        known = storage_workers.of(deed.db, register.account.uid)
        assert known is not None
        deed.update("account", known.row, {"active": 0})
        deed.note(accounts=storage_workers.digest(deed.db))
    register.close()

    with pytest.raises(Refused, match="已经停用"):
        workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)


def test_an_older_copy_is_said_and_journalled_once(register, clock):
    path = register.path
    older = path.read_bytes()
    with register.deed("登记"):
        pass
    register.close()
    path.write_bytes(older)

    again = workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)
    deeds = _deeds(again)
    remarks = again.remarks
    again.close()
    third = workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)

    assert any("旧的拷贝" in remark for remark in remarks)
    assert "打开了较旧或不同的登记册" in deeds
    assert third.remarks == ()
    third.close()


@pytest.fixture
def older_copy(made, clock):
    """The register as it was one deed before this PC last saw it, under the same name."""
    path, code = made
    before = path.read_bytes()
    register = workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)
    with register.deed("新增村名") as deed:
        deed.insert("division", {"code": "790121101207", "name": "荷叶村"})
    register.close()
    path.write_bytes(before)
    return path, code


def test_an_older_copy_opened_with_the_code_is_said_and_journalled_first(older_copy, clock):
    path, code = older_copy

    register = workers.recover(path, code, "王芳", NEW_PASSWORD, clock=clock, cost=CHEAP)

    assert any("两边对不上" in remark for remark in register.remarks)
    deeds = _deeds(register)
    assert deeds[:2] == ["用恢复码设新密码", "打开了较旧或不同的登记册"]
    assert not any("两边对不上" in remark for remark in _again(register, path, clock))


def test_writing_in_an_older_copy_does_not_make_this_pc_forget_the_later_one(older_copy, clock):
    path, code = older_copy

    with opening.by_code(path, code, clock) as bare, bare.deed("新增村名") as deed:
        deed.insert("division", {"code": "790121101208", "name": "荷花村"})

    register = workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)
    assert any("两边对不上" in remark for remark in register.remarks)
    register.close()


def _again(register, path, clock):
    register.close()
    again = workers.sign_in(path, "王芳", NEW_PASSWORD, clock=clock)
    again.close()
    return again.remarks


def test_a_pc_that_never_saw_the_register_says_nothing(register_path, clock, tmp_path, monkeypatch):
    monkeypatch.setenv("STATION_DATA", str(tmp_path / "elsewhere"))

    register = workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock)

    assert register.remarks == ()
    register.close()


def test_a_spoilt_memory_is_passed_over(register_path, clock):
    (appdata.folder() / "registers.json").write_text("[", "utf-8")
    (appdata.folder() / "waits.json").write_text("[]", "utf-8")

    workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock).close()


def test_a_clock_set_back_is_said(register, clock):
    path = register.path
    with register.deed("登记"):
        pass
    register.close()
    clock.forward(days=-40)

    again = workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)

    assert any("2027-01-25 14:20" in remark for remark in again.remarks)
    again.close()


def test_a_folder_that_forgets_does_not_stop_the_work(register_path, clock, monkeypatch, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "registers.json.part").mkdir()
    monkeypatch.setenv("STATION_DATA", str(tmp_path / "data"))

    register = workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock)
    with register.deed("登记"):
        pass

    assert upkeep.check(register).sound
    register.close()


def test_a_register_left_half_written_on_a_stick_says_what_to_do(register, clock, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    register.db.execute("PRAGMA cache_size = 5")
    with register.deed("新增村名") as deed:
        for number in range(400):
            name = "村" * 500
            deed.insert("division", {"code": f"790121{number:06d}", "name": name})
        for file in register.path.parent.glob("荷塘村.*"):
            (stick / file.name).write_bytes(file.read_bytes())
    journal = stick / "荷塘村.station-journal"
    assert journal.stat().st_size > 0

    with pytest.raises(Unreadable, match="没有正常关闭"):
        workers.sign_in(
            stick / "荷塘村.station", "王芳", WORKER_PASSWORD, clock=clock, read_only=True
        )
    again = workers.sign_in(stick / "荷塘村.station", "王芳", WORKER_PASSWORD, clock=clock)

    assert again.db.execute("SELECT count(*) FROM division").fetchone() == (0,)
    assert upkeep.check(again).sound
    again.close()


def test_a_second_program_hears_who_has_it_and_may_read(register, clock):
    with pytest.raises(Held, match="电脑用户") as held:
        workers.sign_in(register.path, "徐建民", HEAD_PASSWORD, clock=clock)
    reader = workers.sign_in(register.path, "徐建民", HEAD_PASSWORD, clock=clock, read_only=True)

    assert held.value.user
    with pytest.raises(Refused, match="只读"), reader.deed("登记"):
        pass
    assert upkeep.check(reader).sound
    reader.close()


def test_the_lock_file_goes_with_the_last_program(register):
    lock = register.path.with_name(register.path.name + ".lock")
    assert lock.exists()
    assert HETANG.name.encode() not in lock.read_bytes()

    register.close()

    assert not lock.exists()
    assert sorted(file.name for file in register.path.parent.iterdir()) == [
        "荷塘村.station",
        "荷塘村.station.keys",
    ]


def test_after_a_wrong_password_the_register_is_free(register_path, clock):
    with pytest.raises(workers.WrongPassword):
        workers.sign_in(register_path, "王芳", "wrong-password-1", clock=clock)

    workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock).close()


@pytest.mark.parametrize("size", [0, 5, 16, 4096, 20_000])
def test_a_truncated_register_is_refused_and_left_alone(register_path, clock, size):
    register_path.write_bytes(register_path.read_bytes()[:size])

    with pytest.raises(Unreadable):
        workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock)

    assert register_path.stat().st_size == size


@pytest.mark.parametrize("data", [b"%PDF-1.7 not a register" * 400, b"SQLite format 3\0" * 400])
def test_a_file_that_is_no_register_is_refused(tmp_path, clock, data):
    path = tmp_path / "通知.station"
    path.write_bytes(data)

    with pytest.raises(Unreadable):
        workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)


def test_a_stick_pulled_out_is_named(tmp_path, clock):
    with pytest.raises(Unreadable, match="找不到登记册"):
        workers.sign_in(tmp_path / "没有.station", "王芳", WORKER_PASSWORD, clock=clock)
    with pytest.raises(Unreadable, match="读不了"):
        workers.door(tmp_path)


def test_a_stick_pulled_out_while_its_register_is_open_is_said_and_saving_goes_on_later(
    register, tmp_path
):
    pulled = tmp_path.with_name(f"{tmp_path.name}-pulled")
    tmp_path.rename(pulled)

    with pytest.raises(Unwritable, match="写不进登记册，没有保存") as said:
        people.register(register, a_person())
    assert "U盘是否已拔出" in said.value.remedy

    pulled.rename(tmp_path)
    people.register(register, a_person())
    assert upkeep.check(register).sound


@pytest.mark.parametrize("page", [1, 2, 5, 11, 40, -1])
def test_one_altered_page_is_noticed(register_path, clock, page):
    data = bytearray(register_path.read_bytes())
    data[(page % (len(data) // 4096)) * 4096 + 900] ^= 1
    register_path.write_bytes(data)

    assert not _sound(register_path, clock)


def _sound(path, clock):
    try:
        register = workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)
    except Unreadable:
        return False
    report = upkeep.check(register)
    register.close()
    return report.sound


def test_a_register_of_a_newer_program_is_refused_and_left_alone(register, clock):
    path = register.path
    register.db.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('register', '9999_later', '')"
    )
    register.close()
    before = path.read_bytes()

    with pytest.raises(Newer, match="更新版本"):
        workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)

    assert path.read_bytes() == before


def test_a_recovery_drops_the_signing_key_and_says_so(made, clock):
    path, code = made
    register = workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)
    signing_keys.keep(register, b"private", b"public", WORKER_PASSWORD)
    register.close()

    again = workers.recover(path, code, "王芳", NEW_PASSWORD, clock=clock, cost=CHEAP)

    assert signing_keys.public(again) is None
    assert any("重新申请" in remark for remark in again.remarks)
    again.close()


def test_the_recovery_code_does_not_open_the_register_of_a_newer_program(made, clock):
    path, code = made
    register = workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)
    register.db.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('register', '9999_later', '')"
    )
    register.close()
    before = path.read_bytes()

    with pytest.raises(Newer, match="更新版本"):
        workers.recover(path, code, "王芳", NEW_PASSWORD, clock=clock, cost=CHEAP)

    assert path.read_bytes() == before


def test_reading_only_does_not_mend_the_key_file(register_path, clock):
    known = json.loads(_keys(register_path).read_text("utf-8"))
    _keys(register_path).write_text(json.dumps(known | {"generation": 7}), "utf-8")
    edited = _keys(register_path).read_bytes()

    workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock, read_only=True).close()
    assert _keys(register_path).read_bytes() == edited

    workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock).close()
    assert _keys(register_path).read_bytes() != edited


def test_reading_only_leaves_file_and_folder_as_they_were(register_path, clock):
    before = register_path.read_bytes()
    names = sorted(register_path.parent.iterdir())

    register = workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock, read_only=True)
    assert register.station == HETANG
    register.close()

    assert register_path.read_bytes() == before
    assert sorted(register_path.parent.iterdir()) == names


def test_nothing_in_plain_stands_beside_an_open_register(register):
    with register.deed("新增村名") as deed:
        deed.insert("division", {"code": "790121101207", "name": "荷叶村记号"})
        beside = {file: file.read_bytes() for file in register.path.parent.iterdir()}

    for data in [*beside.values(), register.path.read_bytes()]:
        assert "荷叶村记号".encode() not in data
        assert "荷塘村".encode() not in data


def test_another_connection_reads_what_was_saved(register):
    with register.again() as other:
        with register.deed("新增村名") as deed:
            deed.insert("division", {"code": "790121101207", "name": "荷叶村"})

        assert other.db.execute("SELECT count(*) FROM division").fetchone() == (1,)
        assert other.account == register.account


def test_a_deed_that_fails_leaves_nothing(register):
    before = upkeep.head(register)

    with pytest.raises(LookupError), register.deed("新增村名") as deed:
        deed.delete(
            "division", deed.insert("division", {"code": "790121101207", "name": "荷叶村"}) + 1
        )

    assert register.db.execute("SELECT count(*) FROM division").fetchone() == (0,)
    assert upkeep.head(register) == before


def test_a_write_beside_another_write_is_refused_in_words(register):
    with register.deed("新增村名"):
        other = register.another(busy_ms=10)
        with pytest.raises(Refused, match="正在写另一项"), other.deed("登记"):
            pass
        other.close()
