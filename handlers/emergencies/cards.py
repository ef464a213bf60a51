"""How an emergency looks: who leads it, how the unit stands, and the way to everything in it."""

from __future__ import annotations

from handlers.buttons import Rows
from handlers.context import Card, Turn
from handlers.emergencies.taps import ChecklistTap, ContactsTap, EmergencyTap, EndTap, NewTap, ReadTap
from handlers.loan_taps import BulkTap, LendTap
from handlers.texts.render import Markup, Say, headed
from scheduling.phones import readable
from scheduling.situation import EmergencyView, OldestPromise, Situation


def emergency_card(say: Say, view: EmergencyView, head: Markup | None = None) -> Card:
    head = head or (say("emergency-alert", unit=view.unit) if unread(view) else None)
    lines = [title(say, view), *facts(say, view), Markup(), *situation_lines(say, view.situation)]
    return Card(headed(head, Markup("\n".join(lines))), emergency_rows(say, view))


def unread(view: EmergencyView) -> bool:
    """Before the head who has not said yet that they know."""
    return view.yours and view.acknowledged_at is None and view.ended_at is None


async def beside(turn: Turn, card: Card) -> None:
    """A page opened from the running card."""
    await turn.beside(card, "situation")


def title(say: Say, view: EmergencyView) -> Markup:
    key = "emergency-title" if view.ended_at is None else "emergency-title-ended"
    return say(key, unit=view.unit, kind=say(f"emergency-kind-{view.kind.value}"))


def facts(say: Say, view: EmergencyView) -> list[Markup]:
    lines = [say("emergency-note", note=view.note)] if view.note else []
    phone = readable(view.head_phone) if view.head_phone else ""
    if view.acknowledged_at is not None:
        at = say.clock(view.acknowledged_at)
        lines.append(say("emergency-head-read", name=view.head, phone=phone, phoned=said(phone), at=at))
    else:
        lines.append(say("emergency-head-unread", name=view.head, phone=phone, phoned=said(phone)))
    lines.append(say("emergency-opened-by", name=view.opened_by or "", at=say.when(view.opened_at)))
    if view.ended_at is not None:
        lines.append(say("emergency-ended-by", name=view.ended_by or "", at=say.when(view.ended_at)))
    return lines


def said(words: str) -> str:
    return "yes" if words else "no"


def situation_lines(say: Say, now: Situation) -> list[Markup]:
    """No customer stands here: the card goes to many."""
    return [
        say("situation-head", at=say.clock(now.at)),
        say("situation-faults", faults=now.faults, held=now.held),
        say("situation-installs", installs=now.installs),
        say("situation-staff", on_duty=now.on_duty, free=now.free, lent=now.lent),
        oldest_line(say, now, now.oldest),
        say("situation-plant", outages=now.outages, hazards=now.hazards),
    ]


def oldest_line(say: Say, now: Situation, oldest: OldestPromise | None) -> Markup:
    if oldest is None:
        return say("situation-oldest-none")
    key = "situation-oldest-past" if oldest.at < now.at else "situation-oldest"
    return say(key, at=say.when(oldest.at), kind=say(f"kind-{oldest.kind}"), area=oldest.area, number=oldest.number)


def emergency_rows(say: Say, view: EmergencyView) -> Rows:
    if view.ended_at is not None:
        return []
    rows: Rows = [[(say("button-emergency-read"), ReadTap(view.id))]] if unread(view) else []
    rows += [
        [(say("button-situation-refresh"), EmergencyTap(view.id))],
        [
            (say("button-emergency-checklist", ticked=view.ticked, lines=view.lines), ChecklistTap(view.id)),
            (say("button-emergency-contacts"), ContactsTap(view.id)),
        ],
    ]
    if view.may_lend:
        rows.append([(say("button-lend"), LendTap(view.unit_id)), (say("button-bulk-slots"), BulkTap(view.unit_id))])
    rows.append([(say("button-emergency-end"), EndTap(view.id)), (say("button-emergency-other"), NewTap())])
    return rows
