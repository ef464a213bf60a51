"""A storm at the desk: many customers without a chat are one card, rung one after the other, nobody of them twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models.appointment import Appointment
from models.appointment import Status as AppointmentStatus
from models.order import OrderStatus, WorkOrder
from models.outage import Outage
from models.person import CustomerTier, Person
from models.shift import OffReason
from models.task import Task, TaskStatus
from scheduling import assigning, held_orders, outages, people, shifts
from tests import crowds
from tests.conversations.test_rooms import group, in_group, said_in
from tests.stages import Staged, booked, outage_opens
from tests.world import Chatter, MovedClock, World, moment

MANY = 12


async def outage_over(world: World, many: int = MANY, **who: Any) -> Outage:
    """So many faults in 幸福里, of people without a chat, and an outage that explained them is over."""
    estate = world.do(crowds.area, "幸福里")
    households = world.do(crowds.move_in, many, estate.id, chats=False, **who)
    world.do(crowds.report_faults, households)
    outage = await outage_opens(world)
    await world.clock.advance(seconds=5)  # every one of them is held
    restored(world, outage)
    await world.settle()
    return outage


def restored(world: World, outage: Outage) -> None:
    for chatter in world.chatters.values():
        chatter.mark = world.sandbox.seq
    world.do(outages.restore, outage.id, actor=world.actor(world.person(3001)))


def calls(world: World, status: TaskStatus | None = None) -> list[Task]:
    found = world.rows(select(Task).where(Task.round_id.is_not(None)).order_by(Task.id))
    return [task for task in found if status in (None, task.status)]


def order_of(world: World, task: Task) -> WorkOrder:
    found: WorkOrder = world.rows(select(WorkOrder).where(WorkOrder.id == task.order_id))[0]
    return found


def whose(world: World, chatter: Chatter) -> list[Task]:
    return [task for task in calls(world, TaskStatus.OPEN) if task.owner_id == world.person_id(chatter)]


@pytest.fixture
async def storm(world: World, dispatcher: Chatter, second_dispatcher: Chatter) -> Outage:
    return await outage_over(world)


async def test_however_many_to_ring_are_one_card_for_each_dispatcher(
    world: World, dispatcher: Chatter, second_dispatcher: Chatter, clock: MovedClock
) -> None:
    """Held and asked about in three portions: the card grows where it stands, and nobody hears it twice."""
    policy = world.app.store.policy
    world.app.store.policy = replace(policy, outages=replace(policy.outages, held_at_once=20))
    await outage_over(world, 50)
    await clock.advance(seconds=10)
    for desk in (dispatcher, second_dispatcher):
        desk.sees("幸福里", "还要给 50 位客户打电话", "电话问恢复 50", "下一个", "名单")
        assert desk.count("位客户打电话") == 1, desk.transcript()
    assert len({task.subject for task in calls(world, TaskStatus.OPEN)}) == 50


async def test_one_tap_for_what_came_of_it_and_the_next_is_there(
    world: World, storm: Outage, dispatcher: Chatter, clock: MovedClock
) -> None:
    await dispatcher.taps("下一个")
    card = dispatcher.sees("还有 12 位", "停网恢复了", "客户0", "已经好了", "还没好", "没打通", "过会儿再打")
    await dispatcher.taps("已经好了")
    dispatcher.sees("客户0:已经好了", "客户1", "撤销:客户0")
    await dispatcher.taps("还没好")
    dispatcher.sees("客户1:还没好", "客户2")
    await dispatcher.taps("没打通")
    await dispatcher.taps("过会儿再打")
    assert dispatcher.sees("客户3:过会儿再打", "客户4")["message_id"] == card["message_id"]

    first, second, third, fourth = calls(world)[:4]
    assert (first.result, order_of(world, first).status) == ("works", OrderStatus.CLOSED)
    assert (second.result, order_of(world, second).urgent) == ("still_broken", True)
    assert (third.status, third.params["attempts"], third.due_at - clock.now) == (
        TaskStatus.OPEN, 1, timedelta(minutes=30)
    )  # fmt: skip
    assert (fourth.params.get("attempts"), fourth.due_at - clock.now) == (None, timedelta(hours=1))
    await clock.advance(seconds=5)
    dispatcher.has_seen("还要给 8 位客户打电话", "周静 1", "2 位过后再打,最早 09:30", "已打 2 位")


async def test_two_dispatchers_ring_two_people(
    world: World, storm: Outage, dispatcher: Chatter, second_dispatcher: Chatter
) -> None:
    await dispatcher.taps("下一个")
    await second_dispatcher.taps("下一个")
    dispatcher.has_seen("客户0", "没打通")
    second_dispatcher.sees("客户1", "没打通")
    await dispatcher.taps("下一个")
    dispatcher.sees("客户0", "没打通")  # theirs until they say what came of it
    await dispatcher.taps("已经好了")
    dispatcher.sees("客户2")


async def test_whoever_puts_the_telephone_down_leaves_it_to_the_others(
    world: World, storm: Outage, dispatcher: Chatter, second_dispatcher: Chatter, clock: MovedClock
) -> None:
    await dispatcher.taps("下一个")
    await dispatcher.taps("先放下")
    await second_dispatcher.taps("下一个")
    second_dispatcher.sees("客户0")
    await clock.advance(minutes=16)  # forgotten, not rung
    await dispatcher.taps("下一个")
    dispatcher.sees("客户0")


async def test_a_slip_is_undone_and_the_same_person_is_rung(
    world: World, storm: Outage, dispatcher: Chatter, clock: MovedClock
) -> None:
    for slip in ("已经好了", "还没好", "没打通", "过会儿再打"):
        if slip == "已经好了":
            await dispatcher.taps("下一个")
        await dispatcher.taps(slip)
        await dispatcher.taps("撤销:客户0")
        dispatcher.sees("已撤销", "客户0", "还有 12 位")
        task = calls(world)[0]
        assert (task.status, task.result, task.due_at) == (TaskStatus.OPEN, None, clock.now)
        assert order_of(world, task).status is OrderStatus.ON_HOLD
        assert [one.id for one in whose(world, dispatcher)] == [task.id]
    await dispatcher.taps("还没好")
    assert order_of(world, calls(world)[0]).status is OrderStatus.READY


async def restored_with_a_visit(world: World, customer: Chatter, dispatcher: Chatter) -> Staged:
    """A visit stands, muted, while its customer is rung whether it works again, one of two who have no chat."""
    staged = await booked(world, customer, "11-25 14:00")
    lead = await staged.accepted()
    await world.sandbox.block(customer.id)
    estate = world.do(crowds.area, "幸福里")
    world.do(crowds.report_faults, world.do(crowds.move_in, 1, estate.id, chats=False))
    outage = await outage_opens(world)
    await world.clock.advance(seconds=5)
    restored(world, outage)
    await world.settle()
    await dispatcher.taps("下一个")
    dispatcher.sees("王芳", "已经好了")
    await dispatcher.taps("已经好了")
    lead.has_seen("不用去")
    return staged


async def test_a_slip_brings_back_the_visit_it_gave_up(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    """Promise 1 and 2: the same time, with whoever had it; and when it still does not work, the visit counts again."""
    staged = await restored_with_a_visit(world, customer, dispatcher)
    before = staged.visit()
    await dispatcher.taps("撤销:王芳")
    dispatcher.sees("已撤销", "王芳", "11月25日", "14:00")
    after = staged.visit()
    assert after.id != before.id
    assert (after.status, after.starts_at, after.technician_id) == (
        AppointmentStatus.BOOKED, before.starts_at, before.technician_id,
    )  # fmt: skip
    assert (after.booked_by_id, after.channel) == (before.booked_by_id, before.channel)  # D-5
    await dispatcher.taps("还没好")
    assert staged.order().status is OrderStatus.ACCEPTED
    assert staged.visit().id == after.id


async def test_a_time_that_somebody_else_has_meanwhile_is_not_promised_twice(
    world: World, customer: Chatter, dispatcher: Chatter
) -> None:
    staged = await restored_with_a_visit(world, customer, dispatcher)
    start = staged.visit().starts_at
    for technician in staged.technicians()[:3]:
        away = world.person_id(technician), start, start + timedelta(hours=2), OffReason.SICK
        world.do(shifts.report_off, *away, actor=world.actor(technician))
    await dispatcher.taps("撤销:王芳")
    dispatcher.sees("11月25日 周三 14:00 的上门时间已经不能用了", "请另约")
    assert staged.visit().status is AppointmentStatus.CANCELLED


async def test_who_is_rung_first(world: World, dispatcher: Chatter, second_dispatcher: Chatter) -> None:
    """Who is at risk; then the oldest promise; of one day's promises the most important customer."""
    tiers = (CustomerTier.ORDINARY, CustomerTier.ORDINARY, CustomerTier.ORDINARY, CustomerTier.KEY)
    estate = world.do(crowds.area, "幸福里")
    households = world.do(crowds.move_in, 4, estate.id, chats=False, tiers=tiers)
    numbers = world.do(crowds.report_faults, households)

    def marked(uow: Any) -> None:
        late, at_risk, key = (uow.order(id) for id in numbers[1:])
        late.due_at -= timedelta(days=3)
        at_risk.urgent = True
        key.tier = CustomerTier.KEY

    world.do(marked)
    outage = await outage_opens(world)
    restored(world, outage)
    await world.settle()
    await dispatcher.taps("名单")
    dispatcher.sees("1. 客户2", "2. 客户1", "3. 客户3", "4. 客户0")


