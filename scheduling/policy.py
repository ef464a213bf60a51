"""The numbers the rules need, as an operator sets them.

`config.yaml` says what each one is for; the defaults here are the same, so that a rule can be tried without a
file. Nothing here reads a file or a clock. `rule(...)` notes the range in which a number makes sense, for
whoever reads it in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from scheduling.close_out_record import CloseOut

SECOND, MINUTE, HOUR, DAY = (timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days"))

Names = Mapping[str, str]
"""One thing's name in each language."""


def rule(default: Any, least: Any, most: Any) -> Any:
    """A number and the range in which it makes sense."""
    return field(default=default, metadata={"least": least, "most": most})


@dataclass(frozen=True)
class Company:
    """Who comes to the door, and the number to ring when the chat is no help."""

    name: Names = field(default_factory=lambda: {"zh": "门铃通信", "en": "Menling Telecom"})
    hotline: str = "10000"


@dataclass(frozen=True)
class Slots:
    """D-3, D-4: the pieces of a day that can be promised."""

    starts: tuple[time, ...] = (time(8), time(10), time(14), time(16), time(18))
    length: timedelta = rule(2 * HOUR, 30 * MINUTE, 12 * HOUR)
    days_ahead: int = rule(14, 1, 90)
    promise: Literal["start", "end"] = "start"
    lead_time: timedelta = rule(2 * HOUR, timedelta(), 7 * DAY)
    hold: timedelta = rule(10 * MINUTE, MINUTE, 2 * HOUR)
    offered: int = rule(6, 1, 20)


@dataclass(frozen=True)
class Hours:
    """A stretch of a local day, from its start to its end."""

    start: time
    end: time


@dataclass(frozen=True)
class Calendar:
    """When visits are made. The operator's own tables win over the public calendar."""

    open_on_weekdays: bool = True
    open_on_weekends: bool = True
    open_on_holidays: bool = True
    holiday_hours: Hours = Hours(time(10), time(18))
    closed: Mapping[date, Names] = field(default_factory=dict)
    holidays: Mapping[date, Names] = field(default_factory=dict)
    makeup: Mapping[date, Names] = field(default_factory=dict)


@dataclass(frozen=True)
class Confirmation:
    """R-4.4, D-6: the customer is asked once more whether the visit suits."""

    ask_at: time = time(18)
    answer_within: timedelta = rule(2 * HOUR, 10 * MINUTE, DAY)


@dataclass(frozen=True)
class Travel:
    """R-4.8, D-10: how long the way takes, where nobody knows better."""

    default: timedelta = rule(30 * MINUTE, timedelta(), 6 * HOUR)
    margin: timedelta = rule(10 * MINUTE, timedelta(), 2 * HOUR)
    speed_kmh: float = rule(25.0, 3, 120)


@dataclass(frozen=True)
class Maps:
    """Links that open the way to a visit: by coordinates where they are known, else by the address as written."""

    by_place: str = (
        "https://uri.amap.com/marker?position={longitude},{latitude}&name={address}&coordinate=wgs84&callnative=1"
    )
    by_words: str = "https://uri.amap.com/search?keyword={address}&view=map&callnative=1"


@dataclass(frozen=True)
class Limits:
    """How long an order may take from acceptance to completion (R-3.7 to R-3.10, D-8)."""

    repair_key: timedelta = rule(4 * HOUR, HOUR, 30 * DAY)
    repair: timedelta = rule(24 * HOUR, HOUR, 30 * DAY)
    install: timedelta = rule(72 * HOUR, HOUR, 90 * DAY)
    move: timedelta = rule(72 * HOUR, HOUR, 90 * DAY)
    remove: timedelta = rule(72 * HOUR, HOUR, 90 * DAY)

    def for_order(self, kind: str, tier: str) -> timedelta:
        """The limit of an order of this kind (`OrderKind`) for a customer of this tier (`CustomerTier`)."""
        if kind == "repair" and tier == "key":
            return self.repair_key
        limit: timedelta = getattr(self, str(kind))
        return limit


@dataclass(frozen=True)
class TwoKey:
    """D-39: a close stands when the customer says so, or when this long has passed with measured evidence."""

    auto_close: timedelta = rule(24 * HOUR, HOUR, 30 * DAY)
    not_fixed_within: timedelta = rule(72 * HOUR, HOUR, 90 * DAY)


@dataclass(frozen=True)
class Offers:
    """D-40: how an order goes round."""

    each: timedelta = rule(5 * MINUTE, 30 * SECOND, 2 * HOUR)
    urgent_to: int = rule(3, 1, 20)


@dataclass(frozen=True)
class Identity:
    """D-29 and joining links: how often somebody may guess, and how long a code is good."""

    tries: int = rule(5, 1, 20)
    code_valid: timedelta = rule(30 * DAY, HOUR, 365 * DAY)
    invitation_valid: timedelta = rule(7 * DAY, HOUR, 90 * DAY)


@dataclass(frozen=True)
class QuietHours:
    """D-14: no call-backs or surveys from `start` until `end` the next morning."""

    start: time = time(21)
    end: time = time(8)


@dataclass(frozen=True)
class WaitingList:
    """A freed earlier slot is offered for this long."""

    offer_for: timedelta = rule(15 * MINUTE, MINUTE, DAY)


