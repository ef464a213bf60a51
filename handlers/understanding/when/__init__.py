"""When does somebody want us? From what people type to windows of time.

`understand(text, now, lang, context)` gives a list of mentions, the one liked best first. A mention is a dict:

  start, end     datetimes, end exclusive; None where a side is open. Aware if `now` is aware (same zone), else naive.
  kind           point, day, range, daypart-range, open-end (from start on), open-start (up to end), duration
  seconds        the length, for a duration
  exclude        spans (start, end) taken out of it: "this weekend, but not Sunday afternoon"
  alternatives   other reasonable readings, likeliest first: dicts with start, end, kind
  ask            True where the readings are so close that one question is due (下周三 said on a Sunday, "8点")
  preferred      True where the person said they would like it best
  refused        True where nothing but a refusal was said ("周三不行"): all of it stands in `exclude` too
  daily          (from, to) in hours, where a part of the day is meant on each of several days (工作日晚上)
  instead_of     the span given up, where the person moves from one time to another (把周三的改到周五)
  at             (from, to): where in the text it stood

`context` may carry `slot_starts` (hours, "HH:MM" or times: they decide which half of the day "3点" means),
`next_weekday` ("calendar", "sunday" or "coming": how this person counts 下周三 and "next Wednesday"), `tongue` (the language
of their messenger, where `lang` is only what we answer them in) and `calendar`
({"holidays": {name: date or [dates]}, "workdays": [dates]}).

The function is pure and total: it looks at no clock and raises nothing, whatever it is given.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.understanding.when import gate
from handlers.understanding.when.atoms import Frame
from handlers.understanding.when.chinese import atoms as chinese_atoms
from handlers.understanding.when.combining import Mention, mentions
from handlers.understanding.when.english import atoms as english_atoms
from handlers.understanding.when.normalise import normalise

__all__ = ["Mention", "understand"]

LONGEST = 2000  # nobody names a time later than that in one message; what stands beyond is not read


def understand(
    text: object, now: datetime, lang: str | None = "zh", context: Mapping[str, Any] | None = None
) -> list[Mention]:
    """Every time wished for in a message, best liked first; an empty list if there is none."""
    try:
        return _understand(text, now, lang or "zh", context)
    except Exception:  # a message nobody foresaw must not take the conversation down with it
        return []


def _understand(text: object, now: datetime, lang: str, context: Mapping[str, Any] | None) -> list[Mention]:
    if not text:
        return []
    if not isinstance(text, str):
        text = bytes(text).decode("utf-8", "replace") if isinstance(text, bytes | bytearray | memoryview) else str(text)
    said = normalise(text[:LONGEST])
    lang = lang[:2]
    if lang == "en" and context:
        lang = str(context.get("tongue") or lang).lower()[:2]
    if lang == "zh":
        chinese = not (said.isascii() and gate.is_english(said))
    else:  # Japanese shares the signs, not the words
        chinese = not said.isascii() and lang != "ja" and gate.has_chinese(said) is not None
    if chinese:
        if not (gate.chinese(said) or (gate.has_latin(said) and gate.english(said))):
            return []
    elif (lang == "en" or lang == "zh") and not gate.english(said):
        return []
    found = _read(said, text, lang, chinese, Frame(now, context))
    if found and now.tzinfo is not None:
        for mention in found:
            _localise(mention, now.tzinfo)
    return found


def _read(said: str, text: str, lang: str, chinese: bool, frame: Frame) -> list[Mention]:
    if chinese:
        found = mentions(chinese_atoms(said, frame), frame)
        return found or (mentions(english_atoms(said, frame), frame) if gate.has_latin(said) else found)
    found = mentions(english_atoms(said, frame), frame)
    if lang == "en" or lang == "zh":
        return found
    from handlers.understanding.when.elsewhere import read

    foreign = read(text, lang, frame)
    # "tomorrow at 3pm" is English in anybody's messenger; of "vendredi à 14h" English knows the hour only.
    if not foreign or _length(found) > _length(foreign):
        return found
    for mention in foreign:
        mention["at"] = (0, len(text))  # what was put into other words for it stands elsewhere
    return foreign


def _length(found: list[Mention]) -> int:
    return sum(mention["at"][1] - mention["at"][0] for mention in found)


def _localise(mention: Mention, zone: Any) -> None:
    for key in ("start", "end"):
        if mention[key] is not None:
            mention[key] = mention[key].replace(tzinfo=zone)
    mention["exclude"] = [tuple(t and t.replace(tzinfo=zone) for t in span) for span in mention["exclude"]]
    for other in mention["alternatives"]:
        _localise_span(other, zone)
    if mention.get("instead_of"):
        _localise_span(mention["instead_of"], zone)


def _localise_span(span: dict[str, Any], zone: Any) -> None:
    for key in ("start", "end"):
        if span[key] is not None:
            span[key] = span[key].replace(tzinfo=zone)
