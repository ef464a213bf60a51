"""What the whole product weighs at rest, and how soon it answers: `python -m bot run`, everything in one process.

Importing aiogram alone, in the same minute, is the baseline: below that no bot on it can go.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil

from tests.benchmarks.bots import HOME, clean_environment, free_port
from tests.benchmarks.figures import Row, folder, row

ALONE = """
import time
began = time.perf_counter()
import aiogram
seconds = time.perf_counter() - began
import psutil
print(seconds, psutil.Process().memory_info().rss / 1e6)
"""
AIM_MB, AIM_SECONDS = 320.0, 8.0
AT_REST = 3.0  # seconds after the last thing that happened


def rows() -> Iterator[Row]:
    """Megabytes and seconds; the first start also migrates and seeds, the second is the warm one."""
    seconds, megabytes = import_alone()
    with folder() as place:
        first = started(place)
        warm = started(place)
    yield row("process.first_start_to_first_answer", first[0], "s", AIM_SECONDS)
    yield row("process.warm_start_to_first_answer", warm[0], "s", AIM_SECONDS)
    yield row("process.warm_start_beside_importing_aiogram", warm[0], "s", seconds)
    yield row("process.rss_at_rest", warm[1], "MB", AIM_MB)
    yield row("process.rss_beside_importing_aiogram", warm[1], "MB", megabytes)


def import_alone() -> tuple[float, float]:
    """Seconds and megabytes of `import aiogram`, the better of two."""
    found = []
    for _ in range(2):
        out = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True, cwd=HOME)
        found.append(tuple(map(float, out.stdout.split())))
    return min(seconds for seconds, _ in found), min(megabytes for _, megabytes in found)


def started(data: Path) -> tuple[float, float]:
    """From the command until a customer's first message has its answer; and what the process holds at rest."""
    port = free_port()
    environment = {**clean_environment(), "MENLING_DATA": str(data), "MENLING_PORT": str(port)}
    environment.pop("WEBHOOK_SECRET", None)
    with (data / "run.log").open("ab") as log:
        began = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", "bot", "run"], cwd=HOME, env=environment,
                                   stdout=log, stderr=log)  # fmt: skip
        try:
            seconds = answered(f"http://127.0.0.1:{port}", process, data) - began
            time.sleep(AT_REST)
            return seconds, psutil.Process(process.pid).memory_info().rss / 1e6
        finally:
            process.terminate()
            process.wait(15)


def answered(url: str, process: subprocess.Popen[bytes], data: Path) -> float:
    """When 王芳 has her answer to 你好."""
    with httpx.Client(base_url=url, timeout=10.0, trust_env=False) as client:
        deadline = time.perf_counter() + 60
        while time.perf_counter() < deadline:
            if process.poll() is not None:
                break
            try:
                ready = client.get("/healthz").status_code == 200 and client.get("/sandbox/people").json()
            except (httpx.HTTPError, ValueError):
                ready = False
            if not ready:
                time.sleep(0.02)
                continue
            asked = client.post("/sandbox/people/1001/messages", json={"text": "你好"})
            if asked.status_code == 200:
                after = asked.json()["message_id"]
                seen = client.get("/sandbox/people/1001/messages", params={"after": after}).json()
                if any(message["from"] == "bot" for message in (seen if isinstance(seen, list) else seen["messages"])):
                    return time.perf_counter()
            time.sleep(0.02)
    raise RuntimeError((data / "run.log").read_text(encoding="utf-8")[-500:] + os.linesep + "no answer")
