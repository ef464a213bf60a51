"""What a visitor does on the page. Nothing a browser sends is believed before it has been looked at here."""

import asyncio
import math
from typing import TYPE_CHECKING, Any

from bot.sandbox.errors import Wrong
from bot.sandbox.page import seen
from bot.sandbox.page.visit import PAGE, Seat, Visit, address_of
from bot.sandbox.page.words import COOKIE, LOCALES, journey

if TYPE_CHECKING:
    from bot.sandbox.store import Sandbox

Json = dict[str, Any]

STEPS = ("PT30M", "PT2H", "P1D")
NAME, TEXT, DIGITS = 64, 4096, 32
NAMED = 3  # people named when time has been moved; more would be a wall of names
ON_A_PHONE = {"show", "send", "tap", "earlier", "read"}


class Deeds:
    """The visitor's hand: each public method is one thing that can be done on the page."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit

    @property
    def sandbox(self) -> "Sandbox":
        return self.visit.sandbox

    async def receive(self, event: str, said: Json) -> None:
        """One event from the browser; the names are the stage's, never the browser's."""
        if event not in ON_A_PHONE:
            await getattr(self, event)(said)
            return
        index = said.get("seat")
        if type(index) is not int or not 0 <= index < len(self.visit.seats):
            return
        try:
            await getattr(self, event)(index, self.visit.seats[index], said)
        except Wrong as wrong:
            self.visit.tell("failed", index, wrong.error)

    # --- on one phone ----------------------------------------------------------------

    async def show(self, index: int, seat: Seat, said: Json) -> None:
        """Hand the phone to another person, or open another of their chats."""
        person, chat = said.get("person"), said.get("chat")
        if type(person) is not int or person not in {entry["id"] for entry in self.sandbox.people()}:
            return
        self.visit.sit(seat, person, chat if isinstance(chat, str) else "")
        self.visit.open_chat(index)

    async def send(self, index: int, seat: Seat, said: Json) -> None:
        """Words, a contact or a place. Files come by HTTP, see stage.js."""
        if not self._current(seat, said):
            return
        where = address_of(self.visit.chat(seat))
        if place := said.get("location"):
            latitude, longitude = _degrees(place, "latitude", 90), _degrees(place, "longitude", 180)
            if latitude is not None and longitude is not None:
                await self.sandbox.send_location(seat.person, latitude, longitude, **where)
        elif contact := said.get("contact"):
            await self._send_contact(seat.person, contact, where)
        else:
            await self._say(index, seat.person, said.get("text"), where)

    async def _say(self, index: int, person: int, text: object, where: Json) -> None:
        if not isinstance(text, str) or not text.strip():
            return
        if len(text) > TEXT:
            self.visit.tell("failed", index, self.visit.words["too_long"])
            return
        await self.sandbox.say(person, text.strip(), **where)

    async def _send_contact(self, person: int, contact: object, where: Json) -> None:
        if not isinstance(contact, dict):
            return
        phone, name = str(contact.get("phone") or "")[:DIGITS], str(contact.get("name") or "")[:NAME]
        if not phone:
            return
        if contact.get("own") is True:
            await self.sandbox.send_contact(person, phone, **where)
        else:
            other = {"phone_number": phone, "first_name": name, "user_id": None}
            await self.sandbox.send_contact(person, other, **where)

    async def tap(self, index: int, seat: Seat, said: Json) -> None:
        """Press a button where it stands; what comes back is shown as the messenger would."""
        place = [said.get("message"), said.get("row"), said.get("cell")]
        message, row, cell = place
        if not self._current(seat, said) or not all(type(number) is int for number in place):
            self.visit.tell("answered", index, {})
            return
        answer = await self.sandbox.tap(seat.person, message, row=row, column=cell)
        text = answer["alert"] or answer["toast"] or ""
        self.visit.tell("answered", index, {"text": text, "alert": bool(answer["alert"])})

    async def earlier(self, index: int, seat: Seat, said: Json) -> None:
        """The page of messages before the oldest one shown."""
        before = said.get("before")
        if not self._current(seat, said) or type(before) is not int:
            return
        messages = self.visit.messages(seat, before)
        shown = [seen.message(message, self.visit.words) for message in messages]
        self.visit.tell("earlier_came", index, seat.key, {"messages": shown, "more": len(shown) == PAGE})

    async def read(self, index: int, seat: Seat, said: Json) -> None:
        """The person has seen everything up to here."""
        upto = said.get("upto")
        if self._current(seat, said) and type(upto) is int:
            self.sandbox.mark_read(seat.person, upto)

    def _current(self, seat: Seat, said: Json) -> bool:
        """Whether this was meant for who is shown now: a phone may have changed hands in between."""
        return bool(seat.person) and [said.get("person"), said.get("chat")] == seat.key

    # --- on the bar ------------------------------------------------------------------

    async def ready(self, said: Json) -> None:
        """The browser can show chats now."""
        self.visit.begin()

    async def advance(self, said: Json) -> None:
        """Push the clock; tell from when to when, and who has heard something meanwhile."""
        by, words = said.get("by"), self.visit.words
        if by != "next" and by not in STEPS:
            self.visit.tell("moved", "")
            return
        before = self.sandbox.now()
        self.visit.arrived.clear()
        try:
            moved = await self.sandbox.move_clock(**({"to": "next"} if by == "next" else {"advance": by}))
        except Wrong as wrong:
            self.visit.tell("moved", wrong.error)
            return
        await asyncio.sleep(0)
        self.visit.flush()
        if moved.get("nothing_due"):
            text = words["nothing_due"]
        else:
            text = self._moved_text(journey(before, self.sandbox.now(), self.visit.zone, self.visit.lang))
        self.visit.tell("moved", text + (" " + words["unsettled"] if moved.get("unsettled") else ""))

    def _moved_text(self, moments: dict[str, str]) -> str:
        words, arrived = self.visit.words, self.visit.arrived
        if not arrived:
            return words["moved"].format(**moments)
        called = {entry["id"]: entry["name"] for entry in self.sandbox.people()}
        first = [called.get(person, "") for person, _ in arrived.most_common(NAMED)]
        names = words["between_names"].join(first)
        if len(arrived) > NAMED:
            names = words["and_others"].format(names=names)
        return words["moved_with_news"].format(**moments, count=arrived.total(), names=names)

    async def newcomer(self, said: Json) -> None:
        """A new customer walks in and takes the customer's phone."""
        name, language = said.get("name"), said.get("language")
        if not isinstance(name, str) or not 0 < len(name.strip()) <= NAME or language not in list(LOCALES):
            self.visit.tell("notice", self.visit.words["name_needed"])
            return
        entry = self.sandbox.add_person(name.strip(), language)
        self.visit.show_people()
        self.visit.sit(self.visit.seats[0], entry["id"])
        self.visit.open_chat(0)
        self.visit.tell("notice", self.visit.words["welcome"].format(name=entry["name"]))

    async def language(self, said: Json) -> None:
        """The page's own words in the other language, now and at the next visit."""
        lang = said.get("lang")
        if lang not in list(LOCALES) or self.visit.stage is None:
            return
        self.visit.lang = lang
        self.visit.stage.speak(lang, self.visit.words)
        self.visit.stage.remember(COOKIE, lang)


def _degrees(place: object, name: str, limit: float) -> float | None:
    number = place.get(name) if isinstance(place, dict) else None
    if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
        return None
    return float(number) if abs(number) <= limit else None
