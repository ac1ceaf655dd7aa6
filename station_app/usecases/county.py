"""The county office's own work: its key, whom it lets sign, certificates and revocations."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from station_app.domain import certificate, passwords, recovery
from station_app.domain.certificate import Held, SigningRole
from station_app.domain.station import Station
from station_app.errors import Refused
from station_app.exchange import authority, certificates, roll
from station_app.exchange.authority import Office
from station_app.exchange.certificates import Request
from station_app.exchange.roll import Issued, Person

TRUST = authority.TRUST


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """What a new office must put on paper: the digits of its certificate, and its recovery code."""

    fingerprint: str
    recovery_code: str


def init(folder: Path, *, name: str, code: str, password: str, at: datetime) -> Founded:
    """Make a county office in an empty folder; its recovery code is told once and never kept."""
    if not re.fullmatch(r"[0-9]{6}", code):
        raise Refused("县级代码应是 6 位数字。", "例如 790121。")
    if not 0 < len(name.strip()) <= 60:
        raise Refused("请写明县局名称。", "例如：青石县退役军人事务局。")
    if not certificate.is_plain(name):
        raise Refused("县局名称里有看不见的控制字符。", "请删掉重输。")
    station = Station(code=code.ljust(12, "0"), name=name, short=name, county_short=name)
    passwords.refuse_weak(password, names=(), station=station)
    secret = recovery.new_secret()
    state = roll.State(name=name.strip(), code=code)
    secrets = {authority.PASSWORD: password, authority.SHEET: secret.hex()}
    office = Office.found(folder, state, secrets, at)
    return Founded(
        fingerprint=certificates.read_authority(office.root.certificate).fingerprint,
        recovery_code=recovery.code_of(secret),
    )


def recover(folder: Path, code: str, password: str) -> None:
    """Set a new password with the code of the office's recovery sheet."""
    secret = recovery.secret_of(code)
    try:
        office = Office.unlock(folder, secret.hex(), authority.SHEET)
    except Refused as error:
        raise Refused(
            "恢复码打不开这个县级证书文件夹。", "请核对恢复单上的县局名称和日期。"
        ) from error
    station = Station(
        code=office.state.code.ljust(12, "0"),
        name=office.state.name,
        short=office.state.name,
        county_short=office.state.name,
    )
    passwords.refuse_weak(password, names=(), station=station)
    office.change_password(password)


def person_add(folder: Path, password: str, person: Person) -> None:
    """Take somebody into the list of those who may be certified."""
    Office.unlock(folder, password).add_person(person)


def persons(folder: Path, password: str) -> list[Person]:
    """Return the list of those who may be certified."""
    return list(Office.unlock(folder, password).state.persons)


def look(request: bytes) -> Request:
    """Return what a request asks for, to be shown before anything is issued."""
    return certificates.read_request(request)


def issue(
    folder: Path, password: str, request: bytes, typed: str, at: datetime, *, number: str = ""
) -> bytes:
    """Return a certificate (PEM) for a listed person whose fingerprint was typed from paper."""
    return Office.unlock(folder, password).issue(request, typed, at, number)


def revoke(folder: Path, password: str, given: bytes, reason: str, at: datetime) -> Issued:
    """Take a certificate back; the new list lies in the trust folder."""
    return Office.unlock(folder, password).revoke(given, reason, at)


def crl(folder: Path, password: str, at: datetime) -> bytes:
    """Return the next revocation list, also put into the trust folder."""
    return Office.unlock(folder, password).publish(at)


def fingerprint(folder: Path) -> str:
    """Return the digits of the county's certificate, for the paper that stations type from."""
    path = folder / authority.TRUST / authority.CA_FILE
    if not path.is_file():
        raise Refused("这里不是县级证书文件夹。", "请选对文件夹。")
    return certificates.read_authority(path.read_bytes()).fingerprint


def issued_to(given: bytes) -> Held:
    """Return whom a certificate names, to be shown before it is revoked."""
    return certificates.read(given)


def person(*, code: str, number: str, name: str, role: str) -> Person:
    """Return somebody for the list, from what was typed."""
    if role not in list(SigningRole):
        raise Refused(f"没有“{role}”这个岗位。", "请写 填表人 或 审核人。")
    return Person(station_code=code, number=number, name=name.strip(), role=SigningRole(role))
