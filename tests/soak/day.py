"""The scripted day: booked, moved, cancelled, accepted, confirmed, arrived, closed, by people who insist.

Two days at a time, over and over. What a person does next follows from what they see; the rest is asked of the
database, as a person would look at the calendar on the wall.
"""

from __future__ import annotations

import asyncio
import base64
import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from tests.soak.people import PIXEL, Insisting, Message, Silence, about

ZONE = ZoneInfo("Asia/Shanghai")
NUMBER = re.compile(r"\d{6}-\d{6}")
OVER = ("callback_due", "closed")
STAFF = {2001: "李建国", 2002: "张磊", 2003: "赵敏", 2004: "陈小军", 3001: "周静", 3002: "孙涛"}
CUSTOMERS = {1001: "王芳", 1002: "刘伟", 1003: "John Miller"}


@dataclass
class Town:
    """Everybody, the clock, and a look at the truth."""

    http: httpx.AsyncClient
    database: Path
    people: dict[int, Insisting] = field(default_factory=dict)
    orders: list[str] = field(default_factory=list)  # numbers, as customers were told them
    step: str = ""
    acts: int = 0
    acted: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        everybody = {**CUSTOMERS, **STAFF}.items()
        self.people = {id: Insisting(self.http, id, name, act=self.act) for id, name in everybody}

    def act(self) -> None:
        """Somebody is about to do something, or the clock to be moved."""
        self.acts += 1
        self.acted.set()

    def ask(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=20) as connection:
            return connection.execute(query, values).fetchall()

    def status(self, number: str) -> str:
        [(status,)] = self.ask("SELECT status FROM orders WHERE number = ?", number)
        return str(status)

    def visit(self, number: str) -> tuple[int, str, int | None] | None:
        """The live visit of an order: id, status, and whose it is."""
        found = self.ask(
            "SELECT a.id, a.status, c.chat_id FROM appointments a JOIN orders o ON o.id = a.order_id"
            " LEFT JOIN chat_accounts c ON c.person_id = a.technician_id"
            " WHERE o.number = ? AND a.status IN ('booked', 'confirmed', 'notified', 'arrived', 'done')"
            " ORDER BY a.id DESC",
            number,
        )
        return found[0] if found else None

    async def now(self) -> datetime:
        return datetime.fromisoformat((await self.http.get("/sandbox/clock")).json()["now"]).astimezone(ZONE)

    async def travel(self, to: datetime) -> None:
        """To a local time; who dies on the way finds it late when coming back."""
        now = await self.now()
        if to > now:
            self.step = f"the clock goes to {to:%H:%M}"
            self.act()
            (await self.http.post("/sandbox/clock", json={"to": to.isoformat()})).raise_for_status()


async def two_days(town: Town, morning: datetime) -> None:
    """One round, from nine in the morning until noon of the next day."""
    wang, liu, john = (town.people[id] for id in CUSTOMERS)
    await town.travel(morning)
    today = await book(town, wang, "宽带坏了,今天下午两点以后来人", "确认预约", "已约好")
    await accepted(town, today)
    later = await book(town, liu, "宽带坏了,今天下午四点以后来人", "确认预约", "已约好")
    await accepted(town, later)
    await move(town, liu, later, "改到明天上午十点")
    off = await book(town, john, "my broadband is down, please come tomorrow afternoon", "Book it", "Booked")
    await cancel(town, john, off)
    await accepted(town, later)
    await visited(town, wang, today, morning.replace(hour=13, minute=20), morning.replace(hour=13, minute=55))
    await town.travel(morning.replace(hour=18))
    await confirm(town, liu, later)
    next_day = morning + timedelta(days=1)
    await visited(town, liu, later, next_day.replace(hour=9, minute=20), next_day.replace(hour=9, minute=58))
    await town.travel(next_day.replace(hour=12))


async def book(town: Town, who: Insisting, sentence: str, button: str, done: str) -> str:
    """One sentence and one tap; the number on the card is the promise."""
    town.step = f"{who.name} books"
    mark = await who.newest()
    await who.insists(lambda: who.says(text=sentence), lambda: who.shows(button, after=mark), "a card to confirm")
    known = set(town.orders)

    def told() -> str | None:
        """A card with a number that is new, or the order on the list of one's own visits."""
        for message in reversed(who.now):
            for number in NUMBER.findall(message["text"] or "") if message["from"] == "bot" else []:
                if number not in known:
                    return str(number)
        return None

    async def tap_or_ask() -> None:
        if not await who.taps(button):
            await who.says(text="/visits")

    await who.insists(tap_or_ask, told, f"the booking ({done})")
    number = told()
    assert number is not None
    town.orders.append(number)
    return number


