"""python -m bot run | sandbox | check | migrate | places | invite | leave | reach | import | export"""

import sys

from bot.cli import main

try:
    sys.exit(main())
except KeyboardInterrupt:  # while it is still starting; a running one ends in order
    sys.exit(130)
