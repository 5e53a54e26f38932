"""A town's own folder stands beside the shipped lessons."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from coach import places
from coach.content.check import check
from coach.content.library import library

TODAY = date(2026, 11, 23)
SHIPPED = Path(places.lessons())


def test_its_lesson_path_and_words_are_there(tmp_path: Path) -> None:
    own = tmp_path / "ville" / "notre-partage"
    shutil.copytree(SHIPPED / "accueil" / "piece-jointe-ou-lien", own)
    (tmp_path / "paths.toml").write_text(
        '[path.ville]\nfr = "Chez nous"\nlessons = ["notre-partage"]\n', "utf-8"
    )
    words = (SHIPPED / "organisation.toml").read_text("utf-8")
    (tmp_path / "organisation.toml").write_text(words.replace('value = ""', 'value = "Partage"', 1), "utf-8")
    shelf = library("fr", str(tmp_path))
    assert shelf.paths["ville"].lessons == ("notre-partage",)
    assert "bienvenue" in shelf.paths
    assert shelf.lesson("notre-partage").title == shelf.lesson("piece-jointe-ou-lien").title
    assert any("Partage" in sentence for sentence in shelf.references.town.values())


def test_a_folder_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    assert library("fr", str(tmp_path / "gone")) == library("fr")


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A town's folder with one lesson, a path, one word and one fact of its own."""
    folder = tmp_path / "ville"
    shutil.copytree(SHIPPED / "accueil" / "piece-jointe-ou-lien", folder / "partage" / "notre-partage")
    (folder / "paths.toml").write_text(
        '[path.ville]\nfr = "Chez nous"\nen = "Here"\nlessons = ["notre-partage", "veille-ou-arret"]\n',
        "utf-8",
    )
    (folder / "organisation.toml").write_text(
        '[help_desk]\nvalue = "le 12"\nfr = "Appelez {value}."\nen = "Call {value}."\n'
        'neutral_fr = "Appelez."\nneutral_en = "Call."\n',
        "utf-8",
    )
    (folder / "gestures.toml").write_text(
        '[gesture.chez-nous]\nfr = "Éteindre."\nen = "Switch off."\ndomain = "poste"\nfact = "idle-screen-saving"\n',
        "utf-8",
    )
    return folder


def test_one_word_of_the_town_leaves_the_others_as_they_were(town: Path) -> None:
    words = library("fr", str(town)).references.town
    assert words["help_desk"] == "Appelez le 12."
    assert words.keys() == library("fr").references.town.keys()


def test_a_fact_of_the_town_may_use_a_shipped_unit(town: Path) -> None:
    (town / "facts.toml").write_text(
        '[fact.ours]\nfr = "Ici."\nen = "Here."\nvalue = 3\nunit = "kwh-year"\nyear = 2026\nsource = "Ville"\n'
        'read = "primary"\nstatus = "ok"\nreview = "2099-01"\n',
        "utf-8",
    )
    assert library("fr", str(town)).facts["ours"].unit == "kWh/an"


def test_what_is_ill_in_it_costs_nothing_else(town: Path) -> None:
    (town / "facts.toml").write_text('[fact.half]\nfr = "Rien."\n[unit]\nx = 3\n', "utf-8")
    (town / "label.toml").write_text('domain = 3\n[competence.x]\nfr = "X"\n', "utf-8")
    (town / "gestures.toml").write_text("[gesture.x]\n[gesture]\ny = 3\n", "utf-8")
    (town / "paths.toml").write_text("[path.x", "utf-8")
    (town / "organisation.toml").write_text("[help_desk]\nvalue = 3\n", "utf-8")
    shelf, shipped = library("fr", str(town)), library("fr")
    assert shelf.facts == shipped.facts
    assert shelf.gestures == shipped.gestures
    assert shelf.paths == shipped.paths
    assert shelf.references == shipped.references
    assert shelf.label.competences == ()
    assert "notre-partage" in shelf.cards


def test_the_checker_reads_it_beside_the_shipped_lessons(town: Path) -> None:
    assert check(town, TODAY) == []


def test_the_checker_tells_its_faults_and_no_others(town: Path) -> None:
    lesson = town / "partage" / "notre-partage" / "lesson.toml"
    lesson.write_text(lesson.read_text("utf-8").replace('gesture = "', 'gesture = "x-'), "utf-8")
    (town / "paths.toml").write_text('[path.ville]\nfr = "x"\nen = "x"\nlessons = ["none"]\n', "utf-8")
    (town / "gestures.toml").write_text('[gesture.x]\nfr = "x"\nen = "x"\ndomain = "none"\n', "utf-8")
    assert [fault.told(town) for fault in check(town, TODAY)] == [
        "ville/gestures.toml line 4: the domain “none” is unknown",
        "ville/partage/notre-partage/lesson.toml line 7: the gesture “x-lien-plutot-que-piece-jointe” is unknown",
        "ville/paths.toml line 4: the path “ville” names the unknown lesson “none”",
    ]
