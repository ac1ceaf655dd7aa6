"""Two people sign the very bytes that were frozen; whatever else is tried is refused."""

from datetime import timedelta

import pytest
import signing as hands
from makers import HEAD_PASSWORD, WORKER_PASSWORD

from station_app.domain.certificate import SigningRole
from station_app.domain.returns import State, Way
from station_app.domain.verdict import Verdict
from station_app.errors import Refused
from station_app.exchange import authority, packs, trust
from station_app.usecases import (
    certificates,
    county,
    reporting,
    returns,
    signing,
    upkeep,
    verification,
)
from station_app.usecases.returns import Order

COUNTY = "xianli-2026-qingshi"
F01 = Order(form="F01", period="2027-春节")
NAME = "荷塘村退役军人服务站"


def _subject(role: SigningRole, name: str, **changed: object):
    return hands.a_subject(role, station_name=NAME, name=name, **changed)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return hands.an_office(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def preparer(office):
    return hands.certified(office, _subject(SigningRole.PREPARER, "王芳"))


@pytest.fixture(scope="module")
def reviewer(office):
    return hands.certified(office, _subject(SigningRole.REVIEWER, "徐建民"))


@pytest.fixture(scope="module")
def believed(office):
    folder = office.folder / authority.TRUST
    return trust.gather([path.read_bytes() for path in sorted(folder.iterdir())])


def test_a_return_signed_by_two_people_is_trusted(
    filled_register, head_register, preparer, reviewer, believed
):
    waiting = signing.prepare_with(filled_register, F01, preparer)
    assert (waiting.state, waiting.way, waiting.pages) == (State.WAITING, Way.SIGNED, 1)

    ready = signing.approve_with(head_register, waiting.uid, reviewer, believed)

    assert (ready.state, ready.reviewed_name) == (State.READY, "徐建民")
    pdf = returns.pdf(filled_register, ready.uid)
    found = verification.check("f.pdf", pdf, believed, filled_register.now())
    assert found.verdict is Verdict.TRUSTED, found.reasons
    assert [one.name for one in found.signatures] == ["王芳", "徐建民"]
    assert (found.village, found.title, found.amounts) == (
        "荷塘村", "统计表", "5 人 · 3 户 · 1,000.00 元",
    )  # fmt: skip


def test_the_review_shows_the_very_bytes_and_finds_them_sound(filled_register, preparer, believed):
    waiting = signing.prepare_with(filled_register, F01, preparer)

    review = signing.review_with(filled_register, waiting.uid, believed)

    assert review.sound, review.verified.reasons
    assert review.pdf == returns.pdf(filled_register, waiting.uid)
    assert [one.name for one in review.not_reached] == ["邓长林"]
    assert review.verified.verdict is Verdict.INCOMPLETE


def test_a_waiting_version_keeps_others_from_being_frozen(filled_register, preparer):
    signing.prepare_with(filled_register, F01, preparer)

    with pytest.raises(Refused, match="正在等审核"):
        signing.prepare_with(filled_register, F01, preparer)
    with pytest.raises(Refused, match="正在等审核"):
        returns.paper_first(filled_register, F01)


def test_a_version_sent_back_says_why_and_uses_no_number(filled_register, head_register, preparer):
    waiting = signing.prepare_with(filled_register, F01, preparer)

    sent = signing.send_back(head_register, waiting.uid, "三组少两户")

    assert sent.state is State.SENT_BACK
    assert returns.fill(filled_register, F01).sent_back == "三组少两户"
    with pytest.raises(Refused, match="没有留下文件"):
        returns.pdf(filled_register, waiting.uid)
    again = signing.prepare_with(filled_register, F01, preparer)
    assert again.version == 1
    assert returns.fill(filled_register, F01).sent_back == ""


def test_sending_back_wants_a_sentence(filled_register, head_register, preparer):
    waiting = signing.prepare_with(filled_register, F01, preparer)

    with pytest.raises(Refused, match="退回的原因"):
        signing.send_back(head_register, waiting.uid, "  ")


def test_bytes_changed_in_the_register_are_not_signed(
    filled_register, head_register, preparer, reviewer, believed
):
    waiting = signing.prepare_with(filled_register, F01, preparer)
    pdf = returns.pdf(filled_register, waiting.uid)
    with filled_register.deed("试写") as deed:
        deed.db.execute("UPDATE return_content SET pdf = ?", (pdf + b"\n",))

    with pytest.raises(Refused, match="不一样"):
        signing.approve_with(head_register, waiting.uid, reviewer, believed)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": "李强"}, "证书是李强的"),
        ({"station_name": "石桥村退役军人服务站"}, "石桥村"),
        ({"station_code": "790121101202"}, "荷塘村"),
        ({"role": SigningRole.REVIEWER}, "审核人的"),
    ],
)
def test_only_a_certificate_of_this_person_role_and_station_signs(
    filled_register, office, changed, says
):
    subject = hands.replace(_subject(SigningRole.PREPARER, "王芳"), **changed)

    with pytest.raises(Refused, match=says):
        signing.prepare_with(filled_register, F01, hands.certified(office, subject))


