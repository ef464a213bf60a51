"""The page speaks both languages, and its sentences stay out of the code."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.sandbox import page
from bot.sandbox.page.words import journey, language_of, texts

CODE = Path(page.__file__).parent


def leaves(words, above=""):
    for key, value in words.items():
        yield from leaves(value, f"{above}{key}.") if isinstance(value, dict) else [(f"{above}{key}", value)]


def test_both_languages_hold_the_same_keys_and_the_same_blanks():
    zh, en = (dict(leaves(texts()[lang])) for lang in ("zh", "en"))
    assert zh.keys() == en.keys()
    for key, text in zh.items():
        assert isinstance(text, str), key
        assert text.strip(), key
        assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", en[key])), key


def test_every_word_is_used():
    code = "\n".join(file.read_text(encoding="utf-8") for file in [*CODE.rglob("*.js"), *CODE.rglob("*.py")])
    unused = [key for key in texts()["zh"] if not re.search(rf"\bt\.{key}\b|\[\"{key}\"\]", code)]
    assert unused == []


def test_no_chinese_sentence_stands_in_the_code():
    title = "门铃 Menling"
    for file in [*CODE.rglob("*.js"), *CODE.rglob("*.py")]:
        code = file.read_text(encoding="utf-8").replace(title, "").replace("M月d日EEE", "")
        assert not re.search(r"[\u4e00-\u9fff]", code), file.name


@pytest.mark.parametrize(
    ("cookies", "accepted", "lang"),
    [
        ({}, "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ({}, "en-GB,en;q=0.9", "en"),
        ({}, "fr-FR,en;q=0.4,zh;q=0.6", "zh"),
        ({}, "de", "zh"),
        ({}, None, "zh"),
        ({}, "en;q=nonsense, zh", "zh"),
        ({"menling_language": "en"}, "zh-CN", "en"),
        ({"menling_language": "<x>"}, "en", "en"),
    ],
)
def test_the_language_is_what_was_chosen_or_what_the_browser_asks_for(cookies, accepted, lang):
    assert language_of(cookies, accepted) == lang


def test_a_journey_names_the_day_only_where_it_changes():
    noon, two, next_day = (datetime(2026, 11, day, hour, tzinfo=UTC) for day, hour in [(24, 4), (24, 6), (25, 1)])
    assert journey(noon, two, "Asia/Shanghai", "zh") == {"before": "12:00", "after": "14:00"}
    assert journey(noon, next_day, "Asia/Shanghai", "zh")["after"] == "11月25日周三 09:00"
    assert journey(noon, next_day, "Asia/Shanghai", "en")["after"] == "Wed 25 Nov 09:00"
