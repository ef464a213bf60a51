"""Broadcasts in the chat of dispatchers and of the people they reach."""

from handlers.broadcasts import notices  # noqa: F401 - registers how they read
from handlers.routes import Routes

routes = Routes()
