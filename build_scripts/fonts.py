"""Make the faces that pages and screens need, once: resources/fonts/ is filled and then left alone.

Paper is set in Noto Serif SC and Noto Sans SC, which the wheel pylopdf-fonts-zh-cn carries with
CFF outlines. A PDF library that embeds TrueType only can't use those, so both are converted here,
each in a process of its own. Two faces are extra: HanaMinB draws the rare characters of names
where Debian's fonts-hanazono is installed, and a real bold cut for titles on screens is fetched
where npm is found. Nothing printed depends on the bold cut.
"""

import hashlib
import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "fonts"
RECORD = FOLDER / "made.json"
WHEEL = "pylopdf-fonts-zh-cn"
RECIPE = 1  # raised when the conversion changes, so that old results are made anew
# The source files we know, by their SHA-256; another file of the same name is refused.
FACES = {
    "NotoSerifSC-Regular": "e8f396decc1f0963a016a989c3d8852e863d1350996f573860a80767c83a1cd3",
    "NotoSansSC-Regular": "faa6c9df652116dde789d351359f3d7e5d2285a2b2a1f04a2d7244df706d5ea9",
}
RARE = "HanaMinB"
RARE_SOURCE = Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf")
BOLD = "NotoSerifSC-Bold"
BOLD_PACKAGE = "@expo-google-fonts/noto-serif-sc@0.4.3"
BOLD_MEMBER = "package/700Bold/NotoSerifSC_700Bold.ttf"
BOLD_DIGEST = "9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6"
BOLD_PATIENCE = 300  # seconds; a slow line must not hold up a set-up for ever
LARGEST_ERROR = 1.0  # of the em's thousand units, between a cubic outline and its quadratic twin
DROPPED = ("CFF ", "VORG", "GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "kern")


def main() -> int:
    """Make the missing faces, say what was done, and return 0 if pages can be drawn."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    record = _recorded()
    stale = {name: pin for name, pin in FACES.items() if not _up_to_date(name, pin, record)}
    for name in FACES:
        if name not in stale:
            print(f"fonts: {name}.ttf is up to date")
    try:
        _convert_all(stale, record)
    except (OSError, ValueError, importlib.metadata.PackageNotFoundError) as error:
        print(f"fonts: {error}", file=sys.stderr)
        print(f"fonts: install the pinned {WHEEL} and run this again", file=sys.stderr)
        return 1
    _rare(record)
    _bold(record)
    return 0


def convert(source: Path, target: Path) -> None:
    """Write a font with CFF outlines as a TrueType font, whole or not at all."""
    font = TTFont(source, recalcTimestamp=False)
    _with_quadratic_outlines(font)
    _write_whole(target, lambda part: font.save(part))


def _convert_all(stale: dict[str, str], record: dict[str, str]) -> None:
    sources = {name: _source(name, digest) for name, digest in stale.items()}
    if not sources:
        return
    print(f"fonts: converting {' and '.join(sources)}, about a minute…", flush=True)
    with ProcessPoolExecutor(max_workers=len(sources)) as pool:
        made = {
            name: pool.submit(convert, source, FOLDER / f"{name}.ttf")
            for name, source in sources.items()
        }
        for name, done in made.items():
            done.result()
            _note(record, name, stale[name])
            print(f"fonts: {name}.ttf made", flush=True)


def _source(name: str, digest: str) -> Path:
    """Return the wheel's file of that face, if it is the one we know."""
    wheel = importlib.metadata.distribution(WHEEL)
    path = next(
        (Path(str(file.locate())) for file in wheel.files or [] if file.name == f"{name}.otf"), None
    )
    if path is None:
        raise ValueError(f"{WHEEL} {wheel.version} holds no {name}.otf")
    if _digest(path) != digest:
        raise ValueError(f"{name}.otf of {WHEEL} {wheel.version} is not the pinned file")
    return path


def _rare(record: dict[str, str]) -> None:
    """Take the face for rare characters where the system has it."""
    if not RARE_SOURCE.is_file():
        if not (FOLDER / f"{RARE}.ttf").is_file():
            print("fonts: no fonts-hanazono here; rare characters are named before printing")
        return
    digest = _digest(RARE_SOURCE)
    if _up_to_date(RARE, digest, record):
        print(f"fonts: {RARE}.ttf is up to date")
        return
    _write_whole(FOLDER / f"{RARE}.ttf", lambda part: shutil.copyfile(RARE_SOURCE, part))
    _note(record, RARE, digest)
    print(f"fonts: {RARE}.ttf copied from the system")


def _bold(record: dict[str, str]) -> None:
    """Fetch the bold cut for titles on screens where npm can; a set-up without it is complete."""
    if _up_to_date(BOLD, BOLD_DIGEST, record):
        print(f"fonts: {BOLD}.ttf is up to date")
        return
    npm = shutil.which("npm")
    if npm is None:
        print("fonts: npm not found; titles on screens are thickened instead of truly bold")
        return
    print(f"fonts: fetching {BOLD} by npm…", flush=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            member = _fetched(npm, Path(folder))
            _write_whole(FOLDER / f"{BOLD}.ttf", lambda part: part.write_bytes(member))
    except (OSError, ValueError, subprocess.SubprocessError, tarfile.TarError, KeyError) as error:
        print(f"fonts: no bold cut ({type(error).__name__}); everything else works without it")
        return
    _note(record, BOLD, BOLD_DIGEST)
    print(f"fonts: {BOLD}.ttf made")


def _fetched(npm: str, folder: Path) -> bytes:
    command = [npm, "pack", BOLD_PACKAGE, "--silent", "--ignore-scripts"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=BOLD_PATIENCE)
    with tarfile.open(next(folder.glob("*.tgz"))) as package:
        file = package.extractfile(BOLD_MEMBER)
        data = file.read() if file else b""
    if hashlib.sha256(data).hexdigest() != BOLD_DIGEST:
        raise ValueError("not the pinned file")
    return data


def _with_quadratic_outlines(font: TTFont) -> None:
    """Replace the cubic outlines by quadratic ones, drop what only such fonts or shapers use."""
    order, drawn, glyphs = font.getGlyphOrder(), font.getGlyphSet(), {}
    for name in order:
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, LARGEST_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], outlines = newTable("loca"), newTable("glyf")
    font["glyf"] = outlines
    outlines.glyphOrder, outlines.glyphs = order, glyphs
    for tag in DROPPED:
        if tag in font:
            del font[tag]
    outlines.compile(font)
    for name in order:
        glyph = outlines[name]
        glyph.recalcBounds(outlines)
        left = glyph.xMin if glyph.numberOfContours else 0
        font["hmtx"][name] = (font["hmtx"][name][0], left)
    _as_truetype(font, order)


def _as_truetype(font: TTFont, order: list[str]) -> None:
    most = font["maxp"]
    most.tableVersion = 0x00010000
    most.maxZones = 1
    for field in (
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
        "maxComponentElements",
    ):
        setattr(most, field, 0)
    most.compile(font)
    names = font["post"]
    names.formatType, names.extraNames, names.mapping, names.glyphOrder = 3.0, [], {}, order
    font.sfntVersion = "\0\1\0\0"


def _recorded() -> dict[str, str]:
    try:
        record = json.loads(RECORD.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _up_to_date(name: str, digest: str, record: dict[str, str]) -> bool:
    return record.get(name) == _seal(digest) and (FOLDER / f"{name}.ttf").is_file()


def _note(record: dict[str, str], name: str, digest: str) -> None:
    record[name] = _seal(digest)
    text = json.dumps(record, indent=1, sort_keys=True)
    _write_whole(RECORD, lambda part: part.write_text(text, encoding="utf-8"))


def _seal(digest: str) -> str:
    return f"{RECIPE}:{digest}"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Write beside and rename, so that a broken run never leaves half a font under its name."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        write(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
