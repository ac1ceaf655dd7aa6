"""What it costs to look fifty thousand people through for entries of one person."""

from dataclasses import replace

import crowd
import pytest
import ratios

from station_app.domain.person import Paper
from station_app.usecases import doubles, people, selection

PEOPLE = 50_000
PLANTED = 20
COLUMNS = (
    "SELECT id, name, pinyin, id_number, born, sex, household, division, group_name, door"
    " FROM person",
    "SELECT person, kind, name FROM person_name",
    "SELECT person, number FROM phone",
)


@pytest.fixture
def county(register, tmp_path):
    """Fifty thousand people, of whom some stand there once more without a number."""
    crowd.fill(register, tmp_path, PEOPLE)
    blank = {"id_number": "", "paper": Paper.NONE, "number_reason": "遗失", "household": ""}
    for row in selection.page(register, selection.Selection(), limit=PLANTED).rows:
        draft = people.draft_of(register, row.person.uid)
        people.register(register, replace(draft, **blank, relation="", phones=()))
    return register


def test_looking_for_doubles(county):
    found = doubles.search(county, _quietly)
    jobs = {
        "read the same columns once": lambda: [
            county.db.execute(sql).fetchall() for sql in COLUMNS
        ],
        "look for doubles": lambda: doubles.search(county, _quietly),
    }
    taken = ratios.medians(jobs, rounds=3)

    title = f"Doubles among {PEOPLE} people"
    ratios.show(title, taken, "read the same columns once")
    ratios.note(f"{title}: the whole search", taken["look for doubles"], "s", aim=5)
    ratios.note(f"{title}: pairs", found.pairs, "")
    ratios.note(f"{title}: keys shared by too many", found.cut, "")

    draft = people.draft_of(county, found.likely[0].one.uid)
    typed = ratios.timed({"type": lambda: people.likely_doubles(county, draft)}, rounds=20)["type"]
    ratios.note(
        f"{title}: of one who is typed", 1000 * ratios.percentile(typed, 0.95), "ms", aim=50
    )
    likeliest = [
        pair for pair in found.likely if not pair.other.id_number or not pair.one.id_number
    ]
    assert len(likeliest) >= PLANTED


def _quietly(_done: int, _total: int) -> None:
    """Tell nobody."""
