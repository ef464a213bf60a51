"""Sheets in the chat: orders in, after a look at what the sheet holds; orders out, and the words for both."""

from __future__ import annotations

import asyncio
import io
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from handlers import sheets
from handlers.buttons import Rows, Tap
from handlers.context import Card, Turn, plain_text
from handlers.dispatch_taps import HomeTap, ListTap
from handlers.notifications import renders
from handlers.routes import Routes
from handlers.sheets import Unreadable
from handlers.texts.render import Markup, Say
from models.errors import NotFound
from models.person import Role
from scheduling import exports, imports, windows
from scheduling.import_rows import LONGEST, REQUIRED, Fault, Line
from scheduling.imports import Report
from scheduling.letters import Letter

routes = Routes()

IMPORTERS = (Role.DISPATCHER,)
EXPORTERS = (Role.DISPATCHER, Role.SUPERVISOR)
FAULTS_SHOWN = 8
SPANS = ("open", "today", "week", "month")


@dataclass(frozen=True)
class ImportTap(Tap, prefix="dii"):
    """Take the sheet in: the one that was looked at, and no newer one."""

    draft: str


@dataclass(frozen=True)
class ExportTap(Tap, prefix="dex"):
    span: str


# --- In ------------------------------------------------------------------------------------------------------------


@routes.command("import", *IMPORTERS)
async def how(turn: Turn) -> None:
    """A sheet with the headings, to be filled in."""
    columns = [column for column in sheets.words()["columns"] if column in (*REQUIRED, *LONGEST, *OPTIONAL)]
    headings = [sheets.title(column, turn.lang) for column in columns]
    content = sheets.written(headings, [], "orders.xlsx")
    required = [sheets.title(column, turn.lang) for column in REQUIRED]
    await turn.send(Card(turn.say("import-how", required=required), document=("orders.xlsx", content)))


OPTIONAL = ("area", "tier", "urgent", "contact_phone", "received_at")


