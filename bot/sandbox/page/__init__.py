"""The sandbox's web page: customer, technician and dispatcher side by side, on the sandbox's own server."""

from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from nicegui import ui

from bot.sandbox.page.stage import CSS, FAVICON, Stage
from bot.sandbox.page.visit import Visit
from bot.sandbox.page.words import language_of

if TYPE_CHECKING:
    from bot.sandbox.store import Sandbox


def mount(app: FastAPI, sandbox: "Sandbox", *, zone: str = "Asia/Shanghai", title: str = "门铃 Menling") -> None:
    """Put the page at `/` of the sandbox's server; every route added after it would never be reached."""

    @ui.page("/", title=title)
    def open_page(request: Request) -> None:
        lang = language_of(request.cookies, request.headers.get("accept-language"))
        ui.add_css(CSS)
        visit = Visit(sandbox, zone=zone, lang=lang)
        stage = Stage(visit, title=title)
        visit.open(stage)

    ui.run_with(
        app,
        title=title,
        favicon=FAVICON,
        tailwind=False,
        show_welcome_message=False,
        reconnect_timeout=10.0,
        # A patch to a chat is small and a lost one reloads the page: a short memory per visitor is enough.
        message_history_length=200,
        binding_refresh_interval=None,
    )
