"""Who joined, and which chats are bound."""

from __future__ import annotations

from dataclasses import dataclass

from scheduling.events.happened import Happened


@dataclass(frozen=True)
class StaffJoined(Happened):
    name = "person.joined"
    person_id: int
    role: str


@dataclass(frozen=True)
class ChatBound(Happened):
    name = "person.chat_bound"
    person_id: int
    by: str
    former_chat: int | None = None  # where their news went until now


@dataclass(frozen=True)
class ChatBlocked(Happened):
    name = "person.chat_blocked"
    person_id: int


@dataclass(frozen=True)
class RoomBound(Happened):
    name = "room.bound"
    chat_id: int


@dataclass(frozen=True)
class RoomUnbound(Happened):
    name = "room.unbound"
    chat_id: int


@dataclass(frozen=True)
class RoomLost(Happened):
    """The bot was put out of the dispatch room."""

    name = "room.lost"
    chat_id: int
    unit_id: int
