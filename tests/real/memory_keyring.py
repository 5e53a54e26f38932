"""A keyring for the tests, where a bare machine has none: one file, named by the environment."""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class Keyring(KeyringBackend):
    """PYTHON_KEYRING_BACKEND names this class, TEST_KEYRING the file."""

    # keyring reads it as an attribute of the class.
    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        """The password, if one was kept."""
        return _read().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        _write(_read() | {f"{service} {username}": password})

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        rows = _read()
        if rows.pop(f"{service} {username}", None) is None:
            raise PasswordDeleteError
        _write(rows)


def _file() -> Path:
    return Path(os.environ["TEST_KEYRING"])


def _read() -> dict[str, str]:
    rows: dict[str, str] = json.loads(_file().read_text("utf-8")) if _file().exists() else {}
    return rows


def _write(rows: dict[str, str]) -> None:
    _file().write_text(json.dumps(rows), "utf-8")
