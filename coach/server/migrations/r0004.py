"""Sessions in a room with who attests them. Its tables are never changed again."""

from alembic.operations import Operations

from coach.server.statements import execute
from coach.store.migrations import Revision


def upgrade(op: Operations) -> None:
    """Create the tables, and what trainers may attest."""
    execute(op.get_bind(), "sessions_tables", "coach_owner")


REVISION = Revision(upgrade)
