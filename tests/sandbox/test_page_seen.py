"""What the sandbox tells of a message, turned into what the browser draws."""

import pytest

from bot.sandbox.page import seen
from bot.sandbox.page.words import texts

WORDS = texts()["en"]


def as_told(**what):
    """A message in the sandbox's own words, empty but for what is given."""
    empty = dict.fromkeys(
        [
            "photo",
            "document",
            "voice",
            "sticker",
            "video",
            "contact",
            "location",
            "venue",
            "service",
            "reply_to",
        ]
    )
    basis = {
        "message_id": 7,
        "from": "bot",
        "from_id": 1,
        "from_name": "Menling",
        "text": "",
        "entities": [],
        "buttons": [],
        "placeholder": None,
        "one_time": False,
        "forwarded_from": None,
        "reactions": [],
        "edited": False,
        "at": "2026-11-24T09:30:00+08:00",
    }
    return {**basis, **empty, **what}


def button(text, kind="inline", **more):
    plain = {"text": text, "data": text, "url": None, "kind": kind}
    return {**plain, "request_contact": False, "request_location": False, **more}


def test_a_message_keeps_its_moment_and_whose_it_is():
    drawn = seen.message(as_told(text="hello", **{"from": "me"}), WORDS)
    assert (drawn["id"], drawn["mine"], drawn["nodes"], drawn["at"]) == (7, True, ["hello"], 1795483800000)


def test_keys_under_a_bubble_and_the_reply_keyboard_are_kept_apart():
    reply = [button("My number", "reply", request_contact=True)]
    assert seen.message(as_told(buttons=[reply]), WORDS)["buttons"] == []
    assert seen.message(as_told(buttons=[[button("Yes")]]), WORDS)["buttons"] == [[{"text": "Yes", "url": ""}]]
    drawn = seen.keyboard({"rows": [reply], "one_time": True, "placeholder": None})
    assert drawn == {"rows": [[{"text": "My number", "ask": "contact"}]], "once": True, "hint": ""}


def test_the_callback_data_of_a_key_never_leaves_the_server():
    drawn = seen.message(as_told(buttons=[[button("Yes", data="secret:1")]]), WORDS)
    assert "secret" not in str(drawn)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://a.example", {"text": "Go", "url": "https://a.example"}),
        ("javascript:alert(1)", {"text": "Go", "url": ""}),
        ("https://t.me/menling_bot?start=abc", {"text": "Go", "url": "", "start": "abc"}),
    ],
)
def test_a_link_key_leads_only_where_it_may(url, key):
    assert seen.message(as_told(buttons=[[button("Go", url=url)]]), WORDS)["buttons"] == [[key]]


def test_what_a_message_carries():
    place = {"latitude": 30.5, "longitude": 104.1, "live_period": 900}
    drawn = seen.message(
        as_told(
            photo={"file_id": "AB/../c"},
            document={"file_id": "d", "file_name": "visit.ics", "file_size": 12},
            voice={"file_id": "v", "duration": 3},
            sticker={"file_id": "s", "emoji": "🎉"},
            contact={"phone_number": "+86138", "first_name": "王", "user_id": 1},
            location=place,
            venue={"title": "春熙路", "address": "18 号"},
        ),
        WORDS,
    )
    assert drawn["photo"] == "sandbox/files/AB%2F..%2Fc"
    assert drawn["document"] == {"name": "visit.ics", "size": 12, "url": "sandbox/files/d"}
    assert drawn["voice"] == {"duration": 3, "url": "sandbox/files/v"}
    assert drawn["sticker"]["emoji"] == "🎉"
    assert drawn["contact"] == {"name": "王", "phone": "+86138"}
    assert drawn["location"]["live"] is True
    assert drawn["location"]["title"] == "春熙路"


def test_only_a_few_emoji_alone_are_drawn_large():
    large = {text: seen.message(as_told(text=text), WORDS)["big"] for text in ["👍", "🎉🎉", "好👍", "", "👍👍👍👍"]}
    assert large == {"👍": True, "🎉🎉": True, "好👍": False, "": False, "👍👍👍👍": False}


def test_a_service_message_is_said_in_the_pages_language():
    drawn = seen.message(as_told(service="group_created"), WORDS)
    assert drawn["service"] == WORDS["services"]["group_created"]


@pytest.mark.parametrize(
    ("role", "seat"),
    [
        (None, "customer"),
        ("customer", "customer"),
        ("technician", "technician"),
        ("supervisor", "dispatcher"),
    ],
)
def test_every_role_has_its_phone(role, seat):
    assert seen.seat_of(role) == seat