async def test_nothing_left_to_ring_is_said_where_the_card_stands(
    world: World, storm: Outage, dispatcher: Chatter, second_dispatcher: Chatter, clock: MovedClock
) -> None:
    """It is not over after all: nobody rings anybody, and no message says so twelve times."""
    world.do(outages.resume, storm.id, actor=world.actor(dispatcher))
    await clock.advance(seconds=5)
    second_dispatcher.has_seen("没有要打的电话了")
    assert second_dispatcher.count("位客户打电话") == 0
    assert {task.status for task in calls(world)} == {TaskStatus.WITHDRAWN}

    restored(world, storm)
    await clock.advance(seconds=5)
    second_dispatcher.sees("还要给 12 位客户打电话")  # a new card: what comes anew is heard


async def test_a_call_that_settles_itself_meanwhile_is_not_made(
    world: World, storm: Outage, dispatcher: Chatter
) -> None:
    await dispatcher.taps("下一个")
    world.do(held_orders.say_works, calls(world)[0].order_id, actor=world.actor(world.person(3002)))
    await dispatcher.taps("还没好")
    dispatcher.sees("客户0:已经不用打了", "客户1")
    assert calls(world)[0].result == "works"


async def test_what_was_put_off_is_heard_of_again_when_its_time_has_come(
    world: World, dispatcher: Chatter, second_dispatcher: Chatter, clock: MovedClock
) -> None:
    await outage_over(world, 2)
    await dispatcher.taps("下一个")
    await dispatcher.taps("没打通")
    await dispatcher.taps("没打通")
    await clock.advance(seconds=10)
    second_dispatcher.has_seen("还要给 0 位客户打电话", "2 位过后再打,最早 09:30")
    second_dispatcher.mark = world.sandbox.seq
    await clock.travel("09:31")
    second_dispatcher.sees("还要给 2 位客户打电话")


