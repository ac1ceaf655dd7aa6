"""Checking a returned PDF: the untouched one is trusted, any other is named for what it is."""

import io
import random
import re
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import signing
from asn1crypto import cms
from cryptography.hazmat.primitives.asymmetric import utils
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from signing import NOW, PREPARER, REVIEWER

from station_app.domain.verdict import Verdict
from station_app.errors import Refused, Unreadable
from station_app.exchange import authority, inspect, issuing, pen, pictures, revocation, seal, trust

FORGED = Path(__file__).parents[3] / "shared/fixtures/forged"
LATER = NOW + timedelta(hours=1)
BLOB = re.compile(rb"/Contents <([0-9A-F]+)>")


@pytest.fixture(scope="module")
def files(office):
    folder = office.folder / authority.TRUST
    return [path.read_bytes() for path in sorted(folder.iterdir())]


@pytest.fixture(scope="module")
def believed(files):
    return trust.gather(files)


def verdict(pdf, believed, at=LATER):
    started = time.monotonic()
    found = inspect.examine(pdf, believed, at)
    assert time.monotonic() - started < 5
    if found.verdict is not Verdict.TRUSTED:
        assert found.findings
        assert all(finding.says for finding in found.findings)
    return found.verdict


def says(pdf, believed, at=LATER):
    return "；".join(one.says for one in inspect.examine(pdf, believed, at).findings)


def with_list(office, believed, number=9, revoked=None, at=NOW):
    made = revocation.make(office.root, number, revoked or {}, at)
    return replace(believed, lists=(revocation.read(made),))


def appended(pdf, change):
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_cms(pdf, change):
    """Return the file with its last envelope changed and written back in the same room."""
    place = list(BLOB.finditer(pdf))[-1]
    content = cms.ContentInfo.load(bytes.fromhex(place[1].decode()))
    der = change(content)
    digits = der.hex().upper().encode().ljust(len(place[1]), b"0")
    return pdf[: place.start(1)] + digits + pdf[place.end(1) :]


def test_a_return_with_two_good_signatures_is_trusted(drawn, signed, believed):
    found = inspect.examine(signed, believed, LATER)

    assert found.verdict is Verdict.TRUSTED
    assert found.findings == ()
    assert [(one.role, one.name) for one in found.signatures] == [
        (PREPARER, "王芳"),
        (REVIEWER, "李强"),
    ]
    assert found.signatures[0].at == NOW
    assert found.data == signing.return_data()
    assert signed[: found.drawn_length] == drawn
    assert found.places == signing.PLACES


def test_without_the_reviewer_it_is_incomplete(half_signed, signed, believed):
    assert verdict(half_signed, believed) is Verdict.INCOMPLETE
    assert verdict(signed[: len(half_signed)], believed) is Verdict.INCOMPLETE
    assert says(half_signed, believed) == "缺审核人签名"


def test_a_return_made_for_signing_without_signatures_is_incomplete(believed):
    assert verdict(signing.drawn(), believed) is Verdict.INCOMPLETE
    assert says(signing.drawn(), believed) == "应有两个电子签名，都不在"


def test_a_return_made_for_paper_is_unsigned(believed):
    paper = signing.drawn(data=signing.return_data(way="paper"))

    assert verdict(paper, believed) is Verdict.UNSIGNED


@pytest.mark.parametrize(
    "pdf",
    [
        b"",
        b"PK\x03\x04 a workbook",
        b"%PDF-1.7\n%%EOF\n",
        signing.drawn(attachments={}),
        signing.drawn(attachments={"return.json": b"{}"}),
        signing.drawn(attachments={"return.json": b"{", "return.csv": b""}),
        signing.drawn(
            attachments={"return.json": signing.return_data(), "return.csv": b"", "x.exe": b"MZ"}
        ),
    ],
)
def test_what_is_not_ours_is_invalid(pdf, believed):
    assert verdict(pdf, believed) is Verdict.INVALID


def test_two_attachments_of_one_name_are_none_of_ours(believed):
    twice = {"return.json": signing.return_data(), "return.jsom": b"{}"}
    pdf = signing.drawn(attachments=twice)
    assert b"return.jsom" in pdf

    assert verdict(pdf.replace(b"return.jsom", b"return.json"), believed) is Verdict.INVALID


