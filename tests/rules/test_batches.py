"""How many messages are claimed together."""

from __future__ import annotations

import pytest

from bot.delivery import MOST_AT_ONCE, next_batch
from scheduling.policy import Delivery

AT_ONCE = Delivery().batch


@pytest.mark.parametrize(
    ("size", "took", "emptied", "then"),
    [
        (AT_ONCE, 0.02, True, 2 * AT_ONCE),  # nothing slows it: more at once
        (AT_ONCE, 0.02, False, AT_ONCE),  # some are still on their way
        (AT_ONCE, 0.15, True, AT_ONCE),
        (400, 0.3, True, 200),  # something urgent would wait too long behind so many
        (400, 0.3, False, 200),
        (AT_ONCE, 1.0, False, AT_ONCE),  # the permitted rate: a second's worth, never fewer
        (MOST_AT_ONCE, 0.01, True, MOST_AT_ONCE),
    ],
)
def test_as_many_as_leave_before_anything_urgent_would_be_missed(
    size: int, took: float, emptied: bool, then: int
) -> None:
    assert next_batch(size, AT_ONCE, took, emptied) == then
