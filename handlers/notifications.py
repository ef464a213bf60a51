"""How each notification reads and which buttons it carries.

Every feature's module registers its own: `@renders("half-hour-notice")` on a function of letter and words.
"""

from __future__ import annotations

from collections.abc import Callable

from handlers.context import Card
from handlers.texts.render import Say
from scheduling.letters import Letter

Renderer = Callable[[Letter, Say], Card]
RENDERERS: dict[str, Renderer] = {}


def renders(*keys: str) -> Callable[[Renderer], Renderer]:
    """Registers how the notifications with these keys are written."""

    def keep(renderer: Renderer) -> Renderer:
        for key in keys:
            if key in RENDERERS:
                raise ValueError(f"notification rendered twice: {key}")
            RENDERERS[key] = renderer
        return renderer

    return keep


def render(letter: Letter, say: Say) -> Card:
    """The card for a letter, in its recipient's language. Raises `KeyError` for a key nobody renders."""
    return RENDERERS[letter.key](letter, say)
