"""The dispatch room: a group chat that hears what is going on. Nothing about a customer appears there (R-12.8)."""

from __future__ import annotations

from sqlalchemy import select

from models.errors import NotAllowed
from models.notification import Room
from models.person import Role
from models.unit import Unit
from scheduling import events as ev
from scheduling.announcements import record
from scheduling.permissions import Action, require
from scheduling.unit_of_work import UnitOfWork


def bind(uow: UnitOfWork, bot_id: int, chat_id: int) -> tuple[Room, Unit]:
    """Makes this group the dispatch room of the dispatcher's unit. Binding it again changes nothing."""
    unit = home_unit(uow)
    require(uow.actor, Action.BIND_ROOM, unit)
    known = uow.session.scalar(select(Room).where(Room.chat_id == chat_id))
    if known is not None:
        if known.unit_id != unit.id:
            # The room leaves the unit it served: whoever takes it must dispatch for both.
            require(uow.actor, Action.BIND_ROOM, uow.get(Unit, known.unit_id))
            known.unit_id, known.bound_by_id, known.bound_at = unit.id, uow.me, uow.now
            record(uow, ev.RoomBound(chat_id))
        return known, unit
    room = Room(bot_id=bot_id, chat_id=chat_id, unit_id=unit.id, bound_by_id=uow.me)
    room.bound_at = uow.now
    uow.add(room)
    record(uow, ev.RoomBound(chat_id))
    return room, unit


def unbind(uow: UnitOfWork, chat_id: int) -> bool:
    """The group hears nothing more. False: it was no dispatch room."""
    room = uow.session.scalar(select(Room).where(Room.chat_id == chat_id))
    if room is None:
        return False
    require(uow.actor, Action.BIND_ROOM, uow.get(Unit, room.unit_id))
    uow.session.delete(room)
    record(uow, ev.RoomUnbound(chat_id))
    return True


def is_bound(uow: UnitOfWork, chat_id: int) -> bool:
    """A dispatch room, whoever asks."""
    return uow.session.scalar(select(Room.id).where(Room.chat_id == chat_id)) is not None


def closed(uow: UnitOfWork, bot_id: int, chat_id: int) -> None:
    """The bot was put out of the group, or the group is gone: it hears nothing more, and the dispatchers know."""
    room = uow.session.scalar(select(Room).where(Room.bot_id == bot_id, Room.chat_id == chat_id))
    if room is None:
        return
    uow.session.delete(room)
    record(uow, ev.RoomLost(chat_id, room.unit_id))


def moved(uow: UnitOfWork, bot_id: int, old: int, new: int) -> None:
    """The group became a supergroup and has another id from now on."""
    room = uow.session.scalar(select(Room).where(Room.bot_id == bot_id, Room.chat_id == old))
    if room is None:
        return
    if uow.session.scalar(select(Room.id).where(Room.chat_id == new)) is not None:
        uow.session.delete(room)  # bound afresh under its new id already
    else:
        room.chat_id = new


def home_unit(uow: UnitOfWork) -> Unit:
    """The unit somebody dispatches for; the widest, if there are several."""
    paths = sorted((path for role, path in uow.actor.roles if role is Role.DISPATCHER), key=len)
    unit = uow.session.scalar(select(Unit).where(Unit.path == paths[0])) if paths else None
    if unit is None:
        raise NotAllowed(action=Action.BIND_ROOM.value)
    return unit
