"""Menling's processes as somebody at a terminal starts them."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path

HOME = Path(__file__).parents[2]
OURS = ("TELEGRAM_", "MENLING_", "DATABASE_URL", "WEBHOOK_SECRET")
ADDRESS = re.compile(r"http://[\d.]+:\d+")


def environment(**own: str) -> dict[str, str]:
    """Nobody's account, database or proxy: what the test says, and what Python needs."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {**kept, "NO_PROXY": "127.0.0.1,localhost", "PYTHONUNBUFFERED": "1", "MENLING_PORT": "0", **own}


@dataclass
class Running:
    """One `python -m bot ...`, what it has printed, and its end."""

    process: asyncio.subprocess.Process
    out: list[str] = field(default_factory=list)
    err: list[str] = field(default_factory=list)
    reading: list[asyncio.Task[None]] = field(default_factory=list)

    @classmethod
    async def start(cls, *words: str, **own: str) -> Running:
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *words, cwd=HOME, env=environment(**own), stdout=pipe, stderr=pipe
        )
        made = cls(process)
        made.reading = [
            asyncio.create_task(read(process.stdout, made.out)), asyncio.create_task(read(process.stderr, made.err)),
        ]  # fmt: skip
        return made

    async def says(self, words: str, within: float = 90) -> str:
        """Waits for a line with these words; returns it."""
        async with asyncio.timeout(within):
            while True:
                found = next((line for line in self.out if words in line), None)
                if found is not None:
                    return found
                if self.process.returncode is not None:
                    raise AssertionError(f"it ended with {self.process.returncode}: {self.out} {self.err}")
                await asyncio.sleep(0.02)

    async def address(self, words: str) -> str:
        found = ADDRESS.search(await self.says(words))
        assert found is not None
        return found[0]

    async def ended(self, within: float = 90) -> int:
        status = await asyncio.wait_for(self.process.wait(), within)
        await asyncio.gather(*self.reading)
        return status

    async def kill(self) -> None:
        """As the kernel does when memory is short: no warning, no last words."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)
        await self.ended()

    async def stop(self) -> int:
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await self.ended()


async def read(stream: asyncio.StreamReader | None, lines: list[str]) -> None:
    assert stream is not None
    async for line in stream:
        lines.append(line.decode().rstrip())
