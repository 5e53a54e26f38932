"""Collect the texts of the code and bring every catalogue under `i18n/` up to date with them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = "build/coach.pot"


def main() -> int:
    """Extract, then update each language; a text that is gone leaves its catalogue."""
    (ROOT / "build").mkdir(exist_ok=True)
    babel(
        "extract", "--output-file", TEMPLATE, "--omit-header", "--sort-by-file", "--add-location", "file",
        "--no-wrap", "--keywords", "N_", "--add-comments", "Translators:", "coach",
    )  # fmt: skip
    for catalogue in sorted((ROOT / "i18n").glob("*/coach.po")):
        babel(
            "update", "--input-file", TEMPLATE, "--output-file", str(catalogue),
            "--locale", catalogue.parent.name, "--no-wrap", "--no-fuzzy-matching",
            "--ignore-obsolete", "--ignore-pot-creation-date",
        )  # fmt: skip
    return 0


def babel(*arguments: str) -> None:
    """Run one command of pybabel from the top of the project."""
    pybabel = [sys.executable, "-m", "babel.messages.frontend", "--quiet"]
    subprocess.run([*pybabel, *arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main())
