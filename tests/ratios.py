"""Speed as ratios within one run: jobs take turns, medians are compared, a table is printed."""

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, as what, and what it should not exceed."""

    title: str
    found: float
    unit: str
    aim: float | None = None

    def line(self) -> str:
        """Return the line as it is printed."""
        aim = "" if self.aim is None else f"{self.aim:8.2f}{self.unit}"
        missed = self.aim is not None and self.found > self.aim
        return (
            f"{self.found:8.2f}{self.unit:<4}{aim:<13}{'missed' if missed else '':<8}{self.title}"
        )


FIGURES: list[Figure] = []
"""Everything that was measured in this run; printed once more as one table at its end."""


def timed(jobs: dict[str, Callable[[], object]], *, rounds: int = 5) -> dict[str, list[float]]:
    """Return each job's times in seconds; the first round warms up and is not counted."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(rounds + 1):
        for name, job in jobs.items():
            started = time.perf_counter()
            job()
            if turn:
                times[name].append(time.perf_counter() - started)
    return times


def medians(jobs: dict[str, Callable[[], object]], *, rounds: int = 5) -> dict[str, float]:
    """Return each job's median time in seconds."""
    return {name: statistics.median(took) for name, took in timed(jobs, rounds=rounds).items()}


def percentile(times: Sequence[float], share: float) -> float:
    """Return the time that no more than this share of the times stays below."""
    return sorted(times)[min(len(times) - 1, math.ceil(share * len(times)) - 1)]


def show(title: str, taken: dict[str, float], base: str, aim: float | None = None) -> None:
    """Print a table of the jobs beside their reference, and keep their ratios."""
    print(f"\n{title}")  # noqa: T201
    for name, seconds in taken.items():
        print(f"  {name:<36}{seconds * 1000:10.1f} ms{seconds / taken[base]:8.2f}x")  # noqa: T201
        if name != base:
            FIGURES.append(Figure(f"{title}: {name}", seconds / taken[base], "x", aim))


def note(title: str, found: float, unit: str, aim: float | None = None) -> None:
    """Print and keep a figure that is not a ratio."""
    FIGURES.append(Figure(title, found, unit, aim))
    print(f"\n{title}: {found:.2f} {unit}")  # noqa: T201


def table() -> list[str]:
    """Return the lines of the table of everything measured in this run."""
    head = f"{'found':>8}    {'aim':>8}{'':<13}what"
    return [head, *(figure.line() for figure in FIGURES)] if FIGURES else []
