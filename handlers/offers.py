"""Offers (派单邀请) in the technician's chat: take it in one tap, or say why not (D-40)."""

from __future__ import annotations

from datetime import date, datetime

from handlers.buttons import Rows, in_rows
from handlers.context import Card, Turn
from handlers.notifications import renders
from handlers.reasons import leave_question, put_question, reason_words
from handlers.routes import Routes
from handlers.technician_cards import offer_rows, short, technician_card, technician_text
from handlers.technician_taps import AcceptTap, DeclineForTap, DeclineTap, HomeTap, OffersTap, OfferTap, TodayTap
from handlers.texts.render import Markup, Say
from handlers.understanding import what
from handlers.understanding.what import Kind, Wish
from models.appointment import AHEAD
from models.errors import BadValue, OfferTaken
from models.order import OrderStatus
from models.person import Role
from scheduling import offers, views
from scheduling.letters import Letter
from scheduling.unit_of_work import UnitOfWork
from scheduling.views import OrderView

routes = Routes()

REASON_MAX = 300
OTHER = "other"
MOVED = {"rescheduled": 1, "to_be_finished": 2}


def waiting(uow: UnitOfWork) -> list[OrderView]:
    """The offers that wait for this technician's answer, as far as they may be seen yet (D-41)."""
    return [views.offer_view(uow, offer_id) for offer_id in offers.waiting_for(uow)]


def offer_card(say: Say, view: OrderView) -> Card:
    """What is asked, and until when to answer."""
    tail = None
    if view.offer_ends_at is not None and view.offered_at is not None:
        overnight = say.local(view.offer_ends_at).date() != say.local(view.offered_at).date()
        tail = say("offer-until", at=say.when(view.offer_ends_at) if overnight else say.clock(view.offer_ends_at))
    return technician_card(say, view, head=say("offer-head", urgent=int(view.urgent)), tail=tail)


def offers_card(say: Say, waiting: list[OrderView]) -> Card:
    """All open offers, one button each."""
    rows: Rows = [[(short(say, view, date.min).strip(), OfferTap(view.offer_id))] for view in waiting if view.offer_id]
    rows.append([(say("job-button-today"), TodayTap(0)), (say("job-button-technician-home"), HomeTap())])
    return Card(say("offers-waiting", count=len(waiting)), rows)


async def show_offers(turn: Turn) -> None:
    leave_question(turn)
    found = await turn.look(waiting)
    if len(found) == 1:
        await turn.show(offer_card(turn.say, found[0]))
    else:
        await turn.show(offers_card(turn.say, found))


@routes.tap(OffersTap)
async def listed(turn: Turn, tap: OffersTap) -> None:
    await show_offers(turn)


@routes.tap(OfferTap)
async def opened(turn: Turn, tap: OfferTap) -> None:
    leave_question(turn)
    await turn.show(offer_card(turn.say, await own_offer(turn, tap.offer_id)))


async def own_offer(turn: Turn, offer_id: int) -> OrderView:
    """The offer while it is open; raises `OfferTaken` once it has lapsed or gone to somebody else."""
    found = next((view for view in await turn.look(waiting) if view.offer_id == offer_id), None)
    if found is None:
        raise OfferTaken(why="over")
    return found


@routes.tap(AcceptTap)
async def accepted(turn: Turn, tap: AcceptTap) -> None:
    await accept(turn, tap.offer_id)


async def accept(turn: Turn, offer_id: int) -> None:
    """Taken: now the address, the customer's name and the time to leave are shown."""
    visit = await turn.run(offers.accept, offer_id)
    view = await turn.look(views.visit_view, visit.id)
    ahead = view.visit is not None and view.visit.status in AHEAD  # an old card tapped again tells how it stands now
    await turn.show(technician_card(turn.say, view, head=turn.say("offer-accepted") if ahead else None))


@routes.tap(DeclineTap)
async def why_not(turn: Turn, tap: DeclineTap) -> None:
    view = await own_offer(turn, tap.offer_id)
    await turn.show(reasons_card(turn, view, tap.offer_id))


def reasons_card(turn: Turn, view: OrderView, offer_id: int) -> Card:
    say = turn.say
    codes = turn.policy.reasons.decline
    rows = in_rows((say(f"reason-{code}"), DeclineForTap(offer_id, code)) for code in codes)
    rows.append([(say("job-button-back"), OfferTap(offer_id))])
    tail = say("offer-decline-why", urgent=int(view.urgent))
    return Card(technician_text(say, view, tail=tail), rows)


@routes.tap(DeclineForTap)
async def declined_for(turn: Turn, tap: DeclineForTap) -> None:
    if tap.reason == OTHER:
        await own_offer(turn, tap.offer_id)
        put_question(turn, "offer:reason", offer_id=tap.offer_id)
        await ask_reason(turn)
        return
    await decline(turn, tap.offer_id, known_reason(turn, tap.reason))


def known_reason(turn: Turn, code: str) -> str:
    """A forged button brings no reason of its own."""
    if code not in turn.policy.reasons.decline:
        raise BadValue(field="reason", value=code)
    return code


@routes.ask("offer:reason")
async def ask_reason(turn: Turn) -> None:
    back = OfferTap(int(turn.talk.draft["offer_id"]))
    await turn.tell("offer-decline-other", rows=[[(turn.say("job-button-back"), back)]])


