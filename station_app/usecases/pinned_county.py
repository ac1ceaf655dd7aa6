"""The county a station believes: pinned with digits from paper, its list never an older one."""

from datetime import datetime

from station_app.domain import certificate
from station_app.domain.certificate import Held
from station_app.errors import Refused
from station_app.exchange import certificates, revocation, trust
from station_app.exchange.certificates import Authority
from station_app.exchange.revocation import RevocationList
from station_app.exchange.trust import Trust
from station_app.register import Register
from station_app.storage import trust as kept
from station_app.storage.trust import Pinned


def authority(register: Register, given: bytes, typed: str) -> Authority:
    """Return the county to believe: the pinned one, or the first, if its digits were typed."""
    pinned = kept.pinned(register.db)
    if pinned is not None:
        own = certificates.read_authority(pinned.pem)
        if given and certificates.read_authority(given).fingerprint != own.fingerprint:
            raise Refused(
                "这不是本站一直用的那个县级根证书。",
                "请打电话向县里核实；确是县里换了根证书，请由县里派人来办。",
            )
        return own
    if not given:
        raise Refused("还没有装入县里的根证书。", "请同时选上 county-ca.pem，并输入纸上的指纹。")
    own = certificates.read_authority(given)
    if not certificate.same_fingerprint(typed, own.fingerprint):
        raise Refused("输入的指纹和县里的根证书对不上。", "请照县里盖章的纸上的数字再输。")
    if not register.station.code.startswith(own.code):
        raise Refused(
            f"这是 {own.code}（{own.name}）的根证书，管不到本站（{register.station.code}）。",
            "请向本县要根证书。",
        )
    return own


def with_list(register: Register, county: Authority, crl: bytes) -> Pinned:
    """Return what to pin: the county with a newer list of its own, or with the one it has."""
    pinned = kept.pinned(register.db)
    if not crl and pinned is not None:
        return pinned
    if not crl:
        raise Refused("还没有县里的作废名单。", "请同时选上 county.crl。")
    found = revocation.read(crl)
    if not revocation.signed_by(found, county.der):
        raise Refused("这份作废名单不是本县的。", "请向县里要最新的 county.crl。")
    _refuse_old(found, county, pinned, register.now())
    return Pinned(
        code=county.code,
        fingerprint=county.fingerprint,
        pem=certificates.pem(county.der),
        list_number=found.number,
        list_der=found.der,
    )


def refuse_unbelieved(
    held: Held, answer: bytes, county: Authority, pinned: Pinned, at: datetime
) -> None:
    """Raise Refused for a certificate that this county does not vouch for at that time."""
    trusted = Trust(authorities=(county,), lists=(revocation.read(pinned.list_der),))
    if found := trust.judge(certificates.der(answer), held, trusted, at):
        raise Refused(f"{found[0].says}。", "这个证书没有装入，请向县里核实。")


def _refuse_old(
    found: RevocationList, county: Authority, pinned: Pinned | None, now: datetime
) -> None:
    seen = max(pinned.list_number if pinned else 0, kept.highest_list(county.fingerprint))
    if found.number < seen:
        raise Refused(
            f"这份作废名单（第 {found.number} 号）比见过的第 {seen} 号旧。",
            "请向县里要最新的 county.crl。",
        )
    if found.begins > now:
        raise Refused("作废名单的日期在电脑时间之后。", "请先把电脑的日期和时间调对。")
    if found.ends < now:
        raise Refused("这份作废名单已经过期。", "请向县里要最新的 county.crl。")
