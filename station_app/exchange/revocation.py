"""The county's revocation list: made, read, and checked against the county that signed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from station_app.domain import certificate
from station_app.errors import Unreadable
from station_app.exchange import certificates, issuing
from station_app.exchange.issuing import Root

if TYPE_CHECKING:
    from cryptography import x509


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationList:
    """A list as it arrived: number, time it speaks for, and what it revokes since when."""

    number: int
    begins: datetime
    ends: datetime
    revoked: Mapping[str, datetime]
    der: bytes


def make(root: Root, number: int, revoked: Mapping[str, datetime], at: datetime) -> bytes:
    """Return a signed list (DER) that begins 3 days back and lasts 400 days."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization

    issuer = certificates.load(root.certificate)
    begins = at - certificate.HEAD_START
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.subject)
        .last_update(begins)
        .next_update(begins + timedelta(days=certificate.LIST_DAYS))
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(issuing.authority_key(issuer), critical=False)
    )
    for serial, since in sorted(revoked.items()):
        builder = builder.add_revoked_certificate(
            x509.RevokedCertificateBuilder()
            .serial_number(int(serial, 16))
            .revocation_date(since)
            .build()
        )
    signed = builder.sign(issuing.private(root.key), hashes.SHA256())
    return signed.public_bytes(serialization.Encoding.DER)


def read(data: bytes) -> RevocationList:
    """Read a list in PEM or DER; anything else is Unreadable."""
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization

    try:
        loaded = _load(data)
        number = loaded.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number
        ends = loaded.next_update_utc
        if ends is None:
            raise _unreadable()
        return RevocationList(
            number=number,
            begins=loaded.last_update_utc,
            ends=ends,
            revoked={f"{one.serial_number:x}": one.revocation_date_utc for one in loaded},
            der=loaded.public_bytes(serialization.Encoding.DER),
        )
    except (ValueError, TypeError, x509.ExtensionNotFound) as error:
        raise _unreadable() from error


def signed_by(found: RevocationList, authority: bytes) -> bool:
    """Say whether the list is really that county's."""
    issuer = certificates.load(authority)
    loaded = _load(found.der)
    key = issuer.public_key()
    return loaded.issuer == issuer.subject and loaded.is_signature_valid(key)  # type: ignore[arg-type]


def _load(data: bytes) -> "x509.CertificateRevocationList":
    from cryptography import x509

    if data.lstrip().startswith(b"-----"):
        return x509.load_pem_x509_crl(data)
    return x509.load_der_x509_crl(data)


def _unreadable() -> Unreadable:
    return Unreadable("这不是县里的作废名单，或者名单已损坏。", "请向县里要最新的 county.crl。")
