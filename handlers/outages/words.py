"""An outage in words: its lines on a card, its history, what the front desk reads (R-6.11)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from handlers.buttons import Button, Rows
from handlers.context import Card
from handlers.dispatch_taps import MoveTap, OutageTap, SaySoTap, TellTap
from handlers.notifications import renders
from handlers.outages.taps import EditTap, NextWordTap, OfferTimeTap, RestoreTap
from handlers.texts.render import Markup, Say
from models.task import TaskKind
from scheduling.letters import Letter, TaskView
from scheduling.outages import OutageView
from scheduling.outages.looking import Told
from scheduling.views import OrderView


def end_words(say: Say, since: datetime | None, until: datetime | None) -> Markup:
    """The expected end as a range: between two, about one, or not known."""
    if since is None or until is None:
        return say("outage-end-unknown")
    if since == until:
        return say("outage-end-about", at=say.when(until))
    return say("outage-end-between", since=say.when(since), until=say.until(since, until))


def cause_words(say: Say, cause: str | None, text: str | None) -> str:
    if cause is None:
        return say("outage-cause-unknown")
    return say("outage-cause-said", text=text) if cause == "other" and text else say(f"outage-cause-{cause}")


def service_words(say: Say, services: tuple[str, ...]) -> str:
    if not services:
        return say("outage-services-all")
    return say("outage-services", services=[say(f"service-{service}") for service in services])


def title(say: Say, view: OutageView) -> Markup:
    key = "outage-title-works" if view.planned else "outage-title"
    return say(key, id=view.id, place=view.place, status=status_words(say, view.status, planned=view.planned))


def status_words(say: Say, status: str, *, planned: bool) -> Markup:
    """Of works that have begun nobody had to look for the cause."""
    return say("outage-status-under_way" if planned and status == "identified" else f"outage-status-{status}")


def lines(say: Say, view: OutageView) -> list[str]:
    """The record, one fact a line."""
    unsettled = view.cause is None and not view.open
    cause = say("outage-cause-unsettled") if unsettled else cause_words(say, view.cause, view.cause_text)
    found = [say("outage-cause", cause=cause)]
    found.append(say("outage-since" if not view.planned else "outage-works-from", at=view.starts_at))
    if view.restored_at:
        found.append(say("outage-restored-at", at=view.restored_at))
    elif view.open:
        found.append(say("outage-end", end=end_words(say, view.expected_from, view.expected_until)))
        if view.next_update_at:
            found.append(say("outage-next", at=view.next_update_at))
    found.append(service_words(say, view.services))
    if view.held:
        found.append(say("outage-held", count=view.held))
    if view.merged_into_id:
        found.append(say("outage-merged-into", id=view.merged_into_id))
    return found


def history_line(say: Say, told: Told, *, planned: bool) -> Markup:
    """Who, when, what, in words."""
    who = told.who or say("history-clock")
    what = (
        say("outage-change-and").join(changes(say, told, planned=planned))
        if told.name == "outage.changed"
        else say(f"event-{told.name}".replace(".", "-").replace("_", "-"))
    )
    return say("history-line", at=say.when(told.at), what=Markup(what), who=who)


def changes(say: Say, told: Told, *, planned: bool) -> list[str]:
    """What one change changed."""
    facts = told.facts
    changed = set(facts.get("changed", ()))
    found = []
    if "status" in changed:
        found.append(say("outage-change-status", status=status_words(say, facts["status"], planned=planned)))
    if changed & {"cause", "cause_text"}:
        found.append(say("outage-change-cause", cause=cause_words(say, facts.get("cause"), None)))
    if changed & {"expected_from", "expected_until"}:
        end = end_words(say, instant(facts, "expected_from"), instant(facts, "expected_until"))
        found.append(say("outage-change-end", end=end))
    if changed & {"area_id", "unit_id"}:
        found.append(say("outage-change-area"))
    if "services" in changed:
        found.append(say("outage-change-services"))
    if "starts_at" in changed:
        found.append(say("outage-change-start"))
    if "next_update_at" in changed and (at := instant(facts, "next_update_at")):
        found.append(say("outage-change-next", at=at))
    if facts.get("reason"):
        found.append(say("outage-change-reason", reason=facts["reason"]))
    return found or [say("outage-change-next-none")]


def settling(say: Say, task: TaskView, view: OrderView | None) -> list[Button]:
    """What settles a task about an outage: the next word, or the visit that falls inside works."""
    outage = task.outage
    assert outage is not None
    found: list[Button] = []
    if task.kind == TaskKind.OUTAGE_UPDATE and outage.open:
        found = [
            (say("button-outage-end-moved"), EditTap(outage.id, "end")),
            (say("button-outage-nothing-new", length=timedelta(hours=1)), NextWordTap(outage.id, 60)),
            (say("button-broadcast-say-so"), SaySoTap(outage.id)),
        ]
        if outage.running:
            found.append((say("button-outage-restored"), RestoreTap(outage.id)))
    elif task.kind == TaskKind.OUTAGE_VISIT and view is not None and view.visit is not None:
        if view.visit.asked_by != "company":
            found.append((say("button-move-ask"), OfferTimeTap(task.id)))
        found.append((say("button-desk-change"), MoveTap(view.visit.id)))
    return [*found, (say("button-outage-open"), OutageTap(outage.id))]


def instant(facts: dict[str, Any], name: str) -> datetime | None:
    return datetime.fromisoformat(facts[name]) if facts.get(name) else None


def headline(letter: Letter, view: OutageView) -> str:
    """Works that are announced or begin are no outage that is new or changes."""
    if letter.key == "outage-opened" and view.status == "planned":
        return "works-planned"
    begun = letter.key == "outage-changed" and view.planned and letter.params.get("changed") == ["status"]
    return "works-begun" if begun and letter.params["status"] == "identified" else letter.key


@renders(
    "outage-opened", "outage-changed", "outage-restored", "outage-resumed", "outage-called-off", "outage-merged",
    "works-notice-due",
)  # fmt: skip
def happened(letter: Letter, say: Say) -> Card:
    """What happened, above the record as it is now."""
    view = letter.outage
    assert view is not None
    head = [say(headline(letter, view), place=view.place)]
    if letter.key == "outage-changed":
        told = changes(say, Told(view.starts_at, "outage.changed", None, letter.params), planned=view.planned)
        head.append(Markup(say("outage-change-and").join(told)))
    if letter.key == "outage-called-off" and letter.params.get("reason"):
        head.append(say("outage-change-reason", reason=letter.params["reason"]))
    rows: Rows = [[(say("button-outage-open"), OutageTap(view.id))]]
    if letter.key == "works-notice-due":
        rows.insert(0, [(say("button-broadcast-tell"), TellTap(view.id))])
    return Card(Markup("\n".join([*head, Markup(), title(say, view), *lines(say, view)])), rows)
