"""Sharing by server or folder, and corrections of completions. Never changed again."""

from alembic.operations import Operations
from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Text

from coach.store.migrations import Revision


def upgrade(op: Operations) -> None:
    """Add the tables, and what completions and assignments need beside them."""
    op.add_column("assignment", Column("device", Text))
    op.add_column("completion", Column("batch", Integer))
    op.add_column("completion", Column("refused", Text, nullable=False, server_default=""))
    _desk(op)
    _boxes(op)
    _corrections(op)


def _desk(op: Operations) -> None:
    op.create_table(
        "device",
        Column("id", Text, primary_key=True),
        Column("url", Text, nullable=False),
        Column("person", Text, nullable=False),
        Column("chain", Integer, nullable=False),
        Column("enrolled_on", Text, nullable=False),
        Column("client", Text, nullable=False),
        Column("last_sync", Text),
        Column("not_before", Text),
        Column("trainer_key", Text, nullable=False),
    )
    op.create_index("device_of_person", "device", ["person", "url"], unique=True)
    op.create_table(
        "pull",
        Column("device", Text, primary_key=True),
        Column("cursor", Text),
        Column("full_on", Text),
        Column("content", Text, nullable=False),
    )


def _boxes(op: Operations) -> None:
    op.create_table(
        "batch",
        Column("id", Integer, primary_key=True),
        Column("device", Text, nullable=False),
        Column("chain", Integer, nullable=False),
        Column("n", Integer, nullable=False),
        Column("prev", Text, nullable=False),
        Column("hash", Text, nullable=False),
        Column("body", Text, nullable=False),
        Column("signature", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("file", Text, nullable=False),
        CheckConstraint("state IN ('sent', 'acked', 'imported')", name="state_is_known"),
    )
    op.create_index("batch_once", "batch", ["device", "chain", "n"], unique=True)
    op.create_table(
        "box",
        Column("device", Text, primary_key=True),
        Column("person", Text, nullable=False),
        Column("public_key", Text, nullable=False),
        Column("registered_on", Text, nullable=False),
        Column("serial", Integer, nullable=False),
        Column("told", Text, nullable=False),
    )


def _corrections(op: Operations) -> None:
    op.create_table(
        "correction",
        Column("id", Text, primary_key=True),
        Column("completion", Text, ForeignKey("completion.id", ondelete="CASCADE"), nullable=False),
        Column("verb", Text, nullable=False),
        Column("day", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("reason", Text, nullable=False),
        CheckConstraint("verb IN ('cancelled', 'restored')", name="verb_is_known"),
    )
    op.create_index("correction_by_completion", "correction", ["completion", "id"])


REVISION = Revision(upgrade)
