"""Hazards (R-6.16, R-7.3): reported in under a minute, dealt with by the dispatchers, and the reporter hears."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.hazard import Hazard, HazardKind
from models.task import Task, TaskKind, TaskStatus
from tests.stages import booked
from tests.world import Chatter, World


async def reported(technician: Chatter) -> None:
    await technician.says("/hazard")
    await technician.taps("电杆被撞、倾斜")
    await technician.sends_photo()
    await technician.says("幸福里北门")
    await technician.taps("上报")


async def test_kind_photo_place_and_it_is_on_the_dispatchers_desk(
    world: World, technician: Chatter, dispatcher: Chatter
) -> None:
    """R-6.16: with photo, place and kind; its time is kept."""
    await technician.says("/hazard")
    technician.sees(
        "看到了什么", "井盖丢失、破损", "电杆被撞、倾斜", "线缆下垂", "线缆与电力线交越", "他网占用我方设施"
    )
    await technician.taps("电杆被撞、倾斜")
    technician.sees("电杆被撞、倾斜", "请拍一张照片")
    await technician.sends_photo()
    technician.sees("在哪里?", "发送")
    await technician.sends_location(30.6613, 104.0820)
    technician.sees("请核对", "有照片", "30.66130, 104.08200")
    await technician.says("杆子压在路上")
    technician.sees("请核对", "杆子压在路上")
    await world.clock.advance(minutes=1)
    await technician.taps("上报")
    technician.sees("已上报(09:01)", "处理后会告诉您结果")

    card = dispatcher.has_seen(
        "隐患", "电杆被撞、倾斜", "杆子压在路上", "幸福里", "李建国 11月24日 周二 09:01 上报", "看地图"
    )
    assert card["photo"]
    (hazard,) = world.rows(select(Hazard))
    assert (hazard.kind, hazard.reported_at) == (HazardKind.POLE, world.clock.now)


async def test_a_photo_and_a_place_sent_first_are_seen_to_be_kept(technician: Chatter) -> None:
    """With the pole in front of them people send the photo before they tap anything."""
    await technician.says("/hazard")
    await technician.sends_photo()
    technician.sees("有照片", "看到了什么")
    await technician.sends_location(30.6613, 104.0820)
    technician.sees("有照片", "30.66130, 104.08200", "看到了什么")
    await technician.taps("线缆下垂")
    technician.sees("请核对", "线缆下垂", "有照片")


async def test_a_sentence_says_it_too(world: World, technician: Chatter, dispatcher: Chatter) -> None:
    await technician.says("幸福里北门井盖丢了")
    technician.sees("井盖丢失、破损", "请拍一张照片")
    await technician.taps("拍不了")
    await technician.says("幸福里北门")
    technician.sees("请核对", "幸福里北门井盖丢了", "没有照片")
    await technician.taps("上报")
    desk = dispatcher.has_seen("隐患", "井盖丢失、破损", "没有照片")
    assert desk["text"].count("井盖丢失、破损") == 1


async def test_reported_by_its_position_alone_the_result_reads_well(
    world: World, technician: Chatter, dispatcher: Chatter
) -> None:
    await technician.says("/hazard 井盖丢了")
    await technician.taps("拍不了")
    await technician.sends_location(30.6613, 104.0820)
    await technician.taps("上报")
    await dispatcher.taps("已修复")
    technician.has_seen("您报的隐患有结果了:井盖丢失、破损 —— 已修复")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("井盖不见了", HazardKind.MANHOLE_COVER), ("路口丢了个井盖", HazardKind.MANHOLE_COVER),
        ("电杆被车撞了", HazardKind.POLE), ("杆子歪得厉害", HazardKind.POLE),
        ("光缆下垂到路面", HazardKind.SAGGING_CABLE), ("有根线掉到地上", HazardKind.SAGGING_CABLE),
        ("我们的缆和高压线交叉了", HazardKind.POWER_CROSSING), ("电力线搭在光缆上", HazardKind.POWER_CROSSING),
        ("移动占用了我们的杆路", HazardKind.OTHERS_ON_PLANT),
        ("a manhole cover is missing", HazardKind.MANHOLE_COVER), ("the pole was hit by a truck", HazardKind.POLE),
        ("cable hanging over the road", HazardKind.SAGGING_CABLE),
        ("our cable crosses a power line", HazardKind.POWER_CROSSING),
        ("another operator hangs on our poles", HazardKind.OTHERS_ON_PLANT),
    ],
)  # fmt: skip
async def test_words_behind_the_command_name_the_kind(
    world: World, technician: Chatter, words: str, kind: HazardKind
) -> None:
    """R-6.16, P-32a to P-32c."""
    await technician.says(f"/hazard {words}")
    await technician.taps("拍不了")
    await technician.says("科技园路口")
    await technician.taps("上报")
    (hazard,) = world.rows(select(Hazard))
    assert (hazard.kind, hazard.note, hazard.place) == (kind, words, "科技园路口")


async def test_it_is_dealt_with_and_the_reporter_hears_what_became_of_it(
    world: World, technician: Chatter, dispatcher: Chatter
) -> None:
    await reported(technician)
    await dispatcher.taps("我来办")
    dispatcher.sees("您在办")
    await dispatcher.taps("已设围挡,等维修")
    dispatcher.sees("电杆被撞、倾斜:已设围挡,等维修", "已告诉上报的人")
    technician.has_seen("您报的隐患有结果了", "幸福里北门", "已设围挡,等维修")
    (hazard,) = world.rows(select(Hazard))
    assert hazard.result == "secured"
    assert hazard.dealt_with_at is not None

    await dispatcher.taps("撤销")
    dispatcher.sees("还是待办", "电杆被撞、倾斜")
    technician.has_seen("还在处理,上一条结果作废")
    await dispatcher.taps("写处理结果")
    dispatcher.sees("请写处理结果")
    await dispatcher.says("已扶正,回填完毕")
    dispatcher.sees("已扶正,回填完毕")
    technician.has_seen("已扶正,回填完毕")
    (task,) = world.rows(select(Task).where(Task.kind == TaskKind.HAZARD))
    assert task.status is TaskStatus.DONE


async def test_two_dispatchers_deal_with_it_once(
    world: World, technician: Chatter, dispatcher: Chatter, second_dispatcher: Chatter
) -> None:
    await reported(technician)
    await dispatcher.taps("已修复")
    await second_dispatcher.taps("现场没有问题")
    second_dispatcher.sees("已修复")
    assert technician.count("您报的隐患有结果了") == 1


async def test_after_closing_out_anything_seen_nearby_is_asked(
    world: World, customer: Chatter, technician: Chatter
) -> None:
    """R-7.3: upkeep is tied in with every trip."""
    staged = await booked(world, customer, "14:00")
    lead = await staged.accepted()
    await world.clock.travel("14:00")
    await staged.arrived(lead)
    await lead.says("/today")
    await lead.presses(lead.messages()[-1]["message_id"], f"tcn:{staged.visit_id}")
    await lead.presses(lead.messages()[-1]["message_id"], f"tcl:{staged.visit_id}")
    await filled_in(lead)
    lead.sees("附近有隐患?")
    await lead.taps("附近有隐患?")
    lead.sees("看到了什么")


async def filled_in(lead: Chatter) -> None:
    """The repair's record, by its shortest way."""
    await lead.taps("皮线")
    await lead.says("换了皮线")
    await lead.says("-19.5 dBm")
    await lead.sends_photo()
    await lead.taps("全部做好了")
    await lead.taps("否")
    await lead.taps("完成回单")


