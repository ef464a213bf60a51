"""A visit as an `.ics` file, so that it stands in the customer's own calendar."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Component, Event, Timezone, vDatetime, vInt, vText
from icalendar.parser import Contentline

from handlers.cards import service_words
from handlers.context import Card, plain_text
from handlers.texts.render import Say
from scheduling.views import OrderView, VisitView

VERSIONS = 64  # of one appointment; more changes than that share the last number
LINE_MOST = 75  # bytes
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
    """The file. One UID per order, so that a moved visit moves in the calendar and does not stand there twice.

    What is the same in many files is written once and kept: the library takes its time over each line.
    """
    visit = view.visit
    if visit is None:
        raise ValueError("an order without a visit stands in no calendar")
    title = plain_text(say("calendar-title", kind=say(f"kind-{view.kind}"), services=service_words(say, view.services)))
    event = written(event_of(say, view, visit, title, cancelled))
    event = event if cancelled else within(event, reminder(title))
    return within(
        frame("CANCEL" if cancelled else "PUBLISH"), clock_changes(say.zone, say.local(visit.starts_at).year) + event
    )


def event_of(say: Say, view: OrderView, visit: VisitView, title: str, cancelled: bool) -> Event:
    event = Event()
    event["uid"] = vText(f"{view.number}@menling")
    event["sequence"] = vInt(visit.id * VERSIONS + min(visit.version, VERSIONS - 1) + int(cancelled))
    event["dtstamp"] = vDatetime(view.received_at)
    event["dtstart"] = vDatetime(say.local(visit.starts_at))
    event["dtend"] = vDatetime(say.local(visit.ends_at))
    event["status"] = vText("CANCELLED" if cancelled else "CONFIRMED")
    event["summary"] = vText(title)
    window = say.window(visit.starts_at, visit.ends_at)
    event["description"] = vText(plain_text(say("calendar-text", number=view.number, window=window)))
    if view.address:
        event["location"] = vText(view.address)
    return event


@lru_cache
def frame(method: str) -> bytes:
    """The calendar around an entry."""
    calendar = Calendar()
    calendar.add("prodid", "-//Menling//Visits//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return written(calendar)


@lru_cache(maxsize=64)
def clock_changes(zone: ZoneInfo, year: int) -> bytes:
    """The zone's offsets of one year, written out; found by trying every hour of it, so looked for once."""
    first, last = date(year - 1, 12, 31), date(year + 1, 1, 1)
    return written(Timezone.from_tzinfo(zone, tzid=zone.key, first_date=first, last_date=last))


@lru_cache(maxsize=64)
def reminder(words: str) -> bytes:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(hours=-1))
    alarm["description"] = vText(words)
    return written(alarm)


def written(component: Component) -> bytes:
    return b"\r\n".join(folded(line) for line in component.content_lines())


def folded(line: Contentline) -> bytes:
    """A line as it is written; only one that is too long goes the library's way, letter by letter."""
    whole = line.encode()
    return whole if len(whole) < LINE_MOST else bytes(line.to_ical())


def within(outer: bytes, inner: bytes) -> bytes:
    """A component with another one in it, at its end."""
    head, end, name = outer.rpartition(b"END:")
    return head + inner + end + name
