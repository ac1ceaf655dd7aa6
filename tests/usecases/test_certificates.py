"""An account's certificate: from the request over the county and back, and what it is good for."""

import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import signing
from makers import A_MONDAY, CHEAP, HEAD_PASSWORD, HETANG, WORKER_PASSWORD

from station_app.domain.certificate import SigningRole, in_groups
from station_app.domain.verdict import Verdict
from station_app.errors import Refused, Unreadable
from station_app.exchange import inspect, seal, vault
from station_app.storage import journal
from station_app.storage.keys import WrongPassword
from station_app.usecases import (
    certificate_slip,
    certificates,
    county,
    history,
    signing_keys,
    workers,
)

COUNTY_PASSWORD = "gui-hua-shu-1979"
NEW_PASSWORD = "feng-zheng-gao-64"


@pytest.fixture(autouse=True, scope="module")
def _cheap_office_passwords():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "MIB", 8)
        patch.setattr(vault, "ROUNDS", 1)
        yield


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    made = tmp_path_factory.mktemp("office") / "county"
    county.init(
        made, name="青石县退役军人事务局", code="790121", password=COUNTY_PASSWORD, at=A_MONDAY
    )
    return made


@pytest.fixture
def folder(founded, tmp_path):
    return Path(shutil.copytree(founded, tmp_path / "county"))


def listed(folder, name, role, number):
    somebody = county.person(code=HETANG.code, number=number, name=name, role=role)
    county.person_add(folder, COUNTY_PASSWORD, somebody)


def answered(folder, requested, at=A_MONDAY):
    return county.issue(
        folder, COUNTY_PASSWORD, requested.pem, in_groups(requested.fingerprint), at
    )


def trust(folder):
    return {
        "county": (folder / "trust/county-ca.pem").read_bytes(),
        "typed": county.fingerprint(folder),
        "crl": (folder / "trust/county.crl").read_bytes(),
    }


@pytest.fixture
def answer(register, folder):
    listed(folder, "王芳", "填表人", "0001")
    return answered(folder, certificates.request(register, WORKER_PASSWORD))


@pytest.fixture
def installed(register, folder, answer):
    certificates.install(register, answer, **trust(folder))
    return register


def test_a_request_waits_with_its_key_until_the_answer_comes(register):
    first = certificates.request(register, WORKER_PASSWORD)
    again = certificates.request(register, WORKER_PASSWORD)

    assert first.fingerprint == again.fingerprint
    assert first.subject.role is SigningRole.PREPARER
    assert certificates.status(register).key_fingerprint == first.fingerprint
    assert certificates.status(register).held is None


def test_the_slip_shows_the_digits_that_the_county_types(register, tmp_path):
    requested = certificates.request(register, WORKER_PASSWORD)

    page = tmp_path / "slip.pdf"
    page.write_bytes(certificate_slip.draw(register, requested).pdf)

    text = subprocess.run(
        ["pdftotext", "-layout", page, "-"], check=True, capture_output=True, text=True
    ).stdout
    for said in ("王芳", "填表人", HETANG.code, *in_groups(requested.fingerprint).split(" ")):
        assert said in text


def test_a_request_needs_the_own_password(register):
    with pytest.raises(WrongPassword):
        certificates.request(register, HEAD_PASSWORD)

    assert signing_keys.public(register) is None


def test_an_installed_certificate_signs_and_is_trusted(installed, head_register, folder):
    listed(folder, "徐建民", "审核人", "0002")
    reviewing = answered(folder, certificates.request(head_register, HEAD_PASSWORD))
    certificates.install(head_register, reviewing)

    prepared = seal.prepare(
        signing.drawn(data=signing.return_data(station={"code": HETANG.code, "name": HETANG.name})),
        certificates.signer(installed, WORKER_PASSWORD),
        signing.PLACES,
        signing.stamp(),
        installed.now(),
    )
    both = seal.approve(
        prepared,
        certificates.signer(head_register, HEAD_PASSWORD),
        signing.stamp("REVIEWER"),
        head_register.now(),
    )

    found = inspect.examine(both, certificates.believed(installed), installed.now())
    assert found.verdict is Verdict.TRUSTED