async def test_what_cannot_be_used_is_said_and_nothing_is_lost(world: World, technician: Chatter) -> None:
    await technician.says("/hazard 井盖丢了")
    await technician.sends(sticker="😀")
    technician.sees("请发照片、位置或文字")
    await technician.taps("拍不了")
    await technician.says("远" * 201)
    technician.sees("内容为空或太长")
    await technician.says("幸福里北门")
    technician.sees("请核对", "井盖丢了", "幸福里北门")
    await technician.taps("不报了")
    technician.sees("没有上报")
    assert not world.rows(select(Hazard))


async def test_dropped_in_words_and_an_old_button_is_stale(world: World, technician: Chatter) -> None:
    await technician.says("/hazard 井盖丢了")
    old = technician.messages()[-1]
    await technician.says("算了")
    technician.sees("没有上报")
    await technician.presses(old["message_id"], old["buttons"][0][0]["data"])
    technician.is_told("已经过期")
    assert not world.rows(select(Hazard))


async def test_sent_twice_is_one_report(world: World, technician: Chatter) -> None:
    await technician.says("/hazard 井盖丢了")
    await technician.taps("拍不了")
    await technician.says("幸福里北门")
    button = technician.messages()[-1]
    await technician.presses(button["message_id"], button["buttons"][0][0]["data"])
    await technician.presses(button["message_id"], button["buttons"][0][0]["data"])
    assert len(world.rows(select(Hazard))) == 1


