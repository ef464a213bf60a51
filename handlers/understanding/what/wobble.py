"""Where spelling wobbles: English words one or two slips away from one that we know."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from handlers.understanding.what.lexicon import EN

# The words worth guessing at: those that carry a wish by themselves, long enough not to be hit by chance.
_CONCEPTS_WRITTEN = """
cancel change appt book tech repair install movehome remove fixed complain human confirm thanks help net phone
device outage late arrive done accept decline sick unassigned search time broken sym_slow
"""
_CONCEPTS = _CONCEPTS_WRITTEN.split()
# Everyday words that lie one slip away from one of ours and are meant as they stand.
_MEANT_WRITTEN = """
canal chance think thinks night might right light house hour hours there their where here these those still stall
small could would should about after before other again place plate please price nice first last least list lost past
pass phase phones prices trouble double table cable able mobile notice change charge charged charges range orange
channel cancer council pancel tower flower power later letter water latter better matter batter sweet street treat
greet great meet week weak work word world wired wiring writer waiter winter counter account amount count country
county court worse worst horse houses thing things anyone someone every never ever even event events fever sever
server service several cover over under either neither others bother mother father start starts state stage staff
stuff stops store story study sorry worry hurry carry marry party dirty thirty close class clean clear clock block
black blank bring brings being thank tanks speak spoke peace piece month mouth south north worth front point paint
print plant plan plane planned planner accessed accidental activity adjusted archived arranges brown buffer
calculation catching chaining channels clash closer closes collected collection command comments compared completely
compliant complicated composed computed computer computes connector constructor contract convention converted counting
deadline deciding declared decode defining deleting difficult directive dispatch dispatched displayed displays
division engine extended fewer filed finishes injection insertion inspection intended intent intention interact
intercept interest intern internal interpret issued located logging manage managed manages match meanings minded model
models modes mounted moves operates option optional overload positioned powerful reach reaches receiving referring
reflected refused refuses remaining remote repeated replaced replaces required reserved resetting restores resuming
retained reuse reversing rooted routes ruler scheduled schedules seeds signaled signals stack stripped subscribed
swapped tells terminal workers booked showed shower broker phoney accent headline stick mourning moaning postcode postcodes
"""
_MEANT = frozenset(_MEANT_WRITTEN.split())


@cache
def _vocabulary() -> tuple[str, ...]:
    words = {word for concept in _CONCEPTS for word in EN[concept].split()}
    words = {word for word in words if word.isalpha() and len(word) >= 5}
    return tuple(sorted(word for word in words if word not in EN["complain"].split() or word.startswith("complain")))


@cache
def _tools() -> tuple[Any, Any]:
    """rapidfuzz, loaded when the first word is not known as it stands."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    return process, OSA


@lru_cache(maxsize=4096)
def nearest(word: str) -> str | None:
    """The known word this one is a slip of the fingers away from."""
    if not 5 <= len(word) <= 16 or word in _MEANT:
        return None
    process, osa = _tools()
    slips = 1 if len(word) < 8 else 2
    match = process.extractOne(word, _vocabulary(), scorer=osa.distance, score_cutoff=slips)
    if match is None or match[0][0] != word[0]:
        return None
    return str(match[0])


def corrected(text: str, unknown: list[tuple[int, int]]) -> tuple[str, Callable[[int], int]] | None:
    """The text with its misspelt words put right, and the way back from its positions; None if none is near."""
    parts: list[str] = []
    shifts: list[tuple[int, int]] = []  # (where in the corrected text, how much longer it is from there on)
    done = longer = 0
    for start, stop in unknown[:8]:
        word = nearest(text[start:stop])
        if word is None:
            continue
        parts += (text[done:start], word)
        longer += len(word) - (stop - start)
        shifts.append((stop + longer, longer))
        done = stop
    if not parts:
        return None
    parts.append(text[done:])

    def back(place: int) -> int:
        shift = 0
        for begins, longer_by in shifts:
            if place >= begins:
                shift = longer_by
        return place - shift

    return "".join(parts), back
