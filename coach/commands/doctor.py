"""`coach doctor`: each reminder, how it can speak, what it costs, and what would make the rest work."""

import sys
from argparse import Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _

if TYPE_CHECKING:
    from coach.domain.nudge import Brief


def run(chosen: Namespace) -> int:
    """Print the tables; 1 when something that is switched on does not work."""
    from coach import study
    from coach.commands import _desk_rows, _sensor_rows
    from coach.commands._row import table

    now, me = datetime.now(UTC).astimezone(), study.me()
    brief, trouble = _brief(now)
    needed = any(rule.on for rule in brief.rules.values())
    parts = {
        _("Reminders"): _sensor_rows.rows(me, brief, now),
        _("How they can speak"): _desk_rows.channels(needed=needed),
        _("At work"): [_desk_rows.agent(needed=needed)],
        _("Add-ons"): _sensor_rows.addons(),
        _("Files"): _desk_rows.files(me),
    }
    for title, rows in parts.items():
        if rows:
            sys.stdout.write(table(title, rows))
    fails = [row.name for rows in parts.values() for row in rows if row.needed and row.works is False]
    sys.stdout.write((trouble or _verdict(fails, needed=needed, shared=me.policy.shared_pc)) + "\n")
    return 1 if fails or trouble else 0


def _brief(now: datetime) -> "tuple[Brief, str]":
    """What the agent is allowed now, written afresh as at its start; and why that fails, or nothing."""
    from coach import handover, study
    from coach.domain.errors import CoachError
    from coach.domain.nudge import Brief
    from coach.words import explain

    try:
        study.brief_agent(now)
        return handover.read_brief(), ""
    except CoachError as error:
        return Brief(), str(explain(error))
    except handover.BriefError as error:
        return Brief(), str(error)


def _verdict(fails: list[str], *, needed: bool, shared: bool) -> str:
    if shared:
        return _("This computer is shared: reminders are off for everybody, for one would see another's.")
    if fails:
        return _("To look at: {names}.").format(names=", ".join(fails))
    return _("What is switched on works.") if needed else _("Every reminder is off: nothing is looked at.")


COMMAND = Command(N_("Show whether the reminders work here, what they cost, and what would help."), run)
