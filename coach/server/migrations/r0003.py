"""Human resources may let an annulled completion count again, and read what was corrected. Never changed again."""

from alembic.operations import Operations

from coach.store.migrations import Revision

_RIGHTS = (
    "SET LOCAL ROLE coach_owner",
    (
        "ALTER POLICY cancelled ON org.event WITH CHECK ("
        " tenant_id = (SELECT org.tenant()) AND verb IN ('cancelled', 'restored') AND (SELECT org.holds('hr'))"
        " AND person_id IN (SELECT org.people_under('hr')))"
    ),
    (
        "CREATE POLICY corrected ON org.event FOR SELECT TO coach_api USING ("
        " tenant_id = (SELECT org.tenant()) AND verb IN ('cancelled', 'restored') AND (SELECT org.holds('hr'))"
        " AND person_id IN (SELECT org.people_under('hr')))"
    ),
    "RESET ROLE",
)


def upgrade(op: Operations) -> None:
    """Widen the policy of cancellations, and let them be read by those who make them."""
    for statement in _RIGHTS:
        op.execute(statement)


REVISION = Revision(upgrade)
