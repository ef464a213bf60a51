"""Both languages say the same things with the same variables, and nothing is written that nobody says."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "handlers" / "texts"
LANGUAGES = ("zh", "en")
COMMON = {"company", "hotline"}


class Variables(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.found.add(node.id.name)


@cache
def messages(language: str) -> dict[str, tuple[str, set[str]]]:
    """key -> (file, variables)"""
    found: dict[str, tuple[str, set[str]]] = {}
    for file in sorted((TEXTS / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{language}/{file.name}: {entry.content[:80]!r}"
            if isinstance(entry, ftl.Message):
                key = entry.id.name
                assert key not in found, f"{key} stands in {found[key][0]} and in {file.name}"
                variables = Variables()
                variables.visit(entry)
                found[key] = (file.name, variables.found - COMMON)
    return found


def test_no_key_is_missing_in_a_language() -> None:
    zh, en = (set(messages(language)) for language in LANGUAGES)
    assert sorted(zh - en) == []
    assert sorted(en - zh) == []


def test_a_key_stands_in_the_same_file_and_takes_the_same_variables() -> None:
    zh, en = (messages(language) for language in LANGUAGES)
    assert {key: (zh[key], en[key]) for key in zh if zh[key] != en[key]} == {}


@cache
def said_in_code() -> tuple[set[str], set[str]]:
    """Every string in the code that could be a key, and every head of one that is put together."""
    whole: set[str] = set()
    heads: set[str] = set()
    for folder in ("handlers", "bot", "scheduling", "models"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
                    heads.add(str(node.values[0].value))
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    whole.add(node.value)
    return whole, heads


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_rung_about_says_what_to_tell(language: str) -> None:
    """A customer without a chat: each message that becomes a call has words of its own (R-4.4, R-4.5)."""
    from scheduling.announcements import TABLE
    from scheduling.announcing import To

    rung = {line.key for lines in TABLE.values() for line in lines if line.phone and line.to is To.CUSTOMER}
    assert {key for key in rung if f"task-title-phone_notice-{key}" not in messages(language)} == set()


def refusal_keys() -> set[str]:
    from models import errors

    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.Refused)]
    return {"refused-" + re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower() for kind in kinds} - {"refused-refused"}


def test_every_key_has_a_use() -> None:
    whole, heads = said_in_code()
    heads = {head for head in heads | whole if head.endswith("-") and len(head) > 2}
    refusals = refusal_keys()
    unused = [
        key
        for key in messages("zh")
        if key not in whole
        and not any(key.startswith(head) for head in heads)
        and not any(key.startswith(refusal) for refusal in refusals)
    ]
    assert unused == []


def test_every_refusal_has_words() -> None:
    assert sorted(refusal_keys() - set(messages("zh"))) == []


def enums() -> dict[str, Any]:
    """Which family of texts names the values of which list."""
    from models import appointment, broadcast, emergency, hazard, order, outage, person, shift, task, unit

    return {
        "role": person.Role, "tier": person.CustomerTier, "kind": order.OrderKind, "button-kind": order.OrderKind,
        "service": order.Service, "channel": order.Channel, "status": order.OrderStatus,
        "desk-status": order.OrderStatus, "visit-status": appointment.Status,
        "task": task.TaskKind, "off": shift.OffReason, "hazard": hazard.HazardKind, "outage-place": unit.AreaKind,
        "outage-status": outage.OutageStatus, "outage-cause": outage.OutageCause,
        "news-because": outage.OutageCause, "news-cause": outage.OutageCause, "record-cause": outage.OutageCause,
        "broadcast": broadcast.BroadcastStatus, "emergency-kind": emergency.EmergencyKind,
    }  # fmt: skip


def test_every_value_that_is_shown_has_words() -> None:
    """R-1.8's network centre could not be invited by anybody: its role had no name."""
    wanted = {f"{family}-{one.value}" for family, values in enums().items() for one in values}
    assert sorted(wanted - set(messages("zh"))) == []


def test_every_notification_has_a_renderer() -> None:
    from handlers import routers
    from handlers.notifications import RENDERERS
    from scheduling.announcements import TABLE

    routers.all_routes()
    # What is said already was rendered by whoever said it.
    keys = {line.key for lines in TABLE.values() for line in lines if not line.said}
    assert sorted(keys - set(RENDERERS)) == []
    assert sorted(set(RENDERERS) - keys) == []


@pytest.mark.parametrize("folder", ["handlers", "scheduling", "bot", "models"])
def test_no_sentence_for_people_stands_in_code(folder: str) -> None:
    """Texts live in handlers/texts; what people type, names of the demo town and logs are no sentences of ours."""
    allowed = (
        "understanding",
        "town.py",
        "sandbox",
        "views.py",
        "config",
        "wishes.py",
        "passwords.py",
        "policy.py",
        "close_out_pages.py",
    )
    chinese = re.compile(r"[\u4e00-\u9fff]{2,}")
    found = []
    for file in (ROOT / folder).rglob("*.py"):
        if any(part in str(file.relative_to(ROOT)) for part in allowed):
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        found += [
            f"{file.relative_to(ROOT)}:{node.lineno} {node.value!r}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
            and chinese.search(node.value)
        ]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_outage_news_name_areas_and_times_only(language: str) -> None:
    """R-12.9: no template that customers read has a place for a customer, a box, an ONU or an address."""
    allowed = {"place", "services", "at", "start", "end", "cause", "wrong"}
    told = {key: variables for key, (file, variables) in messages(language).items()
            if file == "broadcasts.ftl" and key.startswith(("news-", "correction-", "test-"))}  # fmt: skip
    assert len(told) > 30
    assert {key: sorted(variables - allowed) for key, variables in told.items() if variables - allowed} == {}
