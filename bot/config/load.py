"""Puts file and environment together, and reports everything that is wrong at once."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from bot.config.agreement import disagreements
from bot.config.environment import NAMES, Environment
from bot.config.problems import ENVIRONMENT, ConfigError, Problem
from bot.config.reading import Reader
from bot.config.settings import Sections, Settings
from scheduling.policy import Policy

BESIDE_THE_CODE = Path(__file__).parents[2] / "config.yaml"


def load(environ: Mapping[str, str] | None = None, file: Path | None = None) -> Settings:
    """The settings of this process; `file` goes before MENLING_CONFIG, and that before config.yaml here."""
    settings, problems = _read(os.environ if environ is None else environ, file)
    if problems:
        raise ConfigError(problems)
    return settings


def check(environ: Mapping[str, str] | None = None, file: Path | None = None) -> list[Problem]:
    """Everything that is wrong with file and environment; nothing means that `load` will answer."""
    return _read(os.environ if environ is None else environ, file)[1]


def _read(environ: Mapping[str, str], file: Path | None) -> tuple[Settings, list[Problem]]:
    environment = Environment(environ)
    path = file or (Path(named) if (named := environment.get("MENLING_CONFIG")) else _default_file())
    reader = Reader(path.name if path == BESIDE_THE_CODE else str(path))
    arguments = _from_file(reader, path)
    technical = environment.settings()
    settings = Settings(**arguments, **technical)
    secrets = {"webhook": ("secret", environment.webhook_secret())}
    secrets["hotline_feed"] = ("secret", environment.feed_secret())
    secrets["understanding"] = ("key", environment.get("UNDERSTANDING_KEY"))
    for section, (name, secret) in secrets.items():
        settings = replace(settings, **{section: replace(getattr(settings, section), **{name: secret})})
    problems = [*reader.problems, *environment.problems]
    return settings, problems + _disagreements(settings, reader, {problem.key for problem in problems})


def _default_file() -> Path:
    here = Path("config.yaml")
    return here if here.is_file() else BESIDE_THE_CODE


def _from_file(reader: Reader, path: Path) -> dict[str, Any]:
    """The arguments of `Settings` that the file decides."""
    node = _composed(reader, path)
    if node is None:
        return {}
    sections = reader.section(node, "", Policy, Sections)
    return {"policy": Policy(**sections[Policy]), **sections[Sections]}


def _composed(reader: Reader, path: Path) -> yaml.Node | None:
    """The file's nodes. A missing file is wrong only if somebody named it."""
    try:
        return yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except FileNotFoundError:
        if path != BESIDE_THE_CODE:
            reader.problems.append(Problem(ENVIRONMENT, "MENLING_CONFIG", str(path), "there is no such file"))
    except (OSError, UnicodeDecodeError) as error:
        fix = f"cannot be read ({error.__class__.__name__}): it must be a readable UTF-8 text file"
        reader.problems.append(Problem(reader.file, "(the whole file)", str(path), fix))
    except yaml.YAMLError as error:
        fix, line = _flaw(error)
        reader.problems.append(Problem(reader.file, "(the whole file)", path.name, f"is not valid YAML: {fix}", line))
    return None


def _flaw(error: yaml.YAMLError) -> tuple[str, int | None]:
    """What YAML minds, in one line, and in which line it stands."""
    if isinstance(error, yaml.reader.ReaderError):
        return f"there is a character U+{int(error.character):04X} in it, remove it", None
    mark = getattr(error, "problem_mark", None)
    return str(getattr(error, "problem", None) or error.args[-1]), mark.line + 1 if mark else None


def _disagreements(settings: Settings, reader: Reader, told: set[str]) -> list[Problem]:
    """What does not go together; a key that already has a problem of its own is left at that."""
    problems = []
    for key, value, fix in disagreements(settings):
        if key in told:
            continue
        if key in NAMES:
            problems.append(Problem(ENVIRONMENT, key, value, fix))
        else:
            problems.append(Problem(reader.file, key, value, fix, _line_of(key, reader.lines)))
    return problems


def _line_of(key: str, lines: Mapping[str, int]) -> int | None:
    """The line of a key, or of the section that it would stand in."""
    while key:
        if key in lines:
            return lines[key]
        key = key.rpartition("[")[0] if key.endswith("]") else key.rpartition(".")[0]
    return None
