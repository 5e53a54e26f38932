"""The program `coach-bridge`: what an add-on of the browser or mail program starts; it speaks on its pipes."""

import sys

from coach.agent.bridge.__main__ import main

sys.exit(main())
