"""`coach restore FILE`: one's own export read back."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _, ngettext


def arguments(parser: ArgumentParser) -> None:
    """The file, and whether it may name another login."""
    parser.add_argument("file", metavar=_("FILE"), help=_("what “Export” wrote, on the page Privacy"))
    parser.add_argument(
        "--other-login", action="store_true", help=_("it is mine, although I had another login then")
    )


def run(chosen: Namespace) -> int:
    """Add what is missing here, and say what was added."""
    from coach import study
    from coach.study import restoring

    done = restoring.restore(chosen.file, other_login=chosen.other_login)
    study.brief_agent(datetime.now(UTC))
    if not (done.attempts or done.answers or done.notes or done.settings):
        print(_("Everything in this file is here already."))
        return 0
    print(ngettext("{n} attempt at a lesson", "{n} attempts at lessons", done.attempts))
    print(ngettext("{n} answer", "{n} answers", done.answers))
    print(ngettext("{n} line of the notebook", "{n} lines of the notebook", done.notes))
    if done.settings:
        print(_("Settings: {names}").format(names=", ".join(done.settings)))
    print(_("Reminders stay as they are here: each is switched on by hand."))
    return 0


COMMAND = Command(N_("Read your own export back."), run, arguments)
