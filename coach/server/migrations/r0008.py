"""One argument more for what some functions are asked: those that took one less go. Never changed again."""

from alembic.operations import Operations

from coach.store.migrations import Revision


def upgrade(op: Operations) -> None:
    """Drop them; each is made anew with an argument that may be left out, so who leaves it out is still answered."""
    op.execute("DROP FUNCTION IF EXISTS api_v1.status(uuid), api_v1.pull(jsonb)")


REVISION = Revision(upgrade)
