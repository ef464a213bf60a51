"""Formatted text into entities, as tables; offsets count UTF-16 units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import understand, units
from bot.sandbox.errors import ApiError

GOOD = [
    ("HTML", "a <b>b <i>c</i></b>", "a b c", [("bold", 2, 3), ("italic", 4, 1)]),
    ("HTML", "🙂<u>x</u>", "🙂x", [("underline", 2, 1)]),
    ("HTML", "&lt;b&gt; &amp; &quot;&#39;", "<b> & \"'", []),
    ("HTML", '<a href="https://a.cn/?x=1&amp;y">图</a>', "图", [("text_link", 0, 1)]),
    ("HTML", '<pre><code class="language-py">x</code></pre>', "x", [("pre", 0, 1)]),
    (
        "HTML",
        "<s>a</s><tg-spoiler>b</tg-spoiler><code>c</code>",
        "abc",
        [("strikethrough", 0, 1), ("spoiler", 1, 1), ("code", 2, 1)],
    ),
    ("HTML", "<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
    ("HTML", '<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
    ("HTML", "  <b> a </b> ", "a", [("bold", 0, 1)]),
    ("HTML", "<b></b>x", "x", []),
    (
        "MarkdownV2",
        r"*粗* _斜_ __线__ ~删~ ||藏||",
        "粗 斜 线 删 藏",
        [("bold", 0, 1), ("italic", 2, 1), ("underline", 4, 1), ("strikethrough", 6, 1), ("spoiler", 8, 1)],
    ),
    ("MarkdownV2", r"1\.5 \*x\*", "1.5 *x*", []),
    ("MarkdownV2", "`a.b` ```py\nx=1```", "a.b x=1", [("code", 0, 3), ("pre", 4, 3)]),
    ("MarkdownV2", "[图](https://a.cn/x)", "图", [("text_link", 0, 1)]),
    ("MarkdownV2", ">引\n>用\nx", "引\n用\nx", [("blockquote", 0, 3)]),
    ("MarkdownV2", "*a _b_ c*", "a b c", [("bold", 0, 5), ("italic", 2, 1)]),
    (
        "Markdown",
        "*a* _b_ `c` [d](e.cn) 1.5",
        "a b c d 1.5",
        [("bold", 0, 1), ("italic", 2, 1), ("code", 4, 1), ("text_link", 6, 1)],
    ),
    (
        None,
        "/start 请看 https://a.cn/b?c=1。 @menling_bot #宽带 a@b.cn",
        None,
        [("bot_command", 0, 6), ("url", 10, 18), ("mention", 30, 12), ("hashtag", 43, 3), ("email", 47, 6)],
    ),
    (None, "<b>x</b>", "<b>x</b>", []),
]


@pytest.mark.parametrize(("mode", "source", "plain", "entities"), GOOD)
def test_formatting(mode: str | None, source: str, plain: str | None, entities: list[tuple[str, int, int]]) -> None:
    text, found = understand(source, mode, None)
    assert text == (source if plain is None else plain)
    assert [(one["type"], one["offset"], one["length"]) for one in found] == entities


BAD = [
    ("HTML", "<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("HTML", "x</b>", "Unexpected end tag at byte offset 1"),
    ("HTML", "<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("HTML", "门<div>x</div>", 'Unsupported start tag "div" at byte offset 3'),
    ("HTML", "1 < 2", "Unclosed start tag at byte offset 2"),
    ("HTML", "<span>x</span>", 'Tag "span" must have class "tg-spoiler"'),
    ("MarkdownV2", "1.5", "Character '.' is reserved and must be escaped with the preceding '\\'"),
    ("MarkdownV2", "*x", "Can't find end of Bold entity at byte offset 0"),
    ("MarkdownV2", "`x", "Can't find end of Code entity at byte offset 0"),
    ("MarkdownV2", "[x](", "Can't find end of a URL"),
]


@pytest.mark.parametrize(("mode", "source", "why"), BAD)
def test_broken_formatting(mode: str, source: str, why: str) -> None:
    with pytest.raises(ApiError) as refused:
        understand(source, mode, None)
    assert refused.value.description.startswith("Bad Request: can't parse entities: ")
    assert why in refused.value.description


def test_entities_given_by_the_bot_are_kept() -> None:
    given_ones = [{"type": "bold", "offset": 1, "length": 1}]
    assert understand(" ab", None, given_ones) == ("ab", [{"type": "bold", "offset": 0, "length": 1}])


@given(
    st.text(alphabet=st.sampled_from("ab<>/&;*_~|`[]()\\.! \n门🙂bipre="), max_size=40),
    st.sampled_from(["HTML", "MarkdownV2", "Markdown"]),
)
def test_any_text_is_understood_or_refused_and_entities_stay_inside(source: str, mode: str) -> None:
    try:
        text, entities = understand(source, mode, None)
    except ApiError:
        return
    for entity in entities:
        assert entity["offset"] >= 0
        assert entity["length"] > 0
        assert entity["offset"] + entity["length"] <= units(text)
