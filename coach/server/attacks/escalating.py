"""Being somebody else or more than one is: roles, spoofed settings, shadows, floods, hostile names."""

from hashlib import sha256

from coach.domain.text import N_
from coach.server.attacks._world import AGENT, ANYONE, GATEWAY, HR, TRAINER, Attack, World

_HOSTILE = "x'); DROP TABLE org.person; --"


def _sql(who: str, what: str, *queries: str) -> Attack:
    def run(world: World) -> bool:
        world.enter("ana")
        for query in queries:
            world.connection.execute(query.encode())
        return True

    return Attack(who, what, run)


def _spoofed(world: World) -> bool:
    hr = world.call("enter", sha256(world.desks["hana"].token.encode()).digest())["person"]
    world.enter("ana")
    world.one("SELECT set_config('coach.person', %s, true)", hr)
    return bool(world.call("export_log") is not None)


def _spoofed_tenant(world: World) -> bool:
    world.enter("zoe")
    far = world.one("SELECT current_setting('coach.tenant')")
    world.enter("hana")
    world.one("SELECT set_config('coach.tenant', %s, true)", far)
    return bool(world.call("find_people")["people"])


def _borrowed_device(world: World) -> bool:
    world.enter("ben")
    world.one("SELECT set_config('coach.device', %s, true)", world.desks["ana"].device)
    return bool(world.call("push", *world.desks["ana"].batch(world.finished())))


def _token(text: str) -> Attack:
    def run(world: World) -> bool:
        return world.call("enter", sha256(text.encode()).digest()) is not None

    return Attack(GATEWAY, N_("come in with the token “{name}”"), run, text)


def _login(world: World) -> bool:
    world.enter("ana")
    return world.call("enter_login", "here", "") is not None


def _code(world: World) -> bool:
    return world.call("enrol", "AAAA-AAAA-AAAA", "A" * 43 + "=", "1") is not None


def _no_code(world: World) -> bool:
    return world.call("enrol", "", "A" * 43 + "=", "1") is not None


def _large(world: World) -> bool:
    world.enter("ana")
    return bool(world.call("push", " " * 256_001, bytes(64)))


def _many(world: World) -> bool:
    ana = world.enter("ana")
    return bool(world.call("push", *ana.batch(*(world.finished() for _n in range(101)))))


def _deep(world: World) -> bool:
    world.enter("ana")
    return bool(world.call("push", "[" * 100_000, bytes(64)))


def _injected(world: World) -> bool:
    world.enter("tom")
    kept = world.call("put_cohort", f"One more {_HOSTILE}", ["ana"])
    stayed = world.call("cohorts")[0]["name"] == kept["name"] == f"One more {_HOSTILE}"
    return not stayed or len(world.call("find_people")["people"]) != 3


def _injected_argument(world: World) -> bool:
    world.enter("hana")
    return bool(world.call("count_completions", target="service", target_id=f"' OR true; {_HOSTILE}") != 0)


ATTACKS = (
    _sql(AGENT, N_("become a trainer by SQL"), "INSERT INTO org.role_grant SELECT * FROM org.role_grant"),
    Attack(GATEWAY, N_("name somebody else by a setting"), _spoofed),
    Attack(GATEWAY, N_("name another organisation by a setting"), _spoofed_tenant),
    Attack(GATEWAY, N_("name another device by a setting"), _borrowed_device),
    _sql(GATEWAY, N_("seal an identity itself"), "SELECT org.sealed('1', '1', '')"),
    _sql(GATEWAY, N_("let somebody in without a token"), "SELECT org.let_in(1, gen_random_uuid(), '')"),
    _token(""),
    _token("' OR true --"),
    Attack(GATEWAY, N_("come in with a login that nobody vouches for"), _login),
    Attack(ANYONE, N_("guess a code"), _code),
    Attack(ANYONE, N_("enrol without a code"), _no_code),
    _sql(
        GATEWAY,
        N_("make a temporary table in the place of ours"),
        "CREATE TEMPORARY TABLE person (name text)",
    ),
    _sql(
        GATEWAY,
        N_("make a function in the place of ours"),
        "CREATE FUNCTION api_v1.me() RETURNS int RETURN 1",
    ),
    _sql(GATEWAY, N_("make a table in public"), "CREATE TABLE public.x (y int)"),
    _sql(GATEWAY, N_("make a schema"), "CREATE SCHEMA x"),
    _sql(GATEWAY, N_("fill the disk with a large object"), "SELECT lo_from_bytea(0, 'x')"),
    _sql(GATEWAY, N_("read a file of the server"), "SELECT pg_read_file('/etc/passwd')"),
    _sql(GATEWAY, N_("run a program on the server"), "COPY (SELECT 1) TO PROGRAM 'true'"),
    _sql(GATEWAY, N_("switch row security off and read"), "SET row_security = off", "SELECT FROM org.person"),
    Attack(AGENT, N_("send a batch that is too large"), _large),
    Attack(AGENT, N_("send more than a hundred events"), _many),
    Attack(AGENT, N_("send JSON nested without end"), _deep),
    Attack(TRAINER, N_("put SQL into a name"), _injected),
    Attack(HR, N_("put SQL into a filter"), _injected_argument),
)
