"""The inbox: which updates are dealt with, and where each chat's half-finished conversation stands.

Asked and written with every update, so each is one statement.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, exists, insert, select, update

from models.inbox import Conversation, Update
from scheduling.unit_of_work import UnitOfWork

_bot, _chat, _update = (bindparam(name, type_=Update.bot_id.type) for name in ("bot", "chat", "update"))
_here = Conversation.bot_id == _bot, Conversation.chat_id == _chat
_known = exists().where(Update.bot_id == _bot, Update.update_id == _update)

RECALL = select(
    select(Conversation.step).where(*_here).scalar_subquery(),
    select(Conversation.draft).where(*_here).scalar_subquery(),
    _known,
)
NOTE = insert(Update).from_select(
    ["bot_id", "update_id", "at"],
    select(_bot, _update, bindparam("now", type_=Update.at.type)).where(~_known),
)
CHANGE = update(Conversation).where(*_here).values(
    step=bindparam("to_step"), draft=bindparam("to_draft"), changed_at=bindparam("now")
)  # fmt: skip
BEGIN = insert(Conversation).values(
    bot_id=_bot, chat_id=_chat, step=bindparam("to_step"), draft=bindparam("to_draft"), changed_at=bindparam("now")
)


def recall(uow: UnitOfWork, bot_id: int, chat_id: int, update_id: int) -> tuple[str | None, dict[str, Any], bool]:
    """Where the chat's conversation stands, what was said in it so far, and whether this update is a repeat."""
    ((step, draft, repeated),) = uow.rows(RECALL, bot=bot_id, chat=chat_id, update=update_id)
    return step, draft or {}, bool(repeated)


def note(uow: UnitOfWork, bot_id: int, update_id: int) -> None:
    """The update is dealt with, in the same transaction as its effect; noted twice it stands there once."""
    uow.write(NOTE, {"bot": bot_id, "update": update_id, "now": uow.now})


def keep(uow: UnitOfWork, bot_id: int, chat_id: int, step: str | None, draft: dict[str, Any]) -> None:
    """Saves a half-finished conversation; without a step and a draft it is over."""
    kept = {"bot": bot_id, "chat": chat_id, "to_step": step, "to_draft": draft, "now": uow.now}
    if not uow.write(CHANGE, kept):
        uow.write(BEGIN, kept)
