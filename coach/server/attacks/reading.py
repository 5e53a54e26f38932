"""Reading what is not one's own: a colleague, another service, another organisation, the hidden."""

from coach.domain.text import N_
from coach.server.attacks._world import AGENT, GATEWAY, HR, TRAINER, Attack, World

_TABLES = (
    "event",
    "progress",
    "person",
    "device",
    "code",
    "seal",
    "batch",
    "assignment",
    "role_grant",
    "export_log",
)


def _table(name: str) -> Attack:
    def run(world: World) -> bool:
        world.enter("hana")
        return world.one(f"SELECT count(*) FROM org.{name}") is not None  # noqa: S608 - a name of ours

    return Attack(GATEWAY, N_("read the table {name} by SQL of its own"), run, name)


def _partition(world: World) -> bool:
    world.enter("ana")
    return world.one(f"SELECT count(*) FROM org.event_{world.today:%Y_%m}") is not None  # noqa: S608 - a month


def _colleague(world: World) -> bool:
    world.enter("ben")
    told = world.call("pull", None)
    return bool(told["completions"]) or told["me"]["id"] != "ben"


def _as_agent(name: str, *arguments: object) -> Attack:
    def run(world: World) -> bool:
        world.enter("ana")
        return world.call(name, *arguments) is not None

    return Attack(AGENT, N_("call {name}, which is not for agents"), run, name)


def _status(world: World) -> bool:
    world.enter("ana")
    return world.call("status", world.line) is not None


def _nobody(name: str, *arguments: object) -> Attack:
    def run(world: World) -> bool:
        return bool(world.call(name, *arguments))

    return Attack(GATEWAY, N_("call {name} while nobody is there"), run, name)


def _other_service(world: World) -> bool:
    world.enter("tom")
    seen = {one["service"] for one in world.call("find_people")["people"]}
    return seen != {"One"} or {row["service"] for row in world.call("team")["rows"]} != {"One"}


def _other_standing(world: World) -> bool:
    world.enter("tom")
    cleo, two = ("person", "cleo"), ("service", "Two")
    whole = any(world.call("standing", *group) for group in (cleo, two))
    return whole or any(world.call("group_standing", *group)["people"] for group in (cleo, two))


def _other_organisation(world: World) -> bool:
    world.enter("zoe")
    told = world.call("pull", None)
    return bool(told["assignments"] or told["completions"])


def _hr_elsewhere(world: World) -> bool:
    world.enter("hana")
    return "zoe" in {one["id"] for one in world.call("find_people")["people"]}


def _trainer_exports(world: World) -> bool:
    world.enter("tom")
    return world.call("count_completions") is not None


def _small_group(world: World) -> bool:
    """Three people of service One: their share must not be told."""
    world.enter("tom")
    told = world.call("team")
    cells = [cell for row in told["rows"] for cell in row["cells"]]
    return any("share" in cell for cell in (*cells, told["summary"]["finished"]))


def _answers(world: World) -> bool:
    world.enter("tom")
    (one, *_more) = world.call("status", world.line)["members"]
    return set(one) != {"id", "name", "service", "state", "done", "lessons", "fresh", "seen_on"}


ATTACKS = (
    *(_table(name) for name in _TABLES),
    Attack(AGENT, N_("read a month of events directly"), _partition),
    Attack(AGENT, N_("see what a colleague has finished"), _colleague),
    *(_as_agent(name) for name in ("people", "cohorts", "assignments", "team", "completions", "export_log")),
    *(_as_agent(name) for name in ("hr_people", "hr_members", "hr_proposals")),
    *(_as_agent(name, "ben") for name in ("hr_corrections", "hr_postings")),
    *(_as_agent(name) for name in ("find_groups", "find_people", "sessions")),
    _as_agent("standing", "service", "One"),
    _as_agent("group_standing", "service", "One"),
    _as_agent("reach", [{"target": "service", "id": "One"}]),
    Attack(AGENT, N_("see who has finished a proposal"), _status),
    *(
        _nobody(name)
        for name in ("people", "find_people", "team", "completions", "export_log", "count_completions")
    ),
    _nobody("pull", None),
    _nobody("content", "x"),
    Attack(TRAINER, N_("see the people of another service"), _other_service),
    Attack(TRAINER, N_("see how far a person of another service is"), _other_standing),
    Attack(TRAINER, N_("take out completions as HR does"), _trainer_exports),
    Attack(TRAINER, N_("see a share of fewer than five people"), _small_group),
    Attack(TRAINER, N_("see a score or an answer of somebody"), _answers),
    Attack(AGENT, N_("see what is proposed in another organisation"), _other_organisation),
    Attack(HR, N_("see people of another organisation"), _hr_elsewhere),
)
