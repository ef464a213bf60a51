"""The commands that only need the database: joining links, orders in from a sheet, orders out to one.

They may run beside a running product. What they print comes from the texts, in the operator's first language.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import httpx

from bot import places
from bot.clock import Clock, show_time_of
from bot.config import Settings
from bot.reaching import Unreachable, reach
from bot.sandbox.disk import kept_time
from bot.staffing import LINK, NO_PLACES, UNKNOWN_BOT, Mistake, leave, make_invitation
from handlers import imports as words
from handlers import sheets
from handlers.context import plain_text
from handlers.sheets import Unreadable
from handlers.texts.render import Say
from models import migrating
from scheduling import areas, exports, imports, invitations
from scheduling.database import open_engine
from scheduling.import_rows import Line
from scheduling.imports import HalfWay, Report
from scheduling.phones import readable
from scheduling.unit_of_work import CLOCK, Store, UnitOfWork


def open_store(settings: Settings) -> Store:
    """The database at its newest revision. Raises `OSError` for a folder that cannot be written."""
    settings.create_data_folder()
    engine = open_engine(settings.database_url)
    migrating.upgrade(engine)
    return Store(engine, settings.policy)


def lay_out_places(store: Store, path: Path, now: datetime) -> places.Count:
    """The operator's own units and areas. Raises `Mistake` with nothing changed."""
    try:
        return store.run(places.lay_out, CLOCK, now, places.read(path))
    except places.Unusable as error:
        raise Mistake(str(error)) from error


def put_on_file(store: Store, settings: Settings, given: argparse.Namespace, now: datetime) -> str:
    try:
        return reach(store, settings.notify, given.phone, given.by, now)
    except Unreachable as error:
        raise Mistake(str(error)) from error


def perform(given: argparse.Namespace, settings: Settings, store: Store) -> int:
    """Runs a parsed command; returns the exit status."""
    now = clock_of(settings).now()
    say = say_of(settings)
    match given.command:
        case "migrate":
            print("the database is at its newest revision")
        case "places":
            made = lay_out_places(store, Path(given.file), now)
            new = (
                f"{made.units} units, {made.areas} areas, {made.contractors} contractors, {made.plans} emergency plans"
            )
            print(f"made {new}; the rest is up to date")
        case "invite":
            print(make_invitation(store, given, now, bot_name(settings)))
        case "leave":
            print(leave(store, given.name, given.phone, now))
        case "reach":
            print(put_on_file(store, settings, given, now))
        case "import":
            bot = bot_name(settings) if given.links else UNKNOWN_BOT
            return import_file(
                store, Path(given.file), now, say, whole=given.all_or_nothing, links=given.links, bot=bot
            )
        case "export":
            print(export_file(store, Path(given.file), now, say))
    return 0


def clock_of(settings: Settings) -> Clock:
    """The clock the product lives by: a sandbox's, where it has one, so that a link made here is not over there."""
    clock = Clock()
    if settings.sandbox:
        if (moment := kept_time(settings.data)) is not None:
            clock.show(moment, runs=True)
    elif settings.telegram.api_base:
        asyncio.run(show_time_of(settings.telegram.api_base, clock))
    return clock


def bot_name(settings: Settings) -> str:
    """The bot's public name for links, asked of the messenger; a placeholder where it does not answer."""
    telegram = settings.telegram
    if not telegram.token:
        return UNKNOWN_BOT
    base = telegram.api_base or "https://api.telegram.org"
    try:
        answer = httpx.get(f"{base}/bot{telegram.token}/getMe", timeout=5, trust_env=not telegram.api_base)
        return str(answer.json()["result"]["username"])
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        print(f"{base} does not say what the bot is called: put its name where {UNKNOWN_BOT} stands", file=sys.stderr)
        return UNKNOWN_BOT


def say_of(settings: Settings) -> Say:
    policy = settings.policy
    language = policy.languages[0]
    common = {"company": policy.company.name.get(language, ""), "hotline": policy.company.hotline}
    return Say(language, policy.zone, common)


# --- Sheets --------------------------------------------------------------------------------------------------------


