"""An account's signing certificate: asked for, taken in, watched, and used."""

from dataclasses import dataclass
from datetime import datetime

from station_app.domain import certificate, dates
from station_app.domain.certificate import Held, SigningRole, Subject
from station_app.domain.roles import Right, Role
from station_app.errors import Refused
from station_app.exchange import certificates, issuing, revocation
from station_app.exchange.certificates import Authority
from station_app.exchange.seal import Signer
from station_app.exchange.trust import Trust
from station_app.register import Register
from station_app.storage import rows, workers
from station_app.storage import trust as kept
from station_app.storage.trust import Own
from station_app.usecases import pinned_county, signing_keys

LIST_REMIND_DAYS = 60
_WHERE = "请在“维护—签名证书”里重新申请证书。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """A request for the county, the digits that go there on paper, and what it makes void.

    Where it replaces a certificate that still holds, the county must be asked to revoke that one.
    """

    subject: Subject
    pem: bytes
    fingerprint: str
    made_at: datetime
    replaces: Held | None = None
    why: str = ""
    """Why that one is to be revoked, where it was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How the account at the desk stands: key, certificate, county and list."""

    key_fingerprint: str
    held: Held | None
    county: Authority | None
    list_number: int
    list_ends: datetime | None
    reminders: tuple[str, ...]


def request(register: Register, password: str, *, anew: bool = False) -> Requested:
    """Return the account's request; its key is made now unless one is waiting for an answer.

    Where a certificate still holds, only `anew` makes another key, because the old one is lost
    with it.
    """
    register.allow(Right.OWN)
    if register.station.provisional:
        raise Refused("本站代码还是临时的。", "请先在“维护—本站”里改成正式代码，再申请证书。")
    held = _own(register)
    if held is not None and not anew and register.now() <= held.ends:
        raise Refused(
            f"你的签名证书到 {_day(held.ends)}才到期。", "确要换新的，请选“换一个新密钥”。"
        )
    private = None if anew or held is not None else signing_keys.unlock(register, password)
    if private is None:
        private = issuing.make_key()
        signing_keys.keep(register, private, issuing.public_key(private), password)
    subject, replaced = _subject(register), _replaced(register)
    return Requested(
        subject=subject,
        pem=issuing.request(private, subject),
        fingerprint=certificate.fingerprint(issuing.public_key(private)),
        made_at=register.now(),
        replaces=replaced,
        why=kept.why_revoke(register.db, replaced.serial) if replaced else "",
    )


def install(
    register: Register, answer: bytes, *, county: bytes = b"", typed: str = "", crl: bytes = b""
) -> Status:
    """Take in the account's certificate, with the county's own one and its list where given.

    The first county is believed only with its fingerprint typed from paper, and pinned from then
    on; another one is refused.
    """
    register.allow(Right.OWN)
    held = certificates.read(answer)
    believed = pinned_county.authority(register, county, typed)
    _refuse_unfit(register, held, answer)
    pinned = pinned_county.with_list(register, believed, crl)
    pinned_county.refuse_unbelieved(held, answer, believed, pinned, register.now())
    with register.deed("装入签名证书", about=register.account.uid, final=True) as deed:
        kept.pin(deed, pinned)
        kept.keep(
            deed,
            _row(register),
            Own(
                serial=held.serial,
                fingerprint=held.fingerprint,
                ends_at=rows.moment(held.ends),
                pem=certificates.pem(certificates.der(answer)),
            ),
        )
    kept.remember_list(pinned.fingerprint, pinned.list_number)
    return status(register)


def renew_list(register: Register, crl: bytes) -> Status:
    """Take in a newer revocation list of the pinned county."""
    register.allow(Right.OWN)
    pinned = pinned_county.with_list(register, pinned_county.authority(register, b"", ""), crl)
    with register.deed("更新作废名单", final=True) as deed:
        kept.pin(deed, pinned)
    kept.remember_list(pinned.fingerprint, pinned.list_number)
    return status(register)


def status(register: Register) -> Status:
    """Say how the account at the desk stands."""
    pinned = kept.pinned(register.db)
    public = signing_keys.public(register)
    newest = revocation.read(pinned.list_der) if pinned else None
    return Status(
        key_fingerprint=certificate.fingerprint(public) if public else "",
        held=_own(register),
        county=certificates.read_authority(pinned.pem) if pinned else None,
        list_number=newest.number if newest else 0,
        list_ends=newest.ends if newest else None,
        reminders=tuple(reminders(register)),
    )


def reminders(register: Register) -> list[str]:
    """Say what ends within 60 days, or has ended, or was revoked."""
    return [*own_reminders(register), *list_reminders(register)]


def why_unsigned(register: Register) -> str:
    """Say why the account at the desk signs nothing today; empty where its certificate holds."""
    if kept.own(register.db, _row(register)) is None:
        return "还没有签名证书"
    held = _own(register)
    return _past_use(register, held) if held else "签名密钥换过了，还没有新的签名证书"


def own_reminders(register: Register) -> list[str]:
    """Say that the account's certificate ends soon, has ended, was revoked or should be."""
    now, says = register.now(), list[str]()
    held = _own(register)
    if held is None and (old := _replaced(register)):
        says.append(f"签名密钥换过了：请重新申请证书，并请县里作废原来的，编号 {old.serial}。")
    if held is None:
        return says
    if (left := certificate.days_left(held, now)) <= certificate.REMIND_DAYS:
        ended = f"你的签名证书已于{_day(held.ends)}到期，请申请新的证书。"
        ending = f"你的签名证书 {_day(held.ends)}到期，还有 {left} 天，请申请新的证书。"
        says.append(ended if left < 0 else ending)
    pinned = kept.pinned(register.db)
    if pinned and (since := revocation.read(pinned.list_der).revoked.get(held.serial)):
        says.append(f"你的签名证书已于{_day(since)}作废，请申请新的证书。")
    return says


