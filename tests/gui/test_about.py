"""À propos: version, licences, whom to ask, what is not known about accessibility, the label's wording, the logs."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from coach import __version__, places, words
from coach.app.pages.settings import SettingsPage
from coach.app.widgets.dialog import Reading
from coach.app.window import Window
from tests.gui.conftest import Desk
from tests.gui.look import named, press, says, unnamed


def test_says_what_it_is_and_under_which_licences(window: Window) -> None:
    window.go("about")
    told = says(window.page)
    for word in (__version__, "EUPL-1.2", "CC BY 4.0", "LGPL-3.0", "SIL OFL 1.1", "ISC"):
        assert word in told
    assert unnamed(window) == []
    assert window.page.help()


@pytest.mark.parametrize(
    ("licence", "words"),
    [
        ("EUPL-1.2", "European Union Public Licence"),
        ("SIL OFL 1.1", "SIL OPEN FONT LICENSE"),
        ("ISC", "Lucide"),
        ("CC BY 4.0", "Creative Commons"),
    ],
)
def test_licences_can_be_read_here(window: Window, licence: str, words: str) -> None:
    window.go("about")
    press(window, f"Read the licence {licence}")
    dialog = named(window, Reading, licence)
    assert words.lower() in named(dialog, QPlainTextEdit, licence).toPlainText().lower()
    press(dialog, "Close")


def test_the_contact_is_the_organisations(window: Window, desk: Desk) -> None:
    desk.policy('[org]\nname = "Ville de Test"\ncontact = "support@example.org"\ndpo = "dpo@example.org"\n')
    window.go("settings")
    window.go("about")
    for word in ("Ville de Test", "support@example.org", "dpo@example.org"):
        assert word in says(window.page)


def test_without_a_contact_it_says_whom_to_ask(window: Window) -> None:
    window.go("about")
    assert "Ask your IT help desk." in says(window.page)


def test_the_statement_is_honest_about_what_was_not_checked(window: Window) -> None:
    window.go("about")
    told = says(window.page)
    assert "No conformity is claimed yet" in told
    assert "By hand with NVDA on Windows and with Orca on Debian" in told


def test_the_label_is_our_wording_with_source_and_version(window: Window) -> None:
    window.go("about")
    label = window.me.library.label
    for word in (label.wording, label.source, words.as_day(label.version)):
        assert word in says(window.page)


def test_the_logs_can_be_found(window: Window) -> None:
    window.go("about")
    assert places.local() in says(window.page).replace("\u200b", "")


def test_escape_leads_back_to_the_settings(window: Window) -> None:
    window.go("about")
    window.page.escape()
    assert isinstance(window.page, SettingsPage)
