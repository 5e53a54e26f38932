"""`coach agent [--once]`: the reminders in the background, or one look at what they would do."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from coach.commands._become import become
from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _


def arguments(parser: ArgumentParser) -> None:
    """Whether to look once only."""
    parser.add_argument(
        "--once", action="store_true", help=_("look once, and say what would be shown and why")
    )


def run(chosen: Namespace) -> int:
    """Look once with a fresh brief; or become the light program, which loads nothing of this one."""
    from coach import study
    from coach.agent import notify, once, programs

    if chosen.once:
        now = datetime.now(UTC)
        study.brief_agent(now)
        return once.once(notify.channel(), now.astimezone(), _)
    return become(programs.agent())


COMMAND = Command(N_("Run the reminders in the background."), run, arguments)
