"""Photos of the fault: kept with the order, for whoever comes and for the desk."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from models.evidence import Evidence, EvidenceKind
from models.order import WorkOrder
from scheduling.unit_of_work import UnitOfWork

OF_ORDER = (
    select(Evidence.file_id)
    .where(
        Evidence.order_id == bindparam("order"),
        Evidence.kind == EvidenceKind.FAULT_PHOTO,
        Evidence.file_id.is_not(None),
    )
    .order_by(Evidence.id)
)


def keep(uow: UnitOfWork, order: WorkOrder, file_id: str | None) -> None:
    """A photo of the fault stays with the order."""
    if file_id:
        author_id = uow.actor.person_id or order.customer_id
        photo = Evidence(order_id=order.id, kind=EvidenceKind.FAULT_PHOTO, author_id=author_id)
        photo.taken_at, photo.file_id = uow.now, file_id
        uow.add(photo)


def of_order(uow: UnitOfWork, order_id: int) -> list[str]:
    """The messenger's names of the files, the first sent first."""
    return [file_id for (file_id,) in uow.rows(OF_ORDER, order=order_id)]
