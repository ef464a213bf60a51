"""`python -m tests.soak`: fifty deaths on a scripted day, twenty on the way of a broadcast to ten thousand people,
some at each turn of an outage that holds a thousand orders; and two thousand buttons pressed at random.

Prints tables; the exit status says whether all was kept.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.soak.broadcast import Told, broadcast_killed
from tests.soak.killing import Result, killed
from tests.soak.outage import outage_killed
from tests.soak.pressing import pressed


def main() -> int:
    words = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    words.add_argument("--kills", type=int, default=50)
    words.add_argument("--people", type=int, default=10_000, help="who is told by the broadcast")
    words.add_argument("--broadcast-kills", type=int, default=20)
    words.add_argument("--orders", type=int, default=1_000, help="what the outage holds")
    words.add_argument("--outage-kills", type=int, default=3, help="at each of its turns")
    words.add_argument("--only", choices=("day", "broadcast", "outage", "buttons"), help="one of the four")
    words.add_argument("--presses", type=int, default=2_000, help="buttons and commands at random")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--calm", action="store_true", help="no trouble on the messenger's side")
    words.add_argument("--keep", type=Path, help="a folder for logs and databases, kept afterwards")
    given = words.parse_args()
    kept = True
    with tempfile.TemporaryDirectory(prefix="menling-soak-") as spare:
        folder = given.keep or Path(spare)
        if given.only in (None, "day"):
            result = asyncio.run(killed(made(folder / "day"), given.kills, given.seed, not given.calm))
            show(result, given.seed)
            kept = not result.broken and result.kills >= given.kills
        if given.only in (None, "broadcast"):
            kills, people = given.broadcast_kills, given.people
            told = asyncio.run(broadcast_killed(made(folder / "told"), people, kills, given.seed, not given.calm))
            show_told(told, given.seed)
            kept = kept and not told.broken and told.kills >= kills
        if given.only in (None, "outage"):
            kills = given.outage_kills
            wrong = asyncio.run(outage_killed(made(folder / "held"), given.orders, kills, given.seed))
            show_held(wrong, given.orders, kills)
            kept = kept and not wrong
        if given.only in (None, "buttons"):
            wrong = asyncio.run(pressed(made(folder / "buttons"), given.presses, given.seed))
            print(f"\n{given.presses} presses, seed {given.seed}:", *(wrong or ["nothing wrong"]), sep="\n  ")
            kept = kept and not wrong
    return 0 if kept else 1


def made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def show_told(told: Told, seed: int) -> None:
    rows = {
        "people told by a broadcast": told.people, "killed on the way": told.kills,
        **{f"recorded as {status}": count for status, count in sorted(told.statuses.items())},
        "saw it twice, recorded unknown": told.twice, "most in any second": told.fullest_second,
        "seconds": round(told.seconds), "seed": seed,
        "promises broken": len(told.broken), "mistakes in the log": len(told.complaints),
    }  # fmt: skip
    print("\n" + "\n".join(f"{name:<32}{value:>8}" for name, value in rows.items()))
    for title, lines in (("broken", told.broken[:20]), ("in the log", told.complaints[:20])):
        if lines:
            print(f"\n{title}", *lines, sep="\n  ")


def show_held(wrong: list[str], orders: int, kills: int) -> None:
    rows = {"orders held by an outage": orders, "killed at each of its turns": kills, "broken": len(wrong)}
    print("\n" + "\n".join(f"{name:<32}{value:>8}" for name, value in rows.items()), *wrong[:20], sep="\n  ")


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
