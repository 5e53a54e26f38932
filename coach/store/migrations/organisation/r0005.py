"""Whom to erase again after a restore from an older copy, without the staff number. Never changed again."""

from alembic.operations import Operations
from sqlalchemy import Column, Text

from coach.store.migrations import Revision


def upgrade(op: Operations) -> None:
    """Add the table."""
    op.create_table(
        "erased",
        Column("fingerprint", Text, primary_key=True),
        Column("person", Text, nullable=False),
        Column("erased_on", Text, nullable=False),
        Column("by", Text, nullable=False),
    )


REVISION = Revision(upgrade)