@dataclass(frozen=True)
class Delivery:
    """How fast and how stubbornly the outbox is emptied."""

    account_per_second: int = rule(30, 1, 10_000)
    per_second: float = rule(25.0, 0.1, 1000)
    per_chat_per_second: float = rule(1.0, 0.1, 5)
    group_per_minute: float = rule(20.0, 1, 20)
    lease: timedelta = rule(60 * SECOND, 5 * SECOND, HOUR)
    batch: int = rule(25, 1, 1000)
    max_attempts: int = rule(8, 1, 50)
    backoff_first: timedelta = rule(2 * SECOND, 0.1 * SECOND, 10 * MINUTE)
    backoff_most: timedelta = rule(10 * MINUTE, SECOND, DAY)

    def backoff(self, attempts: int) -> timedelta:
        """How long to wait after this many failed attempts: doubling up to a ceiling."""
        doublings = min(max(attempts - 1, 0), 20)  # the ceiling holds long before; 2**n must not overflow
        return min(self.backoff_first * int(2**doublings), self.backoff_most)


@dataclass(frozen=True)
class Outages:
    """D-17, D-18: when an outage is suggested, and when it is announced and spoken of."""

    suggest_faults: int = rule(5, 2, 1000)
    suggest_within: timedelta = rule(30 * MINUTE, MINUTE, DAY)
    suggest_backlog: timedelta = rule(3 * DAY, DAY, 60 * DAY)
    notice_ahead: tuple[timedelta, ...] = (24 * HOUR, HOUR)
    next_update: timedelta = rule(HOUR, 5 * MINUTE, 2 * DAY)
    end_moved: timedelta = rule(30 * MINUTE, timedelta(), DAY)
    restored_answer_within: timedelta = rule(2 * HOUR, 10 * MINUTE, 2 * DAY)
    held_at_once: int = rule(200, 1, 10_000)


@dataclass(frozen=True)
class Broadcasts:
    """Promise 6: what stands between a dispatcher's thumb and ten thousand people."""

    second_person_above: int = rule(200, 0, 1_000_000)
    undo: timedelta = rule(60 * SECOND, timedelta(), HOUR)
    queued_at_once: int = rule(2000, 1, 100_000)
    progress_every: timedelta = rule(5 * SECOND, SECOND, 10 * MINUTE)


@dataclass(frozen=True)
class Emergencies:
    """R-6.13 to R-6.15: how often the situation card is drawn anew, how long an alarm may wait, how long a loan lasts."""

    situation_every: timedelta = rule(MINUTE, 5 * SECOND, HOUR)
    alarm_accept_within: timedelta = rule(10 * MINUTE, MINUTE, 6 * HOUR)
    loan: timedelta = rule(DAY, HOUR, 30 * DAY)
    checklist: tuple[str, ...] = (
        "emergency-call-head",
        "emergency-open-outage",
        "emergency-tell-hotline",
        "emergency-lend-technicians",
        "emergency-open-slots",
        "emergency-spares",
        "emergency-tell-customers",
    )


@dataclass(frozen=True)
class Reasons:
    """The coded reasons people choose from; each is also the tail of a text key."""

    decline: tuple[str, ...] = (
        "too_far",
        "overlap",
        "not_skilled",
        "no_material",
        "vehicle",
        "unwell",
        "other",
    )
    reschedule: tuple[str, ...] = (
        "overrun",
        "traffic",
        "weather",
        "no_material",
        "vehicle",
        "unwell",
        "plant",
        "other",
    )


def ready_at_once() -> Mapping[str, bool]:
    """R-3.29: without a resource desk on the system nobody would ever mark an order ready."""
    return {"install": True, "move": True, "remove": True, "repair": True}


@dataclass(frozen=True)
class Policy:
    """Everything an operator may tune about the rules."""

    zone: ZoneInfo = ZoneInfo("Asia/Shanghai")
    languages: tuple[str, ...] = ("zh", "en")
    company: Company = Company()
    slots: Slots = Slots()
    calendar: Calendar = Calendar()
    confirmation: Confirmation = Confirmation()
    notice_before: timedelta = rule(30 * MINUTE, 5 * MINUTE, 3 * HOUR)
    grace: timedelta = rule(timedelta(), timedelta(), 2 * HOUR)
    travel: Travel = Travel()
    maps: Maps = Maps()
    limits: Limits = Limits()
    warn_at: tuple[float, ...] = (0.75, 1.0)
    completion_within: timedelta = rule(2 * HOUR, 10 * MINUTE, 7 * DAY)
    two_key: TwoKey = TwoKey()
    offers: Offers = Offers()
    identity: Identity = Identity()
    arrival_undo: timedelta = rule(2 * MINUTE, timedelta(), 30 * MINUTE)
    answer_within: timedelta = rule(10 * MINUTE, MINUTE, DAY)
    resources_ready_at_once: Mapping[str, bool] = field(
        default_factory=ready_at_once, metadata={"at": "resources.ready_at_once"}
    )
    quiet_hours: QuietHours = QuietHours()
    waiting_list: WaitingList = WaitingList()
    delivery: Delivery = Delivery()
    outages: Outages = Outages()
    broadcast: Broadcasts = Broadcasts()
    emergency: Emergencies = Emergencies()
    photo_max_bytes: int = rule(10_000_000, 10_000, 20_000_000)
    text_max: int = rule(1000, 100, 4000)
    close_out: CloseOut = CloseOut()
    checklist_departure: tuple[str, ...] = (
        "checklist-tools",
        "checklist-materials",
        "checklist-papers",
        "checklist-uniform",
        "checklist-certificate",
        "checklist-shoe-covers",
        "checklist-cloth",
    )
    reasons: Reasons = Reasons()

    @classmethod
    def default(cls) -> "Policy":
        """What an operator gets who sets nothing."""
        return cls()
