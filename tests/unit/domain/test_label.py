"""Whose goals the competences are."""

from coach.domain.label import Competence, Label


def competence(name: str, *audiences: str) -> Competence:
    return Competence(name, "poste", 1, audiences, "", "", ())


LABEL = Label(
    "",
    "",
    "",
    "",
    (),
    (competence("a", "all-staff"), competence("b", "it"), competence("c", "hr", "it")),
    (),
    (),
)


def test_everybody_is_all_staff_and_trades_add_goals() -> None:
    assert [one.id for one in LABEL.goals(frozenset())] == ["a"]
    assert [one.id for one in LABEL.goals(frozenset({"hr"}))] == ["a", "c"]
    assert [one.id for one in LABEL.goals(frozenset({"it", "unknown"}))] == ["a", "b", "c"]
