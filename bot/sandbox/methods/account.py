"""The bot about itself, its commands and names, its webhook, and the chats and files it may look at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.sandbox.bots import Bot
from bot.sandbox.chats import Chat
from bot.sandbox.errors import bad_request
from bot.sandbox.methods.common import chat_for
from bot.sandbox.params import Params
from bot.sandbox.posting import notice, post

if TYPE_CHECKING:
    from bot.sandbox.store import Sandbox

Json = dict[str, Any]

COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def get_me(box: Sandbox, bot: Bot, params: Params) -> Json:
    return {
        **bot.as_user(),
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def done(box: Sandbox, bot: Bot, params: Params) -> bool:
    """Accepted; nothing follows from it here."""
    return True


def set_webhook(box: Sandbox, bot: Bot, params: Params) -> bool:
    box.webhooks.set(bot, params)
    return True


def delete_webhook(box: Sandbox, bot: Bot, params: Params) -> bool:
    params.values.pop("url", None)
    box.webhooks.set(bot, params)
    return True


def webhook_info(box: Sandbox, bot: Bot, params: Params) -> Json:
    return box.webhooks.info(bot)


# ---- commands, names, menu


def scope_key(params: Params) -> str:
    scope = params.object("scope") or {"type": "default"}
    place = ":".join(str(scope[part]) for part in ("chat_id", "user_id") if part in scope)
    return f"{scope.get('type', 'default')}:{place}|{params.text('language_code')}"


def set_commands(box: Sandbox, bot: Bot, params: Params) -> bool:
    commands = params.objects("commands")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    bot.commands[scope_key(params)] = [
        {"command": one["command"].removeprefix("/"), "description": one["description"]} for one in commands
    ]
    _tell(box, bot)
    return True


def get_commands(box: Sandbox, bot: Bot, params: Params) -> list[Json]:
    return bot.commands.get(scope_key(params), [])


def delete_commands(box: Sandbox, bot: Bot, params: Params) -> bool:
    bot.commands.pop(scope_key(params), None)
    _tell(box, bot)
    return True


def _tell(box: Sandbox, bot: Bot) -> None:
    box.bots.keep(bot)
    for chat in box.chats.by_key.values():
        if chat.bot == bot.token:
            notice(box, chat, "chat", bot=bot.username)


def set_about(what: str, longest: int) -> Any:
    def set_one(box: Sandbox, bot: Bot, params: Params) -> bool:
        value = params.text(what)
        if len(value) > longest:
            raise bad_request(f"{what} is too long")
        bot.about[f"{what}|{params.text('language_code')}"] = value
        if what == "name" and value and not params.text("language_code"):
            bot.name = value
        box.bots.keep(bot)
        return True

    return set_one


def get_about(what: str) -> Any:
    def get_one(box: Sandbox, bot: Bot, params: Params) -> Json:
        found = bot.about.get(f"{what}|{params.text('language_code')}") or bot.about.get(f"{what}|")
        return {what: found or (bot.name if what == "name" else "")}

    return get_one


def set_menu_button(box: Sandbox, bot: Bot, params: Params) -> bool:
    bot.menu_buttons[params.text("chat_id")] = params.object("menu_button") or {"type": "default"}
    box.bots.keep(bot)
    return True


def get_menu_button(box: Sandbox, bot: Bot, params: Params) -> Json:
    found = bot.menu_buttons.get(params.text("chat_id")) or bot.menu_buttons.get("")
    return found or {"type": "commands" if bot.commands else "default"}


# ---- chats and files


def get_file(box: Sandbox, bot: Bot, params: Params) -> Json:
    file = box.files.get(params.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    return {key: file[key] for key in ("file_id", "file_unique_id", "file_size", "file_path")}


def _chat(box: Sandbox, bot: Bot, params: Params) -> Chat:
    return chat_for(box, bot, params.values.get("chat_id"), to_write=False)


def get_chat(box: Sandbox, bot: Bot, params: Params) -> Json:
    chat = _chat(box, bot, params)
    full = {**chat.as_chat(), "accent_color_id": 0, "max_reaction_count": 11}
    full["accepted_gift_types"] = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"),
        False,
    )
    if chat.pinned:
        full["pinned_message"] = chat.messages[chat.pinned[-1]].wire
    if chat.person is not None and chat.person.photo:
        photo = chat.person.photo
        full["photo"] = {
            "small_file_id": photo,
            "small_file_unique_id": photo[:16],
            "big_file_id": photo,
            "big_file_unique_id": photo[:16],
        }
    return full


def get_member(box: Sandbox, bot: Bot, params: Params) -> Json:
    chat = _chat(box, bot, params)
    return member(box, chat, params.number("user_id"))


def member(box: Sandbox, chat: Chat, user_id: int | None) -> Json:
    for token in chat.bots or [chat.bot or ""]:
        one = box.bots.by_token.get(token)
        if one is not None and one.id == user_id:
            return {"status": "member", "user": one.as_user()}
    person = box.people_by_id.get(user_id or 0)
    if person is None:
        raise bad_request("invalid user_id specified")
    if person.id not in chat.readers():
        return {"status": "left", "user": person.as_user()}
    owner = not chat.private and chat.members[0] == person.id
    if owner:
        return {"status": "creator", "user": person.as_user(), "is_anonymous": False}
    return {"status": "member", "user": person.as_user()}


def administrators(box: Sandbox, bot: Bot, params: Params) -> list[Json]:
    chat = _chat(box, bot, params)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    return [member(box, chat, chat.members[0])] if chat.members else []


def member_count(box: Sandbox, bot: Bot, params: Params) -> int:
    chat = _chat(box, bot, params)
    return 2 if chat.private else len(chat.members) + len(chat.bots)


def profile_photos(box: Sandbox, bot: Bot, params: Params) -> Json:
    person = box.people_by_id.get(params.number("user_id") or 0)
    if person is None:
        raise bad_request("invalid user_id specified")
    file = box.files.get(person.photo or "")
    if file is None:
        return {"total_count": 0, "photos": []}
    size = {key: file[key] for key in ("file_id", "file_unique_id", "width", "height", "file_size")}
    return {"total_count": 1, "photos": [[size]]}


def leave(box: Sandbox, bot: Bot, params: Params) -> bool:
    chat = _chat(box, bot, params)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.bots.remove(bot.token)
    box.chats.keep(chat)
    post(box, chat, bot.as_user(), {"left_chat_member": bot.as_user()}, bot=bot)
    return True


METHODS = {
    "getme": get_me,
    "close": done,
    "logout": done,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": webhook_info,
    "setmycommands": set_commands,
    "getmycommands": get_commands,
    "deletemycommands": delete_commands,
    "setmyname": set_about("name", 64),
    "getmyname": get_about("name"),
    "setmydescription": set_about("description", 512),
    "getmydescription": get_about("description"),
    "setmyshortdescription": set_about("short_description", 120),
    "getmyshortdescription": get_about("short_description"),
    "setchatmenubutton": set_menu_button,
    "getchatmenubutton": get_menu_button,
    "setmydefaultadministratorrights": done,
    "getfile": get_file,
    "getchat": get_chat,
    "getchatmember": get_member,
    "getchatadministrators": administrators,
    "getchatmembercount": member_count,
    "getuserprofilephotos": profile_photos,
    "leavechat": leave,
}
