"""A link that opens the way to a visit in the phone's map."""

from __future__ import annotations

from urllib.parse import urlencode

from handlers.buttons import Link
from scheduling.views import OrderView

# Amap opens its own app where it is installed and a web page elsewhere, and works in mainland China.
BY_PLACE = "https://uri.amap.com/marker?"
BY_WORDS = "https://uri.amap.com/search?"


def way_to(view: OrderView) -> Link | None:
    """By coordinates where they are known, else by the address as it was written; None before acceptance (D-41)."""
    if view.address is None:
        return None
    if view.latitude is not None and view.longitude is not None:
        place = f"{view.longitude:.6f},{view.latitude:.6f}"
        # A phone reports WGS-84; Chinese maps are drawn in another system and have to be told.
        asked = {"position": place, "name": view.address[:60], "coordinate": "wgs84", "callnative": "1"}
        return Link(BY_PLACE + urlencode(asked))
    return Link(BY_WORDS + urlencode({"keyword": view.address, "view": "map", "callnative": "1"}))
