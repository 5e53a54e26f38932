"""The line of a key, wherever it stands."""

from pathlib import Path

import pytest

from coach.content.faults import Fault
from coach.content.toml_file import TomlFile

TEXT = """\
# a = 0
a = 1
b.c = 2 # [d]

[d] # here
a = 3
list = [
  "x",
]

[d.e-f]
a = 4

[[q]]
a = 5
[[q]]
b = 6
"""


@pytest.fixture
def file(tmp_path: Path) -> TomlFile:
    """A file with keys of one name in several tables."""
    (tmp_path / "x.toml").write_text(TEXT, "utf-8")
    return TomlFile(tmp_path / "x.toml")


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("a",), 2),
        (("a", "d"), 6),
        (("a", "d.e-f"), 12),
        (("a", "q", 0), 15),
        (("b", "q", 1), 17),
        (("a", "q", 1), 16),
        (("none", "d"), 5),
        (("none",), 1),
        (("a", "none"), 1),
        (("", "q", 0), 14),
    ],
)
def test_lines(file: TomlFile, place: tuple[str, str, int], line: int) -> None:
    assert file.line(*place) == line


def test_a_fault_stands_at_its_key(file: TomlFile) -> None:
    file.fault("wrong", "a", "d")
    assert file.faults == [Fault(file.path, 6, "wrong")]


@pytest.mark.parametrize(
    ("raw", "line", "sentence"),
    [
        (b"a = 1\nb = [\n", 3, "this is not valid TOML: Invalid value (at end of document)"),
        (b"a = 1\na = 2\n", 2, "this is not valid TOML: Cannot overwrite a value (at line 2, column 6)"),
        (b"a = 1\nb = '\xe9'\n", 2, "the file is not written in UTF-8"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, raw: bytes, line: int, sentence: str) -> None:
    (tmp_path / "x.toml").write_bytes(raw)
    file = TomlFile(tmp_path / "x.toml")
    assert file.faults == [Fault(file.path, line, sentence)]
    assert file.values == {}


def test_a_folder_in_its_place_is_a_missing_file(tmp_path: Path) -> None:
    assert TomlFile(tmp_path).faults == [Fault(tmp_path, 0, "the file is missing")]


def test_endless_nesting_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("a = " + "[" * 100_000, "utf-8")
    assert len(TomlFile(tmp_path / "x.toml").faults) == 1
