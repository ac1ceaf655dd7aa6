"""The faces are made once, whole, from files we know."""

import hashlib
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from reportlab.pdfbase import ttfonts

from build_scripts import fonts


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for faces, on a PC without npm and without a face for rare characters."""
    monkeypatch.setattr(fonts, "FOLDER", tmp_path / "fonts")
    monkeypatch.setattr(fonts, "RECORD", tmp_path / "fonts" / "made.json")
    monkeypatch.setattr(fonts, "RARE_SOURCE", tmp_path / "nowhere.ttf")
    monkeypatch.setattr(fonts.shutil, "which", lambda name: None)
    return tmp_path / "fonts"


def _cubic(path: Path) -> Path:
    """Build a font with CFF outlines: nothing, and a bow."""
    pen = T2CharStringPen(600, None)
    pen.moveTo((100, 0))
    pen.curveTo((100, 400), (500, 400), (500, 0))
    pen.closePath()
    blank = T2CharStringPen(600, None)
    shapes = {".notdef": blank.getCharString(), "bow": pen.getCharString()}
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "bow"])
    builder.setupCharacterMap({ord("弓"): "bow"})
    builder.setupCFF("Bow", {}, shapes, {})
    builder.setupHorizontalMetrics({".notdef": (600, 0), "bow": (600, 100)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Bow", "styleName": "Regular", "psName": "Bow"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


def test_a_converted_face_has_quadratic_outlines_that_can_be_embedded(tmp_path: Path) -> None:
    target = tmp_path / "bow.ttf"
    fonts.convert(_cubic(tmp_path / "bow.otf"), target)
    made = TTFont(target)
    assert "CFF " not in made
    assert made["glyf"][made.getGlyphOrder()[1]].numberOfContours == 1
    assert ord("弓") in ttfonts.TTFont("Bow", str(target)).face.charToGlyph


def test_converting_twice_gives_the_same_file(tmp_path: Path) -> None:
    source = _cubic(tmp_path / "bow.otf")
    for name in ("one.ttf", "two.ttf"):
        fonts.convert(source, tmp_path / name)
    assert (tmp_path / "one.ttf").read_bytes() == (tmp_path / "two.ttf").read_bytes()


def test_a_source_that_is_not_the_pinned_one_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fonts, "FACES", {"NotoSansSC-Regular": "0" * 64})
    assert fonts.main() == 1
    assert "is not the pinned file" in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_a_second_run_makes_nothing_anew(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source = _cubic(tmp_path / "bow.otf")
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    monkeypatch.setattr(fonts, "FACES", {"Bow": digest})
    monkeypatch.setattr(fonts, "_source", lambda name, digest: source)
    assert fonts.main() == 0
    made = (folder / "Bow.ttf").stat()
    assert fonts.main() == 0
    assert (folder / "Bow.ttf").stat().st_mtime_ns == made.st_mtime_ns
    assert "Bow.ttf is up to date" in capsys.readouterr().out


def test_the_rare_face_is_taken_from_the_system_where_it_is(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "rare.ttf"
    source.write_bytes(b"rare")
    monkeypatch.setattr(fonts, "RARE_SOURCE", source)
    monkeypatch.setattr(fonts, "FACES", {})
    assert fonts.main() == 0
    assert (folder / "HanaMinB.ttf").read_bytes() == b"rare"


def test_a_broken_write_leaves_nothing_behind(folder: Path) -> None:
    folder.mkdir()

    def fail(part: Path) -> None:
        part.write_bytes(b"half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        fonts._write_whole(folder / "face.ttf", fail)
    assert list(folder.iterdir()) == []
