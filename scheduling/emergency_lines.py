"""Who hears of emergencies, loans, hazards and power alarms: lines of the table in `announcements.py`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from models.notification import Manner, Urgency
from scheduling.announcing import Line, Subject, To
from scheduling.events import Happened
from scheduling.events import emergencies as ee
from scheduling.unit_of_work import UnitOfWork

SITUATION, ALARM = "situation:{emergency_id}", "alarm:{alarm_id}"


def next_drawing(uow: UnitOfWork, event: Any, subject: Subject) -> datetime | None:
    return uow.now + uow.policy.emergency.situation_every


LINES: dict[type[Happened], tuple[Line, ...]] = {
    ee.EmergencyOpened: (
        # One card each, which is the news first and the running card from then on; the head's is the alert.
        Line(To.DISPATCHERS, "situation", urgency=Urgency.NOW, manner=Manner.NEW, thread=SITUATION),
        Line(To.CONCERNED, "situation", urgency=Urgency.NOW, phone=True, manner=Manner.NEW, thread=SITUATION),
    ),
    # The running card: one row for each reader, queued anew whenever it is to be drawn.
    ee.SituationWatched: (
        Line(To.DISPATCHERS, "situation", due=next_drawing, manner=Manner.EDIT, thread=SITUATION),
        Line(To.CONCERNED, "situation", due=next_drawing, manner=Manner.EDIT, thread=SITUATION),
    ),
    ee.EmergencyAcknowledged: (Line(To.DISPATCHERS, "emergency-acknowledged"),),
    ee.EmergencyEnded: (Line(To.DISPATCHERS, "emergency-ended"), Line(To.CONCERNED, "emergency-ended")),
    ee.TechnicianLent: (Line(To.CONCERNED, "lent", urgency=Urgency.NOW), Line(To.BOTH_DESKS, "loan-made")),
    ee.LoanEnded: (Line(To.CONCERNED, "loan-over"), Line(To.BOTH_DESKS, "loan-ended")),
    ee.HazardDealtWith: (Line(To.CONCERNED, "hazard-dealt-with"),),
    ee.HazardReopened: (Line(To.CONCERNED, "hazard-reopened"),),
    ee.PowerAlarmRaised: (Line(To.DISPATCHERS, "power-alarm", urgency=Urgency.NOW, manner=Manner.NEW, thread=ALARM),),
    ee.PowerAlarmSent: (Line(To.CONCERNED, "power-alarm", urgency=Urgency.NOW, manner=Manner.NEW, thread=ALARM),),
    ee.PowerAlarmAccepted: (
        Line(To.NETWORK_CENTRE, "power-alarm-accepted", urgency=Urgency.NOW),
        Line(To.DISPATCHERS, "power-alarm-accepted", urgency=Urgency.NOW),
    ),
    ee.PowerAlarmSettled: (Line(To.CONCERNED, "power-alarm", manner=Manner.EDIT, thread=ALARM),),
    ee.PowerAlarmUnaccepted: (Line(To.NETWORK_CENTRE, "power-alarm-unaccepted", urgency=Urgency.NOW),),
    ee.PowerAlarmGivenBack: (
        Line(To.NETWORK_CENTRE, "power-alarm-given-back", urgency=Urgency.NOW),
        Line(To.DISPATCHERS, "power-alarm-given-back", urgency=Urgency.NOW),
    ),
    ee.PowerAlarmEnded: (
        Line(To.NETWORK_CENTRE, "power-alarm-ended"),
        Line(To.DISPATCHERS, "power-alarm-ended"),
    ),
    ee.PowerAlarmGoesOn: (
        Line(To.NETWORK_CENTRE, "power-alarm-goes-on", urgency=Urgency.NOW),
        Line(To.DISPATCHERS, "power-alarm-goes-on", urgency=Urgency.NOW),
    ),
    ee.FeedGivenUp: (Line(To.DISPATCHERS, "feed-given-up", urgency=Urgency.NOW),),
}  # fmt: skip
