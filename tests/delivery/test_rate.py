"""One account's allowance: never more than the rate in any second, a 429 halts everybody, replies go first."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import random

import pytest

from bot.rate import Allowance
from scheduling.policy import Delivery


class Time:
    """Moves only when everybody sleeps; wakes sleepers a little late, as a busy machine does."""

    def __init__(self, late: float = 0.0) -> None:
        self.now, self.late = 1000.0, late
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = itertools.count()
        self._random = random.Random(1)

    def tick(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        until = self.now + seconds + self._random.uniform(0, self.late)
        heapq.heappush(self._sleepers, (until, next(self._count), done))
        await done

    async def pass_until(self, *tasks: asyncio.Task[None]) -> None:
        while not all(task.done() for task in tasks):
            for _ in range(5):
                await asyncio.sleep(0)
            if self._sleepers:
                until, _, done = heapq.heappop(self._sleepers)
                self.now = max(self.now, until)
                done.set_result(None)


def allowance(time: Time, **policy: float) -> Allowance:
    return Allowance(Delivery(**policy), tick=time.tick, sleep=time.sleep)  # type: ignore[arg-type]


async def leave(time: Time, *waits: object) -> list[float]:
    """When each of these left, seconds from the beginning."""
    began, left = time.now, []

    async def one(wait: object) -> None:
        await wait  # type: ignore[misc]
        left.append(time.now - began)

    await time.pass_until(*[asyncio.create_task(one(wait)) for wait in waits])
    return left


def most_in_a_second(moments: list[float]) -> int:
    return max(sum(start <= moment < start + 1.0 for moment in moments) for start in moments)


@pytest.mark.parametrize("late", [0.0, 0.03, 0.3])
async def test_no_second_ever_holds_more_than_the_rate(late: float) -> None:
    time = Time(late)
    shared = allowance(time, per_second=25)

    left = await leave(time, *(shared.wait(chat) for chat in range(1, 301)))

    assert most_in_a_second(left) <= 25
    assert len(left) == 300


async def test_the_rate_is_used_and_not_only_kept() -> None:
    time = Time()
    shared = allowance(time, per_second=25)

    left = await leave(time, *(shared.wait(chat) for chat in range(1, 251)))

    assert len(left) / max(left) >= 0.97 * 25


async def test_messages_are_spaced_and_not_bunched() -> None:
    time = Time()
    shared = allowance(time, per_second=25)

    left = await leave(time, *(shared.wait(chat) for chat in range(1, 51)))

    gaps = [later - sooner for sooner, later in itertools.pairwise(left)]
    assert min(gaps) == pytest.approx(max(gaps)) == pytest.approx(0.0408)


async def test_a_429_halts_everybody_and_nobody_bursts_at_its_end() -> None:
    time = Time(0.01)
    shared = allowance(time, per_second=25)
    waits = [shared.wait(chat) for chat in range(1, 101)]
    shared.halt(7)

    left = await leave(time, *waits, shared.reply(500))

    assert min(left) >= 7
    assert most_in_a_second(left[:-1]) <= 26  # the reply among them


async def test_a_429_that_comes_while_they_wait_halts_those_who_wait() -> None:
    time = Time()
    shared = allowance(time, per_second=25)
    left: list[float] = []

    async def one(chat: int) -> None:
        await shared.wait(chat)
        left.append(time.now - 1000.0)
        if len(left) == 10:
            shared.halt(5)

    await time.pass_until(*[asyncio.create_task(one(chat)) for chat in range(1, 41)])

    assert left[9] < 1 and left[10] >= left[9] + 5
    assert most_in_a_second(left) <= 25


async def test_one_chat_gets_a_few_together_and_then_one_a_second() -> None:
    time = Time()
    shared = allowance(time, per_second=30, per_chat_per_second=1)

    left = await leave(time, *(shared.wait(7) for _ in range(9)))

    assert sum(moment < 1 for moment in left) == 5
    assert all(later - sooner >= 0.99 for sooner, later in itertools.pairwise(left[5:]))


async def test_a_group_gets_one_every_three_seconds() -> None:
    time = Time()
    shared = allowance(time, group_per_minute=20)

    left = await leave(time, *(shared.wait(-100) for _ in range(15)))

    assert max(left) == pytest.approx(30, abs=0.1)


async def test_a_chat_that_waits_for_its_turn_holds_up_nobody_else() -> None:
    time = Time()
    shared = allowance(time, per_second=25)

    left = await leave(time, *(shared.wait(7) for _ in range(20)), *(shared.wait(chat) for chat in range(100, 110)))

    assert sorted(left)[14] < 1


async def test_replies_go_at_once_while_a_broadcast_runs() -> None:
    time = Time()
    shared = allowance(time, per_second=25)
    broadcast = [asyncio.create_task(shared.wait(chat)) for chat in range(1, 200)]
    await asyncio.sleep(0)

    left = await leave(time, *(shared.reply(1000 + n) for n in range(5)))
    await time.pass_until(*broadcast)

    assert max(left) == 0


async def test_replies_and_what_is_owed_stay_below_the_account_s_limit() -> None:
    time = Time(0.01)
    shared = allowance(time, per_second=25, account_per_second=28)

    owed = [shared.wait(chat) for chat in range(1, 101)]
    left = await leave(time, *owed, *(shared.reply(1000 + n) for n in range(100)))

    assert most_in_a_second(left) <= 28


async def test_a_slow_rate_is_kept_too() -> None:
    time = Time()
    shared = allowance(time, per_second=0.5)

    left = await leave(time, *(shared.wait(chat) for chat in range(1, 6)))

    assert max(left) == pytest.approx(8, abs=0.3)


async def test_what_was_looked_up_slowly_follows_without_a_bunch_and_nothing_is_lost_of_the_rate() -> None:
    """Every other five looks take long; those behind it catch up at twice the pace."""
    time = Time()
    shared = allowance(time, per_second=25)

    async def looked_up(chat: int) -> None:
        turn = await shared.turn(chat)
        await time.sleep(0.4 if chat % 10 < 5 else 0.01)
        assert await shared.leave(turn)

    left = sorted(await leave(time, *(looked_up(chat) for chat in range(1, 251))))

    assert min(later - sooner for sooner, later in itertools.pairwise(left)) >= 0.02
    assert most_in_a_second(left) <= 25
    assert sum(1 <= moment < 9 for moment in left) >= 0.97 * 25 * 8


async def test_a_last_look_in_time_moves_nobody() -> None:
    time = Time()
    shared = allowance(time, per_second=25)

    async def looked_up(chat: int) -> None:
        turn = await shared.turn(chat)
        await time.sleep(0.01 if chat % 2 else 0.09)
        assert await shared.leave(turn)

    left = sorted(await leave(time, *(looked_up(chat) for chat in range(1, 26))))[5:]

    gaps = [later - sooner for sooner, later in itertools.pairwise(left)]
    assert min(gaps) == pytest.approx(max(gaps)) == pytest.approx(0.0408)


async def test_a_429_during_the_last_look_sends_it_back_into_the_queue() -> None:
    time = Time()
    shared = allowance(time, per_second=25)

    turn = await shared.turn(1)
    shared.halt(5)

    assert not await shared.leave(turn)
    assert min(await leave(time, shared.wait(1))) >= 5