async def accepted(town: Town, number: str) -> None:
    """Whoever is offered it takes it."""
    town.step = f"somebody accepts {number}"
    for _ in range(400):
        if town.status(number) not in ("new", "ready", "scheduled", "assigned"):
            return
        asked = town.ask(
            "SELECT f.id, c.chat_id FROM offers f JOIN appointments a ON a.id = f.appointment_id"
            " JOIN orders o ON o.id = a.order_id JOIN chat_accounts c ON c.person_id = f.technician_id"
            " WHERE o.number = ? AND f.status = 'open' ORDER BY f.id DESC LIMIT 1",
            number,
        )
        if asked:
            offer, chat = asked[0]
            technician = town.people[chat]
            await technician.taps("tac:", offer)
        await asyncio.sleep(0.25)
    raise Silence(f"nobody could accept {number}")


async def move(town: Town, who: Insisting, number: str, words: str) -> None:
    town.step = f"{who.name} moves {number}"
    before = town.visit(number)
    assert before is not None

    async def ask() -> None:
        if not (who.shows("确认改时间", after=mark) and await who.taps("确认改时间")):
            await who.says(text=words)

    mark = await who.newest()
    await who.insists(ask, lambda: moved(town, number, before[0]), "the new time")


def moved(town: Town, number: str, old: int) -> bool:
    return bool(
        town.ask(
            "SELECT 1 FROM appointments a JOIN orders o ON o.id = a.order_id WHERE o.number = ? AND a.id > ?"
            " AND a.status NOT IN ('offered', 'lapsed', 'cancelled')", number, old,
        )
    )  # fmt: skip


async def cancel(town: Town, who: Insisting, number: str) -> None:
    """Works again, no repair needed."""
    town.step = f"{who.name} cancels {number}"

    async def ask() -> None:
        if not await who.taps("cnn:"):
            await who.taps("cca:") or await who.says(text="cancel my appointment")

    await who.insists(ask, lambda: town.status(number) in OVER, "the cancelling")


async def confirm(town: Town, who: Insisting, number: str) -> None:
    """The evening before."""
    town.step = f"{who.name} confirms {number}"

    def confirmed() -> bool:
        visit = town.visit(number)
        [(at,)] = town.ask("SELECT confirmed_at FROM appointments WHERE id = ?", visit[0]) if visit else [(None,)]
        return at is not None

    await who.insists(lambda: who.taps("确认，时间合适"), confirmed, "the confirmation")


async def visited(town: Town, customer: Insisting, number: str, leave: datetime, arrive: datetime) -> None:
    """Departed, arrived, put through, closed out, and the customer's own key."""
    await town.travel(leave)
    visit = town.visit(number)
    assert visit is not None and visit[2] is not None, f"{number} has no technician: {visit}"
    id, _, chat = visit
    technician = town.people[chat]
    town.step = f"{technician.name} departs for {number}"
    await technician.insists(lambda: depart(technician, id), stands(town, number, "departed_at"), "the departure")
    await town.travel(arrive)
    town.step = f"{technician.name} arrives at {number}"
    await technician.insists(lambda: arrive_at(technician, id), stands(town, number, "arrived_at"), "the arrival")
    town.step = f"{technician.name} closes out {number}"
    await technician.insists(
        lambda: close_out(technician, id), lambda: town.status(number) in ("completed", *OVER), "the close-out"
    )
    town.step = f"{customer.name} says that it is fixed"
    await customer.insists(lambda: customer.taps("已修好"), lambda: town.status(number) in OVER, "the second key")


async def depart(technician: Insisting, visit: int) -> None:
    await technician.taps("tgo:", visit) or await technician.taps("tde:", visit) or await open_job(technician, visit)


async def arrive_at(technician: Insisting, visit: int) -> None:
    await technician.taps("tar:", visit) or await open_job(technician, visit)


async def open_job(technician: Insisting, visit: int) -> None:
    """The answer was lost with its card: from the day's list it is one tap."""
    await technician.taps("⏭", visit) or await technician.says(text="/today")


def stands(town: Town, number: str, column: str) -> Callable[[], bool]:
    def written() -> bool:
        visit = town.visit(number)
        rows = town.ask(f"SELECT {column} FROM appointments WHERE id = ?", visit[0]) if visit else []
        return bool(rows and rows[0][0] is not None)

    return written


async def close_out(technician: Insisting, visit: int) -> None:
    """The next step of the guided record, whichever page of it the chat shows."""
    page = next((one for one in reversed(await technician.look()) if is_page(one, visit)), None)
    labels = [b["text"] for row in page["buttons"] for b in row] if page else []
    text = page["text"] if page else ""
    wanted = next((word for word in ("完成回单", "全部做好了", "否") if any(word in label for label in labels)), None)
    if page is None:
        await technician.taps("修好了", visit) or await technician.taps("回单", visit) or await open_job(
            technician, visit
        )
    elif wanted is not None:
        await technician.taps(wanted, visit)
    elif "测试数据" in text:
        await technician.says(text="-19 dBm")
    elif "现场照片" in text:
        await technician.says(photo=base64.b64encode(PIXEL).decode())
    else:
        await technician.taps(labels[0], visit)


def is_page(message: Message, visit: int) -> bool:
    buttons = [button["data"] for row in message["buttons"] for button in row]
    titled = any(title in (message["text"] or "") for title in ("📝 回单", "回单总览"))
    return titled and any(about(data, visit) for data in buttons)
