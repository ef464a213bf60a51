"""How far a visit has come, arranged without dialogue: for stories that begin in the middle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from models.appointment import Appointment
from models.offer import Offer, OfferStatus
from models.order import OrderKind, Service, WorkOrder
from models.outage import Outage, OutageCause
from models.unit import Area
from scheduling import booking, close_outs, offers, outages, visits
from scheduling.booking import OrderDraft
from tests.world import Chatter, World, moment

DRAFTS = count(1)
RECORDS: dict[OrderKind, dict[str, Any]] = {
    OrderKind.REPAIR: {
        "cause": "drop_line", "work_done": "换了皮线", "reading": "-19.5 dBm", "photo": "a-photo",
        "others_undisturbed": True, "resource_changed": False,
    },
    OrderKind.INSTALL: {
        "speed_mbps": 500, "indoor_wiring": "六类线", "splitter_position": "3-2", "account_label": True,
        "lightning_label": True, "others_undisturbed": True, "resource_changed": False,
    },
}  # fmt: skip


@dataclass
class Staged:
    """One customer's visit, moved along by use-cases; whatever is due has been delivered after each step."""

    world: World
    customer: Chatter
    visit_id: int
    order_id: int
    number: str

    async def accepted(self) -> Chatter:
        """Whoever is offered the visit takes it; returns them."""
        query = select(Offer).where(Offer.appointment_id == self.visit_id, Offer.status == OfferStatus.OPEN)
        offer = self.world.rows(query.order_by(Offer.id))[0]
        technician = next(who for who in self.technicians() if self.world.person_id(who) == offer.technician_id)
        await self._does(technician, offers.accept, offer.id)
        return technician

    def technicians(self) -> list[Chatter]:
        return [self.world.person(id) for id in (2001, 2002, 2003, 2004)]

    async def departed(self, technician: Chatter) -> None:
        await self._does(technician, visits.depart, self.visit_id)

    async def late(self, technician: Chatter, minutes: int) -> None:
        await self._does(technician, visits.run_late, self.visit_id, minutes)

    async def arrived(self, technician: Chatter) -> None:
        await self._does(technician, visits.arrive, self.visit_id)

    async def arrival_undone(self, technician: Chatter) -> None:
        await self._does(technician, visits.undo_arrival, self.visit_id)

    async def completed(self, technician: Chatter, **changed: Any) -> None:
        """Put through and closed out by the technician; the customer is asked for the second key."""
        await self._does(technician, visits.connect, self.visit_id)
        kind = self.order().kind
        await self._does(technician, close_outs.complete, self.visit_id, {**RECORDS[kind], **changed})

    async def done(self, at: str) -> Chatter:
        """The whole visit, on time: accepted, arrived and completed at that local time."""
        technician = await self.accepted()
        await self.world.clock.travel(at)
        await self.arrived(technician)
        await self.completed(technician)
        return technician

    async def _does(self, who: Chatter, use_case: Any, *args: Any) -> None:
        # What everybody sees from here on is new to them.
        for chatter in self.world.chatters.values():
            chatter.mark = self.world.sandbox.seq
        self.world.do(use_case, *args, actor=self.world.actor(who))
        await self.world.settle()

    def order(self) -> WorkOrder:
        found: WorkOrder = self.world.rows(select(WorkOrder).where(WorkOrder.id == self.order_id))[0]
        return found

    def visit(self) -> Appointment:
        """The visit as it stands; after a move, the one that replaced it."""
        query = select(Appointment).where(Appointment.order_id == self.order_id).order_by(Appointment.id.desc())
        found: Appointment = self.world.rows(query)[0]
        return found


async def booked(
    world: World, customer: Chatter, at: str, kind: OrderKind = OrderKind.REPAIR, *, area: str = "幸福里",
    address: str = "幸福里3栋2单元301", services: tuple[Service, ...] = (Service.BROADBAND,), **more: Any,
) -> Staged:  # fmt: skip
    """A visit promised for a local time, as if the customer had booked it here."""
    where = world.rows(select(Area).where(Area.name == area))[0]
    draft = OrderDraft(
        kind=kind, services=services, customer_id=world.person_id(customer), area_id=where.id, address=address,
        draft_id=f"staged-{next(DRAFTS)}", asked_later=True, **more,
    )  # fmt: skip
    starts_at = moment(at, world.clock.now)
    for chatter in world.chatters.values():
        chatter.mark = world.sandbox.seq
    visit = world.do(booking.book, draft, starts_at, actor=world.actor(customer))
    await world.settle()
    order = world.rows(select(WorkOrder).where(WorkOrder.id == visit.order_id))[0]
    return Staged(world, customer, visit.id, order.id, order.number)


async def outage_opens(world: World, area: str = "幸福里", until: str | None = "18:00", **more: Any) -> Outage:
    """Opened by the dispatcher; whoever is to hear of it has heard."""
    where = world.rows(select(Area).where(Area.name == area))[0]
    now = world.clock.now
    given: dict[str, Any] = {"cause": OutageCause.CABLE_DAMAGE, "services": ["broadband"], **more}
    if until is not None:
        given |= {"expected_from": moment(until, now) - timedelta(hours=1), "expected_until": moment(until, now)}
    draft_id = f"staged-{area}-{now.isoformat()}"
    dispatcher = world.actor(world.person(3001))
    found = world.do(outages.open_outage, draft_id, area_id=where.id, starts_at=now, actor=dispatcher, **given)
    await world.settle()
    return found