def import_file(
    store: Store, path: Path, now: datetime, say: Say, *, whole: bool = False, links: str | None = None,
    bot: str = UNKNOWN_BOT,
) -> int:  # fmt: skip
    """Takes a sheet in and prints what became of each row; 1 when a row was refused."""
    if not store.run(areas.serving, CLOCK, now):
        raise Mistake(NO_PLACES)
    try:
        lines = sheets.lines_of(path.read_bytes(), path.name)
    except OSError as error:
        raise Mistake(f"{path} cannot be read: {error.strerror}") from error
    except Unreadable as error:
        raise Mistake(f"{path}: {plain_text(words.unreadable_card(say, error).text)}") from error
    if links:
        write_privately(Path(links), b"")  # asked before anything is taken: what is in already gets no second code
    report = take_whole(store, lines, now, path.name) if whole else take_in(store, lines, now, path.name)
    for line in report_lines(say, report):
        print(plain_text(line))
    if links and report.done:
        write_links(store, now, say, report, Path(links), bot)
    return 1 if report.faults else 0


def take_in(store: Store, lines: list[Line], now: datetime, source: str) -> Report:
    """The good rows, a portion to a transaction, so that a product running beside never waits long."""
    report = store.run(imports.check, CLOCK, now, lines)
    parts = [store.run(imports.take_part, CLOCK, now, rows) for rows in imports.portions(report.ready)]
    return store.run(imports.finish, CLOCK, now, report, parts, source)


def take_whole(store: Store, lines: list[Line], now: datetime, source: str) -> Report:
    try:
        return store.run(imports.take_whole, CLOCK, now, lines, source)
    except HalfWay as error:
        return error.report


def report_lines(say: Say, report: Report) -> Sequence[str]:
    """The whole report: first what was taken, then every fault."""
    if report.done:
        head = say("import-done", taken=len(report.taken))
    else:
        head = say("import-nothing-taken", rows=report.rows)
    return [head, *words.counts(say, report), *(words.fault_words(say, fault) for fault in report.faults)]


def write_links(store: Store, now: datetime, say: Say, report: Report, path: Path, bot: str) -> None:
    """One-time links for the customers' SMS: number, phone, link. Codes stand nowhere else in the clear.

    For what was taken, and for what an import that was cut short had taken before it came to the links.
    """

    def codes(uow: UnitOfWork) -> list[tuple[str, str, str]]:
        known = {one.order_id for one in report.known}
        coded = invitations.with_code(uow, known)
        found = []
        for order_id in [*(one.order_id for one in report.taken), *sorted(known - coded)]:
            order = uow.order(order_id)
            link = LINK.format(bot=bot, code=invitations.order_code(uow, order_id))
            found.append((order.number, readable(order.customer.phone).replace(" ", ""), link))
        return found

    rows = store.run(codes, CLOCK, now)
    headings = [sheets.title(column, say.language) for column in ("number", "phone", "link")]
    write_privately(path, sheets.as_csv(headings, [[sheets.harmless(cell) for cell in row] for row in rows]))


def write_privately(path: Path, content: bytes) -> None:
    """Customer data, and links that open orders: for whoever asked, and for no other account of this machine."""
    try:
        path.touch(0o600)
        path.chmod(0o600)
        path.write_bytes(content)
    except OSError as error:
        raise Mistake(f"{path} cannot be written: {error.strerror}") from error


def export_file(
    store: Store, path: Path, now: datetime, say: Say, since: datetime | None = None, until: datetime | None = None
) -> str:
    """Writes the open orders, or those received in a span, to a sheet; that it was done is on record (R-12.1)."""
    if path.suffix.lower() not in (sheets.XLSX, sheets.CSV):
        raise Mistake(f"{path}: the name must end in {sheets.XLSX} or {sheets.CSV}")
    write_privately(path, b"")  # first, since what was taken out is on record
    rows = store.run(exports.take_out, CLOCK, now, since, until)
    write_privately(path, words.export_sheet(say, rows, path.name))
    return plain_text(say("export-done", count=len(rows)))
