"""Files that claim to be one version of one return, held against each other."""

from collections.abc import Sequence
from dataclasses import replace

from station_app.domain.returns import FrozenReturn, Way
from station_app.domain.verdict import Finding, Verdict
from station_app.usecases.verified import Verified

BELIEVED = frozenset({Verdict.TRUSTED, Verdict.UNDECIDED})
"""Only signatures that the county vouches for may speak against another file."""
_SPOILT = frozenset({Verdict.INVALID, Verdict.CHANGED})
_REMEDY = "请问清以哪一份为准，只收那一份。"
_NO_SIGNATURE = "这个站别的报表有电子签名，请问清这份为什么没有"


def apart(checked: Sequence[Verified]) -> list[Verified]:
    """Refuse two different signed files for one version; remark on copies and paper twins.

    What anybody can make without a key takes nothing from a file whose signers are believed.
    """
    claims: dict[tuple[object, ...], list[Verified]] = {}
    for one in checked:
        if one.frozen is not None and one.verdict not in _SPOILT:
            claims.setdefault(_claim(one.frozen), []).append(one)
    signing = {one.frozen.station_code for one in checked if one.frozen and one.verdict in BELIEVED}
    return [_against(one, claims, signing) for one in checked]


def _claim(frozen: FrozenReturn) -> tuple[object, ...]:
    return frozen.station_code, frozen.form, frozen.period, frozen.version


def _against(
    one: Verified, claims: dict[tuple[object, ...], list[Verified]], signing: set[str]
) -> Verified:
    if one.frozen is None or one.verdict in _SPOILT:
        return one
    others = [other for other in claims[_claim(one.frozen)] if other is not one]
    if one.verdict in BELIEVED:
        return _among_believed(one, others)
    if one.verdict is Verdict.UNSIGNED:
        return _among_papers(one, others, one.frozen.station_code in signing)
    return _with_copies(one, others)


def _among_believed(one: Verified, others: list[Verified]) -> Verified:
    rivals = [
        other.named for other in others if other.verdict in BELIEVED and other.frozen != one.frozen
    ]
    if rivals:
        says = f"同一份报表有两个不同的文件：还有 {'、'.join(rivals)}，请问清以哪个为准"
        found = Finding(verdict=Verdict.UNDECIDED, says=says, remedy=_REMEDY)
        return replace(
            one,
            verdict=Verdict.UNDECIDED,
            reasons=(says, *one.reasons),
            findings=(found, *one.findings),
        )
    return _with_copies(one, others)


def _among_papers(one: Verified, others: list[Verified], signs: bool) -> Verified:
    """Say which signed file a paper file is the twin of, and whether they say the same."""
    signed = [other for other in others if other.verdict in BELIEVED]
    if not signed:
        told = _with_copies(one, others)
        return _remarked(told, _NO_SIGNATURE) if signs else told
    twins = [other.named for other in signed if _says_the_same(one, other)]
    if twins:
        return _remarked(one, f"是 {'、'.join(twins)} 同一版的纸质件，内容一样")
    names = "、".join(other.named for other in signed)
    return _remarked(one, f"和有电子签名的 {names} 是同一版，内容却不一样，请问清")


def _says_the_same(paper: Verified, signed: Verified) -> bool:
    return paper.frozen is not None and replace(paper.frozen, way=Way.SIGNED) == signed.frozen


def _with_copies(one: Verified, others: list[Verified]) -> Verified:
    alike = [
        other.named
        for other in others
        if other.frozen == one.frozen and other.verdict is one.verdict
    ]
    return _remarked(one, f"和 {'、'.join(alike)} 是同一份") if alike else one


def _remarked(one: Verified, says: str) -> Verified:
    return replace(one, reasons=(*one.reasons, says))
