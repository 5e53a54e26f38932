"""A busy desk, asked of the platform it is."""

import pytest

from coach.agent import scene
from coach.sensors import _x11


def test_on_x11_the_window_in_front_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    for filled in (True, False):
        monkeypatch.setattr(_x11, "full_screen", lambda filled=filled: filled)
        assert scene.full_screen() is filled


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_x11_is_not_asked(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(scene, "_on_windows", lambda: False)
    monkeypatch.setattr(_x11, "full_screen", lambda: pytest.fail("asked"))
    assert scene.full_screen() is False
