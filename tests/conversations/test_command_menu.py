"""The list of commands beside the text field."""

from __future__ import annotations

import pytest

from handlers import command_menu
from models.person import Role
from tests.world import Chatter, World


def listed(world: World, who: Chatter) -> dict[str, str]:
    return {one["command"]: one["description"] for one in world.sandbox.commands(who.id)}


async def test_customers_find_their_commands_in_the_language_of_their_messenger(
    world: World, customer: Chatter, john: Chatter
) -> None:
    await command_menu.show_everybody(world.app.bot, world.app.says)
    assert listed(world, customer)["book"] == "预约上门"
    assert listed(world, john)["book"] == "Book a visit"
    assert "today" not in listed(world, john)


async def test_staff_find_their_own_from_the_first_start_and_in_the_language_they_choose(
    world: World, technician: Chatter
) -> None:
    await technician.says("/start")
    assert listed(world, technician)["today"] == "今日上门"
    assert "book" not in listed(world, technician)
    await technician.says("/language en")
    assert listed(world, technician)["today"] == "Today's visits"


HATS = (None, Role.TECHNICIAN, Role.DISPATCHER, Role.HOTLINE, Role.SUPERVISOR, Role.HEAD, Role.NETWORK_CENTRE)


@pytest.mark.parametrize("role", HATS)
def test_no_hat_is_left_without_help(role: Role | None) -> None:
    assert "help" in command_menu.commands_of(role)
