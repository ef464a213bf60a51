"""A visit as an `.ics` file, so that it stands in the customer's own calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, vText

from handlers.cards import service_words
from handlers.context import Card, plain_text
from handlers.texts.render import Markup, Say
from scheduling.views import OrderView, VisitView

VERSIONS = 64  # of one appointment; more changes than that share the last number
CAPTION_MOST = 1000  # the messenger's own limit is 1024


def calendar_card(say: Say, view: OrderView, *, cancelled: bool = False) -> Card:
    """A document of its own: the calendar entry, and in one line what it is."""
    key = "calendar-cancelled" if cancelled else "calendar-entry"
    return Card(say(key), document=(f"{view.number}.ics", entry(say, view, cancelled=cancelled)))


def with_calendar(say: Say, view: OrderView, card: Card, *, cancelled: bool = False) -> Card:
    """The card with its calendar entry attached, where its words fit below a document."""
    if view.visit is None or len(card.text) > CAPTION_MOST:
        return card
    return Card(card.text, card.rows, document=(f"{view.number}.ics", entry(say, view, cancelled=cancelled)))


def entry(say: Say, view: OrderView, *, cancelled: bool = False) -> bytes:
    """The file. One UID per order, so that a moved visit moves in the calendar and does not stand there twice."""
    visit = view.visit
    if visit is None:
        raise ValueError("an order without a visit stands in no calendar")
    calendar = Calendar()
    calendar.add("prodid", "-//Menling//Visits//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    starts, ends = say.local(visit.starts_at), say.local(visit.ends_at)
    calendar.add_component(event_of(say, view, visit, starts, ends, cancelled))
    whole = bytes(calendar.to_ical())
    return whole.replace(b"BEGIN:VEVENT", clock_changes(say.zone, starts.year) + b"BEGIN:VEVENT", 1)


@lru_cache(maxsize=64)
def clock_changes(zone: ZoneInfo, year: int) -> bytes:
    """The zone's offsets of one year, written out; found by trying every hour of it, so looked for once."""
    first, last = date(year - 1, 12, 31), date(year + 1, 1, 1)
    return bytes(Timezone.from_tzinfo(zone, tzid=zone.key, first_date=first, last_date=last).to_ical())


def event_of(say: Say, view: OrderView, visit: VisitView, starts: datetime, ends: datetime, cancelled: bool) -> Event:
    event = Event()
    event.add("uid", f"{view.number}@menling")
    event.add("sequence", visit.id * VERSIONS + min(visit.version, VERSIONS - 1) + int(cancelled))
    event.add("dtstamp", view.received_at)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    kind = say(f"kind-{view.kind}")
    event.add("summary", plain_text(say("calendar-title", kind=kind, services=service_words(say, view.services))))
    event["description"] = vText(plain_text(say("calendar-text", number=view.number,
                                                window=say.window(visit.starts_at, visit.ends_at))))  # fmt: skip
    if view.address:
        event["location"] = vText(view.address)
    if not cancelled:
        reminder = Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("trigger", timedelta(hours=-1))
        reminder["description"] = vText(plain_text(Markup(event["summary"])))
        event.add_component(reminder)
    return event
