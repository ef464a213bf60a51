"""Imported once by the fork server; each life begins with everything loaded."""

from __future__ import annotations

import os
import sys

import bot.swift  # noqa: F401 - before anything that needs aiogram
from bot import running
from bot.config import load
from handlers import routers

OURS = ("TELEGRAM_", "MENLING_", "DATABASE_URL", "WEBHOOK_SECRET")

routers.all_routes()


def live(command: str, environment: dict[str, str], log: str) -> None:
    """What `python -m bot run` and `python -m bot sandbox` do."""
    for name in [name for name in os.environ if name.startswith(OURS)]:
        del os.environ[name]
    os.environ.update(environment, NO_PROXY="127.0.0.1,localhost")
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(file, 1)
    os.dup2(file, 2)
    sys.stdout = os.fdopen(1, "w", buffering=1, encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8", closefd=False)
    settings = load()
    sys.exit(running.run(settings) if command == "run" else running.sandbox(settings))