def test_nothing_is_signed_while_the_clock_is_behind_the_journal(filled_register, preparer, clock):
    clock.forward(hours=-2)

    with pytest.raises(Refused, match="早于登记册里最后一笔"):
        signing.prepare_with(filled_register, F01, preparer)


def test_a_lapsed_certificate_signs_nothing(filled_register, preparer, clock):
    clock.forward(days=800)

    with pytest.raises(Refused, match="到期"):
        signing.prepare_with(filled_register, Order(form="F01", period="2027-春节"), preparer)


def test_one_person_is_never_both(filled_register, office, believed):
    own = hands.certified(office, _subject(SigningRole.PREPARER, "王芳"))
    waiting = signing.prepare_with(filled_register, F01, own)

    with pytest.raises(Refused, match="工作人员不能审核"):
        signing.approve_with(filled_register, waiting.uid, own, believed)


def test_two_signatures_under_one_person_number_are_not_kept(
    filled_register, head_register, office, preparer, believed
):
    same = hands.certified(office, _subject(SigningRole.REVIEWER, "徐建民", person_number="0001"))
    waiting = signing.prepare_with(filled_register, F01, preparer)

    with pytest.raises(Refused, match="同一个人"):
        signing.approve_with(head_register, waiting.uid, same, believed)
    assert returns.get(filled_register, waiting.uid).state is State.WAITING


def test_a_version_that_went_by_paper_is_signed_later_as_the_same_version(
    filled_register, head_register, preparer, reviewer, believed
):
    paper = returns.paper_first(filled_register, F01)
    with filled_register.deed("试写") as deed:
        deed.db.execute("UPDATE visit SET void = 1, void_reason = '录错' WHERE money > 0")

    waiting = signing.prepare_later_with(filled_register, paper.uid, preparer)
    ready = signing.approve_with(head_register, waiting.uid, reviewer, believed)

    assert (ready.uid, ready.version, ready.way) == (paper.uid, 1, Way.SIGNED)
    assert returns.frozen(filled_register, ready.uid).figures()["met.persons"] == 5


def test_a_paper_version_sent_back_on_the_way_to_signatures_stays_on_paper(
    filled_register, head_register, preparer
):
    paper = returns.paper_first(filled_register, F01)
    before = returns.pdf(filled_register, paper.uid)
    waiting = signing.prepare_later_with(filled_register, paper.uid, preparer)

    sent = signing.send_back(head_register, waiting.uid, "等证书换了再签")

    assert (sent.state, sent.way) == (State.READY, Way.PAPER)
    assert returns.pdf(filled_register, paper.uid) == before


