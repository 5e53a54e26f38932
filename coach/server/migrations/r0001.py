"""The first schema: tables, functions, row-level security. Its tables are never changed again."""

from alembic.operations import Operations

from coach.server.statements import execute, functions
from coach.store.migrations import Revision


def upgrade(op: Operations) -> None:
    """Create everything; policies name functions, so these come before the rights."""
    execute(op.get_bind(), "tables", "coach_owner")
    functions(op.get_bind())
    execute(op.get_bind(), "rights", "coach_owner")


REVISION = Revision(upgrade)
