"""Somebody without a chat: their other channel, or else the dispatcher's telephone."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.config.settings import Notify
from bot.fallback import Fallback
from models.notification import Delivery, Notification
from models.person import Person
from scheduling import broadcasts
from tests import crowds
from tests.delivery.mail import fates, open_tasks, owe
from tests.delivery.test_broadcasts import fates as of_each
from tests.delivery.test_broadcasts import let_go
from tests.world import Chatter, World

pytestmark = pytest.mark.usefixtures("awake")


class Gateway(HTTPServer):
    """Somebody's SMS gateway on loopback, that takes apprise's JSON."""

    def __init__(self, status: int = 200) -> None:
        self.status, self.taken = status, []
        super().__init__(("127.0.0.1", 0), Counter)

    @property
    def address(self) -> str:
        return f"json://127.0.0.1:{self.server_port}/sms"


class Counter(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append(json.loads(body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing to say."""


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = Gateway()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


async def without_chat(world: World, customer: Chatter, fallback: str | None) -> list[int]:
    """Owed to somebody who has blocked the bot, and who may have left another address."""
    person_id = world.person_id(customer)

    def leave(uow) -> None:
        uow.get(Person, person_id).fallback = fallback

    world.do(leave)
    await world.sandbox.block(customer.id)
    ids = owe(world, customer, "师傅 <b>十点</b> 到", phone_if_no_chat=True)
    await world.settle()
    return ids


async def test_the_other_channel_takes_it_in_plain_words(world: World, customer: Chatter, gateway: Gateway) -> None:
    ids = await without_chat(world, customer, gateway.address)

    assert fates(world, ids) == ["sent"]
    [taken] = gateway.taken
    assert "十点" in taken["message"] and "<" not in taken["message"].replace("<b>十点</b>", "")
    assert open_tasks(world) == []


async def test_a_gateway_that_fails_leaves_it_to_the_telephone(
    world: World, customer: Chatter, gateway: Gateway
) -> None:
    gateway.status = 500
    ids = await without_chat(world, customer, gateway.address)

    assert (fates(world, ids), len(gateway.taken)) == (["failed"], 1)
    assert [task.kind.value for task in open_tasks(world)] == ["phone_notice"]


async def test_without_any_other_channel_somebody_phones(world: World, customer: Chatter) -> None:
    ids = await without_chat(world, customer, None)

    assert fates(world, ids) == ["failed"]
    assert [task.kind.value for task in open_tasks(world)] == ["phone_notice"]


async def test_a_file_for_the_operator_s_own_gateway(world: World, customer: Chatter) -> None:
    ids = await without_chat(world, customer, "file://sms/+8613800138001")

    [left] = (world.folder / "outgoing" / "sms").iterdir()
    said = json.loads(left.read_text(encoding="utf-8"))
    assert (said["to"], "十点" in said["text"], fates(world, ids)) == ("+8613800138001", True, ["sent"])


@pytest.mark.parametrize(
    "address",
    ["file://../../etc/cron.d", "file:///etc/passwd", "file://%2e%2e/x", "exec://rm", "json://", "nonsense", "file://"],
)
async def test_an_address_that_leads_astray_is_refused(tmp_path: Path, address: str) -> None:
    assert not await Fallback(Notify(), tmp_path / "data").send(address, "words")
    assert list(tmp_path.rglob("*.json")) == []


async def test_only_kinds_of_channel_that_the_operator_allows(tmp_path: Path) -> None:
    assert not await Fallback(Notify(schemes=("mailto",)), tmp_path).send("file://sms/1", "words")
    assert await Fallback(Notify(schemes=("file",)), tmp_path).send("file://sms/1", "words")


async def test_a_gateway_that_never_answers_is_not_waited_for(
    tmp_path: Path, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = threading.Event()
    monkeypatch.setattr("bot.fallback.by_apprise", lambda address, words: answered.wait(5))
    quick = Fallback(Notify(timeout=timedelta(milliseconds=20)), tmp_path)
    assert not await quick.send(gateway.address, "words")
    answered.set()


async def test_who_has_no_chat_but_another_channel_is_told_there(
    world: World, customer: Chatter, dispatcher: Chatter, gateway: Gateway
) -> None:
    """Counted beforehand; on the phone list only where that channel fails too."""
    down = world.do(crowds.outage)
    reachable, unreachable = world.do(crowds.move_in, 2, down.area_id, chats=False, fallback=gateway.address)
    world.do(lambda uow: setattr(uow.get(Person, unreachable), "fallback", "json://127.0.0.1:9/sms"))
    actor = world.actor(dispatcher)
    broadcast = world.do(broadcasts.compose, "d", outage_id=down.id, actor=actor)
    seen = world.do(broadcasts.preview, broadcast.id, actor=actor)
    assert (seen.reach, seen.otherwise, seen.left_out) == (3, 2, {})

    await let_go(world, dispatcher, broadcast)

    [taken] = gateway.taken
    assert "幸福里" in taken["message"]
    assert of_each(world, broadcast) == {"sent": 2, "failed": 1}
    rows = world.do(broadcasts.phone_list, broadcast.id, actor=actor)
    assert [row["person_id"] for row in rows] == [unreachable]
    assert world.rows(select(Notification.status).where(Notification.recipient_id == reachable)) == [Delivery.SENT]
