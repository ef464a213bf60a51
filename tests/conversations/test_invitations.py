"""Joining: a link made in the chat by somebody entitled to, good once, for one person."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from models.errors import NotAllowed
from models.invitation import Invitation
from models.person import Person, Role, RoleGrant, Technician
from scheduling import invitations
from tests.world import Chatter, MovedClock, World, data_of


def code_in(message: dict) -> str:
    found = re.search(r"start=([\w-]+)", message["text"])
    assert found is not None
    return found[1]


async def invited(dispatcher: Chatter) -> str:
    await dispatcher.says("/invite")
    dispatcher.sees("邀请同事", "装维人员", "派单员")
    dispatcher.sees_no("负责人")
    await dispatcher.taps("装维人员")
    await dispatcher.says("何志强")
    dispatcher.sees("是哪家的", "自有人员", "速通通信服务公司")
    await dispatcher.taps("速通通信服务公司")
    await dispatcher.taps("幸福里")
    dispatcher.sees("☑ 幸福里", "☐ 科技园")
    await dispatcher.taps("选好了")
    await dispatcher.says("ZW-2026-018 2027-12-31")
    return code_in(dispatcher.sees("何志强", "只发给本人", "只能用一次"))


async def test_a_technician_joins_by_a_link(world: World, dispatcher: Chatter, second_dispatcher: Chatter) -> None:
    code = await invited(dispatcher)
    newcomer = world.newcomer("小何")
    await newcomer.says(f"/start {code}")
    newcomer.sees("何志强")
    second_dispatcher.sees("何志强 已加入", "装维人员")

    person = world.rows(select(Person).where(Person.name == "何志强"))[0]
    technician = world.rows(select(Technician).where(Technician.person_id == person.id))[0]
    assert (technician.certificate_number, str(technician.certificate_until)) == ("ZW-2026-018", "2027-12-31")
    assert technician.contractor_id is not None
    assert len(technician.areas) == 1


async def test_a_link_is_good_once(world: World, dispatcher: Chatter) -> None:
    code = await invited(dispatcher)
    await world.newcomer("小何").says(f"/start {code}")
    thief = world.newcomer("路人")
    await thief.says(f"/start {code}")
    thief.sees("已经用过")
    person = world.rows(select(Person).where(Person.name == "何志强"))[0]
    assert world.person_id(thief) != person.id


async def test_staff_of_the_desk_can_open_a_link_as_well(
    world: World, dispatcher: Chatter, second_dispatcher: Chatter
) -> None:
    code = await invited(dispatcher)
    await second_dispatcher.says(f"/start {code}")
    second_dispatcher.has_seen("何志强")
    person = world.rows(select(Person).where(Person.name == "何志强"))[0]
    assert world.person_id(second_dispatcher) == person.id


async def test_a_link_that_lapsed(world: World, dispatcher: Chatter, clock: MovedClock) -> None:
    code = await invited(dispatcher)
    await clock.advance(days=8)
    late = world.newcomer("小何")
    await late.says(f"/start {code}")
    late.sees("已过期")


async def test_a_certificate_that_cannot_be_read_is_asked_for_again(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("/invite")
    await dispatcher.taps("装维人员")
    await dispatcher.says("何志强")
    await dispatcher.taps("自有人员")
    await dispatcher.taps("全部片区")
    await dispatcher.says("ZW-1 2027-13-45")
    dispatcher.sees("资格证号")
    await dispatcher.taps("还没有证")
    dispatcher.sees("何志强", "加入链接")


async def test_nobody_hands_out_more_than_they_hold(world: World, dispatcher: Chatter, customer: Chatter) -> None:
    """A forged role, and somebody who may invite nobody."""
    heads = select(RoleGrant.id).where(RoleGrant.role == Role.HEAD)
    before = world.rows(heads)
    await dispatcher.says("/invite")
    card = dispatcher.new()[-1]
    data = data_of(card, "派单员")
    await dispatcher.presses(card["message_id"], data.replace("dispatcher", "head"))
    dispatcher.is_told("只有相关人员")

    await customer.says("/invite")
    customer.sees_no("邀请同事")
    assert world.rows(heads) == before
    unit = world.rows(select(RoleGrant))[0].unit_id
    with pytest.raises(NotAllowed):
        world.do(invitations.invite, Role.HEAD, unit, "谁", actor=world.actor(dispatcher))


async def test_the_head_invites_the_network_centre(world: World) -> None:
    """R-1.8: whoever may hand out every role is shown every role by its name."""
    head = world.person(3101)
    await head.says("/invite")
    await head.taps("网管中心")
    await head.says("高远")
    code = code_in(head.sees("高远", "网管中心"))
    joining = world.newcomer("高远")
    await joining.says(f"/start {code}")
    joining.sees("高远", "网管中心")


async def test_half_asked_it_is_dropped_by_words(world: World, dispatcher: Chatter) -> None:
    """Nobody is called "never mind"."""
    await dispatcher.says("/invite")
    await dispatcher.taps("派单员")
    await dispatcher.says("算了")
    dispatcher.sees("没有邀请", "派单台")
    assert not world.rows(select(Invitation))
