"""Checking returned PDFs: one verdict each, in plain words, with what to do about it."""

import hashlib
import itertools
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from station_app.domain import dates, unseen, verdict
from station_app.domain.returns import FrozenReturn
from station_app.domain.verdict import Finding, Verdict
from station_app.errors import Refused, Unreadable
from station_app.exchange import guarded, inspect, looks, sheets, trust
from station_app.exchange.inspect import Examination
from station_app.exchange.looks import Compared
from station_app.exchange.trust import Trust
from station_app.paper import fonts
from station_app.register import Progress, unheard
from station_app.storage import trust as kept
from station_app.usecases import redrawing, rivals
from station_app.usecases.verified import Verified

MOST_BYTES = inspect.MOST_BYTES
MOST_OF_STRANGERS = 300_000
"""So many bytes of data are drawn anew for somebody we do not believe; more only cost time."""


class Eyes(Protocol):
    """Who looks at a file: the limited child for strangers' files, ourselves for our own."""

    def examine(self, pdf: bytes, believed: Trust, at: datetime) -> Examination:
        """Examine what is signed, and how."""

    def compare(self, expected: bytes, actual: bytes) -> Compared:
        """Return what is not as we would draw it."""


class OwnEyes:
    """Looks at bytes of our own register in this very process."""

    def examine(self, pdf: bytes, believed: Trust, at: datetime) -> Examination:
        """Examine what is signed, and how."""
        return inspect.examine(pdf, believed, at)

    def compare(self, expected: bytes, actual: bytes) -> Compared:
        """Return what is not as we would draw it."""
        return looks.compare(expected, actual)


