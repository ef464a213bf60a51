"""The sandbox's state and behaviour, without HTTP. Both the HTTP routes and the web page call this object."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.clock import duration, instant
from bot.sandbox.doing import Doing
from bot.sandbox.feed import Change
from bot.sandbox.seeing import Seeing

__all__ = ["Change", "Sandbox"]

Json = dict[str, Any]


class Sandbox(Seeing, Doing):
    """People, bots, chats, files, a clock and faults; kept in `<folder>/sandbox.db`, or in memory without a
    folder.

    A frozen clock (`clock_runs=False`) moves only when it is told to. A sandbox that was kept goes on with
    the clock, the ids and the pending updates it had."""

    # ---- people

    def seed_person(
        self,
        id: int | None,
        name: str,
        language_code: str = "zh",
        role: str | None = None,
        photo: bytes | None = None,
        phone: str | None = None,
        username: str | None = None,
    ) -> Json:
        """Make this person known, or bring them up to date; the same id is the same person. Answers as `people()`."""
        known = self.people_by_id.get(id or 0)
        if photo and (known is None or known.photo is None or self.files.content(known.photo) != photo):
            picture = self.files.store("photo", photo)["file_id"]
        else:
            picture = None
        more = {
            "language_code": language_code,
            "role": role,
            "phone": phone,
            "username": username,
            "photo": picture,
        }
        person, changed = self.people_kept.put(id, name, **more)
        if changed:
            self.chats.private(person, self.bots.usual())
            self.feed.tell(Change(self.feed.bump(), "person", person.id))
            self.feed.wake()
        return self.person(person.id)

    def add_person(self, name: str, language_code: str = "zh", **more: Any) -> Json:
        """A new person with a chat of their own; answers as one entry of `people()`."""
        return self.seed_person(None, name, language_code, **more)

    def people(self) -> list[Json]:
        """Everybody, in order of arrival.

        Each is {"id", "name", "language_code", "role", "phone", "username", "photo" (file id or None),
        "unread" (count), "read_up_to" (message id), "blocked": [bot usernames]}.
        """
        return [self.person(person_id) for person_id in self.people_by_id]

    def person(self, person_id: int) -> Json:
        """One entry of `people()`; raises errors.Wrong for a stranger."""
        person = self.people_kept.get(person_id)
        return {
            "id": person.id,
            "name": person.name,
            "language_code": person.language_code,
            "role": person.role,
            "phone": person.phone,
            "username": person.username,
            "photo": person.photo,
            "unread": self.unread(person_id),
            "read_up_to": person.read_up_to,
            "blocked": [self.bots.by_token[token].username for token in person.blocked],
        }

    # ---- time, faults, log

    def clock_state(self) -> Json:
        """{"now": ISO, "seq", "runs": bool, "next": ISO of the next thing a follower has due | None}."""
        return self.clock.state()

    async def move_clock(self, *, advance: timedelta | str | None = None, to: datetime | str | None = None) -> Json:
        """Forward by a duration ("PT30M"), to an instant, or to="next"; answers when everything due by then
        is done.

        {"now", "from", "seq", "steps": [ISO of each stop]} and "nothing_due": True or "unsettled": True where
        so."""
        length = duration(advance) if advance is not None else None
        target = to if to is None or to == "next" else instant(to)
        return await self.clock.move(advance=length, to=target)

    async def follow_clock(self, name: str, done: int, next_at: datetime | None, wait_for: float = 25.0) -> Json:
        """A follower's long poll (see clock.py): everything due up to move `done` is done, the next thing is
        due at `next_at`; answers {"seq","now","runs"} as soon as a newer move exists."""
        return await self.clock.follow(name, done, next_at, wait_for)

    def add_fault(self, fault: Json) -> Json:
        """The next calls fail, wait or lose their answer: see faults.py for the fields. Answers how many wait now."""
        self.faults.add(fault)
        return {"ok": True, "waiting": len(self.faults.waiting)}

    def clear_faults(self) -> None:
        """Everything works again."""
        self.faults.waiting.clear()
