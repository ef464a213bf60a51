"""The dispatcher's desk: the home card, the lists with the worst first, one order with its history."""

from __future__ import annotations

from dataclasses import replace

from handlers.buttons import Button, Rows, in_rows
from handlers.context import Card, Turn
from handlers.dispatch_cards import dispatcher_card, left, row_line, title
from handlers.dispatch_taps import (
    AssignMenuTap,
    AssignTap,
    BookTap,
    DeskTap,
    ExtraSlotsTap,
    HistoryTap,
    HomeTap,
    LinkTap,
    ListTap,
    MoreTap,
    MoveTap,
    NewOrderTap,
    OutagesTap,
)  # fmt: skip
from handlers.emergencies.taps import EmergencyTap
from handlers.hazard_taps import HazardTap
from handlers.history import facts_in_words, history_lines
from handlers.jobs import noon
from handlers.notifications import renders
from handlers.power_alarm_taps import AlarmTap
from handlers.routes import Routes
from handlers.texts.render import Markup, Say
from handlers.understanding import when
from handlers.understanding.what import Kind, Wish
from models.person import Role
from scheduling import desk, history, invitations, views
from scheduling.board import Row
from scheduling.desk import Saving
from scheduling.letters import Letter
from scheduling.permissions import Action

routes = Routes()

STAFF = (Role.DISPATCHER, Role.HOTLINE, Role.RESPONSE_CENTRE, Role.SUPERVISOR, Role.FAULT_DESK)
PER_PAGE = 8
LATE_SHOWN = 5
WITH_REMEDIES = 3  # orders on the late list that carry their own buttons; more do not fit a phone
HISTORY_PAGE = 20


@routes.tap(HomeTap)
async def back_home(turn: Turn, tap: HomeTap) -> None:
    turn.talk.end()
    await home(turn)


@routes.command("help", *STAFF)
async def helped(turn: Turn) -> None:
    await turn.show(Card(turn.say("desk-help"), [[(turn.say("button-desk-home"), HomeTap())]]))


@routes.wish(Kind.HELP, *STAFF)
@routes.wish(Kind.GREETING, *STAFF)
async def greeted(turn: Turn, wish: Wish) -> None:
    await home(turn)


async def home(turn: Turn) -> None:
    """How the desk stands, with the way to everything on it."""
    if turn.role not in STAFF:
        await other_home(turn)
        return
    counts = await turn.look(desk.counts)
    say = turn.say
    text = say(
        "desk-home", name=turn.person.name, day=say.day(turn.now), late=counts.late, unassigned=counts.unassigned,
        today=counts.today, tasks=counts.tasks,
    )  # fmt: skip
    rows: Rows = [
        [
            (say("button-desk-late", count=counts.late), ListTap("late")),
            (say("button-unassigned", count=counts.unassigned), ListTap("unassigned")),
        ],
        [
            (say("button-desk-today", count=counts.today), ListTap("today")),
            (say("button-tasks", count=counts.tasks), ListTap("tasks")),
        ],
    ]
    rows.append([(say("button-outages-count", count=counts.outages), OutagesTap())])
    if turn.role in (Role.DISPATCHER, Role.HOTLINE):
        rows.append([(say("button-new-order"), NewOrderTap())])
    if turn.role is Role.DISPATCHER:
        rows[-1].append((say("button-extra-slots"), ExtraSlotsTap()))
        rows.append([(say("button-emergency"), EmergencyTap()), (say("button-alarms"), AlarmTap())])
    if turn.role in (Role.DISPATCHER, Role.HOTLINE):
        rows.append([(say("button-hazard"), HazardTap())])
    await turn.show(Card(text, rows))


async def other_home(turn: Turn) -> None:
    """Whoever holds no desk has a first card of their own, if there is anything for them here."""
    if turn.role in (Role.HEAD, Role.NETWORK_CENTRE, Role.TECHNICIAN):
        from handlers import routers  # which leads here for everybody else

        await routers.home(turn)
    else:
        await turn.show(Card(turn.say("desk-home-plain", name=turn.person.name)))


