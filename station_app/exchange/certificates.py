"""Requests and certificates as they arrive: read strictly, never trusted on sight."""

import warnings
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from station_app.domain import certificate
from station_app.domain.certificate import Held, SigningRole, Subject
from station_app.errors import Unreadable

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes

NAME_PARTS = (
    "ORGANIZATION_NAME",
    "ORGANIZATIONAL_UNIT_NAME",
    "SERIAL_NUMBER",
    "USER_ID",
    "COMMON_NAME",
)

# X.520 allows 64 characters; the library counts bytes, of which a Chinese character takes three.
warnings.filterwarnings("ignore", "Attribute's length must be", UserWarning)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as it arrived: what it asks for, and the key that asks."""

    subject: Subject
    public_key: bytes
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A county's own certificate."""

    name: str
    code: str
    fingerprint: str
    begins: datetime
    ends: datetime
    der: bytes


def read_request(data: bytes) -> Request:
    """Read a request whose own signature holds; anything else is Unreadable."""
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        loaded = x509.load_pem_x509_csr(data)
        key = loaded.public_key()
        _demand(loaded.is_signature_valid and isinstance(key, ec.EllipticCurvePublicKey))
        _demand(getattr(key, "curve", ec.SECP256R1()).name == "secp256r1")
        spki = public_bytes(key)
        return Request(
            subject=subject_of(loaded.subject),
            public_key=spki,
            fingerprint=certificate.fingerprint(spki),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise Unreadable(
            "这不是证书申请，或者申请已损坏。", "请让本人在登记册里重新导出申请。"
        ) from error


def read(data: bytes) -> Held:
    """Read a station certificate in PEM or DER; anything else is Unreadable."""
    try:
        loaded = load(data)
        subject = subject_of(loaded.subject)
        spki = public_bytes(loaded.public_key())
    except (ValueError, TypeError, KeyError) as error:
        raise Unreadable(
            "这不是服务站的签名证书，或者证书已损坏。", "请向县里要发给本人的那一个证书文件。"
        ) from error
    return Held(
        subject=subject,
        serial=f"{loaded.serial_number:x}",
        fingerprint=certificate.fingerprint(spki),
        begins=loaded.not_valid_before_utc,
        ends=loaded.not_valid_after_utc,
    )


def read_authority(data: bytes) -> Authority:
    """Read a county's own certificate in PEM or DER, signed by itself; else Unreadable."""
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import serialization

    try:
        loaded = load(data)
        loaded.verify_directly_issued_by(loaded)
        _demand(loaded.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
        code = _one(loaded.subject, x509.NameOID.SERIAL_NUMBER)
        _demand(len(code) == 6 and code.isdecimal())
        der = loaded.public_bytes(serialization.Encoding.DER)
        return Authority(
            name=_one(loaded.subject, x509.NameOID.ORGANIZATION_NAME),
            code=code,
            fingerprint=certificate.fingerprint(der),
            begins=loaded.not_valid_before_utc,
            ends=loaded.not_valid_after_utc,
            der=der,
        )
    except (ValueError, TypeError, KeyError, InvalidSignature, x509.ExtensionNotFound) as error:
        raise Unreadable(
            "这不是县里的根证书，或者证书已损坏。", "请向县里要 county-ca.pem。"
        ) from error


def load(data: bytes) -> "x509.Certificate":
    """Return the one certificate in PEM or DER data; ValueError if there is none."""
    from cryptography import x509

    if data.lstrip().startswith(b"-----"):
        return x509.load_pem_x509_certificate(data)
    return x509.load_der_x509_certificate(data)


def pem(der: bytes) -> bytes:
    """Return a certificate in the text form that other programs read."""
    from cryptography.hazmat.primitives import serialization

    return load(der).public_bytes(serialization.Encoding.PEM)


def der(data: bytes) -> bytes:
    """Return a certificate in its binary form."""
    from cryptography.hazmat.primitives import serialization

    return load(data).public_bytes(serialization.Encoding.DER)


def public_key_of(data: bytes) -> bytes:
    """Return the public key a certificate speaks for (SubjectPublicKeyInfo, DER)."""
    return public_bytes(load(data).public_key())


def subject_of(name: "x509.Name") -> Subject:
    """Read the person out of a name; ValueError if it is not one of ours."""
    from cryptography import x509

    oid = x509.NameOID
    known = {oid.COUNTRY_NAME, *(getattr(oid, attribute) for attribute in NAME_PARTS)}
    if {attribute.oid for attribute in name} - known or len(list(name)) > len(known):
        raise ValueError("a name with other parts")
    number = name.get_attributes_for_oid(oid.USER_ID)
    return Subject(
        station_name=_one(name, oid.ORGANIZATION_NAME),
        station_code=_one(name, oid.SERIAL_NUMBER),
        person_number=_one(name, oid.USER_ID) if number else "",
        name=_one(name, oid.COMMON_NAME),
        role=SigningRole(_one(name, oid.ORGANIZATIONAL_UNIT_NAME)),
    )


def _demand(holds: bool) -> None:
    if not holds:
        raise ValueError("not what it claims to be")


def _one(name: "x509.Name", oid: "x509.ObjectIdentifier") -> str:
    (attribute,) = name.get_attributes_for_oid(oid)
    text = str(attribute.value)
    _demand(certificate.is_plain(text) and len(text) <= certificate.LONGEST)
    return text


def public_bytes(key: "CertificatePublicKeyTypes") -> bytes:
    """Return a public key as it is compared and counted (SubjectPublicKeyInfo, DER)."""
    from cryptography.hazmat.primitives import serialization

    return key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
