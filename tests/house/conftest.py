"""The application and a desk, as the tests of the window have them."""

import pytest

from coach.app.start import make_application
from coach.app.theme import CoachApplication
from tests.gui.conftest import desk, pytest_configure, window

__all__ = ["desk", "pytest_configure", "qapp", "window"]


@pytest.fixture(scope="session")
def qapp(tmp_path_factory: pytest.TempPathFactory) -> CoachApplication:
    """The one application of the process; the tests of the window may have made it already."""
    application = CoachApplication.instance()
    if not isinstance(application, CoachApplication):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("COACH_HOME", str(tmp_path_factory.mktemp("home")))
            application = make_application()
    return application
