"""The first records: attempts, answers, events, notebook. Never changed again: later revisions add to it."""

from alembic.operations import Operations
from sqlalchemy import CheckConstraint, Column, Float, ForeignKey, Integer, Text

from coach.store.migrations import Revision


def upgrade(op: Operations) -> None:
    """Create every table."""
    _attempts(op)
    op.create_table(
        "event",
        Column("id", Text, primary_key=True),
        Column("verb", Text, nullable=False),
        Column("object", Text, nullable=False),
        Column("result", Text, nullable=False),
        Column("at", Text, nullable=False),
    )
    op.create_table(
        "gesture_note",
        Column("id", Text, primary_key=True),
        Column("gesture", Text, nullable=False),
        Column("words", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("day", Text, nullable=False),
        CheckConstraint("state IN ('planned', 'done', 'habit')", name="state_is_known"),
    )


def _attempts(op: Operations) -> None:
    op.create_table(
        "attempt",
        Column("id", Text, primary_key=True),
        Column("lesson", Text, nullable=False),
        Column("edition", Integer, nullable=False),
        Column("asked", Text, nullable=False),
        Column("screen", Integer, nullable=False),
        Column("started", Text, nullable=False),
        Column("finished", Text),
    )
    op.create_index("attempt_by_lesson", "attempt", ["lesson", "started"])
    op.create_table(
        "answer",
        Column("id", Text, primary_key=True),
        Column("attempt", Text, ForeignKey("attempt.id", ondelete="CASCADE"), nullable=False),
        Column("question", Text, nullable=False),
        Column("question_hash", Text, nullable=False),
        Column("competence", Text, nullable=False),
        Column("response", Text, nullable=False),
        Column("score", Float, nullable=False),
        Column("tries", Integer, nullable=False),
        Column("at", Text, nullable=False),
        CheckConstraint("score BETWEEN 0 AND 1", name="score_is_a_share"),
    )
    op.create_index("answer_by_attempt", "answer", ["attempt", "question"])


REVISION = Revision(upgrade)
