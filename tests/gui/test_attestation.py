"""The learner's own attestation, and those that human resources issue: saved, copied, refused in sentences."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from coach.app.attestation import MyAttestation
from coach.app.exporting.attesting import AttestingPart
from coach.app.window import Window
from coach.content.library import library
from coach.proof.checking import check
from coach.store import attempts, database
from coach.study import sharing
from tests.gui import crowd
from tests.gui.conftest import Desk
from tests.gui.exporting import rest
from tests.gui.look import named, press, says, unnamed, until

NAME = '[org]\nname = "Ville d’Été"\n'


def learn(person: str) -> None:
    """Every lesson of the path “pour-l-accueil”."""
    with database.records(person) as connection:
        for lesson in library("en").paths["pour-l-accueil"].lessons:
            begun = attempts.begin(connection, lesson, 1, (), crowd.NOW)
            attempts.finish(connection, begun, crowd.NOW)


def opened(window: Window, qtbot: QtBot) -> MyAttestation:
    """The dialog of the finished path."""
    window.go("paths", "pour-l-accueil")
    rest(window, qtbot)
    press(window.page, "My attestation of At the reception desk")
    until(qtbot, lambda: window.findChild(MyAttestation) is not None)
    found = window.findChild(MyAttestation)
    assert found
    return found


@pytest.mark.parametrize(
    ("button", "kind"), [("Save the attestation as a page", "html"), ("Save the attestation as PDF", "pdf")]
)
def test_a_learner_saves_what_the_organisation_attests(
    button: str,
    kind: str,
    desk: Desk,
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk.policy(NAME)
    hers = crowd.settle(desk)
    crowd.propose("pour-l-accueil", hers.id)
    learn(hers.id)
    window: Window = request.getfixturevalue("window")
    sharing.share(window.me.person)
    file = tmp_path / f"mine.{kind}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    dialog = opened(window, qtbot)
    assert "Human resources issue the same document" in says(dialog)
    assert unnamed(dialog) == []
    press(dialog, button)
    until(qtbot, file.exists)
    found = check(str(file))
    assert found
    assert found.attestation
    assert found.attestation.organisation


def test_a_solo_learner_has_a_statement_of_her_own(desk: Desk, window: Window, qtbot: QtBot) -> None:
    learn(desk.id)
    dialog = opened(window, qtbot)
    assert "nobody attests it" in says(dialog)
    line = named(dialog, QPlainTextEdit, "Line for my training record").toPlainText()
    press(dialog, "Copy the line")
    copied = QApplication.clipboard().text()
    # The field shows no-break spaces as ordinary ones.
    assert copied.replace("\u00a0", " ") == line
    assert line.startswith("Training: “At the reception desk”")


def test_an_unfinished_path_offers_none(window: Window, qtbot: QtBot) -> None:
    window.go("paths", "pour-l-accueil")
    rest(window, qtbot)
    assert not [one for one in window.page.findChildren(QPushButton) if "attestation" in one.accessibleName()]


# Human resources ----------------------------------------------------------------------------------------------


@pytest.fixture
def page(desk: Desk, request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Window:
    """Exports, where two people have finished “pour-l-accueil”; documents go into a folder of this test."""
    desk.policy(NAME)
    crowd.settle(desk)
    crowd.finish(crowd.DESK_STAFF[0], "pour-l-accueil")
    crowd.finish(crowd.CREW[0], "pour-l-accueil")
    window: Window = request.getfixturevalue("window")
    window.go("exports")
    rest(window, qtbot)
    named(window.page, QLineEdit, "Folder").setText(str(tmp_path / "out"))
    return window


def issue(page: Window, qtbot: QtBot) -> AttestingPart:
    """Press the button and wait for what comes of it."""
    press(page.page, "Issue the attestations")
    rest(page, qtbot)
    part = page.page.findChild(AttestingPart)
    assert part
    return part


def test_hr_issues_those_of_everybody_chosen(page: Window, qtbot: QtBot, tmp_path: Path) -> None:
    part = issue(page, qtbot)
    assert "The attestations are saved" in says(part)
    assert "2 attestations" in says(part)
    assert len(list((tmp_path / "out").glob("*.html"))) == len(list((tmp_path / "out").glob("*.pdf"))) == 2
    assert "Attestations" in says(page.page)
    assert unnamed(part) == []


def test_nothing_is_replaced_unasked(page: Window, qtbot: QtBot, tmp_path: Path) -> None:
    issue(page, qtbot)
    first = next((tmp_path / "out").glob("*.html"))
    first.write_text("mine", "utf-8")
    part = issue(page, qtbot)
    assert "There is already a file" in says(part)
    assert first.read_text("utf-8") == "mine"
    press(part, "Replace the files")
    rest(page, qtbot)
    assert "The attestations are saved" in says(part)
    assert first.read_text("utf-8") != "mine"


def test_without_a_name_for_the_organisation_it_says_what_to_do(
    page: Window, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.policy("")
    page.rebuild()
    rest(page, qtbot)
    part = issue(page, qtbot)
    assert "names no organisation" in says(part)
    assert "“name” under [org]" in says(part)
    assert not (tmp_path / "out").exists()


def test_what_was_chosen_outlives_a_change_of_look(page: Window, qtbot: QtBot, tmp_path: Path) -> None:
    part = page.page.findChild(AttestingPart)
    assert part
    before = part.kinds
    page.rebuild()
    rest(page, qtbot)
    again = page.page.findChild(AttestingPart)
    assert again
    assert (again.kinds, again.folder.words) == (before, str(tmp_path / "out"))


def test_stop_is_heard_by_whoever_writes(page: Window, qtbot: QtBot) -> None:
    part = page.page.findChild(AttestingPart)
    assert part
    part.begin()
    assert part.tell(1, 2)
    until(qtbot, lambda: "1 of 2" in says(part))
    press(part, "Stop issuing")
    assert not part.tell(2, 2)
    part.begin()
    assert part.tell(1, 2)


def test_no_document_or_no_folder_is_said(page: Window, qtbot: QtBot) -> None:
    part = page.page.findChild(AttestingPart)
    assert part
    for toggle in part._kinds.values():
        toggle.setChecked(False)
    assert "Choose at least one document." in says(issue(page, qtbot))
    part._kinds["page"].setChecked(True)
    named(page.page, QLineEdit, "Folder").setText(" ")
    assert "Type a folder first." in says(issue(page, qtbot))
