"""`python -m tests.soak`: fifty deaths on a scripted day. Prints a table; the exit status says whether all was kept."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.soak.killing import Result, killed


def main() -> int:
    words = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    words.add_argument("--kills", type=int, default=50)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--calm", action="store_true", help="no trouble on the messenger's side")
    words.add_argument("--keep", type=Path, help="a folder for logs and databases, kept afterwards")
    given = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="menling-soak-") as spare:
        folder = given.keep or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        result = asyncio.run(killed(folder, given.kills, given.seed, not given.calm))
    show(result, given.seed)
    return 1 if result.broken or result.complaints or result.kills < given.kills else 0


def show(result: Result, seed: int) -> None:
    rows = {
        "killed": result.kills, "rounds of two days": result.rounds, "orders": result.orders,
        "times somebody had to insist": result.insisted, "seconds": round(result.seconds), "seed": seed,
        **{f"messages {status}": count for status, count in sorted(result.messages.items())},
        "promises broken": len(result.broken), "mistakes in the log": len(result.complaints),
    }  # fmt: skip
    print("\n".join(f"{name:<32}{value:>8}" for name, value in rows.items()))
    print("\nkilled while")
    for step, times in Counter(step.split(" 2")[0] for step in result.moments).most_common():
        print(f"  {times:>3}  {step}")
    for title, lines in (("broken", result.broken), ("in the log", result.complaints[:20])):
        if lines:
            print(f"\n{title}", *lines, sep="\n  ")


if __name__ == "__main__":
    sys.exit(main())
