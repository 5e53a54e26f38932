"""`coach-bridge`: started by a browser or mail program for its add-on, it answers on its pipes until they close."""

import sys
from collections.abc import Sequence
from typing import Any, BinaryIO

from coach import __version__
from coach.agent import log, notify
from coach.agent.bridge import frames
from coach.agent.bridge.answers import Answers
from coach.agent.rounds import local_now
from coach.domain.said import SENTENCES

# An add-on of ours sends a handful; who sends more is not ours, and must not keep this desk busy.
MESSAGES = 100
# The mail program names its add-on on the command line; browsers name theirs.
THUNDERBIRD = "mail@coach.numerique-responsable"


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer until the pipe closes. Returns the exit status: 1 when the other side spoke nonsense to the end."""
    given = sys.argv[1:] if arguments is None else arguments
    if list(given) == ["--version"]:
        sys.stdout.write(f"coach-bridge {__version__}\n")
        return 0
    incoming, outgoing = frames.pipes()
    source = {"mail": "addon"} if THUNDERBIRD in given else {"tabs": "addon", "mail": "webmail"}
    try:
        return serve(incoming, outgoing, Answers(notify.channel(), local_now, source))
    except BrokenPipeError:
        # The add-on has what it wanted, or its program has gone.
        return 0
    except Exception as error:  # noqa: BLE001 - nobody reads a traceback of a program that a browser starts
        _note("bridge", log.place(error))
        return 1


def serve(incoming: BinaryIO, outgoing: BinaryIO, answers: Answers) -> int:
    """Answer each message by one message. Returns the exit status.

    Raises:
        BrokenPipeError: nobody listens any more.
    """
    for _ in range(MESSAGES):
        try:
            body = frames.read(incoming)
        except frames.LostError as error:
            _note("bridge", error)
            return 1
        if body is None:
            return 0
        frames.write(outgoing, _answered(body, answers))
    _note("bridge", "too many messages")
    return 1


def _answered(body: bytes, answers: Answers) -> dict[str, Any]:
    try:
        return answers.answer(frames.understood(body))
    except frames.NonsenseError as error:
        _note("bridge", error)
        return {"error": str(error)}
    except OSError as error:
        _note("bridge", error.strerror or type(error).__name__)
        return {"error": "not possible now"}


def _note(sentence: str, reason: object) -> None:
    log.note(SENTENCES[sentence].format(reason=reason), local_now().date())


if __name__ == "__main__":
    sys.exit(main())
