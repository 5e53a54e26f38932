"""Who may do what beside learning."""

from coach.domain.people import Person, Role


def test_everybody_learns_and_nothing_else_by_itself() -> None:
    somebody = Person("1", "Ana")
    assert [role for role in Role if somebody.may(role)] == [Role.LEARNER]
    assert somebody.audiences == {"all-staff"}


def test_a_person_may_hold_several_roles() -> None:
    both = Person("1", "Ana", roles=frozenset({Role.TRAINER, Role.HR}))
    assert both.may(Role.TRAINER)
    assert both.may(Role.HR)
    assert not both.may(Role.LEARNER)
