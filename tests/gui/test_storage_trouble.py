"""A disk that takes nothing: the window opens all the same, says what is safe, and goes on."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coach import places
from coach.app import keyboard
from coach.app.instance import Instance
from coach.app.journal import log, open_log
from coach.app.pages.today import TodayPage
from coach.app.start import _open, make_window
from coach.app.window import Window
from coach.domain.errors import DiskFull, ReadOnlyFolder
from coach.store import database
from tests.gui.conftest import Desk
from tests.gui.look import says, settle
from tests.unit.refusing import folder, refusing


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kB with no room left."""
    place = tmp_path / "full"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], check=False).returncode:
        pytest.skip("only root may mount a file system")
    try:
        with (place / "filler").open("wb") as filler:
            while True:
                filler.write(b"x" * 4096)
                filler.flush()
    except OSError:
        pass
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_second_window_asks_the_first(tmp_path: Path) -> None:
    first, second = Instance(str(tmp_path)), Instance(str(tmp_path))
    assert (first.first, second.first) == (True, False)
    assert first.trouble is None
    first.release()


def test_a_read_only_folder_takes_no_lock_and_the_window_opens() -> None:
    with folder() as place, refusing(place):
        instance = Instance(str(place))
        assert instance.first
        assert isinstance(instance.trouble, ReadOnlyFolder)
        instance.listen()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", "utf-8")
    instance = Instance(str(tmp_path / "taken" / "here"))
    assert instance.first
    assert instance.trouble is not None
    assert str(tmp_path) in str(instance.trouble)


def test_a_full_disk_is_said_to_be_full(full_disk: Path) -> None:
    instance = Instance(str(full_disk))
    assert instance.first
    assert isinstance(instance.trouble, DiskFull)


def test_the_log_never_ends_what_it_tells_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "taken").write_text("", "utf-8")
    monkeypatch.setattr(places, "local", lambda: str(tmp_path / "taken" / "here"))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    before = list(log.handlers)
    open_log()
    try:
        log.warning("nothing can hold this line")
    finally:
        log.handlers[:] = before


def _damage(file: Path) -> None:
    database.close()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"no database" * 800)


def _put_a_folder_there(file: Path) -> None:
    database.close()
    file.unlink(missing_ok=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.mkdir()


@pytest.mark.parametrize("harm", [_damage, _put_a_folder_there])
def test_a_persons_records_that_cannot_be_read_are_told_on_the_first_page(
    desk: Desk, qtbot: QtBot, harm: Callable[[Path], None]
) -> None:
    harm(Path(places.records(desk.id)))
    window = make_window()
    qtbot.addWidget(window)
    _open(window, "", first=True)
    window.show()
    settle()
    assert "records.db" in says(window)
    assert "Traceback" not in says(window)


def test_a_records_folder_on_the_network_is_named(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.store.disk.mounted_as", lambda *_: "cifs")
    (Path(places.records(desk.id))).parent.mkdir(parents=True, exist_ok=True)
    Path(places.records(desk.id)).write_bytes(b"")
    window = make_window()
    qtbot.addWidget(window)
    _open(window, "", first=True)
    window.show()
    settle()
    assert "network folder" in says(window)


def test_a_shortcut_that_fails_says_why(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    window.go("today")
    assert isinstance(window.page, TodayPage)

    def refuse(*_: object) -> None:
        raise ReadOnlyFolder(file="/there")

    monkeypatch.setattr("coach.study.change_setting", refuse)
    keyboard._act(window, lambda one: keyboard.resize_text(one, 1))
    assert "/there" in says(window)


def test_what_nobody_foresaw_is_a_whole_sentence(window: Window, qtbot: QtBot) -> None:
    window.go("today")
    window.work(lambda: 1 / 0, lambda _: None)
    qtbot.waitUntil(window.banner.isVisible)
    QTest.qWait(1)
    assert "Something went wrong." in says(window)
