"""Every page in four themes, at 100 and 200 %, French and English, as contact sheets in `shots/` to look at."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QImage

from coach import settings, study
from coach.app.start import make_application, make_window
from coach.app.window import Window
from coach.study import short_code
from tests.gui import sample
from tests.gui.contact_sheet import sheet
from tests.gui.shown import AT_A_SHARED_COMPUTER, SHOWN, settle

FOLDER = Path(__file__).resolve().parents[2] / "shots"
THEMES = ("light", "dark", "contrast-dark", "contrast-light")
SCALES = (100, 200)
LANGUAGES = ("fr", "en")
SIZE = (1200, 860)


def _at_a_shared_computer(
    window: Window, chosen: settings.Settings, taken: dict[str, list[QImage]]
) -> Window:
    """Take the pictures of a computer that a canteen shares; returns its window, where nobody sits any more."""
    wanted = [name for name in AT_A_SHARED_COMPUTER if name in taken]
    if not wanted:
        return window
    window.close()
    os.environ["COACH_POLICY"] = os.path.join(os.environ["COACH_HOME"], "shared.toml")
    Path(os.environ["COACH_POLICY"]).write_text("[org]\nshared_pc = true\n", "utf-8")
    for number in range(1001, 1009):
        settings.write(str(number), chosen)
    short_code.keep(sample.CAMILLE.id, "4071")
    made = make_window()
    made.resize(*SIZE)
    made.show()
    for name in wanted:
        AT_A_SHARED_COMPUTER[name](made)
        settle(made)
        taken[name].append(made.grab().toImage())
    del os.environ["COACH_POLICY"]
    assert made.seat
    made.seat.leave()
    return made


def main() -> int:
    """Take the pictures; with arguments, of these pages only."""
    every = [*SHOWN, *AT_A_SHARED_COMPUTER]
    wanted = [name for name in every if not sys.argv[1:] or name in sys.argv[1:]]
    home = tempfile.mkdtemp(prefix="shots-")
    os.environ.update(
        COACH_HOME=home, XDG_STATE_HOME=home, XDG_CONFIG_HOME=home, COACH_PERSON=sample.CAMILLE.id
    )
    application = make_application()
    sample.settle()
    taken: dict[str, list[QImage]] = {name: [] for name in wanted}
    window: Window | None = None
    for language in LANGUAGES:
        for scale in SCALES:
            for theme in THEMES:
                chosen = settings.Settings(
                    language=language, theme=theme, text_scale=scale, welcomed=True, name="Camille"
                )
                settings.write(sample.CAMILLE.id, chosen)
                study.speak()
                if window is not None:
                    window.close()
                window = make_window()
                window.resize(*SIZE)
                window.show()
                for name in wanted:
                    if name in SHOWN:
                        SHOWN[name](window)
                        settle(window)
                        taken[name].append(window.grab().toImage())
                window = _at_a_shared_computer(window, chosen, taken)
                sys.stdout.write(f"{language} {scale} % {theme}\n")
                sys.stdout.flush()
    FOLDER.mkdir(exist_ok=True)
    for name, pictures in taken.items():
        sheet(pictures, len(THEMES)).save(str(FOLDER / f"{name}.png"))
    application.processEvents()
    shutil.rmtree(home, ignore_errors=True)
    sys.stdout.write(f"{len(taken)} contact sheets are in {FOLDER.name}/\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
