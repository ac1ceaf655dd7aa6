"""The county office: who is certified, who is refused, and what it publishes."""

import json
import subprocess
from dataclasses import replace
from datetime import timedelta

import pytest
import signing
from signing import NOW, PASSWORD, PREPARER, REVIEWER

from station_app.errors import Refused, Unreadable
from station_app.exchange import authority, certificates, issuing, revocation
from station_app.exchange.authority import Office


@pytest.fixture
def own(tmp_path):
    return signing.an_office(tmp_path / "county")


def test_a_list_that_never_ends_is_no_list(own):
    from asn1crypto import crl

    made = crl.CertificateList.load(revocation.make(own.root, 2, {}, NOW))
    del made["tbs_cert_list"]["next_update"]

    with pytest.raises(Unreadable, match="作废名单"):
        revocation.read(made.dump(force=True))


def test_a_request_that_says_more_than_who_asks_is_refused():
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization

    key = issuing.make_key()
    asked = x509.load_pem_x509_csr(issuing.request(key, signing.a_subject()))
    more = x509.NameAttribute(x509.NameOID.EMAIL_ADDRESS, "wang@example.invalid")
    builder = x509.CertificateSigningRequestBuilder().subject_name(
        x509.Name([*asked.subject, more])
    )
    data = builder.sign(issuing.private(key), hashes.SHA256())

    with pytest.raises(Unreadable, match="申请"):
        certificates.read_request(data.public_bytes(serialization.Encoding.PEM))


def request_of(subject):
    data = issuing.request(issuing.make_key(), subject)
    return data, certificates.read_request(data).fingerprint


def test_an_office_opens_with_its_password_only(own):
    with pytest.raises(Refused, match="密码不对"):
        Office.unlock(own.folder, "something else")

    assert Office.unlock(own.folder, PASSWORD).state == own.state


def test_a_changed_password_replaces_the_old_one(own):
    own.change_password("another password 9")

    assert Office.unlock(own.folder, "another password 9").root == own.root
    with pytest.raises(Refused):
        Office.unlock(own.folder, PASSWORD)


def test_the_recovery_sheet_opens_the_office_as_well(tmp_path):
    state = signing.roll.State(name="青石县退役军人事务局", code="790121")
    secrets = {authority.PASSWORD: PASSWORD, authority.SHEET: "000011-000022"}
    made = Office.found(tmp_path / "county", state, secrets, NOW)

    assert Office.unlock(made.folder, "000011-000022", authority.SHEET).root == made.root


def test_an_office_is_not_made_over_something_else(tmp_path):
    (tmp_path / "letter.txt").write_text("不要覆盖", encoding="utf-8")

    with pytest.raises(Refused, match="已有东西"):
        signing.an_office(tmp_path)


def test_a_list_of_persons_edited_behind_the_offices_back_is_noticed(own):
    signing.listed(own, signing.a_subject())
    path = own.folder / authority.STATE
    kept = json.loads(path.read_bytes())
    kept["state"]["persons"][0]["name"] = "外人"
    path.write_text(json.dumps(kept), encoding="utf-8")

    with pytest.raises(Unreadable, match="被改过"):
        Office.unlock(own.folder, PASSWORD)


def test_a_folder_that_is_no_office_is_said_plainly(tmp_path):
    with pytest.raises(Unreadable, match="不是县级证书文件夹"):
        Office.unlock(tmp_path, PASSWORD)


def test_a_certificate_names_station_person_and_role(own):
    signer = signing.a_signer(own, signing.a_subject())

    held = certificates.read(signer.certificate)

    assert held.subject == signing.a_subject()
    assert held.begins == NOW - timedelta(days=3)
    assert held.ends - held.begins == timedelta(days=730)


def test_a_long_station_name_fits_a_certificate(own, tmp_path):
    name = "望江市青石县柳林镇荷塘社区党群服务中心退役军人服务站（第一分站）"
    signer = signing.a_signer(own, signing.a_subject(station_name=name))
    (tmp_path / "leaf.pem").write_bytes(certificates.pem(signer.certificate))

    verify = ["openssl", "verify", "-attime", str(int(NOW.timestamp())), "-CAfile"]
    ca = own.folder / "trust/county-ca.pem"
    subprocess.run([*verify, ca, tmp_path / "leaf.pem"], check=True, capture_output=True)
    assert certificates.read(signer.certificate).subject.station_name == name


def test_a_wrong_fingerprint_is_refused(own):
    signing.listed(own, signing.a_subject())
    data, fingerprint = request_of(signing.a_subject())
    wrong = fingerprint[:-1] + str((int(fingerprint[-1]) + 1) % 10)

    with pytest.raises(Refused, match="对不上"):
        own.issue(data, wrong, NOW)
    with pytest.raises(Refused, match="对不上"):
        own.issue(data, fingerprint[:8], NOW)


