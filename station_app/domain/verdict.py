"""What checking a returned PDF may find, worst first, in words a worker can act on."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """The outcome of a check; of several that apply the first in this order decides."""

    INVALID = "invalid"
    UNSIGNED = "unsigned"
    CHANGED = "changed"
    INCOMPLETE = "incomplete"
    UNKNOWN_SIGNER = "unknown-signer"
    UNDECIDED = "undecided"
    TRUSTED = "trusted"

    @property
    def says(self) -> str:
        """Return the sentence that stands on the screen."""
        return _SENTENCES[self]


_SENTENCES = {
    Verdict.INVALID: "不是本程序导出的，核不了",
    Verdict.UNSIGNED: "没有电子签名，请看盖章的纸质件",
    Verdict.CHANGED: "签名后被改过，不要收",
    Verdict.INCOMPLETE: "缺审核人签名",
    Verdict.UNKNOWN_SIGNER: "证书不是县里发的，先不要收",
    Verdict.UNDECIDED: "作废名单过期，暂时核不了，先更新",
    Verdict.TRUSTED: "核验通过",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was found, in plain words, and the verdict it leads to.

    `remedy` says what to do where the verdict's own words would not help.
    """

    verdict: Verdict
    says: str
    remedy: str = ""


def decide(findings: Iterable[Finding]) -> Verdict:
    """Return the verdict that decides; without findings, or with remarks only, trusted."""
    order = list(Verdict)
    return min((finding.verdict for finding in findings), key=order.index, default=Verdict.TRUSTED)
