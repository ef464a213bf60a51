"""python -m bot run | sandbox | check | migrate | invite | import | export | leave"""

import sys

from bot.cli import main

sys.exit(main())