def test_the_first_county_needs_its_fingerprint_typed(register, folder, answer):
    wrong = trust(folder) | {"typed": "0" * 24}

    with pytest.raises(Refused, match="对不上"):
        certificates.install(register, answer, **wrong)
    with pytest.raises(Refused, match="还没有装入县里的根证书"):
        certificates.install(register, answer)
    with pytest.raises(Refused, match="核不了电子签名"):
        certificates.believed(register)


def test_the_first_county_needs_its_list(register, folder, answer):
    with pytest.raises(Refused, match="还没有县里的作废名单"):
        certificates.install(register, answer, **(trust(folder) | {"crl": b""}))


def test_a_pinned_county_is_not_replaced(installed, tmp_path, answer):
    other = signing.an_office(tmp_path / "other", at=A_MONDAY)
    theirs = (other.folder / "trust/county-ca.pem").read_bytes()

    with pytest.raises(Refused, match="不是本站一直用的"):
        certificates.install(installed, answer, county=theirs)


def test_a_county_from_elsewhere_is_refused(register, answer, tmp_path):
    other = signing.an_office(tmp_path / "other", code="790122", at=A_MONDAY)

    with pytest.raises(Refused, match="管不到本站"):
        certificates.install(register, answer, **trust(other.folder))


def test_a_certificate_for_another_key_is_refused(register, folder, answer):
    certificates.request(register, WORKER_PASSWORD, anew=True)

    with pytest.raises(Refused, match="不是给你这把密钥发的"):
        certificates.install(register, answer, **trust(folder))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": "赵敏"}, "不是王芳"),
        ({"role": signing.REVIEWER}, "只能作为填表人签名"),
        ({"station_name": "别的服务站"}, "不是本站"),
        ({"station_code": "790121101299"}, "不是本站"),
    ],
)
def test_a_certificate_for_somebody_else_is_refused(register, folder, changed, says):
    office = county.Office.unlock(folder, COUNTY_PASSWORD)
    certificates.request(register, WORKER_PASSWORD)
    subject = replace(signing.a_subject(), **({"station_name": HETANG.name} | changed))
    key = signing_keys.public(register)
    answer = signing.issuing.certify(office.root, subject, key, A_MONDAY)

    with pytest.raises(Refused, match=says):
        certificates.install(register, answer, **trust(folder))


@pytest.mark.parametrize(("days", "says"), [(-731, "到期"), (30, "起才有效")])
def test_a_certificate_whose_time_is_over_or_to_come_is_not_taken_in(register, folder, days, says):
    office = county.Office.unlock(folder, COUNTY_PASSWORD)
    certificates.request(register, WORKER_PASSWORD)
    subject = replace(signing.a_subject(), station_name=HETANG.name)
    key, at = signing_keys.public(register), A_MONDAY + timedelta(days=days)
    answer = signing.issuing.certify(office.root, subject, key, at)

    with pytest.raises(Refused, match=says):
        certificates.install(register, answer, **trust(folder))

    assert certificates.status(register).held is None


def test_junk_is_no_certificate(register):
    with pytest.raises(Unreadable, match="不是服务站的签名证书"):
        certificates.install(register, b"junk")


def test_an_older_list_is_refused_even_after_the_register_forgot(register, folder, answer):
    old = trust(folder)
    county.crl(folder, COUNTY_PASSWORD, A_MONDAY)
    certificates.install(register, answer, **trust(folder))

    with pytest.raises(Refused, match="旧"):
        certificates.renew_list(register, old["crl"])
    register.db.execute("DELETE FROM authority")
    with pytest.raises(Refused, match="旧"):
        certificates.install(register, answer, **old)