def list_reminders(register: Register) -> list[str]:
    """Say that the county's revocation list ends soon or has ended."""
    pinned = kept.pinned(register.db)
    if pinned is None:
        return []
    ends = revocation.read(pinned.list_der).ends
    left = (ends - register.now()).days
    if left < 0:
        return [f"县里的作废名单已于{_day(ends)}过期，请向县里要最新的。"]
    if left <= LIST_REMIND_DAYS:
        return [f"县里的作废名单 {_day(ends)}过期，还有 {left} 天，请向县里要最新的。"]
    return []


def believed(register: Register) -> Trust:
    """Return whom this register believes: the pinned county with its newest list."""
    pinned = kept.pinned(register.db)
    if pinned is None:
        raise Refused(
            "还没有装入县里的根证书，核不了电子签名。",
            "请在“维护—签名证书”里装入县里发的证书和作废名单。",
        )
    seen = max(pinned.list_number, kept.highest_list(pinned.fingerprint))
    return Trust(
        authorities=(certificates.read_authority(pinned.pem),),
        lists=(revocation.read(pinned.list_der),),
        seen={pinned.fingerprint: seen},
    )


def signer(register: Register, password: str) -> Signer:
    """Return the account's unlocked key with its certificate; refuse one that no longer holds."""
    held, public = kept.own(register.db, _row(register)), signing_keys.public(register)
    if held is None:
        raise Refused("你还没有签名证书。", "请在“维护—签名证书”里申请，或者先出纸质件。")
    if public is None or certificate.fingerprint(public) != held.fingerprint:
        raise Refused("签名密钥换过了，原来的证书不能再用。", _WHERE)
    _refuse_past_use(register, certificates.read(held.pem))
    private = signing_keys.unlock(register, password)
    if private is None:
        raise Refused("签名密钥已经不在了。", _WHERE)
    return Signer(key=private, certificate=certificates.der(held.pem))


def _refuse_past_use(register: Register, held: Held) -> None:
    now, newest = register.now(), believed(register).lists[0]
    if now < newest.begins or now < held.begins:
        raise Refused("电脑的时间早于签名证书或作废名单的日期。", "请先把电脑的日期和时间调对。")
    if why := _past_use(register, held):
        raise Refused(f"你的{why}。", _WHERE)


def _past_use(register: Register, held: Held) -> str:
    pinned = kept.pinned(register.db)
    if pinned and (since := revocation.read(pinned.list_der).revoked.get(held.serial)):
        return f"签名证书已于{_day(since)}作废"
    return f"签名证书已于{_day(held.ends)}到期" if register.now() > held.ends else ""


def _refuse_unfit(register: Register, held: Held, answer: bytes) -> None:
    """A certificate must be for this key, this person, this role and this station."""
    if signing_keys.public(register) != certificates.public_key_of(answer):
        raise Refused("这个证书不是给你这把密钥发的。", "请装入县里照你最近一次申请发的证书。")
    mine, theirs = _subject(register), held.subject
    if theirs.role is not mine.role:
        raise Refused(
            f"这是{theirs.role.value}的证书，{register.account.role.value}只能作为"
            f"{mine.role.value}签名。",
            "请县里重新签发。",
        )
    if (theirs.station_code, theirs.station_name) != (mine.station_code, mine.station_name):
        raise Refused(f"证书上写的是“{theirs.station_name}”，不是本站。", "请县里重新签发。")
    if theirs.name != mine.name:
        raise Refused(f"证书上写的是{theirs.name}，不是{mine.name}。", "请县里重新签发。")


def _own(register: Register) -> Held | None:
    """Return the account's certificate, but not one whose key has been replaced."""
    held, public = kept.own(register.db, _row(register)), signing_keys.public(register)
    if held is None or public is None or certificate.fingerprint(public) != held.fingerprint:
        return None
    return certificates.read(held.pem)


def _replaced(register: Register) -> Held | None:
    """Return a certificate that still holds though its key has been replaced: it must go."""
    found = kept.own(register.db, _row(register))
    if found is None or _own(register) is not None:
        return None
    held, pinned = certificates.read(found.pem), kept.pinned(register.db)
    revoked = pinned is not None and held.serial in revocation.read(pinned.list_der).revoked
    return None if revoked or register.now() > held.ends else held


def _subject(register: Register) -> Subject:
    role = SigningRole.REVIEWER if register.account.role is Role.HEAD else SigningRole.PREPARER
    return Subject(
        station_name=register.station.name,
        station_code=register.station.code,
        person_number="",
        name=register.account.name,
        role=role,
    )


def _row(register: Register) -> int:
    known = workers.of(register.db, register.account.uid)
    if known is None:
        raise LookupError(register.account.uid)
    return known.row


def _day(moment: datetime) -> str:
    return dates.show(moment.date())
