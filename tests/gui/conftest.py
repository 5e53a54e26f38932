"""A window on a desk of its own: folders, person and policy that no other test has touched."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coach import settings, words
from coach.app.start import make_application, make_window
from coach.app.theme import CoachApplication
from coach.app.window import Window
from coach.domain.people import Person
from coach.settings import Settings
from tests.gui.look import settle


def pytest_configure(config: pytest.Config) -> None:
    """Every Qt warning fails a test but these: the offscreen screen has nobody to tell a window's size or shape."""
    for what in ("propagateSizeHints", "setting window masks", "raise"):
        config.addinivalue_line("qt_log_ignore", f"This plugin does not support {what}")


@dataclass(frozen=True)
class Desk:
    """The desk of a test: person `id`, folders under `root`."""

    root: Path
    monkeypatch: pytest.MonkeyPatch
    id: str = "camille"

    def set(self, **values: Any) -> Settings:
        """Write settings of the person, as if chosen earlier; `name` and all others may be given."""
        wanted = dataclasses.replace(settings.read(self.id), **values)
        settings.write(self.id, wanted)
        words.use(wanted.language)
        return wanted

    def settings(self) -> Settings:
        """The person's settings as they stand in the file."""
        return settings.read(self.id)

    def policy(self, text: str) -> None:
        """Write the administrator's policy file."""
        (self.root / "policy.toml").write_text(text, "utf-8")

    def as_person(self, person: Person) -> None:
        """Put somebody on the organisation's list, and sit that person at this desk."""
        from coach.store import database, people

        with database.organisation() as connection:
            people.put(connection, [person])
        self.monkeypatch.setenv("COACH_PERSON", person.id)


@pytest.fixture(scope="session")
def qapp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CoachApplication]:
    """The application, made as the program makes it; pytest-qt builds on it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_HOME", str(tmp_path_factory.mktemp("home")))
        # Tests of other folders may have made it already.
        there = CoachApplication.instance()
        application = there if isinstance(there, CoachApplication) else make_application()
    yield application
    application.closeAllWindows()
    settle()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: CoachApplication) -> Iterator[Desk]:
    """A desk where Camille has been welcomed and reads English; nothing was learnt yet."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COACH_PERSON", "camille")
    monkeypatch.setenv("COACH_POLICY", str(tmp_path / "policy.toml"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    made = Desk(tmp_path, monkeypatch)
    made.set(name="Camille", language="en", theme="light", text_scale=100, welcomed=True)
    yield made
    from coach.store import database

    database.close()
    words.use("en")


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[Window]:
    """The window on that desk, shown, without a page: `window.go(…)`. Ask for `desk` first to prepare it."""
    made = make_window()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    settle()


@pytest.fixture
def now() -> datetime:
    """The present moment, aware; the window asks the clock itself."""
    return datetime.now(UTC)
