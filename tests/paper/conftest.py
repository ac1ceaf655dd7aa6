"""Goldens of printed pages: `--golden-update` takes the pages as they are now for right."""

import json
from collections.abc import Callable
from pathlib import Path

import page_checks
import pytest

from station_app.paper.sheet import Sheet

GOLDEN = Path(__file__).parent.parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="accept the pages as they are")


@pytest.fixture
def as_golden(request: pytest.FixtureRequest) -> Callable[[str, Sheet], None]:
    def compare(name: str, sheet: Sheet) -> None:
        path = GOLDEN / f"{name}.json"
        now = json.dumps(page_checks.geometry(sheet), ensure_ascii=False, indent=0)
        if request.config.getoption("--golden-update", default=False):
            path.write_text(now, encoding="utf-8")
        assert json.loads(now) == json.loads(path.read_text(encoding="utf-8"))

    return compare
