"""A link that opens the way to a visit in the phone's map."""

from __future__ import annotations

from urllib.parse import quote

from handlers.buttons import Link
from scheduling.policy import Maps
from scheduling.views import OrderView

NAME_MOST = 60  # a pin's name; the whole address would make the link too long for a button


def way_to(view: OrderView, maps: Maps) -> Link | None:
    """By coordinates where they are known, else by the address as it was written; None before acceptance (D-41)."""
    if view.address is None:
        return None
    if view.latitude is None or view.longitude is None:
        return Link(maps.by_words.format(address=quote(view.address)))
    return pin(maps, view.latitude, view.longitude, view.address)


def pin(maps: Maps, latitude: float, longitude: float, name: str) -> Link:
    """A mark on the map."""
    place = {"latitude": f"{latitude:.6f}", "longitude": f"{longitude:.6f}"}
    return Link(maps.by_place.format(address=quote(name[:NAME_MOST]), **place))
