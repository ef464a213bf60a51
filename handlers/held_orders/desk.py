"""A visit that had begun when the outage was opened: those who do the work say whether it goes on."""

from __future__ import annotations

from handlers.context import Turn
from handlers.held_orders.taps import CarryOnTap, HoldBegunTap
from handlers.routes import Routes
from scheduling import held_orders

routes = Routes()


@routes.tap(HoldBegunTap)
async def held(turn: Turn, tap: HoldBegunTap) -> None:
    await turn.run(held_orders.hold_begun, tap.visit_id, tap.outage_id)
    await turn.tell("begun-held")


@routes.tap(CarryOnTap)
async def carried_on(turn: Turn, tap: CarryOnTap) -> None:
    """Nothing changes; the card says so."""
    await turn.tell("begun-goes-on")
