"""Collect the texts of the code and bring every catalogue under `i18n/` up to date with them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = "build/coach.pot"
UPDATE = ("--no-wrap", "--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date")


def main() -> int:
    """Extract, then update each language; a text that is gone leaves its catalogue, a new folder gets one."""
    (ROOT / "build").mkdir(exist_ok=True)
    babel(
        "extract", "--output-file", TEMPLATE, "--omit-header", "--sort-by-file", "--add-location", "file",
        "--no-wrap", "--keywords", "N_ counted:1,2", "--add-comments", "Translators:", "coach",
    )  # fmt: skip
    for folder in sorted(path for path in (ROOT / "i18n").iterdir() if path.is_dir()):
        catalogue = folder / "coach.po"
        files = ("--input-file", TEMPLATE, "--output-file", str(catalogue), "--locale", folder.name)
        if catalogue.exists():
            babel("update", *files, *UPDATE)
        else:
            babel("init", *files, "--no-wrap")
    return 0


def babel(*arguments: str) -> None:
    """Run one command of pybabel from the top of the project."""
    pybabel = [sys.executable, "-m", "babel.messages.frontend", "--quiet"]
    subprocess.run([*pybabel, *arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main())
