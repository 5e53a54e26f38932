"""The town's own words: sharing tool, help desk, the person in charge."""

from pathlib import Path

from coach.content.faults import Fault
from coach.content.toml_file import TomlFile
from coach.words import _


def read_town(folder: Path, language: str) -> dict[str, str]:
    """Whole sentences by key: the town's, or the neutral one where the town wrote nothing."""
    return {
        key: _sentence(row, language)
        for key, row in TomlFile(folder / "organisation.toml").values.items()
        if isinstance(row, dict)
    }


def _sentence(row: dict[str, str], language: str) -> str:
    value = row.get("value", "").strip()
    if value:
        return str(row.get(language) or row["fr"]).format(value=value)
    return str(row.get(f"neutral_{language}") or row["neutral_fr"])


def missing_words(folder: Path) -> list[Fault]:
    """A notice for each entry that the town has not filled in."""
    file = TomlFile(folder / "organisation.toml")
    return file.faults + [
        Fault(
            file.path,
            file.header(key),
            _("“{key}” is empty: lessons use a neutral sentence").format(key=key),
            notice=True,
        )
        for key, row in file.values.items()
        if isinstance(row, dict) and not row.get("value", "").strip()
    ]
