"""Where it is: down the tree by buttons, or typed and found."""

from __future__ import annotations

from handlers.buttons import Button, Rows, in_rows
from handlers.context import Turn
from handlers.outages import draft as drafts
from handlers.outages.asking import answered, asks, edited, hears, misunderstood, put, require_talk
from handlers.outages.draft import draft_of
from handlers.outages.taps import AreaTap, HereTap, TreeTap, UnitTap
from handlers.routes import Routes
from handlers.texts.render import Markup
from scheduling.outages import choosing
from scheduling.outages.choosing import Branch, Place

routes = Routes()

SHOWN = 24  # more are found by typing their name


@asks("area")
async def ask_area(turn: Turn, note: Markup | None) -> None:
    """What the words may have meant first; else the tree from the dispatcher's own unit."""
    may_be = [] if edited(turn) is not None else draft_of(turn).may_be
    if may_be:
        rows: Rows = in_rows((name, HereTap(unit_id, area_id or 0)) for unit_id, area_id, name in may_be)
        await put(turn, "outage-which-area", [*rows, [(turn.say("button-outage-tree"), TreeTap())]], note)
        return
    await show(turn, await turn.look(choosing.top), note)


async def show(turn: Turn, branch: Branch, note: Markup | None = None) -> None:
    """One place of the tree: all of it, what lies below, and the way back up."""
    say, here = turn.say, branch.here
    rows: Rows = []
    if here is not None:
        rows.append([(say("outage-all-of", place=here.name), HereTap(here.unit_id, here.area_id or 0))])
    rows += in_rows(((button_words(turn, one), down(one)) for one in branch.below[:SHOWN]), 2)
    if branch.up is not None:
        rows.append([(say("button-outage-up", place=branch.up.name), down(branch.up))])
    key = "outage-ask-area-more" if len(branch.below) > SHOWN else "outage-ask-area"
    await put(turn, key, rows, note)


def button_words(turn: Turn, place: Place) -> Markup:
    return turn.say(f"outage-place-{place.kind}", place=place.name)


def down(place: Place) -> UnitTap | AreaTap:
    return UnitTap(place.unit_id) if place.area_id is None else AreaTap(place.area_id)


@routes.tap(TreeTap)
async def tree(turn: Turn, tap: TreeTap) -> None:
    require_talk(turn)
    await show(turn, await turn.look(choosing.top))


@routes.tap(UnitTap)
async def unit(turn: Turn, tap: UnitTap) -> None:
    require_talk(turn)
    await show(turn, await turn.look(choosing.unit_branch, tap.unit_id))


@routes.tap(AreaTap)
async def area(turn: Turn, tap: AreaTap) -> None:
    """A place with nothing below it is the answer."""
    require_talk(turn)
    branch = await turn.look(choosing.area_branch, tap.area_id)
    if branch.below or branch.here is None:
        await show(turn, branch)
        return
    await chosen(turn, branch.here)


@routes.tap(HereTap)
async def here(turn: Turn, tap: HereTap) -> None:
    require_talk(turn)
    look = choosing.area_branch if tap.area_id else choosing.unit_branch
    branch = await turn.look(look, tap.area_id or tap.unit_id)
    assert branch.here is not None
    await chosen(turn, branch.here)


async def chosen(turn: Turn, place: Place) -> None:
    if edited(turn) is not None:
        await answered(turn, unit_id=place.unit_id, area_id=place.area_id)
    else:
        await answered(turn, unit_id=place.unit_id, area_id=place.area_id, place=place.name, may_be=[])


@hears(routes, "outage:area")
async def typed(turn: Turn) -> None:
    """A name, an address, a building: found as it stands or nearly; several are offered."""
    found: list[Place] = await turn.look(choosing.named, turn.text, alike=True)
    if len(found) == 1:
        if edited(turn) is None:
            draft = draft_of(turn)
            await drafts.hear(turn, draft, turn.text)  # "幸福里,六点恢复" says more than where
            drafts.keep(turn, draft, "outage:area")
        await chosen(turn, found[0])
        return
    if found:
        rows = in_rows((one.name, HereTap(one.unit_id, one.area_id or 0)) for one in found)
        tree_row: list[Button] = [(turn.say("button-outage-tree"), TreeTap())]
        await put(turn, "outage-which-area", [*rows, tree_row])
        return
    if edited(turn) is None and turn.text:
        draft = draft_of(turn)
        if await drafts.hear(turn, draft, turn.text):
            drafts.keep(turn, draft, "outage:area")
        await show(turn, await turn.look(choosing.top), turn.say("outage-area-unfound", words=turn.text[:40]))
        return
    await misunderstood(turn, "area")
