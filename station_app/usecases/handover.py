"""Exporting returns: one hand-over is a stick, a slip, and a list that both sides compare."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from station_app import files
from station_app.domain import handover, numbers
from station_app.domain import returns as naming
from station_app.domain.handover import Carried, HandOver
from station_app.domain.numbers import Kind, Number, Read
from station_app.domain.returns import State, Way
from station_app.domain.roles import Right
from station_app.domain.verdict import Verdict
from station_app.errors import Refused, StationError, Unwritable
from station_app.exchange import sticks
from station_app.files import Progress
from station_app.paper import fonts
from station_app.paper import handover as slips
from station_app.paper.frame import Variant
from station_app.register import Register
from station_app.storage import campaigns, handovers, journal, notices, workers
from station_app.storage import returns as kept
from station_app.storage.handovers import Begun
from station_app.storage.returns import Version
from station_app.usecases import certificates, lacking, lying, returns, verification
from station_app.usecases.lying import Lying

_GOOD = {
    Way.SIGNED: frozenset({Verdict.TRUSTED, Verdict.UNDECIDED}),
    Way.PAPER: frozenset({Verdict.UNSIGNED}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Which versions go together to which folder, and what the slip says of them."""

    versions: tuple[str, ...]
    folder: Path
    notice: str = ""
    stick: str = ""
    papers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What an export would write, for the sheet before it."""

    files: tuple[Carried, ...]
    slip: str
    says: str
    notice: str
    receiver: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Load:
    versions: tuple[Version, ...]
    files: tuple[Carried, ...]
    contents: dict[str, bytes]
    """What is written; what lies there already is among the files only."""


def plan(register: Register, versions: Sequence[str]) -> Planned:
    """Return which files an export would write, and what a finder of the stick could read."""
    load = _load(register, versions)
    people = sum(file.people for file in load.files)
    whole = any(one.options.get("numbers") == "whole" for one in load.versions)
    return Planned(
        files=load.files,
        slip=_slip_name(register, load),
        says=handover.readable_on_loss(people, whole_numbers=whole),
        notice=_notice(register, load.versions),
        receiver=register.station.receiver,
    )


def says_along(register: Register, versions: Sequence[str], folder: Path) -> str:
    """Say which earlier files an export to a folder would list along, and which slip it replaces.

    Nothing where none of ours lie there; refused where the export would be.
    """
    load = _load(register, versions)
    before = lying.found(register, folder, load.contents.keys())
    if not before.carried:
        return ""
    listed = handover.manifest(_with_lying(register, load, before).files)
    names = "、".join(file.name for _, file in before.carried)
    same = handover.check_code(listed, register.station.code) == before.code
    instead = "" if same else f"，替代报送单 {before.number}"
    return f"这里还有上次交的{names}，会一起列进清单和新报送单{instead}。"


def export(register: Register, wanted: Export, progress: Progress | None = None) -> HandOver:
    """Write the returns with slip and list, read them back, and only then call them exported.

    What an earlier hand-over left on the stick is listed along, for a stick has one list and one
    code; the slip then says which one it replaces.

    Whatever goes wrong on the way leaves the returns as they were and no half-named file.
    """
    register.allow(Right.EXPORT)
    load = _load(register, wanted.versions)
    _refuse_unsound(register, load)
    before = lying.found(register, wanted.folder, load.contents.keys())
    load = _with_lying(register, load, before)
    listed = handover.manifest(load.files)
    code = handover.check_code(listed, register.station.code)
    begun = Begun(
        receiver=register.station.receiver,
        notice=wanted.notice or _notice(register, load.versions),
        stick=wanted.stick,
        matter=_matter(load.versions),
        code=code,
    )
    _refuse_missing(register, wanted, begun)
    carried = [(one.uid, file) for one, file in zip(load.versions, load.files, strict=True)]
    with register.deed("准备报送单", final=True) as deed:
        row, number = handovers.begin(deed, begun, carried)
    replaced = before.number if before.code != code else ""
    slip = _slip(register, wanted, begun, load, number, replaced)
    contents = {**load.contents, _slip_name(register, load): slip, handover.MANIFEST: listed}
    try:
        fresh = sticks.write(wanted.folder, contents, progress)
        _refuse_unlike(wanted.folder, load)
    except (StationError, OSError):
        with register.deed("报送没有写成", final=True) as deed:
            handovers.finish(deed, row, written=False, read_back=False)
        raise
    with register.deed("导出报表", final=True) as deed:
        for uid in dict.fromkeys(wanted.versions):
            kept.exported(deed, uid)
        return handovers.finish(deed, row, written=True, read_back=fresh)


def save(register: Register, uid: str, folder: Path) -> Path:
    """Save a return without persons to any folder; this is no hand-over and exports nothing."""
    register.allow(Right.EXPORT)
    load = _load(register, [uid])
    if load.files[0].people:
        raise Refused("这份报表里有个人信息，不能随处另存。", "请用“导出到U盘”，随报送单一起交。")
    name, data = next(iter(load.contents.items()))
    with register.deed("另存报表", about=uid, final=True) as deed:
        deed.note(file=name)
        files.write_whole(folder / name, data)
    return folder / name


def every(register: Register) -> list[HandOver]:
    """Return all hand-overs, the newest first."""
    return handovers.every(register.db)


def _load(register: Register, versions: Sequence[str]) -> _Load:
    found = tuple(kept.get(register.db, uid) for uid in dict.fromkeys(versions))
    if not found:
        raise Refused("没有选要导出的报表。", "请先选一份可导出的报表。")
    if len(found) > slips.MOST_FILES:
        raise Refused(f"一张报送单最多列 {slips.MOST_FILES} 份报表。", "请分成几次报送。")
    for one in found:
        if one.state not in {State.READY, State.EXPORTED}:
            raise Refused(
                f"{one.period_name}的报表还在“{one.state.value}”。", "请两人都签好再导出。"
            )
    contents = {returns.file_name(register, one): kept.pdf(register.db, one.uid) for one in found}
    files = tuple(
        Carried(
            name=name,
            digest=hashlib.sha256(data).hexdigest(),
            size=len(data),
            people=one.people,
        )
        for one, (name, data) in zip(found, contents.items(), strict=True)
    )
    return _Load(versions=found, files=files, contents=contents)


def _with_lying(register: Register, load: _Load, before: Lying) -> _Load:
    """Add what an earlier hand-over left on the stick: it lies there already, and is listed."""
    if len(load.files) + len(before.carried) > slips.MOST_FILES:
        raise Refused(
            f"U盘里还有 {before.number} 的 {len(before.carried)} 份，"
            f"加上这次的，一张报送单列不下（最多 {slips.MOST_FILES} 份）。",
            "请换一个U盘，或先把上次的文件移走。",
        )
    return replace(
        load,
        versions=(*load.versions, *(kept.get(register.db, uid) for uid, _ in before.carried)),
        files=(*load.files, *(file for _, file in before.carried)),
    )


def _refuse_unsound(register: Register, load: _Load) -> None:
    """Check what goes out as its receiver will; a return for hand signatures needs no county."""
    for one, (name, pdf) in zip(load.versions, load.contents.items(), strict=True):
        if one.way is Way.PAPER:
            continue
        found = verification.check(name, pdf, certificates.believed(register), register.now())
        if found.verdict not in _GOOD[one.way]:
            raise Refused(f"{name} 核验不过：{found.reasons[0]}。", "请检查签名证书，或出更正版。")


def _refuse_missing(register: Register, wanted: Export, begun: Begun) -> None:
    """Refuse words that the slip would print as a box; nobody sees it before it is on the stick."""
    told = (register.station.name, begun.receiver, begun.notice, begun.stick, wanted.papers)
    if missing := fonts.missing("".join(told)):
        raise Refused(
            f"报送单上有没有字形的字，打印不出来：{'、'.join(lacking.shown(missing))}。",
            "请在文号、U盘编号或“维护”的本站里换一个打得出来的字。",
        )


def _refuse_unlike(folder: Path, load: _Load) -> None:
    for file in load.files:
        if hashlib.sha256((folder / file.name).read_bytes()).hexdigest() != file.digest:
            raise Unwritable(f"{file.name} 写入后读回的内容不一致。", "请换一个U盘再试。")


def _slip(
    register: Register, wanted: Export, begun: Begun, load: _Load, number: Number, replaced: str
) -> bytes:
    station, at, head = register.station, register.now(), journal.head(register.db)
    read = Read(
        kind=Kind.SLIP, station=station.code, year=number.year, serial=number.serial, page=1
    )
    drawn = slips.HandOver(
        number=number.full,
        digits=numbers.digits(read, workers.qr_secret(register.db)),
        code=handover.in_groups(begun.code),
        sender=station.name,
        receiver=begun.receiver,
        notice=begun.notice,
        stick=begun.stick,
        at=f"{at.year}年{at.month}月{at.day}日　{at.hour}时{at.minute:02d}分",
        matter=begun.matter,
        files=tuple(
            slips.File(
                name=file.name,
                people=str(file.people) if file.people else "—",
                size=handover.size_says(file.size),
                digest=file.digest,
            )
            for file in load.files
        ),
        journal=f"{head.number} · {head.seal[:16]}",
        papers=wanted.papers,
        personal=any(file.people for file in load.files),
        replaces=replaced,
    )
    return slips.draw(drawn, variant=Variant.of(demo=station.demo))


def _slip_name(register: Register, load: _Load) -> str:
    return naming.slip_name(register.station.name, load.versions[0].period_name)


def _matter(versions: Sequence[Version]) -> str:
    names = dict.fromkeys(one.period_name for one in versions)
    return f"{'、'.join(names)}报表"


def _notice(register: Register, versions: Sequence[Version]) -> str:
    """Return the number of the notice that the first campaign was set up for, if it has one."""
    known = campaigns.codes(register.db)
    for one in versions:
        if one.period in known and (uid := campaigns.get(register.db, one.period).notice):
            return notices.get(register.db, uid).number
    return ""
