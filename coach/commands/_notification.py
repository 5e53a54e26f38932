"""Answers by a notification of the desktop, where a command was started by one."""

import select
import time

from coach.agent import notify
from coach.domain.nudge import Nudge

_SECONDS = 30.0


def tell(title: str, text: str) -> None:
    """Show a notification without buttons; where nothing can show it, it stays untold."""
    _show(notify.channel(), title, text, "", "")


def pressed(title: str, text: str, agree: str, refuse: str) -> str:
    """Show one with two buttons; notify.OPEN for the first, notify.LATER for the second.

    Nothing where it goes by itself, or when nobody has answered within half a minute.
    """
    channel = notify.channel()
    _show(channel, title, text, agree, refuse)
    end = time.monotonic() + _SECONDS
    while (left := end - time.monotonic()) > 0:
        # Before the first wait, too: an answer may have come along with another message. And all of them: only
        # then the channel is left.
        answers = list(channel.answers())
        if answers:
            return answers[0][1]
        waited_for, due = channel.fileno(), channel.due()
        if waited_for is not None:
            select.select([waited_for], [], [], left if due is None else min(left, due))
        elif due is not None:
            time.sleep(min(left, due))
        else:
            break
    return ""


def _show(channel: notify.Notifier, title: str, text: str, agree: str, refuse: str) -> None:
    nudge = Nudge("screen", title, text, action=agree, refuse=refuse, lesson="", popup=True)
    try:
        channel.show(nudge)
    except notify.ChannelError:
        # The answer stands on the command line as well.
        return
