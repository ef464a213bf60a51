"""Broadcasts on PostgreSQL: the same stories, and two senders at once."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from models.broadcast import Broadcast, BroadcastStatus
from models.notification import Delivery
from scheduling import broadcasts, clockwork, outbox, timers
from scheduling.outbox import Outcome
from tests import crowds
from tests.realm import Realm
from tests.use_cases.test_broadcasts import (  # noqa: F401
    draft,
    later,
    shrunk,
    test_a_correction_goes_to_exactly_those_who_got_the_wrong_one,
    test_an_outage_is_for_those_who_live_there_and_have_what_is_down,
    test_at_the_end_the_card_becomes_the_report_and_no_timer_is_left,
    test_paused_it_stays_and_stopped_the_rest_is_taken_out,
    test_the_phone_list_names_whom_the_chat_does_not_reach,
    test_the_preview_says_how_many_who_and_who_not,
    test_visits_today_come_first_then_the_tiers,
)

PEOPLE = 300


@pytest.fixture
def realm(many: Realm) -> Realm:
    return many


def test_two_senders_tell_everybody_once_while_it_is_still_being_queued(realm: Realm) -> None:
    """Each row is claimed by one of them, and the figures add up though both write them."""
    shrunk(realm, queued_at_once=20)
    outage = realm.run(crowds.outage)
    realm.run(crowds.move_in, PEOPLE, outage.area_id)
    broadcast = draft(realm, outage)
    realm.run(broadcasts.confirm, broadcast.id, by=realm.who("周静"))
    realm.run(broadcasts.approve, broadcast.id, by=realm.who("孙涛"))
    after = later(realm, seconds=60)
    together = threading.Barrier(4)

    def now() -> Broadcast:
        found: Broadcast = after.run(lambda uow: uow.get(Broadcast, broadcast.id))
        return found

    def clock() -> None:
        """Two clocks, as two replicas have them."""
        together.wait()
        while now().queued_at is None:
            for timer_id in after.run(timers.due_timers):
                after.run(clockwork.fire, timer_id)

    def sender() -> list[int]:
        together.wait()
        told: list[int] = []
        while now().queued_at is None or now().sent < now().queued:
            claimed = after.run(outbox.claim, 25)
            held = [row for row in after.run(outbox.hold, [(row.id, row.attempts) for row in claimed]) if row]
            after.run(outbox.record_outcomes, [Outcome(row.id, Delivery.SENT, 1, row.id) for row in held])
            told += [row.recipient_id for row in held if row.broadcast_id is not None]  # not who sees how far it is
        return told

    with ThreadPoolExecutor(4) as threads:
        clocks = [threads.submit(clock) for _ in range(2)]
        first, second = (one.result(timeout=60) for one in [threads.submit(sender) for _ in range(2)])
        for one in clocks:
            one.result(timeout=60)

    assert first and second, "both had their share"
    told = Counter(first + second)
    assert (len(told), set(told.values())) == (PEOPLE + 1, {1})
    found = now()
    assert (found.queued, found.sent, found.status) == (PEOPLE + 1, PEOPLE + 1, BroadcastStatus.SENDING)

    def last_look() -> None:
        for timer_id in (end := later(after, seconds=5)).run(timers.due_timers):
            end.run(clockwork.fire, timer_id)

    last_look()
    assert now().status is BroadcastStatus.DONE