def test_an_encrypted_file_is_invalid(signed, believed, tmp_path):
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    reader = pen.PdfFileReader(io.BytesIO(signing.drawn()))
    writer = copy_into_new_writer(reader)
    writer.encrypt("owner", "user")
    out = io.BytesIO()
    writer.write(out)

    assert verdict(out.getvalue(), believed) is Verdict.INVALID


def test_no_changed_bit_is_ever_trusted(signed, believed):
    chance = random.Random(20261124)
    last = list(BLOB.finditer(signed))[-1]
    places = [chance.randrange(*last.span(1)) for _ in range(20)]
    places += [chance.randrange(len(signed)) for _ in range(20)]

    for place in places:
        changed = bytearray(signed)
        changed[place] ^= 1 << chance.randrange(8)

        assert verdict(bytes(changed), believed) is not Verdict.TRUSTED, place


@pytest.mark.parametrize("which", [0, 1])
def test_small_letters_in_the_envelope_are_a_change(signed, believed, which):
    place = list(BLOB.finditer(signed))[which]
    small = signed[: place.start(1)] + place[1].lower() + signed[place.end(1) :]

    assert verdict(small, believed) is Verdict.CHANGED


def test_something_in_the_padding_is_a_change(signed, believed):
    last = list(BLOB.finditer(signed))[-1]
    padded = bytearray(signed)
    padded[last.end(1) - 1] = ord("1")

    assert verdict(bytes(padded), believed) is Verdict.CHANGED


@pytest.mark.parametrize("tail", [b"\n", b"\n% tail\n", b"x" * 3000, b"%PDF-1.7"])
def test_nothing_may_follow_the_end(signed, believed, tail):
    assert verdict(signed + tail, believed) is not Verdict.TRUSTED


@pytest.mark.parametrize("cut", [1, 7, 100, 20_000])
def test_a_cut_file_is_never_trusted(signed, believed, cut):
    assert verdict(signed[:-cut], believed) is not Verdict.TRUSTED


def test_a_later_title_is_a_change(signed, half_signed, believed):
    def title(writer):
        info = generic.DictionaryObject({pdf_name("/Title"): generic.pdf_string("改标题")})
        writer.set_info(writer.add_object(info))

    assert verdict(appended(signed, title), believed) is Verdict.CHANGED
    assert verdict(appended(half_signed, title), believed) is Verdict.CHANGED


def test_a_later_annotation_is_a_change(signed, believed):
    def annotate(writer):
        box = generic.ArrayObject(map(generic.NumberObject, (50, 50, 200, 90)))
        annotation = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/FreeText"),
                pdf_name("/Rect"): box,
                pdf_name("/Contents"): generic.pdf_string("加注"),
            }
        )
        page = writer.root["/Pages"]["/Kids"].raw_get(0)
        writer.register_annotation(page, writer.add_object(annotation))

    assert verdict(appended(signed, annotate), believed) is Verdict.CHANGED


def test_later_page_content_is_a_change(signed, believed):
    def paint(writer):
        stream = generic.StreamObject(stream_data=b"0 0 300 300 re f")
        writer.add_stream_to_page(0, writer.add_object(stream))

    assert verdict(appended(signed, paint), believed) is Verdict.CHANGED


def replace_data(writer):
    tree = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    entry = next(
        tree[number + 1] for number in range(0, len(tree), 2) if str(tree[number]) == "return.json"
    )
    stream = generic.StreamObject(stream_data=signing.return_data(period="2028-春节"))
    entry["/EF"][pdf_name("/F")] = writer.add_object(stream)
    writer.update_container(entry["/EF"])


def test_replaced_data_are_a_change(signed, believed):
    assert verdict(appended(signed, replace_data), believed) is Verdict.CHANGED


def test_a_reviewer_cannot_slip_in_other_data(half_signed, reviewer, believed):
    tampered = appended(half_signed, replace_data)

    assert verdict(signing.approved(reviewer, tampered), believed) is Verdict.CHANGED


def test_a_preparer_cannot_slip_in_other_pages(preparer, reviewer, believed, monkeypatch):
    def paint(writer, places):
        seal_make_fields(writer, places)
        stream = generic.StreamObject(stream_data=b"0 0 300 300 re f")
        writer.add_stream_to_page(0, writer.add_object(stream))

    seal_make_fields = seal._make_fields
    monkeypatch.setattr(seal, "_make_fields", paint)
    tampered = signing.prepared(preparer)

    assert verdict(signing.approved(reviewer, tampered), believed) is Verdict.CHANGED


