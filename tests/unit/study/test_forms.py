"""A copy of a form takes the place of nothing, whatever lies there, and is whole or not at all."""

import os
from io import FileIO
from pathlib import Path

import pytest

from coach.content.forms import Form
from coach.content.library import Library
from coach.domain.errors import FormError, UnknownForm
from coach.study import forms
from tests.unit.content.author import make_folder

CONTENT = b"what it holds"


@pytest.fixture
def form(tmp_path: Path) -> Form:
    """A form with its file."""
    file = tmp_path / "releve.fr.odt"
    file.write_bytes(CONTENT)
    return Form("releve", "Relevé", "Ouvrir le relevé", ("x",), file)


def test_each_copy_has_a_name_of_its_own(form: Form, tmp_path: Path) -> None:
    folder = tmp_path / "Documents" / "not there yet"
    names = [os.path.basename(forms.copy(form, str(folder))) for _ in range(3)]
    assert names == ["Relevé.odt", "Relevé (2).odt", "Relevé (3).odt"]
    assert {file.read_bytes() for file in folder.iterdir()} == {CONTENT}


def test_what_was_filled_in_stays(form: Form, tmp_path: Path) -> None:
    mine = Path(forms.copy(form, str(tmp_path)))
    mine.write_bytes(b"filled in")
    forms.copy(form, str(tmp_path))
    assert mine.read_bytes() == b"filled in"


def test_a_folder_and_a_link_of_that_name_are_in_the_way_too(form: Form, tmp_path: Path) -> None:
    (tmp_path / "Relevé.odt").mkdir()
    (tmp_path / "Relevé (2).odt").symlink_to(tmp_path / "elsewhere")
    assert forms.copy(form, str(tmp_path)) == str(tmp_path / "Relevé (3).odt")
    assert not (tmp_path / "elsewhere").exists()


def test_a_chosen_file_is_not_replaced(form: Form, tmp_path: Path) -> None:
    file = tmp_path / "mine.odt"
    assert forms.copy_to(form, str(file)) == str(file)
    file.write_bytes(b"filled in")
    with pytest.raises(FormError) as error:
        forms.copy_to(form, str(file))
    assert error.value.facts["reason"] == "there is already a file of that name."
    assert file.read_bytes() == b"filled in"


def test_where_nothing_can_be_written_there_is_a_sentence_and_no_file(form: Form, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for folder in ("file", "file/Documents"):
        with pytest.raises(FormError):
            forms.copy(form, str(tmp_path / folder))
    form.file.unlink()
    with pytest.raises(FormError):
        forms.copy(form, str(tmp_path / "Documents"))
    assert list(tmp_path.rglob("*.odt")) == []


def test_a_full_disk_leaves_no_half_copy(form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, file = open, tmp_path / "copy.odt"

    def on_a_full_disk(name: str, mode: str) -> FileIO:
        real(name, mode).close()
        return FileIO("/dev/full", "w")

    monkeypatch.setattr(forms, "open", on_a_full_disk, raising=False)
    with pytest.raises(FormError) as error:
        forms.copy_to(form, str(file))
    assert error.value.facts["reason"] == "No space left on device"
    assert not file.exists()


def test_forms_are_found_by_lesson_gesture_id_and_title(tmp_path: Path) -> None:
    shelf = Library(make_folder(tmp_path), "fr")
    (card,) = shelf.cards.values()
    (found,) = forms.of_lesson(shelf, card.id)
    assert forms.of_gesture(shelf, card.gesture) == (found,)
    assert forms.of_lesson(shelf, "another") == forms.of_gesture(shelf, "") == ()
    assert forms.find(shelf, "RELEVE") == forms.find(shelf, "relevé des postes") == found
    with pytest.raises(UnknownForm):
        forms.find(shelf, "../releve")
