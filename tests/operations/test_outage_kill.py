"""Killed while an outage is being opened or ended, the application goes on where it was with every order."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduling import outages
from tests.soak.outage import opens, outage_killed


@pytest.mark.slow
async def test_killed_while_orders_are_held_and_asked_about_none_is_forgotten(tmp_path: Path) -> None:
    """Two portions of orders, so that it dies between them; `make soak` takes more, and what is taken back as well."""
    assert await outage_killed(tmp_path, 250, kills=1, seed=4, deeds=(opens, outages.restore)) == []