def test_a_block_with_a_layer_inside_is_a_change(preparer, reviewer, believed, monkeypatch):
    def layered(self):
        painted = plain(self)
        page = self.resources.xobject["/Block"].get_object()
        page[pdf_name("/OC")] = generic.DictionaryObject({pdf_name("/Type"): pdf_name("/OCG")})
        return painted

    plain = pen._Block.render
    monkeypatch.setattr(pen._Block, "render", layered)
    tampered = signing.prepared(preparer)

    assert verdict(signing.approved(reviewer, tampered), believed) is Verdict.CHANGED


def test_the_other_form_of_a_signature_value_is_a_change(signed, believed):
    def high_s(content):
        info = content["content"]["signer_infos"][0]
        r, s = utils.decode_dss_signature(info["signature"].native)
        info["signature"] = utils.encode_dss_signature(r, pen._ORDER - s)
        return content.dump(force=True)

    assert verdict(with_cms(signed, high_s), believed) is Verdict.CHANGED


def test_a_second_certificate_in_the_envelope_is_a_change(
    half_signed, believed, preparer, reviewer, monkeypatch
):
    monkeypatch.setattr(seal, "_CMS_ROOM", 2048)
    roomy = signing.approved(reviewer, half_signed)

    def extra(content):
        certificates = content["content"]["certificates"]
        certificates.append(cms.CertificateChoices.load(preparer.certificate))
        return content.dump(force=True)

    assert verdict(with_cms(roomy, extra), believed) is Verdict.CHANGED


def test_unsigned_attributes_in_the_envelope_are_a_change(signed, believed):
    def extra(content):
        info = content["content"]["signer_infos"][0]
        attribute = cms.CMSAttribute({"type": "content_type", "values": ["data"]})
        info["unsigned_attrs"] = cms.CMSAttributes([attribute])
        return content.dump(force=True)

    assert verdict(with_cms(signed, extra), believed) is Verdict.CHANGED


def test_a_county_that_is_not_ours_is_unknown(signed, tmp_path):
    other = signing.an_office(tmp_path / "other")
    files = [(other.folder / "trust" / name).read_bytes() for name in ("county-ca.pem",)]

    found = inspect.examine(signed, trust.gather(files), LATER)

    assert found.verdict is Verdict.UNKNOWN_SIGNER
    assert "不是受信任的县签发的" in found.findings[0].says


def test_a_county_cannot_speak_for_a_station_elsewhere(tmp_path):
    other = signing.an_office(tmp_path / "other", code="790122")
    pdf = signing.approved(
        signing.certified(other, signing.a_subject(REVIEWER)),
        signing.prepared(signing.certified(other, signing.a_subject())),
    )
    believed = trust.gather(path.read_bytes() for path in (other.folder / "trust").iterdir())

    assert verdict(pdf, believed) is Verdict.UNKNOWN_SIGNER
    assert "无权" in says(pdf, believed)


def test_a_revoked_certificate_gets_its_own_words(signed, office, believed, reviewer):
    serial = inspect.certificates.read(reviewer.certificate).serial
    revoking = with_list(office, believed, revoked={serial: NOW})

    assert verdict(signed, revoking) is Verdict.UNKNOWN_SIGNER
    assert "已于2026年11月24日作废；收件时核过的，以收件记录为准" in says(signed, revoking)


def test_a_lapsed_certificate_gets_its_own_words(signed, office, believed):
    at = NOW + timedelta(days=728)
    fresh = with_list(office, believed, at=at)

    assert verdict(signed, fresh, at) is Verdict.UNKNOWN_SIGNER
    assert "到期；收件时核过的，以收件记录为准" in says(signed, fresh, at)


def test_a_clock_that_lags_leaves_the_verdict_open_and_is_named(signed, believed):
    long_ago = NOW - timedelta(days=30)

    found = inspect.examine(signed, believed, long_ago)

    assert found.verdict is Verdict.UNDECIDED
    assert "根证书从2026年11月21日起才有效，本机时间还没到" in says(signed, believed, long_ago)
    assert {one.remedy for one in found.findings} == {"请核对本机时间，调准以后再核一次。"}


