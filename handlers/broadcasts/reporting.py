"""Afterwards: the correction, the sheet of what became of each, and the list for the phone."""

from __future__ import annotations

import asyncio
from typing import Any

from handlers import sheets
from handlers.broadcasts.desk import show, stands
from handlers.broadcasts.taps import CorrectTap, HushTap, PhonesTap, SheetTap
from handlers.context import Card, Turn, plain_text
from handlers.held_orders.taps import NewsTap
from handlers.routes import Routes
from handlers.texts.render import Say
from scheduling import broadcasts, people

routes = Routes()

REPORT = ("customer", "tier", "language", "delivery", "told_at", "why")
PHONES = ("customer", "phone", "language", "fallback")
SOME = 1000


@routes.tap(CorrectTap)
async def correct(turn: Turn, tap: CorrectTap) -> None:
    """One tap: what is still on its way stops, and the correction stands ready for exactly those who got it."""
    if await stands(turn, tap.broadcast_id, "sending", "paused", "done", "stopped") is not None:
        made = await turn.run(broadcasts.correct, tap.broadcast_id)
        await show(turn, made.id)


@routes.tap(HushTap)
async def hushed(turn: Turn, tap: HushTap) -> None:
    """The news stays where it stands; what is said of the setting comes below."""
    await turn.run(people.hear_outage_news, wanted=False)
    await turn.send(Card(turn.say("news-off"), [[(turn.say("button-news-on"), NewsTap(1))]]))


@routes.tap(SheetTap)
async def report_sheet(turn: Turn, tap: SheetTap) -> None:
    rows = await paged(turn, broadcasts.report_rows, tap.broadcast_id)
    await hand_over(turn, REPORT, rows, f"broadcast-{tap.broadcast_id}.xlsx", "broadcast-sheet")


@routes.tap(PhonesTap)
async def phone_sheet(turn: Turn, tap: PhonesTap) -> None:
    """Names and numbers leave in a list: that it was taken, and by whom, is on record (R-12.1)."""
    rows = await paged(turn, broadcasts.phone_list, tap.broadcast_id)
    await hand_over(turn, PHONES, rows, f"phones-{tap.broadcast_id}.xlsx", "broadcast-phones")


async def paged(turn: Turn, query: Any, broadcast_id: int) -> list[dict[str, Any]]:
    """A page at a time, so that nobody else waits while a long list is read."""
    found: list[dict[str, Any]] = []
    while True:
        page = await turn.look(query, broadcast_id, found[-1]["person_id"] if found else 0, SOME)
        found += page
        if len(page) < SOME:
            return found


async def hand_over(turn: Turn, columns: tuple[str, ...], rows: list[dict[str, Any]], name: str, key: str) -> None:
    """A new message: the card it was asked from stays."""
    await turn.bot.send_chat_action(turn.place, "upload_document")
    content = await asyncio.to_thread(sheet, turn.say, columns, rows, name)
    await turn.send(Card(turn.say(key, count=len(rows)), document=(name, content)))


def sheet(say: Say, columns: tuple[str, ...], rows: list[dict[str, Any]], name: str) -> bytes:
    headings = [sheets.title(column, say.language) for column in columns]
    return sheets.written(headings, [[cell(say, column, row) for column in columns] for row in rows], name)


def cell(say: Say, column: str, row: dict[str, Any]) -> str:
    match column:
        case "customer":
            return str(row["name"] or "")
        case "tier":
            return sheets.value_word("tier", row["tier"], say.language) or row["tier"]
        case "language":
            return plain_text(say.other(row["language"])("language-name"))
        case "delivery":
            return plain_text(say(f"broadcast-fate-{row['status']}"))
        case "told_at":
            return f"{say.local(row['sent_at']):%Y-%m-%d %H:%M:%S}" if row["sent_at"] else ""
        case "why":
            return str(row["error"] or "")
        case "fallback":
            return sheets.value_word("urgent", "yes" if row["fallback"] else "no", say.language) or ""
    return str(row[column] or "")
