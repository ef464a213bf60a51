"""Other ways to reach somebody whose chat is gone, by apprise: mail, SMS, a company messenger, or a file for a gateway.

`file://sms/+8613800138001` leaves one JSON file for each message in `<MENLING_DATA>/outgoing/sms/`, where a gateway of
the operator's own picks it up and removes it.
"""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from bot.config.settings import Notify
from bot.log import get_logger

log = get_logger("fallback")

BOX = re.compile(r"[A-Za-z0-9_-]{1,40}")


def usable(settings: Notify, address: str) -> bool:
    """Whether an address is of a kind the operator allows, and can be understood."""
    scheme, _, rest = address.partition("://")
    if not rest or scheme.lower() not in settings.schemes:
        return False
    if scheme.lower() == "file":
        return BOX.fullmatch(unquote(rest).partition("/")[0]) is not None
    import apprise

    return bool(apprise.Apprise().add(address))


class Fallback:
    """Sends plain words to an apprise address, if its scheme is one the operator allows."""

    def __init__(self, settings: Notify, folder: Path) -> None:
        self.settings = settings
        self.outgoing = folder / "outgoing"

    async def send(self, address: str, words: str) -> bool:
        """True when the other channel took it. Never raises: the dispatcher's telephone is the last resort."""
        scheme = address.split("://", 1)[0].lower()
        if "://" not in address or scheme not in self.settings.schemes:
            log.warning("a fallback address of a kind that is not allowed", scheme=scheme)
            return False
        way = partial(self.leave, address, words) if scheme == "file" else partial(by_apprise, address, words)
        try:
            limit = self.settings.timeout.total_seconds()
            sent = await asyncio.wait_for(asyncio.to_thread(way), limit)
        except Exception as error:
            log.warning("a fallback channel failed", scheme=scheme, error=type(error).__name__)
            return False
        if not sent:
            log.warning("a fallback channel did not take a message", scheme=scheme)
        return sent

    def leave(self, address: str, words: str) -> bool:
        """A file for a gateway, whole or not there at all; never outside the folder for them."""
        box, _, to = unquote(address.split("://", 1)[1]).partition("/")
        if not BOX.fullmatch(box):
            return False
        folder = self.outgoing / box
        folder.mkdir(parents=True, exist_ok=True)
        name = uuid.uuid4().hex
        unfinished = folder / f".{name}"
        unfinished.write_text(json.dumps({"to": to, "text": words}, ensure_ascii=False), encoding="utf-8")
        unfinished.rename(folder / f"{name}.json")
        return True


def by_apprise(address: str, words: str) -> bool:
    import apprise  # costly to import, seldom needed

    channel = apprise.Apprise()
    if not channel.add(address):
        log.warning("a fallback address that apprise cannot read")
        return False
    return bool(channel.notify(body=words))
