"""What a message can ask for, and how sure we are of having read it."""

from dataclasses import dataclass, field
from enum import StrEnum

# A wish at or above SURE is put to the person as one card with one tap to go ahead.
# From ASK up to SURE it is asked about: one question with the likely wishes as buttons.
# What falls below ASK is not returned at all.
SURE = 0.8
ASK = 0.5


class Kind(StrEnum):
    """A wish, in the words of the trade."""

    # customers
    BOOK = "book"
    CONFIRM = "confirm"
    CHANGE = "change"
    CANCEL = "cancel"
    WHERE = "where"
    OUTAGE = "outage"
    OTHER_FAULT = "other_fault"
    FIXED = "fixed"
    NOT_FIXED = "not_fixed"
    NO_LONGER_NEEDED = "no_longer_needed"
    AT_HOME = "at_home"
    COMPLAIN = "complain"
    MY_VISITS = "my_visits"
    EARLIER = "earlier"
    # everybody
    HUMAN = "human"
    THANKS = "thanks"
    GREETING = "greeting"
    LANGUAGE = "language"
    HELP = "help"
    YES = "yes"
    NO = "no"
    LATER = "later"
    TODAY = "today"
    # technicians
    LATE = "late"
    ARRIVED = "arrived"
    DEPART = "depart"
    DONE = "done"
    ABSENT = "absent"
    ACCEPT = "accept"
    DECLINE = "decline"
    SICK = "sick"
    RESCHEDULE = "reschedule"
    HAZARD = "hazard"  # of dispatchers too: something threatens the plant
    # dispatchers
    SEARCH = "search"
    UNASSIGNED = "unassigned"
    OUTAGE_OPEN = "outage_open"


# Acting on one of these by mistake costs a visit or closes an order: a doubt always makes it a question.
DESTRUCTIVE = frozenset(
    {Kind.CANCEL, Kind.CONFIRM, Kind.FIXED, Kind.NOT_FIXED, Kind.NO_LONGER_NEEDED, Kind.DONE, Kind.DECLINE}
)


class OrderKind(StrEnum):
    """The four kinds of work order (R-3.1), by the values the orders are stored with."""

    INSTALL = "install"
    REMOVE = "remove"
    MOVE = "move"
    REPAIR = "repair"


class Service(StrEnum):
    """The services a sentence can name."""

    BROADBAND = "broadband"
    FIXED_LINE = "fixed_line"
    LEASED_LINE = "leased_line"


class Symptom(StrEnum):
    """How a fault shows itself to the customer."""

    NO_CONNECTION = "no_connection"
    SLOW = "slow"
    DROPS = "drops"
    NO_DIAL_TONE = "no_dial_tone"
    NOISE = "noise"
    DEVICE = "device"
    OTHER = "other"


class Doubt(StrEnum):
    """Why a wish was read with less confidence than its words alone deserve."""

    NEGATED = "negated"
    CONDITIONAL = "conditional"
    UNSURE = "unsure"
    QUESTION = "question"
    QUOTED = "quoted"
    SOMEBODY_ELSE = "somebody_else"
    SOMETHING_ELSE = "something_else"
    NOT_YET = "not_yet"
    SPELLING = "spelling"
    CONTRADICTED = "contradicted"


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Entities:
    """The things named in a message; what was not said is None or empty."""

    services: tuple[Service, ...] = ()
    symptom: Symptom | None = None
    address: str | None = None
    address_at: Span | None = None
    phone: str | None = None
    order_number: str | None = None
    minutes: int | None = None
    language: str | None = None
    query: str | None = None


NOTHING = Entities()


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing the writer wants, with the words it was read from."""

    kind: Kind
    confidence: float
    span: Span
    order_kind: OrderKind | None = None
    entities: Entities = NOTHING
    doubts: tuple[Doubt, ...] = ()

    @property
    def sure(self) -> bool:
        """Plain enough to be one tap from done."""
        return self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a message asked for, in the order it was said."""

    wishes: tuple[Wish, ...] = ()
    entities: Entities = field(default=NOTHING)

    @property
    def main(self) -> Wish | None:
        """The first wish that wants something done; courtesies only when there is nothing else."""
        for wish in self.wishes:
            if wish.kind not in (Kind.THANKS, Kind.GREETING):
                return wish
        return self.wishes[0] if self.wishes else None

    def get(self, kind: Kind) -> Wish | None:
        """The wish of this kind, if it was said."""
        return next((wish for wish in self.wishes if wish.kind is kind), None)
