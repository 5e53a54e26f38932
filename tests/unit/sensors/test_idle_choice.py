"""Which source is taken on which desk."""

from pathlib import Path

import pytest

from coach.sensors import UnavailableError, _idle_choice, _idle_polled, _idle_x11
from tests.desk.desktops import Gnome, Kde


@pytest.fixture
def wayland(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A Wayland session, in which X programs have a display too, and a mouse that must not be asked."""
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-9")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("XDG_SESSION_TYPE", "wayland")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(_idle_polled, "mouse", lambda _: pytest.fail("the mouse was asked"))


@pytest.fixture
def no_counter(monkeypatch: pytest.MonkeyPatch) -> None:
    """An X server without an idle counter."""

    def missing(*_: int) -> None:
        raise _idle_x11.MissingCounterError

    for name in ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(_idle_x11, "Absence", missing)
    monkeypatch.setattr(_idle_x11, "idle_seconds", missing)


def source(threshold: int = 300) -> str:
    """The source of the watch that is opened here."""
    watch = _idle_choice.watch(threshold)
    watch.close()
    return watch.source


@pytest.mark.usefixtures("wayland", "compositor")
def test_a_compositor_that_wakes_comes_first(kde: Kde) -> None:
    assert source() == "wayland"
    del kde.service.answers["org.freedesktop.ScreenSaver", "GetSessionIdleTime"]
    assert _idle_choice.seconds() is None


@pytest.mark.usefixtures("wayland")
def test_under_wayland_gnome_comes_before_what_must_be_asked(gnome: Gnome, kde: Kde) -> None:
    gnome.idle_ms, kde.idle_ms = 7_000, 8_000
    assert source() == "gnome"
    assert _idle_choice.seconds() == 7


@pytest.mark.usefixtures("wayland")
def test_under_wayland_the_screen_saver_is_next(kde: Kde) -> None:
    kde.idle_ms = 8_000
    assert source() == "saver"
    assert _idle_choice.seconds() == 8


@pytest.mark.usefixtures("wayland", "address")
def test_under_wayland_nothing_else_tells() -> None:
    with pytest.raises(UnavailableError, match="does not tell"):
        _idle_choice.watch(300)
    with pytest.raises(UnavailableError, match="does not tell"):
        _idle_choice.seconds()


@pytest.mark.usefixtures("no_counter")
def test_without_a_counter_the_desktop_comes_before_the_mouse(
    gnome: Gnome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_idle_polled, "mouse", lambda _: pytest.fail("the mouse was asked"))
    gnome.idle_ms = 7_000
    assert source() == "gnome"
    assert _idle_choice.seconds() == 7
