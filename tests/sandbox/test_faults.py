"""Faults on order, the rate limits and the log."""

from __future__ import annotations

import asyncio

import aiogram.exceptions
import httpx
import pytest
import telegram
from aiogram import Bot

from bot.sandbox.errors import ApiError
from bot.sandbox.limits import RateLimits
from bot.sandbox.store import Sandbox
from tests.sandbox.conftest import Call


async def test_the_next_calls_fail_as_asked(http: httpx.AsyncClient, aio: Bot, sandbox: Sandbox, person: int) -> None:
    fault = {"method": "sendMessage", "status": 429, "retry_after": 7, "times": 2}
    assert (await http.post("/sandbox/faults", json=fault)).status_code == 200
    for _ in range(2):
        with pytest.raises(aiogram.exceptions.TelegramRetryAfter) as flood:
            await aio.send_message(person, "一")
        assert flood.value.retry_after == 7
    await aio.send_message(person, "二")
    assert [one["text"] for one in sandbox.messages(person)] == ["二"]


async def test_how_long_to_wait_stands_in_the_header_too(
    http: httpx.AsyncClient, sandbox: Sandbox, person: int
) -> None:
    sandbox.add_fault({"method": "sendMessage", "status": 429, "retry_after": 7})
    answer = await http.post("/bot1:sandbox/sendMessage", json={"chat_id": person, "text": "一"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")
    assert answer.json()["parameters"] == {"retry_after": 7}


async def test_python_telegram_bot_understands_the_faults_too(ptb: telegram.Bot, sandbox: Sandbox, person: int) -> None:
    sandbox.add_fault({"method": "sendMessage", "status": 403})
    with pytest.raises(telegram.error.Forbidden):
        await ptb.send_message(person, "?")
    sandbox.add_fault({"method": "sendMessage", "status": 502})
    with pytest.raises(telegram.error.NetworkError):
        await ptb.send_message(person, "?")


async def test_a_fault_may_name_a_chat(api: Call, sandbox: Sandbox, person: int) -> None:
    other = sandbox.add_person("李师傅")["id"]
    sandbox.add_fault({"method": "sendMessage", "status": 500, "chat_id": other})
    assert (await api("sendMessage", chat_id=person, text="?"))["message_id"]
    assert (await api("sendMessage", chat_id=other, text="?"))["error_code"] == 500


async def test_a_dropped_response_has_been_delivered(
    aio: Bot, ptb: telegram.Bot, sandbox: Sandbox, person: int
) -> None:
    sandbox.add_fault({"method": "sendMessage", "drop_response": True, "times": 2})
    with pytest.raises(aiogram.exceptions.TelegramNetworkError):
        await aio.send_message(person, "一")
    with pytest.raises(telegram.error.NetworkError):
        await ptb.send_message(person, "二")
    assert [one["text"] for one in sandbox.messages(person)] == ["一", "二"]
    assert [one["dropped"] for one in sandbox.log.read("sendMessage")] == [True, True]


async def test_a_delay_only_delays(api: Call, sandbox: Sandbox, person: int) -> None:
    sandbox.add_fault({"method": "sendMessage", "delay_ms": 50})
    assert (await api("sendMessage", chat_id=person, text="?"))["message_id"]
    assert sandbox.log.read("sendMessage")[0]["duration_ms"] > 45  # a loop counts in milliseconds of its own


async def test_faults_can_be_looked_at_and_taken_back(http: httpx.AsyncClient, api: Call) -> None:
    await http.post("/sandbox/faults", json={"status": 500, "times": 5})
    assert (await http.get("/sandbox/faults")).json()[0]["times"] == 5
    await http.delete("/sandbox/faults")
    assert (await api("getMe"))["id"] == 1


@pytest.mark.parametrize(
    "fault", [{}, {"method": "x"}, {"status": 200}, {"status": "500"}, {"status": 500, "times": 0}, {"stat": 500}]
)
async def test_a_fault_that_makes_no_sense_is_refused(http: httpx.AsyncClient, fault: dict) -> None:
    answer = await http.post("/sandbox/faults", json=fault)
    assert (answer.status_code, bool(answer.json()["error"])) == (400, True)


async def test_the_log_tells_every_call_with_its_outcome(http: httpx.AsyncClient, api: Call, person: int) -> None:
    await api("getMe")
    await api("sendMessage", chat_id=person, text="一")
    await api("sendMessage", chat_id=77, text="二")
    good, bad = (await http.get("/sandbox/log?method=sendMessage")).json()
    assert (good["bot"], good["chat_id"], good["status"], good["error"]) == ("menling_bot", person, 200, None)
    assert good["at"] == "2026-11-24T01:00:00+00:00"
    assert (bad["status"], bad["error"]) == (400, "Bad Request: chat not found")
    assert [one["index"] for one in (await http.get(f"/sandbox/log?since={good['index']}")).json()] == [bad["index"]]


class Ticks:
    """Real time, by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def spend(limits: RateLimits, chat: int, times: int) -> int | None:
    """Seconds to wait, if one of so many messages was too many."""
    for _ in range(times):
        try:
            limits.spend("1:x", chat)
        except ApiError as flood:
            return flood.parameters["retry_after"]
    return None


def test_thirty_a_second_per_bot() -> None:
    tick = Ticks()
    limits = RateLimits(tick=tick)
    for second in range(3):
        tick.now = 100.0 + second
        assert all(spend(limits, 1000 + n, 1) is None for n in range(30))
        assert spend(limits, 2000, 1) == 1


def test_never_more_than_thirty_in_any_second() -> None:
    tick = Ticks()
    limits = RateLimits(tick=tick)
    sent: list[float] = []
    for step in range(400):
        tick.now = 100 + step / 100
        if spend(limits, 1000 + step, 1) is None:
            sent.append(tick.now)
    assert max(sum(1 for other in sent if at <= other < at + 0.999) for at in sent) == 30


def test_twenty_a_minute_per_group() -> None:
    tick = Ticks()
    limits = RateLimits(tick=tick)
    assert spend(limits, -5, 20) is None
    tick.now += 10
    assert spend(limits, -5, 1) == 50
    assert spend(limits, -6, 1) is None
    tick.now += 50
    assert spend(limits, -5, 1) is None


def test_one_a_second_per_private_chat_after_a_burst_only_when_asked_for() -> None:
    tick = Ticks()
    assert spend(RateLimits(per_second=None, tick=tick), 5, 100) is None
    limits = RateLimits.real()
    limits.tick = tick
    assert spend(limits, 5, 5) is None
    assert spend(limits, 5, 1) == 1
    tick.now += 1
    assert spend(limits, 5, 1) is None
    assert spend(limits, 5, 1) == 1


async def test_limits_are_answered_as_429_and_can_be_changed(http: httpx.AsyncClient, aio: Bot, person: int) -> None:
    assert (await http.post("/sandbox/limits", json={"per_second": 1})).json()["per_second"] == 1
    await aio.send_message(person, "一")
    with pytest.raises(aiogram.exceptions.TelegramRetryAfter):
        await aio.send_message(person, "二")
    assert (await http.post("/sandbox/limits", json={"speed": 1})).status_code == 400
    await http.post("/sandbox/limits", json={"per_second": None})
    await aio.send_message(person, "三")


async def test_a_late_answer_comes_after_the_work_is_done(aio: Bot, sandbox: Sandbox, person: int) -> None:
    sandbox.add_fault({"method": "sendMessage", "late_ms": 300})
    sending = asyncio.create_task(aio.send_message(person, "一"))
    while not sandbox.messages(person):
        await asyncio.sleep(0.002)
    assert not sending.done()
    sending.cancel()
