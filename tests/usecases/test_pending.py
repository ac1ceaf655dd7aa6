"""Today says what returns ask for, each account only what it may do."""

import pytest
import signing as hands

from station_app.domain.care import Rank
from station_app.domain.certificate import SigningRole
from station_app.usecases import care, handover, pending, returns, signing
from station_app.usecases.handover import Export
from station_app.usecases.returns import Order

F01 = Order(form="F01", period="2027-春节")


@pytest.fixture
def preparer(tmp_path):
    office = hands.an_office(tmp_path / "county")
    facts = {"station_name": "荷塘村退役军人服务站", "name": "王芳"}
    return hands.certified(office, hands.a_subject(SigningRole.PREPARER, **facts))


def _says(register) -> list[str]:
    return [one.says for one in pending.todos(register)]


def test_nothing_is_asked_while_nothing_was_prepared(filled_register):
    assert pending.todos(filled_register) == []


def test_the_head_is_asked_to_review_and_the_worker_is_not(
    filled_register, head_register, preparer
):
    waiting = signing.prepare_with(filled_register, F01, preparer)

    assert _says(filled_register) == []
    (asked,) = pending.todos(head_register)
    assert asked.says == "审核2027年春节《走访慰问情况统计表》"
    assert (asked.deed, asked.about, asked.rank) == ("review_return", waiting.uid, Rank.RETURNS)


def test_what_was_sent_back_is_asked_of_the_worker_with_the_sentence(
    filled_register, head_register, preparer
):
    waiting = signing.prepare_with(filled_register, F01, preparer)
    signing.send_back(head_register, waiting.uid, "三组少两户")

    (asked,) = pending.todos(filled_register)
    assert (asked.why, asked.about) == ("退回时说：三组少两户", "F01 2027-春节")
    assert pending.todos(head_register) == []


def test_a_ready_return_is_asked_for_until_it_is_exported(filled_register, tmp_path):
    version = returns.paper_first(filled_register, F01)
    assert _says(filled_register) == ["导出2027年春节《走访慰问情况统计表》"]

    stick = tmp_path / "U盘"
    stick.mkdir()
    handover.export(filled_register, Export(versions=(version.uid,), folder=stick))
    assert _says(filled_register) == []


def test_what_must_be_changed_shows_while_the_campaign_runs(filled_register, clock):
    with filled_register.deed("试写") as deed:
        row = deed.db.execute("SELECT id FROM person WHERE name = '王桂兰'").fetchone()[0]
        deed.update("person", row, {"life": "去世", "died_on": "2027-01-11"})

    (asked,) = pending.todos(filled_register)
    assert asked.says == "《走访慰问情况统计表》有 1 处必须改"
    assert asked.why == "王桂兰1月11日去世，却有1月12日的走访，请核对日期。"
    assert asked in care.overview(filled_register, more=pending.todos(filled_register)).todos

    clock.forward(days=60)
    assert pending.todos(filled_register) == []
