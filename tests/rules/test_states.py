"""The lives of orders and appointments are tables (requirements 3.A and 4.A); nothing leaves them."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from models import appointment, order
from models.appointment import Appointment, Status
from models.errors import WrongState
from models.order import OrderKind, OrderStatus, WorkOrder
from models.person import Role
from scheduling.permissions import MAY, Action, Being


def test_every_state_of_the_requirements_exists() -> None:
    assert len(OrderStatus) == 18
    assert set(order.NEXT) == set(OrderStatus)
    assert set(appointment.NEXT) == set(Status)


@pytest.mark.parametrize(
    ("born", "life"),
    [(partial(WorkOrder, kind=OrderKind.REPAIR), order.NEXT), (Appointment, appointment.NEXT)],
    ids=["order", "appointment"],
)
def test_it_moves_only_along_its_table(born: Any, life: dict[Any, set[Any]]) -> None:
    for status, following in life.items():
        for wanted in life:
            it = born(status=status)
            if wanted in following:
                it.move_to(wanted)
                assert it.status is wanted
            else:
                with pytest.raises(WrongState):
                    it.move_to(wanted)


def test_t16_no_way_leads_to_returned_but_the_approval() -> None:
    """T-16, R-3.13 to R-3.15: there is no direct path, and no technician in it."""
    assert [status for status, following in order.NEXT.items() if OrderStatus.RETURNED in following] == [
        OrderStatus.RETURN_PENDING
    ]
    assert not any(OrderStatus.RETURN_PENDING in following for following in order.NEXT.values())
    technicians = {Role.TECHNICIAN, Being.LEAD, Being.MEMBER, Being.OFFERED}
    assert MAY[Action.REQUEST_RETURN].isdisjoint(technicians)


def test_a_repair_no_longer_needed_ends_before_anybody_is_on_site() -> None:
    """4.A."""
    for status in OrderStatus:
        it = WorkOrder(kind=OrderKind.REPAIR, status=status)
        if status in order.BEFORE_ON_SITE:
            from datetime import UTC, datetime

            it.no_longer_needed(datetime.now(UTC))
            assert it.status is OrderStatus.CALLBACK_DUE
        else:
            with pytest.raises(WrongState):
                it.no_longer_needed(None)  # type: ignore[arg-type]
