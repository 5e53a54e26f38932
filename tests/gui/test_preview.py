"""A lesson beside the editor: faults named, read again at each save, where it was scrolled to."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractSlider, QRadioButton
from pytestqt.qtbot import QtBot

from coach.app.preview import Preview
from coach.app.start import _person, restyle
from coach.content.library import Library
from tests.gui.conftest import Desk
from tests.gui.look import named, says, until
from tests.unit.content.author import LESSON_FOLDER, make_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_folder(tmp_path)


@pytest.fixture
def preview(desk: Desk, folder: Path, qtbot: QtBot) -> Preview:
    restyle(_person())
    made = Preview(folder / LESSON_FOLDER, Library(folder, "fr"))
    made.resize(700, 500)
    qtbot.addWidget(made)
    made.show()
    return made


def told(preview: Preview) -> str:
    """What the preview says, without the signs that hold words together on a line."""
    return says(preview).replace("\u00a0", " ").replace("\u2060", "")


def write(folder: Path, old: str, new: str) -> None:
    """As an editor saves: another file takes the place of the first."""
    file = folder / LESSON_FOLDER / "fr.md"
    text = file.read_text("utf-8")
    assert old in text
    fresh = file.with_suffix(".md~")
    fresh.write_text(text.replace(old, new), "utf-8")
    os.replace(fresh, file)


def test_every_step_and_question_is_there(preview: Preview) -> None:
    said = told(preview)
    for words in (
        "No fault",
        "Éteindre le soir",
        "Que faire le soir ?",
        "Dans quel ordre ?",
        "Combien par an ?",
    ):
        assert words in said, words
    assert "Elle vit de soleil." in said


def test_each_save_is_shown_and_a_fault_named_by_its_line(
    preview: Preview, folder: Path, qtbot: QtBot
) -> None:
    write(folder, "Que faire le soir ?", "Que faire la nuit ?")
    until(qtbot, lambda: "Que faire la nuit ?" in told(preview))
    write(folder, "hint: La nuit est longue.\n", "")
    until(qtbot, lambda: "question “soir” has no hint" in told(preview))
    assert "fr.md line" in told(preview)
    write(
        folder,
        "## question soir: Que faire la nuit ?\n",
        "## question soir: Que faire la nuit ?\nhint: Dormir.\n",
    )
    until(qtbot, lambda: "No fault" in told(preview) and "Dormir." in told(preview))


def test_the_translation_is_a_choice_away_and_read_at_each_save_too(
    preview: Preview, folder: Path, qtbot: QtBot
) -> None:
    english = folder / LESSON_FOLDER / "en.md"
    sound = english.read_text("utf-8")
    named(preview, QRadioButton, "English").click()
    assert "Switch off in the evening" in told(preview)
    assert "Éteindre le soir" not in told(preview)
    english.write_text(sound.replace("Switch off in the evening", "Switch off at night"), "utf-8")
    until(qtbot, lambda: "Switch off at night" in told(preview))
    # Without a translation people read the French, and so does the preview.
    english.unlink()
    until(qtbot, lambda: "Éteindre le soir" in told(preview))
    english.write_text(sound, "utf-8")
    until(qtbot, lambda: "Switch off in the evening" in told(preview))
    named(preview, QRadioButton, "Français").click()
    assert "Éteindre le soir" in told(preview)


def test_the_place_on_the_page_is_kept(preview: Preview, folder: Path, qtbot: QtBot) -> None:
    bar = preview.area.verticalScrollBar()
    until(qtbot, lambda: bar.maximum() > 1500)
    for _step in range(3):
        bar.triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
    place = bar.value()
    assert place > 300
    write(folder, "Éteindre le soir", "Éteindre la nuit")
    until(qtbot, lambda: "Éteindre la nuit" in told(preview) and bar.value() == place)


def test_a_lesson_too_broken_to_read_is_told_and_comes_back(
    preview: Preview, folder: Path, qtbot: QtBot
) -> None:
    file = folder / LESSON_FOLDER / "lesson.toml"
    sound = file.read_text("utf-8")
    file.write_text("edition = ", "utf-8")
    until(qtbot, lambda: "not valid TOML" in told(preview))
    file.write_text(sound, "utf-8")
    until(qtbot, lambda: "Dans quel ordre ?" in told(preview))
