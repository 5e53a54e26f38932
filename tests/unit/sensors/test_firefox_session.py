"""The session file of Firefox: found where Firefox keeps it, counted while it runs, refused in silence otherwise."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coach.sensors import _firefox_session
from coach.sensors._firefox_session import MOST_UNPACKED, FaultError, is_here, main, tabs
from coach.sensors.tabs_session import SENSOR
from tests.desk.trace import beyond, strace, touches
from tests.unit.sensors.firefox_files import SECRET, Profiles, packed, windows


@pytest.fixture
def profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profiles:
    """A home where Firefox has never run."""
    monkeypatch.setenv("HOME", str(tmp_path))
    return Profiles(tmp_path)


@contextmanager
def locked(profile: Path) -> Iterator[None]:
    """A Firefox that holds its profile's lock."""
    code = "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.lockf(f, fcntl.LOCK_EX); print(); sys.stdin.read()"
    # Unbuffered: the line is what is waited for.
    command = [sys.executable, "-u", "-c", code, str(profile / ".parentlock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield
        assert process.stdin is not None
        process.stdin.close()


@pytest.mark.parametrize("place", [home.removeprefix("~/") for home in _firefox_session._HOMES])
def test_it_is_found_wherever_firefox_was_installed_from(place: str, profiles: Profiles) -> None:
    assert not is_here()
    profiles.put(packed(windows(12)), place)
    assert (is_here(), tabs(time.time())) == (True, 12)


def test_a_profile_elsewhere_is_found(profiles: Profiles, tmp_path: Path) -> None:
    profiles.put(packed(windows(3)), name=str(tmp_path / "elsewhere"))
    assert tabs(time.time()) == 3


def test_windows_keeps_it_elsewhere(
    profiles: Profiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("APPDATA", str(tmp_path / "Roaming"))
    profiles.put(packed(windows(4, 1)), "Roaming/Mozilla/Firefox", "Profiles/a.default")
    assert tabs(time.time()) == 5


def test_only_tabs_of_open_windows_count(profiles: Profiles) -> None:
    profiles.put(packed(windows(12, 5, 0)))
    assert tabs(time.time()) == 17


def test_without_firefox_there_is_nothing(profiles: Profiles) -> None:
    assert tabs(time.time()) is None
    profiles.put(packed(windows(12)), age=3600)
    assert tabs(time.time()) is None


def test_one_that_runs_and_rests_is_counted_by_its_lock(profiles: Profiles) -> None:
    profile = profiles.put(packed(windows(12)), age=3600)
    with locked(profile):
        assert tabs(time.time()) == 12
    assert tabs(time.time()) is None


def test_the_one_used_last_is_counted(profiles: Profiles) -> None:
    profiles.put(packed(windows(3)), name="a", age=100)
    profiles.put(packed(windows(4)), name="b", age=10)
    profiles.put(packed(windows(5)), name="c", age=200)
    assert tabs(time.time()) == 4


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "nonsense"),
        (b"mozLz40\0", "nonsense"),
        (b"mozLz40\0\5\0\0\0", "nonsense"),
        (b"\x89PNG" + packed(windows(2)), "nonsense"),
        (packed(windows(2))[:-5], "nonsense"),
        (packed(windows(2), 10), "nonsense"),
        (packed(windows(2), 10_000), "nonsense"),
        (packed(windows(2), MOST_UNPACKED), "nonsense"),
        (packed(windows(2), MOST_UNPACKED + 1), "huge"),
        (packed(b"not json"), "nonsense"),
        (packed(b"\xff\xfe\0\0"), "nonsense"),
        (packed(b"[" * 200_000), "nonsense"),
        (packed(b'{"windows":' * 50_000), "nonsense"),
        (packed(b"[]"), "nonsense"),
        (packed(b"{}"), "nonsense"),
        (packed(b'{"windows": {}}'), "nonsense"),
        (packed(b'{"windows": ["tabs"]}'), "nonsense"),
        (packed(b'{"windows": [{}]}'), "nonsense"),
        (packed(b'{"windows": [{"tabs": "%s"}]}' % SECRET.encode()), "nonsense"),
        # A bomb: 300 kB that would be 76 MB.
        (b"mozLz40\0" + (1 << 20).to_bytes(4, "little") + b"\x1fa\x01\x00" + b"\xff" * 300_000, "nonsense"),
    ],
)
def test_what_is_not_firefox_s_is_refused_with_a_word_and_nothing_of_it(
    content: bytes,
    fault: str,
    profiles: Profiles,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    profiles.put(content)
    with pytest.raises(FaultError, match=f"^{fault}$"):
        tabs(time.time())
    monkeypatch.setattr(_firefox_session, "_bound", lambda: None)
    assert main() == 0
    assert capfd.readouterr() == (f"{fault}\n", "")


def test_a_file_larger_than_any_is_not_read_to_its_end(profiles: Profiles) -> None:
    profile = profiles.put(b"mozLz40\0")
    os.truncate(profile / "sessionstore-backups/recovery.jsonlz4", 1 << 40)
    with pytest.raises(FaultError, match="huge"):
        tabs(time.time())


def test_a_pipe_of_that_name_keeps_nobody_waiting(profiles: Profiles) -> None:
    file = profiles.put(b"") / "sessionstore-backups/recovery.jsonlz4"
    file.unlink()
    os.mkfifo(file)
    assert tabs(time.time()) is None


def test_one_that_may_not_be_read_says_so(
    profiles: Profiles, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: str) -> bytes:
        raise PermissionError(13, SECRET)

    profiles.put(packed(windows(2)))
    monkeypatch.setattr(_firefox_session, "_read", refuse)
    monkeypatch.setattr(_firefox_session, "_bound", lambda: None)
    main()
    assert capfd.readouterr() == ("unreadable\n", "")


def test_memory_without_end_is_refused_by_the_system(profiles: Profiles) -> None:
    # 256 MB of empty lists in a file of 1 MB: each is a value of its own once it is understood.
    text = b'{"windows": [' + b"[],"
    repeat = (1 << 28) - len(text) - 19
    block = (
        bytes([0xFF])
        + b"\x01"
        + text
        + b"\x03\x00"
        + b"\xff" * (repeat // 255)
        + bytes([repeat % 255])
        + b"\0"
    )
    profiles.put(b"mozLz40\0" + (1 << 28).to_bytes(4, "little") + block)
    done = subprocess.run(
        [sys.executable, "-m", "coach.sensors._firefox_session"], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("huge\n", "")


def test_the_program_opens_what_the_card_says_and_no_more(profiles: Profiles, tmp_path: Path) -> None:
    profiles.put(packed(windows(12)))
    profiles.put(packed(windows(2)), name="b", age=3600)
    record = tmp_path / "record"
    command = [*strace(record), sys.executable, "-m", "coach.sensors._firefox_session"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("12\n", "")
    python = (
        "file:/usr/*",
        "file:/lib*",
        "file:/etc/ld.so.*",
        "file:/etc/localtime",
        "file:*.py",
        "file:*.pyc",
    )
    mine = [touch for touch in touches(record) if str(tmp_path) in touch]
    assert any("recovery" in touch for touch in mine)
    assert beyond(frozenset(mine), *SENSOR.asks) == []
    strange = beyond(touches(record), *SENSOR.asks, *python)
    assert [touch for touch in strange if not touch.startswith("file:")] == []
