"""The county office by command: its recovery sheet, and what it says when it issues."""

import re
import subprocess

import page_checks
import pytest
import shell
from makers import CHEAP, HEAD_PASSWORD, HETANG

from station_app.domain import certificate, recovery
from station_app.domain.roles import Role
from station_app.register import pc_clock
from station_app.usecases import first_run

WORD, NEW_WORD = "county-lantern-58", "county-bridge-61"
NAMED = ("--name", "青石县退役军人事务局", "--code", "790121")
pytestmark = pytest.mark.usefixtures("cheap_passwords")


@pytest.fixture
def founded(tmp_path):
    """A county office: its folder, and the code of its recovery sheet."""
    told, _ = shell.call("county", tmp_path / "县", "init", *NAMED, county_password=WORD)
    return tmp_path / "县", told.rpartition("：")[2].strip()


def _list_somebody(folder, word, number="0001"):
    return shell.call_any(
        "county", folder, "person", "add", "--code", HETANG.code, "--number", number,
        "--name", "徐建民", "--role", "审核人", county_password=word,
    ).exit_code  # fmt: skip


def test_with_the_recovery_code_a_new_password_opens_the_office(founded):
    folder, code = founded

    told, _ = shell.call("county", folder, "recover", recovery_code=code, county_password=NEW_WORD)

    assert "恢复单仍然有效" in told
    assert _list_somebody(folder, WORD) == 1
    assert _list_somebody(folder, NEW_WORD) == 0


def test_the_code_of_another_office_opens_nothing(founded):
    folder, _ = founded
    other = recovery.code_of(recovery.new_secret())

    said = shell.refused("county", folder, "recover", recovery_code=other, county_password=NEW_WORD)

    assert said == "恢复码打不开这个县级证书文件夹。请核对恢复单上的县局名称和日期。"
    assert _list_somebody(folder, WORD) == 0


def test_a_mistyped_group_of_the_code_is_named(founded):
    folder, code = founded
    wrong = f"{(int(code[:6]) + 1) % 1_000_000:06d}{code[6:]}"

    said = shell.refused("county", folder, "recover", recovery_code=wrong, county_password=NEW_WORD)

    assert "第 1 组" in said


def test_the_recovery_code_of_an_office_goes_to_a_sheet_instead_of_the_screen(tmp_path):
    folder, sheet = tmp_path / "县", tmp_path / "恢复单.pdf"

    told, said = shell.call(
        "county", folder, "init", *NAMED, "--recovery-sheet", sheet, county_password=WORD
    )

    text = page_checks.text_of(sheet.read_bytes())
    groups = re.findall(r"(?<!\d)\d{6}(?!\d)", _laid_out(sheet))
    assert "县级密钥恢复单" in text
    assert "青石县退役军人事务局" in text
    assert "恢复码" not in told
    assert "删掉文件" in said
    shell.call(
        "county", folder, "recover", recovery_code="-".join(groups), county_password=NEW_WORD
    )


def _laid_out(pdf):
    words = ["pdftotext", "-layout", pdf, "-"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def test_a_sheet_that_could_not_be_saved_leaves_the_code_on_the_screen(tmp_path):
    nowhere = tmp_path / "没有" / "恢复单.pdf"

    told, said = shell.call(
        "county", tmp_path / "县", "init", *NAMED, "--recovery-sheet", nowhere,
        county_password=WORD,
    )  # fmt: skip

    assert "恢复码（只显示这一次" in told
    assert said.endswith("。\n")


def test_a_recovery_sheet_never_lies_with_the_key_that_it_opens(tmp_path):
    folder = tmp_path / "县"

    said = shell.refused(
        "county", folder, "init", *NAMED, "--recovery-sheet", folder / "恢复单.pdf",
        county_password=WORD,
    )  # fmt: skip

    assert "不能放在证书文件夹里" in said
    assert not folder.exists()


def test_what_is_issued_is_shown_with_its_station_and_once_they_match_its_digits(founded, tmp_path):
    folder, _ = founded
    begun = first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )
    first_run.create(tmp_path / "荷塘村.station", begun, clock=pc_clock).close()
    told, _ = shell.call(
        "certificate", tmp_path / "荷塘村.station", "request", "--out", tmp_path / "asked.csr",
        password=HEAD_PASSWORD,
    )  # fmt: skip
    digits = certificate.typed_digits(told.rpartition("：")[2])
    assert _list_somebody(folder, WORD) == 0

    def issue(typed, code):
        words = ("--fingerprint", typed, "--out", tmp_path / "answer.pem")
        return shell.call(
            "county", folder, "issue", tmp_path / "asked.csr", *words,
            code=code, county_password=WORD,
        )[0]  # fmt: skip

    assert certificate.in_groups(digits) not in issue("1" * 24, 1)
    told = issue(digits, 0)
    assert f"（{HETANG.code}）" in told
    assert certificate.in_groups(digits) in told
