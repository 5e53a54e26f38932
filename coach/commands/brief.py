"""`coach brief`: tell the reminders again what they may do and say, for instance after a change of policy."""

from argparse import Namespace
from datetime import UTC, datetime

from coach.commands._command import Command
from coach.domain.text import N_


def run(chosen: Namespace) -> int:
    """Write the brief; a running agent follows at once. What a log-out took from the screen is set again."""
    from coach import study
    from coach.workstation import screen_sleep

    screen_sleep.renew()
    study.brief_agent(datetime.now(UTC))
    return 0


COMMAND = Command(N_("Renew what the reminders know: settings, policy, language, finished lessons."), run)
