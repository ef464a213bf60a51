"""Connections to the messenger, opened alike for both libraries: what one can reach, the other can."""

from __future__ import annotations

import ssl
from functools import cache
from urllib.request import getproxies, proxy_bypass

import certifi
from aiohttp import ClientSession, DummyCookieJar, TCPConnector

NAMES_KEPT = 3600  # seconds an address that was looked up is good for
TELEGRAM = "api.telegram.org"


@cache
def trusted() -> ssl.SSLContext:
    """Whom the machine trusts (SSL_CERT_FILE) and whom certifi does: not every machine brings certificates."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def connections(most: int, *, outside: bool) -> ClientSession:
    """A pool of so many. `outside`: to Telegram itself, so by the operator's proxy where there is one (HTTPS_PROXY)."""
    connector = TCPConnector(ssl=trusted(), limit=most, ttl_dns_cache=NAMES_KEPT)
    return ClientSession(connector=connector, cookie_jar=DummyCookieJar(), proxy=proxy() if outside else None)


def proxy() -> str | None:
    """Looked for once: left to itself, aiohttp asks the environment anew for every call, each time in two threads."""
    return None if proxy_bypass(TELEGRAM) else getproxies().get("https")
