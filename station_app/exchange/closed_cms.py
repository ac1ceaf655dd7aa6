"""The one form a signature's envelope may have, so that no byte of it can be varied."""

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asn1crypto import cms

_VERSION_1 = bytes.fromhex("020101")
_SHA256 = bytes.fromhex("300d06096086480165030402010500")
_DATA = bytes.fromhex("300b06092a864886f70d010701")
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_ECDSA_WITH_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")
_ATTRIBUTES = {"content_type", "message_digest", "signing_certificate_v2"}


class Open(ValueError):
    """Something in the envelope differs from the one form; the message says what."""


def envelope(hexadecimal: bytes) -> bytes:
    """Return the DER inside a /Contents string: capital digits, then zeros and nothing else."""
    if not re.fullmatch(rb"(?:[0-9A-F]{2})+", hexadecimal):
        raise Open("签名数据的写法被改过")
    data = bytes.fromhex(hexadecimal.decode())
    length = _length(data)
    if data[length:].strip(b"\0"):
        raise Open("签名数据后面被塞进了东西")
    return data[:length]


def certificate_of(der: bytes) -> bytes:
    """Return the one certificate of a closed envelope (DER); Open if it is not closed.

    The envelope is built again from its three free parts - certificate, signed attributes and
    signature value - and must come out the same, so nothing else can stand in it.
    """
    from asn1crypto import (
        cms,
        tsp,  # noqa: F401  it teaches cms to read the signing-certificate attribute
    )

    signed = cms.ContentInfo.load(der, strict=True)["content"]
    _demand(len(signed["signer_infos"]) == 1, "签名数据里不止一个签名人")
    _demand(len(signed["certificates"]) == 1, "签名数据里不止一个证书")
    held, info = signed["certificates"][0].chosen, signed["signer_infos"][0]
    _demand(not info["unsigned_attrs"].native, "签名数据里夹带了未签的内容")
    certificate: bytes = held.dump()
    _check_attributes(info["signed_attrs"], certificate)
    value = info["signature"].native
    _demand_low_s(value)
    certified = held["tbs_certificate"]
    signer = _tlv(
        0x30,
        _VERSION_1,
        _tlv(0x30, certified["issuer"].dump(), certified["serial_number"].dump()),
        _SHA256,
        _tlv(0xA0, info["signed_attrs"].contents),
        _ECDSA_WITH_SHA256,
        _tlv(0x04, value),
    )
    inner = (_VERSION_1, _tlv(0x31, _SHA256), _DATA, _tlv(0xA0, certificate), _tlv(0x31, signer))
    whole = _tlv(0x30, _SIGNED_DATA, _tlv(0xA0, _tlv(0x30, *inner)))
    _demand(whole == der, "签名数据的写法被改过")
    return certificate


def _check_attributes(attributes: "cms.CMSAttributes", certificate: bytes) -> None:
    found = {one["type"].native: one["values"] for one in attributes}
    _demand(found.keys() == _ATTRIBUTES, "签名数据的项目不对")
    _demand(len(attributes) == len(_ATTRIBUTES), "签名数据的项目不对")
    identified = found["signing_certificate_v2"][0]["certs"]
    _demand(len(identified) == 1, "签名数据指的不是里面的证书")
    digest = hashlib.sha256(certificate).digest()
    _demand(identified[0]["cert_hash"].native == digest, "签名数据指的不是里面的证书")


def _demand_low_s(signature: bytes) -> None:
    """Of s and n - s, which both verify, only the smaller is ours."""
    from cryptography.hazmat.primitives.asymmetric import utils

    from station_app.exchange import pen

    r, s = utils.decode_dss_signature(signature)
    _demand(utils.encode_dss_signature(r, s) == signature, "签名数据的写法被改过")
    _demand(0 < s <= pen.HALF_ORDER, "签名数据的写法被改过")


def _tlv(tag: int, *parts: bytes) -> bytes:
    """Return a value in DER with its head."""
    content = b"".join(parts)
    length = len(content)
    if length < 0x80:
        return bytes((tag, length)) + content
    size = (length.bit_length() + 7) // 8
    return bytes((tag, 0x80 | size)) + length.to_bytes(size, "big") + content


def _length(data: bytes) -> int:
    """Return how long the outer DER value is, its head included."""
    if len(data) < 4 or data[0] != 0x30 or data[1] != 0x82:
        raise Open("签名数据的写法被改过")
    length = 4 + int.from_bytes(data[2:4], "big")
    if length > len(data):
        raise Open("签名数据不完整")
    return length


def _demand(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Open(otherwise)
