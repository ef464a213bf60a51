"""What the messenger's answers look like, kept ready.

aiogram makes a model for the answer of every call anew, and pydantic forgets it as soon as nobody holds it: several
milliseconds a call. Held here, each is made once.
"""

from __future__ import annotations

from typing import Any

from aiogram import methods
from aiogram.methods import Response, TelegramMethod

WE_CALL = ("SendMessage", "SendPhoto", "SendDocument", "SendLocation", "SendChatAction", "EditMessage", "AnswerCallback",
           "GetUpdates", "GetMe", "GetFile", "GetChatMember", "SetWebhook", "DeleteWebhook", "DeleteMessage")  # fmt: skip
KEPT: dict[str, Any] = {}


def keep_ready() -> None:
    """Makes the model for the answer of each method the conversation calls."""
    for name in methods.__all__:
        method = getattr(methods, name)
        if name.startswith(WE_CALL) and isinstance(method, type) and issubclass(method, TelegramMethod):
            KEPT[name] = Response[method.__returning__]
