"""The sandbox and the application as processes of their own; the application dies whenever somebody says so.

A server that has imported everything forks each new life, so that fifty deaths do not cost fifty start-ups. What runs
in it is the command line's own `run` and `sandbox`.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import re
import signal
import time
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.soak.living"])
ADDRESS = re.compile(r"http://[\d.]+:\d+")
START_WITHIN = 90.0


@dataclass
class Life:
    """One process, from its birth until somebody ends it."""

    command: str
    environment: dict[str, str]
    log: Path
    process: BaseProcess | None = None
    born_at: float = 0.0

    async def begin(self, ready: str) -> str:
        """Starts it; returns the line that says it is ready."""
        from tests.soak import living

        self.log.write_text("", encoding="utf-8")
        self.process = CONTEXT.Process(target=living.live, args=(self.command, self.environment, str(self.log)))
        self.process.start()
        self.born_at = time.monotonic()
        while time.monotonic() - self.born_at < START_WITHIN:
            found = next((line for line in self.log.read_text(encoding="utf-8").splitlines() if ready in line), None)
            if found is not None:
                return found
            if not self.process.is_alive():
                break
            await asyncio.sleep(0.01)
        raise AssertionError(f"{self.command} did not start:\n{self.log.read_text(encoding='utf-8')}")

    async def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        if self.process is None or self.process.pid is None:
            return
        if self.process.is_alive():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process.pid, how)
        while self.process.is_alive():
            await asyncio.sleep(0.005)
        self.process.join()


@dataclass
class Lives:
    """The sandbox, which goes on, and the application, which does not."""

    folder: Path
    url: str = ""
    deaths: int = 0
    alive: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.sandbox = Life("sandbox", self._environment("sandbox"), self.folder / "sandbox.log")
        self.app: Life | None = None

    @property
    def database(self) -> Path:
        return self.folder / "app" / "menling.db"

    def _environment(self, name: str) -> dict[str, str]:
        return {"MENLING_DATA": str(self.folder / name), "MENLING_PORT": "0", "MENLING_HOST": "127.0.0.1"}

    async def begin(self) -> None:
        line = await self.sandbox.begin("listens at")
        found = ADDRESS.search(line)
        assert found is not None
        self.url = found[0]
        await self.birth()

    async def birth(self) -> None:
        own = {"TELEGRAM_API_BASE": self.url, "TELEGRAM_TOKEN": "1:sandbox", **self._environment("app")}
        self.app = Life("run", own, self.folder / f"app-{self.deaths:03}.log")
        await self.app.begin("is live")
        self.alive.set()

    async def death(self) -> None:
        """No warning, no last words."""
        assert self.app is not None
        self.alive.clear()
        await self.app.end()
        self.deaths += 1

    async def end(self) -> None:
        if self.app is not None:
            await self.app.end()
        await self.sandbox.end(signal.SIGTERM)

    def complaints(self) -> list[str]:
        """What the application's lives logged as mistakes of ours."""
        found = []
        for log in sorted(self.folder.glob("app-*.log")):
            lines = log.read_text(encoding="utf-8").splitlines()
            found += [f"{log.name}: {line}" for line in lines if "Traceback" in line or "[error" in line]
        return found
