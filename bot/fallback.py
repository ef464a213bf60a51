"""Other ways to reach somebody whose chat is gone, by apprise: mail, SMS, a company messenger."""

from __future__ import annotations

import asyncio

from bot.config.settings import Notify
from bot.log import get_logger

log = get_logger("fallback")


class Fallback:
    """Sends plain words to an apprise address, if its scheme is one the operator allows."""

    def __init__(self, settings: Notify) -> None:
        self.settings = settings

    async def send(self, address: str, words: str) -> bool:
        """True when the other channel took it. Never raises: the dispatcher's telephone is the last resort."""
        scheme = address.split("://", 1)[0].lower()
        if "://" not in address or scheme not in self.settings.schemes:
            log.warning("a fallback address of a kind that is not allowed", scheme=scheme)
            return False
        import apprise  # costly to import, seldom needed

        channel = apprise.Apprise()
        if not channel.add(address):
            log.warning("a fallback address that apprise cannot read", scheme=scheme)
            return False
        limit = self.settings.timeout.total_seconds()
        try:
            sent = await asyncio.wait_for(asyncio.to_thread(channel.notify, body=words), limit)
        except Exception as error:
            log.warning("a fallback channel failed", scheme=scheme, error=type(error).__name__)
            return False
        return bool(sent)
