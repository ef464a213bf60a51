"""What outlives a restart of the sandbox."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.sandbox.limits import RateLimits
from bot.sandbox.params import Params
from bot.sandbox.store import Sandbox
from tests.sandbox.conftest import DOT, START, TOKEN, Hook


def opened(folder: Path, **more) -> Sandbox:
    return Sandbox(folder, clock_runs=False, start_at=START, limits=RateLimits.off(), **more)


async def call(box: Sandbox, method: str, **params):
    answer = (await box.call(TOKEN, method, Params(params))).body
    assert answer["ok"], answer
    return answer["result"]


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.005)


async def test_chats_ids_clock_and_pending_updates_go_on(tmp_path: Path) -> None:
    box = opened(tmp_path)
    person = box.seed_person(501, "王芳", "zh", "customer", photo=DOT, phone="+8613900000001")["id"]
    group = (await box.create_group("派单室", [person], wait=False))["id"]
    keyboard = {"keyboard": [[{"text": "预约"}]]}
    first = await call(box, "sendMessage", chat_id=person, text="一", reply_markup=keyboard)
    gone = await call(box, "sendMessage", chat_id=person, text="二")
    await call(box, "deleteMessage", chat_id=person, message_id=gone["message_id"])
    await box.say(person, "在吗", wait=False)
    await box.send_photo(person, DOT, wait=False)
    await box.move_clock(advance="P2D")
    await call(box, "setMyCommands", commands=[{"command": "start", "description": "开始"}])
    before = (box.people(), box.messages(person), box.since(person, 0), box.now(), await call(box, "getUpdates"))
    await box.close()

    box = opened(tmp_path)
    await box.start()
    assert (box.people(), box.messages(person), box.since(person, 0), box.now()) == before[:4]
    assert await call(box, "getUpdates") == before[4]
    assert box.keyboard(person)["message_id"] == first["message_id"]
    assert box.commands(person)[0]["command"] == "start"
    assert box.file(box.messages(person)[-1]["photo"]["file_id"])["content"] == DOT
    new = await call(box, "sendMessage", chat_id=group, text="新")
    assert new["message_id"] > max(one["message_id"] for one in before[1])
    assert box.since(person, before[2]["seq"])["messages"][0]["text"] == "新"
    await box.close()


async def test_a_webhook_and_what_it_has_not_had_yet_go_on(tmp_path: Path, hook: Hook) -> None:
    box = opened(tmp_path)
    person = box.add_person("王芳")["id"]
    await call(box, "setWebhook", url=hook.url, secret_token="s")
    box.webhooks.stop(box.bots.default)
    box.webhooks.kick = lambda *_: None  # the machine stops before anything is delivered
    await box.say(person, "在吗", wait=False)
    await box.close()
    assert hook.updates == []

    box = opened(tmp_path)
    await box.start()
    assert (await box.say(person, "还在吗"))["settled"]
    assert [one["message"]["text"] for one in hook.updates] == ["在吗", "还在吗"]
    await box.close()


async def test_a_press_can_still_be_answered_after_a_restart(tmp_path: Path) -> None:
    box = opened(tmp_path)
    person = box.add_person("王芳")["id"]
    keyboard = {"inline_keyboard": [[{"text": "好", "callback_data": "y"}]]}
    await call(box, "sendMessage", chat_id=person, text="?", reply_markup=keyboard)
    await box.tap(person, None, "好", wait=False)
    await box.close()
    box = opened(tmp_path)
    query = (await call(box, "getUpdates"))[0]["callback_query"]
    assert await call(box, "answerCallbackQuery", callback_query_id=query["id"]) is True
    await box.close()


async def test_changes_reach_the_disk_by_themselves(tmp_path: Path) -> None:
    """A killed sandbox loses at most what gathered in some milliseconds."""
    box = opened(tmp_path)
    person = box.add_person("王芳")["id"]
    await call(box, "sendMessage", chat_id=person, text="一")
    reader = sqlite3.connect(tmp_path / "sandbox.db")

    await until(lambda: reader.execute("SELECT 1 FROM documents WHERE kind = 'message'").fetchone())
    reader.close()
    await box.close()


async def test_what_a_full_disk_refused_is_kept_as_soon_as_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.sandbox.disk.AGAIN", 0.01)
    box = opened(tmp_path)
    person = box.add_person("王芳")["id"]
    [pages] = box.disk._connection.execute("PRAGMA page_count").fetchone()
    box.disk._connection.execute(f"PRAGMA max_page_count = {pages}")
    await call(box, "sendMessage", chat_id=person, text="长" * 4000)
    await until(lambda: "it is tried again" in caplog.text)
    await call(box, "sendMessage", chat_id=person, text="后来")
    box.disk._connection.execute("PRAGMA max_page_count = 100000")
    reader = sqlite3.connect(tmp_path / "sandbox.db")
    await until(lambda: reader.execute("SELECT count(*) FROM documents WHERE kind = 'message'").fetchone() == (2,))
    reader.close()
    assert caplog.text.count("it is tried again") == 1, "said once"
    await box.close()


async def test_old_messages_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sandbox.posting.REMEMBERED", 3)
    box = opened(tmp_path)
    person = box.add_person("王芳")["id"]
    for n in range(5):
        await call(box, "sendMessage", chat_id=person, text=str(n))
    assert [one["text"] for one in box.messages(person)] == ["2", "3", "4"]
    await box.close()
    box = opened(tmp_path)
    assert [one["text"] for one in box.messages(person)] == ["2", "3", "4"]
    await box.close()