def test_the_second_version_is_a_correction_that_names_the_first(
    filled_register, head_register, preparer, reviewer, believed
):
    first = signing.prepare_with(filled_register, F01, preparer)
    first = signing.approve_with(head_register, first.uid, reviewer, believed)

    order = Order(form="F01", period="2027-春节", reason="漏录两户")
    second = signing.prepare_with(filled_register, order, preparer)

    told = returns.frozen(filled_register, second.uid)
    assert (told.version, told.reason, told.previous) == (2, "漏录两户", first.pdf_digest)
    assert returns.file_name(filled_register, second) == (
        "荷塘村_2027春节_走访慰问情况统计表_更正1.pdf"
    )


def test_the_roster_is_signed_as_well(
    filled_register, head_register, preparer, reviewer, believed, clock
):
    waiting = signing.prepare_with(filled_register, Order(form="F03", period="2027-Q1"), preparer)
    clock.forward(minutes=5)
    ready = signing.approve_with(head_register, waiting.uid, reviewer, believed)

    pdf = returns.pdf(filled_register, ready.uid)
    found = verification.check("f.pdf", pdf, believed, filled_register.now() + timedelta(hours=1))
    assert found.verdict is Verdict.TRUSTED, found.reasons
    assert found.amounts == "2 人"


def _certified(register, password: str, folder, number: str) -> None:
    asked = certificates.request(register, password)
    person = county.person(
        code=register.station.code,
        number=number,
        name=register.account.name,
        role=asked.subject.role.value,
    )
    county.person_add(folder, COUNTY, person)
    answer = county.issue(folder, COUNTY, asked.pem, asked.fingerprint, register.now())
    trusted = folder / authority.TRUST
    certificates.install(
        register,
        answer,
        county=(trusted / "county-ca.pem").read_bytes(),
        typed=county.fingerprint(folder),
        crl=(trusted / "county.crl").read_bytes(),
    )


def test_two_accounts_sign_in_one_sitting_with_their_own_passwords(
    filled_register, head_register, tmp_path
):
    folder = tmp_path / "county"
    now = filled_register.now()
    county.init(folder, name="青石县退役军人事务局", code="790121", password=COUNTY, at=now)
    _certified(filled_register, WORKER_PASSWORD, folder, "0001")
    _certified(head_register, HEAD_PASSWORD, folder, "0002")

    waiting = reporting.prepared(filled_register, F01, WORKER_PASSWORD)
    assert reporting.prepared(filled_register, F01, WORKER_PASSWORD) == waiting
    assert signing.review(head_register, waiting.uid).sound
    with pytest.raises(Refused, match="密码"):
        signing.approve(head_register, waiting.uid, "not the password")
    ready = signing.approve(head_register, waiting.uid, HEAD_PASSWORD)

    found = verification.check(
        "f.pdf",
        returns.pdf(filled_register, ready.uid),
        certificates.believed(filled_register),
        filled_register.now(),
    )
    assert found.verdict is Verdict.TRUSTED, found.reasons
    assert reporting.prepared(filled_register, F01, WORKER_PASSWORD) == ready
    assert reporting.as_json(filled_register, ready) == {
        "form": "F01",
        "period": "2027-春节",
        "as_of": "2027-01-25",
        "version": 1,
        "state": "可导出",
        "file": "荷塘村_2027春节_走访慰问情况统计表.pdf",
        "pages": 1,
    }


def test_a_waiting_version_whose_figures_moved_is_not_taken_up_again(filled_register, preparer):
    signing.prepare_with(filled_register, F01, preparer)
    with filled_register.deed("试写") as deed:
        deed.db.execute("UPDATE visit SET void = 1, void_reason = '录错' WHERE money > 0")

    with pytest.raises(Refused, match="还在等审核"):
        reporting.prepared(filled_register, F01, WORKER_PASSWORD)


