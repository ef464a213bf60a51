"""Buttons and commands as they come to people's minds; thousands of them are `python -m tests.soak --only buttons`."""

from __future__ import annotations

import pytest

from tests.soak.pressing import Answer, Walk
from tests.world import World


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_is_pressed_gets_an_answer_and_no_card_offers_what_is_refused(world: World, seed: int) -> None:
    walk = Walk(world, seed)
    await walk.begins()
    assert await walk.goes_on(90) == []


# What the checks are worth: each notices what it is there for.


def test_silence_an_apology_and_an_empty_offer_are_noticed() -> None:
    card = {"text": "好的"}
    assert not list(Answer("x", [card], None).wrong())
    assert list(Answer("x", [], None).wrong())
    assert list(Answer("x", [{"text": "抱歉,刚才出了点问题"}], None).wrong())
    assert list(Answer("x", [card], "情况已经变了(现在是:已取消)", fresh=True).wrong())
    assert not list(Answer("x", [card], "情况已经变了(现在是:已取消)").wrong()), "an old card may be refused"
