"""The commands that only need the database: joining links, orders in from a sheet, orders out to one.

They may run beside a running product. What they print comes from the texts, in the operator's first language.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import httpx
from sqlalchemy import or_, select

from bot import places
from bot.clock import Clock, show_time_of
from bot.config import Settings
from bot.reaching import Unreachable, reach
from bot.sandbox.disk import kept_time
from handlers import imports as words
from handlers import sheets
from handlers.context import plain_text
from handlers.sheets import Unreadable
from handlers.texts.render import Say
from models import migrating
from models.errors import Refused
from models.person import Person, Role, RoleGrant
from models.unit import Area, Contractor, Unit
from scheduling import areas, exports, imports, invitations, people
from scheduling.database import open_engine
from scheduling.import_rows import Line
from scheduling.imports import HalfWay, Report
from scheduling.phones import readable
from scheduling.unit_of_work import CLOCK, Store, UnitOfWork

LINK = "https://t.me/{bot}?start={code}"
UNKNOWN_BOT = "<bot>"
NO_PLACES = "there are no units and areas yet; make your own with: python -m bot places places.yaml"


class Mistake(Exception):
    """What was asked cannot be done; the message says what to do instead."""


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
    report = take_whole(store, lines, now, path.name) if whole else take_in(store, lines, now, path.name)
    for line in report_lines(say, report):
        print(plain_text(line))
    if links and report.taken:
        write_links(store, now, say, [one.order_id for one in report.taken], Path(links), bot)
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


def write_links(store: Store, now: datetime, say: Say, order_ids: list[int], path: Path, bot: str) -> None:
    """One-time links for the customers' SMS: number, phone, link. Codes stand nowhere else in the clear."""

    def codes(uow: UnitOfWork) -> list[tuple[str, str, str]]:
        found = []
        for order_id in order_ids:
            order = uow.order(order_id)
            code = invitations.order_code(uow, order_id)
            found.append(
                (order.number, readable(order.customer.phone).replace(" ", ""), LINK.format(bot=bot, code=code))
            )
        return found

    rows = store.run(codes, CLOCK, now)
    headings = [sheets.title(column, say.language) for column in ("number", "phone", "link")]
    path.write_bytes(sheets.as_csv(headings, [[sheets.harmless(cell) for cell in row] for row in rows]))
    path.chmod(0o600)


def export_file(
    store: Store, path: Path, now: datetime, say: Say, since: datetime | None = None, until: datetime | None = None
) -> str:
    """Writes the open orders, or those received in a span, to a sheet; that it was done is on record (R-12.1)."""
    if path.suffix.lower() not in (sheets.XLSX, sheets.CSV):
        raise Mistake(f"{path}: the name must end in {sheets.XLSX} or {sheets.CSV}")
    rows = store.run(exports.take_out, CLOCK, now, since, until)
    try:
        path.write_bytes(words.export_sheet(say, rows, path.name))
    except OSError as error:
        raise Mistake(f"{path} cannot be written: {error.strerror}") from error
    path.chmod(0o600)  # customer data
    return plain_text(say("export-done", count=len(rows)))


# --- People --------------------------------------------------------------------------------------------------------


def make_invitation(store: Store, given: argparse.Namespace, now: datetime, bot: str = UNKNOWN_BOT) -> str:
    """The link that joins a new member of staff, and the words it makes them say; good once."""
    try:
        role = Role(given.role.strip().lower().replace("-", "_"))
    except ValueError as error:
        raise Mistake(f"there is no role {given.role!r}; roles: {', '.join(Role)}") from error
    until = given.certificate_until
    try:
        certificate_until = date.fromisoformat(until) if until else None
    except ValueError as error:
        raise Mistake(f"--certificate-until {until}: write it as 2027-12-31") from error

    def inviting(uow: UnitOfWork) -> str:
        unit = unit_named(uow, given.unit)
        return invitations.invite(
            uow, role, unit.id, given.name, phone=given.phone, contractor_id=contractor_named(uow, given.contractor),
            certificate_number=given.certificate, certificate_until=certificate_until,
            skills=tuple(part.strip() for part in given.skills.split(",") if part.strip()),
            area_ids=areas_named(uow, unit, given.areas) if role is Role.TECHNICIAN else (),
        )  # fmt: skip

    try:
        code = store.run(inviting, CLOCK, now)
    except Refused as refused:
        raise Mistake(f"refused: {refused.key} {refused.params}") from refused
    return f"{LINK.format(bot=bot, code=code)}\n/start {code}"


def unit_named(uow: UnitOfWork, named: str | None) -> Unit:
    """By name or number; without either the lowest, if there is only one such."""
    units = list(uow.session.scalars(select(Unit).order_by(Unit.path)))
    if not units:
        raise Mistake(NO_PLACES)
    if named:
        found = [unit for unit in units if named in (unit.name, str(unit.id))]
        if len(found) != 1:
            raise Mistake(f"no single unit {named!r}; there are: {listed(units)}")
        return found[0]
    parents = {unit.parent_id for unit in units}
    lowest = [unit for unit in units if unit.id not in parents]
    if len(lowest) != 1:
        raise Mistake(f"say --unit; there are: {listed(units)}")
    return lowest[0]


def listed(units: list[Unit]) -> str:
    return ", ".join(f"{unit.id} {unit.name}" for unit in units)


def contractor_named(uow: UnitOfWork, named: str | None) -> int | None:
    if not named:
        return None
    found = uow.session.scalars(select(Contractor).where(Contractor.name == named)).all()
    if len(found) != 1:
        known = ", ".join(uow.session.scalars(select(Contractor.name)))
        raise Mistake(f"no contractor {named!r}; there are: {known or 'none'}")
    return found[0].id


def areas_named(uow: UnitOfWork, unit: Unit, named: str | None) -> tuple[int, ...]:
    areas = [area for area in uow.session.scalars(select(Area)) if area.unit.path.startswith(unit.path)]
    if not named:
        return tuple(area.id for area in areas)
    by_name = {area.name: area.id for area in areas}
    wanted = [part.strip() for part in named.replace("、", ",").split(",") if part.strip()]
    unknown = [name for name in wanted if name not in by_name]
    if unknown:
        raise Mistake(f"no area {', '.join(unknown)}; there are: {', '.join(by_name)}")
    return tuple(by_name[name] for name in wanted)


def leave(store: Store, name: str, phone: str | None, now: datetime) -> str:
    """A member of staff leaves: every right ends at once (R-1.13)."""

    def leaving(uow: UnitOfWork) -> str:
        staff = select(Person).where(or_(Person.name == name, Person.phone == name), Person.left_at.is_(None))
        found = [person for person in uow.session.scalars(staff.join(RoleGrant).distinct()).unique()]
        found = [person for person in found if phone is None or (person.phone or "").endswith(phone.lstrip("+"))]
        if not found:
            raise Mistake(f"no member of staff is called {name!r}")
        if len(found) > 1:
            raise Mistake(f"{len(found)} members of staff are called {name!r}: say --phone")
        return people.leave(uow, found[0].id).name

    return f"{store.run(leaving, CLOCK, now)} has left: every right has ended"


__all__ = ["Mistake", "export_file", "import_file", "make_invitation", "open_store", "perform"]
