"""What file and environment make of the settings, and what is wrong with an environment."""

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bot.config import ConfigError, check, load
from bot.config.load import BESIDE_THE_CODE
from bot.config.values import Unreadable, duration, said
from scheduling.policy import Calendar, Policy

TOKEN = "123456789:" + "A" * 35


def test_the_file_that_comes_with_it_is_right_and_says_what_the_defaults_are() -> None:
    assert check({}, BESIDE_THE_CODE) == []
    settings, bare = load({}, BESIDE_THE_CODE), load({}, None)
    assert settings.policy.calendar.holidays[date(2027, 2, 6)]["zh"] == "春节"
    assert replace(settings.policy, calendar=Calendar()) == Policy.default()
    assert (settings.sandbox, settings.port, settings.host, settings.log.format) == (
        True,
        8080,
        "127.0.0.1",
        "console",
    )
    assert bare.policy.slots == Policy.default().slots


def test_every_tunable_stands_in_the_file_with_a_comment() -> None:
    text = BESIDE_THE_CODE.read_text(encoding="utf-8")
    node = yaml.compose(text)
    lines = text.splitlines()
    assert isinstance(node, yaml.MappingNode)
    for name, _ in node.value:
        start = name.start_mark.line
        section = lines[start : start + 4]
        assert any("#" in line for line in section), f"{name.value} has no reason beside it"
    for name in Policy.__dataclass_fields__:
        assert f"{name.removeprefix('resources_')}:" in text


def test_an_own_file_changes_what_it_says_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "here.yaml"
    file.write_text(
        "zone: Europe/Berlin\n"
        "slots: {starts: [18:00, 09:30], length: 1 h 30 min}\n"
        "calendar: {closed: {2026-12-31: {zh: 盘点, en: Stocktaking}}}\n"
        "resources: {ready_at_once: {install: no, move: yes, remove: yes, repair: yes}}\n"
        "company: {hotline: 10010}\n"
        "log: {format: json}\n"
    )
    settings = load({"MENLING_CONFIG": str(file), "MENLING_PORT": "0"})
    policy = settings.policy
    assert policy.zone == ZoneInfo("Europe/Berlin")
    assert policy.slots == replace(Policy.default().slots, starts=(time(18), time(9, 30)), length=timedelta(minutes=90))
    assert policy.calendar.closed == {date(2026, 12, 31): {"zh": "盘点", "en": "Stocktaking"}}
    assert policy.resources_ready_at_once == {"install": False, "move": True, "remove": True, "repair": True}
    assert policy.company.hotline == "10010"
    assert policy.limits == Policy.default().limits
    assert (settings.log.format, settings.port) == ("json", 0)


@pytest.mark.parametrize(
    ("environ", "key", "fix"),
    [
        ({"MENLING_PORT": "99999"}, "MENLING_PORT", "a port"),
        ({"MENLING_PORT": "８０"}, "MENLING_PORT", "a port"),
        ({"MENLING_HOST": "http://0.0.0.0"}, "MENLING_HOST", "without port"),
        ({"TELEGRAM_TOKEN": "abc"}, "TELEGRAM_TOKEN", "@BotFather"),
        ({"TELEGRAM_API_BASE": "http://localhost:8081"}, "TELEGRAM_API_BASE", "needs TELEGRAM_TOKEN"),
        ({"TELEGRAM_API_BASE": "localhost", "TELEGRAM_TOKEN": TOKEN}, "TELEGRAM_API_BASE", "an address"),
        ({"TELEGRAM_API_BASE": "http://[::1", "TELEGRAM_TOKEN": TOKEN}, "TELEGRAM_API_BASE", "an address"),
        ({"TELEGRAM_API_BASE": "http://localhost:api", "TELEGRAM_TOKEN": TOKEN}, "TELEGRAM_API_BASE", "an address"),
        ({"MENLING_SANDBOX": "on", "TELEGRAM_TOKEN": TOKEN}, "MENLING_SANDBOX", "real account"),
        ({"MENLING_SANDBOX": "off"}, "TELEGRAM_TOKEN", "MENLING_SANDBOX is off"),
        ({"MENLING_SANDBOX": "maybe"}, "MENLING_SANDBOX", "auto, on or off"),
        ({"DATABASE_URL": "mysql://u:pw@h/d"}, "DATABASE_URL", "postgresql://"),
        ({"DATABASE_URL": "postgresql://u:pw@h:port/d"}, "DATABASE_URL", "a number"),
        ({"DATABASE_URL": "postgresql://u:p@pw@h/d"}, "DATABASE_URL", "%40"),
        ({"DATABASE_URL": "postgresql://u:p/pw@h/d"}, "DATABASE_URL", "%2F"),
        ({"DATABASE_URL": "postgresql://u:p#pw@h/d"}, "DATABASE_URL", "%23"),
        ({"DATABASE_URL": "menling.db"}, "DATABASE_URL", "sqlite:///"),
        ({"WEBHOOK_SECRET": "a b"}, "WEBHOOK_SECRET", "1 to 256"),
        ({"MENLING_PROT": "80"}, "MENLING_PROT", "did you mean MENLING_PORT?"),
        ({"TELEGRAM_TOKN": TOKEN}, "TELEGRAM_TOKN", "did you mean TELEGRAM_TOKEN?"),
    ],
)
def test_what_is_wrong_in_the_environment_is_named(environ: dict[str, str], key: str, fix: str) -> None:
    (problem,) = check(environ, BESIDE_THE_CODE)
    assert (problem.file, problem.key) == ("environment", key)
    assert fix in problem.fix
    assert TOKEN not in str(problem)
    assert "pw" not in str(problem)


