"""From the nodes of a YAML file to the frozen dataclasses of policy and settings, guided by their type hints.

The nodes are read and not what YAML would make of them: they know their line, and "18:00" stays a time where
YAML would count it as 1080.
"""

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import yaml

from bot.config.problems import Problem, did_you_mean
from bot.config.values import SCALARS, Unreadable, said

SECRET_NAMES = {
    "telegram": "TELEGRAM_TOKEN",
    "token": "TELEGRAM_TOKEN",
    "secret": "WEBHOOK_SECRET",
    "hotline_feed.secret": "FEED_SECRET",
    "key": "UNDERSTANDING_KEY",
    "api_key": "UNDERSTANDING_KEY",
    "password": "DATABASE_URL",
    "database_url": "DATABASE_URL",
}
BOT_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")
UNSAID = object()
"""Nothing usable was written: the default stands, and if that is wrong a problem says so."""


@cache
def hints_of(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def place_of(entry: Any) -> str:
    """Where a field stands in the file; `resources.ready_at_once` has a section of its own."""
    return str(entry.metadata.get("at", entry.name))


class Reader:
    """Reads one file; collects the problems and the line of every key."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}

    def problem(self, key: str, node: yaml.Node, fix: str, value: str | None = None) -> Any:
        shown = value if value is not None else shown_value(node)
        self.problems.append(Problem(self.file, key, shown, fix, node.start_mark.line + 1))
        return UNSAID

    def entries(self, node: yaml.Node, key: str) -> list[tuple[str, yaml.Node]]:
        """The pairs of a mapping, each key once; an empty section has none."""
        if isinstance(node, yaml.ScalarNode) and not node.value:
            return []
        if not isinstance(node, yaml.MappingNode):
            self.problem(key or "(the whole file)", node, "write a section of 'key: value' lines")
            return []
        pairs: dict[str, yaml.Node] = {}
        for name_node, value in node.value:
            name = str(name_node.value) if isinstance(name_node, yaml.ScalarNode) else "?"
            dotted = f"{key}.{name}" if key else name
            self.lines[dotted] = name_node.start_mark.line + 1
            if name in pairs:
                self.problem(dotted, value, "is written twice: keep one of the two")
            pairs[name] = value
        return list(pairs.items())

    def section(self, node: yaml.Node, key: str, *classes: type) -> dict[type, dict[str, Any]]:
        """The arguments for each class out of one section; what belongs to none is a problem."""
        places = {place_of(entry): (cls, entry) for cls in classes for entry in fields(cls)}
        arguments: dict[type, dict[str, Any]] = {cls: {} for cls in classes}
        for name, value in self.flat(node, key, places):
            dotted = f"{key}.{name}" if key else name
            if name not in places or self.secret(name):
                self.unknown(dotted, name, value, places)
                continue
            cls, entry = places[name]
            read = self.value(value, hints_of(cls)[entry.name], dotted)
            if read is not UNSAID and self.in_range(read, entry.metadata, value, dotted):
                arguments[cls][entry.name] = read
        return arguments

    def flat(self, node: yaml.Node, key: str, places: Mapping[str, Any]) -> list[tuple[str, yaml.Node]]:
        """The pairs of a section; one that only the file has (`resources`) is opened up."""
        pairs = []
        for name, value in self.entries(node, key):
            if name not in places and any(place.startswith(f"{name}.") for place in places):
                pairs += [(f"{name}.{inner}", deeper) for inner, deeper in self.entries(value, name)]
            else:
                pairs.append((name, value))
        return pairs

    def secret(self, name: str) -> bool:
        return name in SECRET_NAMES

    def unknown(self, dotted: str, name: str, node: yaml.Node, known: Mapping[str, Any]) -> None:
        if name in SECRET_NAMES:
            variable = SECRET_NAMES.get(dotted, SECRET_NAMES[name])
            fix = f"secrets come from the environment only: remove it here and set {variable}"
            self.problem(dotted, node, fix, "(hidden)")
        else:
            names = [place for place in known if place not in SECRET_NAMES]
            self.problem(dotted, node, f"there is no such key; {did_you_mean(name, names)}")

    def in_range(self, value: Any, metadata: Mapping[str, Any], node: yaml.Node, key: str) -> bool:
        least, most = metadata.get("least"), metadata.get("most")
        if (least is None or least <= value) and (most is None or value <= most):
            return True
        self.problem(key, node, f"must be between {said(least)} and {said(most)}")
        return False

    def value(self, node: yaml.Node, hint: Any, key: str) -> Any:
        """One value of the kind the type hint asks for."""
        origin, inner = get_origin(hint), get_args(hint)
        if is_dataclass(hint):
            return self.made(node, hint, key)
        if origin is tuple:
            return self.listed(node, inner[0], key)
        if origin is Mapping:
            return self.mapped(node, inner[0], inner[1], key)
        if origin is UnionType:
            return self.value(node, inner[0], key)
        if not isinstance(node, yaml.ScalarNode):
            return self.problem(key, node, "write a single value here")
        if BOT_TOKEN.search(node.value):
            fix = "this looks like a bot token: remove it here, set TELEGRAM_TOKEN, and renew the token"
            return self.problem(key, node, fix, "(hidden)")
        if origin is Literal:
            if node.value in inner:
                return node.value
            return self.problem(key, node, did_you_mean(node.value, map(str, inner)))
        try:
            return SCALARS[hint](node.value.strip())
        except Unreadable as how:
            return self.problem(key, node, str(how))

    def made(self, node: yaml.Node, cls: Any, key: str) -> Any:
        """A nested section; a field without default must be said."""
        arguments = self.section(node, key, cls)[cls]
        wanted = [
            entry.name
            for entry in fields(cls)
            if entry.default is MISSING and entry.default_factory is MISSING and entry.name not in arguments
        ]
        if wanted:
            if not any(f"{key}.{name}" in self.lines for name in wanted):
                self.problem(key, node, f"{' and '.join(wanted)} must be given")
            return UNSAID
        return cls(**arguments)

    def listed(self, node: yaml.Node, hint: Any, key: str) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            return self.problem(key, node, "write a list, such as [a, b]")
        items = [self.value(item, hint, f"{key}[{at}]") for at, item in enumerate(node.value)]
        return UNSAID if UNSAID in items else tuple(items)

    def mapped(self, node: yaml.Node, key_hint: Any, hint: Any, key: str) -> Any:
        if isinstance(node, yaml.ScalarNode) and node.value:
            return self.problem(key, node, "write one 'name: value' line for each, such as zh: ...")
        answer = {}
        for name, value in self.entries(node, key):
            try:
                named = SCALARS[key_hint](name)
            except Unreadable as how:
                self.problem(f"{key}.{name}", value, str(how), name)
                continue
            read = self.value(value, hint, f"{key}.{name}")
            if read is not UNSAID:
                answer[named] = read
        return answer


def shown_value(node: yaml.Node) -> str:
    """What stands in the file, short enough for one line."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)[:60]
    return "(a list)" if isinstance(node, yaml.SequenceNode) else "(a section)"
