"""Somebody is away: the visits that leaves, and who could take each."""

from __future__ import annotations

from datetime import datetime

from handlers.buttons import Button, Rows
from handlers.context import Card, Turn
from handlers.dispatch_cards import reason_word
from handlers.dispatch_taps import AbsenceAssignTap, AbsenceTap, DeskTap, HomeTap, MoveTap
from handlers.notifications import renders
from handlers.refusals import sentence
from handlers.routes import Routes
from handlers.shifts import span_words
from handlers.slots import instant, minutes
from handlers.texts.render import Markup, Say, headed
from models.errors import GivenMeanwhile
from scheduling import assigning, desk
from scheduling.desk import Left
from scheduling.letters import Letter
from scheduling.unit_of_work import UnitOfWork

routes = Routes()

SHOWN = 6


@routes.tap(AbsenceTap)
async def absence(turn: Turn, tap: AbsenceTap) -> None:
    await show_absence(turn, tap)


async def show_absence(turn: Turn, tap: AbsenceTap, head: Markup | None = None, first: Rows | None = None) -> None:
    """Each visit that is left, with who could take it at one tap."""
    person, visits = await turn.look(desk.left_by, tap.technician_id, instant(tap.since), instant(tap.until))
    say = turn.say
    lines = [say("absence", name=person.name, count=len(visits))]
    rows: Rows = [*(first or [])]
    for number, one in enumerate(visits[:SHOWN], start=1):
        lines.append(absence_line(say, number, one))
        row: list[Button] = [
            (
                say("button-number-assign", number=number, name=person.name),
                AbsenceAssignTap(one.visit_id, person.person_id, tap.technician_id, tap.since, tap.until),
            )
            for person in one.candidates[:2]
        ]
        if not row:
            row.append((say("button-number-change", number=number), MoveTap(one.visit_id)))
        rows.append([*row, (say("button-number-open", number=number), DeskTap(one.view.id))])
    if len(visits) > SHOWN:
        lines.append(say("list-more", count=len(visits) - SHOWN))
    if not visits:
        lines.append(say("absence-none"))
    await turn.show(Card(headed(head, Markup("\n".join(lines))), [*rows, [(say("button-desk-home"), HomeTap())]]))


def absence_line(say: Say, number: int, one: Left) -> Markup:
    view, visit = one.view, one.view.visit
    when = say.when(visit.promised_at) if visit else ""
    kind = say(f"kind-{view.kind}")
    line = say("absence-line", number=number, when=when, customer=view.customer or "", kind=kind, area=view.area)
    if one.candidates:
        return line
    begun = visit is not None and visit.arrived_at is not None
    return Markup(f"{line}\n    {say('absence-begun' if begun else 'absence-nobody')}")


@routes.tap(AbsenceAssignTap)
async def absence_assigned(turn: Turn, tap: AbsenceAssignTap) -> None:
    """One of the absent technician's visits goes to somebody else; the list stays open for the others."""

    def both(uow: UnitOfWork) -> str:
        assigning.assign(uow, tap.visit_id, tap.technician_id, tap.absent_id)
        return uow.person(tap.technician_id).name

    left = AbsenceTap(tap.absent_id, tap.since, tap.until)
    try:
        name = await turn.run(both)
    except GivenMeanwhile as refused:
        await show_absence(turn, left, Markup(sentence(turn.say, refused, staff=True)))
        return
    await show_absence(turn, left, turn.say("assigned", name=name))


@renders("off-reported")
def off_reported(letter: Letter, say: Say) -> Card:
    """Somebody is away: how many visits that leaves, and one tap to who could take them."""
    since, until = (datetime.fromisoformat(letter.params[name]) for name in ("starts_at", "ends_at"))
    reason = reason_word(say, letter.params.get("reason"))
    count = int(letter.params.get("visits", 0))
    span = span_words(say, since, until)
    text = say("off-reported", name=letter.who or "", span=span, reason=reason, count=count)
    if not count:
        return Card(text)
    tap = AbsenceTap(int(letter.params["person_id"]), minutes(since), minutes(until))
    return Card(text, [[(say("button-absence"), tap)]])
