"""The SQL of the store keeps the rules that PostgreSQL does not enforce: paths, owners, the table of functions."""

import re
from pathlib import Path

import pytest

from coach.server.statements import FUNCTIONS, statement

FOLDER = Path(__file__).resolve().parents[3] / "coach" / "server" / "sql"
_FUNCTION = re.compile(r"CREATE (?:OR REPLACE )?FUNCTION (\w+)\.(\w+)\(.*?\$\$", re.DOTALL)


def functions() -> list[tuple[str, str, str]]:
    """(schema, name, declaration) of every function in the files."""
    texts = (file.read_text("utf-8") for file in sorted(FOLDER.glob("*.sql")))
    return [(found[1], found[2], found[0]) for text in texts for found in _FUNCTION.finditer(text)]


def test_there_are_functions_to_look_at() -> None:
    assert len(functions()) > 50


@pytest.mark.parametrize(("schema", "name", "declared"), functions(), ids=lambda value: str(value)[:30])
def test_whoever_lends_its_rights_has_a_search_path(schema: str, name: str, declared: str) -> None:
    if schema == "api_v1":
        assert "SECURITY DEFINER" in declared, "the gateway has no right of its own"
    if "SECURITY DEFINER" in declared:
        assert "SET search_path = pg_catalog, pg_temp" in declared


def test_every_file_is_run_and_every_name_has_its_file() -> None:
    steps = {"roles", "tables", "rights", "sessions_tables", "person_search", "opened"}
    run = {name for name, _role in FUNCTIONS} | steps
    assert run == {file.stem for file in FOLDER.glob("*.sql")}


def test_the_doors_are_owned_by_the_role_that_may_read_tokens() -> None:
    owners = dict(FUNCTIONS)
    assert {name for name, role in owners.items() if role == "coach_door"} == {"identity", "enrol"}
    for name, role in owners.items():
        if role != "coach_door":
            assert "token_sha256" not in statement(name), "only the door knows tokens"


def test_the_table_for_newcomers_names_every_door() -> None:
    told = (FOLDER / "README.md").read_text("utf-8")
    missing = [name for schema, name, _text in functions() if schema == "api_v1" and f"`{name}(" not in told]
    assert missing == []


def test_nothing_is_put_together_from_texts_that_come_from_outside() -> None:
    """Dynamic SQL is for the installer's names only."""
    for file in FOLDER.glob("*.sql"):
        if file.stem not in ("roles", "rights", "partitions"):
            lines = file.read_text("utf-8").splitlines()
            assert not [line for line in lines if re.search(r"\bEXECUTE\s+(?!ON\b|FUNCTION\b)", line)], (
                file.name
            )
