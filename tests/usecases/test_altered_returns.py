"""A real return with any one bit changed: never trusted, never slow, always with a reason."""

import random
import re
import time
from collections import Counter
from datetime import timedelta

import pytest
import sealed
import signing

from station_app.domain.verdict import Verdict
from station_app.exchange import authority, trust
from station_app.exchange.guarded import Guard
from station_app.usecases import verification

BLOB = re.compile(rb"/Contents <([0-9A-F]+)>")
SEED = 20270125
MOST_SECONDS = 5


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return signing.an_office(tmp_path_factory.mktemp("county"), at=sealed.AT)


@pytest.fixture(scope="module")
def believed(office):
    folder = office.folder / authority.TRUST
    return trust.gather(path.read_bytes() for path in sorted(folder.iterdir()))


@pytest.fixture(scope="module")
def honest(office):
    pair = sealed.Pair(
        signing.certified(office, signing.a_subject(station_name=sealed.NAME), at=sealed.AT),
        signing.certified(
            office,
            signing.a_subject(signing.REVIEWER, station_name=sealed.NAME),
            at=sealed.AT,
        ),
    )
    return sealed.honest(pair)


def altered(pdf, count):
    """Yield where one bit was changed and the file so changed; half lie in the last envelope."""
    chance = random.Random(SEED)
    last = list(BLOB.finditer(pdf))[-1]
    for number in range(count):
        place = chance.randrange(*(last.span(1) if number % 2 else (0, len(pdf))))
        changed = bytearray(pdf)
        changed[place] ^= 1 << chance.randrange(8)
        yield place, bytes(changed)


@pytest.mark.soak
def test_no_changed_bit_is_trusted_or_slow_or_without_a_reason(honest, believed, soaking):
    count = 2000 if soaking else 200
    at = sealed.AT + timedelta(hours=1)
    found = Counter()
    with Guard() as eyes:
        assert verification.check("whole", honest, believed, at, eyes).verdict is Verdict.TRUSTED
        for place, pdf in altered(honest, count):
            started = time.monotonic()
            checked = verification.check(f"{place}", pdf, believed, at, eyes)
            assert time.monotonic() - started < MOST_SECONDS, place
            assert checked.verdict is not Verdict.TRUSTED, place
            assert checked.reasons, place
            found[checked.verdict] += 1

    print(f"\n{count} altered returns: {dict(found)}")  # noqa: T201
    assert found.total() == count
