"""How Alembic runs our migrations: on the connection it is handed, in one transaction."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import Enum

from models.tables import Base
from models.types import Instant


def render(kind: str, thing: Any, autogen: Any) -> str | Literal[False]:
    """Migrations speak of plain column types, so that they outlive our own classes."""
    if kind == "type" and isinstance(thing, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(thing, Enum):
        return f"sa.String(length={thing.length})"
    return False


def same_type(ctx: Any, column: Any, meta: Any, found: Any, wanted: Any) -> bool | None:
    """None: let Alembic compare; False: no difference."""
    return False if isinstance(wanted, (Instant, Enum)) else None


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_item=render,
    compare_type=same_type,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
