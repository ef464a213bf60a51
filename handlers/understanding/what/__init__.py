"""Which wish is it? What a customer, a technician or a dispatcher wants, from the words they typed."""

from handlers.understanding.what.kinds import (
    ASK,
    DESTRUCTIVE,
    SURE,
    Doubt,
    Entities,
    Kind,
    OrderKind,
    Reading,
    Service,
    Symptom,
    Wish,
)
from handlers.understanding.what.reading import named, places_matter, understand

__all__ = [
    "ASK",
    "DESTRUCTIVE",
    "SURE",
    "Doubt",
    "Entities",
    "Kind",
    "OrderKind",
    "Reading",
    "Service",
    "Symptom",
    "Wish",
    "named",
    "places_matter",
    "understand",
]