async def test_a_single_call_is_the_task_itself(world: World, dispatcher: Chatter, second_dispatcher: Chatter) -> None:
    await outage_over(world, 1)
    for desk in (dispatcher, second_dispatcher):
        desk.sees("打电话问 客户0", "已经好了", "还没好", "我来办")
        assert not desk.count("名单")


async def test_called_off_the_phone_notices_are_one_card_too(
    world: World, dispatcher: Chatter, second_dispatcher: Chatter, clock: MovedClock
) -> None:
    """Everybody is told that somebody comes after all; who has no chat, by telephone."""
    estate = world.do(crowds.area, "幸福里")
    world.do(crowds.report_faults, world.do(crowds.move_in, MANY, estate.id, chats=False))
    outage = await outage_opens(world)
    world.do(outages.call_off, outage.id, actor=world.actor(dispatcher))
    await world.settle()
    await clock.advance(seconds=5)
    dispatcher.has_seen("还要给 12 位客户打电话", "电话告知 12")
    await dispatcher.taps("下一个")
    await dispatcher.taps("已告知")
    dispatcher.sees("客户0:已告知", "客户1")
    await dispatcher.taps("撤销")
    assert calls(world)[0].status is TaskStatus.OPEN


async def test_unanswered_confirmations_of_a_day_are_one_card(
    world: World,
    customer: Chatter,
    neighbour: Chatter,
    dispatcher: Chatter,
    second_dispatcher: Chatter,
    clock: MovedClock,
) -> None:
    """D-6: at eight in the evening, however many have not answered."""
    for who, at, where in ((customer, "11-25 10:00", "幸福里"), (neighbour, "11-25 14:00", "科技园")):
        staged = await booked(world, who, at, area=where, address=f"{where}3栋2单元301")
        await staged.accepted()
    await clock.travel("20:01")
    dispatcher.has_seen("11月25日 周三 上门确认", "还要给 2 位客户打电话")
    await dispatcher.taps("下一个")
    await dispatcher.taps("客户说可以")
    dispatcher.sees("客户说可以", "还有 1 位")
    assert sorted(task.status for task in calls(world)) == [TaskStatus.DONE, TaskStatus.OPEN]

    await dispatcher.taps("撤销")  # nobody has confirmed what was only a slip of the thumb
    dispatcher.sees("已撤销", "还有 2 位", "客户说可以")
    assert [task.status for task in calls(world)] == [TaskStatus.OPEN, TaskStatus.OPEN]
    confirmed = select(Appointment).where(Appointment.confirmed_at.is_not(None))
    assert not world.rows(confirmed)


async def test_a_dispatcher_who_leaves_leaves_the_calls_to_the_others(
    world: World, storm: Outage, dispatcher: Chatter, second_dispatcher: Chatter
) -> None:
    """R-1.13."""
    await dispatcher.taps("下一个")
    world.do(people.leave, world.person_id(dispatcher))
    await second_dispatcher.taps("下一个")
    second_dispatcher.sees("客户0")
    await dispatcher.taps("已经好了")
    dispatcher.is_told("只有相关人员")
    left = world.rows(select(Person).where(Person.id == world.person_id(second_dispatcher)))
    assert whose(world, second_dispatcher)[0].owner_id == left[0].id


