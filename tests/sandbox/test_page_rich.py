"""Formatting reaches the browser as a tree of known kinds; whatever was typed stays text."""

import pytest

from bot.sandbox.page.rich import safe_address, start_code, tree


def entity(kind, offset, length, **more):
    return {"type": kind, "offset": offset, "length": length, **more}


def said(nodes):
    return "".join(node if isinstance(node, str) else said(node[1]) for node in nodes)


def test_plain_text_is_one_node():
    assert tree("<b>not bold</b> & <script>alert(1)</script>") == ["<b>not bold</b> & <script>alert(1)</script>"]


def test_entities_nest():
    nodes = tree("one two three", [entity("bold", 0, 13), entity("italic", 4, 3)])
    assert nodes == [["bold", ["one ", ["italic", ["two"], ""], " three"], ""]]


def test_offsets_count_utf16_units():
    assert tree("🔧宽带", [entity("bold", 2, 2)]) == ["🔧", ["bold", ["宽带"], ""]]


def test_an_entity_beyond_the_text_or_cut_by_another_loses_nothing():
    text = "预约已改到周五"
    nodes = tree(text, [entity("bold", 0, 4), entity("italic", 2, 99), entity("code", 50, 3)])
    assert said(nodes) == text


def test_an_unknown_entity_is_just_text():
    assert tree("hello", [entity("hologram", 0, 5)]) == ["hello"]


def test_addresses_and_commands_are_found_in_plain_text():
    assert tree("见 https://example.org/a?b=1,或 /visits。") == [
        "见 ",
        ["link", ["https://example.org/a?b=1"], "https://example.org/a?b=1"],
        ",或 ",
        ["command", ["/visits"], "/visits"],
        "。",
    ]


@pytest.mark.parametrize("text", ["24/7", "</b>", "a/b", "/", "http://", "11/24 或 11/25"])
def test_what_only_looks_like_a_command_stays_text(text):
    assert tree(text) == [text]


def test_nothing_is_found_inside_code():
    assert tree("/start", [entity("code", 0, 6)]) == [["code", ["/start"], ""]]


def test_a_text_link_keeps_its_address_and_its_formatting():
    nodes = tree("the map", [entity("text_link", 4, 3, url="https://m.example/1"), entity("bold", 4, 3)])
    assert nodes == ["the ", ["link", [["bold", ["map"], ""]], "https://m.example/1"]]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc", "", "x"],
)
def test_a_link_that_could_run_something_is_no_link(address):
    assert safe_address(address) == ""
    assert tree("tap", [entity("text_link", 0, 3, url=address)]) == [["mention", ["tap"], ""]]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.example", "https://a.example"),
        ("tel:+8613800000000", "tel:+8613800000000"),
        ("a.example/x", "https://a.example/x"),
    ],
)
def test_a_harmless_link_is_kept(address, kept):
    assert safe_address(address) == kept


def test_an_invitation_link_starts_the_bot_here():
    assert start_code("https://t.me/menling_bot?start=abc_1-9") == "abc_1-9"
    assert tree("https://t.me/menling_bot?start=abc") == [
        ["command", ["https://t.me/menling_bot?start=abc"], "/start abc"]
    ]


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/bot?start=abc",
        "https://t.me/menling_bot",
        "https://t.me/b?start=a b",
        None,
    ],
)
def test_anything_else_is_no_invitation(address):
    assert start_code(address) == ""
