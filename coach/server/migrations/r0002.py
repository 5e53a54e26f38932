"""How long what is kept is said by one table, `coach/domain/retention.py`, and no longer by a column here too."""

from alembic.operations import Operations
from sqlalchemy import text

from coach.store.migrations import Revision


def upgrade(op: Operations) -> None:
    """Drop the column."""
    op.get_bind().execute(text("SET LOCAL ROLE coach_owner"))
    op.get_bind().execute(text("ALTER TABLE org.tenant DROP COLUMN retention_months"))
    op.get_bind().execute(text("RESET ROLE"))


REVISION = Revision(upgrade)
