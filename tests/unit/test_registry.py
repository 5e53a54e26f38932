"""Plug-ins are found by a look into the folder: sources from a checkout, compiled files in a frozen program."""

import py_compile
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.registry import PlugInError, load


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty package that can be imported as `shelf`."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in [name for name in sys.modules if name.partition(".")[0] == "shelf"]:
        del sys.modules[name]


def test_the_file_names_are_the_names(package: Path) -> None:
    for name in ("pear", "apple", "_shared"):
        (package / f"{name}.py").write_text("TREE = 1")
    (package / "notes.txt").touch()
    assert list(load("shelf", "TREE", int)) == ["apple", "pear"]


def test_compiled_files_are_found_too(package: Path) -> None:
    source = package / "apple.py"
    source.write_text("TREE = 7")
    py_compile.compile(str(source), cfile=str(package / "apple.pyc"), doraise=True)
    source.unlink()
    assert load("shelf", "TREE", int) == {"apple": 7}


def test_a_file_without_the_constant_is_named(package: Path) -> None:
    (package / "stone.py").write_text("TREE = 'none'")
    with pytest.raises(PlugInError, match=r"shelf/stone\.py has no TREE of type int"):
        load("shelf", "TREE", int)


def test_an_empty_package_is_an_error(package: Path) -> None:
    with pytest.raises(PlugInError, match="shelf holds no plug-in"):
        load("shelf", "TREE", int)
