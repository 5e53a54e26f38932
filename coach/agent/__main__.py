"""`coach-agent`: the program that runs in the background. No argparse: its weight would stay all day."""

import os
import sys
import time
from contextlib import suppress
from datetime import date
from typing import IO

from coach import __version__, handover, places
from coach.agent import log, notify, programs
from coach.agent.bus import Bus
from coach.agent.loop import Loop
from coach.agent.once import once
from coach.agent.rounds import Rounds, local_now, said
from coach.agent.session import Session
from coach.agent.tray import Tray
from coach.agent.waking import Waking
from coach.domain.nudge import Brief
from coach.sensors import UnavailableError


def main(arguments: list[str] | None = None) -> int:
    """Run until the session ends, or look once. Returns the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if given == ["--version"]:
        sys.stdout.write(f"coach-agent {__version__}\n")
        return 0
    if given not in ([], ["--once"]):
        log.tell(said(Brief(), "usage"))
        return 2
    brief = Rounds(notify.channel()).refresh(local_now())
    try:
        return once(notify.channel(), local_now()) if given else _alone(brief)
    except OSError as error:
        log.tell(said(brief, "no_folder", folder=places.local(), reason=error.strerror or error))
    except UnavailableError as error:
        log.tell(said(brief, "no_display", reason=error))
    except Exception as error:  # noqa: BLE001 - nobody reads a traceback of a background program
        log.note(said(Brief(), "broke", reason=log.place(error)), local_now().date())
        log.tell(said(brief, "broke", reason=log.place(error)))
    return 1


def _alone(brief: Brief) -> int:
    """The agent at work, if it is the only one of this session."""
    lock = handover.take("agent.lock")
    if lock is None:
        log.tell(said(brief, "runs"))
        return 0
    with lock:
        _sign(lock)
        session, waking = Session(), Waking()
        bus = Bus()
        tray = Tray(bus)
        try:
            channel = notify.channel(bus)
            loop = Loop(channel, waking, session, tray=tray, new_day=lambda day: _sign(lock, day))
            tray.show()
            log.tell(said(brief, "started"))
            if any(rule.watched for rule in brief.rules.values()) and (reason := channel.missing()):
                loop.rounds.complain(local_now(), "no_channel", reason=reason)
            _refresh_brief(loop)
            loop.run()
        finally:
            tray.hide()
            waking.close()
            session.close()
        log.tell(said(brief, "ended"))
    return 0


def _sign(lock: IO[bytes], day: date | None = None) -> None:
    """Leave this process's number in the lock, after the one byte that Windows lets nobody else read.

    With a new day also the day and the milliseconds of CPU until then, so that today's cost can be told.
    """
    told = f" {os.getpid()}" if day is None else f" {os.getpid()} {day} {1000 * time.process_time():.0f}"
    with suppress(OSError):
        os.ftruncate(lock.fileno(), 0)
        os.write(lock.fileno(), told.encode())


def _refresh_brief(loop: Loop) -> None:
    """A child writes the brief anew, so that a changed policy or language arrives; the loop notices it."""
    try:
        programs.start(programs.coach("brief"))
    except OSError as error:
        loop.rounds.complain(local_now(), "no_open", reason=error)


if __name__ == "__main__":
    sys.exit(main())