def test_a_copy_of_each_certificate_stays_with_the_office(own):
    signing.listed(own, signing.a_subject())
    data, fingerprint = request_of(signing.a_subject())

    answer = own.issue(data, fingerprint, NOW)

    (copy,) = (own.folder / "issued").iterdir()
    assert copy.read_bytes() == answer
    assert own.revoke(copy.read_bytes(), "证书丢失", NOW).person.name == "王芳"


def test_somebody_unlisted_is_refused(own):
    data, fingerprint = request_of(signing.a_subject())

    with pytest.raises(Refused, match="名册里没有"):
        own.issue(data, fingerprint, NOW)


def test_two_of_one_name_are_told_apart_by_number(own):
    signing.listed(own, signing.a_subject())
    signing.listed(own, signing.a_subject(person_number="0009"))
    data, fingerprint = request_of(signing.a_subject())

    with pytest.raises(Refused, match="两个"):
        own.issue(data, fingerprint, NOW)
    issued = own.issue(data, fingerprint, NOW, "0009")

    assert certificates.read(issued).subject.person_number == "0009"


def test_a_key_is_certified_once(own):
    signing.listed(own, signing.a_subject())
    data, fingerprint = request_of(signing.a_subject())
    own.revoke(own.issue(data, fingerprint, NOW), "换电脑", NOW)

    with pytest.raises(Refused, match="已经发过"):
        own.issue(data, fingerprint, NOW)


def test_a_role_has_one_valid_certificate(own):
    signing.a_signer(own, signing.a_subject())
    signing.listed(own, signing.a_subject(name="赵敏", person_number="0007"))
    data, fingerprint = request_of(signing.a_subject(name="赵敏"))

    with pytest.raises(Refused, match="已有证书"):
        own.issue(data, fingerprint, NOW)

    assert own.issue(data, fingerprint, NOW + timedelta(days=728))


def test_one_person_never_gets_both_roles(own):
    signing.listed(own, signing.a_subject())

    with pytest.raises(Refused, match="两头签"):
        signing.listed(own, signing.a_subject(REVIEWER, name="王芳", person_number="0001"))


def test_who_changes_the_role_is_listed_anew_after_revocation(own):
    signer = signing.a_signer(own, signing.a_subject())
    promoted = signing.a_subject(REVIEWER, name="王芳", person_number="0001")
    with pytest.raises(Refused, match="两头签"):
        signing.listed(own, promoted)

    own.revoke(signer.certificate, "任站长", NOW)

    assert certificates.read(signing.a_signer(own, promoted).certificate).subject == promoted
    assert [one.role for one in own.state.persons] == [REVIEWER]


def test_two_certificates_of_a_station_bear_one_name(own):
    signing.a_signer(own, signing.a_subject())

    with pytest.raises(Refused, match="另一个证书"):
        signing.a_signer(own, signing.a_subject(REVIEWER, station_name="别的服务站"))


def test_a_station_of_another_county_is_refused(own):
    with pytest.raises(Refused, match="不是本县"):
        signing.listed(own, signing.a_subject(station_code="790122101201"))


@pytest.mark.parametrize("junk", [b"", b"hello", b"-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n"])
def test_junk_is_no_request(own, junk):
    with pytest.raises(Unreadable, match="不是证书申请"):
        own.issue(junk, "0" * 24, NOW)


def test_a_revoked_certificate_stands_on_the_next_list(own):
    signer = signing.a_signer(own, signing.a_subject())
    before = revocation.read((own.folder / "trust/county.crl").read_bytes())

    own.revoke(signer.certificate, "人员调离", NOW)

    after = revocation.read((own.folder / "trust/county.crl").read_bytes())
    assert after.number == before.number + 1
    assert set(after.revoked) == {certificates.read(signer.certificate).serial}
    assert after.ends - after.begins == timedelta(days=400)
    assert revocation.signed_by(after, own.root.certificate)
    with pytest.raises(Refused, match="已经作废"):
        own.revoke(signer.certificate, "再来一次", NOW)


def test_a_revocation_needs_a_reason_and_an_own_certificate(own, preparer):
    with pytest.raises(Refused, match="原因"):
        own.revoke(preparer.certificate, " ", NOW)
    with pytest.raises(Refused, match="不是本县"):
        own.revoke(preparer.certificate, "人员调离", NOW)


