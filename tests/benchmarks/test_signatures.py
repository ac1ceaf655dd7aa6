"""Signing and checking beside the bare library with the same policy and the same redraw."""

import io
from datetime import timedelta

import pytest
import ratios
import sealed
import signing
from asn1crypto import keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from station_app.domain.certificate import SigningRole
from station_app.domain.verdict import Verdict
from station_app.exchange import authority, pictures, seal, trust
from station_app.paper import return_page
from station_app.usecases import redrawing, verification

ROUNDS = 15
AT = sealed.AT + timedelta(hours=1)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return signing.an_office(tmp_path_factory.mktemp("county"), at=sealed.AT)


@pytest.fixture(scope="module")
def pair(office):
    named = {"station_name": sealed.NAME}
    return sealed.Pair(
        signing.certified(office, signing.a_subject(**named), at=sealed.AT),
        signing.certified(office, signing.a_subject(signing.REVIEWER, **named), at=sealed.AT),
    )


def test_signing_beside_the_bare_library(pair, tmp_path):
    page = return_page.draw(sealed.F01, sealed.a_return())
    places, stamp = redrawing.places(page), signing.stamp()
    (tmp_path / "stamp.pdf").write_bytes(stamp)

    def bare():
        signer = signers.SimpleSigner(
            signing_cert=x509.Certificate.load(pair.preparer.certificate),
            signing_key=keys.PrivateKeyInfo.load(pair.preparer.key),
            cert_registry=SimpleCertificateStore(),
            embed_roots=False,
        )
        writer = IncrementalPdfFileWriter(io.BytesIO(page.pdf))
        for role in SigningRole:
            one = places[role]
            box = (one.left, one.bottom, one.right, one.top)
            spec = fields.SigFieldSpec(role.field, on_page=one.page, box=box)
            fields.append_signature_field(writer, spec)
        metadata = signers.PdfSignatureMetadata(
            field_name="Preparer",
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=fields.MDPPerm.FILL_FORMS,
        )
        style = StaticStampStyle.from_pdf_file(str(tmp_path / "stamp.pdf"), border_width=0)
        signers.PdfSigner(metadata, signer, stamp_style=style).sign_pdf(writer)

    def ours():
        seal.prepare(page.pdf, pair.preparer, places, stamp, sealed.AT)

    taken = ratios.medians({"bare pyHanko": bare, "ours": ours}, rounds=ROUNDS)
    ratios.show("Signing a return, key unlocked", taken, "bare pyHanko", aim=1.2)

    assert taken["ours"] <= 1.2 * taken["bare pyHanko"]


def test_checking_beside_the_bare_library(office, pair):
    folder = office.folder / authority.TRUST
    believed = trust.gather(path.read_bytes() for path in sorted(folder.iterdir()))
    frozen = sealed.a_return()
    pdf = sealed.honest(pair)

    def bare():
        reader = PdfFileReader(io.BytesIO(pdf))
        for one in reader.embedded_signatures:
            status = validate_pdf_signature(one, trust.context(believed, AT))
            assert status.bottom_line
        page = return_page.draw(sealed.F01, frozen)
        stamps = {
            role: redrawing.stamp(sealed._signature(signer))
            for role, signer in zip(SigningRole, (pair.preparer, pair.reviewer), strict=True)
        }
        expected = seal.dressed(page.pdf, redrawing.places(page), stamps)
        assert pictures.differing_pages(expected, pdf) == []

    def ours():
        assert verification.check("F01", pdf, believed, AT).verdict is Verdict.TRUSTED

    taken = ratios.medians({"bare pyHanko and redraw": bare, "ours": ours}, rounds=ROUNDS)
    ratios.show("Checking a return with two signatures", taken, "bare pyHanko and redraw", aim=1.2)

    assert taken["ours"] <= 1.2 * taken["bare pyHanko and redraw"]
