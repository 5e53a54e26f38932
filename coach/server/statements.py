"""Runs the files of `sql/`, each as the role that shall own what it makes."""

from importlib.resources import files

from sqlalchemy import Connection

# Later files call functions of earlier ones.
FUNCTIONS = (
    ("partitions", "coach_owner"),
    ("identity", "coach_door"),
    ("scope", "coach_api"),
    ("enrol", "coach_door"),
    ("push", "coach_api"),
    ("pull", "coach_api"),
    ("trainer", "coach_api"),
    ("groups", "coach_api"),
    ("sessions", "coach_api"),
    ("team", "coach_api"),
    ("hr", "coach_api"),
)
_MAKERS = "coach_api, coach_door"


def statement(name: str) -> str:
    """The text of a file."""
    return files("coach.server").joinpath("sql", f"{name}.sql").read_text("utf-8")


def execute(connection: Connection, name: str, role: str = "") -> None:
    """Run a file in the connection's transaction, as a role if one is named."""
    if role:
        _run(connection, f"SET LOCAL ROLE {role}")
    _run(connection, statement(name))
    if role:
        _run(connection, "RESET ROLE")


def functions(connection: Connection) -> None:
    """Make every function as this version has it. Only meanwhile may the roles that own them create anything."""
    _run(
        connection, f"SET LOCAL ROLE coach_owner; GRANT CREATE ON SCHEMA org, api_v1 TO {_MAKERS}; RESET ROLE"
    )
    for name, role in FUNCTIONS:
        execute(connection, name, role)
    execute(connection, "opened")
    _run(
        connection,
        f"SET LOCAL ROLE coach_owner; REVOKE CREATE ON SCHEMA org, api_v1 FROM {_MAKERS}; RESET ROLE",
    )


def _run(connection: Connection, text: str) -> None:
    # The driver's own cursor: without parameters it takes many statements at once, and no % or : is special.
    connection.connection.cursor().execute(text)
