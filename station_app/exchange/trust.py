"""Whom we believe: the counties' certificates and their revocation lists, nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from station_app.domain import dates
from station_app.domain.certificate import Held
from station_app.domain.verdict import Finding, Verdict
from station_app.errors import Refused, Unreadable
from station_app.exchange import certificates, revocation
from station_app.exchange.certificates import Authority
from station_app.exchange.revocation import RevocationList

if TYPE_CHECKING:
    from pyhanko_certvalidator import ValidationContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """The counties that are believed, their lists, and the highest list number seen of each."""

    authorities: tuple[Authority, ...]
    lists: tuple[RevocationList, ...] = ()
    seen: Mapping[str, int] = field(default_factory=dict)

    def list_of(self, authority: Authority) -> RevocationList | None:
        """Return the county's newest list of those at hand."""
        own = [one for one in self.lists if revocation.signed_by(one, authority.der)]
        return max(own, key=lambda one: one.number, default=None)


def gather(files: Iterable[bytes], seen: Mapping[str, int] | None = None) -> Trust:
    """Sort certificates and lists, in PEM or DER, into whom to believe.

    Certificates that are not a county's own are passed over; two different counties that claim
    one code, a file that is neither, or no county at all are refused.
    """
    authorities: dict[str, Authority] = {}
    lists = []
    for data in files:
        if b"X509 CRL" in data[:64] or not _is_certificate(data):
            lists.append(revocation.read(data))
            continue
        authority = _authority(data)
        if authority is None:
            continue
        other = authorities.setdefault(authority.code, authority)
        if other.fingerprint != authority.fingerprint:
            raise Refused(
                f"有两个不同的根证书都写着 {authority.code}。",
                "请照县里给的指纹核对，只留下真的那一个。",
            )
    if not authorities:
        raise Refused("没有找到县里的根证书。", "请选 county-ca.pem，或放着它的文件夹。")
    return Trust(authorities=tuple(authorities.values()), lists=tuple(lists), seen=seen or {})


def judge(der: bytes, held: Held, trust: Trust, at: datetime) -> list[Finding]:
    """Say why a signer's certificate may not be believed now; an empty list means it may."""
    authority = _issuer(der, trust)
    who = f"{held.subject.name}的证书"
    if authority is None:
        return [_unknown(f"{who}不是受信任的县签发的")]
    found = []
    if not held.subject.station_code.startswith(authority.code):
        code = held.subject.station_code
        found.append(_unknown(f"{authority.name}（{authority.code}）无权给 {code} 签发证书"))
    if at > authority.ends:
        found.append(_unknown(f"{authority.name}的根证书已于{_day(authority.ends)}到期"))
    if at < authority.begins:
        found.append(_early(f"{authority.name}的根证书", authority.begins))
    if at > held.ends:
        found.append(_unknown(f"签名人{who}已于{_day(held.ends)}到期{_RECORD}"))
    if at < held.begins:
        found.append(_early(who, held.begins))
    return found + _judge_revocation(held, authority, trust, at)


def context(trust: Trust, at: datetime) -> "ValidationContext":
    """Return the same trust for the signing library: lists required, nothing fetched."""
    from asn1crypto import crl, x509
    from pyhanko_certvalidator import ValidationContext

    newest = [trust.list_of(authority) for authority in trust.authorities]
    return ValidationContext(
        trust_roots=[x509.Certificate.load(one.der) for one in trust.authorities],
        crls=[crl.CertificateList.load(one.der) for one in newest if one is not None],
        revocation_mode="require",
        moment=at,
        allow_fetching=False,
    )


_CLOCK = "请核对本机时间，调准以后再核一次。"
_RECORD = "；收件时核过的，以收件记录为准"


def _judge_revocation(
    held: Held, authority: Authority, trust: Trust, at: datetime
) -> list[Finding]:
    newest = trust.list_of(authority)
    if newest is None:
        return [_undecided(f"没有{authority.name}的作废名单，请先更新")]
    about = f"{authority.name}的作废名单（第 {newest.number} 号，{_day(newest.begins)}）"
    if since := newest.revoked.get(held.serial):
        return [_unknown(f"签名人{held.subject.name}的证书已于{_day(since)}作废{_RECORD}")]
    if newest.number < trust.seen.get(authority.fingerprint, 0):
        return [_undecided(f"{about}比以前见过的旧，请先更新")]
    if newest.begins > at:
        return [_undecided(f"{about}的日期在本机时间之后", _CLOCK)]
    if newest.ends < at:
        return [_undecided(f"{about}已过期")]
    return []


def _issuer(der: bytes, trust: Trust) -> Authority | None:
    from cryptography.exceptions import InvalidSignature

    leaf = certificates.load(der)
    for authority in trust.authorities:
        try:
            leaf.verify_directly_issued_by(certificates.load(authority.der))
        except (ValueError, TypeError, InvalidSignature):
            continue
        return authority
    return None


def _is_certificate(data: bytes) -> bool:
    try:
        certificates.load(data)
    except ValueError:
        return False
    return True


def _authority(data: bytes) -> Authority | None:
    try:
        return certificates.read_authority(data)
    except Unreadable:
        return None  # the county's encryption certificate lies in the same folder


def _day(moment: datetime) -> str:
    return dates.show(moment.date())


def _unknown(says: str) -> Finding:
    return Finding(verdict=Verdict.UNKNOWN_SIGNER, says=says)


def _early(what: str, begins: datetime) -> Finding:
    """A receiver's clock that lags says nothing of the signer."""
    return _undecided(f"{what}从{_day(begins)}起才有效，本机时间还没到", _CLOCK)


def _undecided(says: str, remedy: str = "") -> Finding:
    return Finding(verdict=Verdict.UNDECIDED, says=says, remedy=remedy)