OWN_EYES = OwnEyes()
_LONGEST = 300
"""More of what a stranger's file says of itself helps nobody."""
_ANY_TIME = datetime(2026, 1, 1, tzinfo=UTC)
"""The journal's head is read whoever signed, and whenever."""


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return the PDF files named and those in the folders named, without hand-over slips."""
    found: list[Path] = []
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - says no where a folder above is closed to us
            found += [one for one in _listed(path) if one.suffix.lower() == ".pdf"]
        else:
            found.append(path)
    return [path for path in dict.fromkeys(found) if not path.name.endswith("_报送单.pdf")]


def nothing_in(paths: Iterable[Path]) -> Refused:
    """Return the refusal of places without a PDF; folders in them are named, not gone into."""
    below = [one for path in paths if os.path.isdir(path) for one in _listed(path)]  # noqa: PTH112
    folders = sum(os.path.isdir(one) for one in below)  # noqa: PTH112 - as above
    if folders:
        what = f"里面没有 PDF 文件，只有 {folders} 个文件夹。"
        return Refused(what, "请打开它，把那些文件夹一起选中拖进来。")
    return Refused("里面没有 PDF 文件。", "请选报表的 PDF，或者放着报表的U盘。")


def trust_from(paths: Sequence[Path], lists: Sequence[Path] = ()) -> Trust:
    """Return whom to believe by certificates and lists, given as files or as a folder of them.

    This PC remembers the highest list it has seen of each county; an older one is not enough.
    """
    files: list[Path] = []
    for path in (*paths, *lists):
        if os.path.isdir(path):  # noqa: PTH112 - as above
            files += [one for one in _listed(path) if one.suffix in {".pem", ".crl"}]
        else:
            files.append(path)
    found = trust.gather([_bytes(path) for path in files])
    counties = [one.fingerprint for one in found.authorities]
    for county in found.authorities:
        if newest := found.list_of(county):
            kept.remember_list(county.fingerprint, newest.number)
    return replace(found, seen={county: kept.highest_list(county) for county in counties})


def verify(
    paths: Sequence[Path], believed: Trust, at: datetime, progress: Progress = unheard
) -> list[Verified]:
    """Check files one after the other and together; what is not trusted comes first."""
    checked = []
    with guarded.Guard() as guard:
        for number, path in enumerate(paths):
            progress(number, len(paths))
            checked.append(_one(path, believed, at, guard))
    progress(len(paths), len(paths))
    return in_order(rivals.apart(_told_apart(checked)))


def _told_apart(checked: list[Verified]) -> list[Verified]:
    """Name files that are called alike with their folder too, as those of several sticks."""
    alike = {name for name, count in Counter(one.file for one in checked).items() if count > 1}
    short = _shortened({one.path.parent for one in checked if one.file in alike})
    return [
        replace(one, among=short[one.path.parent]) if one.file in alike else one for one in checked
    ]


def _shortened(folders: set[Path]) -> dict[Path, str]:
    """Return as many last parts of each folder as tell it from the others."""
    parts = {folder: folder.absolute().parts for folder in folders}
    count = len(set(parts.values()))
    enough = next(
        n for n in itertools.count(1) if len({path[-n:] for path in parts.values()}) == count
    )
    return {
        folder: unseen.visible(Path(*path[-enough:]).as_posix()) for folder, path in parts.items()
    }


def _one(path: Path, believed: Trust, at: datetime, eyes: Eyes) -> Verified:
    name = unseen.visible(path.name)
    try:
        pdf = _bytes(path)
    except Unreadable as error:
        found = Verified(file=name, verdict=Verdict.INVALID, reasons=(error.what,))
    else:
        found = check(name, pdf, believed, at, eyes)
    return replace(found, path=path)


def check(name: str, pdf: bytes, believed: Trust, at: datetime, eyes: Eyes = OWN_EYES) -> Verified:
    """Check one file: the signatures, the closed form, and the pages drawn anew."""
    examined = eyes.examine(pdf, believed, at)
    found = list(examined.findings)
    if verdict.decide(found) is Verdict.INVALID or not examined.data:
        return _verified(name, pdf, examined, found)
    frozen, more = redrawing.read(examined)
    found += more
    used = redrawing.template_of(frozen.form, frozen.template_version) if frozen else None
    if frozen is not None and not _is_changed(found):
        found += _redrawn(pdf, examined, frozen, eyes)
    made = _verified(name, pdf, examined, found)
    return replace(made, frozen=frozen, template=used, seen=_lists(believed))


def _redrawn(pdf: bytes, examined: Examination, frozen: FrozenReturn, eyes: Eyes) -> list[Finding]:
    if len(examined.data) > MOST_OF_STRANGERS and examined.verdict not in rivals.BELIEVED:
        return [Finding(verdict=examined.verdict, says="数据太多，没有核对版面")]
    try:
        drawn, found = redrawing.redraw(frozen)
        if drawn is None:
            return found
        return redrawing.compare(pdf, examined, drawn, eyes.compare)
    except fonts.FacesMissing as error:
        return [Finding(verdict=Verdict.UNDECIDED, says=error.what)]
    except Exception:  # noqa: BLE001  whatever a hostile file provokes, it is not trusted
        return [Finding(verdict=Verdict.INVALID, says="核对版面时出错，文件可能已损坏")]


def _is_changed(found: list[Finding]) -> bool:
    return any(one.verdict is Verdict.CHANGED for one in found)


def _verified(name: str, pdf: bytes, examined: Examination, found: list[Finding]) -> Verified:
    decided = verdict.decide(found)
    order = sorted(found, key=lambda one: list(Verdict).index(one.verdict))
    return Verified(
        file=name,
        verdict=decided,
        signatures=examined.signatures,
        reasons=tuple(dict.fromkeys(unseen.visible(one.says[:_LONGEST]) for one in order)),
        findings=tuple(order),
        digest=hashlib.sha256(pdf).hexdigest(),
    )


def _lists(believed: Trust) -> str:
    newest = [found for one in believed.authorities if (found := believed.list_of(one))]
    return "、".join(f"第 {one.number} 号，{dates.show(one.begins.date())}" for one in newest)


def journal_heads(paths: Sequence[Path]) -> list[tuple[int, str]]:
    """Return the journal's heads that returns carry, to be compared with their register.

    A file that carries none is Unreadable.
    """
    heads = []
    nobody = Trust(authorities=())
    with guarded.Guard() as guard:
        for path in paths:
            examined = guard.examine(_bytes(path), nobody, _ANY_TIME)
            frozen = redrawing.read(examined)[0] if examined.data else None
            if frozen is None:
                raise Unreadable(f"{path.name} 不是本程序导出的报表。", "请选报表的 PDF 文件。")
            heads.append((frozen.journal_number, frozen.journal_seal))
    return heads


def in_order(checked: Iterable[Verified]) -> list[Verified]:
    """Return the bad ones first, by the weight of their verdict, then by place and file."""
    weight = [
        Verdict.CHANGED, Verdict.UNKNOWN_SIGNER, Verdict.INCOMPLETE, Verdict.UNSIGNED,
        Verdict.UNDECIDED, Verdict.INVALID, Verdict.TRUSTED,
    ]  # fmt: skip
    return sorted(checked, key=lambda one: (weight.index(one.verdict), one.village, one.named))


def says_all(checked: Sequence[Verified]) -> str:
    """Say how many passed and how many need something done."""
    good = sum(one.verdict is Verdict.TRUSTED for one in checked)
    bad = len(checked) - good
    return f"核验通过 {good} 份" + (f"，要处理 {bad} 份。" if bad else "。")


def as_json(checked: Iterable[Verified]) -> list[dict[str, object]]:
    """Return the verdicts in the shape that other programs read."""
    return [
        {
            "file": unseen.visible(str(one.path)),
            "verdict": one.verdict.value,
            "signers": [
                {
                    "role": signature.role.word,
                    "name": signature.name,
                    "organisation": signature.organisation,
                    "at": signature.at.isoformat(timespec="seconds"),
                }
                for signature in one.signatures
            ],
            "reasons": list(one.reasons),
        }
        for one in checked
    ]


_HEADS = (
    "村",
    "报表",
    "结果",
    "怎么办",
    "签名人",
    "人数·户数·金额",
    "原因",
    "作废名单",
    "文件",
    "SHA-256",
)


def as_workbook(checked: Sequence[Verified]) -> bytes:
    """Return the verdicts as a table for a spreadsheet, the bad ones first."""
    rows = [
        (
            one.village,
            one.title,
            one.says,
            one.remedy,
            "、".join(signature.name for signature in one.signatures),
            one.amounts,
            "；".join(one.reasons),
            one.seen,
            one.named,
            one.digest,
        )
        for one in checked
    ]
    return sheets.write("核验结果", _HEADS, rows)


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise _unreadable(folder) from error


def _bytes(path: Path) -> bytes:
    unreadable = _unreadable(path)
    try:
        if path.exists() and not path.is_file():
            raise unreadable  # a pipe under such a name would be waited for without end
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise unreadable from error


def _unreadable(path: Path) -> Unreadable:
    return Unreadable(f"读不了 {unseen.visible(path.name)}。", "请检查文件或U盘后再试。")