def test_a_county_whose_own_time_is_over_is_not_believed(signed, believed):
    at = believed.authorities[0].ends + timedelta(days=1)

    assert verdict(signed, believed, at) is Verdict.UNKNOWN_SIGNER
    assert "根证书已于" in says(signed, believed, at)


def test_without_a_list_nothing_is_decided(signed, believed):
    without = replace(believed, lists=())

    assert verdict(signed, without) is Verdict.UNDECIDED
    assert "没有青石县退役军人事务局的作废名单" in says(signed, without)


def test_a_stale_list_decides_nothing(signed, believed):
    assert verdict(signed, believed, NOW + timedelta(days=398)) is Verdict.UNDECIDED


def test_a_list_from_the_future_decides_nothing(signed, office, believed):
    future = with_list(office, believed, at=NOW + timedelta(days=10))

    assert verdict(signed, future) is Verdict.UNDECIDED
    assert "本机时间" in says(signed, future)


def test_a_list_older_than_one_seen_decides_nothing(signed, believed):
    (county,) = believed.authorities
    seen = replace(believed, seen={county.fingerprint: 99})

    assert verdict(signed, seen) is Verdict.UNDECIDED
    assert "比以前见过的旧" in says(signed, seen)


def test_another_countys_list_is_no_list(signed, believed, tmp_path):
    other = signing.an_office(tmp_path / "other")
    foreign = with_list(other, believed)

    assert verdict(signed, foreign) is Verdict.UNDECIDED


def test_a_certificate_of_the_other_role_is_unknown(office, believed, monkeypatch):
    monkeypatch.setattr(seal, "_refuse_role", lambda signer, role: None)
    swapped = signing.approved(
        signing.certified(office, signing.a_subject(PREPARER)),
        signing.prepared(signing.certified(office, signing.a_subject(REVIEWER))),
    )

    assert verdict(swapped, believed) is Verdict.UNKNOWN_SIGNER
    assert "填表人栏里是审核人李强的签名" in says(swapped, believed)


def test_one_person_in_both_roles_is_unknown(office, believed, preparer):
    same = signing.a_subject(REVIEWER, name="王芳", person_number="0001")
    pdf = signing.approved(signing.certified(office, same), signing.prepared(preparer))

    assert verdict(pdf, believed) is Verdict.UNKNOWN_SIGNER
    assert "同一个人" in says(pdf, believed)


def test_a_reviewer_of_another_station_is_unknown(office, believed, preparer):
    other = signing.a_subject(REVIEWER, station_code="790121101202", station_name="别的服务站")
    pdf = signing.approved(signing.certified(office, other), signing.prepared(preparer))

    assert verdict(pdf, believed) is Verdict.UNKNOWN_SIGNER


def test_figures_of_another_station_are_not_theirs_to_sign(believed, preparer, reviewer):
    data = signing.return_data(station={"code": "790121101299", "name": signing.STATION})
    pdf = signing.approved(reviewer, signing.prepared(preparer, signing.drawn(data=data)))

    assert verdict(pdf, believed) is Verdict.UNKNOWN_SIGNER


def test_a_reviewer_before_the_preparer_is_remarked_only(half_signed, reviewer, believed):
    pdf = signing.approved(reviewer, half_signed, at=NOW - timedelta(hours=1))

    assert verdict(pdf, believed) is Verdict.TRUSTED
    assert "早于填表人" in says(pdf, believed)


def test_other_signature_fields_are_a_change(preparer, believed):
    metadata = signers.PdfSignatureMetadata(field_name="Signature1", md_algorithm="sha256")
    hand = pen.Hand(preparer.key, preparer.certificate)
    writer = IncrementalPdfFileWriter(io.BytesIO(signing.drawn()))
    pdf = signers.PdfSigner(metadata, hand).sign_pdf(writer).getvalue()

    assert verdict(pdf, believed) is Verdict.CHANGED
    assert says(pdf, believed) == "签名栏不是本程序做的"


