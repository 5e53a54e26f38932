"""The documents for the DPO say what the program does today: made from its own lists, and committed up to date."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from coach import words
from coach.domain.batch import SENT
from coach.domain.retention import TABLE
from coach.sensors import sensors
from coach.words import _

PACKAGING = Path(__file__).resolve().parents[3] / "packaging"
KEPT = ("aipd", "conservation", "notice-agent", "notice-formation", "notice-rh", "registre")
NAMES = ("README", "note-instance", *KEPT)


@pytest.fixture
def dpo() -> Iterator[ModuleType]:
    """The script."""
    spec = importlib.util.spec_from_file_location("dpo", PACKAGING / "dpo.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    words.use("en")


def committed(name: str) -> str:
    return (PACKAGING / "dpo" / f"{name}.md").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_each_document_is_up_to_date(name: str, dpo: ModuleType) -> None:
    made = dpo.written(PACKAGING / "dpo" / "modeles" / f"{name}.md")
    assert committed(name) == made, "python packaging/dpo.py"


def test_there_are_no_others() -> None:
    for folder in (PACKAGING / "dpo", PACKAGING / "dpo" / "modeles"):
        assert sorted(file.stem for file in folder.glob("*.md")) == sorted(NAMES)


@pytest.mark.parametrize("name", ["registre", "notice-agent", "aipd", "note-instance"])
def test_every_field_that_leaves_a_desk_is_told(name: str) -> None:
    told = committed(name)
    assert all(f"| `{key}` |" in told for keys in SENT.values() for key in keys)


@pytest.mark.parametrize("name", KEPT)
def test_every_line_of_the_retention_table_is_told(name: str) -> None:
    words.use("fr")
    told = committed(name)
    assert all(f"| {_(one.what)} |" in told for one in TABLE)
    assert "| 72 mois |" in told


@pytest.mark.parametrize("name", ["notice-agent", "aipd", "note-instance"])
def test_every_promise_of_a_card_stands_there_word_for_word(name: str) -> None:
    words.use("fr")
    told = committed(name)
    assert all(_(one.reads) in told and _(one.never_reads) in told for one in sensors().values())


def test_a_field_without_words_is_no_document(dpo: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dpo, "SENT", {"completed": {"score": int}})
    with pytest.raises(KeyError):
        dpo.written(PACKAGING / "dpo" / "modeles" / "registre.md")


def test_the_note_for_the_committee_has_two_pages() -> None:
    assert len(committed("note-instance").split()) < 1000


def test_french_is_set_as_french_is_set() -> None:
    for name in NAMES:
        for line in committed(name).splitlines():
            assert "'" not in line, line
            assert not [sign for sign in (" :", " ;", " ?", " !") if sign + " " in line + " "], line
