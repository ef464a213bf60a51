"""The page's one element: what runs in the browser, and the wires between it and the visit."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nicegui.dependencies import register_esm
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from bot.sandbox.page.deeds import Deeds
from bot.sandbox.page.visit import Visit

HERE = Path(__file__).parent
STATIC = HERE / "static"
CSS = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in ("palette.css", "stage.css"))
FAVICON = (STATIC / "bell.svg").read_text(encoding="utf-8")

# The newest file decides the address, so a browser never mixes the scripts of two versions.
register_esm("menling-sandbox", STATIC, max_time=max(file.stat().st_mtime for file in STATIC.iterdir()))

EVENTS = ("ready", "show", "send", "tap", "earlier", "read", "advance", "newcomer", "language")


class Stage(Element, component="stage.js"):
    """Three phones and a clock. Everything a browser sends comes in at one place and is checked there."""

    def __init__(self, visit: Visit, *, title: str) -> None:
        super().__init__()
        self.props["zone"] = visit.zone
        self.props["title"] = title
        self.props["start"] = visit.start()
        self.speak(visit.lang, visit.words)
        deeds = Deeds(visit)
        for event in EVENTS:
            self.on(event, _receiver(deeds, event))

    def speak(self, lang: str, words: dict[str, Any]) -> None:
        """The page's words, in this language from now on."""
        self.props["lang"] = lang
        self.props["texts"] = words

    def tell(self, what: str, *arguments: Any) -> None:
        """Call one of the methods of stage.js; nobody waits for an answer."""
        self.run_method(what, *arguments)

    def remember(self, cookie: str, value: str) -> None:
        """Keep a choice in the browser for a year."""
        self.client.run_javascript(
            f"document.cookie = {json.dumps(f'{cookie}={value}; path=/; max-age=31536000; samesite=lax')}"
        )


def _receiver(deeds: Deeds, event: str) -> Callable[[GenericEventArguments], Any]:
    async def receive(arguments: GenericEventArguments) -> None:
        await deeds.receive(event, arguments.args if isinstance(arguments.args, dict) else {})

    return receive