# --- Lists ---------------------------------------------------------------------------------------------------------


@routes.command("today", *STAFF)
async def today(turn: Turn) -> None:
    await show_list(turn, "today", 0)


@routes.wish(Kind.TODAY, *STAFF)
async def wants_today(turn: Turn, wish: Wish) -> None:
    """明天的单: the day that was named, else today."""
    named = [m["start"] for m in when.understand(turn.text, turn.say.local(turn.now), turn.lang) if m["start"]]
    await show_list(turn, "today", 0, named[0].toordinal() if named else 0)


@routes.command("unassigned", *STAFF)
async def unassigned(turn: Turn) -> None:
    await show_list(turn, "unassigned", 0)


@routes.wish(Kind.UNASSIGNED, *STAFF)
async def wants_unassigned(turn: Turn, wish: Wish) -> None:
    await show_list(turn, "unassigned", 0)


@routes.command("late", *STAFF)
async def late(turn: Turn) -> None:
    await show_late(turn)


@routes.wish(Kind.LATE, *STAFF)
async def wants_late(turn: Turn, wish: Wish) -> None:
    await show_late(turn)


@routes.tap(ListTap)
async def listed(turn: Turn, tap: ListTap) -> None:
    from handlers import tasks  # its cards lead back here

    match tap.which:
        case "late":
            await show_late(turn, max(0, tap.page))
        case "tasks":
            await tasks.show_tasks(turn)
        case _:
            await show_list(turn, "today" if tap.which == "today" else "unassigned", max(0, tap.page), tap.day)


async def show_list(turn: Turn, which: str, page: int, day: int = 0) -> None:
    """The visits of today or another day by time, or what nobody has yet, the worst first."""
    found = await turn.look(desk.listed, which, noon(turn, day))
    await turn.show(list_card(turn, which, found, page, day))


def list_card(turn: Turn, which: str, found: list[Row], page: int, day: int = 0) -> Card:
    say, at = turn.say, page * PER_PAGE
    shown = found[at : at + PER_PAGE]
    lines = [say(f"list-{which}", count=len(found), day=say.day(noon(turn, day)))]
    lines += [row_line(say, number, row, turn.now) for number, row in enumerate(shown, start=at + 1)]
    if not found:
        lines.append(say(f"list-{which}-none"))
    rows = in_rows(
        ((say("button-open-number", number=n), DeskTap(row.order.id)) for n, row in enumerate(shown, start=at + 1)), 4
    )
    turning = pages(say, ListTap(which, page, day), len(found) > at + PER_PAGE)
    return Card(Markup("\n".join(lines)), [*rows, turning, [(say("button-desk-home"), HomeTap())]])


def pages(say: Say, here: ListTap, more: bool) -> list[Button]:
    """Back and on, as far as there is anything."""
    back = [(say("button-list-back"), replace(here, page=here.page - 1))] if here.page else []
    on = [(say("button-list-on"), replace(here, page=here.page + 1))] if more else []
    return [*back, *on]


async def show_late(turn: Turn, page: int = 0) -> None:
    """What breaks its promise first, and the two or three things that would save it."""
    found, count = await turn.look(desk.late, LATE_SHOWN, page)
    say, before = turn.say, page * LATE_SHOWN
    numbered = list(enumerate(found, start=before + 1))
    lines = [say("list-late", count=count)]
    lines += [row_line(say, number, one.row, turn.now) for number, one in numbered]
    if not found:
        lines.append(say("list-late-none"))
    rows: Rows = [remedies(say, number, one) for number, one in numbered[:WITH_REMEDIES]]
    rows.append(
        [(say("button-open-number", number=n), DeskTap(one.row.order.id)) for n, one in numbered[WITH_REMEDIES:]]
    )
    rows += [pages(say, ListTap("late", page), count > before + len(found)), [(say("button-desk-home"), HomeTap())]]
    await turn.show(Card(Markup("\n".join(lines)), rows))


