"""The functions of `api_v1` that may be called from outside, and how a JSON object becomes a call of one.

As PostgREST does it: the keys of the object are the names of the arguments. What a function takes and gives is read
from PostgreSQL's own catalogue, so a new argument needs no line here; a new function needs its name in `OPEN`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from psycopg import AsyncConnection, sql

from coach.server.gateway.refusal import Refused

SCHEMA = "api_v1"
OPEN = frozenset(
    "enrol sync people find_people find_groups cohorts put_cohort reach assign undo_assign withdraw restore "
    "assignments status group_standing standing team record_session undo_session sessions "
    "completions count_completions hr_people hr_members hr_proposals hr_corrections hr_postings "
    "export_log log_export cancel uncancel".split()
)
_CATALOGUE = """
    SELECT p.proname AS name, p.proretset AS rows, t.name AS argument, t.type::regtype::text AS kind,
        t.mode IN ('i', 'b', 'v') AS given
    FROM pg_proc p
    LEFT JOIN LATERAL unnest(
        p.proargnames,
        coalesce(p.proallargtypes, p.proargtypes::oid[]),
        coalesce(p.proargmodes, array_fill('i'::"char", ARRAY[greatest(p.pronargs::int, 1)]))
    ) WITH ORDINALITY AS t(name, type, mode, place) ON true
    WHERE p.pronamespace = to_regnamespace(%s)
    ORDER BY p.proname, t.place
"""
# A spreadsheet must not run what somebody typed as a name: the same rule as in `coach.exports`. A cell's first letter
# is looked at before all else, since a million rows have many cells.
_FIRST = sql.Literal([ord(letter) for letter in "=+-@\t\r\n＝＋－＠<' \u00a0"])
_BEFORE = sql.Literal("' \u00a0")
_STARTS = sql.Literal("^([=+@\t\r\n＝＋－＠-]|<r>)")
_GUARDED = (
    "CASE WHEN ascii({0}) = ANY ({1}) AND ltrim({0}, {2}) ~ {3} THEN chr(39) || {0} ELSE {0} END AS {0}"
)


@dataclass(frozen=True)
class Function:
    """What a function takes and gives: types by name, `columns` only if it gives rows of several."""

    name: str
    arguments: Mapping[str, str]
    columns: Mapping[str, str]
    rows: bool


async def read(connection: AsyncConnection[Any]) -> dict[str, Function]:
    """Every function of the schema by its name."""
    cursor = await connection.execute(_CATALOGUE, (SCHEMA,))
    arguments: dict[str, dict[str, str]] = {}
    columns: dict[str, dict[str, str]] = {}
    rows: dict[str, bool] = {}
    for name, gives_rows, argument, kind, given in await cursor.fetchall():
        rows[name] = gives_rows
        if argument:
            (arguments if given else columns).setdefault(name, {})[argument] = kind
    return {
        name: Function(name, arguments.get(name, {}), columns.get(name, {}), gives)
        for name, gives in rows.items()
    }


def call(function: Function, given: Mapping[str, Any]) -> tuple[sql.Composed, dict[str, Any]]:
    """The call by name, and its parameters; raises `Refused` 400 for a key the function does not know."""
    if set(given) - set(function.arguments):
        raise Refused(400, "arguments")
    named = sql.SQL(", ").join(
        sql.SQL("{} := {}::{}").format(sql.Identifier(name), sql.Placeholder(name), sql.SQL(kind))
        for name, kind in function.arguments.items()
        if name in given
    )
    values = {name: _value(value, function.arguments[name]) for name, value in given.items()}
    return sql.SQL("{}({})").format(sql.Identifier(SCHEMA, function.name), named), values


def as_json(function: Function, called: sql.Composable) -> sql.Composed:
    """A query that gives one text: the result as JSON, an array for a function that gives rows."""
    if function.rows:
        return sql.SQL("SELECT coalesce(json_agg(r), '[]')::text FROM {} AS r").format(called)
    return sql.SQL("SELECT to_json({})::text").format(called)


def patience(seconds: int) -> sql.Composed:
    """A command that gives this transaction alone another time limit."""
    return sql.SQL("SET LOCAL statement_timeout = {}").format(sql.Literal(f"{seconds}s"))


def as_csv(function: Function, called: sql.Composable) -> sql.Composed:
    """A COPY of the rows, with a first line of names; raises `Refused` 406 for a function that gives no rows."""
    if not function.columns:
        raise Refused(406, "csv")
    columns = sql.SQL(", ").join(
        sql.SQL(_GUARDED if kind == "text" else "{0}").format(sql.Identifier(name), _FIRST, _BEFORE, _STARTS)
        for name, kind in function.columns.items()
    )
    return sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT WITH (FORMAT csv, HEADER)").format(columns, called)


def _value(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind in ("json", "jsonb"):
        return json.dumps(value, ensure_ascii=False)
    if kind.endswith("[]") and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return value
    if isinstance(value, dict | list):
        raise Refused(400, "arguments")
    return json.dumps(value) if isinstance(value, bool) else str(value)
