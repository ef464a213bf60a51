"""What anybody may read of an outage (R-12.9): area, cause, expected end, the next word; never exact plant positions."""

from __future__ import annotations

from handlers.texts.render import Markup, Say
from scheduling.outages import OutageView


def record_lines(say: Say, outage: OutageView) -> list[Markup]:
    """The record in a few lines, from what is true now."""
    services = [say(f"service-{service}") for service in outage.services]
    what = Markup(say.shown(services)) if services else say("record-all-services")
    lines = [say("record-where", place=outage.public_place, services=what)]
    if outage.cause is not None or outage.open:  # what is over and never had one, nobody is looking into for them
        lines.append(say("record-cause", cause=cause(say, outage)))
    if outage.restored_at is not None:
        return [*lines, say("record-restored", at=outage.restored_at)]
    lines.append(say("record-end", end=expected(say, outage)))
    if outage.next_word_at is not None:
        lines.append(say("record-next", at=outage.next_word_at))
    return lines


def cause(say: Say, outage: OutageView) -> Markup:
    if outage.cause is None:
        return say("record-cause-unknown")
    return Markup(say.shown(outage.cause_text)) if outage.cause_text else say(f"record-cause-{outage.cause}")


def expected(say: Say, outage: OutageView) -> Markup:
    """The expected end as a range."""
    since, until = outage.expected_from, outage.expected_until
    if since is None or until is None:
        return say("record-end-unknown")
    if outage.overdue:
        return say("record-end-passed", at=until)
    if since == until:
        return say("record-end-about", at=until)
    return say("record-end-between", since=since, until=say.until(since, until))
