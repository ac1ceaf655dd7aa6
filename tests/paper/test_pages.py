"""Every printed page keeps the rules of the house."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import page_checks
import pytest
from specimens import SPECIMENS

from station_app.paper.sheet import Sheet

NAMES = sorted(SPECIMENS)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_no_text_out_of_its_place(name: str) -> None:
    assert page_checks.faults(SPECIMENS[name]()) == {}


@pytest.mark.parametrize("name", NAMES)
def test_a_page_stands_as_its_golden_says(
    name: str, as_golden: Callable[[str, Sheet], None]
) -> None:
    as_golden(name, SPECIMENS[name]())


@pytest.mark.parametrize("name", NAMES)
def test_the_same_values_give_the_same_bytes(name: str) -> None:
    assert SPECIMENS[name]().bytes() == SPECIMENS[name]().bytes()


@pytest.mark.parametrize("name", NAMES)
def test_other_tools_find_whole_files_with_every_face_embedded(name: str, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(SPECIMENS[name]().bytes())
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    listed = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True)
    faces = [line.split() for line in listed.stdout.splitlines()[2:]]
    assert faces
    assert all(face[-5] == face[-4] == face[-3] == "yes" for face in faces)
