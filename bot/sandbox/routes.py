"""The routes under /sandbox: JSON in and out; what cannot be done is a 4xx whose `error` says what to do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.clock import instant
from bot.sandbox.connections import while_connected
from bot.sandbox.errors import ApiError, Wrong
from bot.sandbox.files import LARGEST, decode
from bot.sandbox.store import Sandbox

Json = dict[str, Any]
Endpoint = Callable[[Request], Awaitable[Any]]

LARGEST_BODY = LARGEST * 4 // 3 + 64 * 1024  # base64 is a third longer
PERSON = ("name", "language_code", "id", "role", "phone", "username", "photo")


def answer(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(orjson.dumps(body), status, headers, "application/json")


def guarded(endpoint: Endpoint) -> Endpoint:
    """Refusals become answers."""

    async def call(request: Request) -> Response:
        try:
            found = await endpoint(request)
        except Wrong as wrong:
            return answer({"error": wrong.error}, wrong.status)
        except ApiError as error:
            return answer({"error": error.description}, error.status if error.status < 500 else 400)
        return found if isinstance(found, Response) else answer(found)

    return call


async def body_of(request: Request) -> Json:
    """The request's JSON object."""
    size = 0
    parts: list[bytes] = []
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_BODY:
            raise Wrong(f"at most {LARGEST // 2**20} MB", 413)
        parts.append(part)
    try:
        body = orjson.loads(b"".join(parts) or b"{}")
    except orjson.JSONDecodeError:
        raise Wrong("the body is no JSON") from None
    if not isinstance(body, dict):
        raise Wrong("the body is no JSON object")
    return body


def number(text: Any, name: str) -> int:
    try:
        return int(text)
    except (TypeError, ValueError):
        raise Wrong(f"{name} is a number") from None


def asked(request: Request, name: str) -> int | None:
    text = request.query_params.get(name)
    return None if text in (None, "") else number(text, name)


def numbers(body: Json, *names: str) -> Json:
    """These fields of a body, as numbers, where they are given."""
    return {name: number(body[name], name) for name in names if body.get(name) is not None}


def routes(box: Sandbox) -> list[Route]:
    """All of them, bound to one sandbox."""
    table: list[tuple[str, str, Endpoint]] = [
        *_people(box),
        *_messages(box),
        *_files(box),
        *_groups(box),
        *_clock(box),
        *_faults(box),
    ]
    return [Route(path, guarded(endpoint), methods=[method]) for method, path, endpoint in table]


def _people(box: Sandbox) -> list[tuple[str, str, Endpoint]]:
    async def everybody(request: Request) -> list[Json]:
        return box.people()

    async def add(request: Request) -> Json:
        body = await body_of(request)
        if unknown := set(body) - set(PERSON):
            raise Wrong(f"a person has no {', '.join(sorted(unknown))}; they have {', '.join(PERSON)}")
        wanted: Json = {key: value for key, value in body.items() if value is not None}
        if any(not isinstance(wanted.get(key, ""), str) for key in PERSON if key != "id"):
            raise Wrong("name, language_code, role, phone, username and photo are texts")
        if "photo" in wanted:
            wanted["photo"] = decode(wanted["photo"])
        return box.seed_person(wanted.pop("id", None), wanted.pop("name", ""), **wanted)

    async def one(request: Request) -> Json:
        return box.person(_id(request))

    async def block(request: Request) -> Json:
        body = await body_of(request)
        return await box.block(_id(request), body.get("bot"), wait=body.get("wait", True))

    async def unblock(request: Request) -> Json:
        body = await body_of(request)
        return await box.unblock(_id(request), body.get("bot"), wait=body.get("wait", True))

    async def read(request: Request) -> Json:
        box.mark_read(_id(request), **numbers(await body_of(request), "upto"))
        return box.person(_id(request))

    return [
        ("GET", "/sandbox/people", everybody),
        ("POST", "/sandbox/people", add),
        ("GET", "/sandbox/people/{id}", one),
        ("POST", "/sandbox/people/{id}/block", block),
        ("POST", "/sandbox/people/{id}/unblock", unblock),
        ("POST", "/sandbox/people/{id}/read", read),
    ]


def _id(request: Request) -> int:
    return number(request.path_params["id"], "the id")


