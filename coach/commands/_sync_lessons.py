"""After a synchronisation: fetch the lessons that were named there, unless they are here or were refused."""

import os
from collections.abc import Callable
from datetime import UTC, datetime

from coach import policy
from coach.commands._sync_log import note
from coach.content.pack import LARGEST
from coach.server_client.client import LaterError
from coach.store import database, devices
from coach.sync import lessons, lots
from coach.sync.desk import Desk
from coach.sync.lessons import RefusedError
from coach.sync.lots import DamagedError
from coach.words import _


def of_folder(folder: str) -> Callable[[str], bytes]:
    """The way to a pack in a shared folder."""
    return lambda digest: lots.content(file_of(folder, digest), LARGEST)


def file_of(folder: str, digest: str) -> str:
    """Where a pack lies in a shared folder."""
    return os.path.join(folder, f"{digest}.pack")


def fetch(desk: Desk, ask: Callable[[str], bytes], *, again: bool) -> None:
    """Take what was named last. What goes wrong is a line in the log: the exchange itself came to its end.

    `again`: ask even for what was refused before, since a person waits.
    """
    wanted, here = _named(desk), lessons.held()
    if not wanted or (here and here.hash == wanted) or (lessons.refused()[0] == wanted and not again):
        return
    try:
        pack = lessons.take(ask(wanted), wanted, policy.read(), datetime.now(UTC).date())
    except RefusedError as error:
        lessons.refuse(wanted, error.reason)
        note(desk.url, error)
        print(lessons.told(error.reason))
    except (LaterError, DamagedError, OSError) as error:
        note(desk.url, f"lessons: {type(error).__name__}: {error}")
    else:
        note(desk.url, f"lessons taken: {pack.number}")
        print(_("New lessons have come; they are shown when the program starts next."))


def _named(desk: Desk) -> str:
    with database.organisation() as connection:
        device = devices.find(connection, desk.person.id, desk.url)
        return devices.told(connection, device.id).content if device else ""
