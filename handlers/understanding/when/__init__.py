"""When does somebody want us? From what people type to windows of time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.understanding.when.atoms import Frame
from handlers.understanding.when.chinese import atoms as chinese_atoms
from handlers.understanding.when.combining import Mention, mentions
from handlers.understanding.when.normalise import normalise

__all__ = ["understand"]


def understand(text: Any, now: datetime, lang: str = "zh", context: Mapping[str, Any] | None = None) -> list[Mention]:
    frame = Frame(now.replace(tzinfo=None), context)
    return mentions(chinese_atoms(normalise(text), frame), frame)
