"""`make bench`: every measurement as a JSON line, beside its peer or its aim.

python -m tests.benchmarks              all of it
python -m tests.benchmarks outbox slots only these groups; `broadcast` stands for all that begin with it
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from importlib import import_module

from bot.config.settings import Log
from bot.log import set_up

GROUPS = (
    "conversation", "updates", "outbox", "broadcast_queueing", "broadcast_sending", "slots", "process", "when", "what",
)  # fmt: skip


def main(wanted: list[str]) -> int:
    """Runs the groups one after the other; a group that breaks is said and does not hide the others."""
    unknown = [name for name in wanted if not named(name)]
    if unknown:
        print(f"no such group: {', '.join(unknown)}; there are {', '.join(GROUPS)}", file=sys.stderr)
        return 2
    set_up(Log(level="error"))
    broken = 0
    for group in [group for name in wanted for group in named(name)] or GROUPS:
        if importlib.util.find_spec(f"tests.benchmarks.{group}") is None:
            print(f"{group}: not here", file=sys.stderr)
            continue
        began = time.perf_counter()
        try:
            for row in import_module(f"tests.benchmarks.{group}").rows():
                print(json.dumps(row, ensure_ascii=False), flush=True)
        except Exception as error:
            print(f"{group}: {type(error).__name__}: {error}", file=sys.stderr)
            broken += 1
        print(f"{group}: {time.perf_counter() - began:.1f} s", file=sys.stderr)
    return 1 if broken else 0


def named(name: str) -> list[str]:
    """The groups a name stands for."""
    return [group for group in GROUPS if group == name or group.startswith(f"{name}_")]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
