"""Nothing personal reaches the log, whoever writes the line."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot.config.settings import Log
from bot.log import bound, get_logger, masked_entry, masked_text, set_up

TOKEN = "123456789:" + "A" * 35


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        "打13800138000找我",
        "phone:13800138000,",
        "call +86 138 0013 8000 now",
        "138-0013-8000",
        "028-8765 4321",
        "(028) 87654321",
        "138.0013.8000",
        "１３８００１３８０００",
        "8765432",
    ],
)
def test_what_could_be_a_phone_number_is_masked(text: str) -> None:
    assert "***" in masked_text(text)
    assert sum(sign.isdigit() for sign in masked_text(text)) < 4


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24T09:30:00.123456+00:00",
        "at 2026-11-24 09:30",
        "until 2026-11-24, at 18:00:00",
        "listening on 192.168.100.200:8080",
        "took 0.123456789 s for 100000 rows",
        "order W202611240001",
    ],
)
def test_dates_and_figures_stay_readable(text: str) -> None:
    assert masked_text(text) == text


def test_tokens_and_passwords_are_masked_in_any_sentence() -> None:
    assert TOKEN not in masked_text(f"POST https://api.telegram.org/bot{TOKEN}/sendMessage")
    assert "hunter2" not in masked_text("postgresql+psycopg://menling:hunter2@db/menling")
    assert "王" not in masked_text("UNIQUE failed [parameters: ('王小明', '幸福路1号')]")


@pytest.mark.parametrize("key", ["phone", "address", "text", "token", "Address", "name", "latitude"])
def test_keys_that_hold_personal_data_show_nothing(key: str) -> None:
    assert masked_entry(key, "幸福路1号") == "***"
    assert masked_entry("update", {"message": [{key: "幸福路1号"}]}) == {"message": [{key: "***"}]}


def test_a_long_number_is_masked_unless_it_is_known_to_be_none() -> None:
    assert masked_entry("sender", 13800138000) == "***"
    assert masked_entry("update_id", 13800138000) == 13800138000
    assert masked_entry("order", "202611240001") == "202611240001"
    assert masked_entry("rows", 100000) == 100000


@pytest.fixture
def lines() -> Iterator[Any]:
    """What is logged, as JSON objects; the loggers are put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    out = io.StringIO()
    set_up(Log(format="json"), out)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_every_line_says_which_update_and_order_it_is_about(lines: Any) -> None:
    log = get_logger("menling.test")
    with bound(update_id=7, order=None):
        with bound(order="W1"):
            log.info("arrived", key="visit-arrived", phone="13800138000")
        logging.getLogger("somebody.else").warning("rang %s", "13800138000")
    log.info("after")
    first, second, third = lines()
    assert (first["update_id"], first["order"], first["phone"]) == (7, "W1", "***")
    assert (first["event"], first["key"], first["level"]) == ("arrived", "visit-arrived", "info")
    assert (second["update_id"], second["event"], "order" in second) == (7, "rang ***", False)
    assert "update_id" not in third


def test_a_traceback_is_masked_too(lines: Any) -> None:
    try:
        raise ValueError(f"bad token {TOKEN} of 13800138000")
    except ValueError:
        get_logger("menling.test").exception("failed")
    (line,) = lines()
    assert "Traceback" in line["exception"]
    assert TOKEN not in line["exception"]
    assert "13800138000" not in line["exception"]


def test_the_console_shows_the_same_masked() -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    out = io.StringIO()
    try:
        set_up(Log(level="warning"), out)
        get_logger("menling.test").info("too quiet")
        get_logger("menling.test").warning("unreachable", phone="13800138000", chat_id=42)
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.reset_defaults()
    assert "unreachable" in out.getvalue()
    assert "42" in out.getvalue()
    assert "13800138000" not in out.getvalue()
    assert "too quiet" not in out.getvalue()
