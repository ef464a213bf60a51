"""Setting out: the checklist before leaving (R-4.9, R-5.4), when to go (R-4.8), and running late."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers import wishes
from handlers.buttons import Rows, in_rows
from handlers.context import Card, Turn
from handlers.jobs import answered_on, ask_which, meant
from handlers.notifications import renders
from handlers.routes import Routes
from handlers.slots import instant, minutes
from handlers.technician_cards import has_heard, technician_card
from handlers.technician_taps import CheckTap, DepartTap, EtaTap, JobTap, LateByTap, LateTap, OffWeGoTap
from handlers.texts.render import Say
from handlers.understanding.outages import soonest
from handlers.understanding.what import Kind, Wish
from handlers.understanding.which_visit import arrives_in, later_still
from models.errors import NotYetPossible, Refused, WrongState
from models.order import OrderStatus
from models.person import Role
from scheduling import visits, windows
from scheduling.letters import Letter
from scheduling.permissions import Action
from scheduling.views import OrderView, VisitView

routes = Routes()

LATE_BY = (10, 20, 30, 60)


def ticked_for(turn: Turn, visit_id: int) -> list[str]:
    """What was ticked so far on this visit's list. It rests in the conversation, so a restart forgets nothing."""
    kept = turn.talk.draft.get("checklist") or {}
    return list(kept.get("ticked", [])) if kept.get("visit_id") == visit_id else []


def checklist_card(turn: Turn, view: OrderView, ticked: list[str]) -> Card:
    """Everything to bring, each line a button; all of it in one tap."""
    say, lines = turn.say, turn.policy.checklist_departure
    visit_id = view.visit.id if view.visit else 0
    rows: Rows = [[(say("job-button-all-checked"), OffWeGoTap(visit_id, 1))]]
    marks = [("job-button-ticked" if line in ticked else "job-button-unticked", line) for line in lines]
    rows += in_rows((say(mark, what=say(line)), CheckTap(visit_id, at)) for at, (mark, line) in enumerate(marks))
    left = len(lines) - len(ticked)
    if ticked and left:
        rows.append([(say("job-button-go-without", left=left), OffWeGoTap(visit_id, 0))])
    rows.append([(say("job-button-back"), JobTap(visit_id))])
    at = say.clock(view.visit.depart_at) if view.visit and view.visit.depart_at else say.clock(turn.now)
    return Card(say("checklist", area=view.area, at=at), rows)


@routes.tap(DepartTap)
async def asked_to_check(turn: Turn, tap: DepartTap) -> None:
    await show_checklist(turn, tap.visit_id)


async def show_checklist(turn: Turn, visit_id: int) -> None:
    view = await answered_on(turn, visit_id)
    if Action.DEPART not in view.actions:
        raise not_to_go(turn, view)
    await turn.show(checklist_card(turn, view, ticked_for(turn, visit_id)))


def not_to_go(turn: Turn, view: OrderView) -> Refused:
    """Why nobody sets out: another day's visit, or one that has moved on."""
    if view.status is OrderStatus.ACCEPTED and view.visit is not None and view.visit.starts_at > turn.now:
        return NotYetPossible(opens_at=windows.day_opens_at(view.visit.starts_at, turn.policy.zone))
    return WrongState(current=view.status.value, wanted=OrderStatus.EN_ROUTE.value)


@routes.tap(CheckTap)
async def checked(turn: Turn, tap: CheckTap) -> None:
    lines = turn.policy.checklist_departure
    ticked = ticked_for(turn, tap.visit_id)
    if 0 <= tap.line < len(lines):
        line = lines[tap.line]
        ticked = [kept for kept in ticked if kept != line] if line in ticked else [*ticked, line]
        turn.talk.note(checklist={"visit_id": tap.visit_id, "ticked": ticked})
    await show_checklist(turn, tap.visit_id)


@routes.tap(OffWeGoTap)
async def departed(turn: Turn, tap: OffWeGoTap) -> None:
    """EN_ROUTE records the answers; the customer hears when to expect somebody."""
    lines = turn.policy.checklist_departure
    answers = lines if tap.checked == 1 else tuple(line for line in lines if line in ticked_for(turn, tap.visit_id))
    turn.talk.note(checklist=None)
    await turn.run(visits.depart, tap.visit_id, tuple(answers))
    view = await answered_on(turn, tap.visit_id)
    await turn.show(technician_card(turn.say, view, head=turn.say("departed", told=has_heard(view))))


@routes.wish(Kind.DEPART, Role.TECHNICIAN)
async def sets_out(turn: Turn, wish: Wish) -> None:
    found = await meant(turn, Action.DEPART)
    if len(found) == 1 and found[0].visit is not None:
        await show_checklist(turn, found[0].visit.id)
    else:
        await ask_which(turn, found, DepartTap)


@routes.tap(LateTap)
async def how_late(turn: Turn, tap: LateTap) -> None:
    await show_how_late(turn, await answered_on(turn, tap.visit_id))


