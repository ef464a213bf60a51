"""The customer's photos of the fault, one tap from the card of whoever comes and of the desk."""

from __future__ import annotations

from handlers.context import Card, Turn
from handlers.routes import Routes
from handlers.taps import PhotosTap
from models.errors import NotFound
from scheduling import views

routes = Routes()


@routes.tap(PhotosTap)
async def shown(turn: Turn, tap: PhotosTap) -> None:
    """Below the card, which stays as it is."""
    view = await turn.look(views.order_view, tap.order_id)
    photos = await turn.look(views.photos_of, tap.order_id)
    if not photos:  # kept for a time only (D-30)
        raise NotFound(what="photo", id=view.number)
    for file_id in photos:
        await turn.send(Card(turn.say("fault-photo", number=view.number, area=view.area), photo=file_id))
