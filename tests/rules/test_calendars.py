"""The calendar entry is a file that the calendar's own library reads back, word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from handlers.calendars import entry
from handlers.texts.render import Say
from tests.rules.test_technician_letters import AT, VIEW

ADDRESSES = (
    "幸福里3栋2单元301",
    "12 Long Lane; flat 3, ring twice\\not once",
    "幸福里" * 40 + ", " + "very long road " * 20,
    "two\nlines\r\nand a third",
    "",
)


def read(zone: str = "Asia/Shanghai", language: str = "zh", cancelled: bool = False, **changed: object) -> Calendar:
    say = Say(language, ZoneInfo(zone), {"company": "门铃", "hotline": "10000"})
    content = entry(say, replace(VIEW, **changed), cancelled=cancelled)  # type: ignore[arg-type]
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))  # what a calendar is sure to read
    return Calendar.from_ical(content)


def event_of(calendar: Calendar) -> Event:
    (event,) = calendar.walk("VEVENT")
    return event


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_comes_back_as_it_was_written(address: str) -> None:
    found = event_of(read(address=address)).get("LOCATION", "")
    assert str(found) == address.replace("\r\n", "\n")


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "UTC"])
def test_the_visit_stands_at_its_moment_in_every_zone(zone: str) -> None:
    event = event_of(read(zone))
    assert event.decoded("DTSTART") == AT
    assert event.decoded("DTSTART").replace(tzinfo=None) == AT.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(hours=2)
    assert event.decoded("DTSTAMP") == AT
    assert isinstance(event.decoded("DTSTART"), datetime)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_hour_before_it_reminds(language: str) -> None:
    calendar = read(language=language)
    (alarm,) = calendar.walk("VALARM")
    assert alarm.decoded("TRIGGER") == -timedelta(hours=1)
    assert str(alarm["DESCRIPTION"]) == str(event_of(calendar)["SUMMARY"])
    assert calendar["METHOD"] == "PUBLISH"


def test_a_visit_called_off_reminds_nobody() -> None:
    calendar = read(cancelled=True)
    assert calendar["METHOD"] == "CANCEL"
    assert event_of(calendar)["STATUS"] == "CANCELLED"
    assert calendar.walk("VALARM") == []
