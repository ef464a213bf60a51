"""The dispatcher's desk: what is in danger first, one order with its history, and finding an order."""

from __future__ import annotations

from scheduling import people
from tests.conversations.test_finding import ordered
from tests.stages import booked
from tests.world import Chatter, MovedClock, World


async def test_the_desk_counts_what_is_in_danger_and_leads_to_it(
    world: World, customer: Chatter, dispatcher: Chatter
) -> None:
    await booked(world, customer, "14:00")

    await dispatcher.says("/start")
    dispatcher.sees("周静", "派单台", "未派 1", "今天 1", "电话下单")

    await dispatcher.taps("未派")
    dispatcher.sees("14:00", "王芳", "报修", "幸福里", "没人接")

    await dispatcher.taps("1")
    dispatcher.sees("报修 · 宽带", "王芳", "幸福里3栋2单元301", "正在问", "派给")


async def test_the_worst_comes_first_with_what_would_save_it(
    world: World, customer: Chatter, neighbour: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """One visit nobody set out for, and one still an hour away that nobody has: the broken promise stands first."""
    first = await booked(world, customer, "14:00")
    await first.accepted()
    await clock.travel("13:30")
    await booked(world, neighbour, "16:00", area="科技园", address="科技园5号楼1203")
    await clock.travel("14:20")

    await dispatcher.says("/late")
    card = dispatcher.sees("告急", "1. ", "王芳", "约定时间已过", "已超 20 分钟", "2. ", "刘伟")
    assert card["text"].index("王芳") < card["text"].index("刘伟")
    dispatcher.sees("1 改时间", "1 工单")


async def test_a_storm_is_more_than_one_page(world: World, dispatcher: Chatter, clock: MovedClock) -> None:
    """However many are in danger, each can be reached, the worst first."""
    ordered(world, dispatcher, *((f"客户{n}", f"+861390000{n:04}", f"幸福里{n}栋101") for n in range(1, 8)))
    await clock.travel("11-25 08:30")
    await dispatcher.says("/late")
    dispatcher.sees("告急 · 7 单", "1. 客户1", "5. 客户5", "1 约时间", "下一页")
    await dispatcher.taps("下一页")
    dispatcher.sees("告急 · 7 单", "6. 客户6", "7. 客户7", "6 约时间", "上一页")
    dispatcher.sees_no("下一页")


async def test_one_tap_saves_an_order_from_the_late_list(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    staged = await booked(world, customer, "14:00")
    await clock.travel("12:30")

    await dispatcher.says("/late")
    dispatcher.sees("没有师傅", "还剩 1 小时 30 分钟", "1 派")
    await dispatcher.taps("1 派")
    dispatcher.sees("已点名", "等接单", staged.number)


async def test_the_list_is_of_the_day_that_was_named(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    await booked(world, customer, "11-25 14:00")
    await dispatcher.says("看看明天的单")
    dispatcher.sees("11月25日 周三 的上门", "14:00", "王芳")
    await dispatcher.says("今天有哪些单")
    dispatcher.sees("11月24日 周二", "这天没有上门")


async def test_a_named_day_is_turned_page_by_page(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    for number, hour in enumerate(("08", "08", "10", "10", "14", "14", "16", "16", "18")):
        await booked(world, customer, f"11-25 {hour}:00", address=f"幸福里{number}栋")
    await dispatcher.says("看看明天的单")
    dispatcher.sees("11月25日 周三 的上门", "1. ")
    await dispatcher.taps("下一页")
    dispatcher.sees("11月25日 周三 的上门", "9. ")


async def test_late_says_so_when_nothing_is_in_danger(dispatcher: Chatter) -> None:
    await dispatcher.says("/late")
    dispatcher.sees("告急", "没有会违约的单")


async def test_an_orders_whole_history_is_told_in_words(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    staged = await booked(world, customer, "14:00")
    technician = await staged.accepted()
    await staged.departed(technician)
    await clock.travel("14:10")
    await staged.arrived(technician)

    await dispatcher.says(staged.number)
    dispatcher.sees(staged.number, "14:10 到达", "迟到")
    await dispatcher.taps("全部经过")
    dispatcher.sees(
        "受理(聊天) · 王芳", "约定", "派单邀请", f"{technician.name} 接单", "出发,预计", "到达,迟到", f" · {technician.name}",
    )  # fmt: skip


async def test_every_event_has_words_in_both_languages() -> None:
    from zoneinfo import ZoneInfo

    from handlers.history import facts_in_words
    from handlers.texts.render import Say
    from scheduling import events

    about_orders = ("order.", "appointment.", "offer.", "message.", "task.", "waiting_list.")
    names = [kind.name for kind in events.Happened.__subclasses__() if kind.name.startswith(about_orders)]
    assert len(names) > 40
    for language in ("zh", "en"):
        say = Say(language, ZoneInfo("Asia/Shanghai"))
        for name in names:
            if name == "order.imported_batch":
                continue  # about a sheet, not about an order
            key = "event-" + name.replace(".", "-").replace("_", "-")
            assert say(key, **facts_in_words(say, {})).strip(), name


async def test_an_order_is_found_by_number_phone_name_or_address(
    world: World, customer: Chatter, dispatcher: Chatter
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    for words in (staged.number, staged.number.replace("-", ""), "王芳", "3栋2单元"):
        await dispatcher.says(words)
        dispatcher.sees(staged.number, "王芳")

    await dispatcher.says("没有这个人")
    dispatcher.sees("没有找到", "没有这个人", "电话下单")


async def test_somebody_who_is_no_dispatcher_gets_no_list(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    """A forged press and a typed command: a customer learns nothing of other people's orders."""
    staged = await booked(world, customer, "11-25 14:00")
    stranger = world.newcomer()
    await stranger.says("/start")
    card = stranger.new()[-1]
    for forged in (
        f"do:{staged.order_id}",
        "dl:unassigned:0:0",
        "dl:late:0:0",
        f"dhi:{staged.order_id}:0",
        "dl:tasks:0:0",
    ):
        await stranger.presses(card["message_id"], forged)
        assert "王芳" not in stranger.transcript()
        assert stranger.toast is not None
        assert staged.number not in stranger.transcript()
    await stranger.says("/late")
    stranger.sees_no("告急")


async def test_buttons_are_only_those_that_would_succeed(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    staged = await booked(world, customer, "14:00")
    technician = await staged.accepted()
    await dispatcher.says(staged.number)
    dispatcher.sees("换人", "改时间", "客户说可以")
    await clock.travel("13:55")
    await staged.arrived(technician)

    await dispatcher.says(staged.number)
    dispatcher.sees(staged.number, "师傅在现场", "改时间")  # 3.A: to be finished another day, with a reason
    dispatcher.sees_no("客户说可以", "换人")
    await staged.completed(technician)
    await dispatcher.says(staged.number)
    dispatcher.sees_no("改时间")


async def test_the_desk_speaks_english(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    await booked(world, customer, "11-25 14:00")
    world.do(people.choose_language, "en", actor=world.actor(dispatcher))
    await dispatcher.says("/unassigned")
    dispatcher.sees("Unassigned", "nobody has it", "Repair", "left")
