"""The two signatures of a return: freezing it, reviewing its bytes, approving or sending back."""

from dataclasses import dataclass, replace
from datetime import datetime

from station_app.domain.campaign import Target
from station_app.domain.certificate import Held, SigningRole
from station_app.domain.returns import FrozenReturn, State, Way
from station_app.domain.roles import Right
from station_app.domain.verdict import Verdict
from station_app.errors import Refused
from station_app.exchange import certificates, seal
from station_app.exchange.inspect import Signature
from station_app.exchange.seal import Signer
from station_app.exchange.trust import Trust
from station_app.register import Register
from station_app.storage import journal
from station_app.storage import returns as kept
from station_app.storage.returns import Drawn, Version
from station_app.usecases import certificates as own
from station_app.usecases import comparing, filled_return, redrawing, returns, verification
from station_app.usecases.comparing import Changed
from station_app.usecases.returns import Order
from station_app.usecases.verified import Verified

_UNSOUND = {Verdict.INVALID, Verdict.CHANGED, Verdict.UNKNOWN_SIGNER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What the reviewer sees before signing: the very bytes, and what to look at."""

    version: Version
    frozen: FrozenReturn
    pdf: bytes
    verified: Verified
    beside: str
    """What it is compared with, in words; empty where nothing went before."""
    changed: tuple[Changed, ...]
    not_reached: tuple[Target, ...]
    explained: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Say whether nothing speaks against a signature."""
        return is_sound(self.verified)


def is_sound(found: Verified) -> bool:
    """Say whether a half-signed return is whole and its preparer believed."""
    return not any(one.verdict in _UNSOUND for one in found.findings)


def prepare(register: Register, order: Order, password: str) -> Version:
    """Freeze figures and pages with the preparer's signature; the version then waits."""
    register.allow(Right.PREPARE)
    filled_return.refuse_unready(returns.fill(register, order), order)
    return prepare_with(register, order, own.signer(register, password))


def prepare_later(register: Register, uid: str, password: str) -> Version:
    """Give a version that went by paper the preparer's signature, as the same version."""
    register.allow(Right.PREPARE)
    return prepare_later_with(register, uid, own.signer(register, password))


def review(register: Register, uid: str) -> Review:
    """Check the stored bytes as a stranger would, and gather what the reviewer must know."""
    return review_with(register, uid, own.believed(register))


def approve(register: Register, uid: str, password: str) -> Version:
    """Add the reviewer's signature to the very bytes that wait, after checking them."""
    register.allow(Right.REVIEW)
    _refuse_not_reviewable(register, kept.get(register.db, uid))
    believed = own.believed(register)
    _refuse_unsound(register, uid, believed)
    return approve_with(register, uid, own.signer(register, password), believed)


def prepare_with(register: Register, order: Order, signer: Signer) -> Version:
    """Freeze a return with a key that is already open."""
    register.allow(Right.PREPARE)
    filled = returns.fill(register, order)
    filled_return.refuse_unready(filled, order)
    at = _signing_time(register, signer, SigningRole.PREPARER)
    frozen = filled_return.frozen_from(register, filled, order, Way.SIGNED)
    drawn = _prepared(filled_return.drawn_from(filled, order, frozen), signer, at)
    with register.deed("填表人签名", final=True) as deed:
        filled_return.keep_sentences(deed, filled)
        made = kept.add(deed, drawn, filled.asked.period, register.account.name, State.WAITING)
        deed.note(form=made.form, period=made.period, version=made.version, pdf=made.pdf_digest)
    return made


def prepare_later_with(register: Register, uid: str, signer: Signer) -> Version:
    """Sign a version that went by paper with a key that is already open."""
    register.allow(Right.PREPARE)
    version = kept.get(register.db, uid)
    if version.way is not Way.PAPER or version.state is State.WAITING:
        raise Refused("这一版不是先出的纸质件。", "请直接由审核人签名。")
    at = _signing_time(register, signer, SigningRole.PREPARER)
    frozen = replace(kept.frozen(register.db, uid), way=Way.SIGNED)
    drawn, found = redrawing.redraw(frozen)
    if drawn is None:
        raise Refused(f"{found[0].says}。", "请更新程序后再签。")
    fresh = Drawn(
        frozen=frozen,
        pdf=drawn.printed.pdf,
        pages=drawn.printed.pages,
        people=version.people,
        options=version.options,
    )
    with register.deed("补填表人签名", about=uid, final=True) as deed:
        made = kept.redrawn(deed, uid, _prepared(fresh, signer, at), register.account.name)
        deed.note(form=made.form, period=made.period, version=made.version, pdf=made.pdf_digest)
    return made


def review_with(register: Register, uid: str, believed: Trust) -> Review:
    """Review a version by somebody's trust."""
    version = kept.get(register.db, uid)
    pdf = kept.pdf(register.db, uid)
    frozen = kept.frozen(register.db, uid)
    told = [line for line in frozen.rows if line.key.startswith("explained.")]
    return Review(
        version=version,
        frozen=frozen,
        pdf=pdf,
        verified=verification.check(
            returns.file_name(register, version), pdf, believed, register.now()
        ),
        beside=comparing.beside(register, uid),
        changed=tuple(comparing.changes(register, uid)),
        not_reached=tuple(comparing.not_reached(register, uid)),
        explained=tuple(line.cells[0].text for line in told),
    )


def approve_with(register: Register, uid: str, signer: Signer, believed: Trust) -> Version:
    """Approve a waiting version with a key that is already open."""
    register.allow(Right.REVIEW)
    version = kept.get(register.db, uid)
    _refuse_not_reviewable(register, version)
    at = _signing_time(register, signer, SigningRole.REVIEWER)
    pdf = _refuse_unsound(register, uid, believed)
    signed = seal.approve(pdf, signer, redrawing.stamp(_signature(signer, at)), at)
    final = verification.check(version.uid, signed, believed, register.now())
    if final.verdict not in {Verdict.TRUSTED, Verdict.UNDECIDED}:
        raise Refused(f"签出来的文件核验不过：{final.reasons[0]}。", "没有保存，请检查签名证书。")
    with register.deed("审核人签名", about=uid, final=True) as deed:
        made = kept.approve(deed, uid, signed, register.account.name)
        deed.note(form=made.form, period=made.period, version=made.version, pdf=made.pdf_digest)
    return made


def send_back(register: Register, uid: str, says: str) -> Version:
    """Send a waiting version back with a sentence; its bytes go, its number is free again."""
    register.allow(Right.REVIEW)
    version = kept.get(register.db, uid)
    _refuse_not_waiting(version)
    if not says.strip():
        raise Refused("没有写退回的原因。", "请写一句要改什么。")
    with register.deed("退回报表", about=uid, final=True) as deed:
        made = kept.send_back(deed, uid, says.strip())
        deed.note(form=made.form, period=made.period, says=says.strip())
    return made


def _refuse_not_waiting(version: Version) -> None:
    if version.state is not State.WAITING:
        raise Refused(f"这份报表现在是“{version.state.value}”，不在等审核。", "请刷新后再看。")


def _refuse_not_reviewable(register: Register, version: Version) -> None:
    _refuse_not_waiting(version)
    if version.prepared_by == register.account.uid:
        raise Refused("填表人不能审核自己填的报表。", "请由另一人审核签名。")


def _refuse_unsound(register: Register, uid: str, believed: Trust) -> bytes:
    """Return the stored bytes, which must be whole and their preparer believed."""
    pdf = kept.pdf(register.db, uid)
    found = verification.check(uid, pdf, believed, register.now())
    if not is_sound(found):
        raise Refused(
            f"待审核的这一份有问题：{found.reasons[0]}。", "请退回，由填表人重新填报签名。"
        )
    return pdf


def _prepared(drawn: Drawn, signer: Signer, at: datetime) -> Drawn:
    redrawn, found = redrawing.redraw(drawn.frozen)
    if redrawn is None:
        raise Refused(f"{found[0].says}。", "请改好后再签名。")
    stamp = redrawing.stamp(_signature(signer, at))
    places = redrawing.places(redrawn.printed)
    return replace(drawn, pdf=seal.prepare(drawn.pdf, signer, places, stamp, at))


def _signature(signer: Signer, at: datetime) -> Signature:
    held = certificates.read(signer.certificate)
    who = held.subject
    return Signature(
        role=who.role,
        name=who.name,
        person_number=who.person_number,
        organisation=who.station_name,
        station_code=who.station_code,
        at=at,
        fingerprint=held.fingerprint,
        serial=held.serial,
    )


def _signing_time(register: Register, signer: Signer, role: SigningRole) -> datetime:
    """Return now; a certificate of somebody else, or a clock that cannot be right, is refused."""
    held = certificates.read(signer.certificate)
    _refuse_foreign(register, held, role)
    at = register.now().replace(microsecond=0)
    last = journal.latest(register.db, 1)
    if last and datetime.fromisoformat(last[0].at) > at:
        raise Refused("电脑的时间早于登记册里最后一笔记录。", "请先把电脑的日期和时间调对。")
    if at < held.begins:
        raise Refused("电脑的时间早于签名证书的起始日。", "请先把电脑的日期和时间调对。")
    if at > held.ends:
        raise Refused(
            f"{held.subject.name}的签名证书已经到期。", "请在“维护—签名证书”里申请新的证书。"
        )
    return at


def _refuse_foreign(register: Register, held: Held, role: SigningRole) -> None:
    station, who = register.station, held.subject
    if who.role is not role:
        raise Refused(f"这张证书是{who.role.value}的。", f"请用{role.value}的证书。")
    if (who.station_code, who.station_name) != (station.code, station.name):
        raise Refused(
            f"证书是“{who.station_name}”的，本站是“{station.name}”。",
            "请在“维护—签名证书”里重新申请证书。",
        )
    if who.name != register.account.name:
        raise Refused(
            f"证书是{who.name}的，现在登录的是{register.account.name}。", "请由本人登录后签名。"
        )
