"""Finding an order at the desk: by number, telephone, name or address, however many there are."""

from __future__ import annotations

from sqlalchemy import select

from models.order import Channel, OrderKind, Service
from models.unit import Area
from scheduling import booking, people
from scheduling.booking import OrderDraft
from scheduling.unit_of_work import UnitOfWork
from tests.world import Chatter, World


def ordered(world: World, dispatcher: Chatter, *customers: tuple[str, str, str]) -> None:
    """Repairs of these people (name, phone, address), taken by telephone without a time."""

    def take(uow: UnitOfWork) -> None:
        area = uow.session.scalars(select(Area).where(Area.name == "幸福里")).one()
        for at, (name, phone, address) in enumerate(customers):
            person = people.caller(uow, phone, name)
            assert person is not None
            booking.take_order(
                uow,
                OrderDraft(OrderKind.REPAIR, (Service.BROADBAND,), person.id, area.id, address, f"found-{at}",
                           channel=Channel.PHONE),
            )  # fmt: skip

    world.do(take, actor=world.actor(dispatcher))


async def test_a_long_list_is_counted_and_turned(world: World, dispatcher: Chatter) -> None:
    ordered(world, dispatcher, *((f"客户{n}", f"+861390000{n:04}", f"幸福里{n}栋101") for n in range(1, 21)))
    await dispatcher.says("幸福里")
    dispatcher.sees("「幸福里」找到 20 单", "1. 客户20", "8. 客户13", "下一页")
    await dispatcher.taps("下一页")
    dispatcher.sees("找到 20 单", "9. 客户12", "16. 客户5", "上一页")
    await dispatcher.taps("下一页")
    dispatcher.sees("20. 客户1 ")
    dispatcher.sees_no("下一页")
    await dispatcher.taps("17")
    dispatcher.sees("客户4", "幸福里4栋101", "选上门时间")


async def test_two_of_one_name_are_told_apart_by_their_homes(world: World, dispatcher: Chatter) -> None:
    ordered(
        world,
        dispatcher,
        ("李建国", "+8613900000001", "幸福里2栋2单元201"),
        ("李建国", "+8613900000002", "幸福里5栋101"),
    )
    await dispatcher.says("李建国")
    dispatcher.sees("找到 2 单", "幸福里2栋2单元201", "幸福里5栋101")
    await dispatcher.says("李建国 5栋")
    dispatcher.sees("幸福里5栋101", "139 0000 0002")
    await dispatcher.says("/find 幸福里2栋2单元 201")  # people put blanks anywhere
    dispatcher.sees("139 0000 0001")
    await dispatcher.says("/find 139 0000 0002")
    dispatcher.sees("幸福里5栋101")
    await dispatcher.says("/find 李")
    dispatcher.sees("找到 2 单")


async def test_an_area_is_found_by_any_of_its_names(world: World, dispatcher: Chatter) -> None:
    """Whoever wrote the address left out where it is: that is on file."""
    ordered(world, dispatcher, ("李建国", "+8613900000001", "2栋2单元201"))
    for words in ("幸福里", "Xingfuli", "幸福里小区 201"):
        await dispatcher.says(f"/find {words}")
        dispatcher.sees("李建国", "2栋2单元201")


async def test_a_name_is_found_as_it_is_spelt(world: World, dispatcher: Chatter) -> None:
    """A dispatcher who reads no Chinese types what the caller says."""
    ordered(
        world, dispatcher, ("李建国", "+8613900000001", "幸福里2栋101"), ("王小丽", "+8613900000002", "幸福里5栋101")
    )
    for words in ("Li Jianguo", "/find jianguo li"):
        await dispatcher.says(words)
        dispatcher.sees("李建国", "139 0000 0001")
    await dispatcher.says("cancel Wang Xiaoli's visit")
    dispatcher.sees("王小丽", "139 0000 0002")
