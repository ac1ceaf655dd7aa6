"""The import templates of the offices themselves, where they are at hand."""

import os
from pathlib import Path

import pytest

from station_app.domain import headings
from station_app.domain.headings import Sure
from station_app.exchange import sheets

FOLDER = Path(
    os.environ.get("OFFICIAL_TEMPLATES", Path(__file__).parents[3] / "shared/fixtures/official")
)
FILES = sorted(FOLDER.glob("*.xls")) if FOLDER.is_dir() else []

pytestmark = pytest.mark.skipif(not FILES, reason="the official templates are not on this machine")


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def template(request):
    return sheets.read(request.param)


def test_only_the_sheet_of_people_has_a_table(template):
    found = {sheet.name: headings.find(sheet) for sheet in template.sheets if not sheet.hidden}

    assert [name for name, table in found.items() if table] == [template.sheets[0].name]


def test_name_number_and_most_of_what_the_register_keeps_is_known(template):
    table = headings.find(template.sheets[0])

    fields = {match.field for match in table.columns if match.sure is Sure.KNOWN}
    assert {
        "name", "id_number", "born", "sex", "ethnicity", "relation", "division", "address",
        "phone", "phone2", "household_size", "enlisted", "childless", "medical", "remark",
    } <= fields  # fmt: skip


def test_nothing_that_names_a_unit_is_read_and_of_a_workplace_its_name_alone(template):
    """Cells of the name that look like a unit all the same stay out: see `test_reading`."""
    table = headings.find(template.sheets[0])

    units = [
        match
        for match in table.columns
        if any(word in match.heading for word in ("部队", "番号", "代号", "单位", "职务"))
    ]
    read = {match.heading: match.field for match in units if match.field}
    assert read == {"工作单位名称": "employer"}


def test_few_headings_are_left_to_ask(template):
    table = headings.find(template.sheets[0])

    asked = [match.heading for match in table.columns if match.sure is Sure.ASKED]
    assert len(asked) <= 5, asked
