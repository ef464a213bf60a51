"""The close-out record as pages for a thumb, and what may stand in each line (R-5.11, R-5.13, R-12.3). Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from handlers.texts.render import Markup, Say
from scheduling.close_out_record import Field
from scheduling.passwords import looks_like_password

Page = tuple[Field, ...]

NUMBER = re.compile(r"(?<![\w.])-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
GIGA = re.compile(r"\d\s*(?:g(?:bps|bit|b)?\b|千兆)", re.IGNORECASE)
HUNDREDS = re.compile(r"\d\s*百兆")
# 千兆, 五百兆; a longer number in words (二千五百兆, 一百五十兆) is asked for in figures rather than read in part.
ROUND = re.compile(r"(?<![一二两三四五六七八九十百千万零〇])([一二两三四五六七八九]?)([百千万])兆")
DIGITS = {sign: float(value) for value, sign in enumerate("一二三四五六七八九", start=1)} | {"": 1.0, "两": 2.0}
TIMES = {"百": 100.0, "千": 1000.0, "万": 10000.0}


class Unfit(ValueError):
    """What was typed cannot stand in this line; `key` and `params` say why to the technician."""

    def __init__(self, key: str, **params: Any) -> None:
        super().__init__(key)
        self.key, self.params = key, params


def pages(lines: Sequence[Field], given: Mapping[str, Any]) -> list[Page]:
    """The lines that are wanted, in order; all ticks stand on one page where the first of them would."""
    wanted = [line for line in lines if not line.when or given.get(line.when)]
    ticks = tuple(line for line in wanted if line.input == "tick")
    made: list[Page] = []
    for line in wanted:
        if line.input != "tick":
            made.append((line,))
        elif line is ticks[0]:
            made.append(ticks)
    return made


def answered(page: Page, given: Mapping[str, Any]) -> bool:
    return all(given.get(line.name) not in (None, "", [], False) or is_no(line, given) for line in page)


def is_no(line: Field, given: Mapping[str, Any]) -> bool:
    return line.input == "yes_no" and given.get(line.name) is False


def read(line: Field, text: str, most: int) -> Any:
    """What was typed, as the record keeps it. Raises `Unfit` for what cannot be meant."""
    words = unicodedata.normalize("NFKC", text).strip()
    if len(words) > most:
        raise Unfit("unfit-long", most=most)
    if looks_like_password(words):
        raise Unfit("unfit-password")
    if not any(sign.isalnum() for sign in words):
        raise Unfit("unfit-empty")
    match line.input:
        case "number":
            return number(line, words)
        case "reading":
            if not any(sign.isdigit() for sign in words):
                raise Unfit("unfit-no-figure")
            return words
        case "text":
            return words
        case "photo":
            raise Unfit("unfit-photo-wanted")
    raise Unfit("unfit-tap-instead")


def number(line: Field, words: str) -> float:
    """One number, within what makes sense: 480, 93.5 Mbps, 1G, 千兆, 五百兆."""
    figures, named = NUMBER.findall(words), ROUND.findall(words)
    if len(figures or named) != 1:
        raise Unfit("unfit-one-number", unit=line.unit)
    value = float(figures[0].replace(",", "")) if figures else DIGITS[named[0][0]] * TIMES[named[0][1]]
    if figures and line.unit == "Mbps":
        value *= 1000 if GIGA.search(words) else 100 if HUNDREDS.search(words) else 1
    low, high = line.least, line.most
    if (low is not None and value < low) or (high is not None and value > high):
        raise Unfit("unfit-out-of-range", least=f"{low or 0:g}", most=f"{high or 0:g}", unit=line.unit)
    return value


def label(say: Say, line: Field) -> Markup:
    """A line's name; an operator's own line that has no text yet is shown by its code."""
    return labelled(say, f"field-{line.name}", line.name)


def choice_words(say: Say, code: str) -> Markup:
    return labelled(say, f"choice-{code}", code)


def labelled(say: Say, key: str, otherwise: str) -> Markup:
    return say(key) if say.has(key) else Markup(say.shown(otherwise.replace("_", " ")))


def suggestions(say: Say, line: Field) -> list[str]:
    """Common wordings of a line, so that most need no typing."""
    key = f"suggest-{line.name}"
    return [part.strip() for part in str(say(key)).split("|")] if say.has(key) else []


def shown(say: Say, line: Field, value: Any) -> Markup:
    """A value as the summary shows it."""
    if value is None or value == [] or value == "":
        return say("record-empty")
    match line.input:
        case "tick" | "yes_no":
            return say("record-yes" if value else "record-no")
        case "number":
            return Markup(f"{value:g} {say.shown(line.unit)}".strip())
        case "choice":
            return choice_words(say, str(value))
        case "photo":
            return say("record-photos", count=len(value) if isinstance(value, list) else 1)
    return Markup(say.shown(str(value)))
