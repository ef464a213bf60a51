"""The list of commands beside the text field, for those who would not know what to type; each hat has its own."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cache

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from handlers.context import Turn, plain_text
from handlers.texts.render import Say
from models.person import Role

# What is wanted most comes first.
ORDER = (
    "book", "visits", "today", "late", "unassigned", "tasks", "new", "find", "outages", "broadcast", "emergency", "loans",
    "slots", "off", "alarms", "hazard", "import", "export", "invite", "identify", "language", "help",
)  # fmt: skip


@cache
def commands_of(role: Role | None) -> tuple[str, ...]:
    """What this hat may call by a command; None is a customer."""
    from handlers import routers

    known = routers.all_routes().commands
    return tuple(name for name in ORDER if (name, role) in known)


def menu(say: Say, role: Role | None) -> list[BotCommand]:
    return [BotCommand(command=name, description=plain_text(say(f"command-{name}"))) for name in commands_of(role)]


async def show_everybody(bot: Bot, says: Mapping[str, Say]) -> None:
    """The customers' list in every language; whoever reads another one gets the first. Only a help: it may fail."""
    private = BotCommandScopeAllPrivateChats()
    first, *others = says
    with suppress(TelegramAPIError):
        await bot.set_my_commands(menu(says[first], None), scope=private)
        for language in others:
            await bot.set_my_commands(menu(says[language], None), scope=private, language_code=language)


async def show_own(turn: Turn) -> None:
    """Staff see their own list in their own chat, from the first start on."""
    if turn.role is not None:
        with suppress(TelegramAPIError):
            scope = BotCommandScopeChat(chat_id=turn.chat.chat_id)
            await turn.bot.set_my_commands(menu(turn.say, turn.role), scope=scope)
