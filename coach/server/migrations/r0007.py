"""Everybody's name as a search compares it, so that no search folds two million anew. Never changed again."""

from alembic.operations import Operations

from coach.server.statements import execute
from coach.store.migrations import Revision


def upgrade(op: Operations) -> None:
    """Add the column and its index; the function that folds names becomes the owner's."""
    op.execute("DROP FUNCTION IF EXISTS org.plain(text)")
    # A function cannot give something else than it gave: it is made anew.
    op.execute("DROP FUNCTION IF EXISTS api_v1.people(), api_v1.groups()")
    execute(op.get_bind(), "person_search", "coach_owner")
    # Who may see everybody's services needs no list of everybody for it.
    op.execute("SET LOCAL ROLE coach_owner")
    op.execute("""ALTER POLICY seen ON org.posting USING (person_id = (SELECT org.me())
        OR tenant_id = (SELECT org.tenant()) AND (
            (SELECT org.sees_all()) OR person_id IN (SELECT org.people_in_scope())))""")
    op.execute("RESET ROLE")


REVISION = Revision(upgrade)
