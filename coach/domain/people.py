"""People of the organisation, their roles and what they may do."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a person may do beside learning. On one local file this is shown, not secured."""

    LEARNER = "learner"
    TRAINER = "trainer"
    HR = "hr"


@dataclass(frozen=True)
class Person:
    """A person of the town. `id` is the staff number; without a list of people, the login."""

    id: str
    name: str
    service: str = ""
    roles: frozenset[Role] = frozenset({Role.LEARNER})
    audiences: frozenset[str] = frozenset({"all-staff"})
    login: str = ""

    def may(self, role: Role) -> bool:
        """Whether the person holds the role."""
        return role in self.roles


@dataclass(frozen=True)
class Assignment:
    """A path proposed to somebody, with a wished day."""

    id: str
    path: str
    due: date | None
    assigned_on: date
    assigned_by: str
    message: str = ""
