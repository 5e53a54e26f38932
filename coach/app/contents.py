"""The pages in the order of the navigation; pages that are not listed are reached from others."""

from dataclasses import dataclass

from coach.domain.people import Person, Role
from coach.domain.text import N_


@dataclass(frozen=True)
class Listed:
    """One page of the navigation; without the role it is absent, not greyed."""

    page: str
    title: str
    short: str
    icon: str
    role: Role = Role.LEARNER
    low: bool = False


PAGES = (
    Listed("today", N_("Today"), N_("Today"), "sun-medium"),
    Listed("paths", N_("Paths"), N_("Paths"), "route"),
    Listed("progress", N_("Progress"), N_("Progress"), "chart-column-big"),
    Listed("notebook", N_("Gesture notebook"), N_("Notebook"), "notebook-pen"),
    Listed("team", N_("Team"), N_("Team"), "users", Role.TRAINER),
    Listed("exports", N_("Exports"), N_("Exports"), "file-down", Role.HR),
    Listed("privacy", N_("Privacy"), N_("Privacy"), "shield-check", low=True),
    Listed("settings", N_("Settings"), N_("Settings"), "settings", low=True),
)


def listed_for(person: Person) -> tuple[Listed, ...]:
    """The pages this person sees."""
    return tuple(page for page in PAGES if person.may(page.role))
