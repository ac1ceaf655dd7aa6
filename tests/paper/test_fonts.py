"""Faces: rare characters are borrowed, missing ones named, and copied text is what was typed."""

import re
import subprocess
import zlib
from pathlib import Path

import pytest

from station_app.paper import fonts
from station_app.paper.frame import Box
from station_app.paper.sheet import Sheet

RARE_NAMES = ("李䶮", "周㛃", "陈𬭎", "王𠅤")
BEYOND_SERIF = "𡥑𤥺𬎆"


def _page(*lines: str) -> bytes:
    sheet = Sheet(title="试")
    for number, line in enumerate(lines):
        sheet.put(line, Box(27, 20 + number * 10, 160, 8))
    return sheet.bytes()


def _copied(pdf: bytes) -> str:
    made = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return made.stdout.decode()


def test_nothing_of_ordinary_words_and_names_is_missing() -> None:
    words = "走访慰问登记表①㉚√—…·“”（）〔2026〕￥，。、：；！？％℃ ABCxyz0123456789"
    assert fonts.missing(words) == []
    assert fonts.missing(words, fonts.HEI) == []


def test_line_ends_are_not_called_missing() -> None:
    assert fonts.missing("一\n二\r\n三") == []


def test_a_character_nobody_draws_is_named_once() -> None:
    assert fonts.missing("王\ue000\ue000芳") == ["\ue000"]


@pytest.mark.skipif(not fonts.has_rare(), reason="the face for rare characters is not here")
def test_rare_names_come_back_from_the_file_as_they_were_typed() -> None:
    copied = _copied(_page(*RARE_NAMES, BEYOND_SERIF))
    assert all(name in copied for name in (*RARE_NAMES, BEYOND_SERIF))
    assert fonts.missing("".join(RARE_NAMES) + BEYOND_SERIF) == []


def test_without_the_rare_face_a_rare_character_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_rare", lambda: None)
    alone = fonts.FallbackFont("试", fonts._inner(fonts.SONG))
    assert [character for character in BEYOND_SERIF if alone.pick(character)[1] == "〓"] == [
        *BEYOND_SERIF
    ]


def test_the_map_to_text_is_in_pairs_beyond_the_first_plane() -> None:
    plain = b""
    for data in re.findall(rb"stream\r?\n(.*?)\nendstream", _page("𬭎𠅤"), re.DOTALL):
        try:
            plain += zlib.decompress(data)
        except zlib.error:
            continue
    assert "𬭎".encode("utf-16-be").hex().upper().encode() in plain


def test_a_missing_face_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "resource", lambda *parts: tmp_path.joinpath(*parts))
    with pytest.raises(fonts.FacesMissing) as refused:
        fonts._inner.__wrapped__(fonts.SONG)
    assert "重新安装" in refused.value.remedy
