"""The program `coach-mailbox`: what the agent starts to notice large attachments on the mail server."""

import sys

from coach.agent.mailbox.__main__ import main

sys.exit(main())
