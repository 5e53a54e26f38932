"""What an attempt was for, and the lesson that each question stands in. Never changed again."""

from alembic.operations import Operations
from sqlalchemy import Column, Text

from coach.store.migrations import Revision


def upgrade(op: Operations) -> None:
    """Add two columns; every attempt so far was at a lesson, and its questions were that lesson's."""
    op.add_column("attempt", Column("kind", Text, nullable=False, server_default="lesson"))
    op.add_column("answer", Column("lesson", Text, nullable=False, server_default=""))
    op.execute(
        "UPDATE answer SET lesson = (SELECT attempt.lesson FROM attempt WHERE attempt.id = answer.attempt)"
    )


REVISION = Revision(upgrade)