@routes.step("offer:reason")
async def reason_typed(turn: Turn) -> None:
    reason = typed_reason(turn)
    offer_id = int(turn.talk.draft["offer_id"])
    turn.talk.end()
    after_all = what.understand(turn.text, turn.lang, {"role": "technician"}).main
    if after_all is not None and after_all.kind is Kind.ACCEPT:
        await (accept(turn, offer_id) if after_all.sure else show_offers(turn))
        return
    await decline(turn, offer_id, reason)


def typed_reason(turn: Turn) -> str:
    """A reason in the technician's own words; raises `BadValue` for none, or for a whole story."""
    if not turn.text or len(turn.text) > REASON_MAX:
        raise BadValue(field="text", value=len(turn.text), most=REASON_MAX)
    return turn.text


async def decline(turn: Turn, offer_id: int, reason: str) -> None:
    leave_question(turn)
    await turn.run(offers.decline, offer_id, reason)
    await turn.tell("offer-declined", rows=[[(turn.say("job-button-today"), TodayTap(0))]])


@routes.wish(Kind.ACCEPT, Role.TECHNICIAN)
async def wants_it(turn: Turn, wish: Wish) -> None:
    """接了: one open offer and plain words take it; otherwise the cards ask."""
    found = await turn.look(waiting)
    if len(found) == 1 and wish.sure and found[0].offer_id is not None:
        await accept(turn, found[0].offer_id)
    else:
        await show_offers(turn)


@routes.wish(Kind.DECLINE, Role.TECHNICIAN)
async def does_not_want_it(turn: Turn, wish: Wish) -> None:
    found = await turn.look(waiting)
    if len(found) == 1 and found[0].offer_id is not None:
        await turn.show(reasons_card(turn, found[0], found[0].offer_id))
    else:
        await show_offers(turn)


@renders("offer")
def offered(letter: Letter, say: Say) -> Card:
    view = letter.view
    if view is None or view.offer_id is None:  # answered, lapsed or withdrawn while this was on its way
        return Card(say("offer-over"))
    card = offer_card(say, view)
    if letter.params.get("by_name"):
        return Card(Markup(f"{card.text}\n{say('offer-by-name')}"), offer_rows(say, view.offer_id))
    return card


def visit_words(letter: Letter, say: Say) -> dict[str, object]:
    """What names a visit to somebody who has, or had, something to do with it; no window where none is agreed."""
    view = letter.view
    if view is None:
        return {"window": "", "kind": "", "area": "", "number": ""}
    visit = view.visit
    return {
        "window": say.window(visit.starts_at, visit.ends_at) if visit is not None else "",
        "kind": say(f"kind-{view.kind}"),
        "area": view.area,
        "number": view.number,
    }


@renders("offer-lapsed")
def lapsed(letter: Letter, say: Say) -> Card:
    """In place of the question, which can be answered no longer."""
    return Card(say("offer-lapsed", **visit_words(letter, say)))


@renders("offer-withdrawn")
def withdrawn(letter: Letter, say: Say) -> Card:
    return Card(say("offer-withdrawn", why=why_withdrawn(letter.view), **visit_words(letter, say)))


def why_withdrawn(view: OrderView | None) -> str:
    """Somebody took it, an outage holds the order, somebody is asked by name, or the visit is off: who waited for nothing hears which."""
    if view is not None and view.held is not None:
        return "held"
    if view is not None and view.status is OrderStatus.ASSIGNED:
        return "named"
    taken = view is not None and view.visit is not None and view.visit.technician is not None
    return "taken" if taken else "off"


@renders("taken-back")
def taken_back(letter: Letter, say: Say) -> Card:
    """Moved to another time, or given to somebody else: nothing to do there any more."""
    moved = MOVED.get(letter.params.get("reason") or "", 0)
    reason = "" if moved else reason_words(say, letter.params.get("reason"))
    return Card(
        say("taken-back", moved=moved, reason=reason, why=int(bool(reason)), **visit_words(letter, say)),
        [[(say("job-button-today"), TodayTap(0))]],
    )


@renders("you-come-along")
def you_come_along(letter: Letter, say: Say) -> Card:
    view = letter.view
    if view is None:
        return Card(say("job-gone"))
    return technician_card(say, view, head=say("you-come-along"))


@renders("led-by", "nobody-leads")
def led_by(letter: Letter, say: Say) -> Card:
    """R-3.4, R-1.10: who goes along knows who leads now, and goes nowhere alone."""
    view = letter.view
    if view is None or view.visit is None:
        return Card(say("job-gone"))
    lead = view.visit.technician
    head = say("led-by", name=lead.name) if lead is not None else say("nobody-leads")
    return technician_card(say, view, head=head)


@renders("you-come-along-still")
def you_come_along_still(letter: Letter, say: Say) -> Card:
    view, was = letter.view, datetime.fromisoformat(letter.params["old_starts_at"])
    if view is None:
        return Card(say("job-gone"))
    return technician_card(say, view, head=say("you-come-along-still", was=say.when(was)))


@renders("you-come-along-no-more")
def you_come_along_no_more(letter: Letter, say: Say) -> Card:
    was = datetime.fromisoformat(letter.params["old_starts_at"])
    words = visit_words(letter, say) | {"was": say.when(was)}
    return Card(say("you-come-along-no-more", **words), [[(say("job-button-today"), TodayTap(0))]])


@renders("somebody-comes-along", "helper-away")
def somebody_comes_along(letter: Letter, say: Say) -> Card:
    """Or does not after all."""
    view = letter.view
    head = say(letter.key, name=letter.who or "")
    return technician_card(say, view, head=head) if view is not None else Card(head)