def remedies(say: Say, number: int, one: Saving) -> list:
    """Somebody else, another time, or the whole card."""
    visit, found = one.row.visit, []
    if visit is not None and Action.ASSIGN in one.actions:
        if one.best is not None:
            words = say("button-number-assign", number=number, name=one.best.name)
            found.append((words, AssignTap(visit.id, one.best.person_id, one.best.instead_of)))
        else:
            found.append((say("button-number-who", number=number), AssignMenuTap(visit.id)))
    if visit is not None and Action.RESCHEDULE in one.actions:
        found.append((say("button-number-change", number=number), MoveTap(visit.id)))
    elif visit is None and Action.BOOK in one.actions:
        found.append((say("button-number-book", number=number), BookTap(one.row.order.id)))
    return [*found, (say("button-number-open", number=number), DeskTap(one.row.order.id))]


# --- One order -----------------------------------------------------------------------------------------------------


@routes.tap(DeskTap)
async def opened(turn: Turn, tap: DeskTap) -> None:
    await show_order(turn, tap.order_id)


@routes.tap(MoreTap)
async def more(turn: Turn, tap: MoreTap) -> None:
    await show_order(turn, tap.order_id, more=True)


async def show_order(
    turn: Turn, order_id: int, head: Markup | None = None, *, more: bool = False, first: Rows | None = None
) -> None:
    """An order's card as it is now; `first`: what undoes the slip just made."""
    on_it = await turn.look(desk.on_the_desk, order_id)
    card = dispatcher_card(turn.say, on_it.view, on_it, turn.now, more=more, head=head)
    await turn.show(replace(card, rows=[*(first or []), *card.rows]))


@routes.tap(HistoryTap)
async def history_asked(turn: Turn, tap: HistoryTap) -> None:
    """The newest page first: what happened last is what is asked about."""
    view = await turn.look(views.order_view, tap.order_id)
    entries = await turn.look(history.of_order, tap.order_id)
    say = turn.say
    end = len(entries) - max(0, tap.page) * HISTORY_PAGE
    shown = entries[max(0, end - HISTORY_PAGE) : max(0, end)]
    lines = [title(say, view), say("desk-number", number=view.number), Markup(""), *history_lines(say, shown)]
    turning = []
    if end > HISTORY_PAGE:
        turning.append((say("button-earlier-history"), HistoryTap(tap.order_id, tap.page + 1)))
    if tap.page > 0:
        turning.append((say("button-later-history"), HistoryTap(tap.order_id, tap.page - 1)))
    await turn.show(Card(Markup("\n".join(lines)), [turning, [(say("button-back-to-order"), DeskTap(tap.order_id))]]))


@routes.tap(LinkTap)
async def link(turn: Turn, tap: LinkTap) -> None:
    """A link for the customer's SMS: whoever opens it first is this order's customer."""
    code = await turn.run(invitations.order_code, tap.order_id)
    me = await turn.bot.me()
    days = turn.policy.identity.code_valid.days
    text = turn.say("desk-link", link=f"https://t.me/{me.username}?start={code}", days=days)
    await turn.show(Card(text, [[(turn.say("button-back-to-order"), DeskTap(tap.order_id))]]))


# --- What dispatchers are told -------------------------------------------------------------------------------------


@renders(
    "dispatch-moved",
    "dispatch-move-asked",
    "dispatch-move-declined",
    "dispatch-move-withdrawn",
    "dispatch-cancelled",
    "dispatch-comes-along-no-more",
    "dispatch-helper-away",
    "dispatch-running-late",
    "dispatch-arrived-late",
    "dispatch-not-there-yet",
)
def told(letter: Letter, say: Say) -> Card:
    """News of a visit, above its card as it is now."""
    assert letter.view is not None
    head = say(letter.key, **facts_in_words(say, letter.params), name=letter.who or "")
    return dispatcher_card(say, letter.view, head=head)


@renders("deadline-near")
def deadline_near(letter: Letter, say: Say) -> Card:
    assert letter.view is not None
    key = "deadline-past" if letter.params.get("past") else "deadline-near"
    return dispatcher_card(say, letter.view, head=say(key, due_at=letter.view.due_at))


__all__ = ["home", "left", "show_order"]
