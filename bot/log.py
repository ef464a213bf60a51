"""Structured logs: to read at a terminal or as JSON, with people's data masked before anything is written.

`bound(update_id=..., order=...)` puts the update and the order number on every line written meanwhile.
"""

import logging
import re
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from typing import Any, TextIO

import structlog
from structlog.contextvars import bound_contextvars, merge_contextvars

from bot.config.settings import Log

MASK = "***"
# What they write holds addresses with the token in them, or what was said to whom.
TALKATIVE = ("telegram", "httpx", "httpcore", "hpack", "aiohttp.access", "uvicorn.access", "multipart", "sqlalchemy")
PRIVATE_KEYS = {
    "address", "answer", "authorization", "body", "caption", "comment", "contact", "first_name", "last_name",
    "latitude", "location", "longitude", "name", "note", "password", "phone", "phone_number", "reason_text",
    "secret", "text", "token", "username",
}  # fmt: skip
PLAIN_KEYS = {"update_id", "order", "timestamp", "level", "logger", "chat_id", "person_id", "message_id"}
TOKEN = re.compile(r"[0-9]{5,}:[A-Za-z0-9_-]{20,}")
DSN_PASSWORD = re.compile(r"(?<=://)([^:/@\s]*):[^@/\s]+@")
SQL_PARAMETERS = re.compile(r"\[parameters: .*")
# Dates, clock times, addresses of machines and decimals are read first and kept; then seven digits or more,
# written together or grouped as phone numbers are, full-width ones too.
NUMBERS = re.compile(
    r"""
    (?P<plain>
        [0-9]{4}-[0-9]{2}-[0-9]{2} (?: [T\ ] [0-9]{2}:[0-9]{2} (?: :[0-9]{2} (?:\.[0-9]+)? )? )? (?![0-9])
        | [0-9]{1,2}:[0-9]{2} (?: :[0-9]{2} (?:\.[0-9]+)? )? (?![0-9])
        | [0-9]{1,3} (?:\.[0-9]{1,3}){3} (?![.0-9])
        | [0-9]{1,6}\.[0-9]+ (?![-.0-9])
    )
    | (?<![A-Za-z0-9_]) \+? \(?
      [0-9\uff10-\uff19] (?: [\s().\-\uff0d]{0,2} [0-9\uff10-\uff19] ){6,18} (?![A-Za-z0-9_])
    """,
    re.VERBOSE,
)


def masked_text(text: str) -> str:
    """A sentence without tokens, passwords and anything that could be a phone number."""
    text = DSN_PASSWORD.sub(rf"\1:{MASK}@", TOKEN.sub(MASK, text))
    text = SQL_PARAMETERS.sub(f"[parameters: {MASK}]", text)
    return NUMBERS.sub(lambda found: found["plain"] or MASK, text)


def masked(value: Any, depth: int = 6) -> Any:
    """The same value with everything personal in it masked, however deep it lies."""
    if isinstance(value, str):
        return masked_text(value)
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if depth and isinstance(value, Mapping):
        return {name: masked_entry(name, inner, depth - 1) for name, inner in value.items()}
    if depth and isinstance(value, list | tuple | set | frozenset):
        return [masked(inner, depth - 1) for inner in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return masked_text(str(value))


def masked_entry(name: Any, value: Any, depth: int = 6) -> Any:
    """Keys that hold personal data show nothing of it; long numbers under other keys may be phones."""
    if str(name).lower() in PRIVATE_KEYS:
        return value if value is None or value == "" else MASK
    if name in PLAIN_KEYS:
        return value
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**9:
        return MASK
    return masked(value, depth)


def mask(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """structlog's step that keeps people's data out of the log."""
    return {name: masked_entry(name, value) for name, value in event.items()}


def set_up(log: Log, stream: TextIO | None = None) -> None:
    """Sends structlog and the standard library's loggers the same way, through the same mask."""
    shared: list[Any] = [
        merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    out = stream or sys.stderr
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.StackInfoRenderer(),
                structlog.processors.format_exc_info,  # a traceback as text, so that the mask sees it
                mask,
                renderer(log, out),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(log.level.upper())
    quieten(log)


def renderer(log: Log, out: TextIO) -> Any:
    """One line of JSON each, or columns with colour where somebody is looking."""
    if log.format == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
    return structlog.dev.ConsoleRenderer(colors=out.isatty(), sort_keys=False)


def quieten(log: Log) -> None:
    """Libraries that write a line or more for each request. Some show whole messages: those stay quiet at any level."""
    level = logging.DEBUG if log.level == "debug" else logging.WARNING
    for name in ("aiogram.event", "apscheduler", "alembic"):
        logging.getLogger(name).setLevel(level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()  # it would write past the mask
        logger.propagate = True


@contextmanager
def bound(**values: Any) -> Iterator[None]:
    """What every line in here is about: `update_id`, `order`."""
    with bound_contextvars(**{name: value for name, value in values.items() if value is not None}):
        yield


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger that takes key and value: `log.info("sent", key="half-hour-notice")`."""
    logger: structlog.stdlib.BoundLogger = structlog.get_logger(name)
    return logger
