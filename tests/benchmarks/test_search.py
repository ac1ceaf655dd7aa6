"""What one key in the search box costs when the register holds three thousand people."""

import statistics
import time

import crowd
import ratios

from station_app.usecases import people

PEOPLE = 3_000
ROUNDS = 5
TYPED = (
    "罗秀英", "王福", "秀", "英", "luoxiuying", "wangfushun", "lxy", "wfs", "zjg", "zhao",
    "1540000123", "15400", "0123", "7901211950", "790121", "3组", "3组 12", "不在册的人",
    "bucunzai",
)  # fmt: skip
"""What is typed, key by key; every beginning of it is searched for."""


def test_search_per_key(register, tmp_path):
    crowd.fill(register, tmp_path, PEOPLE)
    beginnings = [words[:end] for words in TYPED for end in range(1, len(words) + 1)]
    times = [
        statistics.median(_cost(register, words) for _ in range(ROUNDS)) for words in beginnings
    ]

    title = f"Search per key among {PEOPLE} people"
    ratios.note(f"{title}: median", 1000 * statistics.median(times), "ms")
    ratios.note(f"{title}: 99 of 100 keys", 1000 * ratios.percentile(times, 0.99), "ms", aim=5)
    assert people.find(register, "王").hits


def _cost(register, words: str) -> float:
    started = time.perf_counter()
    people.find(register, words)
    return time.perf_counter() - started
