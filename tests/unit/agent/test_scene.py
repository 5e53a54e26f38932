"""A busy desk, asked of the platform it is."""

import pytest

from coach.agent import scene
from coach.sensors import _idle_around, _microphone, _x11


@pytest.fixture(autouse=True)
def x11(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain X session."""
    for name in ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("filled", "awake"), [(True, False), (False, True), (False, False)])
def test_on_x11_the_window_in_front_tells_and_what_keeps_the_screen_awake(
    filled: bool, awake: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_x11, "full_screen", lambda: filled)
    monkeypatch.setattr(_idle_around, "kept_awake", lambda: awake)
    assert scene.full_screen() is (filled or awake)


@pytest.mark.parametrize(
    ("name", "value"), [("WAYLAND_DISPLAY", "wayland-0"), ("XDG_SESSION_TYPE", "wayland")]
)
def test_under_wayland_what_keeps_the_screen_awake_tells(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    monkeypatch.setattr(_x11, "full_screen", lambda: pytest.fail("asked"))
    for awake in (True, False):
        monkeypatch.setattr(_idle_around, "kept_awake", lambda awake=awake: awake)
        assert scene.full_screen() is awake


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_x11_is_not_asked(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(scene, "_on_windows", lambda: False)
    monkeypatch.setattr(_x11, "full_screen", lambda: pytest.fail("asked"))
    assert scene.full_screen() is False


def test_a_microphone_in_use_is_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    for used in (True, False):
        monkeypatch.setattr(_microphone, "in_use", lambda used=used: used)
        assert scene.in_call() is used
