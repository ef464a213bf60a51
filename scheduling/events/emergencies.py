"""What happened in emergencies, to hazards and to power alarms; `unit_id` says whose dispatchers hear of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from scheduling.events.happened import Happened


@dataclass(frozen=True)
class EmergencyOpened(Happened):
    """`person_id`: the head of unit who is named and alerted (R-1.16)."""

    name = "emergency.opened"
    emergency_id: int
    unit_id: int
    kind: str
    person_id: int
    note: str | None = None


@dataclass(frozen=True)
class SituationWatched(Happened):
    """From here on the running card is drawn anew."""

    name = "emergency.situation_watched"
    emergency_id: int
    unit_id: int
    person_id: int


@dataclass(frozen=True)
class EmergencyAcknowledged(Happened):
    name = "emergency.acknowledged"
    emergency_id: int
    unit_id: int


@dataclass(frozen=True)
class EmergencyTicked(Happened):
    """A line of the plan's checklist was done, or was not done after all."""

    name = "emergency.ticked"
    emergency_id: int
    unit_id: int
    line: str
    done: bool


@dataclass(frozen=True)
class EmergencyEnded(Happened):
    """With what was done in it: the summary keeps these figures."""

    name = "emergency.ended"
    emergency_id: int
    unit_id: int
    person_id: int
    minutes: int
    ticked: int
    lines: int
    loans: int
    extra_slots: int
    closed: int
    outages: int
    hazards: int


@dataclass(frozen=True)
class TechnicianLent(Happened):
    """R-4.12. `unit_id` is where they help."""

    name = "technician.lent"
    loan_id: int
    unit_id: int
    person_id: int
    area: str
    ends_at: datetime


@dataclass(frozen=True)
class LoanEnded(Happened):
    name = "technician.loan_ended"
    loan_id: int
    unit_id: int
    person_id: int
    area: str
    taken_back: bool


@dataclass(frozen=True)
class SlotsOpenedInBulk(Happened):
    """`slots` pairs a technician with a start: what undoing would close again."""

    name = "extra_slots.opened_in_bulk"
    unit_id: int
    slots: tuple[tuple[int, datetime], ...]


@dataclass(frozen=True)
class BulkUndone(Happened):
    name = "extra_slots.bulk_undone"
    unit_id: int
    opened_by_event: int
    closed: int
    kept: int


@dataclass(frozen=True)
class HazardReported(Happened):
    name = "hazard.reported"
    hazard_id: int
    unit_id: int
    kind: str


@dataclass(frozen=True)
class HazardDealtWith(Happened):
    """`person_id`: whoever reported it hears what became of it (R-6.16)."""

    name = "hazard.dealt_with"
    hazard_id: int
    unit_id: int
    person_id: int
    kind: str
    result: str
    place: str | None = None


@dataclass(frozen=True)
class HazardReopened(Happened):
    name = "hazard.reopened"
    hazard_id: int
    unit_id: int
    person_id: int
    kind: str
    place: str | None = None


@dataclass(frozen=True)
class PowerAlarmRaised(Happened):
    name = "power_alarm.raised"
    alarm_id: int
    unit_id: int
    note: str


@dataclass(frozen=True)
class PowerAlarmSent(Happened):
    """`person_id`: a technician asked to go."""

    name = "power_alarm.sent"
    alarm_id: int
    unit_id: int
    person_id: int


@dataclass(frozen=True)
class PowerAlarmAccepted(Happened):
    name = "power_alarm.accepted"
    alarm_id: int
    unit_id: int
    person_id: int
    minutes: int


@dataclass(frozen=True)
class PowerAlarmSettled(Happened):
    """`person_id` had been asked as well: it needs nobody else any more."""

    name = "power_alarm.settled"
    alarm_id: int
    unit_id: int
    person_id: int


@dataclass(frozen=True)
class PowerAlarmUnaccepted(Happened):
    name = "power_alarm.unaccepted"
    alarm_id: int
    unit_id: int


@dataclass(frozen=True)
class PowerAlarmGivenBack(Happened):
    """`person_id` cannot go after all."""

    name = "power_alarm.given_back"
    alarm_id: int
    unit_id: int
    person_id: int


@dataclass(frozen=True)
class PowerAlarmEnded(Happened):
    name = "power_alarm.ended"
    alarm_id: int
    unit_id: int
    result: str


@dataclass(frozen=True)
class PowerAlarmGoesOn(Happened):
    """Ended by a slip: it is not over."""

    name = "power_alarm.goes_on"
    alarm_id: int
    unit_id: int


@dataclass(frozen=True)
class FeedGivenUp(Happened):
    """The hotline's system did not take an entry, however often it was offered."""

    name = "hotline_feed.given_up"
    feed_id: int
    outage_id: int
    unit_id: int
    attempts: int
    error: str
