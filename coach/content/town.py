"""The town's own words: sharing tool, help desk, the person in charge."""

from pathlib import Path

from coach.content.shape import TOWN, sound
from coach.content.toml_file import TomlFile


def read_town(folder: Path, language: str) -> dict[str, str]:
    """Whole sentences by key: the town's, or the neutral one where the town wrote nothing."""
    return {
        key: _sentence(row, language)
        for key, row in sound(TomlFile(folder / "organisation.toml").values, TOWN).items()
    }


def _sentence(row: dict[str, str], language: str) -> str:
    value = str(row.get("value", "")).strip()
    if value:
        return str(row.get(language) or row.get("fr", "")).replace("{value}", value)
    return str(row.get(f"neutral_{language}") or row.get("neutral_fr", ""))
