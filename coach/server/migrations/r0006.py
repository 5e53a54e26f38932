"""Who somebody is decides before the organisation is asked for: most rows are one's own. Never changed again."""

from alembic.operations import Operations

from coach.store.migrations import Revision

# A person, a posting, a cohort belong to one organisation, so a row of one's own needs no second look.
_SEEN = {
    "person": """person_id = (SELECT org.me()) OR tenant_id = (SELECT org.tenant()) AND (
        (SELECT org.sees_all()) OR service_id IN (SELECT org.services_in_scope()))""",
    "posting": """person_id = (SELECT org.me()) OR tenant_id = (SELECT org.tenant())
        AND person_id IN (SELECT org.people_in_scope())""",
    "cohort_member": """person_id = (SELECT org.me()) OR tenant_id = (SELECT org.tenant()) AND (
        (SELECT org.sees_all()) OR person_id IN (SELECT org.people_in_scope()))""",
    "assignment": """person_id = (SELECT org.me()) OR service_id IN (SELECT org.my_services())
        OR cohort_id IN (SELECT org.my_cohorts()) OR tenant_id = (SELECT org.tenant()) AND (
        (SELECT org.sees_all()) OR service_id IN (SELECT org.services_in_scope())
        OR person_id IN (SELECT org.people_in_scope()) OR cohort_id IN (SELECT org.cohorts_in_scope()))""",
    "progress": """person_id = (SELECT org.me()) OR tenant_id = (SELECT org.tenant()) AND (
        (SELECT org.sees_all()) OR person_id IN (SELECT org.people_in_scope()))""",
}


def upgrade(op: Operations) -> None:
    """Put the policies anew; drop a function that took one argument less."""
    op.execute("SET LOCAL ROLE coach_owner")
    for table, seen in _SEEN.items():
        op.execute(f"ALTER POLICY seen ON org.{table} USING ({seen})")
    op.execute("RESET ROLE")
    op.execute("DROP FUNCTION IF EXISTS org.anew(jsonb, uuid)")


REVISION = Revision(upgrade)