@routes.content("document", *IMPORTERS)
async def sheet_sent(turn: Turn) -> None:
    """Looked at first: how many orders, and what is wrong with which row. Nothing is taken yet."""
    document = turn.message.document if turn.message is not None else None
    if document is None:
        return
    if (document.file_size or 0) > sheets.MOST_BYTES:
        await turn.show(unreadable_card(turn.say, Unreadable("too-big", most=sheets.MOST_BYTES // 1_000_000)))
        return
    await turn.bot.send_chat_action(turn.place, "typing")
    name = document.file_name or "sheet"
    try:
        lines = await lines_of(turn, document.file_id, name)
    except Unreadable as error:
        await turn.show(unreadable_card(turn.say, error))
        return
    report = await turn.look(imports.check, lines)
    draft_id = secrets.token_urlsafe(9)
    if report.ready:
        turn.talk.interrupt("import:confirm", id=draft_id, file_id=document.file_id, name=name)
    await turn.show(preview_card(turn.say, report, name, draft_id))


async def lines_of(turn: Turn, file_id: str, name: str) -> list[Line]:
    """The sheet fetched and read, the reading in a thread."""
    content = io.BytesIO()
    await turn.bot.download(file_id, destination=content)
    return await asyncio.to_thread(sheets.lines_of, content.getvalue(), name)


@routes.tap(ImportTap)
async def confirmed(turn: Turn, tap: ImportTap) -> None:
    draft = turn.talk.draft
    if turn.talk.step != "import:confirm" or draft.get("id") != tap.draft:
        raise NotFound(what="draft", id=tap.draft)
    await turn.bot.send_chat_action(turn.place, "typing")
    try:
        lines = await lines_of(turn, draft["file_id"], draft["name"])
    except Unreadable as error:
        await turn.show(unreadable_card(turn.say, error))
        return
    name = draft["name"]
    report = await turn.look(imports.check, lines)
    # In portions, so that nobody else waits; cut short, the press comes again and what is in is known.
    parts = [await turn.look(imports.take_part, rows) for rows in imports.portions(report.ready)]
    turn.talk.end()
    done = await turn.run(imports.finish, report, parts, name)
    await turn.show(done_card(turn.say, done))


@routes.ask("import:confirm")
async def ask_again(turn: Turn) -> None:
    rows: Rows = [[(turn.say("button-import-yes-plain"), ImportTap(turn.talk.draft["id"]))], stop_row(turn.say)]
    await turn.show(Card(turn.say("import-waiting", name=turn.talk.draft["name"]), rows))


@routes.step("import:confirm")
async def said_something_else(turn: Turn) -> None:
    """Another sheet would take the place of the first; anything else puts the question again."""
    await ask_again(turn)


def stop_row(say: Say) -> list:
    return [(say("button-desk-stop"), HomeTap())]


def preview_card(say: Say, report: Report, name: str, draft_id: str) -> Card:
    lines = [say("import-preview", name=name[:60], rows=report.rows, ready=len(report.ready))]
    lines += counts(say, report)
    lines += fault_lines(say, report.faults)
    if not report.ready:
        lines += [Markup(""), say("import-nothing-new" if not report.faults else "import-nothing-good")]
        return Card(Markup("\n".join(lines)), [stop_row(say)])
    key = "import-ask-some" if report.faults else "import-ask"
    lines += [Markup(""), say(key, ready=len(report.ready))]
    yes = (say("button-import-yes", count=len(report.ready)), ImportTap(draft_id))
    return Card(Markup("\n".join(lines)), [[yes], stop_row(say)])


def done_card(say: Say, report: Report) -> Card:
    """What became of it; with many faulty rows, the list of them as a sheet."""
    lines = [say("import-done", taken=len(report.taken)), *counts(say, report), *fault_lines(say, report.faults)]
    rows: Rows = [[(say("button-unassigned-list"), ListTap("unassigned")), (say("button-desk-home"), HomeTap())]]
    text = Markup("\n".join(lines))
    if len(report.faults) <= FAULTS_SHOWN:
        return Card(text, rows)
    return Card(text, rows, document=("import-report.xlsx", report_sheet(say, report, "report.xlsx")))


def counts(say: Say, report: Report) -> list[Markup]:
    found = []
    if report.held:
        found.append(say("import-held", count=report.held))
    if report.known:
        found.append(say("import-known", count=len(report.known)))
    if report.refused:
        found.append(say("import-refused", count=report.refused))
    return found


def fault_lines(say: Say, faults: Sequence[Fault]) -> list[Markup]:
    lines = [fault_words(say, fault) for fault in faults[:FAULTS_SHOWN]]
    if len(faults) > FAULTS_SHOWN:
        lines.append(say("list-more", count=len(faults) - FAULTS_SHOWN))
    return lines


def fault_words(say: Say, fault: Fault) -> Markup:
    """Row, column, and why."""
    value = fault.value[:40]
    if fault.why == "refused":
        why = (
            say(fault.value)
            if say.has(fault.value) and not needs_facts(say, fault.value)
            else say("import-why-refused")
        )
    else:
        why = say(f"import-why-{fault.why}", value=value)
    if not fault.column:
        return say("import-fault-row", row=fault.row, why=why)
    return say("import-fault", row=fault.row, column=sheets.title(fault.column, say.language), why=why)


def needs_facts(say: Say, key: str) -> bool:
    """A refusal worded with facts that the report does not keep."""
    try:
        say(key)
    except KeyError:
        return True
    return False


def unreadable_card(say: Say, error: Unreadable) -> Card:
    params = dict(error.params)
    if "columns" in params:
        params["columns"] = [sheets.title(column, say.language) for column in params["columns"]]
    return Card(say(f"sheet-{error.why}", **params))


def report_sheet(say: Say, report: Report, name: str) -> bytes:
    """Every row with what became of it."""
    rows: list[tuple[int, str, str]] = [(one.row, one.number, str(say("import-row-taken"))) for one in report.taken]
    rows += [(one.row, one.number, str(say("import-row-known"))) for one in report.known]
    rows += [(fault.row, "", plain_text(fault_words(say, fault))) for fault in report.faults]
    headings = [sheets.title(column, say.language) for column in ("row", "number", "outcome")]
    return sheets.written(headings, sorted(rows), name)


@renders("orders-imported")
def imported(letter: Letter, say: Say) -> Card:
    """A colleague, or the command line, took a sheet in."""
    params: dict[str, Any] = {name: int(letter.params.get(name, 0)) for name in ("rows", "taken", "refused", "known")}
    text = say("orders-imported", source=str(letter.params.get("source", "")), **params)
    return Card(text, [[(say("button-unassigned-list"), ListTap("unassigned"))]])


# --- Out -----------------------------------------------------------------------------------------------------------


@routes.command("export", *EXPORTERS)
async def ask_span(turn: Turn) -> None:
    rows: Rows = [[(turn.say(f"export-{span}"), ExportTap(span)) for span in SPANS[at : at + 2]] for at in (0, 2)]
    await turn.show(Card(turn.say("export-which"), [*rows, stop_row(turn.say)]))


@routes.tap(ExportTap)
async def exported(turn: Turn, tap: ExportTap) -> None:
    """The sheet itself; that it was taken, and by whom, is on record (R-12.1)."""
    if tap.span not in SPANS:
        raise NotFound(what="span", id=tap.span)
    await turn.bot.send_chat_action(turn.place, "upload_document")
    since = since_when(turn, tap.span)
    rows = await turn.run(exports.take_out, since, None)
    name = f"orders-{windows.local_day(turn.now, turn.policy.zone):%Y%m%d}.xlsx"
    content = await asyncio.to_thread(export_sheet, turn.say, rows, name)
    await turn.strip()
    await turn.send(Card(turn.say("export-done", count=len(rows)), document=(name, content)))


def since_when(turn: Turn, span: str) -> datetime | None:
    today = windows.local_day(turn.now, turn.policy.zone)
    days = {"today": 0, "week": 6, "month": 29}.get(span)
    return None if days is None else windows.day_bounds(today - timedelta(days=days), turn.policy.zone).starts_at


def export_sheet(say: Say, rows: Iterable[dict[str, exports.Cell]], name: str) -> bytes:
    """Headings and values in the reader's language; what can be read in again is written so that it can."""
    headings = [sheets.title(column, say.language) for column in exports.COLUMNS]
    return sheets.written(
        headings, [[cell(say, column, row.get(column)) for column in exports.COLUMNS] for row in rows], name
    )


def cell(say: Say, column: str, value: exports.Cell) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            return sheets.value_word("urgent", "yes" if value else "no", say.language) or ""
        case datetime():
            return say.local(value).strftime("%Y-%m-%d %H:%M")
        case list():
            return ",".join(sheets.value_word(column, one, say.language) or one for one in value)
    if column == "status":
        return plain_text(say(f"desk-status-{value}"))
    if column == "visit_status":
        return plain_text(say(f"visit-status-{value}"))
    return sheets.value_word(column, value, say.language) or value
