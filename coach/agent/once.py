"""`coach agent --once`: looks once, and says what would be shown and why."""

import sys
from collections.abc import Callable
from datetime import datetime

from coach import handover
from coach.agent.notify import Notifier
from coach.agent.rounds import Rounds, said
from coach.domain.nudge import Brief, Journal, Scene, choose, judge, silence, waits
from coach.sensors import SessionOverError, UnavailableError, sensors


def once(notifier: Notifier, now: datetime, translate: Callable[[str], str] = str) -> int:
    """Print a line per sensor; nothing is shown or noted. Returns the exit status.

    Args:
        notifier: asked for "do not disturb" only.
        now: aware, in the person's time zone.
        translate: into the person's language, for what a sensor says of itself.
    """
    rounds = Rounds(notifier)
    brief = rounds.refresh(now)
    journal, around = handover.read_journal(now), rounds.scene()
    for name in sorted(brief.rules.keys() & sensors().keys()):
        sys.stdout.write(_line(name, brief, journal, around, now, translate) + "\n")
    if not any(rule.on for rule in brief.rules.values()):
        sys.stdout.write(said(brief, "all_off") + "\n")
    return 0


def _line(
    name: str, brief: Brief, journal: Journal, around: Scene, now: datetime, translate: Callable[[str], str]
) -> str:
    rule = brief.rules[name]
    value: int | None = 0
    look = sensors()[name].look
    if rule.watched and look is None:
        return said(brief, "told", sensor=rule.words.name)
    if rule.watched and silence(brief, now) is None and waits(rule, brief, now):
        return said(brief, "would_not", sensor=rule.words.name, why=said(brief, "natural_pause"))
    if rule.watched and look is not None and silence(brief, now) is None:
        try:
            value = look()
        except (UnavailableError, SessionOverError) as error:
            return said(brief, "blind", sensor=rule.words.name, reason=translate(str(error)))
    if value is None:
        return said(brief, "would_not", sensor=rule.words.name, why=said(brief, "nothing_seen"))
    nudge = choose({name: value}, brief, journal, around, now)
    if nudge is None:
        why = judge(name, value, brief, journal, around, now)
        return said(brief, "would_not", sensor=rule.words.name, why=said(brief, why.value))
    would = "would" if nudge.popup else "would_note"
    return said(brief, would, sensor=rule.words.name, title=nudge.title, body=nudge.body)
