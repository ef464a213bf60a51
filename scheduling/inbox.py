"""The inbox: which updates are dealt with, and where each chat's half-finished conversation stands.

Asked and written with every update, so each is one statement.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import exists, insert, literal, select, update

from models.inbox import Conversation, Update
from scheduling.unit_of_work import UnitOfWork


def recall(uow: UnitOfWork, bot_id: int, chat_id: int, update_id: int) -> tuple[str | None, dict[str, Any], bool]:
    """Where the chat's conversation stands, what was said in it so far, and whether this update is a repeat."""
    here = Conversation.bot_id == bot_id, Conversation.chat_id == chat_id
    query = select(
        select(Conversation.step).where(*here).scalar_subquery(),
        select(Conversation.draft).where(*here).scalar_subquery(),
        exists().where(Update.bot_id == bot_id, Update.update_id == update_id),
    )
    step, draft, repeated = uow.session.execute(query).one()
    return step, draft or {}, bool(repeated)


def note(uow: UnitOfWork, bot_id: int, update_id: int) -> None:
    """The update is dealt with, in the same transaction as its effect; noted twice it stands there once."""
    known = exists().where(Update.bot_id == bot_id, Update.update_id == update_id)
    new = select(literal(bot_id), literal(update_id), literal(uow.now, Update.at.type)).where(~known)
    uow.session.execute(insert(Update).from_select(["bot_id", "update_id", "at"], new))


def keep(uow: UnitOfWork, bot_id: int, chat_id: int, step: str | None, draft: dict[str, Any]) -> None:
    """Saves a half-finished conversation; without a step and a draft it is over."""
    kept = {"step": step, "draft": draft, "changed_at": uow.now}
    here = Conversation.bot_id == bot_id, Conversation.chat_id == chat_id
    changed = uow.session.execute(update(Conversation).where(*here).values(kept))
    if not getattr(changed, "rowcount", 0):
        uow.session.execute(insert(Conversation).values(bot_id=bot_id, chat_id=chat_id, **kept))
