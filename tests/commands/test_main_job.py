"""The main job by commands alone: roster in, sheets out, signed return on the stick, verified."""

import json
import re
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from station_app.__main__ import station
from station_app.exchange import cells
from station_app.register import pc_clock
from station_app.usecases import demo_world, people, printing, workers

HEAD_WORD, WORKER_WORD, COUNTY_WORD = "willow-gate-41", "lotus-pond-26", "county-lantern-58"


class Shell:
    """Calls `station` as a script would, passwords in the environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = str(folder / "荷塘村.station")
        self.said = ""

    def run(self, *words: str, code: int = 0, **passwords: str) -> str:
        environment = {f"STATION_{name.upper()}": value for name, value in passwords.items()}
        result = CliRunner().invoke(station, list(words), env=environment, catch_exceptions=False)
        assert result.exit_code == code, result.output
        self.said = result.stderr
        return result.stdout

    def path(self, name: str) -> str:
        return str(self.folder / name)


@pytest.fixture
def shell(tmp_path) -> Shell:
    made = Shell(tmp_path)
    made.run(
        "init", made.file, "--code", demo_world.CODE, "--name", "荷塘村退役军人服务站",
        "--head", "徐建民", "--recovery-sheet", made.path("sheet.pdf"), password=HEAD_WORD,
    )  # fmt: skip
    made.run(
        "account", made.file, "add", "--name", "王芳", "--role", "工作人员",
        password=HEAD_WORD, new_password=WORKER_WORD,
    )  # fmt: skip
    return made


@pytest.fixture
def village(shell) -> Shell:
    today = pc_clock().date()
    sheet = demo_world.roster(demo_world.villagers(36, today, 3), today)
    Path(shell.path("roster.xlsx")).write_bytes(cells.write("花名册", sheet.rows, sheet.merged))
    worker = {"password": WORKER_WORD}
    shell.run("import", shell.file, shell.path("roster.xlsx"), "--as", "王芳", **worker)
    return shell


def _certified(shell: Shell) -> None:
    office, county = shell.path("county"), {"county_password": COUNTY_WORD}
    said = shell.run("county", office, "init", "--name", "青石县退役军人事务局", "--code", "790121",
                     **county)  # fmt: skip
    fingerprint = "".join(said.splitlines()[0].rpartition("：")[2].split())
    people = (("0001", "王芳", "填表人", WORKER_WORD), ("0002", "徐建民", "审核人", HEAD_WORD))
    for number, name, role, word in people:
        shell.run("county", office, "person", "add", "--code", demo_world.CODE, "--number", number,
                  "--name", name, "--role", role, **county)  # fmt: skip
        asked, answer = shell.path(f"{number}.csr"), shell.path(f"{number}.pem")
        said = shell.run("certificate", shell.file, "request", "--out", asked, "--as", name,
                         password=word)  # fmt: skip
        digits = "".join(said.rpartition("：")[2].split())
        shell.run("county", office, "issue", asked, "--fingerprint", digits, "--out", answer,
                  **county)  # fmt: skip
        shell.run("county", office, "crl", "--out", shell.path("county.crl"), **county)
        shell.run("certificate", shell.file, "install", answer,
                  "--ca", shell.path("county/trust/county-ca.pem"),
                  "--ca-fingerprint", fingerprint, "--crl", shell.path("county.crl"),
                  "--as", name, password=word)  # fmt: skip


def _campaign(shell: Shell) -> None:
    today = pc_clock().date()
    shell.run("campaign", shell.file, "add", "--festival", "春节", "--year", "2027",
              "--from", str(today - timedelta(days=5)), "--to", str(today + timedelta(days=30)),
              "--as", "王芳", password=WORKER_WORD)  # fmt: skip


def test_the_return_comes_from_the_roster_to_the_stick_and_is_verified(village):
    _campaign(village)
    _certified(village)
    village.run("sheets", village.file, "--campaign", "2027-春节", "--out",
                village.path("sheets.pdf"), "--as", "王芳", password=WORKER_WORD)  # fmt: skip

    made = json.loads(village.run(
        "return", village.file, "--form", "F01", "--form", "F03", "--period", "2027-春节",
        "--as", "王芳", "--reviewer", "徐建民", "--out", village.path("stick"),
        "--explain", "走访刚开始。", "--json",
        password=WORKER_WORD, reviewer_password=HEAD_WORD,
    ))  # fmt: skip

    assert [(one["form"], one["state"]) for one in made] == [("F01", "已导出"), ("F03", "已导出")]
    checked = json.loads(village.run(
        "verify", *(village.path(f"stick/{one['file']}") for one in made),
        "--trust", village.path("county/trust"), "--json",
    ))  # fmt: skip
    assert [one["verdict"] for one in checked] == ["trusted", "trusted"]
    assert [one["role"] for one in checked[0]["signers"]] == ["preparer", "reviewer"]
    village.run("check", village.file, "--against", village.path(f"stick/{made[0]['file']}"),
                "--as", "王芳", password=WORKER_WORD)  # fmt: skip


def test_without_the_reviewer_the_return_waits_and_the_next_call_goes_on_with_it(village):
    _campaign(village)
    _certified(village)
    words = (
        "return", village.file, "--form", "F01", "--period", "2027-春节", "--as", "王芳",
        "--reviewer", "徐建民", "--out", village.path("stick"), "--explain", "刚开始。",
    )  # fmt: skip

    village.run(*words, code=1, password=WORKER_WORD)

    assert "还缺审核人签名" in village.said
    assert not Path(village.path("stick")).exists()
    village.run(*words, password=WORKER_WORD, reviewer_password=HEAD_WORD)
    assert len(list(Path(village.path("stick")).glob("*.pdf"))) == 2


def test_without_certificates_the_paper_way_is_open_and_says_so_when_verified(village):
    _campaign(village)
    village.run("return", village.file, "--form", "F01", "--period", "2027-春节", "--as", "王芳",
                "--out", village.path("stick"), "--explain", "刚开始。", "--paper",
                password=WORKER_WORD)  # fmt: skip
    village.run("county", village.path("county"), "init", "--name", "青石县退役军人事务局",
                "--code", "790121", county_password=COUNTY_WORD)  # fmt: skip

    [found] = json.loads(village.run(
        "verify", village.path("stick"), "--trust", village.path("county/trust"), "--json", code=1
    ))  # fmt: skip

    assert found["verdict"] == "unsigned"
    told = village.run(
        "verify", village.path("stick"), "--trust", village.path("county/trust"), code=1
    )
    slip = next(Path(village.path("stick")).glob("*报送单.pdf"))
    text = subprocess.run(["pdftotext", slip, "-"], capture_output=True, check=True).stdout.decode()
    assert re.search(r"核对码 (\d{4} \d{4} \d{4})，和报送单上的一样才打√", told)[1] in text
    [paper] = Path(village.path("stick")).glob("*统计表.pdf")
    village.run("check", village.file, "--against", str(paper), "--as", "王芳",
                password=WORKER_WORD)  # fmt: skip


def test_the_import_answers_with_every_row_and_five_counts_that_add_up(village):
    told = json.loads(village.run("import", village.file, village.path("roster.xlsx"), "--dry-run",
                                  "--as", "王芳", "--json", password=WORKER_WORD))  # fmt: skip

    five = [told[name] for name in ("new", "updated", "unchanged", "conflict", "rejected")]
    assert sum(five) == told["rows"] == len(told["rows_detail"])
    assert told["new"] == 0
    assert "原部队代号" in {one["heading"] for one in told["left_out"]}


def test_people_are_found_with_the_reason_and_a_masked_number(village):
    [one] = json.loads(village.run("find", village.file, "李䶮", "--as", "王芳", "--json",
                                   password=WORKER_WORD))  # fmt: skip
    [full] = json.loads(village.run("find", village.file, "李䶮", "--as", "王芳", "--json",
                                    "--full", password=WORKER_WORD))  # fmt: skip

    assert one["hit"]
    assert "*" in one["id_number"]
    assert full["id_number"].startswith("79012119680620")


def test_an_unknown_campaign_is_refused_with_the_known_ones(village):
    _campaign(village)

    village.run("sheets", village.file, "--campaign", "2027-八一", "--out", village.path("x.pdf"),
                "--as", "王芳", code=1, password=WORKER_WORD)  # fmt: skip

    assert "2027-春节" in village.said
    assert not Path(village.path("x.pdf")).exists()


def test_sheets_say_whose_characters_are_missing(village):
    _campaign(village)
    register = workers.sign_in(Path(village.file), "王芳", WORKER_WORD)
    try:
        person = printing.to_print(register, "2027-春节")[0]
        name = people.get(register, person).person.name
        draft = replace(people.draft_of(register, person), contact_name="王\U0003134a")
        people.correct(register, person, draft)
    finally:
        register.close()

    village.run("sheets", village.file, "--campaign", "2027-春节", "--out", village.path("x.pdf"),
                "--as", "王芳", password=WORKER_WORD)  # fmt: skip

    assert f"请打印后手写补上：{name}（\U0003134a）" in village.said


def test_a_refusal_with_json_is_json(shell):
    told = json.loads(shell.run("find", shell.file, "李", "--as", "王芳", "--json", code=1,
                                password="wrong-password-1"))  # fmt: skip

    assert told["error"]["what"].startswith("密码不对")


def test_several_accounts_must_be_named(shell):
    shell.run("find", shell.file, "李", code=1, password=WORKER_WORD)

    assert "--as" in shell.said
    assert "王芳" in shell.said


def test_wrong_usage_exits_with_two(shell):
    shell.run("return", shell.file, code=2)


def test_a_register_is_never_made_over_another(shell):
    shell.run("init", shell.file, "--code", demo_world.CODE, "--name", "荷塘村", code=1,
              password=HEAD_WORD)  # fmt: skip

    assert "已经在了" in shell.said


def test_the_recovery_code_is_shown_once_where_no_sheet_is_asked_for(tmp_path):
    shell = Shell(tmp_path)

    said = shell.run("init", shell.file, "--code", demo_world.CODE, "--name", "荷塘村",
                     password=HEAD_WORD)  # fmt: skip

    digits = [char for char in said if char.isdigit()]
    assert len(digits) == 48
