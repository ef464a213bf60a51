"""Orders for people on the phone, who may have no chat: the same rules, and phone calls where a message would go."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.appointment import Appointment
from models.event import Event
from models.order import Channel, OrderStatus, WorkOrder
from models.person import ChatAccount, Person
from models.task import Task, TaskKind, TaskStatus
from scheduling import people
from tests.world import Chatter, MovedClock, World


def last_order(world: World) -> WorkOrder:
    found: WorkOrder = world.rows(select(WorkOrder).order_by(WorkOrder.id.desc()))[0]
    return found


async def caller_wants(dispatcher: Chatter, when: str) -> None:
    """王小丽, who has no chat, rings about her broadband; all she says is typed in one line."""
    await dispatcher.says("/new")
    await dispatcher.says(f"13800138099 王小丽 宽带坏了 幸福里7栋102 {when}")


async def test_an_order_by_buttons_for_somebody_without_a_chat(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("/new")
    dispatcher.sees("来电人的手机号")
    await dispatcher.says("13800138099")
    dispatcher.sees("没有存档", "怎么称呼")
    await dispatcher.says("孙阿姨")
    dispatcher.sees("孙阿姨 要办什么", "报修", "装机")
    await dispatcher.taps("报修")
    dispatcher.sees("哪些业务")
    await dispatcher.taps("宽带")
    dispatcher.sees("☑ 宽带", "☐ 固话")
    await dispatcher.taps("选好了")
    dispatcher.sees("上门地址")
    await dispatcher.says("幸福里7栋102")
    dispatcher.sees("客户什么时候方便", "14:00", "不办了")
    await dispatcher.taps("更晚的")
    dispatcher.sees("超过时限", "要说明原因")  # in the desk's words and not in the customer's
    await dispatcher.says("今天下午2点")
    dispatcher.sees("报修 · 宽带", "孙阿姨", "138 0013 8099", "幸福里7栋102", "14:00", "已保留到 09:10", "定了")
    await dispatcher.taps("定了")
    dispatcher.sees("没有聊天账号", "请念给客户听", "14:00", "没有聊天账号,要电话告知")

    order = last_order(world)
    assert (order.status, order.channel) == (OrderStatus.SCHEDULED, Channel.PHONE)
    visit = world.rows(select(Appointment).where(Appointment.order_id == order.id, Appointment.booked_at.is_not(None)))[
        0
    ]
    assert visit.channel is Channel.PHONE
    customer = world.rows(select(Person).where(Person.id == order.customer_id))[0]
    assert (customer.name, customer.phone) == ("孙阿姨", "+8613800138099")
    assert not world.rows(select(ChatAccount).where(ChatAccount.person_id == customer.id))


async def test_one_line_says_it_all(world: World, dispatcher: Chatter) -> None:
    """What was said is not asked again."""
    await caller_wants(dispatcher, "明天上午8点")
    dispatcher.sees("报修 · 宽带", "王小丽", "幸福里7栋102", "11月25日", "08:00", "定了")
    await dispatcher.taps("定了")
    dispatcher.sees("请念给客户听", "08:00")
    assert last_order(world).address == "幸福里7栋102"


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("修宽带,科技园 8 号楼 1204", "科技园 8 号楼 1204"),
        ("broadband is down, Xingfuli 3-501", "Xingfuli 3-501"),
        ("宽带坏了 科技园 8 号楼 1204 今天14:00", "科技园 8 号楼 1204"),
        ("幸福里7栋102,宽带坏了", "幸福里7栋102"),
    ],
)
async def test_an_address_said_with_what_it_is_about_is_not_asked_again(
    world: World, dispatcher: Chatter, line: str, address: str
) -> None:
    await dispatcher.says("/new")
    await dispatcher.says("13800138099")
    await dispatcher.says("王小丽")
    await dispatcher.says(line)
    dispatcher.sees_no("上门地址")
    if "14:00" not in line:
        await dispatcher.taps("14:00")
    await dispatcher.taps("定了")
    assert last_order(world).address == address


async def test_one_english_line_says_it_all(world: World, dispatcher: Chatter) -> None:
    """The name is the caller's, and no part of the fault."""
    await dispatcher.says("/language en")
    await dispatcher.says("/new")
    await dispatcher.says("13800138099 Mary Smith broadband is down Xingfuli 7-102 today 2pm")
    shown = dispatcher.sees("Mary Smith", "Xingfuli 7-102", "14:00", "Book it")
    assert "💬 broadband is down" in shown["text"]


async def test_a_line_with_a_number_is_that_callers_order_and_no_outage(world: World, dispatcher: Chatter) -> None:
    """Said at the desk without a command first: a fault, a place and an hour, as an outage is told too."""
    await dispatcher.says("13800138099 王小丽 宽带坏了 幸福里7栋102 今天14:00")
    dispatcher.sees("报修 · 宽带", "王小丽", "幸福里7栋102", "14:00", "定了")


