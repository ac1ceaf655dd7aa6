import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["characters.txt", "phrases.txt"])
def test_the_shipped_readings_are_those_of_the_package(tmp_path, monkeypatch, name):
    source = ROOT / "build_scripts" / "readings.py"
    spec = importlib.util.spec_from_file_location("made_readings", source)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    monkeypatch.setattr(made, "FOLDER", tmp_path)

    made.main()

    assert (tmp_path / name).read_bytes() == (ROOT / "resources/readings" / name).read_bytes()
