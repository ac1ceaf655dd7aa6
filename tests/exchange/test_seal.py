"""Signing: what other programs say of it, and what it refuses."""

import re
import subprocess

import pytest
import signing
from asn1crypto import cms
from cryptography.hazmat.primitives.asymmetric import utils

from station_app.errors import Refused
from station_app.exchange import pen, seal


def blobs(pdf):
    """Return each signature's range and CMS, in file order."""
    found = re.finditer(rb"/Contents <([0-9A-F]+)>\n/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]", pdf)
    for match in found:
        raw = bytes.fromhex(match[1].decode())
        start, first, second, length = (int(match[number]) for number in range(2, 6))
        covered = pdf[start : start + first] + pdf[second : second + length]
        yield covered, cms.ContentInfo.load(raw).dump()


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_qpdf_and_pdfsig_accept_both_signatures(signed, tmp_path):
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed)

    assert run("qpdf", "--check", path)[0] == 0
    _, said = run("pdfsig", "-nocert", path)

    assert said.count("Signature is Valid") == 2
    assert said.count("- Total document signed") == 1
    assert "Not total document signed" in said


def test_openssl_accepts_each_signature_and_refuses_a_changed_byte(signed, office, tmp_path):
    ca = office.folder / "trust/county-ca.pem"
    for covered, der in blobs(signed):
        (tmp_path / "cms").write_bytes(der)
        for name, content in (("good", covered), ("bad", covered[:-1] + b"x")):
            (tmp_path / name).write_bytes(content)
        verify = ["openssl", "cms", "-verify", "-cades", "-purpose", "any", "-inform", "DER"]
        moment = ["-attime", str(int(signing.NOW.timestamp())), "-out", tmp_path / "out"]
        against = ["-in", tmp_path / "cms", "-CAfile", ca, "-binary", "-content"]

        assert run(*verify, *moment, *against, tmp_path / "good")[0] == 0
        assert run(*verify, *moment, *against, tmp_path / "bad")[0] != 0


def test_the_drawn_pages_stay_byte_for_byte_in_front(drawn, half_signed, signed):
    assert half_signed.startswith(drawn)
    assert signed.startswith(half_signed)


def test_only_the_signers_certificate_travels_inside(signed, preparer, reviewer):
    for (_, der), signer in zip(blobs(signed), (preparer, reviewer), strict=True):
        content = cms.ContentInfo.load(der)["content"]

        assert [one.dump() for one in content["certificates"]] == [signer.certificate]
        assert content["crls"].native is None
        assert len(content["signer_infos"]) == 1


def test_signatures_are_always_in_the_low_form(preparer):
    for _ in range(12):
        ((_, der),) = blobs(signing.prepared(preparer))
        value = cms.ContentInfo.load(der)["content"]["signer_infos"][0]["signature"].native

        assert utils.decode_dss_signature(value)[1] <= pen.HALF_ORDER


def test_the_reviewer_adds_a_field_value_and_its_appearance_only(half_signed, signed):
    added = signed[len(half_signed) :]

    assert b"/Catalog" not in added
    assert b"/Page" not in added
    assert b"/Info 13 0 R" in added
    assert added.count(b"/T (Reviewer)") == 1


def test_nobody_signs_in_the_other_role(preparer, reviewer, half_signed):
    with pytest.raises(Refused, match="只能作为审核人"):
        signing.prepared(reviewer)
    with pytest.raises(Refused, match="只能作为填表人"):
        signing.approved(preparer, half_signed)


def test_a_key_that_does_not_fit_the_certificate_is_refused(preparer, reviewer):
    mixed = seal.Signer(key=reviewer.key, certificate=preparer.certificate)

    with pytest.raises(Refused, match="不是一对"):
        signing.prepared(mixed)
