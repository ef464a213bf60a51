"""Brings a database to the newest revision, or to any other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

import models.migrations
from models.migrations import HEAD

if TYPE_CHECKING:
    from alembic.config import Config


class TooNew(Exception):
    """A newer version has migrated this database; what it wrote there, this one would not understand."""


def settings_for(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(models.migrations.__file__).parent))
    config.attributes["connection"] = connection
    return config


def revision_of(connection: Connection) -> str | None:
    """The revision a database stands at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def upgrade(engine: Engine, to: str = "head") -> bool:
    """Migrates up; False when there was nothing to do. Raises `TooNew` with nothing changed."""
    with engine.begin() as connection:
        if to == "head" and revision_of(connection) == HEAD:
            return False
        from alembic import command  # costly to import, and mostly not needed

        settings = settings_for(connection)
        refuse_unknown(settings, revision_of(connection))
        command.upgrade(settings, to)
    return True


def refuse_unknown(settings: Config, revision: str | None) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
    if revision is not None and revision not in known:
        raise TooNew(
            f"a newer version of Menling has used it (revision {revision}); run that version, or put a backup back"
        )


def downgrade(engine: Engine, to: str = "base") -> None:
    """Migrates down; what a lower revision does not know is lost."""
    from alembic import command

    with engine.begin() as connection:
        command.downgrade(settings_for(connection), to)


def write_revision(engine: Engine, message: str, revision: str) -> None:
    """For developers: writes the migration from what the database has to what the models say."""
    from alembic import command

    with engine.begin() as connection:
        command.revision(settings_for(connection), message, autogenerate=True, rev_id=revision)
