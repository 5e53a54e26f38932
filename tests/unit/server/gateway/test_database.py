"""How the database's errors are answered, and where its password comes from."""

from pathlib import Path

import psycopg
import pytest
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from coach.domain.errors import GatewayError
from coach.server.gateway import database
from coach.server.gateway.configuration import Configuration, Database


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (errors.InvalidAuthorizationSpecification, 401, "token"),
        (errors.InsufficientPrivilege, 403, "right"),
        (errors.InvalidParameterValue, 400, "arguments"),
        (errors.InvalidTextRepresentation, 400, "arguments"),
        (errors.UntranslatableCharacter, 400, "arguments"),
        (errors.DatetimeFieldOverflow, 400, "arguments"),
        (errors.CheckViolation, 400, "arguments"),
        (errors.ForeignKeyViolation, 400, "arguments"),
        (errors.UndefinedFunction, 400, "arguments"),
        (errors.NoDataFound, 404, "unknown"),
        (errors.QueryCanceled, 503, "database"),
        (errors.AdminShutdown, 503, "database"),
        (errors.TooManyConnections, 503, "database"),
        (errors.SerializationFailure, 503, "database"),
        (errors.DeadlockDetected, 503, "database"),
        (errors.DiskFull, 503, "database"),
        (errors.UndefinedFile, 503, "database"),
        (errors.ReadOnlySqlTransaction, 503, "database"),
        (psycopg.OperationalError, 503, "database"),
        (psycopg.DataError, 400, "arguments"),
        (errors.UndefinedTable, 500, "database"),
        (errors.InternalError_, 500, "database"),
    ],
)
def test_an_error_of_the_database_becomes_an_answer(
    error: type[psycopg.Error], status: int, told: str
) -> None:
    refusal = database.refused(error("Key (login)=(camille) already exists"))
    assert (refusal.status, refusal.error) == (status, told)
    assert (refusal.retry_after is not None) == (status >= 500)
    assert b"camille" not in refusal.response().body


def test_the_password_is_read_from_a_file_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("it's s3cret\n", "utf-8")
    configuration = Configuration(database=Database("dbname=coach", str(file)))
    told = conninfo_to_dict(database.connection_string(configuration))
    assert (told["password"], told["dbname"]) == ("it's s3cret", "coach")
    assert "password" not in conninfo_to_dict(database.connection_string(Configuration()))


def test_a_missing_password_file_is_named(tmp_path: Path) -> None:
    configuration = Configuration(database=Database("", str(tmp_path / "missing")))
    with pytest.raises(GatewayError) as found:
        database.connection_string(configuration)
    assert "missing" in str(found.value)
