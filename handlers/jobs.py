"""Which of the technician's visits is meant: what taps name by id, words only hint at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from handlers.buttons import Rows, Tap
from handlers.context import Turn
from handlers.offers import waiting
from handlers.technician_cards import beside, short, technician_card
from handlers.technician_taps import JobTap, OffersTap, TodayTap
from handlers.understanding.which_visit import of_the_next
from models.order import OrderStatus
from scheduling import views, visits
from scheduling.permissions import Action
from scheduling.unit_of_work import UnitOfWork
from scheduling.views import OrderView


def of_day(uow: UnitOfWork, at: datetime) -> list[OrderView]:
    """The visits of a local day in order, those alongside a lead and those already done included."""
    return [views.view(uow, visit.order, visit) for visit in visits.today(uow, at)]


def ahead(uow: UnitOfWork) -> list[OrderView]:
    """The visits this technician makes or comes along to and has not finished, the next first."""
    return [views.view(uow, visit.order, visit) for visit in visits.upcoming(uow)]


def noon(turn: Turn, day: int) -> datetime:
    """An instant of that local day, by its ordinal; of today for 0 or for an ordinal nobody can mean."""
    today = turn.say.local(turn.now).date()
    wanted = date.fromordinal(day) if abs(day - today.toordinal()) <= 366 else today
    return datetime.combine(wanted, time(12), turn.say.zone)


async def meant(turn: Turn, *actions: Action) -> list[OrderView]:
    """The visits for which one of these makes sense: whoever is under way means that one, else those of today.

    "The next one" is the first that is not under way yet.
    """
    found = [view for view in await turn.look(ahead) if view.actions & set(actions)]
    under_way = [view for view in found if view.status in (OrderStatus.EN_ROUTE, OrderStatus.ON_SITE)]
    if of_the_next(turn.text):
        return [view for view in found if view not in under_way][:1]
    if under_way:
        return under_way
    tonight = noon(turn, 0) + timedelta(hours=12)
    return [view for view in found if view.visit is not None and view.visit.starts_at < tonight] or found


async def ask_which(turn: Turn, found: Iterable[OrderView], tap: Callable[[int], Tap]) -> None:
    """Several visits could be meant, or none; then the next one, whose day has not come, is shown.

    Who only comes along today is told whose word it takes (R-3.4).
    """
    rows = named_rows(turn, found, tap)
    if rows:
        await turn.tell("which-visit", rows=rows)
        return
    tomorrow = noon(turn, 0) + timedelta(hours=12)
    coming = [view for view in await turn.look(ahead) if view.visit is not None]
    along = next((view for view in coming if beside(view) and view.visit and view.visit.starts_at < tomorrow), None)
    if along is not None:
        await turn.show(technician_card(turn.say, along, head=turn.say("lead-reports")))
        return
    later = [view for view in coming if view.visit is not None and view.visit.starts_at >= tomorrow]
    rows = [*named_rows(turn, later[:1], JobTap), [(turn.say("job-button-today"), TodayTap(0))]]
    await turn.tell("no-visit-yet" if later else "no-such-visit", rows=rows)


def named_rows(turn: Turn, found: Iterable[OrderView], tap: Callable[[int], Tap]) -> Rows:
    today = turn.say.local(turn.now).date()
    return [[(short(turn.say, view, today).strip(), tap(view.visit.id))] for view in found if view.visit is not None]


async def answered_on(turn: Turn, visit_id: int) -> OrderView:
    """The visit as it is now, for the card that answers."""
    return await turn.look(views.visit_view, visit_id)


async def waiting_row(turn: Turn) -> Rows:
    """A button to the open offers, where there are any."""
    count = len(await turn.look(waiting))
    return [[(turn.say("job-button-offers", count=count), OffersTap())]] if count else []


def job_rows(turn: Turn, found: Iterable[OrderView]) -> Rows:
    """One button per visit that is still to be made."""
    return [
        [(short(turn.say, view).strip(), JobTap(view.visit.id))]
        for view in found
        if view.visit is not None and view.visit.status.value != "done"
    ]
