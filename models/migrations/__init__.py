"""Alembic's migrations. `HEAD` is the newest revision, so that a start on an up-to-date database asks nobody."""

HEAD = "0002"
