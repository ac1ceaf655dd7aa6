"""What checking a returned file found, in the words of the screen."""

from dataclasses import dataclass
from pathlib import Path

from station_app.domain import returns, unseen
from station_app.domain.returns import FrozenReturn
from station_app.domain.template import Count, Template
from station_app.domain.verdict import Finding, Verdict
from station_app.exchange.inspect import Signature

_REMEDIES = {
    Verdict.INVALID: "请确认是不是拿错了文件；要收的是登记册导出的 PDF。",
    Verdict.UNSIGNED: "请收签字盖章的纸质件，和电子件上的数字逐项对一遍。",
    Verdict.CHANGED: "不要收。请对方从登记册里重新导出。",
    Verdict.INCOMPLETE: "请对方的审核人在登记册里签名后重新导出。",
    Verdict.UNKNOWN_SIGNER: "先不要收。请打电话核对，并请对方换县里发的有效证书再签。",
    Verdict.UNDECIDED: "请先装上县里最新的作废名单（或更新程序），再核一次。",
    Verdict.TRUSTED: "可以收。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What checking one file found."""

    file: str
    verdict: Verdict
    path: Path = Path()
    """Where it was found, as it was asked for."""
    among: str = ""
    """Its folder, where another file that was checked with it is called the same."""
    signatures: tuple[Signature, ...] = ()
    reasons: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    digest: str = ""
    frozen: FrozenReturn | None = None
    template: Template | None = None
    seen: str = ""
    """Which revocation list was asked: its number and day."""

    @property
    def says(self) -> str:
        """Return the verdict as the screen says it."""
        if self.verdict is Verdict.INCOMPLETE and not self.signatures:
            return "两个签名都缺"
        if self.verdict is Verdict.UNDECIDED and not self._waits_for_list():
            return "暂时核不了"
        return self.verdict.says

    @property
    def named(self) -> str:
        """Return what tells it from the others: its name, with the folder where that is needed."""
        return f"{self.among}/{self.file}" if self.among else self.file

    @property
    def remedy(self) -> str:
        """Say what to do."""
        own = (one.remedy for one in self.findings if one.verdict is self.verdict and one.remedy)
        return next(own, _REMEDIES[self.verdict])

    def _waits_for_list(self) -> bool:
        """Say whether a newer list would help: nothing else comes first, the clock least of all."""
        return "作废名单" in "".join(self.reasons[:1]) and self.remedy == _REMEDIES[self.verdict]

    @property
    def village(self) -> str:
        """Return the place the return is of, empty where the file does not say."""
        return unseen.visible(returns.village(self.frozen.station_name)) if self.frozen else ""

    @property
    def title(self) -> str:
        """Return what kind of return it is, in short."""
        if self.template is None:
            return self.frozen.form if self.frozen else ""
        return self.template.short or self.template.title

    @property
    def amounts(self) -> str:
        """Say how many people and households, and how much money: 41 人 · 32 户 · 13,500.00 元."""
        if self.frozen is None or self.template is None:
            return ""
        people = sum(line.key.startswith("person.") for line in self.frozen.rows)
        if people:
            return f"{people} 人"
        return unseen.visible(" · ".join(_totals(self.template, self.frozen)))


def _totals(template: Template, frozen: FrozenReturn) -> list[str]:
    strong = [row.key for row in template.rows if row.strong] or [row.key for row in template.rows]
    line = frozen.line(strong[0]) if strong else None
    units = {Count.PERSONS: "人", Count.HOUSEHOLDS: "户", Count.MONEY: "元"}
    if line is None:
        return []
    return [
        f"{cell.text} {units[column.count]}"
        for column, cell in zip(template.columns, line.cells, strict=True)
        if column.count in units
    ]
