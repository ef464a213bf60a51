"""aiogram, imported in a third of the time: import this before anything that needs aiogram.

At its import aiogram completes some 440 types, one by one, each with everything it refers to; a bot uses a few dozen.
Here each is completed when it is first used, which is what pydantic's deferred building is for.
"""

from __future__ import annotations

import sys
from typing import Any, Literal, Optional, Union

from pydantic import BaseModel


def not_yet(cls: type[BaseModel], **more: Any) -> None:
    """Completed when first used."""


def import_aiogram() -> None:
    """Once, and only if nobody was faster."""
    if "aiogram" in sys.modules:
        return
    completely = BaseModel.__dict__["model_rebuild"]
    BaseModel.model_rebuild = classmethod(not_yet)  # type: ignore[method-assign, assignment]
    try:
        import aiogram.methods  # noqa: F401
        from aiogram import types
        from aiogram.client.default import Default
        from aiogram.methods.base import Response, TelegramMethod
        from aiogram.types.base import TelegramObject
    finally:
        BaseModel.model_rebuild = completely  # type: ignore[method-assign]
    names = {name: getattr(types, name) for name in types.__all__}
    names |= {"List": list, "Optional": Optional, "Union": Union, "Literal": Literal, "Default": Default}

    def complete(cls: type[BaseModel], **given: Any) -> bool | None:
        """As pydantic does, with the names that aiogram's types call each other by."""
        given.pop("_parent_namespace_depth", None)
        done: bool | None = completely.__func__(cls, **{"_types_namespace": names, **given})
        return done

    for base in (TelegramObject, TelegramMethod, Response):
        base.model_rebuild = classmethod(complete)  # type: ignore[assignment, method-assign]


import_aiogram()
