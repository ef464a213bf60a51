"""Words that nobody understood: one helpful answer with buttons, and the way to a person (R-1.17)."""

from __future__ import annotations

from typing import Any

from handlers import identity
from handlers.buttons import Button, Rows
from handlers.context import Card, Turn
from handlers.my_visits import identify_row, mine
from handlers.relay import photo_of, technician_of, use_case_for
from handlers.relay_taps import PassOnTap, WriteDispatchTap
from handlers.rescheduling import time_only
from handlers.routes import Routes
from handlers.taps import MenuTap, OrderTap, VisitsTap
from handlers.texts.render import Markup, Say
from handlers.understanding.remarks import asks_for_their_number, names_an_order
from models.errors import NotReachable
from models.person import Role
from scheduling.passwords import looks_like_password
from scheduling.views import OrderView

routes = Routes()

KEPT = 3  # so many lines wait to be passed on; older ones are forgotten
NAME_MOST = 20
SEARCHED_MOST = 40  # what a dispatcher writes in so few letters is a number, a name or an address


async def unknown(turn: Turn) -> None:
    """What nobody understood. A customer's words can go on to a person as they are, with one tap."""
    if turn.message is not None and turn.message.text and turn.text.startswith("/"):
        await turn.tell("unknown-command", home_rows(turn))
    elif len(turn.text) > turn.policy.text_max:
        await turn.tell("unknown-long", home_rows(turn), count=len(turn.text), most=turn.policy.text_max)
    elif looks_like_password(turn.text):
        await turn.tell("refused-looks-like-password", home_rows(turn))
    elif turn.role is Role.DISPATCHER:
        from handlers.finding import look_for  # its cards lead back here

        if 1 < len(turn.text) <= SEARCHED_MOST:
            await look_for(turn)
        else:
            await turn.tell("unknown-dispatcher")
    elif turn.role is None and await identity.number_unasked(turn):
        return
    elif turn.role is None and not turn.person.phone_verified and names_an_order(turn.text):
        await turn.tell("identify-first", [*identify_row(turn), *home_rows(turn)])
    elif turn.role is None and asks_for_their_number(turn.text):
        from handlers.courtesies import human

        await human(turn, None)
    elif await time_only(turn):
        return  # nothing but a time: for the visit it can be meant for
    else:
        await offer_to_pass_on(turn, "unknown-technician" if turn.role is Role.TECHNICIAN else "unknown-words")


def home_rows(turn: Turn) -> Rows:
    """A customer's ways on; staff have their cards and commands."""
    if turn.role is not None:
        return []
    return [[(turn.say("button-menu"), MenuTap()), (turn.say("unknown-visits"), VisitsTap())]]


async def offer_to_pass_on(turn: Turn, key: str, **params: Any) -> None:
    """Keeps what was said for a moment and offers to pass it on as it is."""
    said_id = keep_unsaid(turn)
    found = await turn.look(mine) if turn.role is None else []
    await turn.send(Card(turn.say(key, **params), [*pass_on_rows(turn.say, said_id, found), *home_rows(turn)]))


def keep_unsaid(turn: Turn) -> int:
    """What was said is kept for a moment; the message's number finds it again."""
    said_id = turn.message.message_id if turn.message is not None else 0
    kept = dict(turn.talk.draft.get("unsaid") or {})
    kept[str(said_id)] = {"text": turn.text, "photo": photo_of(turn)}
    turn.talk.note(unsaid={said: kept[said] for said in sorted(kept, key=int)[-KEPT:]})
    return said_id


def pass_on_rows(say: Say, said_id: int, found: list[OrderView]) -> Rows:
    """To the technician, where one may be written to, and to the dispatcher."""
    row: list[Button] = []
    reachable = next((view for view in found if technician_of(view) is not None), None)
    if reachable is not None:
        name = Markup((technician_of(reachable) or "")[:NAME_MOST])
        row.append((say("pass-on-technician", name=name), PassOnTap(said_id, reachable.id)))
    row.append((say("pass-on-dispatch"), PassOnTap(said_id, 0)))
    return [row]


@routes.tap(PassOnTap)
async def passed_on(turn: Turn, tap: PassOnTap) -> None:
    """That very line goes on, once; a question that stands open is put again below."""
    kept = dict(turn.talk.draft.get("unsaid") or {})
    line = kept.pop(str(tap.said_id), None)
    if line is None:
        await turn.tell("pass-on-gone", [[(turn.say("relay-more"), WriteDispatchTap(0))]])
        return
    draft = {"to": "technician", "order_id": tap.order_id} if tap.order_id else {"to": "dispatch"}
    turn.talk.note(unsaid=kept)
    try:
        message = await turn.run(use_case_for(draft), line["text"], line["photo"])
    except NotReachable:
        turn.talk.note(unsaid={**kept, str(tap.said_id): line})
        await turn.tell("pass-on-not-reachable", pass_on_rows(turn.say, tap.said_id, []))
        return
    turn.talk.resumed = turn.talk.step is not None
    more: Button = (turn.say("relay-more"), WriteDispatchTap(0))
    order: list[Button] = []
    if turn.role is None and message.order_id is not None:
        order.append((turn.say("button-see-order"), OrderTap(message.order_id)))
    await turn.tell("pass-on-technician-done" if tap.order_id else "pass-on-dispatch-done", [[more, *order]])
