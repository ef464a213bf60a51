"""Leases: who may do what only one process may do at a time, such as sending for a bot."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Lease(Base):
    """`holder` alone does the work called `name`, until `until`."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    holder: Mapped[str] = mapped_column(String(60))
    until: Mapped[datetime]