async def test_a_customer_on_file_is_known_by_the_number(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    """Their own addresses are one tap, and the chat they have gets the news."""
    await dispatcher.says("/new")
    await dispatcher.says("138 0013 8001")
    dispatcher.sees("王芳 要办什么")
    await dispatcher.taps("报修")
    await dispatcher.taps("宽带")
    await dispatcher.taps("选好了")
    dispatcher.sees("幸福里3栋2单元301")
    await dispatcher.taps("幸福里3栋2单元301")
    await dispatcher.taps("14:00")
    await dispatcher.taps("定了")
    dispatcher.sees("客户会收到消息", "王芳")
    customer.has_seen("已为您约好上门", "14:00", "幸福里3栋2单元301")
    assert len(customer.said()) == 1  # one card says both that it is taken and when somebody comes
    assert last_order(world).customer_id == world.person_id(customer)


async def test_where_a_message_would_go_somebody_rings(world: World, dispatcher: Chatter, clock: MovedClock) -> None:
    """The half-hour notice to a customer without a chat is a phone task, said in words (R-4.5)."""
    await caller_wants(dispatcher, "今天14:00")
    await dispatcher.taps("定了")
    await dispatcher.taps("更多操作")
    dispatcher.sees_no("写给客户")  # nothing written would arrive
    await clock.travel("13:31")
    dispatcher.has_seen("打电话告诉 王小丽:师傅还在安排,约的是 11月24日 周二 14:00", "138 0013 8099", "已告知")
    kinds = [task.params.get("key") for task in world.rows(select(Task).where(Task.kind == TaskKind.PHONE_NOTICE))]
    assert "half-hour-notice" in kinds

    await clock.travel("14:06")  # nobody is there: one call says it, and what was to be said before is needless
    dispatcher.has_seen("打电话向 王小丽 致歉", "师傅还没到")
    left = select(Task).where(Task.kind == TaskKind.PHONE_NOTICE, Task.status == TaskStatus.OPEN)
    assert [task.params["key"] for task in world.rows(left)] == ["not-there-yet"]


async def test_who_confirms_on_the_telephone_has_confirmed(
    world: World, technician: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """The second confirmation of a customer without a chat is one call, and their yes is the visit's (R-4.4, D-6)."""
    await caller_wants(dispatcher, "今天14:00")
    await dispatcher.taps("定了")
    await technician.taps("接单")
    await world.settle()
    dispatcher.has_seen("打电话请 王小丽 确认", "14:00")
    await dispatcher.says("/tasks")
    await dispatcher.taps("1")
    await dispatcher.taps("客户说可以")
    dispatcher.sees("客户电话确认", "客户已确认")

    await clock.travel("13:29")
    calls = world.rows(select(Task).where(Task.kind.in_((TaskKind.PHONE_NOTICE, TaskKind.PHONE_CONFIRM))))
    assert [(task.params["key"], task.status) for task in calls] == [("confirm-ask", TaskStatus.WITHDRAWN)]


async def test_nobody_is_rung_twice_to_confirm_one_visit(
    world: World, technician: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """Without a chat the question is a call from the start; two hours of silence add no second one (D-6)."""
    await caller_wants(dispatcher, "今天14:00")
    await dispatcher.taps("定了")
    await technician.taps("接单")
    await clock.travel("13:25")
    calls = world.rows(select(Task).where(Task.kind.in_((TaskKind.PHONE_NOTICE, TaskKind.PHONE_CONFIRM))))
    assert [(task.kind, task.params["key"]) for task in calls] == [(TaskKind.PHONE_NOTICE, "confirm-ask")]
    assert calls[0].status is TaskStatus.OPEN


async def test_the_technician_is_not_told_that_a_message_went_where_none_can(
    world: World, technician: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """R-4.8: without a chat it is the technician's own call that says when to expect them."""
    await caller_wants(dispatcher, "今天14:00")
    await dispatcher.taps("定了")
    await technician.taps("接单")
    await clock.travel("13:20")
    await technician.taps("出发")
    await technician.taps("都带齐了")
    technician.sees("已出发", "客户没有聊天", "请打电话")
    technician.sees_no("客户已收到")
    await technician.says("晚到20分钟")
    technician.sees("调度会打电话告诉客户")
    dispatcher.has_seen("打电话告诉 王小丽", "师傅会晚到")
    dispatcher.has_seen("师傅会晚到 20 分钟", "没有聊天账号,请打电话告知")
    await technician.taps("我已到达")
    await technician.taps("点错了")
    technician.sees("已撤回")
    technician.sees_no("客户也收到更正")


async def test_notes_are_added_before_it_is_booked(world: World, dispatcher: Chatter) -> None:
    await caller_wants(dispatcher, "今天14:00")
    await dispatcher.taps("加进门说明")
    await dispatcher.says("东门进,门禁 2580")
    dispatcher.sees("东门进,门禁 2580", "定了")
    await dispatcher.taps("加现场联系人")
    await dispatcher.says("李奶奶 13900139888")
    dispatcher.sees("李奶奶", "定了")
    await dispatcher.taps("定了")
    order = last_order(world)
    assert (order.access_note, order.contact_name, order.contact_phone) == (
        "东门进,门禁 2580",
        "李奶奶",
        "+8613900139888",
    )


async def test_taken_without_a_time_it_waits_among_the_unassigned(world: World, dispatcher: Chatter) -> None:
    await caller_wants(dispatcher, "今天14:00")
    await dispatcher.taps("先不约时间")
    dispatcher.sees("已受理", "等约时间", "选上门时间")
    assert last_order(world).status is OrderStatus.READY
    await dispatcher.taps("选上门时间")
    await dispatcher.taps("16:00")
    await dispatcher.taps("定了")
    dispatcher.sees("请念给客户听", "16:00")


async def test_a_time_past_the_deadline_needs_a_reason(world: World, dispatcher: Chatter) -> None:
    """R-3.6: the reason is on record; the customer's own wish is told apart from our lack of capacity."""
    await caller_wants(dispatcher, "后天14:00")
    dispatcher.sees("超过时限", "客户自己要更晚", "时限内没有空档")
    await dispatcher.taps("时限内没有空档")
    dispatcher.sees("原因:时限内没有空档")
    await dispatcher.taps("定了")
    order = last_order(world)
    assert order.asked_later_at is None
    names = [event.name for event in world.rows(select(Event).where(Event.order_id == order.id))]
    assert "order.deadline_overridden" in names


async def test_two_taps_on_yes_book_once(world: World, dispatcher: Chatter) -> None:
    await caller_wants(dispatcher, "今天14:00")
    card = dispatcher.new()[-1]
    before = len(world.rows(select(WorkOrder)))
    await dispatcher.taps_on(card, "定了")
    await dispatcher.taps_on(card, "定了")
    assert len(world.rows(select(WorkOrder))) == before + 1
    assert dispatcher.toast


async def test_words_that_are_no_number_no_name_no_address(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("/new")
    await dispatcher.says("😀😀😀")
    dispatcher.sees("没看到能用的电话号码")
    await dispatcher.says("13800138099")
    await dispatcher.says("12345")
    dispatcher.sees("请只写姓名")
    await dispatcher.says("<b>王</b>小丽")
    await dispatcher.taps("报修")
    await dispatcher.taps("宽带")
    await dispatcher.taps("选好了")
    await dispatcher.says("😀😀😀😀")
    dispatcher.sees("地址要写清楚")
    await dispatcher.says("火星路1号")
    dispatcher.sees("属于哪个片区", "幸福里", "科技园")
    await dispatcher.taps("科技园")
    await dispatcher.taps("14:00")
    dispatcher.sees("<b>王</b>小丽", "火星路1号")


async def test_a_customer_cannot_take_orders_for_others(world: World, customer: Chatter) -> None:
    await customer.says("/start")
    await customer.presses(customer.new()[-1]["message_id"], "dn:")
    customer.is_told("只有相关人员")


async def test_one_line_in_english(world: World, dispatcher: Chatter) -> None:
    world.do(people.choose_language, "en", actor=world.actor(dispatcher))
    await dispatcher.says("/new")
    await dispatcher.says("13800138099 Mary Jones, broadband down")
    dispatcher.sees("Where is Mary Jones's visit?")
    await dispatcher.says("Xingfuli 3-501")
    dispatcher.sees("When does it suit the customer?")


async def test_a_number_that_was_looked_for_in_vain_is_not_typed_again(dispatcher: Chatter) -> None:
    await dispatcher.says("13800138097")
    dispatcher.sees("没有找到")
    await dispatcher.taps("电话下单")
    dispatcher.sees("没有存档", "怎么称呼")


async def test_a_note_that_is_not_wanted_after_all_leads_back_to_the_order(dispatcher: Chatter) -> None:
    await dispatcher.says("/new")
    await dispatcher.says("13800138096 孙阿姨 宽带坏了 幸福里7栋102 今天下午")
    await dispatcher.taps("加进门说明")
    await dispatcher.taps("返回")
    dispatcher.sees("孙阿姨", "幸福里7栋102", "定了")
    dispatcher.sees_no("🔑")