def test_the_journals_head_is_read_from_a_return(filled_register, preparer, tmp_path):
    waiting = signing.prepare_with(filled_register, F01, preparer)
    (tmp_path / "f.pdf").write_bytes(returns.pdf(filled_register, waiting.uid))

    heads = verification.journal_heads([tmp_path / "f.pdf"])

    told = returns.frozen(filled_register, waiting.uid)
    assert heads == [(told.journal_number, told.journal_seal)]
    assert upkeep.compare(filled_register, heads) == []


def test_a_version_is_only_signed_later_if_it_went_by_paper(filled_register, preparer):
    waiting = signing.prepare_with(filled_register, F01, preparer)

    with pytest.raises(Refused, match="不是先出的纸质件"):
        signing.prepare_later_with(filled_register, waiting.uid, preparer)


def test_a_version_of_a_template_that_is_gone_is_not_signed_later(
    filled_register, preparer, monkeypatch
):
    paper = returns.paper_first(filled_register, F01)
    monkeypatch.setattr(packs, "shipped", lambda: ())

    with pytest.raises(Refused, match="表样 F01"):
        signing.prepare_later_with(filled_register, paper.uid, preparer)
    with pytest.raises(Refused, match="表样不在"):
        returns.file_name(filled_register, paper)


def test_only_what_waits_is_signed_or_sent_back(filled_register, head_register):
    paper = returns.paper_first(filled_register, F01)

    with pytest.raises(Refused, match="不在等审核"):
        signing.send_back(head_register, paper.uid, "再看看")


def test_whoever_prepared_does_not_review_even_as_head_of_the_station(
    filled_register, head_register, preparer, reviewer, believed
):
    waiting = signing.prepare_with(filled_register, F01, preparer)
    with filled_register.deed("试写") as deed:
        deed.db.execute("UPDATE return_version SET prepared_by = ?", (head_register.account.uid,))

    with pytest.raises(Refused, match="不能审核自己"):
        signing.approve_with(head_register, waiting.uid, reviewer, believed)


def test_a_half_signed_return_of_somebody_nobody_knows_is_not_approved(
    filled_register, head_register, preparer, reviewer, tmp_path
):
    waiting = signing.prepare_with(filled_register, F01, preparer)
    other = hands.an_office(tmp_path / "other").folder / authority.TRUST
    strangers = trust.gather([path.read_bytes() for path in sorted(other.iterdir())])

    assert not signing.review_with(filled_register, waiting.uid, strangers).sound
    with pytest.raises(Refused, match="有问题"):
        signing.approve_with(head_register, waiting.uid, reviewer, strangers)


def test_a_name_no_face_can_draw_is_named_before_anything_is_signed(filled_register, preparer):
    order = Order(form="F03", period="2027-Q1")
    with filled_register.deed("试写") as deed:
        deed.db.execute("UPDATE person SET name = '王\U0010fffd' WHERE name = '王桂兰'")

    with pytest.raises(Refused, match="字形"):
        signing.prepare_with(filled_register, order, preparer)
    with pytest.raises(Refused, match="字形"):
        returns.paper_first(filled_register, order)
    assert returns.every(filled_register) == []


def test_a_clock_before_the_certificate_signs_nothing(filled_register, office, clock):
    later = hands.certified(
        office, _subject(SigningRole.PREPARER, "王芳"), at=clock.at + timedelta(days=30)
    )

    with pytest.raises(Refused, match="起始日"):
        signing.prepare_with(filled_register, F01, later)


def test_without_a_certificate_paper_is_offered(filled_register):
    with pytest.raises(Refused, match="还没有签名证书") as refused:
        signing.prepare(filled_register, F01, WORKER_PASSWORD)
    assert "纸质件" in refused.value.remedy

    paper = returns.paper_first(filled_register, F01)
    with pytest.raises(Refused, match="还没有签名证书"):
        signing.prepare_later(filled_register, paper.uid, WORKER_PASSWORD)


def test_what_waits_is_listed(filled_register, preparer):
    waiting = signing.prepare_with(filled_register, F01, preparer)

    assert returns.waiting(filled_register) == [waiting]
