"""Who goes: assign by name, take back, send a second technician, mark urgent, mark ready; and what the customer says by phone."""

from __future__ import annotations

from handlers import dispatch_times
from handlers.buttons import Rows
from handlers.context import Card, Turn
from handlers.dispatch import show_order
from handlers.dispatch_taps import (
    AddTap,
    AssignMenuTap,
    AssignTap,
    CancelTap,
    CancelYesTap,
    ConfirmedTap,
    DeskTap,
    ExtraSlotsTap,
    HelpersTap,
    KeepTap,
    MoveTap,
    ReadyTap,
    TakeBackTap,
    TakeBackYesTap,
    UnconfirmTap,
    UrgentTap,
)  # fmt: skip
from handlers.dispatch_times import by_phone, visit_for
from handlers.refusals import sentence
from handlers.routes import Routes
from handlers.texts.render import Markup
from models.errors import GivenMeanwhile, NotFound
from models.task import TaskKind
from scheduling import assigning, booking, confirmation, rescheduling, shifts, tasks, views, visits
from scheduling.permissions import Action
from scheduling.shifts import Candidate
from scheduling.unit_of_work import UnitOfWork

routes = Routes()
routes.include(dispatch_times.routes)


# --- Who goes ------------------------------------------------------------------------------------------------------


@routes.tap(AssignMenuTap)
async def who_could(turn: Turn, tap: AssignMenuTap) -> None:
    """Who is able and free then, the best first."""
    view, visit = await visit_for(turn, tap.visit_id, Action.ASSIGN)
    found = await turn.look(shifts.candidates, tap.visit_id, 6)
    say = turn.say
    rows: Rows = [
        [(candidate_label(turn, one), AssignTap(tap.visit_id, one.person_id, one.instead_of))] for one in found
    ]
    if not found:
        rows.append(
            [(say("button-desk-change"), MoveTap(tap.visit_id)), (say("button-extra-slots"), ExtraSlotsTap(view.id))]
        )
    rows.append([(say("button-back-to-order"), DeskTap(view.id))])
    key, window = "assign-who" if found else "assign-nobody", say.window(visit.starts_at, visit.ends_at)
    await turn.show(Card(say(key, number=view.number, window=window, area=view.area), rows))


def candidate_label(turn: Turn, one: Candidate) -> str:
    return turn.say("candidate", name=one.name, jobs=one.jobs)


@routes.tap(AssignTap)
async def assigned(turn: Turn, tap: AssignTap) -> None:
    """Two dispatchers at one order: the second hears what the first has settled, and decides with that before them."""
    try:
        visit = await turn.run(assigning.assign, tap.visit_id, tap.technician_id, tap.instead_of)
    except GivenMeanwhile as refused:
        view = await turn.look(views.visit_view, tap.visit_id)
        await show_order(turn, view.id, Markup(sentence(turn.say, refused, staff=True)))
        return
    name = await turn.look(name_of, tap.technician_id)
    await show_order(turn, visit.order_id or 0, turn.say("assigned", name=name))


def name_of(uow: UnitOfWork, person_id: int) -> str:
    return uow.person(person_id).name


@routes.tap(TakeBackTap)
async def really_take_back(turn: Turn, tap: TakeBackTap) -> None:
    view, visit = await visit_for(turn, tap.visit_id, Action.TAKE_BACK)
    name = visit.technician.name if visit.technician else turn.say("row-nobody")
    rows: Rows = [
        [
            (turn.say("button-leave-it"), DeskTap(view.id)),
            (turn.say("button-take-back-yes"), TakeBackYesTap(tap.visit_id)),
        ]
    ]
    await turn.show(Card(turn.say("take-back-sure", name=name, number=view.number), rows))


@routes.tap(TakeBackYesTap)
async def taken_back(turn: Turn, tap: TakeBackYesTap) -> None:
    visit = await turn.run(assigning.take_back, tap.visit_id)
    await show_order(turn, visit.order_id or 0, turn.say("taken-back-done"))


