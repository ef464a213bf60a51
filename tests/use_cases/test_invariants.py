"""Whatever is done in whatever order, and however the clock jumps: what must always be true stays true."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.appointment import Appointment
from models.errors import Refused
from models.offer import Offer, OfferStatus
from models.order import OrderKind, WorkOrder
from scheduling import (
    assigning,
    availability,
    booking,
    clockwork,
    close_outs,
    confirmation,
    offers,
    rescheduling,
    timers,
    visits,
    waiting_list,
)  # fmt: skip
from scheduling.unit_of_work import CLOCK, Actor, UnitOfWork
from tests.invariants import broken
from tests.realm import Realm, open_town
from tests.stages import RECORDS

JUMPS = (1, 6, 30, 120, 600, 24 * 60, 8 * 24 * 60)
SLOTS = 6


class Town:
    """Three customers, four technicians and a dispatcher, each doing what comes to their mind."""

    def __init__(self, realm: Realm) -> None:
        self.realm = realm
        self.customers = [realm.who(name) for name in ("王芳", "刘伟", "John Miller")]
        self.technicians = [realm.who(name) for name in ("李建国", "张磊", "赵敏", "陈小军")]
        self.dispatcher = realm.who("周静")
        self.drafts = 0

    def does(self, what: str, one: int, two: int) -> None:
        """Tries it; a refusal is an answer like any other."""
        try:
            getattr(self, what)(one, two)
        except Refused:
            pass
        self.tick()

    def tick(self) -> None:
        for timer_id in self.realm.run(timers.due_timers):
            self.realm.run(clockwork.fire, timer_id)

    def draft_id(self) -> str:
        self.drafts += 1
        return f"d{self.drafts}"

    def orders(self) -> list[WorkOrder]:
        return self.realm.rows(select(WorkOrder).order_by(WorkOrder.id))

    def newest(self, one: int) -> Appointment:
        """The newest visit of one of the orders, whatever has become of it."""
        found = self.orders()
        if not found:
            raise Refused()
        query = select(Appointment).where(Appointment.order_id == found[one % len(found)].id)
        visits = self.realm.rows(query.order_by(Appointment.id.desc()))
        if not visits:
            raise Refused()
        return visits[0]

    def customer_of(self, visit: Appointment) -> Actor:
        return next(c for c in self.customers if c.person_id == visit.order.customer_id)

    def lead_of(self, visit: Appointment, two: int) -> Actor:
        lead = next((t for t in self.technicians if t.person_id == visit.technician_id), None)
        return lead or self.technicians[two % 4]

    def slot(self, order: WorkOrder, two: int) -> Any:
        def find(uow: UnitOfWork) -> Any:
            need = availability.need_of(uow.order(order.id))
            return availability.search(uow, need, uow.now, uow.now + timedelta(days=14), limit=SLOTS)

        found = self.realm.run(find)
        if not found:
            raise Refused()
        return found[two % len(found)].window.starts_at

    def book(self, one: int, two: int) -> None:
        if len(self.orders()) >= 5:
            return
        customer = self.customers[one % 3]
        kind = (OrderKind.REPAIR, OrderKind.INSTALL)[two % 2]
        draft = self.realm.draft(customer, kind, area=("幸福里", "科技园")[one % 2], draft_id=self.draft_id())
        free = self.realm.free(draft, SLOTS)
        if free:
            self.realm.run(booking.book, draft, free[two % len(free)], by=customer)

    def hold(self, one: int, two: int) -> None:
        visit = self.newest(one)
        at = self.slot(visit.order, two)
        self.realm.run(booking.hold_for_order, visit.order.id, at, self.draft_id(), by=self.customer_of(visit))

    def hold_and_move(self, one: int, two: int) -> None:
        visit, draft_id = self.newest(one), self.draft_id()
        at, customer = self.slot(visit.order, two), self.customer_of(visit)
        self.realm.run(booking.hold_for_order, visit.order.id, at, draft_id, by=customer)
        self.realm.run(rescheduling.move, visit.id, at, draft_id, by=customer)

    def move(self, one: int, two: int) -> None:
        visit = self.newest(one)
        at = self.slot(visit.order, two)
        actor = self.dispatcher if two % 2 else self.customer_of(visit)
        self.realm.run(rescheduling.move, visit.id, at, self.draft_id(), reason="crew", by=actor)

    def book_again(self, one: int, two: int) -> None:
        visit = self.newest(one)
        at = self.slot(visit.order, two)
        self.realm.run(booking.book_again, visit.order.id, at, self.draft_id(), by=self.customer_of(visit))

    def cancel(self, one: int, two: int) -> None:
        visit = self.newest(one)
        self.realm.run(rescheduling.cancel, visit.id, by=self.customer_of(visit))

    def withdraw(self, one: int, two: int) -> None:
        visit = self.newest(one)
        use_case = (rescheduling.no_longer_needed, rescheduling.ask_withdrawal)[two % 2]
        self.realm.run(use_case, visit.order.id, by=self.customer_of(visit))

    def ask_to_move(self, one: int, two: int) -> None:
        visit = self.newest(one)
        self.realm.run(rescheduling.ask_to_move, visit.id, "parts", by=self.lead_of(visit, two))

    def keep_old_time(self, one: int, two: int) -> None:
        visit = self.newest(one)
        self.realm.run(rescheduling.keep_old_time, visit.id, by=self.customer_of(visit))

    def wait(self, one: int, two: int) -> None:
        visit = self.newest(one)
        self.realm.run((waiting_list.join, waiting_list.leave)[two % 2], visit.id, by=self.customer_of(visit))

    def confirm(self, one: int, two: int) -> None:
        visit = self.newest(one)
        self.realm.run(confirmation.confirm, visit.id, by=self.customer_of(visit))

    def offer(self, one: int, two: int) -> tuple[int, Actor]:
        """Whoever is asked, or was."""
        query = select(Offer).where(Offer.appointment_id == self.newest(one).id)
        found = self.realm.rows(query.order_by(Offer.status != OfferStatus.OPEN, Offer.id))
        if not found:
            raise Refused()
        offer = found[two % len(found)]
        return offer.id, next(t for t in self.technicians if t.person_id == offer.technician_id)

    def accept(self, one: int, two: int) -> None:
        offer_id, technician = self.offer(one, two)
        self.realm.run(offers.accept, offer_id, by=technician)

    def decline(self, one: int, two: int) -> None:
        offer_id, technician = self.offer(one, two)
        self.realm.run(offers.decline, offer_id, "far", by=technician)

    def hand_back(self, one: int, two: int) -> None:
        visit = self.newest(one)
        self.realm.run(assigning.hand_back, visit.id, "sick", by=self.lead_of(visit, two))

    def assign(self, one: int, two: int) -> None:
        technician = self.technicians[two % 4].person_id
        self.realm.run(assigning.assign, self.newest(one).id, technician, by=self.dispatcher)

    def take_back(self, one: int, two: int) -> None:
        self.realm.run(assigning.take_back, self.newest(one).id, by=self.dispatcher)

    def add_technician(self, one: int, two: int) -> None:
        technician = self.technicians[two % 4].person_id
        self.realm.run(visits.add_technician, self.newest(one).id, technician, by=self.dispatcher)

    def urgent(self, one: int, two: int) -> None:
        self.realm.run(assigning.mark_urgent, self.newest(one).order.id, by=self.dispatcher)

    def on_the_way(self, one: int, two: int) -> None:
        visit = self.newest(one)
        lead = self.lead_of(visit, two)
        match two % 3:
            case 0:
                self.realm.run(visits.depart, visit.id, by=lead)
            case 1:
                self.realm.run(visits.run_late, visit.id, 20, by=lead)
            case 2:
                self.realm.run(visits.undo_arrival, visit.id, by=lead)

    def its_day(self, one: int, two: int) -> None:
        """The clock jumps to shortly before or after the promised time."""
        visit = self.newest(one)
        self.realm.now = max(self.realm.now, visit.promised_at + timedelta(minutes=(-40, -5, 10, 50)[two % 4]))
        self.tick()

    def arrive(self, one: int, two: int) -> None:
        visit = self.newest(one)
        self.realm.run(visits.arrive, visit.id, by=self.lead_of(visit, two))

    def work(self, one: int, two: int) -> None:
        visit = self.newest(one)
        lead = self.lead_of(visit, two)
        self.realm.run(visits.connect, visit.id, by=lead)
        if two % 2:
            self.realm.run(close_outs.complete, visit.id, RECORDS[visit.order.kind], by=lead)

    def second_key(self, one: int, two: int) -> None:
        visit = self.newest(one)
        use_case = (close_outs.say_fixed, close_outs.say_not_fixed)[two % 2]
        self.realm.run(use_case, visit.order.id, by=self.customer_of(visit))

    def later(self, one: int, two: int) -> None:
        self.realm.now += timedelta(minutes=JUMPS[(one + two) % len(JUMPS)])


MOVES = sorted(
    name for name, thing in vars(Town).items()
    if callable(thing) and thing.__code__.co_varnames[1:3] == ("one", "two") and name != "offer"
)  # fmt: skip
OFTEN = ["book", "accept", "its_day", "arrive", "accept", "hand_back", "add_technician", "book"]


@pytest.fixture(scope="module")
def fresh(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Town]:
    file = tmp_path_factory.mktemp("towns") / "town.db"
    return lambda: Town(open_town(template, file))


@settings(
    max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(
    st.lists(
        st.tuples(st.sampled_from([*MOVES, *OFTEN]), st.integers(0, 5), st.integers(0, 11)), min_size=8, max_size=24
    )
)
def test_what_must_be_true_stays_true(fresh: Callable[[], Town], deeds: list[tuple[str, int, int]]) -> None:
    town = fresh()
    town.does("book", 0, 0)
    for deed in deeds:
        town.does(*deed)
        found = town.realm.run(broken, by=CLOCK)
        assert not found, f"after {deed}: {found}"
