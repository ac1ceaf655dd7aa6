"""`station` typed by a person: lists to read, passwords at a prompt, an answer nobody reads on."""

import json
import os
import re
import subprocess
import sys

import pytest
import shell
from certified import certify
from click.testing import CliRunner
from makers import HEAD_PASSWORD, WORKER_PASSWORD, a_number, a_person

from station_app.__main__ import station
from station_app.usecases import people, workers

MINE = ("--as", "王芳")
WORD = {"password": WORKER_PASSWORD}
pytestmark = pytest.mark.usefixtures("cheap_passwords")


@pytest.fixture
def file(register):
    people.register(register, a_person(name="王福生"))
    register.close()
    return register.path


def test_people_found_stand_one_a_line_with_a_masked_number(file):
    told, _ = shell.call("find", file, "王福生", *MINE, **WORD)

    [line] = told.splitlines()
    name, number, why = line.split("　")
    assert name == "王福生"
    assert "*" in number
    assert why


def test_nobody_found_is_said(file):
    told, _ = shell.call("find", file, "欧阳", *MINE, **WORD)

    assert told == "没有找到“欧阳”。\n"


def test_a_check_counts_what_there_is_for_people_and_for_programs(file):
    told, _ = shell.call("check", file, *MINE, **WORD)
    shown, _ = shell.call("check", file, *MINE, "--json", **WORD)

    found = json.loads(shown)
    assert (found["sound"], found["problems"], found["counts"]["person"]) == (True, [], 1)
    assert f"{found['journal']['number']} · {found['journal']['seal'][:16]}" in told
    assert told.endswith("没有发现问题。\n")


def test_campaigns_stand_one_a_line_with_how_far_they_are(file):
    shell.call("campaign", file, "add", "--festival", "春节", "--year", "2027", "--from",
               "2027-01-04", "--to", "2027-02-05", *MINE, **WORD)  # fmt: skip

    told, _ = shell.call("campaign", file, "list", *MINE, **WORD)

    assert told.startswith("2027-春节　2027-01-04 至 2027-02-05　应走访")


def test_passwords_are_asked_for_and_a_new_one_twice(tmp_path):
    words = ["init", str(tmp_path / "新.station"), "--code", "790121101201", "--name", "荷塘村站"]

    def typed(*lines):
        return CliRunner().invoke(station, words, input="".join(f"{line}\n" for line in lines))

    again = typed(HEAD_PASSWORD, "another-word-9", HEAD_PASSWORD, HEAD_PASSWORD)
    assert again.exit_code == 0, again.output
    assert HEAD_PASSWORD not in again.output

    told = CliRunner().invoke(
        station, ["find", str(tmp_path / "新.station"), "王"], input=f"{HEAD_PASSWORD}\n"
    )
    assert (told.exit_code, told.stdout) == (0, "没有找到“王”。\n")


def test_ctrl_c_at_the_prompt_is_a_plain_end(file, monkeypatch):
    done = CliRunner().invoke(station, ["find", str(file), "王", *MINE], input="")

    assert done.exit_code == 1
    assert "已经停下" in shell.plain(done.stderr.splitlines()[-1])


def test_a_new_key_asks_to_revoke_the_certificate_of_the_old_one(register, tmp_path):
    certify((register,), tmp_path / "county")
    register.close()

    told, _ = shell.call(
        "certificate",
        register.path,
        "request",
        "--anew",
        "--out",
        tmp_path / "a.csr",
        *MINE,
        **WORD,
    )

    assert re.search(r"请同时请县里作废原来的证书，编号 [0-9a-f]+。", told)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes that break are POSIX's")
def test_an_answer_that_nobody_reads_on_ends_without_a_word(file):
    register = workers.sign_in(file, "王芳", WORKER_PASSWORD)
    for count in range(30):
        people.register(register, a_person(name="丁一", id_number=a_number(sequence=2 * count + 1)))
    register.close()
    child = subprocess.Popen(
        [sys.executable, "-m", "station_app", "find", file, "丁", *MINE],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "STATION_PASSWORD": WORKER_PASSWORD,
        },
    )
    child.stdout.close()

    said = child.stderr.read()

    assert child.wait() == 1
    assert "Traceback" not in said
    assert "BrokenPipe" not in said
