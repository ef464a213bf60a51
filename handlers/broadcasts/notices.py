"""How people read a broadcast: the news itself, a correction, and the test that only dispatchers see."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.broadcasts.taps import HushTap
from handlers.buttons import Rows
from handlers.context import Card
from handlers.notifications import renders
from handlers.texts.render import Markup, Say
from scheduling.broadcasts import VARIABLE, BroadcastView, OutageFacts
from scheduling.letters import Letter


@renders("outage-news")
def news(letter: Letter, say: Say) -> Card:
    return Card(news_text(seen(letter), say), hush(say))


def hush(say: Say) -> Rows:
    """People may turn off what is not urgent from the message itself."""
    return [[(say("button-news-off"), HushTap())]]


@renders("outage-correction")
def correction(letter: Letter, say: Say) -> Card:
    return Card(correction_text(seen(letter), say))


@renders("outage-test")
def test(letter: Letter, say: Say) -> Card:
    """Looks different from what is live, above and below, in words and colour; in every language it will go out in."""
    view = seen(letter)
    lines = [Markup(f"<b>{say('test-head')}</b>")]
    for language in dict.fromkeys((say.language, *view.languages)):
        lines += [Markup(), as_read(view, say.other(language))]
    return Card(Markup("\n".join([*lines, Markup(), say("test-tail")])))


def as_read(view: BroadcastView, say: Say) -> Markup:
    """Exactly what a recipient reads."""
    return correction_text(view, say) if view.kind == "correction" else news_text(view, say)


def correction_text(view: BroadcastView, say: Say) -> Markup:
    """Says what was wrong, and then what is so."""
    head = Markup(f"<b>{say('correction-head')}</b>")
    return Markup("\n".join([head, *wrong_lines(view, say), Markup(), news_text(view, say)]))


def news_text(view: BroadcastView, say: Say) -> Markup:
    """The dispatcher's own words in this language, or what the record says; under a line that says where and what."""
    lines = [head(view.outage, say)] if view.outage else []
    own = own_words(view, say)
    if own is not None:
        return Markup("\n".join([*lines, own]))
    return Markup("\n".join([*lines, *record_lines(view.outage, say)] if view.outage else lines))


def head(outage: OutageFacts, say: Say) -> Markup:
    services = [say(f"service-{service}") for service in outage.services] or [say("news-service-any")]
    state = "down" if outage.status in ("investigating", "identified") else outage.status
    return Markup(f"<b>{say(f'news-head-{state}', place=outage.place, services=services)}</b>")


def record_lines(outage: OutageFacts, say: Say) -> list[Markup]:
    """Cause, since when, until when, when the next word comes."""
    if outage.status == "restored":
        return [say("news-restored"), say("news-restored-still")]
    if outage.status == "called_off":
        return [say("news-called-off")]
    lines = [say("news-planned", at=outage.starts_at) if outage.status == "planned" else since(outage, say)]
    lines.append(because(outage, say))
    lines.append(until(outage, say))
    if outage.next_update_at is not None:
        lines.append(say("news-next", at=outage.next_update_at))
    return lines


def since(outage: OutageFacts, say: Say) -> Markup:
    return say("news-monitoring") if outage.status == "monitoring" else say("news-since", at=outage.starts_at)


def because(outage: OutageFacts, say: Say) -> Markup:
    if outage.cause is None:
        return say("news-because-unknown")
    if outage.cause == "other" and outage.cause_text:
        return say("news-because-words", cause=outage.cause_text)
    return say(f"news-because-{outage.cause}")


def until(outage: OutageFacts, say: Say) -> Markup:
    if outage.expected_until is None:
        return say("news-until-unknown")
    if outage.overdue:
        return say("news-until-passed", at=outage.expected_until)
    if outage.expected_from is not None and outage.expected_from < outage.expected_until:
        start, end = outage.expected_from, outage.expected_until
        return say("news-until-between", start=start, end=say.until(start, end))
    return say("news-until", at=outage.expected_until)


def own_words(view: BroadcastView, say: Say) -> Markup | None:
    """With the record in place of the variables; None where there are none, or the record has become silent."""
    words = view.texts.get(say.language)
    if words is None:
        return None
    known = {name: shown(name, value, say) for name, value in variables(view.outage).items() if value is not None}
    if any(name not in known for name in VARIABLE.findall(words)):
        return None
    parts = VARIABLE.split(words)
    return Markup("".join(known[part] if at % 2 else say.shown(part) for at, part in enumerate(parts)))


def variables(outage: OutageFacts | None) -> dict[str, Any]:
    return outage.variables() if outage is not None else {}


def shown(name: str, value: Any, say: Say) -> str:
    return str(say(f"news-cause-{value}") if name == "cause" else say.shown(value))


def wrong_lines(view: BroadcastView, say: Say) -> list[Markup]:
    """In the dispatcher's words; else whatever was stated then and is not so; else their words for somebody else."""
    differ = differences(view, say)
    words = view.wrong.get(say.language) or (None if differ else next(iter(view.wrong.values()), None))
    return [say("correction-wrong", wrong=words)] if words else [say("correction-instead"), *differ]


def differences(view: BroadcastView, say: Say) -> list[Markup]:
    """What the wrong one had stated, where the record says something else now."""
    was, outage, lines = view.was, view.outage, []
    if outage is None:
        return []
    if was.get("cause") and was["cause"] != outage.cause:
        lines.append(say("correction-was-cause", cause=say(f"news-cause-{was['cause']}")))
    end = was.get("expected_until")
    if end and datetime.fromisoformat(end) != outage.expected_until:
        lines.append(say("correction-was-until", at=datetime.fromisoformat(end)))
    return lines


def seen(letter: Letter) -> BroadcastView:
    assert letter.broadcast is not None, "the event names its broadcast"
    return letter.broadcast
