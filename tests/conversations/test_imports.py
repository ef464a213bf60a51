"""Orders from a sheet sent in the chat: looked at first, taken once, every bad row named; and a sheet back out."""

from __future__ import annotations

import base64
import io
from typing import Any

import openpyxl
from sqlalchemy import select

from handlers import sheets
from models.event import Event
from models.order import Channel, OrderStatus, WorkOrder
from tests.stages import booked, outage_opens
from tests.world import Chatter, World, data_of

HEADINGS = ["工单号", "类型", "业务", "客户", "电话", "地址"]
GOOD = ["CRM-1", "报修", "宽带、固话", "赵大爷", "13800138011", "幸福里5栋301"]
ALSO_GOOD = ["CRM-2", "装机", "宽带", "钱女士", "138 0013 8012", "科技园2号楼803"]
BAD_PHONE = ["CRM-3", "报修", "宽带", "孙先生", "12345", "幸福里5栋302"]
BAD_PLACE = ["CRM-4", "修电视", "宽带", "李女士", "13800138014", "月球背面1号"]


def sheet(*rows: list[Any], headings: list[str] = HEADINGS) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(headings)
    for row in rows:
        page.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


async def send(who: Chatter, content: bytes, name: str = "orders.xlsx") -> None:
    await who.sends(document=base64.b64encode(content).decode(), file_name=name)


def orders(world: World) -> list[WorkOrder]:
    return world.rows(select(WorkOrder).where(WorkOrder.channel == Channel.IMPORT).order_by(WorkOrder.id))


async def test_a_sheet_is_looked_at_first_and_taken_on_one_tap(world: World, dispatcher: Chatter) -> None:
    await send(dispatcher, sheet(GOOD, ALSO_GOOD))
    dispatcher.sees("orders.xlsx", "2 行", "可以导入 2 单", "导入 2 单")
    assert not orders(world)

    await dispatcher.taps("导入 2 单")
    dispatcher.sees("导入了 2 单", "看未派的单")
    found = orders(world)
    assert [order.number for order in found] == ["CRM-1", "CRM-2"]
    assert found[0].service_names == ["broadband", "fixed_line"]
    assert found[0].status is OrderStatus.READY
    batches = world.rows(select(Event).where(Event.name == "order.imported_batch"))
    assert [(b.facts["rows"], b.facts["taken"], b.facts["refused"]) for b in batches] == [(2, 2, 0)]


async def test_the_sheet_to_fill_in_can_be_asked_for(world: World, dispatcher: Chatter) -> None:
    """What is sent back filled in is read: the headings are the ones that the import knows."""
    await dispatcher.says("/import")
    form = dispatcher.sees("orders.xlsx", "电话", "地址")["document"]
    empty = world.sandbox.file(form["file_id"])["content"]
    page = openpyxl.load_workbook(io.BytesIO(empty)).active
    headings = [str(cell.value) for cell in page[1]]
    row = dict(zip(HEADINGS, GOOD, strict=True))
    await send(dispatcher, sheet([row.get(heading) for heading in headings], headings=headings))
    dispatcher.sees("可以导入 1 单")


async def test_a_sheet_inside_an_outage_says_how_many_wait_for_it(world: World, dispatcher: Chatter) -> None:
    """Promise 5: held at once, and whoever took them in is told."""
    await outage_opens(world)
    await send(dispatcher, sheet(GOOD, ALSO_GOOD))
    await dispatcher.taps("导入 2 单")
    dispatcher.sees("导入了 2 单", "其中 1 张因停网挂起")
    assert [order.status for order in orders(world)] == [OrderStatus.ON_HOLD, OrderStatus.READY]


async def test_every_bad_row_is_named_and_the_good_ones_may_go_in(world: World, dispatcher: Chatter) -> None:
    await send(dispatcher, sheet(GOOD, BAD_PHONE, BAD_PLACE))
    dispatcher.sees("3 行,可以导入 1 单", "有问题的 2 行", "第 3 行「电话」:不是电话号码「12345」",
                    "第 4 行「类型」:看不懂「修电视」", "第 4 行「地址」:找不到片区「月球背面1号」")  # fmt: skip
    await dispatcher.taps("导入 1 单")
    dispatcher.sees("导入了 1 单", "第 3 行")
    assert [order.number for order in orders(world)] == ["CRM-1"]


async def test_the_same_sheet_sent_twice_is_taken_once(world: World, dispatcher: Chatter) -> None:
    without_number = ["", *ALSO_GOOD[1:]]
    content = sheet(GOOD, without_number)
    await send(dispatcher, content)
    await dispatcher.taps("导入 2 单")
    await send(dispatcher, content)
    dispatcher.sees("可以导入 0 单", "已经有的 2 单", "没有新的工单")
    assert len(orders(world)) == 2


