"""What the database's own catalogue must say: who owns what, who may what, what there is no room for."""

from coach.domain.text import N_
from coach.server.attacks._world import ANYONE, GATEWAY, Attack, World

# An hour is kept of what the administration and HR do, never of what somebody learns.
_HOURS = (
    *("role_grant.granted_at", "role_grant.revoked_at", "code.expires_at", "code.used_at"),
    "export_log.exported_at",
)
_FORBIDDEN = (
    "score|answer|response|duration|seconds|started|spent|tries|attempt|nudge|reminder|idle|gesture|hour"
)


def _rows(who: str, what: str, query: str, *arguments: object) -> Attack:
    """A row of the query is a hole; asked as whoever opened the transaction."""

    def run(world: World) -> bool:
        world.connection.execute("RESET SESSION AUTHORIZATION")
        return world.connection.execute(query.encode(), arguments).fetchone() is not None

    return Attack(who, what, run)


_TABLES = "FROM pg_class c WHERE c.relnamespace = 'org'::regnamespace AND c.relkind IN ('r', 'p')"
_COLUMNS = (
    "FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'org'::regnamespace"
    " AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped"
)
ATTACKS = (
    _rows(
        ANYONE,
        N_("find a table without forced row-level security"),
        f"SELECT {_TABLES} AND c.relname <> 'alembic_version' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)",
    ),
    _rows(
        GATEWAY,
        N_("find a table or column that it may touch"),
        f"SELECT {_TABLES} AND (has_any_column_privilege('coach_gateway', c.oid, 'SELECT, INSERT, UPDATE')"
        " OR has_table_privilege('coach_gateway', c.oid, 'DELETE, TRUNCATE, TRIGGER'))",
    ),
    _rows(
        GATEWAY,
        N_("be a role that can do more: SET ROLE, SET SESSION AUTHORIZATION"),
        "SELECT FROM pg_roles WHERE rolname = 'coach_gateway' AND (rolsuper OR rolbypassrls OR rolcreaterole"
        " OR rolcreatedb OR rolreplication) UNION ALL SELECT FROM pg_auth_members"
        " WHERE member = 'coach_gateway'::regrole",
    ),
    _rows(
        GATEWAY,
        N_("make something anywhere"),
        "SELECT WHERE has_database_privilege('coach_gateway', current_database(), 'CREATE, TEMPORARY')"
        " UNION ALL SELECT FROM pg_namespace WHERE nspname !~ '^pg_' AND has_schema_privilege('coach_gateway', oid,"
        " 'CREATE') UNION ALL SELECT WHERE has_schema_privilege('coach_gateway', 'org', 'USAGE')",
    ),
    _rows(
        GATEWAY,
        N_("own a table, or pass by row-level security"),
        f"SELECT {_TABLES} AND c.relowner IN ('coach_api'::regrole, 'coach_door'::regrole)"  # noqa: S608
        " UNION ALL SELECT FROM pg_roles WHERE rolname IN ('coach_owner', 'coach_api', 'coach_door')"
        " AND (rolsuper OR rolbypassrls OR rolcanlogin)",
    ),
    _rows(
        ANYONE,
        N_("find a function of another's rights without a search path"),
        "SELECT FROM pg_proc WHERE pronamespace IN ('org'::regnamespace, 'api_v1'::regnamespace) AND prosecdef"
        " AND NOT coalesce(array_to_string(proconfig, ' ') LIKE 'search\\_path=pg\\_catalog, pg\\_temp%%', false)",
    ),
    _rows(
        ANYONE,
        N_("find a policy that asks for the identity row by row"),
        "SELECT FROM pg_policies WHERE schemaname = 'org' AND regexp_replace(concat(qual, with_check),"
        " '\\( SELECT org\\.\\w+\\([^()]*\\) AS \\w+\\)', '', 'g') ~ 'org\\.\\w+\\('",
    ),
    _rows(
        ANYONE,
        N_("find room for a score, an answer, a duration or a reminder"),
        f"SELECT {_COLUMNS} AND (a.attname ~ %s OR c.relname ~ %s)",
        _FORBIDDEN,
        _FORBIDDEN,
    ),
    _rows(
        ANYONE,
        N_("find an hour of somebody's learning"),
        f"SELECT {_COLUMNS} AND a.atttypid IN ('timestamptz'::regtype, 'timestamp'::regtype, 'time'::regtype,"
        " 'timetz'::regtype, 'interval'::regtype) AND c.relname || '.' || a.attname <> ALL (%s)",
        list(_HOURS),
    ),
    _rows(
        ANYONE,
        N_("find a month without room for events"),
        "SELECT FROM generate_series(current_date - 400, current_date + 60, interval '1 day') d"
        " WHERE to_regclass('org.event_' || to_char(d, 'YYYY_MM')) IS NULL",
    ),
)
