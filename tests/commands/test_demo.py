"""The demo leaves what it promises."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from station_app.__main__ import station


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    out = tmp_path_factory.mktemp("demo") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STATION_DATA", str(out.parent / "data"))
        result = CliRunner().invoke(station, ["demo", "--out", str(out), "--seed", "7"])
    assert result.exit_code == 0, result.output
    return out


def test_every_promised_file_is_there(made):
    for name in (
        "roster.xlsx", "demo.station", "demo.station.keys", "import-report.xlsx", "sheets.pdf",
        "summary.json", "trust/county-ca.pem", "trust/county.crl", "stick/清单.txt",
    ):  # fmt: skip
        assert (made / name).stat().st_size > 0
    assert len(list((made / "stick").glob("*.pdf"))) == 3


def test_the_summary_adds_up(made):
    told = json.loads((made / "summary.json").read_text("utf-8"))

    taken = told["import"]
    five = [taken[name] for name in ("new", "updated", "unchanged", "conflict", "rejected")]
    assert sum(five) == taken["rows"] == 76
    assert taken["rejected"] > 0
    assert told["persons"] >= 50
    assert told["sheets"] >= 15
    assert told["visits"] >= 10
    assert {one["form"] for one in told["returns"]} == {"F01", "F03"}
    assert all((made / one["file"]).is_file() for one in told["returns"])


def test_nothing_is_readable_in_the_register(made):
    for name in ("demo.station", "demo.station.keys"):
        content = (made / name).read_bytes()
        assert not content.startswith(b"SQLite format")
        assert "荷塘村".encode() not in content


def test_a_folder_that_holds_something_is_refused(made):
    result = CliRunner().invoke(station, ["demo", "--out", str(made)])

    assert result.exit_code == 1
    assert "不是空的" in result.stderr


def test_the_same_seed_makes_the_same_people(made):
    from station_app.usecases import demo_world

    today = date(2026, 11, 24)
    assert demo_world.villagers(30, today, 7) == demo_world.villagers(30, today, 7)
    assert demo_world.villagers(30, today, 7) != demo_world.villagers(30, today, 8)
