"""The whole main job leaves no word about anybody outside the files that were asked for.

Every file that the program and its children open for writing is noted, and whatever they remove
or write over is kept for a look.
"""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from station_app.exchange import cells
from station_app.register import pc_clock
from station_app.storage import appdata
from station_app.usecases import demo_world, faults
from ui import crash

PEOPLE = 36
WATCH = """
import os, shutil, sys

folder, busy = os.environ["WATCHED"], []

def look(event, args):
    if busy or event not in {"open", "os.remove", "os.rename", "os.truncate"}:
        return
    path = args[0]
    if isinstance(path, int) or path is None:
        return
    busy.append(event)
    try:
        path = os.path.abspath(os.fsdecode(path))
        flags = args[2] if event == "open" else 0
        if event == "open" and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            with open(os.path.join(folder, "written"), "a", encoding="utf-8") as log:
                log.write(path + "\\n")
        gone = args[1] if event == "os.rename" else path
        if event != "open" and os.path.isfile(gone):
            shutil.copyfile(gone, os.path.join(folder, f"gone-{os.getpid()}-{os.urandom(4).hex()}"))
    finally:
        busy.pop()

sys.addaudithook(look)
"""
JOB = """
import json, sys
from makers import CHEAP
from station_app.exchange import vault
from station_app.storage import keys
import shell

vault.MIB, vault.ROUNDS = 8, 1
keys.calibrated = lambda: CHEAP
for words, passwords in json.loads(sys.stdin.read()):
    told, said = shell.call(*words, **passwords)
    print(json.dumps([told, said]), flush=True)
"""
HEAD, WORKER, COUNTY = "willow-gate-41", "lotus-pond-26", "county-lantern-58"
MINE, WORD = ["--as", "王芳"], {"password": WORKER}


@pytest.fixture(scope="module")
def villagers():
    return demo_world.villagers(PEOPLE, pc_clock().date(), 3)


@pytest.fixture(scope="module")
def needles(villagers):
    """Every name, identity number and phone of the roster, in the ways that files write text."""
    told = {one.name for one in villagers} | {one.number for one in villagers}
    told |= {one.kin_phone for one in villagers if one.kin_phone}
    ways = ("utf-8", "utf-16-le", "gb18030")
    return {text: [text.encode(way) for way in ways] for text in told}


