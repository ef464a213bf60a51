"""Limits per kind and tier, and how the outbox backs off."""

from datetime import timedelta

import pytest

from models.order import OrderKind
from models.person import CustomerTier
from scheduling.policy import Delivery, Policy

HOURS = {"repair": 24, "install": 72, "move": 72, "remove": 72}


@pytest.mark.parametrize("tier", list(CustomerTier))
@pytest.mark.parametrize("kind", list(OrderKind))
def test_only_the_repair_of_a_key_customer_is_shorter(kind: OrderKind, tier: CustomerTier) -> None:
    hours = 4 if (kind, tier) == (OrderKind.REPAIR, CustomerTier.KEY) else HOURS[kind.value]
    assert Policy.default().limits.for_order(kind, tier) == timedelta(hours=hours)


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 2), (1, 2), (2, 4), (5, 32), (9, 512), (10, 600), (10**6, 600)])
def test_a_failing_message_waits_twice_as_long_each_time(attempts: int, seconds: int) -> None:
    assert Delivery().backoff(attempts) == timedelta(seconds=seconds)
