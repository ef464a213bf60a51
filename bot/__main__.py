"""python -m bot run | sandbox | check | migrate | places | invite | leave | reach | import | export"""

import sys

OURS = ("bot", "handlers", "scheduling", "models")

try:
    from bot.cli import main

    sys.exit(main())
except ModuleNotFoundError as error:
    if not error.name or error.name.partition(".")[0] in OURS:
        raise
    sys.exit(
        f"this Python has no {error.name}: `make run` installs all into .venv, and .venv/bin/python is the one to use"
    )
except KeyboardInterrupt:  # while it is still starting; a running one ends in order
    sys.exit(130)