async def test_one_number_twice_in_a_sheet_is_a_fault(world: World, dispatcher: Chatter) -> None:
    await send(dispatcher, sheet(GOOD, [*GOOD[:3], "别人", *GOOD[4:]]))
    dispatcher.sees("可以导入 1 单", "第 3 行", "和第 2 行重复")


async def test_a_csv_as_chinese_programs_write_it(world: World, dispatcher: Chatter) -> None:
    text = "order number,kind,services,customer,phone,address\nCRM-9,repair,broadband,周老师,13800138019,幸福里9栋9\n"
    await send(dispatcher, text.encode("gb18030"), "orders.csv")
    dispatcher.sees("可以导入 1 单")


async def test_files_that_are_no_sheets_get_a_clear_answer(world: World, dispatcher: Chatter) -> None:
    await send(dispatcher, b"%PDF-1.4 ...", "orders.pdf")
    dispatcher.sees("只能读 .xlsx 和 .csv")
    await send(dispatcher, b"PK\x03\x04 broken", "orders.xlsx")
    dispatcher.sees("打不开")
    await send(dispatcher, sheet(["a", "b"], headings=["甲", "乙"]))
    dispatcher.sees("没找到表头", "/import")
    await send(dispatcher, sheet(GOOD[:4], headings=HEADINGS[:4]))
    dispatcher.sees("缺这些列", "电话", "地址")
    await send(dispatcher, sheet())
    dispatcher.sees("没有工单")
    await send(dispatcher, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "old.xls")
    dispatcher.sees(".xls", "另存为")


async def test_an_old_button_does_not_take_a_newer_sheet(world: World, dispatcher: Chatter) -> None:
    await send(dispatcher, sheet(GOOD))
    card = dispatcher.new()[-1]
    await send(dispatcher, sheet(ALSO_GOOD))
    await dispatcher.taps_on(card, "导入")
    assert not orders(world)
    assert dispatcher.toast


async def test_text_that_could_calculate_is_only_text(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    """An address that begins with = leaves as text; the export is on record with who took it (R-12.1)."""
    await booked(world, customer, "11-25 14:00", address="=HYPERLINK(1)幸福里", access_note="@SUM(1)")
    await dispatcher.says("/export")
    await dispatcher.taps("没结束的")
    message = dispatcher.sees("1 单", "妥善保管", ".xlsx")
    content = await fetched(world, message)
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for row in book.active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert all(cell.data_type != "f" for cell in cells)
    values = {str(cell.value) for cell in cells}
    assert {"'=HYPERLINK(1)幸福里", "'@SUM(1)", "13800138001", "王芳", "修机"} <= values
    events = world.rows(select(Event).where(Event.name == "order.exported"))
    assert [(e.actor_id, e.facts["rows"]) for e in events] == [(world.person_id(dispatcher), 1)]


async def fetched(world: World, message: dict[str, Any]) -> bytes:
    import httpx

    async with httpx.AsyncClient() as web:
        answer = await web.get(f"{world.server.url}/sandbox/files/{message['document']['file_id']}")
    answer.raise_for_status()
    return answer.content


async def test_what_goes_out_can_come_in_again() -> None:
    """The apostrophe that makes text harmless is taken off again."""
    row = ["N-1", "装机", "宽带", "=王芳", "+8613800138001", "-幸福里"]
    for name in ("a.xlsx", "a.csv"):
        line = sheets.lines_of(sheets.written(HEADINGS, [row], name), name)[0]
        assert (line["customer"], line["phone"], line["address"]) == ("=王芳", "+8613800138001", "-幸福里")


async def test_a_customer_cannot_take_a_sheet_in_or_out(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    await send(dispatcher, sheet(GOOD))
    card = dispatcher.new()[-1]
    data = data_of(card, "导入")
    await customer.says("/start")
    message_id = customer.new()[-1]["message_id"]
    for forged in (data, "dex:open"):
        await customer.presses(message_id, forged)
        assert customer.toast
    assert not orders(world)
    assert not world.rows(select(Event).where(Event.name == "order.exported"))


async def test_a_sheet_in_the_middle_of_an_invitation_is_looked_at_and_the_invitation_goes_on(
    world: World, dispatcher: Chatter
) -> None:
    await dispatcher.says("/invite")
    await dispatcher.taps("派单员")
    await send(dispatcher, sheet(GOOD, ALSO_GOOD))
    dispatcher.sees("2 行", "导入 2 单")
    assert len(dispatcher.new()) == 1
    await dispatcher.taps("导入 2 单")
    dispatcher.sees("导入了 2 单")
    dispatcher.sees("派单员,姓名")
    await dispatcher.says("何志强")
    dispatcher.sees("何志强", "只发给本人")


async def test_a_sheet_that_cannot_be_read_leaves_the_invitation_as_it_was(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("/invite")
    await dispatcher.taps("派单员")
    await send(dispatcher, b"not a sheet", "photo.png")
    dispatcher.sees("只能读")
    await dispatcher.says("何志强")
    dispatcher.sees("何志强", "只发给本人")