class Desk:
    """A PC of its own: home, temporary folder, application data, and a place for documents."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.register = folder / "册" / "荷塘村.station"
        for name in ("册", "文件", "home", "tmp", "data", "watch", "here"):
            (folder / name).mkdir()
        (folder / "watch" / "sitecustomize.py").write_text(WATCH, "utf-8")

    def paper(self, name: str) -> str:
        return str(self.folder / "文件" / name)

    def start(self) -> subprocess.Popen[str]:
        places = (self.folder / "watch", Path(__file__).parents[1], Path(__file__).parents[2])
        environment = {
            **{name: text for name, text in os.environ.items() if not name.startswith("COV")},
            "PYTHONPATH": os.pathsep.join(map(str, places)),
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOME": str(self.folder / "home"),
            "TMPDIR": str(self.folder / "tmp"),
            "STATION_DATA": str(self.folder / "data"),
            "WATCHED": str(self.folder / "watch"),
        }
        return subprocess.Popen(
            [sys.executable, "-c", JOB],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment,
            cwd=self.folder / "here",
        )

    def run(self, *calls: tuple[list[str], dict[str, str]]) -> list[list[str]]:
        child = self.start()
        told, failed = child.communicate(json.dumps(calls))
        assert child.returncode == 0, failed
        return [json.loads(line) for line in told.splitlines()]

    def lying_about(self) -> list[Path]:
        """Return every file but the documents that the worker asked for."""
        asked = self.folder / "文件"
        return [
            path
            for path in self.folder.rglob("*")
            if path.is_file() and asked not in path.parents and path.name != "sitecustomize.py"
        ]


def _init(desk: Desk) -> list[tuple[list[str], dict[str, str]]]:
    file = str(desk.register)
    return [
        (
            ["init", file, "--code", demo_world.CODE, "--name", "荷塘村退役军人服务站", "--head",
             "徐建民", "--recovery-sheet", desk.paper("恢复单.pdf")],
            {"password": HEAD},
        ),
        (
            ["account", file, "add", "--name", "王芳", "--role", "工作人员", "--as", "徐建民"],
            {"password": HEAD, "new_password": WORKER},
        ),
    ]  # fmt: skip


def _main_job(desk: Desk) -> None:
    file, today = str(desk.register), pc_clock().date()
    county, word = desk.paper("县"), {"county_password": COUNTY}
    people = (("0001", "王芳", "填表人", WORKER), ("0002", "徐建民", "审核人", HEAD))
    told = desk.run(
        *_init(desk),
        (["import", file, desk.paper("roster.xlsx"), "--report", desk.paper("report.xlsx"),
          *MINE], WORD),
        (["find", file, "李䶮", "--full", *MINE], WORD),
        (["campaign", file, "add", "--festival", "春节", "--year", "2027",
          "--from", str(today - timedelta(days=5)), "--to", str(today + timedelta(days=30)),
          *MINE], WORD),
        (["sheets", file, "--campaign", "2027-春节", "--out", desk.paper("sheets.pdf"), *MINE],
         WORD),
        (["county", county, "init", "--name", "青石县退役军人事务局", "--code", "790121"], word),
        *((["certificate", file, "request", "--out", desk.paper(f"{number}.csr"), "--as", name],
           {"password": secret}) for number, name, _, secret in people),
    )  # fmt: skip
    fingerprint = "".join(told[6][0].splitlines()[0].rpartition("：")[2].split())
    calls = []
    for (number, name, role, secret), (said, _) in zip(people, told[7:], strict=True):
        digits, answer = "".join(said.rpartition("：")[2].split()), desk.paper(f"{number}.pem")
        calls += [
            (["county", county, "person", "add", "--code", demo_world.CODE, "--number", number,
              "--name", name, "--role", role], word),
            (["county", county, "issue", desk.paper(f"{number}.csr"), "--fingerprint", digits,
              "--out", answer], word),
            (["certificate", file, "install", answer, "--ca", f"{county}/trust/county-ca.pem",
              "--ca-fingerprint", fingerprint, "--crl", f"{county}/trust/county.crl",
              "--as", name], {"password": secret}),
        ]  # fmt: skip
    desk.run(
        *calls,
        (["return", file, "--form", "F01", "--form", "F03", "--period", "2027-春节", *MINE,
          "--reviewer", "徐建民", "--out", desk.paper("stick"), "--explain", "走访刚开始。"],
         {**WORD, "reviewer_password": HEAD}),
        (["verify", desk.paper("stick"), "--trust", f"{county}/trust"], {}),
        (["check", file, *MINE], WORD),
    )  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory, villagers):
    made = Desk(tmp_path_factory.mktemp("desk"))
    sheet = demo_world.roster(villagers, pc_clock().date())
    Path(made.paper("roster.xlsx")).write_bytes(cells.write("花名册", sheet.rows, sheet.merged))
    _main_job(made)
    return made


def _found_in(paths, needles):
    return {
        (path.name, text)
        for path in paths
        for data in (path.read_bytes(),)
        for text, ways in needles.items()
        if any(way in data for way in ways)
    }


def test_the_needles_would_be_found(tmp_path, needles):
    (tmp_path / "notes").write_text("李䶮", "utf-16-le")

    assert _found_in([tmp_path / "notes"], needles) == {("notes", "李䶮")}


def test_no_file_beside_the_documents_names_anybody(desk, needles):
    lying = desk.lying_about()

    assert {path.name for path in lying} > {"荷塘村.station", "荷塘村.station.keys"}
    assert _found_in(lying, needles) == set()


def test_what_was_removed_or_written_over_named_nobody(desk, needles):
    gone = list((desk.folder / "watch").glob("gone-*"))

    assert gone
    assert _found_in(gone, needles) == set()


def test_files_are_written_only_where_they_belong(desk):
    written = set((desk.folder / "watch" / "written").read_text("utf-8").splitlines())
    allowed = [desk.folder / name for name in ("册", "文件", "data", "watch")]
    astray = {
        path
        for path in written
        if path != os.devnull and not any(place in Path(path).parents for place in allowed)
    }

    assert any(path.endswith("sheets.pdf.part") for path in written)
    assert astray == set()
    for name in ("home", "tmp", "here"):
        assert list((desk.folder / name).iterdir()) == []


def test_the_application_data_folder_knows_registers_and_nobody(desk):
    kept = {path.name for path in (desk.folder / "data").rglob("*")}

    assert kept <= {"registers.json", "lists.json", "waits.json"}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_program_killed_while_it_imports_leaves_nothing_readable(tmp_path, villagers, needles):
    desk = Desk(tmp_path)
    sheet = demo_world.roster(villagers, pc_clock().date())
    Path(desk.paper("roster.xlsx")).write_bytes(cells.write("花名册", sheet.rows, sheet.merged))
    desk.run(*_init(desk))
    journal = desk.register.with_name(f"{desk.register.name}-journal")
    child = desk.start()
    imported = (["import", str(desk.register), desk.paper("roster.xlsx"), *MINE], WORD)
    child.stdin.write(json.dumps([imported]))
    child.stdin.close()
    while child.poll() is None and not (journal.exists() and journal.stat().st_size):
        time.sleep(0.001)
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    child.stderr.close()

    assert _found_in(desk.lying_about(), needles) == set()
    [[told, _]] = desk.run((["check", str(desk.register), "--as", "徐建民"], {"password": HEAD}))
    assert "没有发现问题" in told


def test_a_report_of_a_fault_names_nobody(villagers, needles, tmp_path):
    somebody = villagers[0]

    def broken(person):
        raise ValueError(f"{person.name} {person.number}")

    try:
        broken(somebody)
    except ValueError as error:
        faults.keep(crash.report(error))

    [kept] = appdata.folder().glob("*.txt")
    assert "ValueError" in kept.read_text("utf-8")
    assert _found_in([kept], needles) == set()
    assert str(Path.home()) not in kept.read_text("utf-8")
