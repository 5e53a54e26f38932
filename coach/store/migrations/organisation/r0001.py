"""The first organisation: people, cohorts, assignments, completions, export log. Never changed again."""

from alembic.operations import Operations
from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Integer, Text

from coach.store.migrations import Revision


def upgrade(op: Operations) -> None:
    """Create every table."""
    _people(op)
    _assignments(op)
    _completions(op)


def _people(op: Operations) -> None:
    op.create_table(
        "person",
        Column("id", Text, primary_key=True),
        Column("name", Text, nullable=False),
        Column("service", Text, nullable=False),
        Column("roles", Text, nullable=False),
        Column("audiences", Text, nullable=False),
        Column("login", Text, nullable=False),
        Column("left_on", Text),
    )
    op.create_index("person_by_login", "person", ["login"])
    op.create_index("person_by_service", "person", ["service"])
    op.create_table(
        "cohort",
        Column("id", Text, primary_key=True),
        Column("name", Text, nullable=False, unique=True),
    )
    op.create_table(
        "cohort_member",
        Column("cohort", Text, ForeignKey("cohort.id", ondelete="CASCADE"), primary_key=True),
        Column("person", Text, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    )
    op.create_index("cohort_member_by_person", "cohort_member", ["person"])


def _assignments(op: Operations) -> None:
    op.create_table(
        "assignment",
        Column("id", Text, primary_key=True),
        Column("path", Text, nullable=False),
        Column("target", Text, nullable=False),
        Column("target_id", Text, nullable=False),
        Column("due", Text),
        Column("message", Text, nullable=False),
        Column("assigned_on", Text, nullable=False),
        Column("assigned_by", Text, nullable=False),
        Column("withdrawn_on", Text),
        CheckConstraint("target IN ('person', 'service', 'cohort')", name="target_is_known"),
    )
    op.create_index("assignment_by_target", "assignment", ["target", "target_id"])


def _completions(op: Operations) -> None:
    op.create_table(
        "completion",
        Column("id", Text, primary_key=True),
        Column("person", Text, ForeignKey("person.id"), nullable=False),
        Column("service", Text, nullable=False),
        Column("path", Text, nullable=False),
        Column("lesson", Text, nullable=False),
        Column("edition", Integer, nullable=False),
        Column("finished_on", Text, nullable=False),
        Column("minutes", Integer, nullable=False),
        Column("mode", Text, nullable=False),
    )
    op.create_index("completion_once", "completion", ["person", "path", "lesson", "edition"], unique=True)
    op.create_index("completion_by_day", "completion", ["finished_on", "id"])
    op.create_table(
        "export_log",
        Column("id", Text, primary_key=True),
        Column("at", Text, nullable=False),
        Column("person", Text, nullable=False),
        Column("format", Text, nullable=False),
        Column("file", Text, nullable=False),
        Column("filters", Text, nullable=False),
        Column("rows", Integer, nullable=False),
        Column("complete", Boolean, nullable=False),
    )


REVISION = Revision(upgrade)
