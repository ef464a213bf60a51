"""Many customers at once, an outage over them, and the clock doing what a broadcast asks of it: for tests and benches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, insert, select

from models.notification import Notification
from models.order import OrderKind, OrderService, OrderStatus, Service, WorkOrder
from models.outage import Outage, OutageCause, OutageStatus
from models.person import Address, ChatAccount, CustomerTier, Person, Subscription
from models.unit import Area, AreaKind
from scheduling import clockwork, timers
from scheduling.unit_of_work import UnitOfWork
from tests.realm import Realm
from tests.world import Chatter, World

FIRST_CHAT = 500_000
PIECE = 10_000


def move_in(
    uow: UnitOfWork, count: int, area_id: int, *, plant_id: int | None = None, tiers: Sequence[CustomerTier] = (),
    chats: bool = True, service: str | None = "broadband", **more: Any,
) -> list[int]:  # fmt: skip
    """So many customers with a home there, their ids; the tiers in turn."""
    first = (uow.session.scalar(select(func.max(Person.id))) or 0) + 1
    homes = (uow.session.scalar(select(func.max(Address.id))) or 0) + 1
    tiers = tiers or (CustomerTier.ORDINARY,)
    for at in range(0, count, PIECE):
        some = range(at, min(at + PIECE, count))
        people = [
            {"id": first + n, "name": f"客户{n}", "phone": f"+86139{first + n:08}", "tier": tiers[n % len(tiers)],
             "language": "zh", "created_at": uow.now, **more}
            for n in some
        ]  # fmt: skip
        uow.session.execute(insert(Person), people)
        where = {"area_id": area_id, "plant_id": plant_id, "text": "幸福里3栋"}
        uow.session.execute(insert(Address), [{"id": homes + n, "person_id": first + n, **where} for n in some])
        if service:
            line = {"service": service, "account": "KD"}
            lines = [{"person_id": first + n, "address_id": homes + n, **line} for n in some]
            uow.session.execute(insert(Subscription), lines)
        if chats:
            accounts = [
                {"person_id": first + n, "bot_id": 1, "chat_id": FIRST_CHAT + first + n,
                 "user_id": FIRST_CHAT + first + n, "bound_at": uow.now}
                for n in some
            ]  # fmt: skip
            uow.session.execute(insert(ChatAccount), accounts)
    return list(range(first, first + count))


def crowd(world: World, count: int, place: str = "幸福里", **more: Any) -> list[Chatter]:
    """So many more customers there, each with a chat that is open."""
    people = world.do(move_in, count, world.do(area, place).id, **more)
    for id in people:
        world.sandbox.seed_person(FIRST_CHAT + id, f"客户{id}", "zh", role="customer")
    return [world.person(FIRST_CHAT + id) for id in people]


def report_faults(
    uow: UnitOfWork, people: Sequence[int], place: str = "幸福里", service: str = "broadband"
) -> list[int]:
    """Each of them waits for a repair there, no time agreed yet; the orders' ids."""
    where = area(uow, place)
    due_at = uow.now + uow.policy.limits.for_order("repair", "ordinary")
    orders = [
        WorkOrder(number=f"R{id:08}", kind=OrderKind.REPAIR, status=OrderStatus.READY, customer_id=id,
                  unit_id=where.unit_id, area_id=where.id, address=place, received_at=uow.now, due_at=due_at,
                  services=[OrderService(service=Service(service))])
        for id in people
    ]  # fmt: skip
    uow.session.add_all(orders)
    uow.session.flush()
    return [order.id for order in orders]


def area(uow: UnitOfWork, name: str) -> Area:
    return uow.session.scalars(select(Area).where(Area.name == name)).one()


def box(uow: UnitOfWork, estate: str, name: str) -> Area:
    """A distribution box below an estate."""
    above = area(uow, estate)
    made = Area(unit_id=above.unit_id, parent_id=above.id, kind=AreaKind.BOX, name=name, aliases=[], path="")
    uow.add(made)
    made.path = f"{above.path}{made.id}/"
    uow.session.flush()
    return made


def outage(uow: UnitOfWork, place: str | None = "幸福里", **given: Any) -> Outage:
    """A running one, cause known, back in three hours."""
    where = area(uow, place) if place else area(uow, "幸福里")
    usual: dict[str, Any] = {
        "unit_id": where.unit_id, "area_id": where.id if place else None, "services": ["broadband"],
        "status": OutageStatus.IDENTIFIED, "cause": OutageCause.CABLE_DAMAGE, "starts_at": uow.now,
        "expected_until": uow.now + timedelta(hours=3), "opened_at": uow.now,
    }  # fmt: skip
    return uow.add(Outage(**{**usual, **given}))


def tick(realm: Realm) -> int:
    """Everything the clock has to do by now, as the application does it; returns how much it was."""
    done = 0
    while due := realm.run(timers.due_timers):
        for timer_id in due:
            realm.run(clockwork.fire, timer_id)
            done += 1
    return done


def recipients(realm: Realm, broadcast_id: int) -> list[Notification]:
    """In the order in which they will be told."""
    query = select(Notification).where(Notification.broadcast_id == broadcast_id)
    return realm.rows(query.order_by(Notification.id))
