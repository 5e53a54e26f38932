"""The competence tree in one language, with the words that say it is a restatement."""

from coach.content.label import read_label
from tests.unit.content.author import Author


def test_the_tree(author: Author) -> None:
    label = read_label(author.folder, "en")
    assert (label.name, label.version, label.source) == ("Charter", "2026-11-23", "Institut")
    assert label.wording == "Restatement, not official."
    assert [(one.id, one.title) for one in label.domains] == [("poste", "Workstation")]
    (goal,) = label.competences
    assert (goal.id, goal.title, goal.evidence) == (
        "eteindre",
        "Switch off one's desk",
        "Off in the evening.",
    )
    assert (goal.domain, goal.level, goal.audiences, goal.supports) == ("poste", 1, ("all-staff",), ("ch-1",))
    assert [(one.id, one.kind, one.text) for one in label.supports] == [("ch-1", "charter", "Save")]
    assert label.audiences == (("all-staff", "All staff"),)


def test_french(author: Author) -> None:
    label = read_label(author.folder, "fr")
    assert label.wording == "Reformulation, non officielle."
    assert label.competences[0].title == "Éteindre son poste"


def test_a_language_that_the_file_does_not_have_is_french(author: Author) -> None:
    assert read_label(author.folder, "de").domains[0].title == "Poste de travail"
