"""Who may see or do what. On one local file this is shown, not secured (decision 1)."""

from coach.domain.errors import NotAllowed
from coach.domain.people import Person, Role
from coach.domain.text import N_
from coach.words import _

ROLES = {Role.LEARNER: N_("learner"), Role.TRAINER: N_("trainer"), Role.HR: N_("human resources")}


def may(actor: Person, *roles: Role) -> None:
    """Go on only if the person holds one of the roles.

    Raises:
        NotAllowed: none of them; the error names the first.
    """
    if not any(actor.may(role) for role in roles):
        raise NotAllowed(role=_(ROLES[roles[0]]))
