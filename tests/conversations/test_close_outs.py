"""The close-out record as a guided chat: few taps, checked as it is entered, complete or not at all (R-5.11, R-5.13)."""

from __future__ import annotations

import pytest
import pytest_asyncio
from sqlalchemy import select

from models.close_out import CloseOut, HealthRecord
from models.evidence import Evidence, EvidenceKind
from models.order import OrderKind, OrderStatus
from tests.stages import Staged, booked
from tests.world import Chatter, MovedClock, World


async def on_site(world: World, customer: Chatter, technician: Chatter, kind: OrderKind) -> Staged:
    """The technician stands in the flat, work done, phone in one hand."""
    staged = await booked(world, customer, "11-25 10:00", kind)
    assert await staged.accepted() is technician
    await world.clock.travel("11-25 09:55")
    await staged.arrived(technician)
    await technician.says("/today")
    await technician.taps("10:00 幸福里")
    return staged


@pytest_asyncio.fixture
async def install(world: World, customer: Chatter, technician: Chatter) -> Staged:
    staged = await on_site(world, customer, technician, OrderKind.INSTALL)
    await technician.taps("装通了")
    return staged


@pytest_asyncio.fixture
async def repair(world: World, customer: Chatter, technician: Chatter) -> Staged:
    staged = await on_site(world, customer, technician, OrderKind.REPAIR)
    await technician.taps("修好了")
    return staged


async def test_an_install_is_closed_out_step_by_step(
    world: World, customer: Chatter, technician: Chatter, install: Staged
) -> None:
    technician.sees("已记录", "回单 1/6", "开通测速", "直接输入数字")
    await technician.says("480")
    technician.sees("回单 2/6", "室内布线", "六类网线", "超五类网线")
    await technician.taps("六类网线")
    technician.sees("回单 3/6", "分光器位置")
    await technician.says("3栋弱电井 2-5 口")
    technician.sees("回单 4/6", "账号和报障电话标签", "防雷标签", "没有影响其他用户", "全部做好了")
    await technician.taps("全部做好了")
    technician.sees("回单 5/6", "现场照片(选填)", "跳过")
    await technician.taps("跳过")
    technician.sees("回单 6/6", "资源(线对、端口)有变更吗")
    await technician.taps("否")
    technician.sees(
        "回单总览", "开通测速(Mbps):480 Mbps", "室内布线:六类网线", "分光器位置:3栋弱电井 2-5 口", "完成回单"
    )
    await technician.taps("完成回单")
    technician.sees("已回单,正在请客户确认")

    customer.has_seen("装好")
    (record,) = world.rows(select(CloseOut))
    assert record.fields == {
        "speed_mbps": 480.0, "indoor_wiring": "六类网线", "splitter_position": "3栋弱电井 2-5 口",
        "account_label": True, "lightning_label": True, "others_undisturbed": True, "resource_changed": False,
    }  # fmt: skip
    (health,) = world.rows(select(HealthRecord))
    assert health.fields["splitter_position"] == "3栋弱电井 2-5 口"
    assert install.order().status is OrderStatus.COMPLETED


async def test_t21_without_the_splitter_position_it_is_refused_and_the_field_named(
    world: World, technician: Chatter, install: Staged
) -> None:
    """T-21, R-5.11."""
    await technician.says("480")
    await technician.taps("六类网线")
    await technician.taps("总览")
    technician.sees("▫️ 分光器位置:未填")
    await technician.taps("勾选项")
    await technician.taps("全部做好了")
    await technician.taps("总览")
    await technician.taps("资源(线对、端口)有变更吗")
    await technician.taps("否")
    await technician.taps("总览")
    await technician.taps("完成回单")
    technician.sees("还不能完成,缺:分光器位置", "回单 3/6")
    assert install.order().status is OrderStatus.CONNECTED
    assert world.rows(select(CloseOut)) == []

    await technician.says("3-2 分光器")
    technician.sees("现场照片")
    await technician.taps("跳过")
    await technician.taps("完成回单")
    technician.sees("已回单")


