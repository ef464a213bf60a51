"""The acceptance checks of requirements section 14 that concern a visit, as conversations on a moved clock."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.appointment import Appointment, Status
from models.notification import Delivery, Notification
from models.order import OrderStatus, WorkOrder
from tests.world import Chatter, MovedClock, World


async def booked(world: World, customer: Chatter, technician: Chatter, when: str = "明天下午四点") -> Appointment:
    """A repair booked in one sentence and one tap, accepted by the technician."""
    await customer.says(f"宽带坏了,{when}来人")
    await customer.taps("确认预约")
    await technician.taps("接单")
    return world.rows(select(Appointment).order_by(Appointment.id.desc()))[0]


def visit_of(world: World, id: int) -> Appointment:
    return world.do(lambda uow: uow.appointment(id))


@pytest.fixture(autouse=True)
def two_stay_at_home(world: World, rival: Chatter) -> None:
    """Only 李建国 is there, so that it is always he who is asked first."""
    from datetime import timedelta

    from models.person import Technician
    from models.shift import OffReason, TimeOff

    me = {world.person_id(world.person(2001))}

    def away(uow: object) -> None:
        for technician in uow.session.scalars(select(Technician)):  # type: ignore[attr-defined]
            if technician.person_id not in me:
                off = TimeOff(technician_id=technician.person_id, starts_at=uow.now, ends_at=uow.now + timedelta(days=20),  # type: ignore[attr-defined]
                              reason=OffReason.LEAVE, reported_at=uow.now)  # type: ignore[attr-defined]  # fmt: skip
                uow.session.add(off)  # type: ignore[attr-defined]

    world.do(away)


async def test_t1_the_customer_is_told_half_an_hour_before_once_and_with_the_technicians_card(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """T-1, R-4.5."""
    visit = await booked(world, customer, technician)
    await clock.travel("11-25 15:29")
    assert customer.count("ZW-2023-0417") == 0, "the whole card comes only with the notice (R-12.5)"
    await clock.travel("11-25 15:30")
    card = customer.has_seen("李建国", "ZW-2023-0417")
    assert card["photo"], "the face at the door can be compared (R-5.2)"
    await world.settle()
    await clock.advance(minutes=5)
    assert customer.count("ZW-2023-0417") == 1
    assert visit_of(world, visit.id).status is Status.NOTIFIED


async def test_t2_a_moved_visit_is_announced_only_at_its_new_time(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """T-2, R-4.5, R-4.6, promise 1."""
    visit = await booked(world, customer, technician, "明天下午两点")
    await clock.travel("11-25 11:00")
    await customer.says("改到今天下午四点")
    await customer.taps("确认")
    await technician.taps("接单")
    await clock.travel("11-25 13:35")
    assert customer.count("ZW-2023-0417") == 0
    await clock.travel("11-25 15:31")
    assert customer.count("ZW-2023-0417") == 1
    old = visit_of(world, visit.id)
    assert (old.status, old.was_kept) == (Status.RESCHEDULED, None)
    said = world.rows(select(Notification).where(Notification.key == "half-hour-notice"))
    assert sorted(n.status for n in said) == [Delivery.SENT, Delivery.WITHDRAWN]


async def test_t3_a_visit_the_company_moves_after_its_time_was_not_kept(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """T-3 without its penalty candidate, R-4.6, R-4.7."""
    visit = await booked(world, customer, technician, "明天下午两点")
    await clock.travel("11-25 14:05")
    await technician.taps("要改期")
    await technician.taps("上一单")
    await customer.says("今天下午六点")
    await customer.taps("确认")
    old = visit_of(world, visit.id)
    assert (old.status, old.was_kept) == (Status.RESCHEDULED, False)


@pytest.mark.parametrize(("at", "kept"), [("14:00", True), ("14:01", False)])
async def test_t4_arriving_on_the_minute_is_on_time(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock, at: str, kept: bool
) -> None:
    """T-4, R-4.7, R-4.8."""
    visit = await booked(world, customer, technician, "明天下午两点")
    await clock.travel(f"11-25 {at}")
    await technician.taps("我已到达")
    assert visit_of(world, visit.id).was_kept is kept
    customer.has_seen("已到达")
    if not kept:
        customer.has_seen("抱歉")


async def test_t5_the_technician_is_told_when_to_leave_and_warned_a_minute_later(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """T-5, R-4.8, D-10: 30 minutes of way and 10 of margin."""
    await booked(world, customer, technician, "明天下午两点")
    await clock.travel("11-25 13:19")
    before = len(technician.messages())
    await clock.travel("11-25 13:20")
    assert len(technician.messages()) == before + 1
    await clock.travel("11-25 13:21")
    assert len(technician.messages()) == before + 2
    await technician.taps("出发")


async def test_t16_a_technician_cannot_return_an_order(world: World, customer: Chatter, technician: Chatter) -> None:
    """T-16, R-3.13 to R-3.15: no button, no words, no forged press leads there."""
    visit = await booked(world, customer, technician)
    assert not any("退单" in b["text"] for m in technician.messages() for row in m["buttons"] for b in row)
    await technician.says("退单")
    newest = technician.messages()[-1]["message_id"]
    for forged in (f"ret:{visit.order_id}", f"return:{visit.order_id}:1"):
        await technician.presses(newest, forged)
    order = world.rows(select(WorkOrder))[0]
    assert order.status is OrderStatus.ACCEPTED


async def test_t11_three_technicians_one_lead_and_everything_said_once(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """T-11, R-3.4, R-4.18: the confirmation and the notice come once, signed by the lead; only the lead has buttons."""
    from models.errors import NotAllowed
    from models.shift import TimeOff
    from scheduling import visits

    visit = await booked(world, customer, technician)
    dispatcher = world.actor(world.person(3001))
    world.do(lambda uow: [uow.session.delete(off) for off in uow.session.scalars(select(TimeOff))])
    for other in (2002, 2004):
        world.do(visits.add_technician, visit.id, world.person_id(world.person(other)), actor=dispatcher)
    await clock.travel("11-24 18:00")
    assert customer.count("还合适吗") == 1
    await clock.travel("11-25 15:30")
    assert customer.count("ZW-2023-0417") == 1
    assert customer.count("ZW-2024-1183") == 0
    beside = world.person(2002)
    beside.has_seen("李建国")
    with pytest.raises(NotAllowed):
        world.do(visits.arrive, visit.id, actor=world.actor(beside))
