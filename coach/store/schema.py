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
    Column("lesson", Text, nullable=False),  # of a quiz, the path; of a review or a placement, empty
    Column("edition", Integer, nullable=False),
    Column("asked", Text, nullable=False),  # JSON list of question ids, in the order of this sitting
    Column("screen", Integer, nullable=False, default=0),  # steps, then questions, already gone through
    Column("started", Text, nullable=False),  # ISO 8601, UTC, like every moment in this file
    Column("finished", Text),
    Column("kind", Text, nullable=False, server_default="lesson"),  # lesson, review, placement, quiz
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
    Column(
        "lesson", Text, nullable=False, server_default=""
    ),  # that the question stands in; of a quiz, the path
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
    Column("device", Text),  # id of the desk's device that was told of it; NULL for one made here
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
    Column("batch", Integer),  # NULL: to be sent; 0: the organisation has it; else the batch that holds it
    Column("refused", Text, nullable=False, server_default=""),  # the receiver's reason, see domain.batch
    Column("session", Text),  # the session in a room that it comes from; else NULL
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

# What a desk needs to share by a server or a folder. Key and token are not here: the system's keyring holds them.
device = Table(
    "device",
    organisation,
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False),  # of the server, or the shared folder
    Column("person", Text, nullable=False),
    Column("chain", Integer, nullable=False),
    Column("enrolled_on", Text, nullable=False),
    Column("client", Text, nullable=False),  # version of the program that enrolled
    Column("last_sync", Text),  # ISO 8601, UTC, like the next
    Column("not_before", Text),  # the server asked for patience until then
    Column("trainer_key", Text, nullable=False),  # a folder's trainer, as first met: base64; else empty
    Column(
        "public_key", Text, nullable=False, server_default=""
    ),  # base64; its private half is in the keyring
    Index("device_of_person", "person", "url", unique=True),
)

batch = Table(
    "batch",
    organisation,
    Column("id", Integer, primary_key=True),
    Column("device", Text, nullable=False),
    Column("chain", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("prev", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("signature", Text, nullable=False),
    Column("state", Text, nullable=False),  # sent, acked; imported from another desk's box
    Column("file", Text, nullable=False),  # its name in a shared folder; else empty
    CheckConstraint("state IN ('sent', 'acked', 'imported')", name="state_is_known"),
    Index("batch_once", "device", "chain", "n", unique=True),
)

pull = Table(
    "pull",
    organisation,
    Column("device", Text, primary_key=True),
    Column("cursor", Text),  # JSON as the server gave it; NULL: everything is asked for
    Column("full_on", Text),  # day on which everything was told last
    Column("content", Text, nullable=False),  # hash of the lessons that the server has
)

box = Table(
    "box",
    organisation,
    Column("device", Text, primary_key=True),  # name of another desk's folder in the shared one
    Column("person", Text, nullable=False),
    Column("public_key", Text, nullable=False),  # base64, as first met
    Column("registered_on", Text, nullable=False),
    Column("serial", Integer, nullable=False),  # of the instructions last written there
    Column("told", Text, nullable=False),  # their hash
    Column("heard_on", Text),  # day on which something new came out of it
)

session = Table(
    "session",
    organisation,
    Column("id", Text, primary_key=True),
    Column("path", Text, nullable=False),
    Column("held_on", Text, nullable=False),  # a day, never an hour
    Column("attested_by", Text, nullable=False),  # staff number of the trainer who saw them there
)

session_member = Table(
    "session_member",
    organisation,
    Column("session", Text, primary_key=True),
    Column("person", Text, primary_key=True),
)

# What human resources correct about completions: new lines only, the last one counts.
correction = Table(
    "correction",
    organisation,
    Column("id", Text, primary_key=True),
    Column("completion", Text, ForeignKey("completion.id", ondelete="CASCADE"), nullable=False),
    Column("verb", Text, nullable=False),  # cancelled, restored
    Column("day", Text, nullable=False),
    Column("by", Text, nullable=False),  # staff number
    Column("reason", Text, nullable=False),
    CheckConstraint("verb IN ('cancelled', 'restored')", name="verb_is_known"),
    Index("correction_by_completion", "completion", "id"),
)

# The proof that somebody was erased, and what tells whom to erase again after a restore from an older copy.
erased = Table(
    "erased",
    organisation,
    Column("fingerprint", Text, primary_key=True),  # of the staff number, which is no longer here
    Column("person", Text, nullable=False),  # the nameless id that stands for the person from then on
    Column("erased_on", Text, nullable=False),
    Column("by", Text, nullable=False),  # staff number
)