async def test_a_forged_completion_with_nothing_entered_names_everything(
    world: World, technician: Chatter, install: Staged
) -> None:
    card = technician.messages()[-1]["message_id"]
    await technician.presses(card, f"tcc:{install.visit_id}")
    technician.sees("还不能完成", "开通测速", "分光器位置", "防雷标签")
    assert install.order().status is OrderStatus.CONNECTED


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("很快", "只输入一个数字"),
        ("下载480上传60", "只输入一个数字"),
        ("二千五百兆", "只输入一个数字"),
        ("-5", "0.1 到 20000"),
        ("99999999", "0.1 到 20000"),
        ("🚀🚀", "没看到内容"),
        ("9" * 5000, "太长了"),
    ],
)
async def test_a_speed_that_cannot_be_is_asked_again(
    technician: Chatter, install: Staged, typed: str, answer: str
) -> None:
    await technician.says(typed[:4000])
    technician.sees(answer, "回单 1/6", "开通测速")
    await technician.says("93.5M")
    technician.sees("回单 2/6")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("千兆", "1000 Mbps"),
        ("1G", "1000 Mbps"),
        ("９３．５", "93.5 Mbps"),
        ("五百兆", "500 Mbps"),
        ("两千兆的", "2000 Mbps"),
        ("5百兆", "500 Mbps"),
    ],
)
async def test_speeds_as_people_write_them(technician: Chatter, install: Staged, typed: str, shown: str) -> None:
    await technician.says(typed)
    await technician.taps("总览")
    technician.sees(shown)


async def test_what_looks_like_a_password_is_not_kept(world: World, technician: Chatter, install: Staged) -> None:
    """R-12.3."""
    await technician.says("480")
    await technician.says("六类线,宽带密码是 a1b2c3d4")
    technician.sees("看起来像密码", "没有保存", "回单 2/6")
    await technician.taps("总览")
    technician.sees("室内布线:未填")


async def test_a_repair_asks_for_cause_reading_and_photo(
    world: World, customer: Chatter, technician: Chatter, repair: Staged
) -> None:
    """R-6.7, D-39: measured evidence is part of it; an album's second photo is kept as well."""
    technician.sees("回单 1/6", "故障原因", "皮线 / 入户线", "分光器")
    await technician.taps("皮线 / 入户线")
    technician.sees("处理内容", "更换皮线", "重做接头")
    await technician.says("换了 12 米皮线,重做两头")
    technician.sees("测试数据", "-18.5 dBm")
    await technician.says("信号很好")
    technician.sees("要有测到的数值")
    await technician.says("-19.2 dBm")
    technician.sees("现场照片", "请发照片")
    await technician.says("没拍")
    technician.sees("这一步请发照片")
    await technician.sends_photo()
    technician.sees("照片已收下(共 1 张)", "没有影响其他用户")
    await technician.sends_photo()
    technician.sees("照片已收下(共 2 张)", "没有影响其他用户")
    await technician.taps("全部做好了")
    await technician.taps("是")
    technician.sees("变更后的资源数据")
    await technician.says("A 框 03 槽 12 口")
    technician.sees("回单总览", "故障原因:皮线 / 入户线", "测试数据:-19.2 dBm", "现场照片:2 张", "A 框 03 槽 12 口")
    await technician.taps("完成回单")
    technician.sees("已回单")
    photos = world.rows(select(Evidence).where(Evidence.kind == EvidenceKind.CLOSE_OUT_PHOTO))
    assert len({photo.file_id for photo in photos}) == 2
    customer.has_seen("修好")


async def test_values_of_a_change_taken_back_are_not_kept(world: World, technician: Chatter, repair: Staged) -> None:
    """R-3.23: whoever corrects "changed" to "no" leaves no resource data behind."""
    await technician.taps("总览")
    await technician.taps("资源(线对、端口)有变更吗")
    await technician.taps("是")
    await technician.says("旧端口")
    await technician.taps("总览")
    technician.sees("变更后的资源数据:旧端口")
    await technician.taps("资源(线对、端口)有变更吗")
    await technician.taps("否")
    await technician.taps("总览")
    technician.sees_no("旧端口")


@pytest.mark.parametrize(
    ("typed", "kept"), [("没有", False), ("否", False), ("no", False), ("是", True), ("yes", True)]
)
async def test_a_yes_or_no_may_be_typed(
    world: World, technician: Chatter, repair: Staged, typed: str, kept: bool
) -> None:
    """With a ladder in the other hand a word is as quick as a tap (R-3.23)."""
    await technician.taps("总览")
    await technician.taps("资源(线对、端口)有变更吗")
    await technician.says(typed)
    technician.sees_no("请点按钮")
    await technician.taps("总览")
    technician.sees(f"资源(线对、端口)有变更吗:{'是' if kept else '否'}")


