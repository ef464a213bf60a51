"""Bots: every token of the right shape is one, with updates, a webhook and commands of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.disk import Disk
from bot.sandbox.errors import ApiError, Wrong

Json = dict[str, Any]

TOKEN = re.compile(r"(\d{1,16}):[A-Za-z0-9_-]{1,256}")
FIRST_UPDATE = 100_001

# Kept between restarts, besides token, username and name.
KEPT = (
    "token",
    "username",
    "name",
    "next_update",
    "webhook",
    "allowed_updates",
    "commands",
    "about",
    "menu_buttons",
    "called",
)


@dataclass(slots=True)
class Bot:
    """One bot, known by its token."""

    token: str
    username: str
    name: str
    next_update: int = FIRST_UPDATE
    webhook: Json = field(default_factory=dict)
    allowed_updates: list[str] = field(default_factory=list)
    commands: dict[str, list[Json]] = field(default_factory=dict)  # "scope|language" -> commands
    about: dict[str, str] = field(default_factory=dict)  # "name|zh", "description|", "short_description|en"...
    menu_buttons: dict[str, Json] = field(default_factory=dict)
    called: bool = False  # somebody runs it, or did

    @property
    def id(self) -> int:
        return int(self.token.partition(":")[0])

    def as_user(self) -> Json:
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}


class Bots:
    """All bots that ever called, and the default one."""

    def __init__(self, disk: Disk, default_token: str, name: str, username: str) -> None:
        self.disk = disk
        self.by_token: dict[str, Bot] = {}
        for _, known in disk.read("bot"):
            self.by_token[known["token"]] = Bot(**known)
        self.default = self._known(default_token, name, username)

    def by_call(self, token: str) -> Bot:
        """The bot that makes an API call; any well-formed token is welcome."""
        bot = self.by_token.get(token) or self._met(token)
        if not bot.called:
            bot.called = True
            self.keep(bot)
        return bot

    def _met(self, token: str) -> Bot:
        match = TOKEN.fullmatch(token)
        if match is None:
            raise ApiError(401, "Unauthorized")
        number = match[1]
        username = f"sandbox_{number}_bot"
        if any(other.username == username for other in self.by_token.values()):
            username = f"sandbox_{number}_{len(self.by_token)}_bot"
        return self._known(token, f"Bot {number}", username)

    def named(self, name: str | int | None) -> Bot:
        """By token, id or username, as people name it; the usual bot when nobody is named."""
        if name is None or name == "":
            return self.usual()
        if not isinstance(name, str | int):
            raise Wrong("bot is a username, an id or a token")
        name = str(name)
        for bot in self.by_token.values():
            if name in (bot.token, str(bot.id)) or name.removeprefix("@").lower() == bot.username.lower():
                return bot
        if TOKEN.fullmatch(name):
            return self._met(name)
        raise Wrong(f"no bot is called {name!r}; say its token or one of {self.usernames()}", 404)

    def usual(self) -> Bot:
        """The default bot, unless nobody runs it and somebody runs another: the newest of those."""
        run = [bot for bot in self.by_token.values() if bot.called]
        return self.default if self.default.called or not run else run[-1]

    def usernames(self) -> list[str]:
        return [bot.username for bot in self.by_token.values()]

    def _known(self, token: str, name: str, username: str) -> Bot:
        bot = self.by_token.get(token)
        if bot is None:
            bot = self.by_token[token] = Bot(token=token, username=username, name=name)
            self.keep(bot)
        return bot

    def keep(self, bot: Bot) -> None:
        self.disk.put("bot", bot.token, lambda: {key: getattr(bot, key) for key in KEPT})
