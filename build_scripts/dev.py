"""The developer's commands: make the environment, then run, test, check, bench or soak.

Needs nothing but Python 3.11 to 3.13 with pip; works on Debian, other Linux and Windows.
"""

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
SUPPORTED = ((3, 11), (3, 14))
DEMO_DAYS = 14
"""A demo register older than this is made anew, so that its dates stay plausible."""

SCREEN_PACKAGES = (
    "libglib2.0-0", "libgl1", "libegl1", "libxkbcommon-x11-0", "libdbus-1-3", "libfontconfig1",
    "libx11-xcb1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0",
    "libxcb-xkb1", "libcups2", "fonts-hanazono",
)  # fmt: skip
TEST_PACKAGES = ("xvfb", "xauth", "poppler-utils", "qpdf", "openssl")


class Failed(Exception):
    """A step failed; the message says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was asked; say in one line why not."""
    commands: dict[str, tuple[Callable[[list[str]], int], str]] = {
        "run": (run, "open the program on the demo register (without a display: make the demo)"),
        "test": (test, "run the tests; further arguments go to pytest"),
        "check": (check, "formatting, lint, types and import contracts"),
        "fonts": (fonts, "prepare the fonts only"),
        "bench": (bench, "measure speed as ratios to reference scripts, as a table"),
        "soak": (soak, "the long trials: kills and altered files, with their full numbers"),
    }
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=commands, metavar="|".join(commands))
    command, rest = parser.parse_known_args(arguments)
    try:
        return commands[command.command][0](rest)
    except Failed as failure:
        say(f"stopped: {failure}")
        return 1
    except KeyboardInterrupt:
        return 130


def run(rest: list[str]) -> int:
    """Open the program on the demo register."""
    set_up()
    if not has_display():
        out = ROOT / "build" / "demo"
        say(f"no display: making the demo in {out.relative_to(ROOT)} instead")
        shutil.rmtree(out, ignore_errors=True)
        return call(PYTHON, "-m", "station_app", "demo", "--out", out, *rest)
    register = demo_register()
    say("opening the program")
    return call(PYTHON, "-m", "ui", register, *rest)


def test(rest: list[str]) -> int:
    """Run the test suite."""
    set_up(tools=True)
    many = [] if any(word.startswith("-n") for word in rest) else ["-n", "2"]
    say("running the tests")
    return call(PYTHON, "-m", "pytest", *many, *rest)


def check(_: list[str]) -> int:
    """Run every static check; stop at the first that fails."""
    set_up(tools=True)
    for title, words in (
        ("formatting", ("ruff", "format", "--check", ".")),
        ("lint", ("ruff", "check", ".")),
        *((f"types on {system}", types_on(system)) for system in ("linux", "win32")),
    ):
        say(f"checking {title}")
        if code := call(PYTHON, "-m", *words):
            return code
    say("checking import contracts")
    return call(BIN / ("lint-imports.exe" if os.name == "nt" else "lint-imports"))


def types_on(system: str) -> tuple[str, ...]:
    """Return the words that check types as that system has them, with a cache of its own."""
    return "mypy", "--platform", system, "--cache-dir", f".mypy_cache/{system}"


def fonts(_: list[str]) -> int:
    """Prepare the fonts."""
    set_up()
    return 0


def bench(rest: list[str]) -> int:
    """Print the table of speed ratios."""
    set_up(tools=True)
    return call(PYTHON, "-m", "pytest", "tests/benchmarks", "--bench", "-q", "-s", *rest)


def soak(rest: list[str]) -> int:
    """Run the long trials."""
    set_up(tools=True)
    return call(PYTHON, "-m", "pytest", "-m", "soak", "--soak", "-q", "-s", *rest)


