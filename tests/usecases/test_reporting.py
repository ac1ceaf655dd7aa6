"""The same return asked for again by a script: gone on with, never made twice."""

import pytest
from certified import certify
from makers import HEAD_PASSWORD, WORKER_PASSWORD

from station_app.domain.returns import State, Way
from station_app.errors import Refused
from station_app.usecases import reporting, returns
from station_app.usecases.returns import Order

F01 = Order(form="F01", period="2027-春节")


@pytest.fixture
def certified(filled_register, head_register, tmp_path, cheap_passwords):
    certify((filled_register, head_register), tmp_path / "county")
    return filled_register


def _changed(register):
    with register.deed("试写") as deed:
        deed.db.execute("UPDATE visit SET void = 1, void_reason = '录错' WHERE money > 0")


def test_a_paper_return_asked_for_again_is_the_same_version(filled_register):
    first = reporting.on_paper(filled_register, F01)

    assert reporting.on_paper(filled_register, F01) == first
    assert (first.way, first.state, first.version) == (Way.PAPER, State.READY, 1)


def test_a_paper_return_whose_figures_moved_is_a_correction_and_wants_a_reason(filled_register):
    reporting.on_paper(filled_register, F01)
    _changed(filled_register)

    with pytest.raises(Refused, match="更正"):
        reporting.on_paper(filled_register, F01)
    order = reporting.explained(
        filled_register, Order(form="F01", period="2027-春节", reason="录错"), "改"
    )
    corrected = reporting.on_paper(filled_register, order)
    assert corrected.version == 2


def test_a_return_that_went_by_paper_is_signed_later_as_the_same_version(certified, head_register):
    paper = reporting.on_paper(certified, F01)

    waiting = reporting.prepared(certified, F01, WORKER_PASSWORD)
    [ready] = reporting.approved(head_register, [waiting], HEAD_PASSWORD)

    assert (waiting.uid, waiting.state, waiting.way) == (paper.uid, State.WAITING, Way.SIGNED)
    assert (ready.version, ready.state) == (1, State.READY)
    assert reporting.prepared(certified, F01, WORKER_PASSWORD) == ready


def test_what_asks_for_a_sentence_gets_it_only_where_one_is_given(filled_register):
    assert reporting.explained(filled_register, F01, "") == F01
    asking = [
        one.field for one in returns.fill(filled_register, F01).problems if one.level == "需说明"
    ]

    assert reporting.explained(filled_register, F01, "刚开始。").explained == dict.fromkeys(
        asking, "刚开始。"
    )
