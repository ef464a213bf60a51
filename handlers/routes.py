"""Which function answers which button, command, step or wish.

Each feature's module keeps a `routes = Routes()`; `handlers/routers.py` joins them. Finding the function is one
look into a dictionary: trying dozens of filters one after another costs more than all else a tap does.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from handlers.buttons import Tap
from handlers.understanding.what import Kind
from models.person import Role

if TYPE_CHECKING:
    from handlers.context import Turn

TapHandler = Callable[["Turn", Any], Awaitable[None]]
Handler = Callable[["Turn"], Awaitable[None]]
WishHandler = Callable[["Turn", Any], Awaitable[None]]

# Whom a wish or command is meant for; a customer is whoever holds no role.
CUSTOMER = None


class Routes:
    """The answers of one feature, or of all of them joined."""

    def __init__(self) -> None:
        self.taps: dict[type[Tap], TapHandler] = {}
        self.commands: dict[tuple[str, Role | None], Handler] = {}
        self.steps: dict[str, Handler] = {}
        self.asks: dict[str, Handler] = {}
        self.wishes: dict[tuple[Kind, Role | None], WishHandler] = {}
        self.kinds: dict[tuple[str, Role | None], Handler] = {}
        self.replies: dict[type[Tap], TapHandler] = {}

    def tap(self, button: type[Tap]) -> Callable[[TapHandler], TapHandler]:
        """Answers a press of this button: `async def f(turn, button)`."""
        return self._into(self.taps, button)

    def command(self, name: str, *roles: Role | None) -> Callable[[Handler], Handler]:
        """Answers `/name`; for everybody unless roles are given (`CUSTOMER` for people without one)."""
        return self._many(self.commands, [(name, role) for role in roles or (CUSTOMER, *Role)])

    def step(self, name: str) -> Callable[[Handler], Handler]:
        """Answers whatever is written while the conversation stands at this step."""
        return self._into(self.steps, name)

    def ask(self, name: str) -> Callable[[Handler], Handler]:
        """Puts this step's question again: after a restart, a repeat, or an answer that could not be used."""
        return self._into(self.asks, name)

    def wish(self, kind: Kind, *roles: Role | None) -> Callable[[WishHandler], WishHandler]:
        """Answers a wish understood from free words: `async def f(turn, wish)`."""
        return self._many(self.wishes, [(kind, role) for role in roles or (CUSTOMER,)])

    def content(self, kind: str, *roles: Role | None) -> Callable[[Handler], Handler]:
        """Answers a photo, location, contact, voice ... sent outside any step."""
        return self._many(self.kinds, [(kind, role) for role in roles or (CUSTOMER, *Role)])

    def reply(self, button: type[Tap]) -> Callable[[TapHandler], TapHandler]:
        """Answers what is sent as the messenger's own reply to a card that carries this button."""
        return self._into(self.replies, button)

    def include(self, other: Routes) -> None:
        """Takes over another feature's answers; two answers to one thing are a mistake in the code."""
        for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True):
            twice = mine.keys() & theirs.keys()
            if twice:
                raise ValueError(f"answered twice: {sorted(map(str, twice))}")
            mine.update(theirs)

    @staticmethod
    def _into(table: dict[Any, Any], key: Any) -> Callable[[Any], Any]:
        def keep(function: Any) -> Any:
            if key in table:
                raise ValueError(f"answered twice: {key}")
            table[key] = function
            return function

        return keep

    @staticmethod
    def _many(table: dict[Any, Any], keys: list[Any]) -> Callable[[Any], Any]:
        def keep(function: Any) -> Any:
            for key in keys:
                if key in table:
                    raise ValueError(f"answered twice: {key}")
                table[key] = function
            return function

        return keep
