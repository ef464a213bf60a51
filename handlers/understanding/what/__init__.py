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
from handlers.understanding.what.reading import places_matter, understand

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
    "places_matter",
    "understand",
]