@routes.tap(HelpersTap)
async def who_could_help(turn: Turn, tap: HelpersTap) -> None:
    """Who could come along beside the lead, certified or not (R-1.10)."""
    view, _ = await visit_for(turn, tap.visit_id, Action.ADD_TECHNICIAN)
    found = await turn.look(shifts.helpers_for, tap.visit_id)
    rows: Rows = [[(candidate_label(turn, one), AddTap(tap.visit_id, one.person_id))] for one in found]
    rows.append([(turn.say("button-back-to-order"), DeskTap(view.id))])
    await turn.show(Card(turn.say("helpers-who" if found else "helpers-nobody", number=view.number), rows))


@routes.tap(AddTap)
async def added(turn: Turn, tap: AddTap) -> None:
    visit = await turn.run(visits.add_technician, tap.visit_id, tap.technician_id)
    name = await turn.look(name_of, tap.technician_id)
    await show_order(turn, visit.order_id or 0, turn.say("helper-added", name=name))


@routes.tap(UrgentTap)
async def urgent(turn: Turn, tap: UrgentTap) -> None:
    order = await turn.run(assigning.mark_urgent, tap.order_id)
    view = await turn.look(views.order_view, order.id)
    asked = view.visit is not None and view.visit.technician is None
    await show_order(turn, order.id, turn.say("marked-urgent", asked="yes" if asked else "no"))


@routes.tap(ReadyTap)
async def ready(turn: Turn, tap: ReadyTap) -> None:
    order = await turn.run(booking.mark_ready, tap.order_id)
    await show_order(turn, order.id, turn.say("marked-ready"))


# --- What the customer says on the phone ---------------------------------------------------------------------------


@routes.tap(ConfirmedTap)
async def confirmed(turn: Turn, tap: ConfirmedTap) -> None:
    by_phone(turn)
    visit = await turn.run(confirmation.confirm, tap.visit_id)
    undo: Rows = [[(turn.say("button-task-undo"), UnconfirmTap(visit.id))]]
    await show_order(turn, visit.order_id or 0, turn.say("confirmed-by-phone"), first=undo)


@routes.tap(UnconfirmTap)
async def unconfirmed(turn: Turn, tap: UnconfirmTap) -> None:
    by_phone(turn)
    visit = await turn.run(confirmation.take_back, tap.visit_id)
    await show_order(turn, visit.order_id or 0, turn.say("confirmed-after-all-not"))


@routes.tap(KeepTap)
async def keeps(turn: Turn, tap: KeepTap) -> None:
    """The customer does not want to move: the old time stands, and the phone task with it is done."""
    by_phone(turn)

    def both(uow: UnitOfWork) -> int:
        visit = rescheduling.keep_old_time(uow, tap.visit_id)
        tasks.withdraw(uow, TaskKind.PHONE_RESCHEDULE, f"appointment:{visit.id}")
        return visit.order_id or 0

    order_id = await turn.run(both)
    await show_order(turn, order_id, turn.say("kept-old-time"))


@routes.tap(CancelTap)
async def what_to_cancel(turn: Turn, tap: CancelTap) -> None:
    """Asks once what exactly is off; the safe answer stands first."""
    view, _ = await visit_for(turn, tap.visit_id, Action.CANCEL)
    say = turn.say
    rows: Rows = [
        [(say("button-leave-it"), DeskTap(view.id))],
        [(say("button-cancel-visit"), CancelYesTap(tap.visit_id, "visit"))],
    ]
    if Action.NO_LONGER_NEEDED in view.actions:
        rows.append([(say("button-cancel-needless"), CancelYesTap(tap.visit_id, "needless"))])
    if Action.WITHDRAW_ORDER in view.actions:
        rows.append([(say("button-cancel-order"), CancelYesTap(tap.visit_id, "order"))])
    await turn.show(Card(say("desk-cancel-what", customer=view.customer or "", number=view.number), rows))


@routes.tap(CancelYesTap)
async def cancelled(turn: Turn, tap: CancelYesTap) -> None:
    by_phone(turn)
    view = await turn.look(views.visit_view, tap.visit_id)
    match tap.what:
        case "needless":
            await turn.run(rescheduling.no_longer_needed, view.id)
        case "order":
            await turn.run(rescheduling.ask_withdrawal, view.id)
        case "visit":
            await turn.run(rescheduling.cancel, tap.visit_id)
        case _:
            raise NotFound(what="button", id=tap.what)
    await show_order(turn, view.id, turn.say(f"desk-cancelled-{tap.what}"))