async def test_a_removal_ticks_every_jumper(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """R-3.27: the order cannot close with one unticked."""
    staged = await on_site(world, customer, technician, OrderKind.REMOVE)
    await technician.taps("拆完了")
    technician.sees("现场照片(选填)")
    await technician.taps("跳过")
    technician.sees("配线架跳线", "交接箱跳线", "ONU 侧跳线", "数据端口已释放", "没有影响其他用户")
    await technician.taps("配线架跳线")
    technician.sees("☑️ 已拆配线架跳线", "下一步")
    await technician.taps("下一步")
    await technician.taps("否")
    await technician.taps("总览")
    await technician.taps("完成回单")
    technician.sees("缺", "交接箱跳线", "ONU 侧跳线", "数据端口")
    technician.sees_no("缺:已拆配线架跳线")
    assert staged.order().status is OrderStatus.CONNECTED
    await technician.taps("全部做好了")
    await technician.taps("完成回单")
    technician.sees("已回单")


async def test_a_restart_loses_nothing_that_was_entered(world: World, technician: Chatter, install: Staged) -> None:
    await technician.says("480")
    await world.restart()
    await technician.taps("超五类网线")
    technician.sees("回单 3/6", "分光器位置")
    await technician.taps("总览")
    technician.sees("480 Mbps", "超五类网线")


async def test_back_corrects_an_answer(technician: Chatter, install: Staged) -> None:
    await technician.says("480")
    await technician.taps("上一步")
    technician.sees("开通测速", "已填:480 Mbps")
    await technician.says("380")
    await technician.taps("总览")
    technician.sees("380 Mbps")


async def test_today_and_back_to_the_record(technician: Chatter, install: Staged) -> None:
    """Looking at the day does not cost what was entered."""
    await technician.says("480")
    await technician.says("/today")
    technician.sees("1 个上门", "📝")
    await technician.taps("10:00 幸福里")
    await technician.taps("填回单")
    technician.sees("回单 2/6", "室内布线")


async def test_the_next_visit_is_late_while_the_record_is_open(
    world: World, customer: Chatter, neighbour: Chatter, technician: Chatter, install: Staged
) -> None:
    """Words that are about something else are heard, and the record waits."""
    await technician.taps("总览")
    await technician.says("明天有几单")
    technician.sees("11月26日")
    await technician.taps("今日上门")
    await technician.taps("10:00 幸福里")
    await technician.taps("填回单")
    technician.sees("回单")


@pytest.mark.parametrize("content", [{"voice": "T2dnUw=="}, {"sticker": "👍"}])
async def test_what_is_no_answer_gets_the_question_again(technician: Chatter, install: Staged, content: dict) -> None:
    await technician.sends(**content)
    technician.sees("用不上", "开通测速")


async def test_completed_twice_is_completed_once(world: World, technician: Chatter, repair: Staged) -> None:
    await repair.completed(technician)
    card = technician.messages()[-1]["message_id"]
    await technician.presses(card, f"tcc:{repair.visit_id}")
    technician.sees("已回单")
    assert len(world.rows(select(CloseOut))) == 1
    await technician.says("还有什么")  # the record is not open any more: no question of it comes back
    technician.sees_no("故障原因")


async def test_forged_lines_and_choices_are_refused(world: World, technician: Chatter, install: Staged) -> None:
    card = technician.messages()[-1]["message_id"]
    for data in ("tct:{0}:99", "tcq:{0}:0:77", "tcq:{0}:77:0", "tct:{0}:0", "tcp:{0}:-5"):
        await technician.presses(card, data.format(install.visit_id))
    await technician.taps("总览")
    technician.sees("开通测速(Mbps):未填", "室内布线:未填")


async def test_a_photo_nobody_asks_for_is_shown_as_optional(technician: Chatter, install: Staged) -> None:
    await technician.taps("总览")
    technician.sees("回单总览", "▫️ 分光器位置:未填", "▫️ 现场照片:可不填")