async def test_a_single_task_of_somebody_who_leaves_is_told_to_the_others(
    world: World, customer: Chatter, dispatcher: Chatter, second_dispatcher: Chatter, clock: MovedClock
) -> None:
    staged = await booked(world, customer, "14:00")
    await staged.accepted()
    await clock.travel("13:30")
    await dispatcher.taps("我来办")
    second_dispatcher.mark = world.sandbox.seq
    world.do(people.leave, world.person_id(dispatcher))
    await world.settle()
    second_dispatcher.sees("还没出发", "我来办")


async def test_the_rounds_stand_on_the_list_of_things_to_do(world: World, storm: Outage, dispatcher: Chatter) -> None:
    await dispatcher.says("/tasks")
    dispatcher.sees("待办 · 12", "幸福里 · 12 个电话")
    await dispatcher.taps("☎ 幸福里 12")
    dispatcher.sees("还要给 12 位客户打电话", "下一个")


async def test_nobody_else_rings_a_dispatchers_customers(
    world: World, storm: Outage, customer: Chatter, technician: Chatter
) -> None:
    round_id, task_id = calls(world)[0].round_id, calls(world)[0].id
    for stranger in (customer, technician):
        await stranger.says("/start")
        card = stranger.messages()[-1]
        for forged in (f"clr:{task_id}:works", f"clu:{task_id}:works", f"clr:{task_id}:told"):
            await stranger.presses(card["message_id"], forged)
            stranger.is_told("只有相关人员")
        for forged in (f"cl:{round_id}", f"cln:{round_id}", f"cll:{round_id}:0:0", f"cld:{round_id}"):
            await stranger.presses(card["message_id"], forged)
            stranger.sees_no("客户0", "139")
    assert {task.status for task in calls(world)} == {TaskStatus.OPEN}
    assert not any(task.owner_id for task in calls(world))


async def test_visits_inside_planned_works_are_one_card(
    world: World,
    customer: Chatter,
    neighbour: Chatter,
    dispatcher: Chatter,
    second_dispatcher: Chatter,
    clock: MovedClock,
) -> None:
    """R-6.19: each of them can be moved, asked about or left as it is, one after the other."""
    for who, at in ((customer, "11-25 10:00"), (neighbour, "11-25 14:00")):
        await booked(world, who, at)
    start, end = moment("11-25 09:00", clock.now), moment("11-25 15:00", clock.now)
    works: dict[str, Any] = {"starts_at": start, "expected_until": end, "planned": True, "cause": "cutover"}
    where = world.do(crowds.area, "幸福里")
    world.do(outages.open_outage, "works", area_id=where.id, actor=world.actor(dispatcher), **works)
    await world.settle()
    second_dispatcher.sees("幸福里", "还要给 2 位客户打电话", "施工期间的上门 2")
    await second_dispatcher.taps("下一个")
    second_dispatcher.sees("计划施工期间有上门", "照常上门", "没打通")
    await second_dispatcher.taps("照常上门")
    second_dispatcher.sees("刘伟:照常上门", "还有 1 位")  # of one day the more important first


async def test_whoever_is_ill_leaves_one_card_however_many_their_visits(
    world: World, customer: Chatter, neighbour: Chatter, dispatcher: Chatter
) -> None:
    """The list behind it is the way through them."""
    staged = [await booked(world, who, at) for who, at in ((customer, "11-25 10:00"), (neighbour, "11-25 14:00"))]
    lead = await staged[0].accepted()
    ill = world.person_id(lead)
    world.do(assigning.assign, staged[1].visit_id, ill, actor=world.actor(dispatcher))
    await staged[1].accepted()
    dispatcher.mark = world.sandbox.seq
    start = world.clock.now + timedelta(hours=1)
    world.do(shifts.report_off, ill, start, start + timedelta(days=2), OffReason.SICK, actor=world.actor(lead))
    await world.settle()
    assert len(dispatcher.new()) == 1
    dispatcher.sees(f"{lead.name}请假", "有 2 单要另行安排", "看谁能接")


async def test_the_room_hears_of_a_round_in_one_line_and_of_nobody_in_it(
    world: World, dispatcher: Chatter, technician: Chatter
) -> None:
    """R-12.8."""
    chat_id = await group(world, dispatcher, technician)
    await in_group(dispatcher, chat_id, "/bind")
    before = len(said_in(world, dispatcher, chat_id))
    await outage_over(world)
    told = [text for text in said_in(world, dispatcher, chat_id)[before:] if "电话" in text]
    assert told == ["📌 幸福里:12 个电话要打"]
