"""Sessions in a room with who attests them; the day a desk’s box was last heard. Never changed again."""

from alembic.operations import Operations
from sqlalchemy import Column, Text

from coach.store.migrations import Revision


def upgrade(op: Operations) -> None:
    """Add the tables, and what completions and boxes need beside them."""
    op.add_column("completion", Column("session", Text))
    op.add_column("box", Column("heard_on", Text))
    op.create_table(
        "session",
        Column("id", Text, primary_key=True),
        Column("path", Text, nullable=False),
        Column("held_on", Text, nullable=False),
        Column("attested_by", Text, nullable=False),
    )
    op.create_table(
        "session_member",
        Column("session", Text, primary_key=True),
        Column("person", Text, primary_key=True),
    )


REVISION = Revision(upgrade)