def test_a_foreign_or_future_list_is_refused(installed, folder, tmp_path):
    other = signing.an_office(tmp_path / "other", at=A_MONDAY)

    with pytest.raises(Refused, match="不是本县的"):
        certificates.renew_list(installed, trust(other.folder)["crl"])
    future = county.crl(folder, COUNTY_PASSWORD, A_MONDAY + timedelta(days=9))
    with pytest.raises(Refused, match="电脑时间之后"):
        certificates.renew_list(installed, future)
    past = county.crl(folder, COUNTY_PASSWORD, A_MONDAY - timedelta(days=500))
    with pytest.raises(Refused, match="已经过期"):
        certificates.renew_list(installed, past)


def test_a_revoked_certificate_signs_no_more(installed, folder, answer, clock):
    county.revoke(folder, COUNTY_PASSWORD, answer, "人员调离", A_MONDAY)
    status = certificates.renew_list(installed, trust(folder)["crl"])

    assert any("已于2027年1月25日作废" in says for says in status.reminders)
    with pytest.raises(Refused, match="作废"):
        certificates.signer(installed, WORKER_PASSWORD)


def test_sixty_days_before_the_end_it_is_said(installed, clock):
    assert certificates.status(installed).reminders == ()

    clock.forward(days=340)
    (about_list,) = certificates.reminders(installed)
    assert about_list.startswith("县里的作废名单 2028年2月26日过期，还有 5")

    clock.forward(days=340)
    says = certificates.reminders(installed)
    assert says[0].startswith("你的签名证书 2029年1月21日到期，还有 4")
    assert "过期，请向县里要最新的" in says[1]

    clock.forward(days=60)
    assert certificates.reminders(installed)[0] == (
        "你的签名证书已于2029年1月21日到期，请申请新的证书。"
    )
    with pytest.raises(Refused, match="到期"):
        certificates.signer(installed, WORKER_PASSWORD)


def test_a_clock_set_back_does_not_sign(installed, clock):
    clock.forward(days=-4)

    with pytest.raises(Refused, match="电脑的时间早于"):
        certificates.signer(installed, WORKER_PASSWORD)


def test_a_valid_certificate_is_not_thrown_away_by_a_slip(installed):
    with pytest.raises(Refused, match="才到期"):
        certificates.request(installed, WORKER_PASSWORD)

    held = certificates.status(installed).held
    requested = certificates.request(installed, WORKER_PASSWORD, anew=True)

    assert requested.replaces == held
    assert certificates.status(installed).held is None
    with pytest.raises(Refused, match="换过了"):
        certificates.signer(installed, WORKER_PASSWORD)


@pytest.fixture
def leaked(installed):
    """The register of somebody whose password others may know, and the certificate until then."""
    held = certificates.status(installed).held
    assert workers.change_password(
        installed, WORKER_PASSWORD, NEW_PASSWORD, leaked=True, cost=CHEAP
    )
    return installed, held


def test_after_a_leak_the_old_key_is_gone_and_a_request_for_a_new_one_waits(leaked):
    register, held = leaked

    requested = certificates.request(register, NEW_PASSWORD)

    assert requested.fingerprint not in ("", held.fingerprint)
    assert (requested.replaces, requested.why) == (held, "密码可能被别人知道")
    with pytest.raises(Refused, match="换过了"):
        certificates.signer(register, NEW_PASSWORD)


def test_a_leak_is_one_deed_that_names_the_certificate_to_be_revoked(installed):
    held, before = certificates.status(installed).held, installed.last_deed

    workers.change_password(installed, WORKER_PASSWORD, NEW_PASSWORD, leaked=True, cost=CHEAP)

    (done,) = [one for one in history.recent(installed) if one.number > before]
    facts = journal.entry(installed.db, done.number).facts
    assert (facts["revoke"], facts["reason"]) == (held.serial, "密码可能被别人知道")


def test_the_slip_names_characters_that_it_cannot_print(register):
    requested = certificates.request(register, WORKER_PASSWORD)
    odd = replace(requested, subject=replace(requested.subject, name="王\ue000"))

    assert certificate_slip.draw(register, requested).missing == ()
    assert [one.says for one in certificate_slip.draw(register, odd).missing] == [
        "王\ue000（U+E000）"
    ]