def test_openssl_accepts_the_chain_strictly(own, tmp_path):
    signer = signing.a_signer(own, signing.a_subject())
    trust = own.folder / "trust"
    leaf, crl = tmp_path / "leaf.pem", tmp_path / "list.pem"
    leaf.write_bytes(certificates.pem(signer.certificate))
    convert = ["openssl", "crl", "-inform", "DER", "-in", trust / "county.crl", "-out", crl]
    subprocess.run(convert, check=True, capture_output=True)

    for certificate in (leaf, trust / "county-encryption.pem"):
        verify = ["openssl", "verify", "-x509_strict", "-crl_check", "-CRLfile", crl]
        moment = ["-attime", str(int(NOW.timestamp()))]
        subprocess.run(
            [*verify, *moment, "-CAfile", trust / "county-ca.pem", certificate],
            check=True,
            capture_output=True,
        )


def test_a_persons_number_in_use_is_not_given_to_another(own):
    signing.listed(own, signing.a_subject())

    with pytest.raises(Refused, match="已是王芳的"):
        signing.listed(own, replace(signing.a_subject(PREPARER), name="赵敏"))
    with pytest.raises(Refused, match="已在名册里"):
        signing.listed(own, signing.a_subject())


@pytest.mark.parametrize("name", [authority.KEYS, authority.STATE])
@pytest.mark.parametrize("content", [b"{", b"[]", b"{}", b"\xff"])
def test_a_spoilt_file_of_the_office_is_said_plainly(own, name, content):
    (own.folder / name).write_bytes(content)

    with pytest.raises(Unreadable, match="已损坏"):
        Office.unlock(own.folder, PASSWORD)


def test_another_countys_certificate_laid_into_the_folder_is_noticed(own, office):
    other = (office.folder / "trust/county-ca.pem").read_bytes()
    (own.folder / "trust/county-ca.pem").write_bytes(other)

    with pytest.raises(Unreadable, match="被改过"):
        Office.unlock(own.folder, PASSWORD)


def test_an_office_remembers_across_openings_what_it_issued_and_revoked(own):
    signer = signing.a_signer(own, signing.a_subject())
    own.revoke(signer.certificate, "人员调离", NOW)
    signing.a_signer(own, signing.a_subject(REVIEWER))

    again = Office.unlock(own.folder, PASSWORD)

    assert again.state == own.state
    assert [one.holds(NOW) for one in again.state.issued] == [False, True]


def test_an_unfit_person_is_not_listed(own):
    with pytest.raises(Refused, match="12 位数字"):
        signing.listed(own, signing.a_subject(station_code="790121"))


def test_somebody_with_both_roles_under_other_certificates_is_refused(own):
    signing.a_signer(own, signing.a_subject())
    elsewhere = signing.a_subject(REVIEWER, station_code="790121101202", station_name="杨树村站")
    own.state = replace(
        own.state,
        persons=(
            signing.roll.Person(
                station_code=elsewhere.station_code,
                number="0001",
                name=elsewhere.name,
                role=REVIEWER,
            ),
        ),
    )
    data, fingerprint = request_of(elsewhere)

    with pytest.raises(Refused, match="不能两头签"):
        own.issue(data, fingerprint, NOW)


def test_other_stations_of_the_county_get_certificates_of_their_own(own):
    signing.a_signer(own, signing.a_subject())
    other = signing.a_subject(
        station_code="790121101202", station_name="杨树村退役军人服务站", person_number="0021"
    )

    assert certificates.read(signing.a_signer(own, other).certificate).subject == other


def test_a_request_that_names_the_station_unfit_is_refused(own):
    signing.listed(own, signing.a_subject())
    data, fingerprint = request_of(signing.a_subject(station_name=" "))

    with pytest.raises(Refused, match="服务站名称不能空着"):
        own.issue(data, fingerprint, NOW)


def test_a_request_with_an_rsa_key_is_no_request_of_ours(own):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = issuing._name(signing.a_subject())
    made = x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, hashes.SHA256())

    with pytest.raises(Unreadable, match="不是证书申请"):
        certificates.read_request(made.public_bytes(serialization.Encoding.PEM))
    with pytest.raises(Unreadable, match="不是本程序做的"):
        issuing.private(issuing._private_bytes(key))


def test_a_station_certificate_is_no_countys_own(own):
    signer = signing.a_signer(own, signing.a_subject())

    with pytest.raises(Unreadable, match="不是县里的根证书"):
        certificates.read_authority(signer.certificate)


def test_a_list_reads_the_same_in_both_forms(own, tmp_path):
    der = own.publish(NOW)
    pem = tmp_path / "list.pem"
    (tmp_path / "list").write_bytes(der)
    convert = ["openssl", "crl", "-inform", "DER", "-in", tmp_path / "list", "-out", pem]
    subprocess.run(convert, check=True, capture_output=True)

    assert revocation.read(pem.read_bytes()) == revocation.read(der)
