"""What no import takes: refused at once, in a sentence, before anything is read further."""

from pathlib import Path

import pytest

from coach.content.exchange import source
from coach.content.exchange.reading import FORMATS, read
from coach.content.exchange.source import NotImported


def refusal(file: Path, format: str) -> str:
    with pytest.raises(NotImported) as caught:
        read(format, str(file), {})
    return str(caught.value.facts["reason"])


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"PK\x03\x04zip", "workbook"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, format: str, content: bytes, words: str) -> None:
    file = tmp_path / "x"
    file.write_bytes(content)
    assert words in refusal(file, format)


@pytest.mark.parametrize("format", FORMATS)
def test_a_line_of_100_megabytes_is_not_read(tmp_path: Path, format: str) -> None:
    file = tmp_path / "x"
    with file.open("wb") as out:
        out.truncate(100_000_000)
    assert "more than 20 megabytes" in refusal(file, format)


def test_a_file_that_grows_while_it_is_read_is_bounded_too() -> None:
    assert "megabytes" in refusal(Path("/dev/zero"), "gift")


@pytest.mark.parametrize("format", FORMATS)
def test_a_folder_or_nothing_at_all(tmp_path: Path, format: str) -> None:
    assert refusal(tmp_path, format)
    assert refusal(tmp_path / "none", format)


def test_nul_bytes_are_told_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"Un ? {=a ~b}\n\nDeux\0 ? {T}")
    assert "line 3" in refusal(file, "gift")


def test_bytes_of_no_western_text_are_told_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"Un ?\n\x81\x8d")
    assert "line 2" in refusal(file, "gift")


def test_a_file_of_remarks_has_no_question(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text("// rien\n\n$CATEGORY: x\n")
    assert "no question" in refusal(file, "gift")


def test_half_a_pair_of_utf_16_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"\xff\xfe\x00\xd8")
    assert refusal(file, "gift")
    assert source.LARGEST == 20_000_000