def test_a_signer_who_is_nobody_of_ours_is_unknown(believed, monkeypatch):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization

    key = issuing.make_key()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "外人")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    builder = builder.public_key(issuing.private(key).public_key()).serial_number(7)
    builder = builder.not_valid_before(NOW - timedelta(days=1)).not_valid_after(LATER)
    made = builder.sign(issuing.private(key), hashes.SHA256())
    monkeypatch.setattr(seal, "_refuse_role", lambda signer, role: None)
    stranger = seal.Signer(key=key, certificate=made.public_bytes(serialization.Encoding.DER))

    found = inspect.examine(signing.prepared(stranger), believed, LATER)

    assert Verdict.UNKNOWN_SIGNER in [one.verdict for one in found.findings]
    assert found.signatures == ()


@pytest.mark.filterwarnings("ignore:Attribute's length must be")
@pytest.mark.parametrize(
    "name", ["李\u202e强", "李强\n核验通过", "强" * 61], ids=["turned", "two lines", "long"]
)
def test_a_name_that_misleads_the_eye_is_unknown(office, believed, half_signed, monkeypatch, name):
    monkeypatch.setattr(seal, "_refuse_role", lambda signer, role: None)
    subject = signing.a_subject(REVIEWER, name=name)
    pdf = signing.approved(signing.certified(office, subject), half_signed)

    assert verdict(pdf, believed) is Verdict.UNKNOWN_SIGNER
    assert says(pdf, believed) == "审核人用的不是服务站的签名证书"


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"way": "signed"}', b'{"station": 3}'])
def test_signed_figures_that_cannot_be_read_are_a_change(preparer, reviewer, believed, data):
    pdf = signing.approved(reviewer, signing.prepared(preparer, signing.drawn(data=data)))

    assert verdict(pdf, believed) is Verdict.CHANGED


def test_a_file_beyond_all_measure_is_invalid(signed, believed, monkeypatch):
    monkeypatch.setattr(inspect, "MOST_BYTES", len(signed) - 1)

    assert verdict(signed, believed) is Verdict.INVALID


def test_a_range_that_leaves_more_than_the_envelope_out_is_a_change(signed, believed):
    last = list(re.finditer(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", signed))[-1]
    first = int(last[1])
    moved = last[0].replace(b"[0 %d" % first, b"[0 %d" % (first - 1))
    pdf = signed[: last.start()] + moved + signed[last.end() :]

    assert len(pdf) == len(signed)
    assert verdict(pdf, believed) is Verdict.CHANGED


def test_two_counties_of_one_code_are_refused(files, tmp_path):
    other = signing.an_office(tmp_path / "other")
    another = (other.folder / "trust/county-ca.pem").read_bytes()

    with pytest.raises(Refused, match="两个不同的根证书"):
        trust.gather([*files, another])


def test_a_trust_folder_without_a_county_is_refused():
    with pytest.raises(Refused, match="没有找到县里的根证书"):
        trust.gather([])
    with pytest.raises(Unreadable, match="作废名单"):
        trust.gather([b"hello"])


def test_signed_pages_look_as_drawn_with_blocks(signed):
    stamps = {PREPARER: signing.stamp(), REVIEWER: signing.stamp("REVIEWER")}
    expected = seal.dressed(signing.drawn(), signing.PLACES, stamps)

    assert pictures.differing_pages(expected, signed) == []


def test_another_name_in_a_block_is_seen(signed):
    stamps = {PREPARER: signing.stamp(), REVIEWER: signing.stamp("REVIEWED")}
    expected = seal.dressed(signing.drawn(), signing.PLACES, stamps)

    assert pictures.differing_pages(expected, signed) == [2]


def test_a_page_of_another_size_is_not_even_drawn(monkeypatch):
    ours = signing.drawn()
    monkeypatch.setattr(pictures, "_picture", lambda document, number: pytest.fail("drawn"))

    wide = ours.replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 0 0 995 842 ]")
    assert wide != ours
    assert pictures.differing_pages(ours, wide) == [1, 2]


def test_one_other_figure_and_a_missing_page_are_seen():
    assert pictures.differing_pages(signing.drawn(), signing.drawn(text="38")) == [1, 2]
    assert pictures.differing_pages(signing.drawn(), signing.drawn(pages=1))[-1] == 2


@pytest.mark.skipif(not FORGED.is_dir(), reason="the publicly known forgeries are not here")
@pytest.mark.parametrize("path", sorted(FORGED.glob("*.pdf")), ids=lambda path: path.stem)
def test_publicly_known_forgeries_are_refused_in_time(path, believed):
    assert verdict(path.read_bytes(), believed) is Verdict.INVALID
