"""An order's history in words: when, what, who."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from handlers.dispatch_cards import reason_word
from handlers.texts.render import Markup, Say
from scheduling.history import Entry


def history_lines(say: Say, entries: Sequence[Entry]) -> list[Markup]:
    """Every event in words: when, who, what."""
    return [
        say(
            "history-line",
            at=say("history-at", day=say.day(entry.at), clock=say.clock(entry.at)),
            what=event_words(say, entry),
            who=author(say, entry),
        )
        for entry in entries
    ]


# What follows by itself from somebody's tap is nobody's deed: a customer who books offers nothing to anybody.
AUTOMATIC = frozenset({"offer.made", "offer.withdrawn", "offer.nobody_left", "task.opened", "waiting_list.offered"})


def author(say: Say, entry: Entry) -> Markup:
    if entry.who is None or (entry.name in AUTOMATIC and not entry.facts.get("by_name")):
        return say("history-clock")
    return Markup(say.shown(entry.who))


# Every fact that an event's sentence may name; what the event does not carry is empty.
FACTS = ("starts_at", "ends_at", "old_starts_at", "due_at", "until", "eta_at", "expires_at", "wanted_at", "depart_at")


def event_words(say: Say, entry: Entry) -> Markup:
    """What happened, by the event's stored name; an event nobody has words for yet shows its name."""
    key = f"event-{entry.name.replace('.', '-').replace('_', '-')}"
    if not say.has(key):
        return Markup(say.shown(entry.name))
    return say(key, **facts_in_words(say, entry.facts))


def facts_in_words(say: Say, facts: dict[str, Any]) -> dict[str, Any]:
    shown: dict[str, Any] = dict.fromkeys(FACTS, "")
    shown |= {
        "reason": "",
        "note": "",
        "person": "",
        "minutes": 0,
        "attempts": 0,
        "channel": "",
        "task": "",
        "state": "",
    }
    for name in FACTS:
        if facts.get(name):
            shown[name] = say.when(datetime.fromisoformat(str(facts[name])))
    if facts.get("reason"):
        shown["reason"] = reason_word(say, str(facts["reason"]))
    for name in ("note", "minutes", "attempts", "person"):
        if facts.get(name) is not None:
            shown[name] = facts[name]
    if facts.get("channel"):
        shown["channel"] = say(f"channel-{facts['channel']}")
    if facts.get("kind"):
        shown["task"] = say(f"task-{facts['kind']}")
    result = str(facts.get("result") or "")
    shown["result"] = say(f"task-result-{result}") if result and say.has(f"task-result-{result}") else result
    shown["channelled"] = yes(shown["channel"])
    shown["reasoned"], shown["noted"] = yes(shown["reason"]), yes(shown["note"])
    shown["resulted"] = yes(shown["result"])
    shown["heard"] = yes(facts.get("heard", True))
    shown["kept"] = "yes" if facts.get("kept") else "no"
    shown["asked_by"] = str(facts.get("asked_by") or "")
    shown["silence"] = "yes" if facts.get("by_silence") else "no"
    return shown


def yes(value: object) -> str:
    """What a text can choose by."""
    return "yes" if value else "no"
