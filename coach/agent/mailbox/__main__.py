"""`coach-mailbox`: started by the agent, it writes the size in MB of each large attachment, a line each.

It ends when its standard input does, so it cannot outlive the agent or a sensor that was switched off.
"""

import os
import sys

from coach.agent.mailbox.credentials import NoCredentialsError, NotNowError
from coach.agent.mailbox.mailbox import Mailbox, complain
from coach.agent.mailbox.session import RefusedError
from coach.agent.mailbox.wire import CertificateError, EndedError, LostError

# What `coach mailbox connect` tells in a sentence.
_STATUS = (
    (NoCredentialsError, 3),
    (RefusedError, 4),
    (CertificateError, 5),
    (NotNowError, 7),
    (LostError, 6),
)


def main(arguments: list[str] | None = None) -> int:
    """Watch until the parent ends, or log in once with `--check`. Returns the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        if given == ["--check"]:
            Mailbox(None, _tell).check()
        else:
            Mailbox(_parent(), _tell).live()
    except (EndedError, BrokenPipeError, KeyboardInterrupt):
        return 0
    except Exception as error:  # noqa: BLE001 - nobody reads a traceback of a background program
        # Only our own texts are known to hold nothing that was read.
        ours = isinstance(error, NoCredentialsError | LostError)
        complain(str(error) if ours else f"fault of the program: {type(error).__name__}")
        return next((status for kind, status in _STATUS if isinstance(error, kind)), 1)
    return 0


def _tell(size: int) -> None:
    os.write(1, b"%d\n" % size)


def _parent() -> int | None:
    """The descriptor that becomes readable when the parent ends."""
    if sys.platform == "win32":
        import threading

        # There only sockets can be waited for together.
        threading.Thread(target=_end_with_parent, daemon=True).start()
        return None
    return 0


def _end_with_parent() -> None:
    while os.read(0, 1):
        pass
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
