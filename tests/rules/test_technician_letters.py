"""Every notification a technician gets can be written in every language, with a visit to show and without."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

import handlers.close_outs
import handlers.shifts
import handlers.visits  # noqa: F401 - importing registers the renderers
from handlers.buttons import KNOWN, keyboard
from handlers.notifications import RENDERERS, render
from handlers.reasons import reason_words
from handlers.texts.render import Say
from models.appointment import Status
from models.order import OrderStatus
from scheduling.letters import Letter
from scheduling.permissions import Action
from scheduling.policy import Policy
from scheduling.views import OrderView, TechnicianView, VisitView

KEYS = (
    "offer", "offer-withdrawn", "taken-back", "you-come-along", "somebody-comes-along", "depart-now", "not-departed",
    "visit-cancelled", "move-declined", "you-missed", "not-entered", "customer-said-fixed", "customer-said-not-fixed",
    "off-taken-back", "you-come-along-still", "you-come-along-no-more",
)  # fmt: skip
AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
END = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
VISIT = VisitView(
    id=7, version=1, status=Status.BOOKED, starts_at=AT, ends_at=END, promised_at=AT,
    technician=TechnicianView(2, "李建国", True), others=("陈小军",), confirmed=False, depart_at=AT, eta_at=None,
    arrived_at=None, kept=None, asked_by="company", reason="overrun",
)  # fmt: skip
VIEW = OrderView(
    id=5, number="261125-000001", kind="repair", status=OrderStatus.ACCEPTED, services=("broadband",), tier="vip",
    urgent=True, area="幸福里", due_at=END, received_at=AT, customer="<i>王芳</i>", address="幸福里3栋", latitude=None,
    longitude=None, access_note="2580", fault_note="红灯", photos=2, contact_name="李姐", contact_phone=None, phone="+8613800138001", poor_lines=True,
    health={"speed_mbps": 480.0, "indoor_wiring": "六类线", "splitter_position": "3-2"}, visit=VISIT, offer_id=9,
    waiting=False, asked_later=False, held=None, reopened=1, actions=frozenset(Action), way_km=1.25, offer_ends_at=AT,
)  # fmt: skip
PARAMS = {
    "starts_at": AT.isoformat(), "old_starts_at": AT.isoformat(), "ends_at": END.isoformat(), "note": "还是<断>网", "reason": "too_far", "by_name": True,
}  # fmt: skip


def letter(key: str, language: str, view: OrderView | None) -> Letter:
    return Letter(1, key, PARAMS, language, view, None, None, "李建国")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("view", [VIEW, None], ids=["visit", "nothing"])
def test_it_is_written_and_its_buttons_fit(key: str, language: str, view: OrderView | None) -> None:
    say = Say(language, ZoneInfo("Asia/Shanghai"), {"hotline": "10000", "company": "门铃"})
    card = render(letter(key, language, view), say)
    assert card.text.strip()
    keyboard(card.rows)  # raises where callback data would not fit
    assert "<i>" not in card.text  # HTML in names is shown, not obeyed
    assert "<断>" not in card.text


def test_all_of_them_are_registered() -> None:
    assert set(KEYS) <= RENDERERS.keys()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_configured_reason_line_and_choice_has_words(language: str) -> None:
    say = Say(language, ZoneInfo("Asia/Shanghai"))
    policy = Policy.default()
    for code in {*policy.reasons.decline, *policy.reasons.reschedule}:
        assert reason_words(say, code) != code
    assert reason_words(say, "要带孩子去医院") == "要带孩子去医院"
    for line in policy.close_out.fields:
        assert say.has(f"field-{line.name}")
        assert all(say.has(f"choice-{code}") for code in line.choices)
    assert all(say.has(key) for key in policy.checklist_departure)


def test_technicians_buttons_begin_with_t_and_none_of_them_returns_an_order() -> None:
    """T-16: no button of ours is named for a return, whoever presses it."""
    from handlers import technician_taps

    ours = [kind for kind in KNOWN.values() if kind.__module__ == technician_taps.__name__]
    assert ours
    assert all(kind.prefix.startswith("t") for kind in ours)
    assert not [kind for kind in KNOWN.values() if "return" in kind.__name__.lower()]
