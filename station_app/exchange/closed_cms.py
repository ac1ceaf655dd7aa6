"""The one form a signature's envelope may have, so that no byte of it can be varied."""

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asn1crypto import cms

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
    """Return the one certificate of a closed envelope (DER); Open if it is not closed."""
    from asn1crypto import (
        cms,
        tsp,  # noqa: F401  it teaches cms to read the signing-certificate attribute
    )

    content = cms.ContentInfo.load(der, strict=True)
    _demand(content["content_type"].native == "signed_data", "签名数据的种类不对")
    signed = content["content"]
    _demand(signed["version"].native == "v1", "签名数据的版本不对")
    _demand_digest(list(signed["digest_algorithms"]))
    inner = signed["encap_content_info"]
    _demand(inner["content_type"].native == "data", "签名数据的种类不对")
    _demand(not inner["content"].native, "签名数据里夹带了内容")
    _demand(not signed["crls"].native, "签名数据里夹带了名单")
    _demand(len(signed["signer_infos"]) == 1, "签名数据里不止一个签名人")
    _demand(len(signed["certificates"]) == 1, "签名数据里不止一个证书")
    held = signed["certificates"][0]
    _demand(held.name == "certificate", "签名数据里的证书种类不对")
    certificate: bytes = held.chosen.dump()
    _check_signer(signed["signer_infos"][0], held.chosen, certificate)
    _demand(content.dump(force=True) == der, "签名数据的写法被改过")
    return certificate


def _check_signer(info: "cms.SignerInfo", held: "cms.Certificate", certificate: bytes) -> None:
    _demand(info["version"].native == "v1", "签名数据的版本不对")
    _demand_digest([info["digest_algorithm"]])
    sid = info["sid"]
    _demand(sid.name == "issuer_and_serial_number", "签名数据没有指明证书")
    _demand(sid.chosen["issuer"].dump() == held.issuer.dump(), "签名数据指的不是里面的证书")
    _demand(sid.chosen["serial_number"].native == held.serial_number, "签名数据指的不是里面的证书")
    algorithm = info["signature_algorithm"]
    _demand(algorithm["algorithm"].native == "sha256_ecdsa", "签名算法不对")
    _demand(algorithm["parameters"].native is None, "签名算法不对")
    _demand(not info["unsigned_attrs"].native, "签名数据里夹带了未签的内容")
    attributes = {one["type"].native: one["values"] for one in info["signed_attrs"]}
    _demand(attributes.keys() == _ATTRIBUTES, "签名数据的项目不对")
    _demand(len(info["signed_attrs"]) == len(_ATTRIBUTES), "签名数据的项目不对")
    identified = attributes["signing_certificate_v2"][0]["certs"]
    _demand(len(identified) == 1, "签名数据指的不是里面的证书")
    digest = hashlib.sha256(certificate).digest()
    _demand(identified[0]["cert_hash"].native == digest, "签名数据指的不是里面的证书")
    _demand_low_s(info["signature"].native)


def _demand_digest(algorithms: "list[cms.DigestAlgorithm]") -> None:
    _demand([one["algorithm"].native for one in algorithms] == ["sha256"], "摘要算法不对")


def _demand_low_s(signature: bytes) -> None:
    """Of s and n - s, which both verify, only the smaller is ours."""
    from cryptography.hazmat.primitives.asymmetric import utils

    from station_app.exchange import pen

    r, s = utils.decode_dss_signature(signature)
    _demand(utils.encode_dss_signature(r, s) == signature, "签名数据的写法被改过")
    _demand(0 < s <= pen.HALF_ORDER, "签名数据的写法被改过")


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
