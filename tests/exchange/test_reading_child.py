"""The reading child, asked line by line until nobody asks any more."""

import json
import subprocess

import pytest
import sealed
import signing
from messy import book

from station_app.exchange import authority, foreign, trust, wire
from station_app.paper import return_page


@pytest.fixture(scope="module")
def answers(tmp_path_factory, office):
    folder = tmp_path_factory.mktemp("files")
    book(folder / "册.xlsx", ["姓名"], ["王福生"])
    believed = trust.gather(
        path.read_bytes() for path in sorted((office.folder / authority.TRUST).iterdir())
    )
    drawn = return_page.draw(sealed.F01, sealed.a_return()).pdf
    asked = [
        ("ready", {}),
        ("workbook", {"path": str(folder / "册.xlsx")}),
        ("workbook", {"path": str(folder / "没有.xlsx")}),
        (
            "return",
            {
                "pdf": wire.text(drawn),
                "trust": wire.plain_trust(believed),
                "at": signing.NOW.isoformat(),
            },
        ),
        ("pages", {"expected": wire.text(drawn), "actual": wire.text(drawn)}),
        ("pages", {"expected": wire.text(drawn), "actual": wire.text(b"%PDF-1.7 nothing")}),
    ]
    lines = "".join(json.dumps({"task": task, "args": args}) + "\n" for task, args in asked)
    done = subprocess.run(
        foreign._command(),
        input=lines.encode(),
        capture_output=True,
        check=True,
        timeout=120,
        env=foreign._environment(),
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_question_gets_one_answer_in_its_turn(answers):
    assert [next(iter(one)) for one in answers] == [
        "answer", "answer", "refused", "answer", "answer", "fault",
    ]  # fmt: skip


def test_cells_and_refusals_come_as_plain_words(answers):
    assert answers[1]["answer"]["sheets"][0]["rows"] == [["姓名"], ["王福生"]]
    assert "打不开" in answers[2]["refused"]["what"]


def test_a_return_that_nobody_signed_is_examined(answers):
    found = wire.examination(answers[3]["answer"])

    assert [one.verdict.value for one in found.findings] == ["incomplete"]
    assert found.data


def test_our_own_pages_look_like_our_own_pages(answers):
    assert answers[4]["answer"] == {"strange": "", "pages": []}
