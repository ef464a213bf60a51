"""The day of the visit as its customer hears it: who comes, when, and who stands at the door."""

from __future__ import annotations

import pytest

from models.order import OrderKind
from scheduling import assigning
from tests.stages import booked
from tests.world import Chatter, MovedClock, World


async def test_the_surname_from_acceptance(world: World, customer: Chatter) -> None:
    """D-41, R-12.5: no full name, no certificate before the half-hour notice."""
    staged = await booked(world, customer, "11-25 14:00")

    technician = await staged.accepted()
    customer.sees(f"{technician.name[0]}师傅接了您的单", "11月25日", "14:00")
    customer.sees_no(technician.name, "ZW-")


async def test_t1_one_notice_half_an_hour_before(world: World, customer: Chatter, clock: MovedClock) -> None:
    """T-1: promised 10:00, at 09:30 exactly one notice with the technician's card; none on a second run."""
    staged = await booked(world, customer, "11-25 10:00")
    technician = await staged.accepted()

    await clock.travel("11-25 09:29")
    assert customer.count("请留人在家") == 0
    await clock.travel("11-25 09:30")
    notice = customer.has_seen("10:00", "请留人在家", technician.name, "上岗证号", "ZW-")
    assert notice["photo"]
    await world.settle()
    await clock.travel("11-25 09:59")
    assert customer.count("请留人在家") == 1


async def test_the_notice_names_the_company_of_a_contractors_technician(
    world: World, customer: Chatter, rival: Chatter, clock: MovedClock
) -> None:
    """R-5.2: name, certificate number and company, to be compared at the door."""
    both = [await booked(world, customer, "11-25 10:00", kind=kind) for kind in (OrderKind.REPAIR, OrderKind.MOVE)]
    assert rival in [await staged.accepted() for staged in both]

    await clock.travel("11-25 09:30")
    customer.has_seen("张磊师傅", "ZW-2024-1183", "速通通信服务公司")


async def test_the_notice_says_so_when_nobody_has_accepted(world: World, customer: Chatter, clock: MovedClock) -> None:
    await booked(world, customer, "11-25 10:00")

    await clock.travel("11-25 09:30")
    customer.has_seen("10:00", "请留人在家", "师傅还在安排中")


