"""The program `coach-agent`: the reminders in the background, without a console."""

import sys

from coach.agent.__main__ import main

sys.exit(main())
