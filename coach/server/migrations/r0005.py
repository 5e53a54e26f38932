"""The day on which a device was last heard, so that a forgotten one can be revoked. Never changed again."""

from alembic.operations import Operations

from coach.store.migrations import Revision


def upgrade(op: Operations) -> None:
    """Add the day; no hour is kept."""
    for statement in (
        "SET LOCAL ROLE coach_owner",
        "ALTER TABLE org.device ADD COLUMN seen_on date",
        "GRANT SELECT (seen_on), UPDATE (seen_on) ON org.device TO coach_api",
        "RESET ROLE",
    ):
        op.execute(statement)


REVISION = Revision(upgrade)
