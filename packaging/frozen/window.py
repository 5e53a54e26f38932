"""The program `coach-window`: the window, without a console."""

import sys

from coach.app.start import main

sys.exit(main())
