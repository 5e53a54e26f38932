"""The program `coach-agent`: the reminders in the background, without a console; or, for a second, Firefox's tabs."""

import sys

if sys.argv[1:] == ["--firefox-tabs"]:
    # Without the rest of the agent, whose loading would cost more than the counting.
    from coach.sensors import _firefox_session

    sys.exit(_firefox_session.main())

from coach.agent.__main__ import main

sys.exit(main())
