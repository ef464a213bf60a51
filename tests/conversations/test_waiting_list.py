"""The waiting list: a freed earlier slot is offered, and the first tap wins."""

from __future__ import annotations

from sqlalchemy import select

from models.appointment import Status
from models.waiting_list import Waiting, WaitingStatus
from scheduling import rescheduling
from tests.stages import Staged, booked
from tests.world import Chatter, MovedClock, World

MORNING = "11-25 10:00"


async def full_morning(world: World, neighbour: Chatter) -> list[Staged]:
    """Both certified technicians of 幸福里 are promised away at ten."""
    return [await booked(world, neighbour, MORNING, address=f"幸福里{n}栋") for n in (8, 9)]


async def cancelled(world: World, who: Chatter, staged: Staged) -> None:
    for chatter in world.chatters.values():
        chatter.mark = world.sandbox.seq
    world.do(rescheduling.cancel, staged.visit_id, actor=world.actor(who))
    await world.settle()


def waiting(world: World) -> list[WaitingStatus]:
    return [entry.status for entry in world.rows(select(Waiting).order_by(Waiting.id))]


async def test_a_freed_slot_is_offered_and_taken(world: World, customer: Chatter, neighbour: Chatter) -> None:
    busy = await full_morning(world, neighbour)
    staged = await booked(world, customer, "11-25 16:00")
    await customer.says("我的预约")
    await customer.taps("想早点来")
    customer.sees("会马上告诉您")

    await cancelled(world, neighbour, busy[0])
    customer.sees("有更早的时间空出来了", "11月25日 周三 10:00", "您现在约的是", "16:00", "09:15 前有效")
    await customer.taps("改到 11月25日 周三 10:00")

    customer.sees("上门时间提前了", "11月25日 周三 10:00", staged.number)
    customer.sees(f"{staged.number}.ics")
    assert staged.visit().status is Status.BOOKED
    assert waiting(world) == [WaitingStatus.SERVED]


async def test_what_is_free_already_is_one_tap_away(world: World, customer: Chatter) -> None:
    """Nobody waits for luck beside an empty morning."""
    staged = await booked(world, customer, "11-25 16:00")
    await customer.says("能早点来吗")
    customer.sees("现在就有更早的时间", "改到 11月24日 周二 14:00", "会马上告诉您")
    await customer.taps("改到 11月24日 周二 14:00")
    customer.sees("上门时间提前了", "11月24日 周二 14:00", staged.number)
    assert waiting(world) == [WaitingStatus.SERVED]


async def test_the_first_tap_wins(world: World, customer: Chatter, neighbour: Chatter, john: Chatter) -> None:
    """Two wait, one slot comes free: the second hears that it is gone, and keeps the time they have."""
    busy = await full_morning(world, neighbour)
    mine = await booked(world, customer, "11-25 16:00")
    theirs = await booked(world, john, "11-25 18:00", address="幸福里6栋")
    for waiter, words in ((customer, "能早点来吗"), (john, "anything earlier?")):
        await waiter.says(words)
    await cancelled(world, neighbour, busy[0])

    await john.taps("Move to Wed 25 Nov 10:00")
    john.sees("It is yours", "10:00", theirs.number)
    await customer.taps("改到 11月25日 周三 10:00")

    customer.sees("慢了一步", "原来的时间不变", "16:00", "看看其他时间")
    assert mine.visit().status is Status.BOOKED and mine.visit().id == mine.visit_id
    assert waiting(world) == [WaitingStatus.WAITING, WaitingStatus.SERVED]


async def test_keeping_the_time_they_have(world: World, customer: Chatter, neighbour: Chatter) -> None:
    busy = await full_morning(world, neighbour)
    staged = await booked(world, customer, "11-25 16:00")
    await customer.says("能不能早点来")
    await cancelled(world, neighbour, busy[0])

    await customer.taps("不用,原时间就好")
    customer.sees("原来的时间不变", "16:00", staged.number)
    assert staged.visit().id == staged.visit_id


async def test_asking_twice_is_one_place_on_the_list(world: World, customer: Chatter) -> None:
    await booked(world, customer, "11-25 16:00")

    await customer.says("能早点来吗")
    customer.sees("马上告诉您")
    await customer.says("能早点来吗")
    customer.sees("已经在帮您留意")
    assert waiting(world) == [WaitingStatus.WAITING]


async def test_off_the_list_again(world: World, customer: Chatter, neighbour: Chatter) -> None:
    busy = await full_morning(world, neighbour)
    await booked(world, customer, "11-25 16:00")
    await customer.says("能早点来吗")

    await customer.taps("不用提前了")
    customer.sees("就按原来的时间", "想早点来")
    await cancelled(world, neighbour, busy[0])
    customer.sees_no("空出来了")


async def test_an_offer_for_a_visit_that_has_moved_even_earlier_is_stale(
    world: World, customer: Chatter, neighbour: Chatter, clock: MovedClock
) -> None:
    """An old card may not move a visit back to a later time."""
    busy = await full_morning(world, neighbour)
    staged = await booked(world, customer, "11-25 16:00")
    await customer.says("能早点来吗")
    await cancelled(world, neighbour, busy[0])
    card = customer.has_seen("有更早的时间空出来了")
    early = world.do(
        rescheduling.move, staged.visit_id, clock.now.replace(day=25, hour=8), "by-hand", actor=world.actor(customer)
    )

    await customer.taps_on(card, "改到")
    assert staged.visit().id == early.id
    assert staged.visit().starts_at == early.starts_at


async def test_half_an_hour_before_the_technician_is_hurried_and_no_list_is_joined(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await clock.travel("11-25 13:31")
    await customer.says("师傅能不能早点来")
    customer.sees("师傅很快就来了", "发给李建国师傅")
    await customer.taps("发给李建国师傅")
    technician.has_seen("师傅能不能早点来")


async def test_who_comes_home_late_tells_the_technician_and_moves_nothing(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await clock.travel("11-25 13:31")
    await customer.says("我可能晚到家十分钟")
    customer.sees("要让师傅知道吗", "发给李建国师傅")
    await customer.taps("发给李建国师傅")
    technician.has_seen("我可能晚到家十分钟")


async def test_a_yes_below_two_questions_is_asked_about(world: World, customer: Chatter, clock: MovedClock) -> None:
    """An earlier time is offered while another one stands to be agreed: 好的 moves nothing by mistake."""
    staged = await booked(world, customer, "11-25 14:00")
    others = [await booked(world, world.person(1002), "11-25 10:00", address=f"幸福里7栋{n}01") for n in (1, 2)]
    await customer.says("能早点来吗")
    await customer.says("改到周五上午")
    customer.sees("改到这个时间", "11月27日 周五 08:00")
    await clock.advance(minutes=1)
    world.do(rescheduling.cancel, others[0].visit_id, actor=world.actor(world.person(1002)))
    await world.settle()
    customer.has_seen("有更早的时间空出来了", "改到 11月25日 周三 10:00")

    await customer.says("好的")
    customer.sees("您是说这个吗", "11月27日 周五 08:00")
    assert staged.visit().status is not Status.RESCHEDULED
    await customer.says("好的")
    customer.sees("已改到新时间", "11月27日 周五 08:00")
    await customer.taps("改到 11月25日 周三 10:00")
    customer.sees("上门时间提前了", "11月25日 周三 10:00")
