"""Refusals: a rule said no. They carry parameters, never prose; the class name is the text key.

`SlotTaken(...)` is read by the person as the text `refused-slot-taken`, filled with `params`.
"""

from __future__ import annotations

import re
from typing import Any


class Refused(Exception):
    """A rule said no; `params` fill the sentence the person reads. Expected, so no stack trace is logged."""

    def __init__(self, **params: Any) -> None:
        super().__init__(params)
        self.params = params

    @property
    def key(self) -> str:
        return "refused-" + re.sub(r"(?<!^)(?=[A-Z])", "-", type(self).__name__).lower()


class NotAllowed(Refused):
    """The sender may not do this, whatever the button said (R-12.1)."""


class NotFound(Refused):
    """No such thing, or none that the sender may know of."""


class WrongState(Refused):
    """The thing has moved on since the button was drawn."""


class SlotTaken(Refused):
    """Somebody else holds that slot; `params` may carry the next best."""


class OutsideHours(Refused):
    """No visit can be promised then: past, too far ahead, closed, or after the deadline (R-3.6)."""


class ReasonRequired(Refused):
    """R-3.12, R-4.6: this move needs a reason."""


class NotCertified(Refused):
    """R-1.9, R-1.10: an uncertified technician works only beside a certified lead."""


class SplitRefused(Refused):
    """R-3.3: the services of one order are done in one visit."""


class MissingFields(Refused):
    """R-4.2, R-5.11: the record is not complete; `params["fields"]` names what is missing."""


class TooLate(Refused):
    """The time for this has passed, such as undoing an arrival after two minutes."""


class OfferTaken(Refused):
    """Another technician was first (D-40)."""


class GivenMeanwhile(Refused):
    """A colleague has given the visit to somebody else (or taken it back) since the button was drawn."""


class ExplainedByOutage(Refused):
    """A running outage explains this fault; `params["id"]` is its record, which answers instead of a visit (R-6.12)."""


class HeldByOutage(Refused):
    """The order waits for an outage to end; a time is agreed after that, or when the fault is another one."""


class TooManyTries(Refused):
    """D-29: the identity check is locked; the hotline helps."""


class IdentityMismatch(Refused):
    """D-29: order number and phone do not belong together; `params["left"]` tries remain."""


class CodeUnusable(Refused):
    """A joining link that was used, has lapsed, or never was."""


class NotYetPossible(Refused):
    """Too early; `params["opens_at"]` says from when."""


class NotReachable(Refused):
    """There is no chat to write to, or the relay has ended with the visit (promise 8)."""


class BadValue(Refused):
    """What was typed cannot be used here; `params["field"]` says which field."""


class LooksLikePassword(Refused):
    """R-12.3: passwords neither pass through the bot nor rest in it."""


class OutageOverlaps(Refused):
    """An open record touches the same homes; `params["id"]` is its number: merge, or say that it is another fault."""


class NoHead(Refused):
    """R-1.16: nobody is head of this unit, so nobody would lead the emergency; `params["unit"]` names it."""


class AlarmTaken(Refused):
    """Another technician is on the way to this power alarm already; `params["name"]` says who."""


class AudienceEmpty(Refused):
    """Nobody would get it: nobody is there, all were told already, or none can be written to."""


class AudienceEverybody(Refused):
    """Nothing narrows it: to write to everybody is chosen on purpose, never by leaving things out."""


class VariableEmpty(Refused):
    """The words name something the record does not say, or does not know: `params["variable"]`."""


class WordsMissing(Refused):
    """No outage stands behind it, so nobody has words in this language: `params["language"]`."""


class WordsChanged(Refused):
    """Since it was looked at, the record, the words or the audience have changed: look again, then send."""


class SamePerson(Refused):
    """The second person is somebody else than who wrote the words and who confirmed them."""


class AllClearOnly(Refused):
    """The outage is over: people may only be told that it is."""


class BroadcastRunning(Refused):
    """It is on its way, or was: its words and audience are evidence. A correction goes to those who got it."""
