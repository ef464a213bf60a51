"""`/healthz` for whoever restarts us, `/metrics` for Prometheus."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families

from bot.running import attach_health
from scheduling import outbox
from tests.delivery.mail import owe
from tests.world import Chatter, MovedClock, World


@pytest_asyncio.fixture
async def http(world: World) -> AsyncIterator[httpx.AsyncClient]:
    web = FastAPI()
    attach_health(web, world.app)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(web), base_url="http://here") as client:
        yield client


async def figures(http: httpx.AsyncClient) -> dict[str, float]:
    """Every sample by name and labels, as Prometheus reads it."""
    answer = await http.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    return {
        sample.name + "".join(f" {key}={value}" for key, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


async def test_all_is_well(http: httpx.AsyncClient) -> None:
    answer = await http.get("/healthz")
    assert (answer.status_code, answer.json()["ok"]) == (200, True)


async def test_messages_that_do_not_leave_are_unhealthy(
    http: httpx.AsyncClient, world: World, customer: Chatter
) -> None:
    world.app.store.on_commit = None
    await world.app.metronome.stop()
    owe(world, customer, "您好", in_=timedelta(minutes=-5))
    answer = await http.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["outbox_lag_seconds"] >= 300
    seen = await figures(http)
    assert seen["menling_outbox_lag_seconds"] >= 300
    assert seen["menling_outbox_overdue"] == 1
    oldest = seen["menling_outbox_oldest_due_timestamp_seconds"]
    assert oldest == pytest.approx((world.app.clock.now() - timedelta(minutes=5)).timestamp(), abs=2)


async def test_a_database_that_does_not_answer_is_unhealthy(
    http: httpx.AsyncClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **more: object) -> None:
        raise OSError("the disk is away")

    monkeypatch.setattr(world.app.writer, "run", broken)
    answer = await http.get("/healthz")
    assert answer.status_code == 503
    assert "database" in answer.json()["why"]


async def test_people_who_are_not_answered_are_unhealthy(
    http: httpx.AsyncClient, world: World, customer: Chatter, clock: MovedClock
) -> None:
    world.sandbox.add_fault({"method": "sendMessage", "status": 502, "times": 10**6})
    await customer.says("/start")
    assert (await http.get("/healthz")).status_code == 200, "a moment of it is nothing yet"
    await clock.advance(minutes=3)
    answer = await http.get("/healthz")
    assert answer.status_code == 503
    assert "nobody has been answered since" in answer.json()["why"]

    world.sandbox.clear_faults()
    await customer.says("/start")
    assert (await http.get("/healthz")).status_code == 200


async def test_the_figures_count_what_happened(http: httpx.AsyncClient, world: World, customer: Chatter) -> None:
    names = [f"menling_notifications_total outcome={outcome}" for outcome in ("sent", "failed", "unknown")]
    assert [(await figures(http))[name] for name in names] == [0, 0, 0]

    owe(world, customer, "一")
    await world.settle()
    world.sandbox.add_fault({"method": "sendMessage", "status": 400})
    owe(world, customer, "二")
    await world.settle()
    world.sandbox.add_fault({"method": "sendMessage", "drop_response": True})
    owe(world, customer, "三")
    await world.settle()
    await customer.says("/start")

    seen = await figures(http)
    assert [seen[name] for name in names] == [1, 1, 1]
    assert seen["menling_updates_total kind=message outcome=answered"] == 1
    assert seen["menling_update_seconds_count"] == 1
    assert seen["menling_notification_late_seconds_count"] == seen["menling_send_seconds_count"] == 3
    assert seen["menling_outbox_lag_seconds"] == seen["menling_outbox_overdue"] == 0


async def test_what_is_owed_later_is_no_lag(http: httpx.AsyncClient, world: World, customer: Chatter) -> None:
    owe(world, customer, "您好", in_=timedelta(hours=1))
    world.do(outbox.claim, 10)
    seen = await figures(http)
    assert (seen["menling_outbox_waiting"], seen["menling_outbox_overdue"]) == (1, 0)
