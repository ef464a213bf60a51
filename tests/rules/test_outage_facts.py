"""R-12.9: what customers read of an outage names an estate and times, never a box, an ONU or a customer."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from handlers.broadcasts.notices import news_text
from handlers.texts.render import Say
from models.broadcast import Broadcast
from models.outage import OutageCause, OutageStatus
from scheduling import broadcasts
from scheduling.broadcasts import OutageFacts
from scheduling.policy import Policy
from scheduling.unit_of_work import UnitOfWork
from tests import crowds
from tests.realm import Realm

STATES = [status for status in OutageStatus if status is not OutageStatus.MERGED]


def card(realm: Realm, language: str, **given: Any) -> str:
    """What a recipient reads of an outage behind a box."""

    def draw(uow: UnitOfWork) -> str:
        outage = crowds.outage(uow, "幸福里-07箱", **given)
        broadcast = Broadcast(unit_id=outage.unit_id, outage_id=outage.id, audience={}, texts={}, composed_at=uow.now)
        say = Say(language, Policy.default().zone, {"company": "门铃", "hotline": "10000"})
        return str(news_text(broadcasts.view(uow, uow.add(broadcast)), say))

    return str(realm.run(draw))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_box_is_told_by_its_estate_in_every_state_and_for_every_cause(realm: Realm, language: str) -> None:
    box = realm.run(crowds.box, "幸福里", "幸福里-07箱")
    realm.run(crowds.move_in, 1, box.parent_id, plant_id=box.id, name="欧阳建国")
    seen = set()
    for status in STATES:
        for cause in (None, *OutageCause):
            words = card(realm, language, status=status, cause=cause, cause_text=None)
            assert "幸福里" in words
            assert "07" not in words and "箱" not in words and "欧阳" not in words and "3栋" not in words
            seen.add(words)
    assert len(seen) > 15, "each cause and state in its own words"


def test_the_facts_have_no_room_for_more() -> None:
    assert {field.name for field in fields(OutageFacts)} == {
        "id", "status", "edition", "planned", "place", "services", "cause", "cause_text", "starts_at", "expected_from",
        "expected_until", "overdue", "next_update_at", "restored_at",
    }  # fmt: skip
