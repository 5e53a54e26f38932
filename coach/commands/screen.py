"""`coach screen [sleep MINUTES | undo] [--tell]`: after how long the screen sleeps; sets it, and takes it back."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _

if TYPE_CHECKING:
    from coach.content.library import Library
    from coach.domain.lesson import Gesture


def arguments(parser: ArgumentParser) -> None:
    """What to do, the minutes, and whether to answer by a notification."""
    parser.add_argument("action", nargs="?", choices=("sleep", "undo"))
    parser.add_argument("minutes", nargs="?", metavar=_("MINUTES"), help=_("from 1 to 120"))
    parser.add_argument("--tell", action="store_true", help=_("also answer by a notification"))


def run(chosen: Namespace) -> int:
    """Show, set or undo; an undo of what a notification told may follow within half a minute."""
    given, wanted = chosen.minutes or "", chosen.action == "sleep"
    if wanted is not given.isdecimal() or (given and not wanted):
        sys.stderr.write(_("Write: coach screen, coach screen sleep MINUTES, or coach screen undo.") + "\n")
        return 2
    return _tell(given) if chosen.tell and wanted else _do(chosen.action, given)


def _do(action: str | None, given: str) -> int:
    from coach import study
    from coach.workstation import screen_sleep, sentences

    if action is not None:
        _change(given)
    found = screen_sleep.state()
    told = [sentences.holds(found)] if action != "sleep" else list(sentences.done(found))
    if found.known:
        told += [sentences.reach(found, shared=study.me().policy.shared_session), sentences.before(found)]
        told.append(_(found.why) if found.why else "")
    sys.stdout.write("".join(f"{line}\n" for line in told if line))
    return 0


def _change(given: str) -> None:
    """Set so many minutes, or undo; what the reminders offer follows."""
    from coach import study
    from coach.workstation import screen_sleep

    now = datetime.now(UTC)
    screen_sleep.set_minutes(int(given), now) if given else screen_sleep.undo()
    study.brief_agent(now)


def _tell(given: str) -> int:
    """Set, tell it with a button that undoes it, and wait for that button; an error is told as well."""
    from coach import study
    from coach.agent import notify
    from coach.commands import _notification
    from coach.domain.errors import CoachError
    from coach.study import notebook
    from coach.words import explain
    from coach.workstation import screen_sleep, sentences

    found = screen_sleep.state()
    if found.settable and found.minutes is not None and found.minutes <= int(given):
        # The person was faster than the reminder: a press on it must not let the screen shine for longer.
        _notification.tell(*sentences.done(found))
        return 0
    try:
        status = _do("sleep", given)
        found = screen_sleep.state()
        title, text = sentences.done(found)
        who = study.me()
        whom = sentences.whom(found, shared=who.policy.shared_session)
        gesture = _gesture(who.library)
        keep = _("Keep and note") if gesture is not None else _("Keep it")
        pressed = _notification.pressed(title, f"{text} {whom}".strip(), keep, _("Undo"))
        if pressed == notify.LATER:
            _change("")
            _notification.tell(*sentences.undone(screen_sleep.state()))
        elif pressed and gesture is not None:
            notebook.note_done(who, gesture, datetime.now(UTC))
    except CoachError as error:
        told = explain(error)
        _notification.tell(told.what, f"{told.safe} {told.todo}")
        raise
    return status


def _gesture(shelf: "Library") -> "Gesture | None":
    """The gesture that was just done: that of the lesson to which the reminder leads."""
    from coach.study import notebook

    told = (notebook.gesture_of(shelf, card.id) for card in shelf.cards.values() if "idle" in card.nudges)
    return next((gesture for gesture in told if gesture is not None), None)


COMMAND = Command(
    N_("Show, set or undo after how long without keyboard or mouse the screen sleeps."), run, arguments
)
