"""How quickly times are understood, beside dateparser's search on the same sentences in the same run.

    python -m tests.benchmarks.when

One JSON object a line: name, value, unit, baseline (dateparser), ratio (how many times quicker).
"""

import json
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from handlers.understanding.when import understand

NOW = datetime(2026, 11, 12, 9, 40)
TABLES = Path(__file__).parents[1] / "rules" / "when"
NO_TIME = {
    "zh": ("宽带装不上", "光猫亮红灯怎么办", "谢谢师傅，已经修好了，网速很快", "需要3个路由器", "订单号20261112003"),
    "en": ("the wifi is down again", "where is the technician", "thanks a lot, it works", "I want the 300 Mbps plan"),
}
LONG = {"zh": "明天下午三点以后或者周五上午，", "en": "tomorrow after 3 or on Friday morning, "}
SAMPLE = 60  # dateparser takes a millisecond or more for each


def sentences(lang: str) -> list[str]:
    """Every sentence of the tables in one language."""
    return [
        said
        for path in sorted(TABLES.glob(f"{lang}-*.yaml"))
        for said, _ in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def best_of(read: Callable[[str], Any], said: str, times: int = 3) -> float:
    """Microseconds, best of so many."""
    spent = []
    for _ in range(times):
        begin = time.perf_counter()
        read(said)
        spent.append(time.perf_counter() - begin)
    return min(spent) * 1e6


def quantile(values: list[float], q: float) -> float:
    """The value below which that share lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(q * len(ordered)))]


def rows() -> Iterator[dict[str, Any]]:
    """One row per figure, for `make bench`."""
    for lang in ("zh", "en"):
        yield from _language(lang)


def _language(lang: str) -> Iterator[dict[str, Any]]:
    from dateparser.search import search_dates

    def ours(said: str) -> Any:
        return understand(said, NOW, lang)

    def theirs(said: str) -> Any:
        return search_dates(said, languages=[lang], settings={"RELATIVE_BASE": NOW, "PREFER_DATES_FROM": "future"})

    said = sentences(lang)
    few = said[:: max(1, len(said) // SAMPLE)]
    for sentence in said:  # what is built when first met is no part of the figure
        ours(sentence)
    theirs(few[0])
    here = [best_of(ours, s) for s in said]
    there = [best_of(theirs, s) for s in few]
    same = [best_of(ours, s) for s in few]
    yield _row(f"when.{lang}.median", statistics.median(here), statistics.median(there))
    yield _row(f"when.{lang}.p99", quantile(here, 0.99), quantile(there, 0.99))
    yield _row(f"when.{lang}.same_sentences", statistics.fmean(same), statistics.fmean(there))
    yield _row(f"when.{lang}.no_time", max(best_of(ours, s, 20) for s in NO_TIME[lang]), None)
    yield _row(f"when.{lang}.ten_thousand_characters", best_of(ours, (LONG[lang] * 1000)[:10_000], 5), None)


def _row(name: str, value: float, baseline: float | None) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 1),
        "unit": "us",
        "baseline": None if baseline is None else round(baseline, 1),
        "ratio": None if baseline is None else round(baseline / value, 1),
    }


if __name__ == "__main__":
    for row in rows():
        print(json.dumps(row, ensure_ascii=False))
