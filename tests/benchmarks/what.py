"""How well and how fast wishes are read: precision and recall per wish, median and p99 per message."""

import json
import statistics
import time
from collections.abc import Iterator
from typing import Any

from handlers.understanding.what import understand
from tests.rules.what_cases import Score, cases, score

AIM = 0.97  # precision and recall, each, per wish
MEDIAN_AIM_US = 60.0
P99_AIM_US = 250.0
LONGEST_AIM_US = 5000.0


def rows() -> Iterator[dict[str, Any]]:
    """One row per figure; `baseline` is what we aim at, `ratio` how far we are from it."""
    for lang in ("zh", "en"):
        yield from _quality(lang, score(lang=lang))
    yield from _speed()


def _quality(lang: str, scored: Score) -> Iterator[dict[str, Any]]:
    hits, missed, false = (sum(c.values()) for c in (scored.hits, scored.missed, scored.false))
    yield _row(f"what.{lang}.precision", hits / (hits + false), "share", AIM)
    yield _row(f"what.{lang}.recall", hits / (hits + missed), "share", AIM)
    yield _row(f"what.{lang}.sentences_wholly_right", scored.right / scored.whole, "share", AIM)
    yield _row(f"what.{lang}.entities", scored.named_right / scored.named, "share", AIM)
    yield _row(f"what.{lang}.asked_needlessly", scored.asked_needlessly / scored.whole, "share", 0.05)
    yield _row(f"what.{lang}.called_off_read_as_unsure", scored.read_as_unsure / scored.whole, "share", 0.05)
    yield _row(f"what.{lang}.destructive_wrong_unasked", len(scored.reckless), "sentences", 0)
    for kind in sorted({*scored.hits, *scored.missed, *scored.false}):
        yield _row(f"what.{lang}.{kind}.precision", scored.precision(kind), "share", AIM)
        yield _row(f"what.{lang}.{kind}.recall", scored.recall(kind), "share", AIM)


def _speed() -> Iterator[dict[str, Any]]:
    messages = list(cases())
    for case in messages:
        understand(case.text, case.lang, case.context)
    spent = sorted(min(_seconds(case) for _ in range(3)) for case in messages)
    median = statistics.median(spent) * 1e6
    p99 = spent[int(len(spent) * 0.99)] * 1e6
    yield _row("what.median", median, "us", MEDIAN_AIM_US)
    yield _row("what.p99", p99, "us", P99_AIM_US)
    longest = min(_spent("宽带坏了,取消预约 " * 1000) for _ in range(5))
    yield _row("what.ten_thousand_characters", longest * 1e6, "us", LONGEST_AIM_US)


def _spent(text: str) -> float:
    begun = time.perf_counter()
    understand(text, "zh")
    return time.perf_counter() - begun


def _seconds(case: Any) -> float:
    begun = time.perf_counter()
    understand(case.text, case.lang, case.context)
    return time.perf_counter() - begun


def _row(name: str, value: float, unit: str, baseline: float) -> dict[str, Any]:
    ratio = round(value / baseline, 3) if baseline else None
    return {"name": name, "value": round(value, 4), "unit": unit, "baseline": baseline, "ratio": ratio}


if __name__ == "__main__":
    for row in rows():
        print(json.dumps(row, ensure_ascii=False))
