"""What nobody understands, and what is no text at all: one clear answer each, and a way to a person."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from models.message import Message
from tests.stages import booked
from tests.world import Chatter, World


def texts(world: World) -> list[str]:
    return [message.text for message in world.rows(select(Message).order_by(Message.id))]


async def test_unknown_words_get_one_helpful_answer(world: World, customer: Chatter) -> None:
    await customer.says("蓝色的盒子在哪买")
    customer.sees("没听懂", "发给调度", "主菜单", "我的预约")
    assert len(customer.new()) == 1


async def test_unknown_words_are_passed_on_as_they_are(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    await customer.says("蓝色的盒子在哪买")
    await customer.taps("发给调度")
    customer.sees("已原样转给调度")
    assert texts(world) == ["蓝色的盒子在哪买"]


async def test_each_line_has_its_own_button(world: World, customer: Chatter) -> None:
    await customer.says("蓝色的盒子在哪买")
    first = customer.messages()[-1]
    await customer.says("绿色的也行")

    await customer.taps_on(first, "发给调度")
    assert texts(world) == ["蓝色的盒子在哪买"]
    await customer.taps_on(first, "发给调度")
    customer.sees("已经转过了")
    assert texts(world) == ["蓝色的盒子在哪买"]


async def test_with_a_technician_the_line_may_go_there(world: World, customer: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()

    await customer.says("蓝色的盒子在电表旁边")
    customer.sees(f"发给{technician.name[0]}师傅", "发给调度")
    await customer.taps(f"发给{technician.name[0]}师傅")
    customer.sees("已原样转给师傅")
    technician.has_seen("客户 王芳", "蓝色的盒子在电表旁边")


async def test_a_photo_finds_its_way(world: World, customer: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()

    await customer.sends_photo("是这个灯")
    customer.sees("照片收到了", "要发给谁")
    await customer.taps(f"发给{technician.name[0]}师傅")
    assert technician.has_seen("是这个灯")["photo"]


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        ({"voice": "T2dn"}, "语音我还听不懂"),
        ({"sticker": "👍"}, "收到"),
        ({"document": "UERG", "file_name": "a.pdf"}, "文件我打不开"),
    ],
)
async def test_each_kind_has_its_own_answer(customer: Chatter, content: dict[str, Any], answer: str) -> None:
    await customer.sends(**content)
    customer.sees(answer)
    assert len(customer.new()) == 1


@pytest.mark.parametrize(
    ("content", "answer"),
    [({"voice": "T2dn"}, "着急就打电话找调度"), ({"sticker": "👍"}, "收到")],
)
async def test_staff_get_theirs(technician: Chatter, dispatcher: Chatter, content: dict[str, Any], answer: str) -> None:
    for staff in (technician, dispatcher):
        await staff.sends(**content)
        staff.sees(answer)
        staff.sees_no("主菜单")


async def test_an_edited_message_counts_as_first_written(world: World, customer: Chatter) -> None:
    await customer.says("蓝色的盒子在哪买")
    mine = next(m for m in reversed(customer.messages()) if m["from"] != "bot")

    await customer.says("红色的盒子在哪买", edit_of=mine["message_id"])
    customer.sees("改过的消息")
    assert len(customer.new()) == 1


async def test_four_thousand_letters(world: World, customer: Chatter) -> None:
    await customer.says("哈哈" * 2000)
    customer.sees("太长了(4,000 字)", "主菜单")
    customer.sees_no("发给调度")


async def test_a_password_is_not_even_kept(world: World, customer: Chatter) -> None:
    """R-12.3: nothing that looks like one rests in a half-finished conversation."""
    from models.inbox import Conversation

    await customer.says("密码是 abcd1234")
    customer.sees("好像有密码")
    customer.sees_no("发给调度")
    assert not any("abcd1234" in str(row.draft) for row in world.rows(select(Conversation)))


async def test_an_unknown_command(customer: Chatter) -> None:
    await customer.says("/nonsense")
    customer.sees("没有这个命令", "主菜单")


async def test_the_technicians_words_can_go_to_the_dispatcher(world: World, technician: Chatter) -> None:
    await technician.says("蓝色的盒子没有了")
    technician.sees("没听懂", "发给调度")
    await technician.taps("发给调度")
    technician.sees("已原样转给调度")
    assert texts(world) == ["蓝色的盒子没有了"]
