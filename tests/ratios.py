"""Speed as ratios within one run: jobs take turns, medians are compared, a table is printed."""

import statistics
import time
from collections.abc import Callable


def medians(jobs: dict[str, Callable[[], object]], *, rounds: int = 5) -> dict[str, float]:
    """Return each job's median time in seconds; the first round warms up and is not counted."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(rounds + 1):
        for name, job in jobs.items():
            started = time.perf_counter()
            job()
            if turn:
                times[name].append(time.perf_counter() - started)
    return {name: statistics.median(taken) for name, taken in times.items()}


def show(title: str, taken: dict[str, float], base: str) -> None:
    """Print a table of the jobs beside their reference."""
    print(f"\n{title}")  # noqa: T201
    for name, seconds in taken.items():
        print(f"  {name:<36}{seconds * 1000:10.1f} ms{seconds / taken[base]:8.2f}x")  # noqa: T201
