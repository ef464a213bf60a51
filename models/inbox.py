"""The inbox: updates whose effect is in, so that a repeat never repeats it; and half-finished conversations."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId


class Update(Base):
    """An update that was dealt with, written in the same transaction as its effect."""

    __tablename__ = "inbox"

    bot_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    update_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[datetime]


class Conversation(Base):
    """A half-finished conversation of one chat: which step it stands at and what was said so far."""

    __tablename__ = "conversations"

    bot_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    step: Mapped[str | None] = mapped_column(String(60))
    draft: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]
