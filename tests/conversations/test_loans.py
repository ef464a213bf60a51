"""Technicians lent across areas and counties (R-4.12): told at once, offered the work there, back at the end."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.emergency import Loan
from models.person import Person, Role, RoleGrant, Technician, TechnicianArea
from models.unit import Area, Unit, UnitLevel
from scheduling.people import Chat, meet
from scheduling.unit_of_work import UnitOfWork
from tests.world import Chatter, World


@pytest.fixture
def zhao(world: World) -> Chatter:
    """赵敏, who serves only 科技园."""
    return world.person(2003)


@pytest.fixture
async def neighbour_county(world: World) -> Chatter:
    """邻江县分局 with one technician of its own, 钱进, and a dispatcher of the city above both; returns the latter."""
    city_desk, away = world.newcomer("市调度"), world.newcomer("钱进")
    for one in (city_desk, away):
        await one.says("/start")

    def found(uow: UnitOfWork) -> None:
        city = uow.session.scalars(select(Unit).where(Unit.level == UnitLevel.CITY)).one()
        unit = uow.add(Unit(level=UnitLevel.COUNTY, name="邻江县分局", parent_id=city.id, path=""))
        unit.path = f"{city.path}{unit.id}/"
        area = uow.add(Area(unit_id=unit.id, name="邻江城关", aliases=[], path=""))
        area.path = f"/{area.id}/"
        desk, man = (meet(uow, Chat(1, one.id, one.id, one.name)).person for one in (city_desk, away))
        uow.add(RoleGrant(person_id=desk.id, role=Role.DISPATCHER, unit_id=city.id))
        uow.add(RoleGrant(person_id=man.id, role=Role.TECHNICIAN, unit_id=unit.id))
        shift = {"days": [1, 2, 3, 4, 5, 6, 7], "from": "08:00", "to": "20:00"}
        uow.add(Technician(person_id=man.id, unit_id=unit.id, certificate_number="ZW-9", skills=["*"], shift=shift))
        uow.add(TechnicianArea(technician_id=man.id, area_id=area.id))

    world.do(found)
    return city_desk


async def test_a_technician_is_lent_to_another_area_and_gets_its_offers_until_taken_back(
    world: World, customer: Chatter, dispatcher: Chatter, zhao: Chatter
) -> None:
    await dispatcher.says("/lend")
    dispatcher.sees("借调到临江县分局", "赵敏")
    dispatcher.sees_no("李建国")  # serves all of it already
    await dispatcher.taps("赵敏")
    dispatcher.sees("借到哪个片区", "幸福里")
    await dispatcher.taps("幸福里")
    dispatcher.sees("借到什么时候")
    await dispatcher.says("到周五晚上8点")
    dispatcher.sees("赵敏 已借调到幸福里", "11月27日 周五 20:00", "已通知本人", "收回")
    zhao.has_seen("您被借调到幸福里", "11月27日 周五 20:00")

    assert world.person_id(zhao) in await free_at(world, customer, "11-25 14:00")
    assert world.person_id(zhao) not in await free_at(world, customer, "11-28 14:00")  # the loan is over by then

    await dispatcher.taps("收回")
    dispatcher.sees("赵敏 已从幸福里收回", "现在没有借调")
    zhao.has_seen("借调已提前收回")
    assert world.person_id(zhao) not in await free_at(world, customer, "11-25 14:00")


async def free_at(world: World, customer: Chatter, at: str) -> tuple[int, ...]:
    """Who would be free for a visit in 幸福里 then."""
    from models.order import OrderKind
    from scheduling.availability import Crew, Need
    from scheduling.windows import Window
    from tests.world import moment

    starts_at = moment(at, world.clock.now)

    def look(uow: UnitOfWork) -> tuple[int, ...]:
        area = uow.session.scalars(select(Area).where(Area.name == "幸福里")).one()
        window = Window(starts_at, starts_at + uow.policy.slots.length)
        return Crew(uow, Need(OrderKind.REPAIR.value, ("broadband",), area.id)).free_in(window)

    found: tuple[int, ...] = world.do(look)
    return found


async def test_a_loan_ends_by_itself_and_both_sides_hear(
    world: World, dispatcher: Chatter, second_dispatcher: Chatter, zhao: Chatter
) -> None:
    await dispatcher.says("/lend")
    await dispatcher.taps("赵敏")
    await dispatcher.taps("幸福里")
    await dispatcher.taps("到 11月25日 周三 00:00")
    second_dispatcher.has_seen("赵敏 借调到幸福里")
    await dispatcher.says("/loans")
    dispatcher.sees("正在借调 · 1 人", "赵敏(临江县分局)→ 幸福里")
    await world.clock.travel("11-25 00:01")
    zhao.has_seen("到幸福里的借调到期了")
    dispatcher.has_seen("赵敏 到幸福里的借调结束了")
    await dispatcher.says("/loans")
    dispatcher.sees("现在没有借调")


async def test_help_comes_from_another_county_in_an_emergency(
    world: World, customer: Chatter, dispatcher: Chatter, neighbour_county: Chatter
) -> None:
    """R-4.12 across counties: the city's dispatcher lends whom they dispatch; the county's cannot take them."""
    await dispatcher.says("/emergency")
    await dispatcher.taps("自然灾害")
    await dispatcher.taps("借调师傅")
    dispatcher.sees_no("钱进")
    neighbour_county.has_seen("应急 · 临江县分局", "借调师傅")
    await neighbour_county.taps("借调师傅")
    neighbour_county.sees("钱进(邻江县分局)", "赵敏(临江县分局)")
    await neighbour_county.taps("钱进")
    await neighbour_county.taps("幸福里")
    await neighbour_county.taps("到 11月25日 周三 09:00")
    dispatcher.has_seen("钱进 借调到幸福里")
    await dispatcher.says("/emergency")
    dispatcher.sees("在岗 5,空闲 5,借来 1")

    (loan,) = world.rows(select(Loan))
    assert loan.technician_id in await free_at(world, customer, "14:00")
    await dispatcher.says("/loans")
    await dispatcher.taps("钱进 · 幸福里")
    dispatcher.sees("钱进 已从幸福里收回")  # whoever has the help may send it back


async def test_a_forged_loan_changes_nothing(
    world: World, dispatcher: Chatter, technician: Chatter, neighbour_county: Chatter
) -> None:
    """R-12.1: not somebody else's technician, not somebody without the right, not into the past."""
    area, unit, man = world.do(
        lambda uow: (
            uow.session.scalars(select(Area.id).where(Area.name == "幸福里")).one(),
            uow.session.scalars(select(Unit.id).where(Unit.name == "临江县分局")).one(),
            uow.session.scalars(select(Person.id).where(Person.name == "钱进")).one(),
        )
    )
    soon = int(world.clock.now.timestamp()) // 60 + 600
    for one, tap in ((dispatcher, f"lu:{unit}:{man}:{area}:{soon}"), (technician, f"lu:{unit}:{man}:{area}:{soon}")):
        await one.says("/start")
        await one.presses(one.messages()[-1]["message_id"], tap)
        one.is_told("只有相关人员")
    zhao_id = world.person_id(world.person(2003))
    await dispatcher.presses(dispatcher.messages()[-1]["message_id"], f"lu:{unit}:{zhao_id}:{area}:{soon - 900}")
    dispatcher.is_told("结束时间")
    assert not world.rows(select(Loan))


async def test_words_that_are_no_time_are_asked_again(dispatcher: Chatter) -> None:
    await dispatcher.says("/lend")
    await dispatcher.taps("赵敏")
    await dispatcher.taps("幸福里")
    await dispatcher.says("随便")
    dispatcher.sees("没看出时间")
    await dispatcher.says("两天")
    dispatcher.sees("赵敏 已借调到幸福里", "11月26日 周四 09:00")


async def test_in_english(world: World, dispatcher: Chatter, zhao: Chatter) -> None:
    for one in (dispatcher, zhao):
        await one.says("/language en")
    await dispatcher.says("/lend")
    await dispatcher.taps("赵敏")
    await dispatcher.taps("幸福里")
    await dispatcher.says("until tomorrow 6 pm")
    dispatcher.sees("赵敏 is lent to 幸福里 until", "18:00")
    zhao.has_seen("You are lent to 幸福里")
    await dispatcher.taps("Take back")
    zhao.has_seen("was ended early")