async def show_how_late(turn: Turn, view: OrderView) -> None:
    """Minutes to choose from, each with the time the customer would be told."""
    say, visit = turn.say, view.visit
    if visit is None or Action.RUN_LATE not in view.actions:
        raise WrongState(current=view.status.value, wanted="late")
    since = max(visit.promised_at, turn.now)
    rows = in_rows(
        (say("job-button-late-by", minutes=m, at=say.clock(since + timedelta(minutes=m))), LateByTap(visit.id, m))
        for m in LATE_BY
    )
    rows.append([(say("job-button-back"), JobTap(visit.id))])
    await turn.tell("how-late", rows=rows, area=view.area, promised=say.until(turn.now, visit.promised_at))


@routes.tap(LateByTap)
async def late_by(turn: Turn, tap: LateByTap) -> None:
    await run_late(turn, tap.visit_id, tap.minutes)


async def run_late(turn: Turn, visit_id: int, minutes: int) -> None:
    await turn.run(visits.run_late, visit_id, minutes)
    view = await answered_on(turn, visit_id)
    eta = view.visit.eta_at if view.visit and view.visit.eta_at else turn.now
    head = turn.say("late-told", at=turn.say.until(turn.now, eta), told=has_heard(view))
    await turn.show(technician_card(turn.say, view, head=head))


@routes.wish(Kind.LATE, Role.TECHNICIAN)
async def is_late(turn: Turn, wish: Wish) -> None:
    """晚到20分钟: said plainly, of the one visit it can be today, it is passed on at once; otherwise one question."""
    found = await meant(turn, Action.RUN_LATE)
    late = wish.entities.minutes if wish.sure else None
    at = there_at(turn) if late is None else None
    if wish.entities.minutes and arrives_in(turn.text):
        late, at = None, turn.now + timedelta(minutes=wish.entities.minutes)
    elif late and later_still(turn.text) and len(found) == 1 and (told := told_late(found[0])):
        late, at = None, max(told, turn.now) + timedelta(minutes=late)
    if len(found) != 1 or found[0].visit is None or not of_today(turn, found[0].visit):
        await ask_which(
            turn, found, lambda id: LateByTap(id, late) if late else EtaTap(id, minutes(at)) if at else LateTap(id)
        )
    elif late:
        await run_late(turn, found[0].visit.id, late)
    elif at:
        await expect(turn, found[0], at)
    else:
        await show_how_late(turn, found[0])


def told_late(view: OrderView) -> datetime | None:
    """The later time the customer has been told, if they have."""
    visit = view.visit
    return visit.eta_at if visit is not None and visit.eta_at and visit.eta_at > visit.promised_at else None


def of_today(turn: Turn, visit: VisitView) -> bool:
    """Nobody is late today for the day after tomorrow."""
    return turn.say.local(visit.promised_at).date() <= turn.say.local(turn.now).date()


def there_at(turn: Turn) -> datetime | None:
    """大概2点40到: the moment that is named, today and still ahead."""
    text, now = turn.text, turn.say.local(turn.now)
    for mention in wishes.mentions_in(turn, text):
        if mention["kind"] not in ("point", "open-start"):
            continue
        named = soonest(mention, text, now)[0] if mention["kind"] == "point" else mention["end"]
        at = wishes.aware(named, turn)
        if at is not None and turn.now < at and turn.say.local(at).date() == now.date():
            return at
    return None


@routes.tap(EtaTap)
async def expected(turn: Turn, tap: EtaTap) -> None:
    await expect(turn, await answered_on(turn, tap.visit_id), instant(tap.at))


async def expect(turn: Turn, view: OrderView, at: datetime) -> None:
    """Past the promised time the customer is told the new one; up to then only who was told another is disturbed."""
    visit = view.visit
    if visit is None or Action.RUN_LATE not in view.actions:
        raise WrongState(current=view.status.value, wanted="late")
    late = at - max(visit.promised_at, turn.now)
    if late > timedelta():
        await run_late(turn, visit.id, -(-late // timedelta(minutes=1)))
        return
    told_later = told_late(view) is not None
    if told_later:
        await turn.run(visits.in_time, visit.id, at)
        view = await answered_on(turn, visit.id)
    key = "eta-in-time-told" if told_later else "eta-in-time"
    head = turn.say(key, promised=turn.say.clock(visit.promised_at))
    await turn.show(technician_card(turn.say, view, head=head))


@renders("depart-now")
def depart_now(letter: Letter, say: Say) -> Card:
    """R-4.8: time to leave, so as to be there before the promised time."""
    return go_card(letter, say, "depart-now")


@renders("not-departed")
def not_departed(letter: Letter, say: Say) -> Card:
    return go_card(letter, say, "not-departed")


def go_card(letter: Letter, say: Say, key: str) -> Card:
    view = letter.view
    if view is None or view.visit is None:
        return Card(say("job-gone"))
    return technician_card(say, view, head=say(key, promised=say.clock(view.visit.promised_at), area=view.area))
