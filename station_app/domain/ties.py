"""Sums and comparisons that must agree in a return before anybody signs it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from station_app.domain.problems import Level, Problem
from station_app.domain.template import Check, Template

_TERM = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?\Z")
_RULE = re.compile(
    r"\s*(?P<left>[a-z0-9_.+ ]+?)\s*(?P<how>>=|<=|==)\s*(?P<right>[a-z0-9_.+ ]+?)\s*\Z"
)

Figures = Mapping[str, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A comparison of two sums; a term is row.column, a fact, or a column of every row."""

    left: tuple[str, ...]
    how: str
    right: tuple[str, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        """Return the terms of both sides."""
        return (*self.left, *self.right)


def rule(words: str) -> Rule:
    """Read a rule such as `met.persons <= met.contacts`; ValueError if it is not one."""
    found = _RULE.match(words)
    if not found:
        raise ValueError(f"not a comparison: {words}")
    return Rule(left=_terms(found["left"]), how=found["how"], right=_terms(found["right"]))


def _terms(words: str) -> tuple[str, ...]:
    terms = tuple(word.strip() for word in words.split("+"))
    if wrong := [term for term in terms if not _TERM.match(term)]:
        raise ValueError(f"not a figure: {wrong[0]}")
    return terms


def unknown(template: Template, read: Rule) -> tuple[str, ...]:
    """Return the terms of a rule that the template has no figure for."""
    columns = {column.key for column in template.figure_columns}
    known = set(template.figures()) | columns
    return tuple(term for term in read.terms if term not in known)


def broken(template: Template, check: Check, figures: Figures) -> list[Problem]:
    """Return one problem for each row in which a rule does not hold."""
    read = rule(check.rule)
    columns = {column.key for column in template.figure_columns}
    if not any(term in columns for term in read.terms):
        return _compared(check, read, figures, template.title)
    return [
        problem
        for row in template.rows
        for problem in _compared(check, _in_row(read, row.key, columns), figures, row.label)
    ]


def _in_row(read: Rule, row: str, columns: set[str]) -> Rule:
    def placed(terms: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{row}.{term}" if term in columns else term for term in terms)

    return Rule(left=placed(read.left), how=read.how, right=placed(read.right))


def _compared(check: Check, read: Rule, figures: Figures, label: str) -> list[Problem]:
    left, right = _sum(read.left, figures), _sum(read.right, figures)
    if left is None or right is None or _holds(left, read.how, right):
        return []
    says = check.says.format(row=label, left=left, right=right)
    return [Problem(field=f"{check.key}:{read.left[0]}", says=says, level=check.level)]


def _sum(terms: tuple[str, ...], figures: Figures) -> int | None:
    values = [figures.get(term) for term in terms]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _holds(left: int, how: str, right: int) -> bool:
    if how == ">=":
        return left >= right
    return left <= right if how == "<=" else left == right


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How one figure moved since the return before."""

    now: int
    before: int

    @property
    def percent(self) -> int:
        """Return by how many percent it moved, rounded half up, without a sign."""
        if not self.before:
            return 100 if self.now else 0
        share = Decimal(abs(self.now - self.before) * 100) / Decimal(self.before)
        return int(share.to_integral_value(rounding=ROUND_HALF_UP))

    @property
    def words(self) -> str:
        """Say whether it is more or less."""
        return "多" if self.now > self.before else "少"


def changed(check: Check, change: Change) -> list[Problem]:
    """Return a problem when a figure moved by more percent than the check lets pass."""
    if not change.before or abs(change.now - change.before) * 100 <= change.before * check.percent:
        return []
    says = check.says.format(
        now=change.now, before=change.before, more=change.words, percent=change.percent
    )
    return [Problem(field=f"{check.key}:{check.change}", says=says, level=check.level)]


def open_ones(problems: list[Problem], explained: Mapping[str, str]) -> list[Problem]:
    """Return what still stands in the way: every 必须改, and each 需说明 without its sentence."""
    return [
        problem
        for problem in problems
        if problem.level is Level.BLOCKS
        or (problem.level is Level.NEEDS_REASON and not explained.get(problem.field, "").strip())
    ]
