"""What a person has to do: whom to ring, what came of it, and the visits an absent technician leaves."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from models.shift import OffReason
from models.task import Task, TaskKind, TaskStatus
from scheduling import areas, shifts
from tests.stages import booked
from tests.world import Chatter, MovedClock, World


def tasks_of(world: World, kind: TaskKind) -> list[Task]:
    return world.rows(select(Task).where(Task.kind == kind).order_by(Task.id))


async def test_an_unanswered_confirmation_becomes_a_call_that_settles_it(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """D-6: asked at 18:00 the day before, unanswered at 20:00: the dispatcher rings and confirms by phone."""
    staged = await booked(world, customer, "11-25 14:00")
    await staged.accepted()
    await clock.travel("20:00")

    dispatcher.has_seen("打电话请 王芳 确认", "138 0013 8001", "客户说可以", "没打通", "我来办")
    await dispatcher.taps("我来办")
    dispatcher.sees("您在办")
    await dispatcher.taps("客户说可以")
    dispatcher.sees("客户电话确认", "客户已确认")
    assert tasks_of(world, TaskKind.PHONE_CONFIRM)[0].status is not TaskStatus.OPEN


async def test_the_number_to_ring_stands_beside_the_name_of_whoever_answers_it(
    world: World, customer: Chatter, technician: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """Another contact was named for the day: the call about the visit goes there, and says so."""
    await customer.says("宽带坏了,明天下午来")
    await customer.taps("家里另有人")
    await customer.says("李阿姨 13912345678")
    await customer.taps("确认预约")
    await technician.taps("接单")
    await clock.travel("20:00")
    dispatcher.has_seen("打电话请 王芳 确认", "☎ 李阿姨 · 139 1234 5678")


async def test_nobody_answers_so_it_stays_open_and_comes_back(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.accepted()
    await clock.travel("20:00")

    await dispatcher.taps("没打通")
    dispatcher.sees("20:30 提醒您再打", "已打 1 次")
    await clock.travel("20:31")
    dispatcher.sees("打电话请 王芳 确认", "已打 1 次")
    assert tasks_of(world, TaskKind.PHONE_CONFIRM)[0].status is TaskStatus.OPEN


async def test_two_dispatchers_do_not_ring_the_same_customer(
    world: World, customer: Chatter, dispatcher: Chatter, second_dispatcher: Chatter, clock: MovedClock
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.accepted()
    await clock.travel("20:00")
    await dispatcher.taps("我来办")
    await second_dispatcher.taps("我来办")
    second_dispatcher.sees("已经有同事在办了", "周静 在办")


async def test_a_result_is_kept_and_a_slip_undone(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """R-4.8: not departed in time; the dispatcher rings the technician."""
    staged = await booked(world, customer, "14:00")
    technician = await staged.accepted()
    await clock.travel("13:30")
    dispatcher.has_seen(f"{technician.name}师傅到点还没出发", "已提醒")

    await dispatcher.taps("已提醒")
    dispatcher.sees("还没出发:已提醒", "撤销")
    assert tasks_of(world, TaskKind.NOT_DEPARTED)[0].result == "reminded"
    await dispatcher.taps("撤销")
    dispatcher.sees("已撤销,还是待办")
    assert tasks_of(world, TaskKind.NOT_DEPARTED)[0].status is TaskStatus.OPEN


async def test_the_list_of_things_to_do(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    await dispatcher.says("/tasks")
    dispatcher.sees("没有待办")
    staged = await booked(world, customer, "14:00")
    technician = await staged.accepted()
    await clock.travel("13:30")
    await dispatcher.says("/tasks")
    dispatcher.sees("待办 · 2", "1. 电话确认 · 王芳", f"2. 还没出发 · {technician.name}")
    await dispatcher.taps("2")
    dispatcher.sees("还没出发", "看工单")


async def test_sudden_sickness_puts_each_visit_before_the_dispatcher(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """Each visit with who could take it, one tap each."""
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    ill = world.person_id(technician)
    start = clock.now + timedelta(hours=1)
    dispatcher.mark = world.sandbox.seq
    world.do(shifts.report_off, ill, start, start + timedelta(days=2), OffReason.SICK, actor=world.actor(technician))
    await world.settle()

    dispatcher.sees(f"{technician.name}请假", "1", "看谁能接")
    await dispatcher.taps("看谁能接")
    dispatcher.sees("留下 1 单", "11月25日", "王芳", "1 派", "1 工单")
    await dispatcher.taps("1 派")
    dispatcher.sees("已点名", "都安排好了")
    assert tasks_of(world, TaskKind.ABSENCE)[0].status is TaskStatus.WITHDRAWN
    assert staged.visit().technician_id != ill


async def test_an_address_nobody_claims_becomes_an_order(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    """The customer's wish is kept with the task; the dispatcher says which area, and it is an order."""
    asked = {"order_kind": "install", "services": ["broadband"], "address": "滨河新村9栋101", "wish": "周五"}
    world.do(areas.ask_where, "draft-where", asked, actor=world.actor(customer))
    await world.settle()

    dispatcher.has_seen("这个地址属于哪个片区", "滨河新村9栋101")
    await dispatcher.taps("选片区,建单")
    dispatcher.sees("滨河新村9栋101", "属于哪个片区", "幸福里", "科技园")
    await dispatcher.taps("幸福里")
    dispatcher.sees("客户什么时候方便")
    await dispatcher.taps("10:00")
    await dispatcher.taps("定了")
    dispatcher.sees("定了", "王芳", "滨河新村9栋101")
    assert tasks_of(world, TaskKind.WHERE)[0].status is TaskStatus.DONE
    customer.has_seen("滨河新村9栋101")


async def test_a_technician_cannot_settle_a_dispatchers_task(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    staged = await booked(world, customer, "14:00")
    technician = await staged.accepted()
    await clock.travel("13:30")
    task = tasks_of(world, TaskKind.NOT_DEPARTED)[0]
    await technician.says("/today")
    card = technician.new()[-1]
    for forged in (f"dt:{task.id}", f"dtd:{task.id}:reminded", f"dtk:{task.id}", f"dtr:{task.id}"):
        await technician.presses(card["message_id"], forged)
        technician.is_told("只有相关人员")
    assert tasks_of(world, TaskKind.NOT_DEPARTED)[0].status is TaskStatus.OPEN
