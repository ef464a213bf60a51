"""Which areas somebody's words name."""

from __future__ import annotations

from collections.abc import Iterable

from models.unit import Area
from scheduling.areas import fold, holds


def deepest_named(words: str, areas: Iterable[Area]) -> list[Area]:
    """Those whose names the words hold, without the ones around them; what is only alike is not claimed."""
    said = fold(words)
    named = [area for area in areas if holds(said, area)]
    return [area for area in named if not any(one.path.startswith(area.path) for one in named if one is not area)]


def is_name_of(words: str, area: Area) -> bool:
    """Nothing but a place was said."""
    return fold(words) in {fold(name) for name in (area.name, *area.aliases)}
