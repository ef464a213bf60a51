"""Another time, in words: 改到周五下午, or nothing but a time."""

from __future__ import annotations

from handlers import slots, wishes
from handlers.cards import service_words
from handlers.context import Turn, plain_text
from handlers.rescheduling.moving import AGAIN, MOVING, draft, start_moving
from handlers.routes import Routes
from handlers.taps import ChangeTap, MenuTap
from handlers.understanding import what
from handlers.understanding.hints import names_day
from handlers.understanding.leaving_off import leaves_off
from handlers.understanding.remarks import another_detail, home_late, place_in_list
from handlers.understanding.what import Kind, Wish
from scheduling import views
from scheduling.permissions import Action
from scheduling.unit_of_work import UnitOfWork
from scheduling.views import OrderView
from scheduling.windows import day_opens_at

routes = Routes()


@routes.wish(Kind.CHANGE)
async def change_wish(turn: Turn, wish: Wish) -> None:
    """改到周五下午: the visit that can be meant, or the question which."""
    from handlers.my_visits import mine
    from handlers.relay import technician_of
    from handlers.unknown_words import offer_to_pass_on  # which asks here about words that are nothing but a time

    said = wishes.said_in(turn)
    if said is None and another_detail(turn.text):
        await offer_to_pass_on(turn, "moving-not-when")
        return
    if home_late(turn.text) and any(technician_of(view) for view in await turn.look(mine)):
        await offer_to_pass_on(turn, "moving-home-late")
        return
    found = await turn.look(movable)
    named = [view for view in found if set(wish.entities.services) & set(view.services)] or found
    if said is not None and len(named) == 1:
        said = of_its_day(turn, named[0]) or said
    kept = wishes.keep(said) if said is not None else None
    if not named:
        waiting = await turn.look(waiting_for_time)
        if waiting is not None:
            turn.talk.start(slots.STEP, **draft(AGAIN, waiting, said=kept))
            await slots.offer(turn)
            return
        await offer_to_pass_on(turn, "moving-none")
    elif len(named) == 1:
        await start_moving(turn, named[0], kept)
    else:
        turn.talk.start(f"{MOVING}:which", **{"for": "which", "said": kept})
        await ask_which(turn, named)


def of_its_day(turn: Turn, view: OrderView) -> wishes.Said | None:
    """改到三点: an hour alone is of the day of the visit."""
    if view.visit is None or names_day(turn.text):
        return None
    morning = day_opens_at(view.visit.starts_at, turn.policy.zone)
    return wishes.said_in(turn, at=morning) if morning > turn.now else None


@routes.ask(f"{MOVING}:which")
async def ask_which_again(turn: Turn) -> None:
    await ask_which(turn, await turn.look(movable))


@routes.step(f"{MOVING}:which")
async def which_written(turn: Turn) -> None:
    """第二个, the day of one, the service, or never mind; another time is kept, and it is asked again which."""
    from handlers.booking.asides import besides

    found, said = await turn.look(movable), turn.talk.draft.get("said")
    if leaves_off(turn.text):
        turn.talk.end()
        await turn.tell("moving-kept", [[(turn.say("button-menu"), MenuTap())]])
        return
    place = place_in_list(turn.text)
    services = set(what.named(turn.text).services)
    named = found[place : place + 1] if place is not None else [v for v in found if services & set(v.services)]
    if len(named) == 1:
        await start_moving(turn, named[0], said)
        return
    turn.head = await besides(turn, "booking-tap-please") if turn.text else turn.say("booking-words-please")
    await ask_which(turn, found)


async def ask_which(turn: Turn, found: list[OrderView]) -> None:
    await turn.tell("moving-which", [[(visit_label(turn, view), ChangeTap(view.visit.id))]
                                     for view in found if view.visit is not None])  # fmt: skip


def visit_label(turn: Turn, view: OrderView) -> str:
    say = turn.say
    at = say.when(view.visit.starts_at) if view.visit is not None else ""
    what_it_is = say("card-what", kind=say(f"kind-{view.kind}"), services=service_words(say, view.services))
    return plain_text(say("moving-label", at=at, what=what_it_is))


def movable(uow: UnitOfWork) -> list[OrderView]:
    """The customer's visits that lie ahead, the next first."""
    ahead = [view for view in views.own_open(uow) if view.visit is not None and Action.CHANGE in view.actions]
    return sorted(ahead, key=lambda view: view.visit.starts_at if view.visit else uow.now)


def waiting_for_time(uow: UnitOfWork) -> OrderView | None:
    return next((view for view in views.own_open(uow) if Action.BOOK in view.actions), None)


async def time_only(turn: Turn) -> bool:
    """Nothing but a time was written: an answer to "when instead?", or a wish for the visit that waits for one."""
    if turn.role is not None or not turn.text or len(turn.text) > 60:
        return False
    said = wishes.said_in(turn)
    if said is None or said.problem == "past":
        return False
    waiting = await turn.look(waiting_for_time)
    if waiting is not None:
        turn.talk.start(slots.STEP, **draft(AGAIN, waiting, said=wishes.keep(said)))
        await slots.offer(turn)
        return True
    found = await turn.look(movable)
    if len(found) != 1:
        return False
    await start_moving(turn, found[0], wishes.keep(said))
    return True
