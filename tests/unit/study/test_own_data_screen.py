"""What the coach keeps of the screen is seen, taken away and erased with everything else."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach import places
from coach.domain.people import Person
from coach.study import own_data
from coach.workstation import screen_sleep
from tests.unit.xserver import plain_session

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
ME = Person("camille", "Camille", "Accueil")


def test_it_is_seen_and_erased_and_the_screen_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SSH_CONNECTION", "SSH_TTY", "XDG_CURRENT_DESKTOP", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    assert own_data.everything(ME, NOW)["screen_sleep_set_here"] == {}
    with plain_session(tmp_path) as name:
        monkeypatch.setenv("DISPLAY", name)
        screen_sleep.set_minutes(15, NOW)
        kept = own_data.everything(ME, NOW)["screen_sleep_set_here"]
        assert kept["minutes"] == 15
        assert kept["before"]["timeout"] == 600
        own_data.erase(ME)
        assert own_data.everything(ME, NOW)["screen_sleep_set_here"] == {}
        assert not (Path(places.local()) / "screen.json").exists()
        assert screen_sleep.state().minutes == 15
