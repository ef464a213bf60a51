"""When do they want us? Tables of sentences, and what must hold for any sentence at all."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from re import _parser as sre  # type: ignore[attr-defined]
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.understanding.when import LONGEST, chinese_words, english, english_phrases, understand
from handlers.understanding.when.calendar import day_of, days_off, is_workday
from handlers.understanding.when.normalise import TABLE, normalise
from handlers.understanding.when.numbers import chinese
from tests.rules.when_table import NOW, table

HERE = Path(__file__).parent / "when"


def rows() -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(HERE.glob("*.yaml")):
        for said, means in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append((path.name[:2], said, means))
    return found


ROWS = rows()


@pytest.mark.parametrize(("lang", "said", "means"), ROWS, ids=[f"{lang}-{said}" for lang, said, _ in ROWS])
def test_a_sentence_means_its_window(lang: str, said: str, means: str) -> None:
    assert table(understand(said, NOW, lang)) == means


def test_the_tables_are_as_broad_as_people_are() -> None:
    said = {(lang, said) for lang, said, _ in ROWS}
    assert len(said) == len(ROWS), "a sentence stands in two tables"
    assert sum(lang == "zh" for lang, _ in said) >= 400
    assert sum(lang == "en" for lang, _ in said) >= 250


# -- what the caller knows --------------------------------------------------------------------------------------


def test_the_slots_decide_which_half_of_the_day_is_meant() -> None:
    (mention,) = understand("明天8点", NOW, "zh", {"slot_starts": ["18:00", "20:00"]})
    assert mention["start"] == datetime(2026, 11, 13, 20)
    assert mention["alternatives"][0]["start"] == datetime(2026, 11, 13, 8)
    (mention,) = understand("明天8点", NOW, "zh", {"slot_starts": [8, 10, 14, 16, 18]})
    assert mention["start"] == datetime(2026, 11, 13, 8)
    assert not mention["ask"]
    (mention,) = understand("明天8点", NOW, "zh", {"slot_starts": [8, 20]})
    assert mention["ask"], "both halves have slots"


@pytest.mark.parametrize(("habit", "day", "ask"), [(None, 18, True), ("calendar", 18, False), ("sunday", 25, False)])
def test_next_wednesday_said_on_a_sunday_asks_once(habit: str | None, day: int, ask: bool) -> None:
    sunday = datetime(2026, 11, 15, 10)
    (mention,) = understand("下周三上午", sunday, "zh", {"next_weekday": habit} if habit else None)
    assert mention["start"] == datetime(2026, 11, day, 8)
    assert mention["ask"] is ask
    assert [a["start"].day for a in mention["alternatives"]] == [43 - day]


def test_next_tuesday_in_english_may_be_the_coming_one() -> None:
    monday = datetime(2026, 11, 9, 10)
    (mention,) = understand("next Tuesday", monday, "en")
    assert (mention["start"].day, mention["alternatives"][0]["start"].day, mention["ask"]) == (17, 10, True)
    (mention,) = understand("next Tuesday", monday, "en", {"next_weekday": "coming"})
    assert (mention["start"].day, mention["ask"]) == (10, False)


def test_the_callers_calendar_wins() -> None:
    calendar = {"holidays": {"国庆节": [date(2027, 10, n) for n in range(1, 10)]}, "workdays": [date(2027, 10, 10)]}
    (mention,) = understand("国庆节后第一天", NOW, "zh", {"calendar": calendar})
    assert mention["start"] == datetime(2027, 10, 10)
    (mention,) = understand("国庆后第一个工作日", NOW, "zh", {"calendar": calendar})
    assert mention["start"] == datetime(2027, 10, 10)


def test_announced_days_off_are_known_and_unknown_years_are_borne() -> None:
    assert days_off("国庆节", date(2025, 10, 1), None) == (date(2025, 10, 1), date(2025, 10, 9))
    assert not is_workday(date(2025, 10, 8), None)
    assert is_workday(date(2025, 10, 11), None), "a Saturday worked for the holiday"
    assert days_off("国庆节", date(2093, 10, 1), None) == (date(2093, 10, 1), date(2093, 10, 8))
    assert day_of("中秋节", date(2026, 1, 1)) == date(2026, 9, 25)
    assert day_of("春节", date(2093, 1, 1)) is None


def test_an_aware_now_is_answered_in_its_zone() -> None:
    zone = timezone(timedelta(hours=8))
    said = "周末都行，周日上午除外"
    (aware,) = understand(said, NOW.replace(tzinfo=zone), "zh")
    (naive,) = understand(said, NOW, "zh")
    assert aware["start"] == naive["start"].replace(tzinfo=zone)
    assert aware["exclude"] == [tuple(t.replace(tzinfo=zone) for t in naive["exclude"][0])]


def test_where_it_stood() -> None:
    said = "宽带坏了，明天下午三点以后来人"
    (mention,) = understand(said, NOW, "zh")
    assert said[slice(*mention["at"])] == "明天下午三点"
    said = "The line is dead, please come on Friday at 3pm, thanks"
    (mention,) = understand(said, NOW, "en")
    assert said[slice(*mention["at"])] == "Friday at 3pm"


def test_other_languages_get_honest_windows() -> None:
    (mention,) = understand("завтра", NOW, "ru")
    assert (mention["start"], mention["end"], mention["kind"]) == (
        datetime(2026, 11, 13),
        datetime(2026, 11, 14),
        "day",
    )
    (mention,) = understand("morgen um 15:30 Uhr", NOW, "de")
    assert (mention["start"], mention["kind"]) == (datetime(2026, 11, 13, 15, 30), "point")
    assert understand("obrigado", NOW, "pt") == []


@pytest.mark.parametrize(
    ("tongue", "said", "start", "end"),
    [
        ("fr", "vendredi à 14h", "11-13 14:00", None),
        ("fr", "demain après-midi", "11-13 12:00", "11-13 18:00"),
        ("fr", "après-demain matin", "11-14 08:00", "11-14 12:00"),
        ("es", "pasado mañana", "11-14 00:00", "11-15 00:00"),
        ("es", "el lunes por la mañana", "11-16 08:00", "11-16 12:00"),
        ("de", "Freitag um 14 Uhr", "11-13 14:00", None),
        ("de", "Montag vormittag", "11-16 08:00", "11-16 12:00"),
        ("de", "morgen um halb drei", "11-13 00:00", "11-14 00:00"),
        ("ru", "завтра после обеда", "11-13 12:00", "11-13 18:00"),
        ("ru", "в понедельник утром", "11-16 08:00", "11-16 12:00"),
        ("ja", "金曜日の14時", "11-13 14:00", None),
        ("ja", "明後日", "11-14 00:00", "11-15 00:00"),
        ("ja", "来週の火曜日", "11-17 00:00", "11-18 00:00"),
        ("ko", "내일 오후", "11-13 12:00", "11-13 18:00"),
        ("it", "l'8 dicembre", "12-08 00:00", "12-09 00:00"),
        ("pt", "sexta-feira às 14h", "11-13 14:00", None),
        ("fr", "tomorrow at 3pm", "11-13 15:00", None),
        ("fr", "demain après 16h", "11-13 16:00", "11-14 00:00"),
        ("de", "morgen nach 16 Uhr", "11-13 16:00", "11-14 00:00"),
        ("es", "mañana antes de las 16:00", "11-13 00:00", "11-13 16:00"),
        ("ru", "завтра после 16:00", "11-13 16:00", "11-14 00:00"),
        ("es", "después de las 4", "11-12 16:00", "11-13 00:00"),
        ("es", "el viernes a las 10", "11-13 10:00", None),
        ("es", "mañana a las 7 de la tarde", "11-13 19:00", None),
        ("es", "mañana a las 9 de la mañana", "11-13 09:00", None),
        ("pt", "amanhã às 3", "11-13 15:00", None),
        ("de", "morgen nach 4, bitte", "11-13 16:00", "11-14 00:00"),
        ("es", "después de 4 días", "11-16 00:00", "11-17 00:00"),
        ("ru", "завтра после 4", "11-13 16:00", "11-14 00:00"),
    ],
)
def test_whose_messenger_speaks_another_language(tongue: str, said: str, start: str, end: str | None) -> None:
    """They are answered in English and may write a day in their own words: never an hour or a day that was not said."""
    [found] = understand(said, NOW, "en", {"tongue": tongue})
    assert f"{found['start']:%m-%d %H:%M}" == start
    assert (f"{found['end']:%m-%d %H:%M}" if found["end"] else None) == end


@pytest.mark.parametrize(
    ("tongue", "said"),
    [("fr", "pas mercredi"), ("de", "Guten Morgen"), ("ru", "привет"), ("fr", "bonjour"), ("es", "hola")],
)
def test_a_greeting_or_a_refusal_in_another_language_is_no_wish(tongue: str, said: str) -> None:
    assert understand(said, NOW, "en", {"tongue": tongue}) == []


def test_the_language_of_the_words_wins_over_the_setting() -> None:
    assert table(understand("明天下午三点", NOW, "en")) == "11-13 15:00"
    assert table(understand("tomorrow 3pm", NOW, "zh")) == "11-13 15:00"


# -- whatever is said -------------------------------------------------------------------------------------------

WORDS = [
    "明天",
    "下周",
    "三",
    "点",
    "半",
    "以后",
    "不行",
    "到",
    "周五",
    "下午",
    "24号",
    "11.",
    "-",
    ":",
    "前",
    "或者",
    "最好",
    "不对",
    "除了",
    "tomorrow",
    "next",
    "friday",
    "at",
    "3",
    "pm",
    "after",
    "between",
    "and",
    "not",
    "no,",
    "1",
    "the",
    "31st",
    "feb",
    "2/30",
    "in",
    "half",
    "an",
    "hour",
    "until",
    "99",
    "25:61",
    "0",
    "国庆节",
    "后第一天",
    "除夕",
    "工作日",
    "内",
    "个",
    "小时",
    "月底",
    "年",
]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
                 st.lists(st.sampled_from(WORDS), max_size=12).map("".join)), st.sampled_from(["zh", "en"]))  # fmt: skip
def test_nothing_said_makes_it_fall(text: str, lang: str) -> None:
    for mention in understand(text, NOW, lang):
        start, end = mention["start"], mention["end"]
        assert mention["kind"] in ("point", "day", "range", "daypart-range", "open-end", "open-start", "duration")
        assert 0 <= mention["at"][0] <= mention["at"][1] <= len(text)
        if start is not None and end is not None:
            assert start <= end
        assert (start is None and end is None) == (mention["kind"] == "duration")


@pytest.mark.parametrize(
    "text", [None, 0, 12, b"", b"\xff\xfe\x00", bytearray(b"tomorrow"), [], object(), "\x00", "９" * 99]
)
def test_anything_may_be_handed_in(text: Any) -> None:
    assert isinstance(understand(text, NOW, "en"), list)
    assert isinstance(understand(text, NOW, None), list)


def test_the_innermost_reader_does_not_fall_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """The net below must not be what keeps the tables green: none of their sentences may reach it."""
    import handlers.understanding.when as when

    for lang, said, _ in ROWS:
        when._understand(said, NOW, lang, None)
    monkeypatch.setattr(when, "_understand", lambda *_: 1 / 0)
    assert understand("明天", NOW, "zh") == []


@pytest.mark.parametrize(
    ("piece", "lang"),
    [("明天下午三点", "zh"), ("下个", "zh"), ("1-", "zh"), ("周三不行,", "zh"), ("tomorrow at 3 or ", "en"), ("half a ", "en"),
     ("between 1 and ", "en"), ("friday the 31st ", "en"), ("a", "en"), ("一", "zh")],
)  # fmt: skip
def test_of_ten_thousand_characters_only_the_first_are_read(piece: str, lang: str) -> None:
    """What bounds the time; the benchmark has the figure, 5 ms are aimed at."""
    text = (piece * 10_000)[:10_000]
    assert understand(text, NOW, lang) == understand(text[:LONGEST], NOW, lang)


def test_it_stands_alone() -> None:
    code = (
        "import sys, handlers.understanding.when as w, datetime; w.understand('国庆节后第一天', datetime.datetime(2026, 1, 1));"
        "bad = {'aiogram', 'sqlalchemy', 'dateparser', 'telegram', 'regex'} & set(sys.modules); assert not bad, bad"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2], timeout=60)


# -- said in words, and understood again ------------------------------------------------------------------------

ZH_DIGITS = "零一二三四五六七八九"


def in_chinese(value: int) -> str:
    if value < 10:
        return ZH_DIGITS[value]
    tens, ones = divmod(value, 10)
    return ("" if tens == 1 else ZH_DIGITS[tens]) + "十" + (ZH_DIGITS[ones] if ones else "")


@given(st.integers(0, 99))
def test_numbers_come_back(value: int) -> None:
    assert chinese(in_chinese(value)) == chinese(str(value)) == value


ZH_DAYS = {"今天": 0, "明天": 1, "明儿": 1, "后天": 2, "大后天": 3, "周五": 1, "星期六": 2, "礼拜天": 3, "下周一": 4, "下下周三": 13,
           "24号": 12, "二十四号": 12, "11月24日": 12, "11/24": 12, "11.24": 12, "下个月3号": 21, "三天后": 3}  # fmt: skip
EN_DAYS = {"today": 0, "tomorrow": 1, "the day after tomorrow": 2, "Friday": 1, "Saturday": 2, "next Monday": 4,
           "Wednesday next week": 6, "the 24th": 12, "November 24": 12, "24 November": 12, "Nov 24th": 12}  # fmt: skip
BOUNDS = {"point": ("", ""), "open-end": ("以后", "after "), "open-start": ("之前", "before ")}


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(ZH_DAYS)), st.integers(13, 20), st.sampled_from([0, 15, 30, 45]), st.sampled_from(sorted(BOUNDS)),
       st.booleans(), st.sampled_from(["", "宽带坏了，", "师傅您好，", "我想改到"]), st.sampled_from(["", "来修", "可以吗", "，谢谢"]))  # fmt: skip
def test_a_chinese_wish_comes_back(
    day: str, hour: int, minute: int, kind: str, words: bool, before: str, after: str
) -> None:
    half = "晚上" if hour > 17 else "下午"
    minutes = {0: "", 15: "一刻", 30: "半", 45: "三刻"}[minute] if words else (f"{minute}分" if minute else "")
    clock = f"{half}{in_chinese(hour - 12) if words else hour - 12}点{minutes}"
    said = f"{before}{day}{clock}{BOUNDS[kind][0]}{after}"
    check(said, "zh", ZH_DAYS[day], hour, minute, kind)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(EN_DAYS)), st.integers(8, 20), st.sampled_from([0, 15, 30, 45]), st.sampled_from(sorted(BOUNDS)),
       st.integers(0, 2), st.booleans(), st.sampled_from(["", "the line is dead, ", "please come ", "hello, "]))  # fmt: skip
def test_an_english_wish_comes_back(
    day: str, hour: int, minute: int, kind: str, style: int, day_first: bool, before: str
) -> None:
    ampm = "pm" if hour > 11 else "am"
    twelve = (hour - 1) % 12 + 1
    clock = [f"{twelve}:{minute:02}{ampm}", f"{twelve}.{minute:02} {ampm}", f"{hour}:{minute:02}"][style]
    if style == 2 and hour < 13:
        clock += " in the " + ("morning" if hour < 12 else "afternoon")
    sign = BOUNDS[kind][1] or "at "
    said = (
        f"{before}{day} {sign}{clock}"
        if day_first
        else f"{before}{sign}{clock} {'on ' + day if day[0] in 'FSN2' else day}"
    )
    check(said, "en", EN_DAYS[day], hour, minute, kind)


def check(said: str, lang: str, days: int, hour: int, minute: int, kind: str) -> None:
    expected = datetime(2026, 11, 12, hour, minute) + timedelta(days=days)
    mentions = understand(said, NOW, lang)
    assert len(mentions) == 1, (said, mentions)
    (mention,) = mentions
    assert mention["kind"] == kind, said
    assert mention["end" if kind == "open-start" else "start"] == expected, said


FULL = {c: chr(ord(c) + 0xFEE0) for c in "0123456789:/-.~,"}
TRADITIONAL = {b: chr(a) for a, b in TABLE.items() if "\u4e00" <= b <= "\u9fff" and chr(a) >= "\u4e00" and b != "零"}


@pytest.mark.parametrize("to", [FULL, TRADITIONAL], ids=["full-width", "traditional"])
def test_other_ways_of_writing_change_nothing(to: dict[str, str]) -> None:
    changed = 0
    for lang, said, means in ROWS:
        if lang == "zh":
            other = "".join(to.get(c, c) for c in said)
            changed += other != said
            assert table(understand(other, NOW, "zh")) == means, other
    assert changed > 100


@given(st.text(max_size=80))
def test_normalising_keeps_every_place(text: str) -> None:
    once = normalise(text)
    assert len(once) == len(text)
    assert normalise(once) == once


# -- the dispatch tables ----------------------------------------------------------------------------------------


def firsts(pattern: str) -> set[str]:
    found, empty = _firsts(sre.parse(pattern))
    assert not empty, f"{pattern} matches nothing at all"
    return found


def _firsts(items: Any) -> tuple[set[str], bool]:
    out: set[str] = set()
    for op, value in items:
        name = str(op)
        if name.startswith("ASSERT") or name == "AT":
            continue
        found, empty = _one(name, value)
        out |= found
        if not empty:
            return out, False
    return out, True


def _one(name: str, value: Any) -> tuple[set[str], bool]:
    if name == "LITERAL":
        return {chr(value)}, False
    if name == "IN":
        return set().union(*(_member(str(o), v) for o, v in value)), False
    if name == "SUBPATTERN":
        return _firsts(value[3])
    if name == "BRANCH":
        parts = [_firsts(b) for b in value[1]]
        return set().union(*(p for p, _ in parts)), any(e for _, e in parts)
    found, empty = ({" "}, True) if value[0] == 0 and "NEGATE" in str(value[2]) else _firsts(value[2])
    return found, empty or value[0] == 0


def _member(name: str, value: Any) -> set[str]:
    if name == "LITERAL":
        return {chr(value)}
    if name == "RANGE":
        return {chr(c) for c in range(value[0], value[1] + 1)}
    return {" "}


@pytest.mark.parametrize("name", sorted(english._GRAMMAR))
def test_english_grammar_knows_its_first_letters(name: str) -> None:
    letters, pattern = english._GRAMMAR[name]
    assert firsts(pattern) <= set(letters)


def heads(pattern: str, enough: Callable[[str], bool]) -> set[str]:
    """How what the pattern matches may begin, as far as is enough."""
    return _heads(sre.parse(pattern), enough)


def _heads(items: Any, enough: Callable[[str], bool]) -> set[str]:
    found = {""}
    for op, value in items:
        name = str(op)
        if not name.startswith("ASSERT") and name != "AT":
            found = _joined(found, _heads_of(name, value, enough), enough)
    return found


def _joined(before: set[str], after: set[str], enough: Callable[[str], bool]) -> set[str]:
    return {one for one in before if enough(one)} | {one + two for one in before if not enough(one) for two in after}


def _heads_of(name: str, value: Any, enough: Callable[[str], bool]) -> set[str]:
    if name == "SUBPATTERN":
        return _heads(value[3], enough)
    if name == "BRANCH":
        return set().union(*(_heads(b, enough) for b in value[1]))
    if name in ("LITERAL", "IN"):
        return _one(name, value)[0]
    least, most, repeated = value
    once = _heads(repeated, enough)
    return once | (_joined(once, once, enough) if most > 1 else set()) | ({""} if least == 0 else set())


@pytest.mark.parametrize("letter", sorted({c for letters, _ in english._GRAMMAR.values() for c in letters}))
def test_english_letters_by_themselves_are_read_as_the_patterns_would(letter: str) -> None:
    read, goes_on = english._ALONE[letter]
    patterns = [pattern for letters, pattern in english._GRAMMAR.values() if letter in letters]
    longer = {head for pattern in patterns for head in heads(pattern, lambda said: len(said) > 1)}
    assert {head[1] for head in longer if head[0] == letter and len(head) > 1} <= set(goes_on)
    for before in ("", *english._ALONE):
        for after in {"$", *english._ALONE} - set(goes_on):
            found = english._match[letter](before + letter + after.rstrip("$"), len(before))
            if found is None:
                assert read in (english.read_gap, english.read_nothing), (before, letter, after)
            else:
                assert (found[0], english._READERS[str(found.lastgroup)]) == (letter, read), (before, letter, after)


@pytest.mark.parametrize(("first", "said"), [row[:2] for row in english_phrases.PHRASES])
def test_an_english_phrase_is_looked_for_where_it_may_begin_and_nowhere_else(first: str, said: str) -> None:
    begin = heads(said, lambda head: not head.isalpha() and head != "")
    words = {re.match("[a-z]*", head)[0] for head in begin}  # type: ignore[index]
    whole = {head.rstrip(" -") for head in begin if not head.endswith(".")}  # of "a.s.a.p" there is no telling
    assert words >= set(first.split()) >= {word for word in whole if word.isalpha()}


@pytest.mark.parametrize("name", sorted(set(chinese_words._WORDS) - {"holiday"}))
def test_chinese_pieces_know_their_first_characters(name: str) -> None:
    known = {c for k in chinese_words.FIRSTS[name] for c in chinese_words._CLASSES.get(k, k)}
    assert firsts(chinese_words._WORDS[name]) <= known
