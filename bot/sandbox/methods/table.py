"""Every method by its name in lower case (names are not case-sensitive). getUpdates waits, so calls.py has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sandbox.methods import account, editing, sending

Method = Callable[..., Any]

TABLE: dict[str, Method] = {**account.METHODS, **sending.METHODS, **editing.METHODS}

# What counts against the rate limits: see limits.py.
LIMITED = {
    name for name in TABLE if name.startswith(("send", "forward", "copy", "editmessage")) and name != "sendchataction"
}
