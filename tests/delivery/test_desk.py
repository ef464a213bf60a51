"""What delivery asks of the database goes together: seldom, and one thing's failure is not another's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, event

from bot import delivery
from bot.together import Together
from models.task import TaskKind
from models.timer import TimerKind
from scheduling import timers
from scheduling.prepared import driver_of
from scheduling.unit_of_work import UnitOfWork
from tests.delivery.mail import fates, open_tasks, owe
from tests.world import Chatter, World

A_MINUTE = 60.0


@pytest.fixture
def said(world: World) -> Iterator[list[str]]:
    """What is said to the database."""
    heard: list[str] = []

    def listen(connection: Connection) -> None:
        driver_of(connection).set_trace_callback(heard.append)

    event.listen(world.app.engine, "begin", listen)
    yield heard
    event.remove(world.app.engine, "begin", listen)


async def test_a_message_is_written_twice(
    world: World, customer: Chatter, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Claimed together with what it says, since its turn has come; written down with the next look."""
    for patience in ("NEWS_EVERY", "COMPANY", "AT_ONCE"):
        monkeypatch.setattr(delivery, patience, A_MINUTE)  # however slow this machine is
    [id] = owe(world, customer, "您好")
    await world.settle()
    written = [one for one in "\n".join(said).split("COMMIT") if "UPDATE notifications" in one]
    assert (fates(world, [id]), customer.count("您好")) == (["sent"], 1)
    claimed, recorded = written
    assert "FROM role_grants" in claimed  # with whose eyes it is read
    assert "FROM timers" in recorded  # what is due next?


async def test_what_the_clock_does_without_an_end_holds_up_no_message(world: World, customer: Chatter) -> None:
    """A broadcast to a city is queued piece by piece, the next due at once: what is urgent leaves in between."""
    world.app.store.on_commit = None
    post, fire = world.app.post, world.app.post.fire

    async def and_again(due: list[int]) -> None:
        assert fire is not None
        await fire(due)
        set_now(world)

    post.fire = and_again
    set_now(world)
    [id] = owe(world, customer, "您好")
    for _ in range(3):
        await post.deliver_due()
    left = customer.count("您好")
    post.fire = fire
    await world.settle()
    assert (left, fates(world, [id])) == (1, ["sent"])


async def test_what_is_patient_goes_with_whatever_goes_first(world: World) -> None:
    desk = Together(world.app.run, {str: transaction, int: transaction})
    first, second, third = desk(1, A_MINUTE), desk("二", A_MINUTE), desk(3)
    assert await third is first.result() is second.result()


async def test_at_an_end_nothing_waits_for_company(world: World) -> None:
    desk = Together(world.app.run, {str: transaction})
    waiting = desk("一", A_MINUTE)
    await desk.finish()
    assert waiting.done()


async def test_one_kinds_failure_is_not_the_others(world: World) -> None:
    """A letter that cannot be gathered does not take along what was sent meanwhile."""
    desk = Together(world.app.run, {str: transaction, int: breaks})
    sent, broken, also_sent = desk("一"), desk(0), desk("二")
    with pytest.raises(ZeroDivisionError):
        await broken
    assert await sent is await also_sent


async def test_one_things_failure_is_not_its_neighbours(world: World) -> None:
    """What became of one message cannot be written down: that the others were sent is."""
    desk = Together(world.app.run, {int: breaks})
    half, broken, third = desk(2), desk(0), desk(3)
    with pytest.raises(ZeroDivisionError):
        await broken
    assert (await half, await third) == (1 / 2, 1 / 3)


def set_now(world: World) -> None:
    """Nobody's task: there is nothing to do about it."""
    world.do(timers.set_timer, TimerKind.TASK_AGAIN, 404, world.app.clock.now())


def transaction(uow: UnitOfWork, items: list[object]) -> list[UnitOfWork]:
    return [uow] * len(items)


def breaks(uow: UnitOfWork, items: list[int]) -> list[float]:
    return [1 / item for item in items]


async def test_a_letter_that_cannot_be_gathered_stops_nobody_elses(
    world: World, customer: Chatter, technician: Chatter
) -> None:
    """A mistake of ours in one of them; its reader is phoned as if it could not be written."""
    [broken] = owe(world, technician, "不该有", params={"round_id": 404}, phone_if_no_chat=True)
    ids = [*owe(world, customer, "您好", "再见"), *owe(world, technician, "在吗")]
    await world.settle()
    assert fates(world, ids) == ["sent"] * 3
    assert fates(world, [broken]) == ["failed"]
    assert [task.kind for task in open_tasks(world)] == [TaskKind.PHONE_NOTICE]
