"""The program `coach`: every command, on a console."""

import sys

from coach.__main__ import main

sys.exit(main())
