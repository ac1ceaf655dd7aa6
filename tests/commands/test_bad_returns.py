"""Returns, certificates and lists that must not be believed, as `station` says it."""

import json
import shutil
from datetime import timedelta

import pytest
import sealed
import shell
import signing as hands
import spoilt
from makers import CHEAP, HEAD_PASSWORD, HETANG, WORKER_PASSWORD
from sealed import AT, a_return

from station_app.commands import returns as command
from station_app.domain import certificate
from station_app.domain.returns import Way
from station_app.domain.roles import Role
from station_app.exchange import authority, certificates, issuing, vault
from station_app.paper import return_page
from station_app.register import pc_clock
from station_app.usecases import first_run, workers

NOW = AT + timedelta(hours=1)
COUNTY_WORD = "county-lantern-58"
MINE = ("--as", "王芳")
WORD = {"password": WORKER_PASSWORD}


@pytest.fixture(autouse=True, scope="module")
def _cheap_office_passwords():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "MIB", 8)
        patch.setattr(vault, "ROUNDS", 1)
        yield


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return hands.an_office(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def trusted(office):
    return office.folder / authority.TRUST


@pytest.fixture(scope="module")
def pair(office):
    return sealed.a_pair(office)


@pytest.fixture(scope="module")
def honest(pair):
    return sealed.honest(pair)


@pytest.fixture
def verified(tmp_path, trusted, monkeypatch):
    """Verify bytes as a file on the desk, at a moment, and hand back what is said of it."""

    def check(pdf, *more, at=NOW, trust=trusted):
        monkeypatch.setattr(command, "pc_clock", lambda: at)
        path = tmp_path / "报表.pdf"
        path.write_bytes(pdf)
        result = shell.call_any("verify", path, "--trust", trust, *more, "--json")
        [found] = json.loads(result.stdout)
        assert result.exit_code == (found["verdict"] != "trusted")
        return found["verdict"], "；".join(found["reasons"])

    return check


def test_an_honest_return_is_believed(honest, verified):
    assert verified(honest) == ("trusted", "")


FILES = {
    "no PDF": (lambda pdf: b"PK\x03\x04 something", "invalid", "不是 PDF"),
    "an empty file": (lambda pdf: b"", "invalid", "不是 PDF"),
    "a PDF of somebody else": (lambda pdf: b"%PDF-1.7\n", "invalid", ""),
    "a PDF that unpacks to 500 MB": (lambda pdf: spoilt.stream_bomb(), "invalid", ""),
    "one made for signing that nobody signed": (
        lambda pdf: return_page.draw(sealed.F01, a_return()).pdf,
        "incomplete",
        "签名",
    ),
    "one that goes by paper": (
        lambda pdf: return_page.draw(sealed.F01, a_return(way=Way.PAPER)).pdf,
        "unsigned",
        "",
    ),
    "half of one": (lambda pdf: pdf[: len(pdf) // 2], None, ""),
    "one cut at the end": (lambda pdf: pdf[:-7], None, ""),
    "one with bytes appended": (lambda pdf: pdf + b"\n% more", "changed", ""),
    "one whose data were replaced": (spoilt.with_other_data, "changed", ""),
}


@pytest.mark.parametrize("which", list(FILES))
def test_a_return_that_is_not_as_it_was_signed_is_refused_with_a_reason(honest, verified, which):
    make, verdict, says = FILES[which]

    found, reasons = verified(make(honest))

    assert found == verdict if verdict else found in {"invalid", "changed", "incomplete"}
    assert says in reasons
    assert any("\u4e00" <= char <= "\u9fff" for char in reasons), reasons


def test_a_return_signed_under_an_unknown_county_is_refused(verified, tmp_path):
    stranger = hands.an_office(tmp_path / "another")

    found, reasons = verified(sealed.honest(sealed.a_pair(stranger)))

    assert found == "unknown-signer"
    assert reasons


def test_a_return_of_a_revoked_signer_is_refused_in_its_own_words(tmp_path, monkeypatch, verified):
    office = hands.an_office(tmp_path / "own")
    subjects = [
        hands.a_subject(role, station_name=sealed.NAME) for role in (hands.PREPARER, hands.REVIEWER)
    ]
    pair = sealed.Pair(*(hands.a_signer(office, one) for one in subjects))
    office.revoke(certificates.pem(pair.reviewer.certificate), "离任", hands.NOW)

    found, reasons = verified(sealed.honest(pair), trust=tmp_path / "own" / authority.TRUST)

    assert found == "unknown-signer"
    assert "作废" in reasons


def test_a_return_of_a_lapsed_signer_is_refused_in_its_own_words(
    office, honest, verified, tmp_path
):
    years = hands.NOW + timedelta(days=731)
    later = shutil.copytree(office.folder, tmp_path / "later")
    authority.Office.unlock(later, hands.PASSWORD).publish(years)

    found, reasons = verified(honest, at=years, trust=later / authority.TRUST)

    assert found == "unknown-signer"
    assert "到期" in reasons


@pytest.fixture(scope="module")
def fresh_trust(office, tmp_path_factory):
    """The county's folder with its list of the first day, whatever was published since."""
    folder = tmp_path_factory.mktemp("trust")
    shutil.copy(office.folder / authority.TRUST / authority.CA_FILE, folder)
    office.publish(hands.NOW)
    shutil.copy(office.folder / authority.TRUST / authority.LIST_FILE, folder)
    return folder


@pytest.mark.parametrize(
    ("days", "verdict", "says"),
    [(401, "undecided", "作废名单"), (-30, "undecided", "本机时间")],
)
def test_a_stale_list_and_a_clock_set_back_are_never_believed(
    honest, verified, fresh_trust, days, verdict, says
):
    found, reasons = verified(honest, at=hands.NOW + timedelta(days=days), trust=fresh_trust)

    assert found == verdict
    assert says in reasons


def test_without_a_list_nothing_is_decided(honest, verified, trusted):
    found, reasons = verified(honest, trust=trusted / authority.CA_FILE)

    assert found == "undecided"
    assert "作废名单" in reasons


@pytest.mark.parametrize(
    ("trust", "says"),
    [("nothing", "没有找到县里的根证书"), ("gone", "读不了"), ("picture.png", "已损坏")],
)
def test_a_trust_that_is_none_is_said_before_any_file_is_read(honest, tmp_path, trust, says):
    (tmp_path / "nothing").mkdir()
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "报表.pdf").write_bytes(honest)

    said = shell.refused("verify", tmp_path / "报表.pdf", "--trust", tmp_path / trust)

    assert says in said


def test_a_folder_without_returns_is_said_to_hold_none(tmp_path, trusted):
    (tmp_path / "荷塘村_报送单.pdf").write_bytes(b"%PDF-1.7")

    assert "没有要核验的报表" in shell.refused("verify", tmp_path, "--trust", trusted)


def test_what_is_said_of_several_sticks_names_each(honest, tmp_path, trusted, monkeypatch):
    monkeypatch.setattr(command, "pc_clock", lambda: NOW)
    for name in ("甲", "乙"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "报表.pdf").write_bytes(honest)

    told, _ = shell.call("verify", tmp_path / "甲", tmp_path / "乙", "--trust", trusted)
    alone, _ = shell.call("verify", tmp_path / "甲", "--trust", trusted)

    assert [line.split("：")[0] for line in told.splitlines() if not line.startswith("　")] == [
        "乙/报表.pdf", "甲/报表.pdf", str(tmp_path / "甲"), str(tmp_path / "乙"),
    ]  # fmt: skip
    assert [line.split("：")[0] for line in alone.splitlines()] == [
        "报表.pdf", "这里没有清单.txt，没有核对码可对。",
    ]  # fmt: skip


def test_a_file_that_is_gone_does_not_stop_the_others(honest, tmp_path, trusted, monkeypatch):
    monkeypatch.setattr(command, "pc_clock", lambda: NOW)
    (tmp_path / "报表.pdf").write_bytes(honest)
    (tmp_path / "folder.pdf").mkdir()

    told, _ = shell.call(
        "verify", tmp_path / "没有.pdf", tmp_path / ("长" * 90), tmp_path / "报表.pdf",
        "--trust", trusted, "--json", code=1,
    )  # fmt: skip

    found = json.loads(told)
    assert [one["verdict"] for one in found] == ["invalid", "invalid", "trusted"]
    assert found[-1]["file"] == str(tmp_path / "报表.pdf")  # as it was asked for


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "荷塘村.station"
    begun = first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )
    register = first_run.create(path, begun, clock=pc_clock)
    workers.add_account(
        register, name="王芳", role=Role.WORKER, password=WORKER_PASSWORD, cost=CHEAP
    )
    register.close()
    return path


@pytest.fixture
def county(tmp_path):
    """A county office that lists 王芳, made by command: its folder and its fingerprint."""
    folder = tmp_path / "县"
    word = {"county_password": COUNTY_WORD}
    told, _ = shell.call(
        "county", folder, "init", "--name", "青石县退役军人事务局", "--code", "790121", **word
    )
    shell.call(
        "county", folder, "person", "add", "--code", HETANG.code, "--number", "0001",
        "--name", "王芳", "--role", "填表人", **word,
    )  # fmt: skip
    return folder, certificate.typed_digits(told.splitlines()[0])


def _asked(file, out):
    told, _ = shell.call("certificate", file, "request", "--out", out, *MINE, **WORD)
    return certificate.typed_digits(told.rpartition("：")[2])


def _install(file, answer, folder, fingerprint, **changed):
    trust = {
        "--ca": folder / "trust/county-ca.pem",
        "--crl": folder / "trust/county.crl",
        "--ca-fingerprint": fingerprint,
        **changed,
    }
    words = [part for pair in trust.items() for part in pair]
    return ("certificate", file, "install", answer, *words, *MINE)


def test_a_certificate_is_issued_only_for_the_digits_on_the_slip(file, county, tmp_path):
    folder, _ = county
    _asked(file, tmp_path / "asked.csr")

    said = shell.refused_after(
        "county", folder, "issue", tmp_path / "asked.csr", "--fingerprint", "1" * 24,
        "--out", tmp_path / "answer.pem", county_password=COUNTY_WORD,
    )  # fmt: skip

    assert "指纹" in said
    assert not (tmp_path / "answer.pem").exists()


def test_a_request_as_large_as_a_film_is_not_read_in(county, tmp_path):
    with (tmp_path / "asked.csr").open("wb") as written:
        written.truncate(2**30)

    said = shell.refused(
        "county", county[0], "issue", tmp_path / "asked.csr", "--fingerprint", "1" * 24,
        "--out", tmp_path / "answer.pem", county_password=COUNTY_WORD,
    )  # fmt: skip

    assert "asked.csr 太大" in said


def test_a_request_that_could_not_be_saved_is_saved_again_with_the_same_key(file, tmp_path):
    said = shell.refused("certificate", file, "request", "--out", file, *MINE, **WORD)
    assert "不能盖掉" in said

    assert _asked(file, tmp_path / "a.csr") == _asked(file, tmp_path / "b.csr")


def test_what_is_no_certificate_of_ones_own_is_not_installed(file, county, tmp_path):
    folder, fingerprint = county
    digits = _asked(file, tmp_path / "asked.csr")
    answer, junk = tmp_path / "answer.pem", tmp_path / "junk"
    junk.write_bytes(b"\x89PNG")
    shell.call(
        "county", folder, "issue", tmp_path / "asked.csr", "--fingerprint", digits,
        "--out", answer, county_password=COUNTY_WORD,
    )  # fmt: skip

    for words, says in (
        (_install(file, junk, folder, fingerprint), "不是服务站的签名证书"),
        (_install(file, tmp_path / "没有", folder, fingerprint), "读不了 没有"),
        (_install(file, answer, folder, fingerprint, **{"--ca": junk}), "不是县里的根证书"),
        (_install(file, answer, folder, fingerprint, **{"--crl": junk}), "不是县里的作废名单"),
        (_install(file, answer, folder, "1" * 24), "指纹"),
        (_install(file, answer, folder, ""), "指纹"),
    ):
        assert says in shell.refused(*words, **WORD)
    shell.call(*_install(file, answer, folder, fingerprint), **WORD)
    shell.call("county", folder, "revoke", answer, "--reason", "离任", county_password=COUNTY_WORD)
    revoked = shell.refused(*_install(file, answer, folder, fingerprint), **WORD)
    assert "作废" in revoked


def test_a_certificate_that_has_lapsed_is_not_installed(file, county, tmp_path):
    folder, fingerprint = county
    _asked(file, tmp_path / "asked.csr")
    asked = certificates.read_request((tmp_path / "asked.csr").read_bytes())
    office = authority.Office.unlock(folder, COUNTY_WORD)
    subject = hands.a_subject(station_name=HETANG.name)
    then = pc_clock() - timedelta(days=731)
    lapsed = issuing.certify(office.root, subject, asked.public_key, then)
    (tmp_path / "answer.pem").write_bytes(lapsed)
    before = file.read_bytes()

    said = shell.refused(*_install(file, tmp_path / "answer.pem", folder, fingerprint), **WORD)

    assert "到期" in said
    assert file.read_bytes() == before


def test_without_a_certificate_nothing_is_signed_and_paper_is_offered(file, tmp_path):
    said = shell.refused(
        "return", file, "--form", "F01", "--period", str(pc_clock().year), *MINE,
        "--out", tmp_path / "U", **WORD,
    )  # fmt: skip

    assert "证书" in said
    assert "纸质" in said
    assert not (tmp_path / "U").exists()
