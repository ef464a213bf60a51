"""The plan (应急预案) as cards: whom to ring, and the checklist with who did which line when (R-6.14)."""

from __future__ import annotations

from handlers.buttons import Rows, in_rows
from handlers.context import Card, Turn
from handlers.emergencies.cards import beside, title
from handlers.emergencies.taps import ChecklistTap, ContactsTap, EmergencyTap, TickTap
from handlers.routes import Routes
from handlers.texts.render import Markup, Say
from scheduling import emergencies
from scheduling.emergencies import Line

routes = Routes()


@routes.tap(ChecklistTap)
async def checklist(turn: Turn, tap: ChecklistTap) -> None:
    await show(turn, tap.emergency_id)


@routes.tap(TickTap)
async def ticked(turn: Turn, tap: TickTap) -> None:
    await turn.run(emergencies.tick, tap.emergency_id, tap.line, bool(tap.done))
    await show(turn, tap.emergency_id)


async def show(turn: Turn, emergency_id: int) -> None:
    view, say = await turn.look(emergencies.see, emergency_id), turn.say
    lines = await turn.look(emergencies.lines, emergency_id)
    text = [title(say, view), say("checklist-head", ticked=view.ticked, lines=view.lines)]
    text += [line_text(say, number, line) for number, line in enumerate(lines, start=1)]
    rows: Rows = []
    if view.ended_at is None:
        rows = in_rows((tick_button(say, emergency_id, number, line) for number, line in enumerate(lines, start=1)), 4)
    await beside(turn, Card(Markup("\n".join(text)), [*rows, back(say, emergency_id)]))


def line_text(say: Say, number: int, line: Line) -> Markup:
    """The operator's own words, or the text that a general line stands for."""
    words = say(line.text) if line.text.isascii() and say.has(line.text) else line.text
    if line.at is None:
        return say("checklist-line", number=number, text=words)
    return say("checklist-line-done", number=number, text=words, name=line.by or "", at=say.clock(line.at))


def tick_button(say: Say, emergency_id: int, number: int, line: Line) -> tuple[str, TickTap]:
    key = "button-tick" if line.at is None else "button-untick"
    return say(key, number=number), TickTap(emergency_id, line.mark, int(line.at is None))


def back(say: Say, emergency_id: int) -> list:
    return [(say("button-emergency-back"), EmergencyTap(emergency_id))]


@routes.tap(ContactsTap)
async def contacts(turn: Turn, tap: ContactsTap) -> None:
    view, say = await turn.look(emergencies.see, tap.emergency_id), turn.say
    found = await turn.look(emergencies.contacts, tap.emergency_id)
    lines = [title(say, view), say("contacts-head")]
    lines += [say("contact-line", name=one.name, phone=one.phone, duty=one.duty or "—") for one in found]
    if not found:
        lines.append(say("contacts-none"))
    await beside(turn, Card(Markup("\n".join(lines)), [back(say, tap.emergency_id)]))