def set_up(*, tools: bool = False) -> None:
    """Make the environment, or leave it as it is when nothing has changed."""
    low, high = SUPPORTED
    if not low <= sys.version_info[:2] < high:
        raise Failed(
            f"Python {sys.version_info[0]}.{sys.version_info[1]} is not supported; "
            "please call this script with Python 3.11, 3.12 or 3.13"
        )
    system_packages((*SCREEN_PACKAGES, *(TEST_PACKAGES if tools else ())))
    make_environment()
    install("requirements.txt")
    if tools:
        install("requirements-test.txt")
    install_project()
    if call(PYTHON, ROOT / "build_scripts" / "fonts.py"):
        raise Failed("the fonts could not be prepared; see above")


def system_packages(names: Sequence[str]) -> None:
    """Install what Qt and the tests need from Debian, where that is possible."""
    if not shutil.which("dpkg-query"):
        return
    missing = [name for name in names if not installed(name)]
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode:
        say("please install these system packages yourself:")
        say("  sudo " + " ".join(command))
        return
    say("installing system packages: " + " ".join(missing))
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*prefix, "apt-get", "update", "-qq"], env=quiet, check=False)
    if subprocess.run([*prefix, *command], env=quiet, capture_output=True, check=False).returncode:
        say("some system packages could not be installed; going on without them")


def installed(name: str) -> bool:
    """Tell whether Debian has this package installed."""
    words = ["dpkg-query", "-W", "-f", "${db:Status-Status}", name]
    answer = subprocess.run(words, capture_output=True, text=True, check=False)
    return answer.stdout == "installed"


def make_environment() -> None:
    """Make .venv with the running Python unless it is there and works."""
    if PYTHON.exists() and call(PYTHON, "-c", "import pip", quiet=True) == 0:
        return
    say("making .venv")
    if importlib.util.find_spec("ensurepip") is None:
        system_packages([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"])
    shutil.rmtree(VENV, ignore_errors=True)
    if call(sys.executable, "-m", "venv", VENV):
        raise Failed("no virtual environment could be made; please install python3-venv")


def install(requirements: str) -> None:
    """Install pinned packages with their hashes checked, once per content of the file."""
    file = ROOT / requirements
    stamp = VENV / f"{requirements}.sha256"
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text("ascii") == digest:
        return
    say(f"installing {requirements}")
    words = ("-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes")
    if call(PYTHON, *words, "-r", file):
        raise Failed(f"{requirements} could not be installed; is a package registry reachable?")
    stamp.write_text(digest, "ascii")


def install_project() -> None:
    """Put the commands `station` and `station-app` into the environment."""
    digest = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / "project.sha256"
    if stamp.exists() and stamp.read_text("ascii") == digest:
        return
    say("installing the project itself")
    words = ("-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps")
    if call(PYTHON, *words, "--no-build-isolation", "-e", ROOT):
        raise Failed("the project could not be installed into .venv; see above")
    stamp.write_text(digest, "ascii")


def demo_register() -> Path:
    """Return the demo register, made anew when it is missing or too old."""
    words = ("-c", "from station_app.usecases import pc; print(pc.folder())")
    where = subprocess.run([PYTHON, *words], cwd=ROOT, capture_output=True, text=True, check=True)
    folder = Path(where.stdout.strip()) / "demo"
    register = folder / "demo.station"
    fresh = register.exists() and time.time() - register.stat().st_mtime < DEMO_DAYS * 86400
    if not fresh:
        say("making the demo register")
        shutil.rmtree(folder, ignore_errors=True)
        if call(PYTHON, "-m", "station_app", "demo", "--out", folder):
            raise Failed("the demo register could not be made; see above")
    return register


def has_display() -> bool:
    """Tell whether windows can be shown."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def call(*words: str | Path, quiet: bool = False) -> int:
    """Run a command in the project's root and return its exit code."""
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(
        [str(word) for word in words], cwd=ROOT, stdout=output, stderr=output, check=False
    ).returncode


def say(text: str) -> None:
    """Tell what is being done."""
    print(f"dev: {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
