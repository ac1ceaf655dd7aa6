"""The shape of the house, held by machine."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(file for package in ("station_app", "ui") for file in (ROOT / package).rglob("*.py"))
PUBLIC_TEXTS = ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE")


def test_the_import_contracts_hold():
    lint = Path(sys.executable).with_name(
        "lint-imports" + (".exe" if sys.platform == "win32" else "")
    )

    answer = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert answer.returncode == 0, answer.stdout[-2000:]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_module_says_what_it_is_for_and_is_not_empty(file):
    tree = ast.parse(file.read_text("utf-8"))

    assert ast.get_docstring(tree), "no docstring"
    assert len(tree.body) > 1 or file.name == "__init__.py"


def test_the_customary_texts_stand_at_the_top_level():
    assert [name for name in PUBLIC_TEXTS if not (ROOT / name).is_file()] == []


def test_the_newest_version_of_the_changelog_is_the_programs():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    headings = [
        line
        for line in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines()
        if line.startswith("## [")
    ]

    assert headings[0].startswith(f"## [{version}]")


def test_no_step_of_the_schema_was_skipped():
    steps = sorted((ROOT / "station_app/storage/migrations").glob("*.sql"))

    assert [int(step.name[:4]) for step in steps] == list(range(1, len(steps) + 1))


def test_requirements_name_no_registry():
    for file in ROOT.glob("requirements*.txt"):
        text = file.read_text("utf-8")
        assert "://" not in text
        assert "--index" not in text
        assert "--hash=sha256:" in text


def test_every_picture_and_page_that_the_readmes_name_is_there():
    for text in ("README.md", "README.zh-CN.md"):
        named = re.findall(r"\]\(([^)#:]+)\)", (ROOT / text).read_text("utf-8"))
        assert [name for name in named if not (ROOT / name).is_file()] == []


def test_no_file_names_a_folder_of_one_machine():
    words = ["git", "grep", "-InE", r"(^|[^a-zA-Z0-9_.])/(work|root|home/[a-z]+)/", "--", "."]

    answer = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)

    named = [line for line in answer.stdout.splitlines() if "test_architecture.py" not in line]
    assert named == []
