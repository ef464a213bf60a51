"""Changes since a sequence number, the live feed, unread counts, commands."""

from __future__ import annotations

import asyncio

import httpx
from aiogram import Bot
from aiogram.types import BotCommand

from bot.sandbox.feed import Change
from bot.sandbox.store import Sandbox
from tests.sandbox.conftest import Call


async def test_since_tells_what_is_new_edited_and_gone(http: httpx.AsyncClient, api: Call, person: int) -> None:
    first, second = [(await api("sendMessage", chat_id=person, text=text))["message_id"] for text in "一二"]
    where = f"/sandbox/people/{person}/messages?since="
    start = (await http.get(where + "0")).json()
    assert [one["text"] for one in start["messages"]] == ["一", "二"]
    assert (await http.get(f"{where}{start['seq']}")).json() == {"seq": start["seq"], "messages": [], "deleted": []}
    await api("editMessageText", chat_id=person, message_id=first, text="一改")
    await api("deleteMessage", chat_id=person, message_id=second)
    third = (await api("sendMessage", chat_id=person, text="三"))["message_id"]
    later = (await http.get(f"{where}{start['seq']}")).json()
    assert [(one["message_id"], one["text"]) for one in later["messages"]] == [(first, "一改"), (third, "三")]
    assert later["deleted"] == [second]
    assert later["seq"] > start["seq"]


async def test_the_feed_brings_what_was_missed_and_then_what_happens(api: Call, sandbox: Sandbox, person: int) -> None:
    await api("sendMessage", chat_id=person, text="早")
    feed = sandbox.changes(person, since=0)
    await api("sendChatAction", chat_id=person, action="typing")
    sent = (await api("sendMessage", chat_id=person, text="来了"))["message_id"]
    await api("deleteMessage", chat_id=person, message_id=sent)
    sandbox.mark_read(person)
    got = [await asyncio.wait_for(anext(feed), 5) for _ in range(6)]
    assert [(one.kind, one.action, (one.message or {}).get("text")) for one in got] == [
        ("message", None, "早"),
        ("action", "typing", None),
        ("action", None, None),
        ("message", None, "来了"),
        ("deleted", None, None),
        ("read", None, None),
    ]
    assert sorted(one.seq for one in got) == [one.seq for one in got]
    await feed.aclose()
    assert not sandbox.feed.subscribers


async def test_everybody_can_be_followed_at_once(sandbox: Sandbox, person: int) -> None:
    feed = sandbox.changes(None)
    other = sandbox.add_person("李师傅")["id"]
    await sandbox.say(person, "你好", wait=False)
    await sandbox.move_clock(advance="PT1M")
    got: list[Change] = [await asyncio.wait_for(anext(feed), 5) for _ in range(3)]
    assert [(one.kind, one.person_id) for one in got] == [("person", other), ("message", person), ("clock", 0)]


async def test_a_page_can_sleep_until_something_changes(sandbox: Sandbox, person: int) -> None:
    waiting = asyncio.create_task(sandbox.wait(sandbox.seq))
    await asyncio.sleep(0)
    assert not waiting.done()
    await sandbox.say(person, "你好", wait=False)
    assert await asyncio.wait_for(waiting, 5) == sandbox.seq


async def test_unread_counts_what_others_wrote_below_the_mark(api: Call, sandbox: Sandbox, person: int) -> None:
    await sandbox.say(person, "我", wait=False)
    sent = [(await api("sendMessage", chat_id=person, text=text))["message_id"] for text in "一二三"]
    assert sandbox.person(person)["unread"] == 3
    sandbox.mark_read(person, sent[0])
    assert sandbox.unread(person) == 2
    assert sandbox.chats_of(person)[0]["unread"] == 2
    sandbox.mark_read(person)
    assert sandbox.unread(person) == 0


async def test_pages_of_history(api: Call, sandbox: Sandbox, person: int) -> None:
    ids = [(await api("sendMessage", chat_id=person, text=str(n)))["message_id"] for n in range(10)]
    assert [one["text"] for one in sandbox.messages(person, limit=3)] == ["7", "8", "9"]
    assert [one["text"] for one in sandbox.messages(person, limit=2, before=ids[7])] == ["5", "6"]
    assert [one["text"] for one in sandbox.messages(person, after=ids[7])] == ["8", "9"]


async def test_commands_are_shown_in_the_persons_language(aio: Bot, sandbox: Sandbox, person: int) -> None:
    english = sandbox.add_person("Ann", "en-GB")["id"]
    await aio.set_my_commands([BotCommand(command="start", description="开始")])
    await aio.set_my_commands([BotCommand(command="start", description="Start")], language_code="en")
    assert sandbox.commands(person)[0]["description"] == "开始"
    assert sandbox.commands(english)[0]["description"] == "Start"
    assert (await aio.get_my_commands(language_code="en"))[0].description == "Start"
    await aio.delete_my_commands(language_code="en")
    assert sandbox.commands(english)[0]["description"] == "开始"
    await aio.set_my_name("门铃")
    assert (await aio.get_my_name()).name == "门铃"
