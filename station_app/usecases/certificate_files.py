"""The files by which a certificate is asked for and taken in: on a stick, as a rule."""

from collections.abc import Sequence
from pathlib import Path

from station_app.errors import Refused, Unreadable
from station_app.exchange import authority
from station_app.register import Register
from station_app.usecases import certificates, saving
from station_app.usecases.certificates import Requested, Status

MOST = 1_000_000
"""No certificate and no list of a county comes near this many bytes."""


def name_for(register: Register) -> str:
    """Return what a request of the account at the desk is called."""
    return f"{register.station.village}_{register.account.name}_签名证书申请.csr"


def write_request(
    register: Register, path: Path, password: str, *, anew: bool = False
) -> Requested:
    """Ask for a certificate and write the request where the worker wants it."""
    requested = certificates.request(register, password, anew=anew)
    saving.save(path, requested.pem)
    return requested


def take_in(register: Register, paths: Sequence[Path], typed: str = "") -> Status:
    """Take in what the county wrote: the certificate, and its own one and its list if given.

    The files may be chosen together in any order; each is known by what it is called.
    """
    county, crl, answers = b"", b"", list[bytes]()
    for path in paths:
        if path.suffix.lower() == ".crl":
            crl = read(path)
        elif path.name.lower() == authority.CA_FILE:
            county = read(path)
        elif path.name.lower() != authority.ENCRYPTION_FILE:
            answers.append(read(path))
    if len(answers) != 1:
        words = "里没有签好的证书" if not answers else "不止一个证书"
        raise Refused(f"选的文件{words}。", "请选县里签给你的那一个 .pem 文件。")
    return certificates.install(register, answers[0], county=county, typed=typed, crl=crl)


def renew_list(register: Register, path: Path) -> Status:
    """Take in the county's newer list of what was revoked."""
    return certificates.renew_list(register, read(path))


def read(path: Path) -> bytes:
    """Return what a certificate, a request or a list of the county holds."""
    try:
        if path.stat().st_size > MOST:
            raise Unreadable(
                f"{path.name} 太大，不是证书文件。", "请选证书、申请或作废名单的文件。"
            )
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"读不了 {path.name}。", "请检查文件或U盘后再试。") from error
