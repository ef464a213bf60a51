"""The outbox's stories once more, on PostgreSQL."""

from __future__ import annotations

import pytest

from tests.realm import Realm
from tests.use_cases.test_outbox import (  # noqa: F401
    test_each_of_a_batch_is_asked_once_more_just_before_it_is_sent,
    test_each_outcome_of_a_batch_is_its_own,
    test_letters_gathered_together_read_as_each_would_alone,
    test_only_what_a_dead_sender_held_becomes_unknown,
    test_what_somebody_else_has_claimed_again_is_not_held,
)


@pytest.fixture
def realm(many: Realm) -> Realm:
    return many
