"""A `Refused` becomes the sentence the person reads: what stood in the way, and what to do next. The one place."""

from __future__ import annotations

from handlers.context import Card, Turn, plain_text
from handlers.texts.render import Say
from models import errors
from models.errors import Refused

# The thing has moved on since the button was drawn: after the word, a fresh card.
STALE = (errors.WrongState, errors.NotFound, errors.OfferTaken, errors.TooLate, errors.SlotTaken)
# What the whole card was about is gone: its buttons go too, so that it brings a fresh card once and not at every press.
GONE = (errors.NotFound, errors.OfferTaken)


def sentence(say: Say, refused: Refused, *, staff: bool = False) -> str:
    """The refusal in words, in staff's own where there are some.

    A refusal may be worded more closely by a parameter: `refused-outside-hours-past`.
    """
    params = {name: labelled(say, name, value, staff=staff) for name, value in refused.params.items()}
    for name in ("why", "field", "action", "what"):
        detail = f"{refused.key}-{refused.params.get(name)}".replace("_", "-")
        if name in refused.params and say.has(detail):
            return say(detail, **params)
    own = f"{refused.key}-staff"
    return say(own if staff and say.has(own) else refused.key, **params)


def labelled(say: Say, name: str, value: object, *, staff: bool) -> object:
    """Names of fields and states as people call them."""
    if name == "fields" and isinstance(value, list):
        return [say(f"field-{field}") if say.has(f"field-{field}") else field for field in value]
    if name in ("current", "wanted"):
        kinds = ["status", "visit-status", "outage-status"]
        keys = (f"{kind}-{value}" for kind in (["desk-status", *kinds] if staff else kinds))
        return next((say(key) for key in keys if say.has(key)), value)
    if name == "services" and isinstance(value, list):
        return [say(f"service-{service}") for service in value]
    if name == "language" and isinstance(value, str):
        return say.other(value)("language-name")
    return value


async def say_it(turn: Turn, refused: Refused) -> bool:
    """Says why not: over the pressed button, or as an answer to words. True where a fresh card should follow."""
    words = sentence(turn.say, refused, staff=turn.role is not None)
    if turn.query is not None:
        await turn.toast(plain_text(words), alert=True)
        if isinstance(refused, GONE):
            await turn.strip()
        return isinstance(refused, STALE)
    await turn.send(Card(words))
    return False