def _messages(box: Sandbox) -> list[tuple[str, str, Endpoint]]:
    async def send(request: Request) -> Json:
        body = await body_of(request)
        body |= numbers(body, "chat_id", "edit_of", "reply_to")
        return await box.send(_id(request), body, wait=bool(body.pop("wait", True)))

    async def tap(request: Request) -> Json:
        body = await body_of(request)
        body |= numbers(body, "message_id", "row", "column", "chat_id")
        wait = bool(body.pop("wait", True))
        known = {"message_id", "button", "data", "row", "column", "bot", "chat_id"}
        if unknown := set(body) - known:
            raise Wrong(f"a tap has no {', '.join(sorted(unknown))}; it has {', '.join(sorted(known))}")
        return await box.tap(_id(request), wait=wait, **body)

    async def seen(request: Request) -> Response | Json:
        if (since := asked(request, "since")) is not None:
            return box.since(_id(request), since)
        found = box.messages(
            _id(request),
            after=asked(request, "after") or 0,
            before=asked(request, "before"),
            limit=asked(request, "limit"),
            bot=request.query_params.get("bot"),
            chat_id=asked(request, "chat_id"),
        )
        return answer(found, headers={"X-Sandbox-Seq": str(box.seq)})

    async def chats(request: Request) -> list[Json]:
        return box.chats_of(_id(request))

    return [
        ("POST", "/sandbox/people/{id}/messages", send),
        ("GET", "/sandbox/people/{id}/messages", seen),
        ("POST", "/sandbox/people/{id}/taps", tap),
        ("GET", "/sandbox/people/{id}/chats", chats),
    ]


def _files(box: Sandbox) -> list[tuple[str, str, Endpoint]]:
    async def file(request: Request) -> Response:
        found = box.file(request.path_params["file_id"])
        if found is None:
            raise Wrong("there is no such file", 404)
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        if found["file_name"]:
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found['file_name'])}"
        return Response(found["content"], 200, headers, found["mime_type"] or "application/octet-stream")

    return [("GET", "/sandbox/files/{file_id}", file)]


def _groups(box: Sandbox) -> list[tuple[str, str, Endpoint]]:
    async def create(request: Request) -> Json:
        body = await body_of(request)
        members = body.get("members")
        if not isinstance(members, list):
            raise Wrong('say {"title": ..., "members": [ids of people]}')
        people = [number(one, "a member's id") for one in members]
        return await box.create_group(body.get("title", ""), people, body.get("bots"), wait=body.get("wait", True))

    async def bots(request: Request) -> Json:
        body = await body_of(request)
        inside = bool(body.get("inside", True))
        return await box.set_bot_in_group(_id(request), body.get("bot"), inside, wait=body.get("wait", True))

    async def upgrade(request: Request) -> Json:
        body = await body_of(request)
        return await box.upgrade_group(_id(request), wait=body.get("wait", True))

    return [
        ("POST", "/sandbox/groups", create),
        ("POST", "/sandbox/groups/{id}/bots", bots),
        ("POST", "/sandbox/groups/{id}/upgrade", upgrade),
    ]


def _clock(box: Sandbox) -> list[tuple[str, str, Endpoint]]:
    async def show(request: Request) -> Json:
        return box.clock_state()

    async def move(request: Request) -> Json:
        body = await body_of(request)
        if (body.get("advance") is None) == (body.get("to") is None):
            raise Wrong('say {"advance": "PT30M"}, {"to": "2026-11-24T09:30:00+08:00"} or {"to": "next"}')
        return await box.move_clock(advance=body.get("advance"), to=body.get("to"))

    async def follow(request: Request) -> Json:
        query = request.query_params
        due = query.get("next")
        name = query.get("name") or "app"
        # A "+" in an address arrives as a blank unless it was escaped.
        due_at = instant(due.replace(" ", "+")) if due else None
        # A follower that was killed must not look as if it were still there.
        return await while_connected(request.receive, box.follow_clock(name, asked(request, "done") or 0, due_at)) or {}

    return [
        ("GET", "/sandbox/clock", show),
        ("POST", "/sandbox/clock", move),
        ("GET", "/sandbox/clock/follow", follow),
    ]


def _faults(box: Sandbox) -> list[tuple[str, str, Endpoint]]:
    async def add(request: Request) -> Json:
        return box.add_fault(await body_of(request))

    async def show(request: Request) -> list[Json]:
        return [fault.shown() for fault in box.faults.waiting]

    async def clear(request: Request) -> Json:
        box.clear_faults()
        return {"ok": True}

    async def log(request: Request) -> Response:
        found = box.log.read(
            request.query_params.get("method"),
            asked(request, "since") or 0,
            asked(request, "chat_id"),
            request.query_params.get("bot"),
            asked(request, "limit"),
        )
        return answer(found, headers={"X-Sandbox-Index": str(box.log.count)})

    async def limits(request: Request) -> Json:
        return box.limits.shown()

    async def limit(request: Request) -> Json:
        box.limits.change(await body_of(request))
        return box.limits.shown()

    return [
        ("POST", "/sandbox/faults", add),
        ("GET", "/sandbox/faults", show),
        ("DELETE", "/sandbox/faults", clear),
        ("GET", "/sandbox/log", log),
        ("GET", "/sandbox/limits", limits),
        ("POST", "/sandbox/limits", limit),
    ]
