"""The command line. Every way to fail is one clear line and a non-zero exit."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence

from bot.config import ConfigError, Settings, check, load


def parser() -> argparse.ArgumentParser:
    """The commands and what they take."""
    top = argparse.ArgumentParser(prog="python -m bot", description="Menling: home visits by chat.")
    commands = top.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser("run", help="start everything; without TELEGRAM_TOKEN with the sandbox")
    commands.add_parser("sandbox", help="the sandbox alone, for any bot")
    commands.add_parser("check", help="validate config.yaml and the environment")
    commands.add_parser("migrate", help="bring the database to the newest revision")
    invite = commands.add_parser("invite", help="print a one-time joining link for a member of staff")
    invite.add_argument("--role", required=True, help="technician, dispatcher, hotline, response_centre, ...")
    invite.add_argument("--name", required=True, help="what they are called")
    invite.add_argument("--unit", help="the unit's name or number; needed where there is more than one")
    invite.add_argument("--phone", help="by which they are found again where two share a name")
    invite.add_argument("--certificate", help="a technician's service certificate number (R-1.9)")
    invite.add_argument("--certificate-until", help="the certificate's last day, 2027-12-31")
    invite.add_argument("--contractor", help="the contractor's name; own staff without it")
    invite.add_argument("--areas", help="names of the areas served, separated by commas; all of the unit without it")
    invite.add_argument("--skills", help='such as "repair:*,install:broadband"; everything without it')
    places = commands.add_parser("places", help="units, areas, contractors and emergency plans from a .yaml file")
    places.add_argument("file", help="as in docs/places.example.yaml")
    leave = commands.add_parser("leave", help="a member of staff leaves: every right ends at once (R-1.13)")
    leave.add_argument("--name", required=True, help="what they are called")
    leave.add_argument("--phone", help="where two share a name")
    reach = commands.add_parser("reach", help="where else somebody is written to when their chat is gone")
    reach.add_argument("--phone", required=True, help="the number on file")
    reach.add_argument("--by", required=True, help="an apprise address, file://sms/+86138... for a gateway, or none")
    for name, words in (("import", "take orders in from a sheet"), ("export", "write orders to a sheet")):
        sheet = commands.add_parser(name, help=words)
        sheet.add_argument("file", help=".xlsx or .csv")
        if name == "import":
            sheet.add_argument("--all-or-nothing", action="store_true", help="refuse the whole sheet for one bad row")
            sheet.add_argument("--links", help="write one-time links for the customers' SMS to this .csv")
    return top


def main(words: Sequence[str] | None = None) -> int:
    """Runs one command; the answer is the exit status."""
    given = parser().parse_args(words)
    if given.command == "check":
        return report_check()
    try:
        settings = load()
    except ConfigError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return 2
    if given.command in ("run", "sandbox"):
        gc.disable()  # nothing of what is imported is garbage: a sixth of the time goes into looking
        import bot.swift  # noqa: F401 - before anything that needs aiogram
        from bot import running  # imports everything; the other commands start in a moment

        gc.freeze()
        gc.enable()
        return running.run(settings) if given.command == "run" else running.sandbox(settings)
    return on_database(given, settings)


def report_check() -> int:
    problems = check()
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print("config.yaml and the environment are in order")
    return 2 if problems else 0


def on_database(given: argparse.Namespace, settings: Settings) -> int:
    """The commands that only need the database; they may run beside a running product."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot import commands
    from models.migrating import TooNew
    from scheduling.unit_of_work import Store

    try:
        store: Store = commands.open_store(settings)
        return commands.perform(given, settings, store)
    except (commands.Mistake, OSError) as error:
        print(error, file=sys.stderr)
    except TooNew as error:
        print(f"the database cannot be used: {error}", file=sys.stderr)
    except SQLAlchemyError as error:
        why = str(getattr(error, "orig", error)).splitlines()[0]
        print(f"the database cannot be used: {why}; check DATABASE_URL and MENLING_DATA", file=sys.stderr)
    return 1
