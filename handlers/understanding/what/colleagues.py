"""What a dispatcher says of somebody by name, where English puts the name into the middle of the words."""

from __future__ import annotations

import re

from handlers.understanding.what.kinds import Entities, Kind, Wish

_NAME = r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2}"
_AWAY = re.compile(
    rf"^\W*{_NAME} (?:is|will be|isn[’']?t|won[’']?t be) (?:going to be )?(?:off|away|out|in|on leave|working)\b"
    rf"|^\W*{_NAME}(?:[’']s| has| is taking| takes| needs| wants) .{{0,20}}\boff\b"
    rf"|^\W*{_NAME} (?:can[’']?t|cannot|won[’']?t) (?:make it|come|work|be in)\b"
    rf"|\b(?:[Pp]ut|[Mm]ark|[Nn]ote) {_NAME} (?:down |in )?(?:as )?(?:sick|ill|off|away|on leave)\b"
)
_AT_WORK = re.compile(r"\b(?:is|will be) (?:going to be )?(?:in|working)\b")
_CALL = re.compile(
    rf"\b(?:[Cc]all|[Rr]ing|[Pp]hone) {_NAME}(?: back)?\b|\b(?:[Gg]ive {_NAME} a (?:call|ring)|[Gg]et back to {_NAME})\b"
    r"|给.{1,10}?[回打](?:一?[个下])?(?:电话|电|话)|[回打]个?电话给.|回一?下?.{2,6}?的?电话|(?:联系|回复?)一?下.{2,6}$"
)
_THINGS = re.compile(
    r"\b(?:[Pp]ower|[Ii]nternet|[Nn]etwork|[Ll]ine|[Ss]ervice|[Ww]i-?[Ff]i|[Bb]roadband|[Ee]verything)\b"
)
_HOSPITAL = re.compile(r"医院|诊所|[Hh]ospital|[Cc]linic|[Dd]octor|\b[Cc]old\b")  # who is down may be one
_SURE = 0.85
_OVERRULED = frozenset({Kind.OUTAGE_OPEN, Kind.BOOK, Kind.HUMAN, Kind.SICK, Kind.SEARCH, Kind.TODAY})


def of_a_colleague(text: str) -> bool:
    """Would these words be of somebody away, if they are not of a place?"""
    return bool(_AWAY.search(text) and not _AT_WORK.search(text) and not _THINGS.search(text))


def by_name(text: str, said: Entities, wishes: list[Wish], *, ours: bool) -> list[Wish]:
    """Somebody of the staff is away, or somebody is to be rung; a place of ours is neither."""
    wishes = [wish for wish in wishes if wish.kind is not Kind.SICK or not _HOSPITAL.search(text[slice(*wish.span)])]
    if any(wish.kind not in _OVERRULED for wish in wishes):
        return wishes
    if any(wish.kind is Kind.TODAY for wish in wishes) and not _CALL.search(text):
        return wishes
    if not ours and of_a_colleague(text):
        return [Wish(Kind.SICK, _SURE, (0, len(text)), None, said)]
    if _CALL.search(text) and not any(wish.kind is Kind.BOOK and wish.sure for wish in wishes):
        return [Wish(Kind.HUMAN, _SURE, (0, len(text)), None, said)]
    return wishes
