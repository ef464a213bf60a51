"""A dispatcher is told on the telephone that a technician is away, and says so here in one sentence."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.person import Person
from models.shift import TimeOff
from models.task import Task, TaskKind, TaskStatus
from scheduling.unit_of_work import UnitOfWork
from tests.stages import booked
from tests.world import Chatter, World


def absences(world: World) -> list[TaskStatus]:
    return [task.status for task in world.rows(select(Task).where(Task.kind == TaskKind.ABSENCE).order_by(Task.id))]


async def test_the_days_visits_are_put_before_the_dispatcher_with_who_could_take_each(
    world: World, customer: Chatter, dispatcher: Chatter
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await dispatcher.says(f"{technician.name}明天请假")
    dispatcher.sees("11月25日", "还没有登记", "留下 1 单", "王芳", "1 派", "登记请假")
    assert world.rows(select(TimeOff)) == [], "nothing is noted by words alone"

    await dispatcher.taps("登记请假")
    dispatcher.sees("已登记", "11月25日", "1 派", "撤销登记")
    assert absences(world) == [TaskStatus.OPEN]
    await dispatcher.taps("1 派")
    dispatcher.sees("已点名", "都安排好了")
    assert staged.visit().technician_id != world.person_id(technician)


async def test_noted_by_a_slip_it_is_taken_back(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await dispatcher.says(f"{technician.name}明天请假")
    await dispatcher.taps("登记请假")
    await dispatcher.taps("撤销登记")
    dispatcher.sees("已撤销")
    assert world.rows(select(TimeOff)) == []
    assert absences(world) == [TaskStatus.WITHDRAWN]


async def test_without_a_day_it_is_asked_and_of_an_illness_it_is_today(dispatcher: Chatter) -> None:
    await dispatcher.says("李建国要请假")
    dispatcher.sees("哪天", "李建国 · 11月24日", "李建国 · 11月25日")
    await dispatcher.taps("李建国 · 11月25日")
    dispatcher.sees("11月25日", "都安排好了", "登记请假")
    await dispatcher.says("李建国病了,来不了")
    dispatcher.sees("11月24日", "登记请假")


def renamed(uow: UnitOfWork) -> None:
    uow.session.scalars(select(Person).where(Person.name == "张磊")).one().name = "李磊"


async def test_of_several_of_that_name_it_is_asked_which(world: World, dispatcher: Chatter) -> None:
    world.do(renamed)
    await dispatcher.says("李师傅明天请假")
    dispatcher.sees("哪一位", "李建国 · 11月25日", "李磊 · 11月25日")
    await dispatcher.taps("李磊")
    dispatcher.sees("李磊请假", "登记请假")


async def test_a_technician_is_known_as_he_is_spelt(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("/language en")
    await dispatcher.says("Li Jianguo is off tomorrow")
    dispatcher.sees("李建国 is away", "Note the time off")


async def test_a_name_that_nobody_bears_is_asked_about(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("/language en")
    await dispatcher.says("Robert is off tomorrow")
    dispatcher.sees("Who is away?", "李建国 · ", "张磊 · ")
    await dispatcher.taps("李建国")
    dispatcher.sees("Note the time off")
    await dispatcher.taps("Note the time off")
    dispatcher.sees("Noted")
    assert len(world.rows(select(TimeOff))) == 1


@pytest.mark.parametrize("words", ["李建国明天不请假了", "李建国昨天请假", "李建国来了"])
async def test_what_is_denied_or_over_notes_nothing(world: World, dispatcher: Chatter, words: str) -> None:
    await dispatcher.says(words)
    assert world.rows(select(TimeOff)) == []


async def test_a_technician_may_not_send_colleagues_home(world: World, technician: Chatter) -> None:
    await technician.says("/start")
    since = int(world.clock.now.timestamp()) // 60
    await technician.presses(technician.messages()[-1]["message_id"], f"dan:{2002}:{since}:{since + 600}:leave")
    assert world.rows(select(TimeOff)) == []
