"""What a figure looks like, and the small tools to take one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from scheduling.database import open_engine
from scheduling.policy import Policy
from scheduling.unit_of_work import Store
from tests.realm import Realm
from tests.world import START, make_template

Row = dict[str, Any]


def row(name: str, value: float, unit: str, baseline: float | None = None) -> Row:
    """One line of `make bench`; `baseline` is the peer measured in the same run, or the aim where there is no peer."""
    ratio = round(value / baseline, 3) if baseline else None
    return {"name": name, "value": round(value, 3), "unit": unit, "baseline": rounded(baseline), "ratio": ratio}


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of all values lies."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


@contextmanager
def folder() -> Iterator[Path]:
    """Somewhere on a real disk, so that a durable commit costs what it costs."""
    made = Path(tempfile.mkdtemp(prefix="menling-bench-", dir=Path.cwd() / "test-results" if on_memory() else None))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def on_memory() -> bool:
    """Is the usual temporary folder kept in memory, where a commit costs nothing?"""
    mounts = [line.split() for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    kinds = {mount[1]: mount[2] for mount in mounts if len(mount) > 2}
    place = Path(tempfile.gettempdir())
    kind = next((kinds[str(at)] for at in (place, *place.parents) if str(at) in kinds), "")
    if kind == "tmpfs":
        (Path.cwd() / "test-results").mkdir(exist_ok=True)
        return True
    return False


@contextmanager
def town(now: datetime = START) -> Iterator[Realm]:
    """The demo town on a database file of its own, as durable as in production."""
    with folder() as place:
        path = make_template(place)
        engine = open_engine(f"sqlite:///{path}")
        try:
            yield Realm(Store(engine, Policy.default()), now)
        finally:
            engine.dispose()
