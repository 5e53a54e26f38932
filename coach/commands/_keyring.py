"""The login of the mailbox, kept by the system's own keyring and nowhere else.

One entry holds server, login and password together, so that a password is never sent to another server than the
one it was given for, and forgetting takes all of it away.
"""

import json
from dataclasses import asdict, dataclass, field

from coach.domain.errors import MailboxError
from coach.places import FOLDER
from coach.words import _

_ENTRY = "mailbox"


@dataclass(frozen=True)
class Login:
    """Who logs in where; `secret` is a password, an OAuth token, or empty where a command prints the token."""

    server: str
    login: str
    secret: str = field(repr=False)


def keep(login: Login) -> None:
    """Put it into the keyring.

    Raises:
        MailboxError: there is no keyring here, or it stays locked.
    """
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(FOLDER, _ENTRY, json.dumps(asdict(login)))
    except (KeyringError, RuntimeError) as error:
        raise MailboxError(reason=_no_keyring(error)) from error


def kept() -> Login | None:
    """What the keyring holds; None if nothing. Raises MailboxError as `keep` does."""
    import keyring
    from keyring.errors import KeyringError

    try:
        row = json.loads(keyring.get_password(FOLDER, _ENTRY) or "{}")
        return Login(str(row["server"]), str(row["login"]), str(row["secret"]))
    except (KeyringError, RuntimeError) as error:
        raise MailboxError(reason=_no_keyring(error)) from error
    except (ValueError, TypeError, KeyError):
        return None


def forget() -> bool:
    """Take it out of the keyring; False if there was nothing. Raises MailboxError as `keep` does."""
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        keyring.delete_password(FOLDER, _ENTRY)
    except PasswordDeleteError:
        return False
    except (KeyringError, RuntimeError) as error:
        raise MailboxError(reason=_no_keyring(error)) from error
    return True


def _no_keyring(error: Exception) -> str:
    return _("this computer offers no keyring for passwords ({error})").format(error=type(error).__name__)
