"""Build the frozen program: one folder with both commands, fonts, packs and icons.

Run with the project's environment: `.venv/bin/python build_scripts/build.py`. The result lies in
`dist/station`; `smoke.py` proves it before the build counts.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"


def main() -> int:
    """Build, prove, list the digests; return 0 when all of it went well."""
    for words in (
        ("-m", "pip", "install", "-q", "--require-hashes", "-r", "requirements-build.txt"),
        ("build_scripts/fonts.py",),
        (
            "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
            "--distpath", "dist", "--workpath", "build/frozen", "build_scripts/station.spec",
        ),
        ("build_scripts/smoke.py", "dist/station"),
    ):  # fmt: skip
        say(" ".join(words))
        if code := subprocess.run([sys.executable, *words], cwd=ROOT, check=False).returncode:
            say(f"stopped: this step ended with {code}")
            return code
    write_digests(DIST / "station")
    return 0


def write_digests(folder: Path) -> None:
    """List the SHA-256 of every file, for the offices that must know what they install."""
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder).as_posix()}"
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    ]
    listed = folder.with_name(folder.name + ".sha256")
    listed.write_text("\n".join(lines) + "\n", "utf-8")
    say(f"{len(lines)} files, digests in {listed.relative_to(ROOT)}")


def say(text: str) -> None:
    """Tell what is being done."""
    print(f"build: {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
