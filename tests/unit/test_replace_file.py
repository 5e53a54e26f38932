"""A small file is whole or as it was, and nobody else's to read."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from coach.replace_file import replace_file


def test_the_new_text_stands_and_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    for text in ("é", "{}", ""):
        replace_file(str(file), text)
        assert file.read_text("utf-8") == text
    assert list(tmp_path.iterdir()) == [file]


def test_nobody_else_may_read_it_whatever_could_be_read_before(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text("before", "utf-8")
    file.chmod(0o644)
    replace_file(str(file), "after")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_cannot_be_written_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.json"
    file.write_text("before", "utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(str(file), "after")
    assert file.read_text("utf-8") == "before"
    assert list(tmp_path.iterdir()) == [file]


def test_many_at_the_same_moment_leave_one_whole_text(tmp_path: Path) -> None:
    file, texts = tmp_path / "settings.json", [f"{n}" * 20_000 for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(partial(replace_file, str(file)), texts * 5))
    assert file.read_text("utf-8") in texts
    assert list(tmp_path.iterdir()) == [file]


def test_a_place_that_is_taken_or_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        replace_file(str(tmp_path / "folder"), "")
    with pytest.raises(FileNotFoundError):
        replace_file(str(tmp_path / "gone" / "settings.json"), "")
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]
