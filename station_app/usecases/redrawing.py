"""Drawing a return anew from its own data, and comparing it with the file that claims to be it."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from station_app.domain import certificate, returned, returns
from station_app.domain.certificate import SigningRole
from station_app.domain.returned import Malformed
from station_app.domain.returns import FrozenReturn, Way
from station_app.domain.template import Template
from station_app.domain.verdict import Finding, Verdict
from station_app.exchange import packs, seal
from station_app.exchange.inspect import Examination, Signature
from station_app.exchange.looks import Compared
from station_app.exchange.seal import Place, Places
from station_app.paper import fonts, return_page, sign_block
from station_app.paper.grid import DoesNotFit
from station_app.paper.return_form import PrintedReturn

CHINA = timezone(timedelta(hours=8))
_HEX_GROUPS = 16

Compare = Callable[[bytes, bytes], Compared]
"""Compare our own drawing with a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redrawn:
    """What a file says, and what its pages must look like."""

    frozen: FrozenReturn
    template: Template
    printed: PrintedReturn


def template_of(form: str, version: str) -> Template | None:
    """Return the very version of a template that a return was drawn with, or None."""
    same = [one for one in packs.shipped() if (one.code, one.version) == (form, version)]
    return same[0] if same else None


def places(printed: PrintedReturn) -> Places:
    """Return where the two signature fields stand on a drawn return."""
    return {
        SigningRole(sign.role): Place(
            page=sign.page - 1,
            left=round(sign.left),
            bottom=round(sign.bottom),
            right=round(sign.right),
            top=round(sign.top),
        )
        for sign in printed.signs
    }


def stamp(signature: Signature) -> bytes:
    """Draw the block that belongs to a signature."""
    return sign_block.stamp(
        sign_block.Signature(
            role=signature.role.value,
            name=signature.name,
            station=signature.organisation,
            at=stamped_at(signature.at),
            fingerprint=certificate.in_groups(signature.fingerprint[:_HEX_GROUPS]),
        )
    )


def stamped_at(at: datetime) -> str:
    """Return the time of a signature as its block prints it, whatever the PC's own zone."""
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"


def read(examined: Examination) -> tuple[FrozenReturn | None, list[Finding]]:
    """Return what a file says; data that break our own rules are findings."""
    try:
        if returned.schema_of(examined.data) > returns.SCHEMA:
            return None, [_undecided("这份报表是更新的程序导出的，请先更新程序再核")]
        frozen = returned.read(examined.data)
    except Malformed as error:
        return None, [_changed(f"文件里的数据不对：{error}")]
    if examined.table != returns.to_csv(frozen):
        return frozen, [_changed("文件里的表格和数据不一致")]
    return frozen, []


def redraw(frozen: FrozenReturn) -> tuple[Redrawn | None, list[Finding]]:
    """Draw a return anew; what is not here, or does not follow its template, is a finding."""
    template = template_of(frozen.form, frozen.template_version)
    if template is None:
        says = f"表样 {frozen.form}（{frozen.template_version}）这里没有，请先更新程序再核"
        return None, [_undecided(says)]
    if faults := returned.disagreements(template, frozen):
        return None, [_changed(f"数据不合表样：{faults[0]}")]
    if lacking := lacking_characters(template, frozen):
        return None, [_undecided(f"这台电脑缺“{'”“'.join(lacking[:5])}”的字形，请先装上字库再核")]
    try:
        printed = return_page.draw(template, frozen)
    except DoesNotFit as error:
        return None, [_changed(f"数据画不成表：{error.what}")]
    return Redrawn(frozen=frozen, template=template, printed=printed), []


def lacking_characters(template: Template, frozen: FrozenReturn) -> list[str]:
    """Return the characters of a return that no face here can draw, once each."""
    texts = [cell.text for line in frozen.rows for cell in line.cells]
    texts += [frozen.station_name, frozen.phone, frozen.reason, frozen.period_name, template.title]
    told = "".join(texts)
    return list(dict.fromkeys([*fonts.missing(told, fonts.SONG), *fonts.missing(told, fonts.HEI)]))


def compare(pdf: bytes, examined: Examination, drawn: Redrawn, look: Compare) -> list[Finding]:
    """Say where a file is not what its own data draw."""
    expected = drawn.printed.pdf
    signed = {one.role: stamp(one) for one in examined.signatures}
    if drawn.frozen.way is Way.PAPER and signed:
        return [_changed("出表的办法和签名对不上")]
    if not signed:
        return [] if _same(examined, expected) else _by_looks(expected, pdf, look)
    if dict(examined.places) != dict(places(drawn.printed)):
        return [_changed("签名栏的位置不对")]
    return _by_looks(_dressed(drawn, signed), pdf, look)


def _same(examined: Examination, expected: bytes) -> bool:
    """Say whether the pages are to the byte what we draw."""
    digest = hashlib.sha256(expected).hexdigest()
    return (examined.drawn_length, examined.drawn_digest) == (len(expected), digest)


def _dressed(drawn: Redrawn, signed: Mapping[SigningRole, bytes]) -> bytes:
    return seal.dressed(drawn.printed.pdf, places(drawn.printed), signed)


def _by_looks(expected: bytes, pdf: bytes, look: Compare) -> list[Finding]:
    found = look(expected, pdf)
    if found.strange:
        return [_changed("文件里有报表以外的内容")]
    told = "、".join(str(page) for page in found.pages)
    return [_changed(f"第 {told} 页和签名的数据不一致")] if found.pages else []


def _changed(says: str) -> Finding:
    return Finding(verdict=Verdict.CHANGED, says=says)


def _undecided(says: str) -> Finding:
    return Finding(verdict=Verdict.UNDECIDED, says=says)
