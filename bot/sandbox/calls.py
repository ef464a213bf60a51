"""One Bot API call from token to answer: who calls, the faults and limits it meets, the method, the log."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sandbox.bots import Bot
from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Fault
from bot.sandbox.methods.table import LIMITED, TABLE
from bot.sandbox.params import Params

if TYPE_CHECKING:
    from bot.sandbox.store import Sandbox

Json = dict[str, Any]

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Answer:
    """What goes back; `dropped` means the connection breaks instead."""

    status: int
    body: Json
    dropped: bool = False


async def perform(box: Sandbox, token: str, method: str, params: Params) -> Answer:
    """Carry a call out and log it."""
    started = time.perf_counter()
    name = method.lower()
    chat_id = _chat_of(box, name, params)
    bot: Bot | None = None
    fault: Fault | None = None
    try:
        bot = box.bots.by_call(token)
        if name not in TABLE and name != "getupdates":
            raise ApiError(404, "Not Found")
        fault = box.faults.take(name, chat_id, (bot.username, token)) if box.faults.waiting else None
        if chat_id is not None:
            box.updates.began(token, chat_id)
        try:
            result = await _carry_out(box, bot, name, params, fault)
        finally:
            if chat_id is not None:
                box.updates.ended(token, chat_id, spoke=name != "sendchataction")
        answer = Answer(200, {"ok": True, "result": result})
    except ApiError as error:
        answer = Answer(error.status, error.body())
    except Exception:
        log.exception("sandbox: %s failed", method)
        answer = Answer(500, ApiError(500, "Internal Server Error").body())
    answer.dropped = fault is not None and fault.drop_response
    _note(box, bot, method, chat_id, answer, time.perf_counter() - started)
    if fault is not None and fault.late_ms:
        await asyncio.sleep(fault.late_ms / 1000)
    return answer


async def _carry_out(box: Sandbox, bot: Bot, name: str, params: Params, fault: Fault | None) -> Any:
    if fault is not None:
        if fault.delay_ms:
            await asyncio.sleep(fault.delay_ms / 1000)
        if (error := fault.error()) is not None:
            raise error
    if name == "getupdates":
        return await _get_updates(box, bot, params)
    if name in LIMITED and (chat_id := params.chat_id()) is not None:
        box.limits.spend(bot.token, chat_id)
    return TABLE[name](box, bot, params)


async def _get_updates(box: Sandbox, bot: Bot, params: Params) -> list[Json]:
    return await box.updates.poll(
        bot,
        params.number("offset", 0) or 0,
        params.number("limit", 100) or 100,
        params.number("timeout", 0) or 0,
        params.kinds("allowed_updates"),
    )


def _chat_of(box: Sandbox, name: str, params: Params) -> int | None:
    """The chat a call is about; an answer to a press is about the chat of the press."""
    if name == "answercallbackquery":
        press = box.presses.by_id.get(params.text("callback_query_id"))
        return press.chat_id if press else None
    return params.chat_id()


def _note(box: Sandbox, bot: Bot | None, method: str, chat_id: int | None, answer: Answer, took: float) -> None:
    result = answer.body.get("result")
    box.log.add(
        bot=bot.username if bot else "",
        method=method,
        chat_id=chat_id,
        at=box.now(),
        status=answer.status,
        error=answer.body.get("description"),
        duration=took,
        dropped=answer.dropped,
        message_id=result.get("message_id") if isinstance(result, dict) else None,
    )
