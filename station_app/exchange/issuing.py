"""Keys, requests and certificates as they are made, by the account and by the county."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from station_app.domain import certificate
from station_app.domain.certificate import Subject
from station_app.errors import Unreadable
from station_app.exchange import certificates
from station_app.exchange.certificates import Authority

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import (
        EllipticCurvePrivateKey,
        EllipticCurvePublicKey,
    )
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

LIST_ADDRESS = "file:///county.crl"
DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36"  # id-kp-documentSigning, RFC 9336
_CA_DAYS = 3650


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """A county's unlocked key with its certificate."""

    key: bytes
    certificate: bytes


def make_key() -> bytes:
    """Return a new P-256 private key (PKCS#8, DER)."""
    from cryptography.hazmat.primitives.asymmetric import ec

    return _private_bytes(ec.generate_private_key(ec.SECP256R1()))


def public_key(key: bytes) -> bytes:
    """Return the public half of a private key (SubjectPublicKeyInfo, DER)."""
    return certificates.public_bytes(private(key).public_key())


def private(key: bytes) -> "EllipticCurvePrivateKey":
    """Return the key itself; anything but P-256 is refused."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    loaded = serialization.load_der_private_key(key, password=None)
    if not isinstance(loaded, ec.EllipticCurvePrivateKey) or loaded.curve.name != "secp256r1":
        raise Unreadable("签名私钥不是本程序做的。", "请在“维护—签名证书”里重新申请证书。")
    return loaded


def request(key: bytes, subject: Subject) -> bytes:
    """Return a certificate request (PKCS#10, PEM) signed with the account's own key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization

    builder = x509.CertificateSigningRequestBuilder().subject_name(_name(subject))
    return builder.sign(private(key), hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def certify(root: Root, subject: Subject, public_key: bytes, at: datetime) -> bytes:
    """Return a station certificate (DER), valid 730 days from 3 days back."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID

    issuer = x509.load_der_x509_certificate(root.certificate)
    begins = at - certificate.HEAD_START
    key = serialization.load_der_public_key(public_key)
    assert isinstance(key, ec.EllipticCurvePublicKey)  # read_request let nothing else through
    builder = (
        _builder(issuer.subject, _name(subject), key)
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=certificate.STATION_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage("digital_signature", "content_commitment"), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage(
                [
                    x509.ObjectIdentifier(DOCUMENT_SIGNING),
                    ExtendedKeyUsageOID.EMAIL_PROTECTION,  # NSS knows no documentSigning
                ]
            ),
            critical=False,
        )
        .add_extension(
            x509.CRLDistributionPoints(
                [
                    x509.DistributionPoint(
                        full_name=[x509.UniformResourceIdentifier(LIST_ADDRESS)],
                        relative_name=None,
                        reasons=None,
                        crl_issuer=None,
                    )
                ]
            ),
            critical=False,
        )
        .add_extension(authority_key(issuer), critical=False)
    )
    signed = builder.sign(private(root.key), hashes.SHA256())
    return signed.public_bytes(serialization.Encoding.DER)


def certify_office(key: bytes, name: str, code: str, at: datetime) -> bytes:
    """Return a county's own certificate (DER) that carries its six-digit code."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization

    own = private(key)
    begins = at - certificate.HEAD_START
    subject = _office_name(name, code, "证书签发")
    builder = (
        _builder(subject, subject, own.public_key())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=_CA_DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
    )
    return builder.sign(own, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def encryption_pair(root: Root, office: Authority, at: datetime) -> tuple[bytes, bytes]:
    """Return an RSA-3072 key and its certificate (DER), for encrypted packages to the county."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    issuer = certificates.load(root.certificate)
    builder = (
        _builder(
            issuer.subject, _office_name(office.name, office.code, "收件加密"), key.public_key()
        )
        .not_valid_before(at - certificate.HEAD_START)
        .not_valid_after(office.ends)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage("key_encipherment"), critical=True)
        .add_extension(authority_key(issuer), critical=False)
    )
    signed = builder.sign(private(root.key), hashes.SHA256())
    return _private_bytes(key), signed.public_bytes(serialization.Encoding.DER)


def _private_bytes(key: "EllipticCurvePrivateKey | RSAPrivateKey") -> bytes:
    from cryptography.hazmat.primitives import serialization

    return key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _name(subject: Subject) -> "x509.Name":
    values = (
        subject.station_name,
        subject.role.value,
        subject.station_code,
        subject.person_number,
        subject.name,
    )
    named = zip(certificates.NAME_PARTS, values, strict=True)
    return _in_order({"COUNTRY_NAME": "CN"} | {part: value for part, value in named if value})


def _office_name(name: str, code: str, use: str) -> "x509.Name":
    parts = {"COUNTRY_NAME": "CN", "ORGANIZATION_NAME": name, "SERIAL_NUMBER": code}
    return _in_order(parts | {"COMMON_NAME": f"{name}{use}"})


def _in_order(parts: Mapping[str, str]) -> "x509.Name":
    """Return a name; X.520 allows 64 characters, where the library counts 64 bytes."""
    from cryptography import x509

    return x509.Name(
        [
            x509.NameAttribute(getattr(x509.NameOID, part), value, _validate=False)
            for part, value in parts.items()
        ]
    )


def _builder(
    issuer: "x509.Name", subject: "x509.Name", key: "EllipticCurvePublicKey | RSAPublicKey"
) -> "x509.CertificateBuilder":
    from cryptography import x509

    return (
        x509.CertificateBuilder()
        .issuer_name(issuer)
        .subject_name(subject)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*wanted: str) -> "x509.KeyUsage":
    from cryptography import x509

    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: name in wanted for name in names})


def authority_key(issuer: "x509.Certificate") -> "x509.AuthorityKeyIdentifier":
    """Return the extension by which a certificate or list names the key that signed it."""
    from cryptography import x509

    own = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own)
