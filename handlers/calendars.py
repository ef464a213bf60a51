"""A visit as an `.ics` file, so that it stands in the customer's own calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, vText
from icalendar.parser import Contentline

from handlers.cards import service_words
from handlers.context import Card, plain_text
from handlers.texts.render import Say
from scheduling.views import OrderView, VisitView

VERSIONS = 64  # of one appointment; more changes than that share the last number
CAPTION_MOST = 1000  # the messenger's own limit is 1024
LINE_MOST = 74  # bytes; what is longer goes on in the next line
WALL = "%Y%m%dT%H%M%S"


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
    """The file, line by line: the library's own components take five times as long to write the same.

    One UID per order, so that a moved visit moves in the calendar and does not stand there twice.
    """
    visit = view.visit
    if visit is None:
        raise ValueError("an order without a visit stands in no calendar")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Menling//Visits//EN",
        f"METHOD:{'CANCEL' if cancelled else 'PUBLISH'}",
        clock_changes(say.zone, say.local(visit.starts_at).year),
        "BEGIN:VEVENT",
        *event_lines(say, view, visit, cancelled),
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines).encode()


@lru_cache(maxsize=64)
def clock_changes(zone: ZoneInfo, year: int) -> str:
    """The zone's offsets of one year, written out; found by trying every hour of it, so looked for once."""
    first, last = date(year - 1, 12, 31), date(year + 1, 1, 1)
    found = Timezone.from_tzinfo(zone, tzid=zone.key, first_date=first, last_date=last)
    return bytes(found.to_ical()).decode().rstrip()


def event_lines(say: Say, view: OrderView, visit: VisitView, cancelled: bool) -> Iterator[str]:
    kind = say(f"kind-{view.kind}")
    title = plain_text(say("calendar-title", kind=kind, services=service_words(say, view.services)))
    window = say.window(visit.starts_at, visit.ends_at)
    yield f"UID:{view.number}@menling"
    yield f"SEQUENCE:{visit.id * VERSIONS + min(visit.version, VERSIONS - 1) + int(cancelled)}"
    yield f"DTSTAMP:{view.received_at.astimezone(UTC):{WALL}}Z"
    yield f"DTSTART;{on_the_wall(say, visit.starts_at)}"
    yield f"DTEND;{on_the_wall(say, visit.ends_at)}"
    yield f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}"
    yield text_line("SUMMARY", title)
    yield text_line("DESCRIPTION", plain_text(say("calendar-text", number=view.number, window=window)))
    if view.address:
        yield text_line("LOCATION", view.address)
    if not cancelled:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT1H", text_line("DESCRIPTION", title), "END:VALARM")


def on_the_wall(say: Say, at: datetime) -> str:
    """A moment by the clock of its zone."""
    return f"TZID={say.zone.key}:{say.local(at):{WALL}}"


def text_line(name: str, words: str) -> str:
    """Words as the format takes them: escaped, and folded where they are long."""
    line = f"{name}:{vText(words).to_ical().decode()}"
    return line if len(line.encode()) <= LINE_MOST else Contentline(line).to_ical().decode()
