"""Signing a return: two fields made first, certified by the preparer, approved by the reviewer."""

import asyncio
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from station_app.domain.certificate import SigningRole
from station_app.errors import Refused
from station_app.exchange import certificates, issuing

if TYPE_CHECKING:
    from pyhanko.sign.signers import PdfSigner

    from station_app.exchange.pen import Writer

_CMS_ROOM = 1024  # what a signature needs beside its certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a signature block stands, in points from the lower left of its page."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


Places = Mapping[SigningRole, Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """An account's unlocked private key (PKCS#8, DER) and its certificate (DER)."""

    key: bytes
    certificate: bytes


def prepare(pdf: bytes, signer: Signer, places: Places, stamp: bytes, at: datetime) -> bytes:
    """Return the drawn pages with both fields made and the preparer's certification in one step."""
    from station_app.exchange import pen

    _refuse_role(signer, SigningRole.PREPARER)
    writer = pen.Writer(io.BytesIO(pdf))
    _make_fields(writer, places)
    return _signed(writer, signer, SigningRole.PREPARER, stamp, at)


def approve(pdf: bytes, signer: Signer, stamp: bytes, at: datetime) -> bytes:
    """Return the preparer's file with the reviewer's approval added behind it."""
    from station_app.exchange import pen

    _refuse_role(signer, SigningRole.REVIEWER)
    return _signed(pen.Writer(io.BytesIO(pdf)), signer, SigningRole.REVIEWER, stamp, at)


def dressed(pdf: bytes, places: Places, stamps: Mapping[SigningRole, bytes]) -> bytes:
    """Return drawn pages with signature blocks that look signed but are not, to compare with."""
    from pyhanko.pdf_utils.generic import pdf_name
    from pyhanko.pdf_utils.layout import BoxConstraints
    from pyhanko.sign import fields

    from station_app.exchange import pen

    writer = pen.Writer(io.BytesIO(pdf))
    _make_fields(writer, places)
    for role, stamp in stamps.items():
        _, _, field = next(fields.enumerate_sig_fields(writer, with_name=role.field))
        place = places[role]
        box = BoxConstraints(place.right - place.left, place.top - place.bottom)
        block = pen.style(stamp).create_stamp(writer, box, {})
        field.get_object()[pdf_name("/AP")] = block.as_appearances().as_pdf_object()
    return writer.finished()


def _make_fields(writer: "Writer", places: Places) -> None:
    from pyhanko.sign import fields

    for role in SigningRole:
        place = places[role]
        box = (place.left, place.bottom, place.right, place.top)
        spec = fields.SigFieldSpec(
            role.field,
            on_page=place.page,
            box=box,  # type: ignore[arg-type]  # fractions of a point are written as they are
        )
        fields.append_signature_field(writer, spec)


def _refuse_role(signer: Signer, role: SigningRole) -> None:
    held = certificates.read(signer.certificate)
    if held.subject.role is not role:
        raise Refused(
            f"{held.subject.name}的证书只能作为{held.subject.role.value}签名。",
            f"请由{role.value}来签。",
        )
    if certificates.public_key_of(signer.certificate) != issuing.public_key(signer.key):
        raise Refused("签名私钥和证书不是一对。", "请在“维护—签名证书”里重新申请证书。")


def _signed(
    writer: "Writer",
    signer: Signer,
    role: SigningRole,
    stamp: bytes,
    at: datetime,
) -> bytes:
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    from station_app.exchange import pen

    metadata = PdfSignatureMetadata(
        field_name=role.field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=role is SigningRole.PREPARER,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        embed_validation_info=False,
    )
    hand = pen.Hand(signer.key, signer.certificate)
    session = PdfSigner(metadata, hand, stamp_style=pen.style(stamp))
    return asyncio.run(_write(session, writer, at, len(signer.certificate)))


async def _write(signer: "PdfSigner", writer: "Writer", at: datetime, length: int) -> bytes:
    """Sign as the library does, but at the time given and without a trial signature."""
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    session = signer.init_signing_session(writer, existing_fields_only=True)
    session.system_time = at
    document = session.prepare_tbs_document(
        validation_info=None, bytes_reserved=2 * (length + _CMS_ROOM)
    )
    out = io.BytesIO()
    prepared, _ = document.digest_tbs_document(output=out)
    signed = await document.perform_signature(
        document_digest=prepared.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at),
    )
    await signed.post_signature_processing(out)
    return out.getvalue()
