"""The system's word that an outage may stand behind some orders (D-17); a person decides."""

from __future__ import annotations

from models.outage import Outage, OutageSuggestion
from models.unit import Unit
from scheduling import outage_events as oe
from scheduling.announcements import record
from scheduling.permissions import Action, require
from scheduling.unit_of_work import UnitOfWork


def decided(uow: UnitOfWork, suggestion_id: int, outage: Outage | None) -> OutageSuggestion:
    """An outage was opened for it, or it was nothing. Whoever decides first decides."""
    suggestion = uow.get(OutageSuggestion, suggestion_id)
    require(uow.actor, Action.OPEN_OUTAGE, uow.get(Unit, suggestion.unit_id))
    if suggestion.decided_at is None:
        suggestion.decided_at, suggestion.decided_by_id = uow.now, uow.actor.person_id
        suggestion.outage_id = outage.id if outage else None
        record(uow, oe.SuggestionDecided(suggestion.id, opened=outage is not None), outage=outage)
    return suggestion
