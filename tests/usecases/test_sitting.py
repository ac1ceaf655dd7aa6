"""Two people at one desk sign one after the other; nothing is frozen before both are known."""

import pytest
import village
from certified import certify
from makers import HEAD_PASSWORD, WORKER_PASSWORD

from station_app.domain.returns import State, Way
from station_app.domain.roles import Role
from station_app.errors import Refused
from station_app.usecases import reported, returns, signing, sitting
from station_app.usecases.returns import Order
from station_app.usecases.sitting import Vouched

F01 = Order(form="F01", period="2027-春节")


@pytest.fixture
def seated(register, head_register, tmp_path):
    with register.deed("试写") as deed:
        village.people(deed)
    certify((register, head_register), tmp_path / "county")
    return (
        Vouched(account=register.account.uid, password=WORKER_PASSWORD),
        Vouched(account=head_register.account.uid, password=HEAD_PASSWORD),
    )


def test_both_signatures_are_given_in_one_sitting(register, seated):
    made = sitting.sign(register, F01, *seated)

    assert (made.state, made.prepared_name, made.reviewed_name) == (State.READY, "王芳", "徐建民")


def test_without_the_reviewer_the_version_waits_and_is_approved_later(register, seated):
    waiting = sitting.sign(register, F01, seated[0])
    assert waiting.state is State.WAITING

    assert sitting.approve(register, waiting.uid, seated[1]).state is State.READY


def test_a_wrong_password_of_the_reviewer_freezes_nothing(register, seated):
    wrong = Vouched(account=seated[1].account, password="not-the-password")

    with pytest.raises(Refused, match="密码"):
        sitting.sign(register, F01, seated[0], wrong)

    assert returns.every(register) == []


def test_a_reviewer_without_a_certificate_leaves_the_version_waiting(
    register, head_register, tmp_path
):
    with register.deed("试写") as deed:
        village.people(deed)
    certify((register,), tmp_path / "county")
    preparer = Vouched(account=register.account.uid, password=WORKER_PASSWORD)
    reviewer = Vouched(account=head_register.account.uid, password=HEAD_PASSWORD)

    with pytest.raises(Refused, match="填表人已签名，审核人没有签成：你还没有签名证书") as refused:
        sitting.sign(register, F01, preparer, reviewer)

    assert "这一版在等审核" in refused.value.remedy
    assert [one.state for one in returns.every(register)] == [State.WAITING]
    [head] = sitting.signatories(register, Role.HEAD)
    assert head.says == "还没有签名证书"


def test_a_version_by_paper_gets_both_signatures_later(register, seated):
    paper = returns.paper_first(register, F01)

    made = sitting.sign_later(register, paper.uid, *seated)

    assert (made.uid, made.state, made.way) == (paper.uid, State.READY, Way.SIGNED)


def test_who_may_sign_is_said_with_the_certificate(register, seated):
    workers = sitting.signatories(register, Role.WORKER)
    heads = sitting.signatories(register, Role.HEAD)

    assert [(one.account.name, one.says) for one in workers] == [
        ("王芳", "签名证书有效到 2029年1月21日")
    ]
    assert [one.account.name for one in heads] == ["徐建民"]


def test_the_board_says_who_is_waited_for(register, head_register, seated):
    assert {one.waits_for for one in reported.board(register)} == {"工作人员填报"}
    waiting = sitting.sign(register, F01, seated[0])
    assert reported.board(register)[0].waits_for == "站长审核签名"

    signing.send_back(head_register, waiting.uid, "漏了一户。")

    first = reported.board(register)[0]
    assert (first.state, first.waits_for) == (State.SENT_BACK, "王芳修改后再送")
    assert first.newest is None


def test_a_frozen_return_is_shown_as_it_was(register, seated):
    made = sitting.sign(register, F01, *seated)
    with register.deed("试写") as deed:
        deed.db.execute("UPDATE visit SET void = 1, void_reason = '录错'")

    then, now = reported.stored(register, made.uid), reported.live(register, F01)

    assert then.line("met") != now.line("met")
    assert then.version == made


def test_the_people_of_a_frozen_roster_are_known_while_they_are_the_same(register, seated):
    made = returns.paper_first(register, Order(form="F03", period="2027-春节"))
    assert len(reported.stored(register, made.uid).persons) == made.people

    with register.deed("试写") as deed:
        deed.db.execute("UPDATE person SET name = '改了名' WHERE name = '王桂兰'")

    assert reported.stored(register, made.uid).persons == ()


def test_a_version_that_was_sent_back_is_shown_as_the_register_says_it_now(
    register, head_register, seated
):
    waiting = sitting.sign(register, F01, seated[0])
    empty = Order(form="", period="")
    assert reported.shown(register, waiting.uid, empty, correcting=False).version == waiting
    signing.send_back(head_register, waiting.uid, "漏了一户。")

    found = reported.shown(register, waiting.uid, empty, correcting=False)

    assert found.version is None
    assert found.filled is not None
    assert found.filled.sent_back == "漏了一户。"


def test_a_correction_follows_the_register_beside_the_frozen_version(register, seated):
    sitting.sign(register, F01, *seated)
    place, order = (F01.form, F01.period), Order(form="", period="", reason="漏了一户。")

    assert reported.shown(register, place, order, correcting=False).version is not None
    assert reported.shown(register, place, order, correcting=True).version is None


def test_no_return_at_all_is_refused(register):
    with pytest.raises(Refused, match="没有选报表"):
        reported.shown(register, None, F01, correcting=False)
