"""A town's own folder stands beside the shipped lessons."""

import shutil
from pathlib import Path

from coach import places
from coach.content.library import library

SHIPPED = Path(places.lessons())


def test_its_lesson_path_and_words_are_there(tmp_path: Path) -> None:
    own = tmp_path / "ville" / "notre-partage"
    shutil.copytree(SHIPPED / "accueil" / "piece-jointe-ou-lien", own)
    (tmp_path / "paths.toml").write_text('[path.ville]\nfr = "Chez nous"\nlessons = ["notre-partage"]\n', "utf-8")
    words = (SHIPPED / "organisation.toml").read_text("utf-8")
    (tmp_path / "organisation.toml").write_text(words.replace('value = ""', 'value = "Partage"', 1), "utf-8")
    shelf = library("fr", str(tmp_path))
    assert shelf.paths["ville"].lessons == ("notre-partage",)
    assert "bienvenue" in shelf.paths
    assert shelf.lesson("notre-partage").title == shelf.lesson("piece-jointe-ou-lien").title
    assert any("Partage" in sentence for sentence in shelf.references.town.values())


def test_a_folder_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    assert library("fr", str(tmp_path / "gone")) == library("fr")