def test_a_file_that_is_not_there_or_cannot_be_read(tmp_path: Path) -> None:
    (problem,) = check({"MENLING_CONFIG": str(tmp_path / "none.yaml")})
    assert (problem.file, problem.key, problem.fix) == (
        "environment",
        "MENLING_CONFIG",
        "there is no such file",
    )
    (tmp_path / "latin.yaml").write_bytes("zone: München".encode("latin-1"))
    (problem,) = check({}, tmp_path / "latin.yaml")
    assert "UTF-8" in problem.fix
    (tmp_path / "bell.yaml").write_text("zone: Asia/Shanghai\n# \a\n")
    (problem,) = check({}, tmp_path / "bell.yaml")
    assert "U+0007" in problem.fix
    assert "\n" not in str(problem)
    (tmp_path / "data").touch()
    (problem,) = check({"MENLING_DATA": str(tmp_path / "data" / "here")}, BESIDE_THE_CODE)
    assert (problem.key, "is a file" in problem.fix) == ("MENLING_DATA", True)


def test_an_empty_file_and_empty_variables_mean_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("# nothing yet\n")
    settings = load({"TELEGRAM_TOKEN": "", "MENLING_PORT": " "}, tmp_path / "config.yaml")
    assert (settings.policy, settings.port, settings.sandbox) == (Policy.default(), 8080, True)


def test_load_refuses_with_everything_at_once_and_settings_hide_secrets(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as refused:
        load({"MENLING_PORT": "x", "TELEGRAM_TOKEN": "y"}, BESIDE_THE_CODE)
    assert {problem.key for problem in refused.value.problems} == {"MENLING_PORT", "TELEGRAM_TOKEN"}
    environ = {
        "TELEGRAM_TOKEN": TOKEN,
        "DATABASE_URL": "postgres://u:hunter2@h/d",
        "WEBHOOK_SECRET": "s3cret",
    }
    settings = load(environ, BESIDE_THE_CODE)
    assert (settings.sandbox, settings.sqlite) == (False, False)
    assert settings.database_url == "postgresql+psycopg://u:hunter2@h/d"
    assert not any(secret in repr(settings) for secret in (TOKEN, "hunter2", "s3cret"))


def test_data_moves_the_database_along(tmp_path: Path) -> None:
    settings = load({"MENLING_DATA": str(tmp_path / "new" / "place")}, BESIDE_THE_CODE)
    assert settings.sqlite
    assert settings.database_url == f"sqlite:///{tmp_path}/new/place/menling.db"
    assert not settings.data.exists()
    assert settings.create_data_folder().is_dir()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30 min", 1800),
        ("1 h 30 min", 5400),
        ("0 s", 0),
        ("0.5 h", 1800),
        ("250ms", 0.25),
        ("2 days", 172800),
    ],
)
def test_durations(text: str, seconds: float) -> None:
    assert duration(text) == timedelta(seconds=seconds)
    assert duration(said(duration(text))) == duration(text)


@given(st.text(max_size=40))
@example("1 h" * 20)
def test_any_text_is_a_duration_or_says_how_one_is_written(text: str) -> None:
    try:
        length = duration(text)
    except Unreadable:
        return
    assert length >= timedelta()
    assert any(sign.isdigit() for sign in text)
