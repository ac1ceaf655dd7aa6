"""A roster that was taken in as one deed, and what was left when it was taken back."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One roster that was taken in; `undone_by` is the deed that took it back, or 0."""

    uid: str
    file: str
    at: str
    number: int
    counts: Mapping[str, int]
    undone_by: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """How many people went, were put back, and the uids of those who were kept as they are."""

    removed: int
    restored: int
    kept: tuple[str, ...]