def test_the_slip_asks_for_the_revocation_too_until_the_county_has_done_it(
    leaked, folder, tmp_path, clock
):
    register, held = leaked
    requested = certificates.request(register, NEW_PASSWORD)

    slip = _words(certificate_slip.draw(register, requested).pdf, tmp_path)
    reminders = certificates.own_reminders(register)
    assert f"编号 {held.serial}（密码可能被别人知道）" in slip
    assert held.serial in reminders[0]

    issued = next((folder / "issued").glob("*.pem")).read_bytes()
    county.revoke(folder, COUNTY_PASSWORD, issued, requested.why, clock())
    certificates.renew_list(register, (folder / "trust/county.crl").read_bytes())
    assert certificates.request(register, NEW_PASSWORD).replaces is None
    assert certificates.own_reminders(register) == []


def test_who_has_no_key_to_lose_just_gets_a_new_password(register):
    assert not workers.change_password(
        register, WORKER_PASSWORD, NEW_PASSWORD, leaked=True, cost=CHEAP
    )

    assert signing_keys.public(register) is None


def _words(pdf, tmp_path):
    (tmp_path / "slip.pdf").write_bytes(pdf)
    return subprocess.run(
        ["pdftotext", "-layout", tmp_path / "slip.pdf", "-"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip


def test_without_a_certificate_paper_is_offered(register):
    with pytest.raises(Refused, match="还没有签名证书"):
        certificates.signer(register, WORKER_PASSWORD)


def test_the_countys_recovery_code_sets_a_new_password(tmp_path):
    folder = tmp_path / "county"
    founded = county.init(
        folder, name="青石县退役军人事务局", code="790121", password=COUNTY_PASSWORD, at=A_MONDAY
    )

    county.recover(folder, founded.recovery_code, "la-mei-hua-2041")

    assert founded.fingerprint == county.fingerprint(folder)
    assert county.persons(folder, "la-mei-hua-2041") == []
    with pytest.raises(Refused, match="密码不对"):
        county.persons(folder, COUNTY_PASSWORD)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"code": "7901"}, "6 位数字"),
        ({"name": " "}, "县局名称"),
        ({"password": "short"}, "至少"),
    ],
)
def test_a_county_office_with_unfit_facts_is_not_made(tmp_path, changed, says):
    facts = {
        "name": "青石县退役军人事务局",
        "code": "790121",
        "password": COUNTY_PASSWORD,
        "at": A_MONDAY,
    }

    with pytest.raises(Refused, match=says):
        county.init(tmp_path / "county", **(facts | changed))

    assert not (tmp_path / "county").exists()


def test_what_a_request_asks_is_shown_before_issuing(register):
    requested = certificates.request(register, WORKER_PASSWORD)

    shown = county.look(requested.pem)

    assert shown.fingerprint == requested.fingerprint
    assert shown.subject.name == "王芳"
    with pytest.raises(Refused, match="岗位"):
        county.person(code=HETANG.code, number="1", name="王芳", role="站长")


def test_a_station_without_its_official_code_cannot_ask_yet(register):
    register.db.execute("UPDATE station SET provisional = 1")

    with pytest.raises(Refused, match="临时的"):
        certificates.request(register, WORKER_PASSWORD)


def test_a_revoked_certificate_is_not_taken_in(register, folder, answer):
    county.revoke(folder, COUNTY_PASSWORD, answer, "发错了", A_MONDAY)

    with pytest.raises(Refused, match="已于2027年1月25日作废"):
        certificates.install(register, answer, **trust(folder))

    assert certificates.status(register).held is None


def test_a_station_takes_in_a_newer_list(installed, folder):
    newer = county.crl(folder, COUNTY_PASSWORD, A_MONDAY)

    status = certificates.renew_list(installed, newer)

    assert status.list_number == 2
    assert status.county.code == "790121"
    assert status.held.subject.name == "王芳"


def test_the_county_sees_whom_a_certificate_names(folder, answer, tmp_path):
    assert county.issued_to(answer).subject.name == "王芳"
    with pytest.raises(Refused, match="不是县级证书文件夹"):
        county.fingerprint(tmp_path)
