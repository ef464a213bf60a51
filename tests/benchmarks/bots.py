"""Bots under test, each in a process of its own: ours as `python -m bot run` on SQLite, the smallest one, and a bare one."""

from __future__ import annotations

import asyncio
import os
import random
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import yaml
from sqlalchemy import insert, select

from models.order import Service
from models.person import Address, ChatAccount, Person, Role, RoleGrant, Subscription, Technician, TechnicianArea
from models.unit import Area, AreaKind, Unit
from scheduling.database import open_engine
from scheduling.policy import Policy
from scheduling.unit_of_work import CLOCK, Store, UnitOfWork
from tests.benchmarks.messenger import SECRET, Messenger
from tests.world import START, make_template

HOME = Path(__file__).parents[2]
CUSTOMERS = 2000
FIRST_CUSTOMER = 500_000
AREAS, TECHNICIANS_EACH = 10, 20
TOKEN = "1:bench"
WEEK = {"days": [1, 2, 3, 4, 5, 6, 7], "from": "08:00", "to": "20:00"}


@dataclass
class Running:
    """A bot that listens, and what it costs."""

    process: asyncio.subprocess.Process
    messenger: Messenger

    def cpu(self) -> float:
        """Seconds of CPU its process has used so far."""
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)

    def rss(self) -> float:
        """Megabytes it holds."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / 1e6


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def ours(folder: Path) -> AsyncIterator[Running]:
    """The product as an operator runs it behind a webhook, with a city of customers on file."""
    make_city(folder)
    port = free_port()
    async with messenger(port) as chats:
        environment = {
            **clean_environment(), "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_BASE": chats.url, "WEBHOOK_SECRET": SECRET,
            "MENLING_CONFIG": str(config(folder, port)), "MENLING_DATA": str(folder), "MENLING_PORT": str(port),
        }  # fmt: skip
        async with started([sys.executable, "-m", "bot", "run"], environment, "live", chats) as running:
            yield running


def smallest() -> AbstractAsyncContextManager[Running]:
    return peer("smallest")


def bare(folder: Path) -> AbstractAsyncContextManager[Running]:
    """With a database of its own there."""
    return peer("bare", str(folder))


@asynccontextmanager
async def peer(name: str, *more: str) -> AsyncIterator[Running]:
    port = free_port()
    async with messenger(port) as chats:
        command = [sys.executable, "-m", f"tests.benchmarks.{name}", chats.url, str(port), SECRET, *more]
        async with started(command, clean_environment(), "ready", chats) as running:
            await listening(port)
            yield running


@asynccontextmanager
async def messenger(port: int) -> AsyncIterator[Messenger]:
    chats = Messenger()
    await chats.open()
    chats.point_at(port, "/telegram")
    try:
        yield chats
    finally:
        await chats.close()


@asynccontextmanager
async def started(
    command: list[str], environment: dict[str, str], sign: str, chats: Messenger
) -> AsyncIterator[Running]:
    """A process, from the line that says it is ready until it is told to end."""
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, cwd=HOME, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None and process.stderr is not None
    complaints: list[bytes] = []
    listening = asyncio.create_task(drain(process.stderr, complaints))
    try:
        async with asyncio.timeout(60):
            while line := await process.stdout.readline():
                if sign.encode() in line:
                    break
            else:
                raise RuntimeError(b"".join(complaints).decode() or "it ended without a word")
        yield Running(process, chats)
    finally:
        if process.returncode is None:
            process.terminate()
            try:
                await asyncio.wait_for(process.wait(), 10)
            except TimeoutError:
                process.kill()
        listening.cancel()
        if complaints:
            print(b"".join(complaints[:20]).decode(), file=sys.stderr)


async def drain(stream: asyncio.StreamReader, into: list[bytes]) -> None:
    while line := await stream.readline():
        into.append(line)


async def listening(port: int) -> None:
    async with asyncio.timeout(20):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.02)
            else:
                writer.close()
                return


def clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "MENLING_"))}


def config(folder: Path, port: int) -> Path:
    """The operator's own config: what differs from the defaults.

    Telegram's thirty messages a second are lifted: what is measured is our work, not the waiting.
    """
    whole = {
        "webhook": {"url": f"http://127.0.0.1:{port}"}, "log": {"level": "warning"},
        "delivery": {"account_per_second": 10_000},
    }  # fmt: skip
    path = folder / "config.yaml"
    path.write_text(yaml.safe_dump(whole, allow_unicode=True), encoding="utf-8")
    return path


def make_city(folder: Path) -> None:
    """Ten areas with twenty technicians each, and two thousand customers with broadband."""
    make_template(folder).rename(folder / "menling.db")
    engine = open_engine(f"sqlite:///{folder / 'menling.db'}")
    Store(engine, Policy.default()).run(populate, CLOCK, START)
    engine.dispose()


def populate(uow: UnitOfWork) -> None:
    unit = uow.session.scalars(select(Unit).order_by(Unit.id.desc())).first()
    assert unit is not None
    areas = []
    for index in range(AREAS):
        area = uow.add(Area(unit_id=unit.id, kind=AreaKind.ESTATE, name=f"片区{index}", aliases=[], path=""))
        area.path = f"/{area.id}/"
        areas.append(area.id)
    dice, staff = random.Random(5), range(10_000, 10_000 + AREAS * TECHNICIANS_EACH)
    persons = [{"id": n, "name": f"师傅{n}", "created_at": uow.now} for n in staff]
    customers = range(FIRST_CUSTOMER, FIRST_CUSTOMER + CUSTOMERS)
    persons += [{"id": n, "name": f"客户{n}", "phone": f"+86138{n:08}", "created_at": uow.now} for n in customers]
    uow.session.execute(insert(Person), persons)
    chats = [
        {"person_id": n, "bot_id": 1, "chat_id": n, "user_id": n, "bound_at": uow.now} for n in [*staff, *customers]
    ]
    uow.session.execute(insert(ChatAccount), chats)
    uow.session.execute(
        insert(RoleGrant), [{"person_id": n, "role": Role.TECHNICIAN, "unit_id": unit.id} for n in staff]
    )
    crew = [
        {"person_id": n, "unit_id": unit.id, "certificate_number": f"ZW-{n}", "skills": ["*"], "shift": WEEK,
         "latitude": 30.6 + dice.random() / 5, "longitude": 104.0 + dice.random() / 5}
        for n in staff
    ]  # fmt: skip
    uow.session.execute(insert(Technician), crew)
    serves = [{"technician_id": n, "area_id": areas[n % AREAS]} for n in staff]
    uow.session.execute(insert(TechnicianArea), serves)
    homes = [{"id": n, "person_id": n, "area_id": areas[n % AREAS], "text": f"片区{n % AREAS}{n}室"} for n in customers]
    uow.session.execute(insert(Address), homes)
    lines = [
        {"person_id": n, "address_id": n, "service": Service.BROADBAND.value, "account": f"KD-{n}"} for n in customers
    ]
    uow.session.execute(insert(Subscription), lines)
