"""config.yaml and the environment, read once at the start into frozen `Settings`.

`load()` answers settings or raises `ConfigError` with every problem at once; `check()` only lists them.
"""

from bot.config.load import check, load
from bot.config.problems import ConfigError, Problem
from bot.config.settings import Demo, HotlineFeed, Log, Notify, Settings, Telegram, Understanding, Wakes, Webhook

__all__ = [
    "ConfigError",
    "Demo",
    "HotlineFeed",
    "Log",
    "Notify",
    "Problem",
    "Settings",
    "Telegram",
    "Understanding",
    "Wakes",
    "Webhook",
    "check",
    "load",
]
