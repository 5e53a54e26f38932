"""The tables of the two SQLite files: a person's own records, and what the organisation shares.

`records.db` belongs to one person and never leaves the desk. `organisation.db` holds what decision 21 allows
to leave one: people, assignments, completions. Two files: an export cannot reach an answer by mistake.
"""

from sqlalchemy import CheckConstraint, Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy.types import Boolean

records = MetaData()
organisation = MetaData()

attempt = Table(
    "attempt",
    records,
    Column("id", Text, primary_key=True),
    Column("lesson", Text, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("asked", Text, nullable=False),  # JSON list of question ids, in the order of this sitting
    Column("screen", Integer, nullable=False, default=0),  # steps, then questions, already gone through
    Column("started", Text, nullable=False),  # ISO 8601, UTC, like every moment in this file
    Column("finished", Text),
    Index("attempt_by_lesson", "lesson", "started"),
)

answer = Table(
    "answer",
    records,
    Column("id", Text, primary_key=True),
    Column("attempt", Text, ForeignKey("attempt.id", ondelete="CASCADE"), nullable=False),
    Column("question", Text, nullable=False),
    Column("question_hash", Text, nullable=False),
    Column("competence", Text, nullable=False),
    Column("response", Text, nullable=False),  # canonical JSON; null for "I don't know"
    Column("score", Float, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("at", Text, nullable=False),
    CheckConstraint("score BETWEEN 0 AND 1", name="score_is_a_share"),
    Index("answer_by_attempt", "attempt", "question"),
)

event = Table(
    "event",
    records,
    Column("id", Text, primary_key=True),
    Column("verb", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("at", Text, nullable=False),
)

gesture_note = Table(
    "gesture_note",
    records,
    Column("id", Text, primary_key=True),
    Column("gesture", Text, nullable=False),  # id of a gesture, or empty for the person's own words
    Column("words", Text, nullable=False),
    Column("state", Text, nullable=False),  # planned, done, habit
    Column("day", Text, nullable=False),
    CheckConstraint("state IN ('planned', 'done', 'habit')", name="state_is_known"),
)

person = Table(
    "person",
    organisation,
    Column("id", Text, primary_key=True),  # staff number
    Column("name", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("roles", Text, nullable=False),  # comma-separated, sorted
    Column("audiences", Text, nullable=False),
    Column("login", Text, nullable=False, default=""),
    Column("left_on", Text),  # a person missing from a later list keeps the records
    Index("person_by_login", "login"),
    Index("person_by_service", "service"),
)

cohort = Table(
    "cohort",
    organisation,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
)

cohort_member = Table(
    "cohort_member",
    organisation,
    Column("cohort", Text, ForeignKey("cohort.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Text, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Index("cohort_member_by_person", "person"),
)

assignment = Table(
    "assignment",
    organisation,
    Column("id", Text, primary_key=True),
    Column("path", Text, nullable=False),
    Column("target", Text, nullable=False),  # person, service or cohort
    Column("target_id", Text, nullable=False),  # staff number, name of the service, id of the cohort
    Column("due", Text),
    Column("message", Text, nullable=False, default=""),
    Column("assigned_on", Text, nullable=False),
    Column("assigned_by", Text, nullable=False),
    Column("withdrawn_on", Text),
    CheckConstraint("target IN ('person', 'service', 'cohort')", name="target_is_known"),
    Index("assignment_by_target", "target", "target_id"),
)

completion = Table(
    "completion",
    organisation,
    Column("id", Text, primary_key=True),
    Column("person", Text, ForeignKey("person.id"), nullable=False),
    Column("service", Text, nullable=False),  # of that day
    Column("path", Text, nullable=False),
    Column("lesson", Text, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("finished_on", Text, nullable=False),  # a day, never an hour
    Column("minutes", Integer, nullable=False),  # published, not measured
    Column("mode", Text, nullable=False, default="individual"),
    Index("completion_once", "person", "path", "lesson", "edition", unique=True),
    Index("completion_by_day", "finished_on", "id"),
)

export_log = Table(
    "export_log",
    organisation,
    Column("id", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("filters", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("complete", Boolean, nullable=False, default=False),
)
