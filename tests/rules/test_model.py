"""The optional model: it only proposes, is read strictly, never sees who writes, and its absence changes nothing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from handlers.understanding.model import GIVE_UP_AFTER, REST, Model, masked, reading_of
from handlers.understanding.what import SURE, Kind, OrderKind, understand


class Endpoint:
    """An OpenAI-compatible endpoint on loopback that says what a test wants it to say."""

    def __init__(self) -> None:
        self.says: Any = {"wishes": []}
        self.status, self.delay = 200, 0.0
        self.asked: list[dict[str, Any]] = []
        self.headers: list[Any] = []
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(await request.json())
        self.headers.append(request.headers)
        await asyncio.sleep(self.delay)
        content = self.says if isinstance(self.says, str) else json.dumps(self.says)
        return web.json_response({"choices": [{"message": {"content": content}}]}, status=self.status)


@pytest_asyncio.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    made = Endpoint()
    app = web.Application()
    app.router.add_post("/v1/chat/completions", made.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    yield made
    await runner.cleanup()


@pytest_asyncio.fixture
async def model(endpoint: Endpoint) -> AsyncIterator[Model]:
    made = Model(endpoint.url, "small", key="secret", timeout=0.2)
    made._open()  # httpx is loaded before the fifth of a second begins, however busy the machine
    yield made
    await made.close()


async def test_a_proposal_is_asked_about_and_never_acted_on(endpoint: Endpoint, model: Model) -> None:
    endpoint.says = {"wishes": [{"kind": "cancel", "confidence": 1.0}]}

    proposal = await model.propose("那个事儿就那样吧", "customer")

    assert proposal is not None
    reading = understand("那个事儿就那样吧", "zh", {"role": "customer"}, lambda *_: proposal)
    assert [(wish.kind, wish.sure) for wish in reading.wishes] == [(Kind.CANCEL, False)]
    assert reading.wishes[0].confidence < SURE


async def test_the_key_goes_along_and_nothing_private_does(endpoint: Endpoint, model: Model) -> None:
    said = "我叫王小明，电话13912345678，住幸福路12号3栋502，宽带怪怪的"
    await model.propose(said, "customer", ("王小明",))

    assert endpoint.headers[0]["Authorization"] == "Bearer secret"
    shown = json.dumps(endpoint.asked[0], ensure_ascii=False)
    assert "宽带怪怪的" in shown
    for private in ("王小明", "139", "幸福路", "502"):
        assert private not in shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("张师傅没来，找李建国", "<name>师傅没来，找<name>"),
        ("This is John Miller, Sarah saw it on Monday", "<name>, <name> saw it on <name>"),
        ("mail me at john@example.com or see https://x.example/7", "mail me at <link> or see <link>"),
        ("WO-20261123-0007 三点半", "WO-#-# 三点半"),
        ("幺三九一二三四五六七八", "#"),
    ],
)
def test_names_numbers_and_links_are_masked(said: str, shown: str) -> None:
    if "Monday" in said:
        shown = shown.replace("on <name>", "on Monday")
    assert masked(said) == shown


def test_only_the_beginning_of_a_long_message_is_shown() -> None:
    assert len(masked("网" * 5000)) == 300


@pytest.mark.parametrize(
    "says",
    [
        "no idea",
        "",
        "[]",
        "null",
        {"wishes": "cancel"},
        {"wishes": []},
        {"wishes": [{"kind": "cancel"}]},
        {"wishes": [{"kind": "explode", "confidence": 1}]},
        {"wishes": [{"kind": "cancel", "confidence": 2}]},
        {"wishes": [{"kind": "cancel", "confidence": True}]},
        {"wishes": [{"kind": "cancel", "confidence": "sure"}]},
        {"wishes": [{"kind": "cancel", "confidence": 0.2}]},
        {"wishes": [{"kind": "cancel", "confidence": 0.9, "order_kind": "repair"}]},
        {"wishes": [{"kind": "cancel", "confidence": 0.9, "refund": 100}]},
        {"wishes": [{"kind": "cancel", "confidence": 0.9}], "and": "more"},
        {"wishes": [{"kind": "accept", "confidence": 0.9}]},
        {"wishes": [{"kind": "thanks", "confidence": 0.9}] * 9},
        {"wishes": [["cancel", 0.9]]},
        {"wishes": [{"kind": ["cancel"], "confidence": 0.9}]},
    ],
)
async def test_whatever_is_out_of_shape_is_worthless(endpoint: Endpoint, model: Model, says: Any) -> None:
    endpoint.says = says
    assert await model.propose("嗯哼", "customer") is None


def test_a_kind_of_order_belongs_to_a_booking() -> None:
    said = '{"wishes": [{"kind": "book", "confidence": 0.9, "order_kind": "repair"}]}'
    reading = reading_of(said, "嗯哼", "customer")
    assert reading is not None
    assert reading.wishes[0].order_kind is OrderKind.REPAIR
    assert reading_of(said, "嗯哼", "technician") is None


@pytest.mark.parametrize("trouble", ["late", "broken", "down"])
async def test_trouble_out_there_changes_nothing(endpoint: Endpoint, model: Model, trouble: str) -> None:
    endpoint.says = {"wishes": [{"kind": "cancel", "confidence": 0.9}]}
    if trouble == "late":
        endpoint.delay, model.timeout = 5.0, 0.02
    elif trouble == "broken":
        endpoint.status = 500
    else:
        model.url = "http://127.0.0.1:9/v1"
    assert await model.propose("嗯哼", "customer") is None


async def test_a_dead_endpoint_is_left_alone_for_a_while(endpoint: Endpoint, model: Model) -> None:
    endpoint.status = 503
    for _ in range(GIVE_UP_AFTER + REST):
        await model.propose("嗯哼", "customer")
    assert len(endpoint.asked) == GIVE_UP_AFTER

    endpoint.status, endpoint.says = 200, {"wishes": [{"kind": "help", "confidence": 0.9}]}
    assert await model.propose("嗯哼", "customer") is not None
