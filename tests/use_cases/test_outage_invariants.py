"""Outages that overlap, move, merge and end at random, over orders that are booked, moved and answered at random."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from models.broadcast import Broadcast, BroadcastStatus
from models.errors import Refused
from models.notification import Delivery, Manner, Notification
from models.order import Channel, OrderKind, WorkOrder
from models.outage import HeldOrder, Outage, OutageStatus, Question
from models.unit import Area, Unit, UnitLevel
from scheduling import booking, broadcasts, held_orders, outages
from scheduling.broadcasts.audience import NEWS, READ
from scheduling.held_orders import Read
from scheduling.held_orders.reading import ONLY_NEWS
from scheduling.unit_of_work import CLOCK, Actor, UnitOfWork
from tests import crowds
from tests.invariants import broken
from tests.realm import Realm, open_town
from tests.use_cases import test_invariants as orders

ENDS = (None, timedelta(hours=2), timedelta(hours=8), timedelta(days=2))
SERVICES = ((), ("broadband",), ("fixed_line",))


class Town(orders.Town):
    """The same people, and what befalls their lines."""

    def __init__(self, realm: Realm) -> None:
        super().__init__(realm)
        self.grounds: list[dict[str, int]] = [
            {"area_id": area.id} for area in realm.rows(select(Area).order_by(Area.id))
        ]
        county = realm.rows(select(Unit).where(Unit.level == UnitLevel.COUNTY))[0]
        self.grounds.append({"unit_id": county.id})
        # What stood before whom: kept here, by the ones who read, so that no row of ours can claim it or forget it.
        self.has_read: dict[tuple[int, int, int], int] = {}

    def outage(self, one: int) -> Outage:
        found = self.realm.rows(select(Outage).order_by(Outage.id))
        if not found:
            raise Refused()
        return found[-1 - one % len(found)]

    def order(self, one: int) -> tuple[WorkOrder, Actor]:
        found = self.orders()
        if not found:
            raise Refused()
        order = found[one % len(found)]
        return order, next(c for c in self.customers if c.person_id == order.customer_id)

    def opens(self, one: int, two: int) -> None:
        if len(self.realm.rows(select(Outage))) >= 5:
            return
        end = ENDS[(one + two) % len(ENDS)]
        self.realm.run(
            outages.open_outage, f"outage-{self.draft_id()}", **self.grounds[two % len(self.grounds)],
            services=SERVICES[one % 3], starts_at=self.realm.now, expected_until=self.realm.now + end if end else None,
            beside=True, by=self.dispatcher,
        )  # fmt: skip

    def works_planned(self, one: int, two: int) -> None:
        start = self.realm.now + timedelta(hours=1 + one)
        self.realm.run(
            outages.open_outage, f"works-{self.draft_id()}", **self.grounds[two % len(self.grounds)], planned=True,
            starts_at=start, expected_until=start + timedelta(hours=2), beside=True, by=self.dispatcher,
        )  # fmt: skip

    def changes(self, one: int, two: int) -> None:
        outage, ground = self.outage(one), self.grounds[two % len(self.grounds)]
        changed: dict[str, Any] = (
            {"expected_until": self.realm.now + timedelta(hours=1 + two)},
            {"services": SERVICES[two % 3]},
            {"area_id": ground.get("area_id"), "unit_id": ground.get("unit_id", outage.unit_id)},
            {"cause": "power"},
        )[two % 4]
        self.realm.run(outages.change, outage.id, **changed, by=self.dispatcher)

    def ends(self, one: int, two: int) -> None:
        use_case = (outages.restore, outages.restore, outages.resume, outages.call_off)[two % 4]
        self.realm.run(use_case, self.outage(one).id, by=self.dispatcher)

    def merges(self, one: int, two: int) -> None:
        self.realm.run(outages.merge, self.outage(one).id, self.outage(two).id, by=self.dispatcher)

    def reports(self, one: int, two: int) -> None:
        """A fault told inside it: kept waiting, or said to be another one; by chat, telephone or sheet."""
        if len(self.orders()) >= 8:
            return
        customer = self.customers[one % 3]
        apart = tuple(outage.id for outage in self.realm.rows(select(Outage))) if two % 3 == 0 else ()
        channel = (Channel.CHAT, Channel.PHONE, Channel.IMPORT)[two % 3]
        draft = self.realm.draft(
            customer, OrderKind.REPAIR, area=("幸福里", "科技园")[one % 2], draft_id=self.draft_id(), other_than=apart,
            channel=channel,
        )  # fmt: skip
        by = {Channel.CHAT: customer, Channel.PHONE: self.dispatcher}.get(channel, CLOCK)
        self.realm.run(booking.take_order, draft, by=by)

    def answers(self, one: int, two: int) -> None:
        order, customer = self.order(one)
        use_case = (
            held_orders.say_works, held_orders.say_still_broken, held_orders.say_still_broken, held_orders.different_fault,
        )[two % 4]  # fmt: skip
        self.realm.run(use_case, order.id, by=self.dispatcher if two > 8 else customer)

    def begun(self, one: int, two: int) -> None:
        visit = self.newest(one)
        self.realm.run(held_orders.hold_begun, visit.id, self.outage(two).id, by=self.lead_of(visit, two))

    def watches(self, one: int, two: int) -> None:
        use_case = (held_orders.watch, held_orders.unwatch)[two % 4 == 3]
        self.realm.run(use_case, self.outage(one).id, by=self.customers[two % 3])

    def asks(self, one: int, two: int) -> None:
        """ "Is there an outage?", answered from the record; the update may come twice."""
        customer, outage = self.customers[two % 3], self.outage(one)
        if not outage.running:
            return
        self.has_read[customer.person_id or 0, outage.id, outage.edition] = self.newest_row()
        for _ in range(1 + two % 2):
            self.realm.run(held_orders.record_read, Read(outage.id, outage.edition, 1, 1), by=customer)

    def newest_row(self) -> int:
        return self.realm.run(lambda uow: uow.session.scalar(select(func.max(Notification.id))) or 0)

    def tells(self, one: int, two: int) -> None:
        """The news that lies ready is let go; the messenger takes some of what waits."""
        drafts = select(Broadcast).where(Broadcast.status == BroadcastStatus.DRAFT).order_by(Broadcast.id)
        found = self.realm.rows(drafts)
        if found:
            self.realm.run(broadcasts.confirm, found[one % len(found)].id, by=self.dispatcher)
            self.realm.now += timedelta(minutes=2)
            self.tick()
        if two % 2:
            self.realm.run(sent)

    def told_what_they_had_read(self) -> list[str]:
        """D-14, R-6.12: news of an edition, owed to somebody who had read it before."""
        pushed = select(Notification).where(
            Notification.key.in_(ONLY_NEWS), Notification.manner != Manner.EDIT,
            Notification.status != Delivery.WITHDRAWN,
        )  # fmt: skip
        found = []
        for row in self.realm.rows(pushed):
            read = self.has_read.get((row.recipient_id, row.params["outage_id"], row.edition))
            if read is not None and (row.id > read or row.status is Delivery.PENDING):
                found.append(f"person {row.recipient_id} had read edition {row.edition}, and is told it by {row.key}")
        return found


def sent(uow: UnitOfWork) -> None:
    """The messenger has taken all that waits."""
    waiting = update(Notification).where(Notification.status == Delivery.PENDING)
    uow.session.execute(waiting.values(status=Delivery.SENT, sent_at=uow.now, chat_id=1, message_id=Notification.id))


BEFALLS = (
    "opens",
    "works_planned",
    "changes",
    "ends",
    "merges",
    "reports",
    "answers",
    "begun",
    "watches",
    "asks",
    "tells",
)
OFTEN = (
    "opens",
    "ends",
    "answers",
    "reports",
    "book",
    "accept",
    "later",
    "changes",
    "ends",
    "answers",
    "its_day",
    "asks",
    "tells",
)

TELLING = (
    "asks",
    "asks",
    "tells",
    "tells",
    "tells",
    "opens",
    "changes",
    "ends",
    "merges",
    "reports",
    "watches",
    "answers",
)


@pytest.fixture(scope="module")
def fresh(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Town]:
    file = tmp_path_factory.mktemp("outages") / "town.db"
    return lambda: Town(open_town(template, file))


@pytest.mark.slow
@settings(
    max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(
    st.lists(
        st.tuples(st.sampled_from([*orders.MOVES, *BEFALLS, *OFTEN, *OFTEN]), st.integers(0, 5), st.integers(0, 11)),
        min_size=10, max_size=30,
    )
)  # fmt: skip
def test_orders_and_outage_stay_one(fresh: Callable[[], Town], deeds: list[tuple[str, int, int]]) -> None:
    """Promise 5: nothing held without a reason, nothing left behind, every pause added up, nobody told twice."""
    town = fresh()
    town.does("book", 0, 0)
    town.does("book", 1, 0)
    for deed in deeds:
        town.does(*deed)
        found = [*town.realm.run(broken, by=CLOCK), *town.told_what_they_had_read()]
        assert not found, f"after {deed}: {found}"


@settings(
    max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(
    st.lists(st.tuples(st.sampled_from(TELLING), st.integers(0, 5), st.integers(0, 11)), min_size=6, max_size=20),
)
def test_who_was_answered_is_not_told_it_again(fresh: Callable[[], Town], deeds: list[tuple[str, int, int]]) -> None:
    """R-6.12: a direct answer, a held order's message, a watcher's news and a broadcast are one and the same telling."""
    town = fresh()
    town.does("opens", 0, 0)
    for deed in deeds:
        town.does(*deed)
        found = [*town.realm.run(broken, by=CLOCK), *town.told_what_they_had_read()]
        assert not found, f"after {deed}: {found}"


def all_over(town: Town) -> None:
    """Every fault is mended, and whatever news lies ready is let go and taken by the messenger."""
    town.realm.run(sent)
    for outage in town.realm.rows(select(Outage).order_by(Outage.id)):
        if outage.running:
            town.realm.run(outages.restore, outage.id, by=town.dispatcher)
    drafts = select(Broadcast).where(Broadcast.status == BroadcastStatus.DRAFT).order_by(Broadcast.id)
    for _ in range(4):  # some news makes more of it
        for draft in town.realm.rows(drafts):
            with suppress(Refused):  # of works that have not begun
                town.realm.run(broadcasts.confirm, draft.id, by=town.dispatcher)
        town.realm.now += timedelta(minutes=2)
        crowds.tick(town.realm)
        town.realm.run(sent)


def not_told_once_that_it_is_over(town: Town) -> list[str]:
    """Who heard of a record, or of one that went into it, and does not hear exactly once that it is over."""
    every = {outage.id: outage for outage in town.realm.rows(select(Outage))}
    told = town.realm.rows(select(Notification).where(Notification.status == Delivery.SENT))
    to_be_asked = {
        (held.customer_id, held.outage_id)
        for held in town.realm.rows(select(HeldOrder).where(HeldOrder.released_at.is_(None)))
        if held.question is Question.WAITING
    }
    found = []
    for row in told:
        if row.key not in (NEWS, READ) or row.thread is None:
            continue
        record = every[int(row.thread.split(":")[1])]
        while record.merged_into_id is not None:
            record = every[record.merged_into_id]
        if record.status is not OutageStatus.RESTORED or (row.recipient_id, record.id) in to_be_asked:
            continue
        over = [
            one.key
            for one in told
            if (one.recipient_id, one.thread, one.edition) == (row.recipient_id, f"outage:{record.id}", record.edition)
        ]
        if len(over) != 1:
            found.append(f"person {row.recipient_id} heard of {row.thread}, and that {record.id} is over by {over}")
    return found


@settings(
    max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(
    st.lists(
        st.tuples(st.sampled_from((*TELLING, "merges", "merges")), st.integers(0, 5), st.integers(0, 11)),
        min_size=4, max_size=14,
    )
)  # fmt: skip
def test_who_heard_of_it_hears_once_that_it_is_over(
    fresh: Callable[[], Town], deeds: list[tuple[str, int, int]]
) -> None:
    """R-6.11, R-6.12: whichever way they heard, and whatever record theirs went into since."""
    town = fresh()
    town.does("opens", 0, 0)
    town.does("tells", 0, 1)
    town.does("opens", 0, 4)
    for deed in deeds:
        town.does(*deed)
    all_over(town)
    assert not_told_once_that_it_is_over(town) == []
