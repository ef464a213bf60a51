"""The page's own words, and how it names moments. What people write and read in the chats is not here."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from babel.dates import format_date, format_time

TEXTS = Path(__file__).parent.parent / "texts.yaml"
LOCALES = {"zh": "zh_CN", "en": "en_GB"}
COOKIE = "menling_language"


@cache
def texts() -> dict[str, dict[str, Any]]:
    """Every word of the page, by language."""
    return yaml.safe_load(TEXTS.read_text(encoding="utf-8"))


def language_of(cookies: Mapping[str, str], accepted: str | None) -> str:
    """The language chosen before, else the first one the browser asks for that we speak, else Chinese."""
    if cookies.get(COOKIE) in LOCALES:
        return cookies[COOKIE]
    ranked = []
    for place, part in enumerate((accepted or "").split(",")):
        tag, _, weight = part.strip().partition(";q=")
        try:
            ranked.append((-float(weight or 1), place, tag[:2].lower()))
        except ValueError:
            continue
    return next((code for _, _, code in sorted(ranked) if code in LOCALES), "zh")


def journey(before: datetime, after: datetime, zone: str, lang: str) -> dict[str, str]:
    """Two moments as a person tells them: the day only where it is not the same."""
    here = ZoneInfo(zone)
    moments = [before.astimezone(here), after.astimezone(here)]
    same_day = moments[0].date() == moments[1].date()
    names = []
    for moment in moments:
        at = format_time(moment, "HH:mm", locale=LOCALES[lang])
        day = format_date(moment, "M月d日EEE" if lang == "zh" else "EEE d MMM", locale=LOCALES[lang])
        names.append(at if same_day else f"{day} {at}")
    return {"before": names[0], "after": names[1]}