async def test_customers_report_no_hazards_here_and_nobody_elses_is_dealt_with(
    world: World, customer: Chatter, technician: Chatter
) -> None:
    """R-12.1."""
    await reported(technician)
    (task,) = world.rows(select(Task).where(Task.kind == TaskKind.HAZARD))
    for one in (customer, technician):
        await one.says("/start")
        await one.presses(one.messages()[-1]["message_id"], f"hd:{task.id}:repaired")
        one.is_told("只有相关人员")
    assert world.rows(select(Hazard))[0].dealt_with_at is None


async def test_the_hotline_reports_for_a_caller_in_english(world: World, dispatcher: Chatter) -> None:
    hotline = world.person(4001)
    for one in (hotline, dispatcher):
        await one.says("/language en")
    await hotline.says("/start")
    await hotline.taps("Report a hazard")
    await hotline.taps("Sagging cable")
    await hotline.taps("No photo possible")
    await hotline.says("gate of 科技园")
    hotline.sees("Please check", "Sagging cable", "gate of 科技园")
    await hotline.taps("Report it")
    dispatcher.has_seen("Hazard", "Sagging cable", "科技园", "Reported by 林晓")
    await dispatcher.taps("Repaired")
    hotline.has_seen("has been dealt with", "Repaired")


async def test_it_comes_between_a_half_filled_record_and_the_record_goes_on(world: World, customer: Chatter) -> None:
    staged = await booked(world, customer, "14:00")
    lead = await staged.accepted()
    await world.clock.travel("14:00")
    await staged.arrived(lead)
    await lead.says("/today")
    await lead.presses(lead.messages()[-1]["message_id"], f"tcn:{staged.visit_id}")
    await lead.presses(lead.messages()[-1]["message_id"], f"tcl:{staged.visit_id}")
    await lead.taps("皮线")
    await lead.says("/hazard 井盖丢了")
    await lead.taps("拍不了")
    await lead.says("幸福里北门")
    await lead.taps("上报")
    lead.sees("已上报")
    lead.sees("回单 2/6", "处理内容")


async def test_a_question_in_the_middle_is_answered_and_is_no_part_of_the_report(
    world: World, technician: Chatter, dispatcher: Chatter
) -> None:
    await technician.says("/hazard 井盖丢了")
    await technician.taps("拍不了")
    await technician.says("今天还有几单?")
    technician.sees("没有安排上门")
    technician.sees("在哪里")
    await technician.says("幸福里北门")
    technician.sees("幸福里北门", "井盖")
    technician.sees_no("几单")


async def test_a_question_while_an_order_is_taken_by_telephone_is_no_name(dispatcher: Chatter) -> None:
    await dispatcher.says("/new")
    await dispatcher.says("13812340000")
    dispatcher.sees("怎么称呼")
    await dispatcher.says("今天还有几单?")
    dispatcher.sees("11月24日")
    dispatcher.sees("怎么称呼")
    await dispatcher.says("钱多")
    dispatcher.sees("钱多")
