"""Settings that are each fine and do not go together, such as slots that overlap."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from bot.config.settings import Settings
from bot.config.values import said, web_address
from models.order import OrderKind, Service
from scheduling.close_out_record import Field
from scheduling.policy import Policy, Slots

Found = Iterator[tuple[str, str, str]]
"""Key, value and what to do about it."""

TEXTS = Path(__file__).parents[2] / "handlers" / "texts"
TEXT_KEY = re.compile(r"^([a-z][\w-]*) =", re.MULTILINE)
HALF_HOUR = timedelta(minutes=30)
WEBHOOK_PORTS = (None, 443, 80, 88, 8443)
KINDS, SERVICES = [kind.value for kind in OrderKind], [service.value for service in Service]


def disagreements(settings: Settings) -> Found:
    """Everything in these settings that contradicts something else."""
    for look in (people, slots, calendar, moments, maps, deadlines, delivery, resources, close_out, words):
        yield from look(settings.policy)
    yield from webhook(settings)
    yield from hotline_feed(settings)
    yield from understanding(settings)


def people(policy: Policy) -> Found:
    if not policy.languages or len(set(policy.languages)) < len(policy.languages):
        yield "languages", ", ".join(policy.languages), "list at least one language, each once"
    written = sorted({file.parent.name for file in TEXTS.glob("*/*.ftl")})
    for language in policy.languages:
        if language not in written:
            fix = f"there are no texts in handlers/texts/{language}/; there are: {', '.join(written)}"
            yield "languages", language, fix
        elif not policy.company.name.get(language, "").strip():
            yield f"company.name.{language}", "", "give the company's name in every language"
    if sum(sign.isdigit() for sign in policy.company.hotline) < 3:
        fix = "give the number customers ring when the chat is no help"
        yield "company.hotline", policy.company.hotline, fix


def slots(policy: Policy) -> Found:
    starts, length = policy.slots.starts, policy.slots.length
    if not starts:
        yield "slots.starts", "[]", "give at least one time at which a slot begins, such as '08:00'"
    if length % HALF_HOUR:
        yield "slots.length", said(length), "must be whole half-hours, because a day is held by the half-hour"
    yield from overlapping(policy.slots)
    if policy.slots.lead_time >= timedelta(days=policy.slots.days_ahead):
        fix = f"leaves nothing to book within slots.days_ahead ({policy.slots.days_ahead} days)"
        yield "slots.lead_time", said(policy.slots.lead_time), fix


def overlapping(settings: Slots) -> Found:
    """D-3: one job per technician and slot, so slots may touch and not overlap."""
    day = date(2001, 1, 1)
    starts = sorted(datetime.combine(day, start) for start in settings.starts)
    for start in starts:
        if start.minute % 30:
            yield "slots.starts", f"{start:%H:%M}", "must be on the hour or the half-hour"
    for start, following in pairwise(starts):
        if start == following:
            yield "slots.starts", f"{start:%H:%M}", "is listed twice"
        elif start + settings.length > following:
            fix = f"the slot at {start:%H:%M} would overlap the one at {following:%H:%M}: make slots shorter"
            yield "slots.length", said(settings.length), fix
            return
    if starts and (starts[-1] + settings.length) > datetime.combine(day, datetime.max.time()):
        yield (
            "slots.starts",
            f"{starts[-1]:%H:%M}",
            "this slot would run past midnight: start it earlier",
        )


def calendar(policy: Policy) -> Found:
    settings = policy.calendar
    if not (settings.open_on_weekdays or settings.open_on_weekends or settings.open_on_holidays):
        yield (
            "calendar.open_on_weekdays",
            "false",
            "no day would be open: set one of open_on_... to true",
        )
    if settings.holiday_hours.start >= settings.holiday_hours.end:
        end = f"{settings.holiday_hours.end:%H:%M}"
        yield "calendar.holiday_hours.end", end, f"must be after {settings.holiday_hours.start:%H:%M}"
    tables = {"closed": settings.closed, "holidays": settings.holidays, "makeup": settings.makeup}
    for first, second in (("closed", "holidays"), ("closed", "makeup"), ("holidays", "makeup")):
        for day in sorted(tables[first].keys() & tables[second].keys()):
            yield f"calendar.{second}.{day}", str(day), f"is also in calendar.{first}: keep one of the two"


def moments(policy: Policy) -> Found:
    """What hangs on the promised time must fit between booking and promise."""
    lead = policy.slots.lead_time
    if policy.notice_before > lead:
        fix = f"must not be longer than slots.lead_time ({said(lead)}): it would be due before booking"
        yield "notice_before", said(policy.notice_before), fix
    way = policy.travel.default + policy.travel.margin
    if way > lead:
        fix = f"with travel.margin this is {said(way)}, more than slots.lead_time ({said(lead)}): shorten it"
        yield "travel.default", said(policy.travel.default), fix


def maps(policy: Policy) -> Found:
    """A link with a blank that nobody fills would fail on the doorstep."""
    blanks = {"by_place": ("longitude", "latitude", "address"), "by_words": ("address",)}
    for name, known in blanks.items():
        link: str = getattr(policy.maps, name)
        try:
            filled = link.format(**dict.fromkeys(known, "1"))
        except (KeyError, IndexError, ValueError, AttributeError):
            filled = ""
        if web_address(filled) is None:
            filled_in = ", ".join(f"{{{blank}}}" for blank in known)
            yield f"maps.{name}", link, f"give an https:// address with only these in braces: {filled_in}"


def deadlines(policy: Policy) -> Found:
    limits, keys = policy.limits, policy.two_key
    if limits.repair_key > limits.repair:
        fix = f"must not be longer than limits.repair ({said(limits.repair)})"
        yield "limits.repair_key", said(limits.repair_key), fix
    if policy.slots.lead_time >= limits.repair_key:
        fix = f"must be shorter than limits.repair_key ({said(limits.repair_key)}), or no slot could keep it"
        yield "slots.lead_time", said(policy.slots.lead_time), fix
    if keys.not_fixed_within < keys.auto_close:
        fix = f"must not be shorter than two_key.auto_close ({said(keys.auto_close)})"
        yield "two_key.not_fixed_within", said(keys.not_fixed_within), fix
    warnings = list(policy.warn_at)
    if warnings != sorted(set(warnings)) or not all(0 < share <= 1 for share in warnings):
        shown = ", ".join(f"{share:g}" for share in warnings)
        yield "warn_at", shown, "list shares of the limit above 0 and up to 1, rising, such as [0.75, 1.0]"


def delivery(policy: Policy) -> Found:
    pace = policy.delivery
    if pace.per_second > pace.account_per_second:
        fix = f"must not be more than delivery.account_per_second ({pace.account_per_second})"
        yield "delivery.per_second", f"{pace.per_second:g}", fix
    if pace.per_chat_per_second > pace.per_second:
        fix = f"must not be more than delivery.per_second ({pace.per_second:g})"
        yield "delivery.per_chat_per_second", f"{pace.per_chat_per_second:g}", fix
    if pace.backoff_first > pace.backoff_most:
        fix = f"must not be longer than delivery.backoff_most ({said(pace.backoff_most)})"
        yield "delivery.backoff_first", said(pace.backoff_first), fix
    needed = timedelta(seconds=2 * pace.batch / pace.per_second)
    if pace.lease < needed:
        fix = f"a batch of {pace.batch} at {pace.per_second:g} a second needs {needed.seconds} s or more"
        yield "delivery.lease", said(pace.lease), fix


def resources(policy: Policy) -> Found:
    said_kinds = sorted(policy.resources_ready_at_once)
    if said_kinds != sorted(KINDS):
        fix = f"say true or false for each of {', '.join(KINDS)}"
        yield "resources.ready_at_once", ", ".join(said_kinds), fix


def close_out(policy: Policy) -> Found:
    """R-5.11, R-3.27: every line of the record is asked of known orders, and once."""
    names = {line.name for line in policy.close_out.fields}
    for at, line in enumerate(policy.close_out.fields):
        key = f"close_out.fields[{at}]"
        for kind in set(line.orders) - set(KINDS):
            yield f"{key}.orders", kind, f"use some of {', '.join(KINDS)}"
        for service in set(line.services) - set(SERVICES):
            yield f"{key}.services", service, f"use some of {', '.join(SERVICES)}"
        if line.when and line.when not in names - {line.name}:
            yield f"{key}.when", line.when, "must be the name of another line of the record"
        if line.input == "choice" and not line.choices:
            yield f"{key}.choices", "", "a choice needs something to choose from"
        if line.least is not None and line.most is not None and line.least > line.most:
            yield f"{key}.least", f"{line.least:g}", f"must not be more than most ({line.most:g})"
        if any(asked_together(line, other) for other in policy.close_out.fields[:at]):
            yield (
                f"{key}.name",
                line.name,
                "another line has this name for the same orders: rename one",
            )


def asked_together(line: Field, other: Field) -> bool:
    """Two lines of one name that one order would be asked both."""
    if line.name != other.name:
        return False
    return any(
        line.belongs_to(kind, [service]) and other.belongs_to(kind, [service]) for kind in KINDS for service in SERVICES
    )


def webhook(settings: Settings) -> Found:
    """R-12: whoever knows the address may post to it, so the secret header is what proves Telegram."""
    hook = settings.webhook
    if not hook.path.startswith("/") or hook.path.rstrip("/") == "":
        yield "webhook.path", hook.path, "must begin with / and name a path, such as '/telegram'"
    if not hook.url:
        return
    parts = web_address(hook.url)
    own_server = bool(settings.telegram.api_base) or settings.sandbox
    if parts is None:
        yield "webhook.url", hook.url, "must be an address, such as 'https://bot.example.com'"
    elif parts.scheme == "http" and not own_server:
        yield "webhook.url", hook.url, "must begin with https://, or Telegram will not deliver to it"
    elif parts.port not in WEBHOOK_PORTS and not own_server:
        yield "webhook.url", hook.url, "Telegram delivers to ports 443, 80, 88 and 8443 only"
    if not hook.secret:
        yield "WEBHOOK_SECRET", "", "set it in the environment: 1 to 256 letters, digits, _ or -"


def hotline_feed(settings: Settings) -> Found:
    """R-6.11: an unsigned post could be anybody's, so there is none."""
    feed = settings.hotline_feed
    if feed.backoff_first > feed.backoff_most:
        fix = f"must not be longer than hotline_feed.backoff_most ({said(feed.backoff_most)})"
        yield "hotline_feed.backoff_first", said(feed.backoff_first), fix
    if not feed.url:
        return
    if web_address(feed.url) is None:
        fix = "must be an address, such as 'https://hotline.example.com/outages', or empty"
        yield "hotline_feed.url", feed.url, fix
    if not feed.secret:
        yield "FEED_SECRET", "", "set it in the environment: 16 to 256 letters, digits or signs"


def understanding(settings: Settings) -> Found:
    model = settings.understanding
    if model.model != "off" and web_address(model.url) is None:
        fix = "must be the address of an OpenAI-compatible endpoint, or set understanding.model to 'off'"
        yield "understanding.url", model.url, fix


def words(policy: Policy) -> Found:
    """What people are to choose from or to tick must have words in every language that is switched on."""
    listed = [("checklist_departure", key) for key in policy.checklist_departure]
    for name in ("decline", "reschedule"):
        listed += [(f"reasons.{name}", f"reason-{code}") for code in getattr(policy.reasons, name)]
    written = [language for language in policy.languages if keys_of(language)]
    for key, wanted in listed:
        without = [f"handlers/texts/{language}/" for language in written if wanted not in keys_of(language)]
        if without:
            yield key, wanted.removeprefix("reason-"), f"has no words: add {wanted!r} to {' and '.join(without)}"


@lru_cache(maxsize=8)
def keys_of(language: str) -> frozenset[str]:
    """The keys of a language's texts, read without the machinery that renders them: a check starts in a moment."""
    found = (TEXT_KEY.findall(file.read_text(encoding="utf-8")) for file in (TEXTS / language).glob("*.ftl"))
    return frozenset(key for keys in found for key in keys)
