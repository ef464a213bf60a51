"""aiogram imported the quick way is aiogram all the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

COMPARE = """
import sys, json, re
if "swift" in sys.argv: import bot.swift
from aiogram import methods, types
from pydantic import BaseModel
found = {}
for place in (types, methods):
    for name in sorted(place.__all__):
        one = getattr(place, name)
        if isinstance(one, type) and issubclass(one, BaseModel) and name not in ("TelegramMethod",):
            one.model_rebuild()
            assert one.__pydantic_complete__, name
            found[f"{place.__name__}.{name}"] = re.sub("0x[0-9a-f]+", "", repr(sorted(one.model_fields.items())))
print(json.dumps(found))
"""


@pytest.mark.slow
def test_every_type_and_method_is_as_it_would_be() -> None:
    home = Path(__file__).parents[2]
    answers = [
        subprocess.run(
            [sys.executable, "-c", COMPARE, how], cwd=home, capture_output=True, text=True, check=True,
            env={"PYTHONPATH": str(home)},
        ).stdout
        for how in ("swift", "plain")
    ]  # fmt: skip
    quick, plain = map(json.loads, answers)
    assert len(quick) > 400
    assert quick == plain
