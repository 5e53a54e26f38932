"""The tour that `make run` plays where there is no display: the main job, one picture a step, into `tour/`."""

import shutil
import sys
import time
from pathlib import Path

from tests.desk import Desk, missing_parts
from tests.journeys.main_job import MainJob

FOLDER = Path(__file__).resolve().parents[2] / "tour"


def main() -> int:
    """Play the main job in folders of its own and keep its pictures; 0 when it went through."""
    missing = missing_parts()
    if missing:
        sys.stderr.write(f"The tour needs: apt-get install {' '.join(missing)}\n")
        return 1
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    began = time.monotonic()
    with Desk(size="1200x860") as desk:
        taken: list[str] = []

        def picture(name: str) -> None:
            file = FOLDER / f"{len(taken) + 1:02d}-{name}.png"
            desk.screen.screenshot(file)
            taken.append(name)
            sys.stdout.write(f"{time.monotonic() - began:6.1f} s  {file.name}\n")
            sys.stdout.flush()

        exported = MainJob(desk, picture).everything()
        shutil.copy(exported, FOLDER / exported.name)
        for shown in desk.notifications.all:
            buttons = ", ".join(shown.actions.values())
            sys.stdout.write(f"the reminder said: {shown.summary} {shown.body} [{buttons}]\n")
    sys.stdout.write(f"{len(taken)} pictures and HR's file are in {FOLDER.name}/\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
