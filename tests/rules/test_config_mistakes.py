"""Every mistake in a config.yaml is named by file, line, key, value and fix; all of them at once."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.config import Problem, check

TOKEN = "123456789:" + "A" * 35


@pytest.fixture
def written(tmp_path: Path) -> Any:
    """Checks a config.yaml with this text in it, in this environment."""

    def problems(text: str, **environ: str) -> list[Problem]:
        file = tmp_path / "config.yaml"
        file.write_text(text, encoding="utf-8")
        return check({"MENLING_DATA": str(tmp_path), **environ}, file)

    return problems


@pytest.mark.parametrize(
    ("text", "key", "value", "fix"),
    [
        ("slot:\n  length: 2 h", "slot", "(a section)", "did you mean 'slots'?"),
        ("slots:\n  lenght: 2 h", "slots.lenght", "2 h", "did you mean 'length'?"),
        ("slots:\n  length: 2", "slots.length", "2", "'30 min'"),
        ("slots:\n  length: soon", "slots.length", "soon", "a number and a unit"),
        ("slots:\n  length: 2 hours or so", "slots.length", "2 hours or so", "a number and a unit"),
        ("slots:\n  length: [2 h]", "slots.length", "(a list)", "single value"),
        ("slots:\n  length: 45 min", "slots.length", "45 min", "whole half-hours"),
        ("slots:\n  length: 3 h", "slots.length", "3 h", "the slot at 08:00 would overlap the one at 10:00"),
        ("slots:\n  length: 15 h", "slots.length", "15 h", "between 30 min and 12 h"),
        ("slots:\n  starts: [08:10]", "slots.starts", "08:10", "half-hour"),
        ("slots:\n  starts: [24:00]", "slots.starts[0]", "24:00", "between 00:00 and 23:59"),
        ("slots:\n  starts: [08:00, 08:00]", "slots.starts", "08:00", "twice"),
        ("slots:\n  starts: [23:00]", "slots.starts", "23:00", "past midnight"),
        ("slots:\n  starts: []", "slots.starts", "[]", "at least one"),
        ("slots:\n  starts: 08:00", "slots.starts", "08:00", "a list"),
        ("slots:\n  promise: strat", "slots.promise", "strat", "did you mean 'start'?"),
        ("slots:\n  days_ahead: 0", "slots.days_ahead", "0", "between 1 and 90"),
        ("slots:\n  days_ahead: 1.5", "slots.days_ahead", "1.5", "whole number"),
        ("slots:\n  lead_time: 4 h", "slots.lead_time", "4 h", "limits.repair_key"),
        ("slots:\n  hold: -1 min", "slots.hold", "-1 min", "a number and a unit"),
        ("slots: soon", "slots", "soon", "key: value"),
        ("zone: Asia/Shangai", "zone", "Asia/Shangai", "did you mean 'Asia/Shanghai'?"),
        ("zone: ../../etc/passwd", "zone", "../../etc/passwd", "IANA"),
        ("company: {hotline: ''}", "company.hotline", "", "number customers ring"),
        ("company: {hotline:}", "company.hotline", "", "number customers ring"),
        ("company: {name: {zh: 门铃}}", "company.name.en", "", "company's name"),
        ("company: {name: 门铃}", "company.name", "门铃", "zh: ..."),
        ("languages: [zh, zh]", "languages", "zh, zh", "each once"),
        ("notice_before: 3 h", "notice_before", "3 h", "slots.lead_time (2 h)"),
        ("travel: {default: 115 min}", "travel.default", "115 min", "2 h 5 min|125 min"),
        ("travel: {speed_kmh: nan}", "travel.speed_kmh", "nan", "a number"),
        ("limits: {repair_key: 30 h}", "limits.repair_key", "30 h", "limits.repair (1 d)"),
        ("two_key: {not_fixed_within: 12 h}", "two_key.not_fixed_within", "12 h", "auto_close (1 d)"),
        ("warn_at: [1.0, 0.75]", "warn_at", "1, 0.75", "rising"),
        ("warn_at: [0.5, 75]", "warn_at", "0.5, 75", "up to 1"),
        ("delivery: {per_second: 100}", "delivery.per_second", "100", "delivery.account_per_second (30)"),
        ("delivery: {account_per_second: 0}", "delivery.account_per_second", "0", "between 1 and 10000"),
        ("maps: {by_words: 'https://x.org/?q={addres}'}", "maps.by_words", "https://x.org/?q={addres}", "{address}"),
        ("maps: {by_place: 'geo:{latitude},{longitude}'}", "maps.by_place", "geo:{latitude},{longitude}", "https://"),
        ("languages: [zh, fr]", "languages", "fr", "there are: en, zh"),
        ("checklist_departure: [checklist-tols]", "checklist_departure", "checklist-tols", "add 'checklist-tols' to handlers/texts/zh/"),
        ("reasons:\n  decline: [too_farr]", "reasons.decline", "too_farr", "'reason-too_farr'"),
        ("delivery: {lease: 5 s, batch: 100}", "delivery.lease", "5 s", "8 s or more"),
        ("delivery: {backoff_most: 1 s}", "delivery.backoff_first", "2 s", "backoff_most (1 s)"),
        ("calendar: {open_on_weekends: maybe}", "calendar.open_on_weekends", "maybe", "true or false"),
        ("calendar: {closed: {31.12.26: {zh: 休}}}", "calendar.closed.31.12.26", "31.12.26", "2027-02-06"),
        ("calendar: {closed: {2026-02-30: {zh: 休}}}", "calendar.closed.2026-02-30", "2026-02-30", "a date"),
        (
            "calendar: {closed: {2026-12-31: {zh: 休}}, makeup: {2026-12-31: {zh: 班}}}",
            "calendar.makeup.2026-12-31", "2026-12-31", "calendar.closed",
        ),
        ("calendar: {holiday_hours: {start: 9:00, end: 8:00}}", "calendar.holiday_hours.end", "08:00", "9"),
        ("calendar: {holiday_hours: {start: 18:00}}", "calendar.holiday_hours", "(a section)", "end must be"),
        ("resources: {ready_at_once: {install: true}}", "resources.ready_at_once", "install", "each of"),
        ("resources: {ready: true}", "resources.ready", "true", "ready_at_once"),
        (
            "close_out: {fields: [{name: a, input: tock}]}",
            "close_out.fields[0].input", "tock", "did you mean 'tick'?",
        ),
        ("close_out: {fields: [{input: tick}]}", "close_out.fields[0]", "(a section)", "name must be given"),
        (
            "close_out: {fields: [{name: a, input: tick, orders: [instal]}]}",
            "close_out.fields[0].orders", "instal", "install, remove, move, repair",
        ),
        (
            "close_out: {fields: [{name: a, input: tick}, {name: a, input: text}]}",
            "close_out.fields[1].name", "a", "rename",
        ),
        ("close_out: {fields: [{name: a, input: tick, when: b}]}", "close_out.fields[0].when", "b", "line"),
        ("close_out: {fields: [{name: a, input: choice}]}", "close_out.fields[0].choices", "", "choose from"),
        ("log: {level: loud}", "log.level", "loud", "debug, error, info, warning"),
        ("webhook: {path: hook}", "webhook.path", "hook", "begin with /"),
        ("understanding: {model: small, url: 'http://[::1'}", "understanding.url", "http://[::1", "the address"),
        ("maps: {by_words: 'https://[{address}'}", "maps.by_words", "https://[{address}", "https://"),
        ("understanding: {model: small}", "understanding.url", "", "OpenAI-compatible"),
        ("- a\n- b", "(the whole file)", "(a list)", "key: value"),
        ("zone: [", "(the whole file)", "config.yaml", "not valid YAML"),
        ("zone: Asia/Tokyo\nzone: Asia/Seoul", "zone", "Asia/Seoul", "twice"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(written: Any, text: str, key: str, value: str, fix: str) -> None:
    (problem,) = written(text)
    assert (problem.key, problem.value) == (key, value)
    assert any(part in problem.fix for part in fix.split("|"))
    assert problem.file.endswith("config.yaml")
    assert problem.line is not None
    assert 1 <= problem.line <= text.count("\n") + 2
    assert str(problem).endswith(f":{problem.line}: {key} = {value!r}: {problem.fix}")


def test_all_of_it_is_said_at_once_with_lines(written: Any) -> None:
    problems = written(
        "# ours\nzone: Mars/Olympus\nslots:\n  lenght: 2 h\n  hold: 10\nnotice_before: 3 h\n",
        MENLING_PORT="http",
    )
    assert {(problem.key, problem.line) for problem in problems} == {
        ("zone", 2),
        ("slots.lenght", 4),
        ("slots.hold", 5),
        ("notice_before", 6),
        ("MENLING_PORT", None),
    }


@pytest.mark.parametrize(
    ("text", "variable"),
    [
        (f"telegram: {{token: '{TOKEN}'}}", "TELEGRAM_TOKEN"),
        (f"token: '{TOKEN}'", "TELEGRAM_TOKEN"),
        ("webhook: {secret: abc}", "WEBHOOK_SECRET"),
        ("hotline_feed: {secret: abc}", "FEED_SECRET"),
        ("understanding: {key: abc}", "UNDERSTANDING_KEY"),
        ("database_url: postgresql://a:abc@b/c", "DATABASE_URL"),
        (f"company: {{hotline: '{TOKEN}'}}", "TELEGRAM_TOKEN"),
    ],
)
def test_a_secret_in_the_file_is_refused_unrepeated(written: Any, text: str, variable: str) -> None:
    problems = written(text)
    assert problems
    said_at_all = "\n".join(map(str, problems))
    assert TOKEN not in said_at_all
    assert "abc" not in said_at_all
    assert variable in problems[0].fix


@pytest.mark.parametrize(
    ("environ", "keys"),
    [
        ({"TELEGRAM_TOKEN": TOKEN, "WEBHOOK_SECRET": "s3cret"}, set()),
        ({"TELEGRAM_TOKEN": TOKEN}, {"WEBHOOK_SECRET"}),
    ],
)
def test_a_webhook_needs_its_secret(written: Any, environ: dict[str, str], keys: set[str]) -> None:
    problems = written("webhook: {url: https://bot.example.com}", **environ)
    assert {problem.key for problem in problems} == keys


@pytest.mark.parametrize(
    ("url", "environ", "fine"),
    [
        ("https://bot.example.com:8443", {}, True),
        ("http://bot.example.com", {}, False),
        ("https://bot.example.com:5000", {}, False),
        ("https://bot.example.com:port", {}, False),
        ("https://[2001:db8::1", {}, False),
        ("bot.example.com", {}, False),
        ("http://127.0.0.1:5000", {"TELEGRAM_API_BASE": "http://127.0.0.1:8081"}, True),
    ],
)
def test_telegram_delivers_only_to_https_and_its_ports(
    written: Any, url: str, environ: dict[str, str], fine: bool
) -> None:
    problems = written(f"webhook: {{url: '{url}'}}", TELEGRAM_TOKEN=TOKEN, WEBHOOK_SECRET="s3cret", **environ)
    assert [problem.key for problem in problems] == ([] if fine else ["webhook.url"])


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["slots", "zone", "starts", "company", "name", "close_out", "fields"])
                | st.text(max_size=8),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_whatever_stands_in_the_file_can_be_checked(tmp_path_factory: Any, tree: Any) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
    for problem in check({}, file):
        assert problem.fix
        assert str(problem)


@pytest.mark.parametrize(
    ("text", "environ", "keys"),
    [
        ("hotline_feed: {url: 'https://hotline.example.com/outages'}", {"FEED_SECRET": "sixteen-letters-or-more"}, []),
        ("hotline_feed: {url: 'https://hotline.example.com/outages'}", {}, ["FEED_SECRET"]),
        ("hotline_feed: {url: 'hotline.example.com'}", {"FEED_SECRET": "sixteen-letters-or-more"}, ["hotline_feed.url"]),
        ("hotline_feed: {url: 'ftp://hotline.example.com'}", {"FEED_SECRET": "sixteen-letters-or-more"},
         ["hotline_feed.url"]),
        ("hotline_feed: {url: 'http://[h/'}", {"FEED_SECRET": "sixteen-letters-or-more"}, ["hotline_feed.url"]),
        ("hotline_feed: {url: 'http://h:99999/'}", {"FEED_SECRET": "sixteen-letters-or-more"}, ["hotline_feed.url"]),
        ("hotline_feed: {backoff_first: 5 min, backoff_most: 1 min}", {}, ["hotline_feed.backoff_first"]),
        ("hotline_feed: {max_attempts: 0}", {}, ["hotline_feed.max_attempts"]),
        ("hotline_feed: {url: ''}", {"FEED_SECRET": "short"}, ["FEED_SECRET"]),
    ],
)  # fmt: skip
def test_the_hotlines_system_needs_an_address_and_a_secret(
    written: Any, text: str, environ: dict[str, str], keys: list[str]
) -> None:
    """R-6.11: an unsigned post could be anybody's."""
    problems = written(text, **environ)
    assert [problem.key for problem in problems] == keys
    assert all(environ.get("FEED_SECRET", "?") not in str(problem) for problem in problems)
