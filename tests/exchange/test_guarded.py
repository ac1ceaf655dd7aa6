"""The limited child: it finds what the examination finds, and a file that kills it is invalid."""

import sys
import time
from datetime import timedelta

import pytest
import signing
from signing import NOW

from station_app.domain.verdict import Verdict
from station_app.errors import Unreadable
from station_app.exchange import authority, foreign, guarded, inspect, trust, wire
from station_app.exchange.guarded import Guard
from station_app.exchange.looks import Compared

LATER = NOW + timedelta(hours=1)
PARROT = """
import sys
for line in sys.stdin:
    print('{"answer": {"findings": [3]}}', flush=True)
"""


@pytest.fixture(scope="module")
def believed(office):
    folder = office.folder / authority.TRUST
    return trust.gather(path.read_bytes() for path in sorted(folder.iterdir()))


def test_the_child_finds_the_same(signed, half_signed, believed):
    with Guard() as guard:
        for pdf in (signed, half_signed, b"%PDF-1.7", signing.drawn()):
            assert guard.examine(pdf, believed, LATER) == inspect.examine(pdf, believed, LATER)


def test_the_child_remembers_which_lists_were_seen(signed, believed):
    seen = trust.gather(
        [believed.authorities[0].der, believed.lists[0].der],
        {believed.authorities[0].fingerprint: 99},
    )

    with Guard() as guard:
        assert guard.examine(signed, seen, LATER).verdict is Verdict.UNDECIDED


def test_what_the_child_is_told_and_tells_survives_the_way(signed, believed):
    told = {"pdf": wire.text(signed), "trust": wire.plain_trust(believed), "at": LATER.isoformat()}

    assert wire.ready({}) is True
    assert wire.examination(wire.examine(told)) == inspect.examine(signed, believed, LATER)
    pages = {"expected": wire.text(signing.drawn()), "actual": wire.text(signed)}
    assert wire.compared(wire.compare(pages)) == Compared(pages=(2,))


@pytest.mark.parametrize("nonsense", [None, [], {"findings": 3}, {"findings": [3]}])
def test_a_child_that_talks_nonsense_is_not_believed(nonsense):
    with pytest.raises((TypeError, KeyError)):
        wire.examination(nonsense)


def test_a_child_that_a_file_took_over_makes_it_invalid_and_is_renewed(
    signed, believed, monkeypatch
):
    with Guard() as guard, monkeypatch.context() as patch:
        patch.setattr(foreign, "_command", lambda: [sys.executable, "-c", PARROT])
        found = guard.examine(signed, believed, LATER)
        assert [one.verdict for one in found.findings] == [Verdict.INVALID]
        patch.undo()

        assert guard.examine(signed, believed, LATER).verdict is Verdict.TRUSTED


def test_the_child_compares_pages(signed):
    with Guard() as guard:
        assert guard.compare(signing.drawn(text="38"), signing.drawn()).pages == (1, 2)
        assert guard.compare(signed, signed) == Compared()
        with pytest.raises(Unreadable):
            guard.compare(signed, b"no pages at all")


def test_a_file_that_takes_too_long_is_invalid_and_the_batch_goes_on(signed, believed, monkeypatch):
    with Guard() as guard:
        assert guard.examine(signed, believed, LATER).verdict is Verdict.TRUSTED

        monkeypatch.setattr(guarded, "SECONDS", -0.1)
        monkeypatch.setattr(foreign, "_TICK", 0.001)
        late = guard.examine(signed, believed, LATER)
        monkeypatch.undo()

        assert late.verdict is Verdict.INVALID
        assert late.findings[0].says
        assert guard.examine(signed, believed, LATER).verdict is Verdict.TRUSTED


def test_what_the_examination_used_up_is_missing_for_comparing(signed, believed, monkeypatch):
    asked = {}

    def slow(_reader, task, args, _waiting, seconds=None):
        asked[task] = seconds
        if task == "return":
            time.sleep(1.5)
            return wire.examine(args)
        return {"ready": True, "pages": {"strange": "", "pages": []}}[task]

    monkeypatch.setattr(foreign.Reader, "ask", slow)
    with Guard() as guard:
        guard.examine(signed, believed, LATER)
        guard.compare(signing.drawn(), signed)

    assert 3 <= asked["return"] < 3.1
    assert 0.8 + 2 * 0.3 <= asked["pages"] < 3.4 - 1.5 + 2 * 0.3


def test_a_bomb_in_an_attachment_ends_in_time(believed):
    bomb = signing.drawn(attachments={"return.json": bytes(300 * 2**20), "return.csv": b""})
    started = time.monotonic()

    with Guard() as guard:
        found = guard.examine(bomb, believed, LATER)

    assert found.verdict is Verdict.INVALID
    assert time.monotonic() - started < 60
