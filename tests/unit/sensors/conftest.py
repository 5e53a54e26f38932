"""A desk in front of the person, whoever runs these tests from wherever."""

import pytest

from coach.sensors import _idle_remote


@pytest.fixture(autouse=True)
def at_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No session of another computer's screen."""
    for name in (*_idle_remote._NAMED, "XDG_SESSION_ID", "SESSIONNAME"):
        monkeypatch.delenv(name, raising=False)
