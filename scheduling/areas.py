"""Which area an address lies in, and so which unit serves it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import bindparam, select

from models.task import Task, TaskKind
from models.unit import Area, AreaKind
from scheduling import tasks
from scheduling.availability import kilometres
from scheduling.unit_of_work import UnitOfWork

ALIKE = 80.0  # below this a name is another name, not the same one mistyped
NEAR_KM = 8.0
LIVED_IN = (AreaKind.DISTRICT, AreaKind.ESTATE)


def fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


# What makes another name of one: 高新路 is a street and need not lie in 高新; 高新街道 is its office, and does.
STREET = r"\s*(?:路|街(?!道)|大(?:街(?!道)|道)|巷|弄|road|street|avenue|lane)"


def holds(said: str, area: Area) -> bool:
    """Is the area named in these words, by one of its names and not by a street's that begins with it?"""
    names = (re.escape(fold(name)) for name in (area.name, *area.aliases) if name)
    return any(re.search(f"{name}(?!{STREET})", said) for name in names)


def serving(uow: UnitOfWork) -> list[Area]:
    """The areas people live in, by name: districts and estates."""
    return list(uow.session.scalars(select(Area).where(Area.kind.in_(LIVED_IN)).order_by(Area.path)))


def called(name: str, among: list[Area]) -> list[int]:
    """Those of exactly that name, or with it among their other names."""
    said = fold(name)
    return [area.id for area in among if said in {fold(known) for known in (area.name, *area.aliases)}]


def match(uow: UnitOfWork, address: str, among: list[Area] | None = None) -> list[Area]:
    """The areas an address may lie in, the surest first; exactly one means it is sure, none means ask.

    An address that holds an area's name or one of its other names lies there, the longest name winning; a name
    that is only alike is offered, not assumed. `among`: the areas, where a caller has them at hand already.
    """
    text = fold(address)
    every = serving(uow) if among is None else among
    named: list[tuple[int, Area]] = []
    alike: list[tuple[float, Area]] = []
    for area in every:
        names = [fold(name) for name in (area.name, *area.aliases) if name]
        inside = [len(name) for name in names if name in text]
        if inside:
            named.append((max(inside), area))
        elif text:
            score = max(fuzz.partial_ratio(name, text) for name in names)
            if score >= ALIKE:
                alike.append((score, area))
    if named:
        longest = max(length for length, _ in named)
        sure = [area for length, area in named if length == longest]
        # Of an estate and the district around it, the estate says more.
        deepest = max(sure, key=lambda area: len(area.path))
        return [deepest] if all(deepest.path.startswith(area.path) for area in sure) else sure
    ranked = [area for _, area in sorted(alike, key=lambda pair: -pair[0])]
    return ranked if len(ranked) != 1 else [*ranked, *[a for a in every if a is not ranked[0]][:2]]


NAMES = select(Area.name, Area.aliases).where(Area.kind.in_(LIVED_IN)).order_by(Area.path)


def names(uow: UnitOfWork) -> list[str]:
    """Everything the areas people live in are called."""
    return [name for area in uow.rows(NAMES) for name in (area.name, *area.aliases) if name]


PLANT = select(Area.id, Area.path, Area.name, Area.aliases).where(
    Area.path.like(bindparam("below")), Area.kind.in_([AreaKind.BOX, AreaKind.ONU])
)


def plant_of(uow: UnitOfWork, area_id: int, address: str) -> int | None:
    """The box or ONU a home hangs on, by the buildings it serves; None where that cannot be said for sure.

    "3栋" is not in "13栋"; of two that match, the longer name says more.
    """
    text = unicodedata.normalize("NFKC", address).casefold()
    named = [
        (len(fold(name)), len(plant.path), plant.id)
        for plant in uow.rows(PLANT, below=f"{uow.get(Area, area_id).path}%")
        for name in (plant.name, *plant.aliases)
        if name and building(name).search(text)
    ]
    surest = {plant_id for length, depth, plant_id in named if (length, depth) == max(named)[:2]}
    return surest.pop() if len(surest) == 1 else None


@lru_cache(maxsize=4096)
def building(name: str) -> re.Pattern[str]:
    """A building's name as it stands in an address: spaces do not count, a digit or 路 behind it makes it another."""
    folded = fold(name)
    body = r"\s*".join(re.escape(letter) for letter in folded)
    return re.compile(rf"{edge(folded[0], '<')}{body}{edge(folded[-1], '')}(?!{STREET})")


def edge(letter: str, behind: str) -> str:
    kind = "0-9" if letter.isdigit() else "a-z" if letter.isascii() and letter.isalpha() else ""
    return f"(?{behind}![{kind}])" if kind else ""


def nearest(uow: UnitOfWork, latitude: float, longitude: float) -> Area | None:
    """The area a place belongs to: the nearest one that is near enough."""
    best: tuple[float, Area] | None = None
    for area in serving(uow):
        way = kilometres((area.latitude, area.longitude), (latitude, longitude))
        if way is not None and way <= NEAR_KM and (best is None or way < best[0]):
            best = (way, area)
    return best[1] if best else None


def ask_where(uow: UnitOfWork, draft_id: str, asked: dict[str, Any]) -> Task:
    """No area claims the customer's address: the dispatcher looks, with what was wished for at hand. Once per draft."""
    return tasks.open_task(uow, TaskKind.WHERE, f"draft:{draft_id}", person_id=uow.actor.person_id, **asked)
