"""The forms of a folder: which file counts, what is no form, and what is only told."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from coach.content.check import check
from coach.content.forms import MIME, read_forms
from tests.unit.content.author import Author

FORM = "forms/releve.fr.odt"


def archive(file: Path, **parts: str) -> None:
    """An archive of such parts in the place of a file; two underscores stand for a slash."""
    with zipfile.ZipFile(file, "w") as out:
        for name, content in parts.items():
            out.writestr(name.replace("__", "/"), content)


def test_a_form_speaks_the_language_that_is_asked_for(author: Author) -> None:
    for language, title in (("fr", "Relevé des postes"), ("en", "List of computers")):
        (form,) = read_forms([author.folder], language).values()
        assert (form.id, form.title, form.lessons) == ("releve", title, ("eteindre-le-soir",))
        assert form.file.name == f"releve.{language}.odt"
    assert form.opening == "Open the list of computers"


def test_without_a_translation_the_french_file_counts(author: Author) -> None:
    author.file("forms/releve.en.odt").unlink()
    (form,) = read_forms([author.folder], "en").values()
    assert form.file.name == "releve.fr.odt"
    author.file(FORM).unlink()
    assert read_forms([author.folder], "en") == {}


def test_a_town_changes_a_file_or_adds_a_form(author: Author, tmp_path: Path) -> None:
    town = tmp_path / "town"
    (town / "forms").mkdir(parents=True)
    (town / "forms" / "releve.fr.ods").write_bytes(b"ours")
    forms = read_forms([author.folder, town], "fr")
    assert forms["releve"].file == town / "forms" / "releve.fr.ods"
    registry = author.file("forms/forms.toml").read_text("utf-8").replace("releve", "releve-a-nous")
    (town / "forms" / "forms.toml").write_text(registry, "utf-8")
    (town / "forms" / "releve-a-nous.fr.odt").write_bytes(b"ours too")
    assert list(read_forms([author.folder, town], "fr")) == ["releve", "releve-a-nous"]


def test_a_folder_without_forms_has_none_and_that_is_no_fault(author: Author) -> None:
    author.file("forms/forms.toml").unlink()
    assert read_forms([author.folder], "fr") == {}
    assert author.check() == (0, ["0 faults."])


def test_a_lesson_that_is_not_there_is_a_notice_since_the_form_waits_for_it(author: Author) -> None:
    author.change("forms/forms.toml", '["eteindre-le-soir"]', '["eteindre-le-soir", "to-come"]')
    told = "note: lessons/forms/forms.toml line 7: the form “releve” is for the lesson “to-come”, which is not here"
    assert author.check() == (0, [told, "0 faults."])


@pytest.mark.parametrize(
    "parts",
    [
        {"mimetype": MIME[".ods"], "content.xml": "<x/>"},
        {"mimetype": MIME[".odt"]},
        {"content.xml": "<x/>"},
        {"mimetype": MIME[".odt"], "content.xml": "<x/>", "Basic__Standard__Module1.xml": "<x/>"},
        {"mimetype": MIME[".odt"], "content.xml": "<x/>", "Scripts__python__run.py": "print()"},
        {"mimetype": MIME[".odt"], "content.xml": "<x/>" + " " * 2_000_000},
    ],
    ids=["another kind", "no content", "no kind", "Basic", "Python", "too large"],
)
def test_what_is_no_plain_document_is_a_fault(author: Author, parts: dict[str, str]) -> None:
    archive(author.file(FORM), **parts)
    said = f"lessons/{FORM}: this is not an OpenDocument file without macros"
    assert author.check() == (1, [said, "1 fault."])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"<html>", b"\x00" * 100])
def test_what_is_no_archive_is_a_fault(author: Author, content: bytes) -> None:
    author.file(FORM).write_bytes(content)
    said = f"lessons/{FORM}: this is not an OpenDocument file without macros"
    assert author.check() == (1, [said, "1 fault."])


@pytest.mark.parametrize(
    "text", ["form = 3\n", "[form]\nreleve = 3\n", '[form.releve]\nfr = ["x"]\n', "[[form]]\n"]
)
def test_an_ill_registry_has_faults_and_gives_no_form(author: Author, text: str) -> None:
    author.file("forms/forms.toml").write_text(text, "utf-8")
    status, said = author.check()
    assert status == 1
    assert said[0].startswith("lessons/forms/forms.toml line ")
    assert read_forms([author.folder], "fr") == {}


def test_a_file_that_cannot_be_read_is_not_taken_for_one_of_another_kind(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.read_bytes

    def read(file: Path) -> bytes:
        if file.name == "releve.fr.odt":
            raise PermissionError(13, "Permission denied")
        return real(file)

    monkeypatch.setattr(Path, "read_bytes", read)
    told = [fault.sentence for fault in check(author.folder, date(2026, 11, 23)) if not fault.notice]
    assert told == ["this file cannot be read: Permission denied"]
