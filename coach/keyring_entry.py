"""Entries of the system's own keyring: what must be in no file, no log and on no screen."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from coach.places import FOLDER
from coach.words import _

T = TypeVar("T")


class NoKeyringError(Exception):
    """There is no keyring here, or it stays locked; the text says so in the person's language."""


def keep(entry: str, row: Mapping[str, str]) -> None:
    """Put an entry into the keyring, in place of the one before.

    Raises:
        NoKeyringError: it cannot be kept.
    """
    import keyring

    _asked(lambda: keyring.set_password(FOLDER, entry, json.dumps(dict(row))))


def kept(entry: str) -> dict[str, Any]:
    """An entry as it was kept; empty if there is none. Raises NoKeyringError as `keep` does."""
    import keyring

    try:
        row = json.loads(_asked(lambda: keyring.get_password(FOLDER, entry)) or "{}")
    except ValueError:
        return {}
    return row if isinstance(row, dict) else {}


def forget(entry: str) -> bool:
    """Take an entry out of the keyring; False if there was none. Raises NoKeyringError as `keep` does."""
    import keyring
    from keyring.errors import PasswordDeleteError

    try:
        _asked(lambda: keyring.delete_password(FOLDER, entry))
    except PasswordDeleteError:
        return False
    return True


def _asked(question: Callable[[], T]) -> T:
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        return question()
    except PasswordDeleteError:
        raise
    except (KeyringError, RuntimeError) as error:
        # The error's own text may quote what it was given.
        told = _("this computer offers no keyring for passwords ({error})")
        raise NoKeyringError(told.format(error=type(error).__name__)) from error
