"""Our own way of calling by aiogram: what arrives, and what an error says, is what aiogram's way brings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.types import BufferedInputFile, FSInputFile

from bot.client import Session
from bot.sandbox.server import RunningServer
from bot.sandbox.store import Sandbox
from handlers.buttons import Button, Link, keyboard
from handlers.slots.taps import StopTap
from handlers.texts.render import Markup
from tests.sandbox.conftest import DOT

ROW: list[Button] = [("算了", StopTap("a1")), ("地图", Link("https://a.cn"))]
ENTRY = BufferedInputFile("BEGIN:VCALENDAR\r\n师傅".encode(), "工单 1.ics")


@pytest.fixture
async def ours(server: RunningServer) -> AsyncIterator[Bot]:
    session = Session(api=TelegramAPIServer.from_base(server.url))
    yield Bot("1:sandbox", session=session, default=DefaultBotProperties(parse_mode="HTML"))
    await session.close()


async def test_a_card_arrives_with_its_buttons_and_is_edited_by_its_number(
    ours: Bot, sandbox: Sandbox, person: int
) -> None:
    sent = await ours.send_message(person, Markup("<b>您好</b>"), reply_markup=keyboard([ROW]))
    (seen,) = sandbox.messages(person)
    assert (seen["message_id"], seen["text"]) == (sent.message_id, "您好")
    assert seen["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    assert [(one["text"], one["data"], one["url"]) for one in seen["buttons"][0]] == [
        ("算了", "cst:a1", None), ("地图", None, "https://a.cn"),
    ]  # fmt: skip
    await ours.edit_message_text("好的", chat_id=person, message_id=sent.message_id)
    assert sandbox.messages(person)[0]["text"] == "好的"


async def test_a_file_of_ours_arrives_byte_for_byte_under_its_name(ours: Bot, sandbox: Sandbox, person: int) -> None:
    sent = await ours.send_document(person, ENTRY, caption="<b>存进日历</b>", reply_markup=keyboard([ROW]))
    (seen,) = sandbox.messages(person)
    assert (seen["message_id"], seen["text"]) == (sent.message_id, "存进日历")
    assert seen["document"]["file_name"] == "工单 1.ics"
    assert sandbox.files.content(seen["document"]["file_id"]) == ENTRY.data
    assert [one["data"] for one in seen["buttons"][0]] == ["cst:a1", None]


async def test_a_picture_arrives_with_its_buttons_from_a_folder_and_by_its_number(
    ours: Bot, sandbox: Sandbox, person: int, tmp_path: Path
) -> None:
    (tmp_path / "face.png").write_bytes(DOT)
    await ours.send_photo(person, FSInputFile(tmp_path / "face.png"), caption="师傅", reply_markup=keyboard([ROW]))
    number = sandbox.messages(person)[0]["photo"]["file_id"]
    await ours.send_photo(person, number, caption="再看一次", reply_markup=keyboard([ROW]))
    first, second = sandbox.messages(person)
    assert sandbox.files.content(number) == DOT
    assert [one["data"] for one in first["buttons"][0]] == [one["data"] for one in second["buttons"][0]]
    assert (second["text"], second["photo"]["file_id"]) == ("再看一次", number)


FAULTS = [
    ({"status": 400}, TelegramBadRequest),
    ({"status": 403}, TelegramForbiddenError),
    ({"status": 429, "retry_after": 3}, TelegramRetryAfter),
    ({"drop_response": True}, TelegramNetworkError),
]


@pytest.mark.parametrize(("fault", "error"), FAULTS)
async def test_an_error_means_the_same_for_words_and_for_files(
    ours: Bot, sandbox: Sandbox, person: int, fault: dict[str, Any], error: type[Exception]
) -> None:
    sandbox.add_fault({"method": "*", "times": 2, **fault})
    with pytest.raises(error):
        await ours.send_message(person, "您好")
    with pytest.raises(error):
        await ours.send_document(person, ENTRY)
    assert len(sandbox.messages(person)) == (2 if "drop_response" in fault else 0)