async def test_on_the_way_with_the_time_to_expect(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()

    await clock.travel("11-25 13:20")
    await staged.departed(technician)
    customer.sees("师傅出发了", "预计 13:50 到")


async def test_running_late_tells_the_new_time_and_the_way_out(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    """R-4.6: the customer hears before the promised time has passed."""
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()

    await clock.travel("11-25 13:40")
    await staged.late(technician, 30)
    customer.sees("师傅会晚一些", "预计 14:30 到", "原来约的是 14:00", "不方便,改时间")


async def test_late_said_the_day_before_names_the_day(world: World, customer: Chatter) -> None:
    """R-4.6: "08:20" alone would be read as this morning's."""
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await staged.late(technician, 30)
    customer.sees("师傅会晚一些", "预计 11月25日 周三 14:30 到", "原来约的是 11月25日 周三 14:00")


async def test_late_before_the_notice_the_notice_says_the_later_time(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    """Promise 1: half an hour before, the time that is true by then comes first."""
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await clock.travel("11-25 13:20")
    await staged.late(technician, 20)

    await clock.travel("11-25 13:30")
    customer.has_seen("师傅 14:20 上门", "比约好的 14:00 晚一些", "改时间")
    assert customer.count("师傅 14:00 上门") == 0


async def test_late_again_says_only_the_newer_time(world: World, customer: Chatter, clock: MovedClock) -> None:
    """Promise 1: a message may be late, never out of date."""
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await clock.travel("11-25 13:40")
    await staged.late(technician, 20)

    await staged.late(technician, 60)
    customer.sees("预计 15:00 到")
    customer.sees_no("14:20")


async def test_at_the_door_with_the_card_to_compare(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()

    await clock.travel("11-25 13:55")
    await staged.arrived(technician)
    customer.sees("师傅已到达(13:55)", technician.name, "上岗证号", "核对师傅的证件")
    customer.sees_no("抱歉")


async def test_an_apology_when_the_promise_was_not_kept(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()

    await clock.travel("11-25 14:10")
    await staged.arrived(technician)
    customer.sees("师傅已到达", "抱歉来晚了")


async def test_an_arrival_taken_back(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await clock.travel("11-25 13:30")
    await staged.departed(technician)
    await staged.arrived(technician)

    await staged.arrival_undone(technician)
    customer.sees("误点", "师傅还没到", "14:00")


async def test_in_english(world: World, john: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, john, "11-25 14:00", area="科技园", address="Keji Park Tower B, 18F-06")
    technician = await staged.accepted()
    john.sees("has taken your order")

    await clock.travel("11-25 13:30")
    john.has_seen("comes at 14:00", technician.name, "Certificate")
    await clock.travel("11-25 14:05")
    await staged.arrived(technician)
    john.sees("at the door (14:05)", "Sorry for being late")


async def test_a_customer_left_waiting_hears_of_it_before_they_have_to_ask(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """R-4.6: nobody came and nobody said so; five minutes after the promised time we do."""
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await clock.travel("11-25 14:04")
    assert customer.count("还没到,抱歉让您久等") == 0
    await clock.travel("11-25 14:05")
    customer.has_seen("说好 14:00 上门", "改时间")
    dispatcher.has_seen("已过约定时间")
    await clock.travel("11-25 14:20")
    assert customer.count("还没到,抱歉让您久等") == 1
    await technician.taps("我已到达")
    customer.has_seen("已到达")


async def test_who_has_not_confirmed_may_do_so_at_the_notice(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """R-4.4, R-4.5: one tap, and the dispatcher need not ring."""
    staged = await booked(world, customer, "11-25 14:00")
    await staged.accepted()
    await clock.travel("11-25 13:30")
    customer.has_seen("请留人在家", "确认,时间合适", "改时间")

    await customer.taps("确认,时间合适")

    assert staged.visit().confirmed_at is not None
    assert customer.count("请留人在家") == 1


@pytest.mark.parametrize(
    "words", ["大概2点40到", "大概两点四十能到", "2:40左右到", "I'll be there about 2:40", "ETA 2:40"]
)
async def test_when_they_will_be_there_reaches_the_customer(
    world: World, customer: Chatter, clock: MovedClock, words: str
) -> None:
    """R-4.6: past the promised time the customer hears the new one."""
    staged = await booked(world, customer, "14:00")
    technician = await staged.accepted()
    await clock.travel("13:40")
    await staged.departed(technician)
    await technician.says(words)
    technician.sees("14:40")
    customer.has_seen("师傅会晚一些", "预计 14:40 到")


async def test_there_in_time_nobody_is_disturbed(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "14:00")
    technician = await staged.accepted()
    await clock.travel("13:20")
    await staged.departed(technician)
    customer.mark = world.sandbox.seq
    await technician.says("大概1点50到")
    technician.sees("赶得上,约的是 14:00")
    assert customer.said() == []


async def test_of_two_visits_it_is_asked_which(
    world: World, customer: Chatter, neighbour: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    both = [
        await booked(world, customer, "14:00"),
        await booked(world, neighbour, "16:00", area="科技园", address="科技园创业街8号1204室"),
    ]
    for staged in both:
        if await staged.accepted() is not technician:
            world.do(
                assigning.assign, staged.visit_id, world.person_id(technician), actor=world.actor(world.person(3001))
            )
            await staged.accepted()
    await clock.travel("13:20")
    await technician.says("大概4点半到")
    technician.sees("是哪一个", "14:00", "16:00")
    await technician.taps("16:00")
    neighbour.has_seen("预计 16:30 到")


@pytest.mark.parametrize("words", ["二十分钟后到", "大概20分钟能到", "be with them in 20"])
async def test_so_many_minutes_from_now(world: World, customer: Chatter, clock: MovedClock, words: str) -> None:
    staged = await booked(world, customer, "14:00")
    technician = await staged.accepted()
    await clock.travel("13:50")
    await staged.departed(technician)
    await technician.says(words)
    technician.sees("14:10")
    customer.has_seen("预计 14:10 到")


async def test_late_and_then_in_time_after_all_is_told_too(world: World, customer: Chatter, clock: MovedClock) -> None:
    """Promise 1: nobody goes out because of a time that is no longer true."""
    staged = await booked(world, customer, "14:00")
    technician = await staged.accepted()
    await clock.travel("13:20")
    await staged.departed(technician)
    await technician.says("晚到30分钟")
    customer.has_seen("预计 14:30 到")
    await technician.says("大概1点50到")
    technician.sees("赶得上 14:00", "已告诉客户")
    customer.sees("赶上了,预计 13:50 到", "14:00")
    await customer.says("师傅到哪了")
    customer.sees("13:50")
