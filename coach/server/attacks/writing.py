"""Writing what is not true or not one's own: forge, alter, delete, back-date, replay, tamper."""

from collections.abc import Callable
from datetime import timedelta

from coach.domain.batch import Head
from coach.domain.text import N_
from coach.server.attacks._world import (
    AGENT,
    ANYONE,
    GATEWAY,
    HR,
    LESSON,
    OTHER_PATH,
    PATH,
    TRAINER,
    Attack,
    World,
)


def _sql(who: str, what: str, query: str, as_whom: str = "ana") -> Attack:
    def run(world: World) -> bool:
        world.enter(as_whom)
        return world.connection.execute(query.encode()).rowcount > 0

    return Attack(who, what, run)


def _other_desk(world: World) -> bool:
    world.enter("ben")
    text, signature = world.desks["ana"].batch(world.finished())
    return bool(world.call("push", text, signature))


def _push(make: Callable[[World], tuple[str, bytes]]) -> Callable[[World], bool]:
    def run(world: World) -> bool:
        world.enter("ana")
        return _new(world.call("push", *make(world)))

    return run


def _new(verdict: dict[str, object]) -> bool:
    return verdict.get("new") != 0 and verdict["status"] == "ok"


def _old(world: World) -> tuple[str, bytes]:
    return world.desks["ana"].batch(world.finished(world.today - timedelta(days=500)))


def _other_day(world: World) -> tuple[str, bytes]:
    event = world.finished() | {"day": (world.today - timedelta(days=30)).isoformat()}
    return world.desks["ana"].batch(event)


def _future(world: World) -> tuple[str, bytes]:
    return world.desks["ana"].batch(world.finished(world.today + timedelta(days=30)))


def _score(world: World) -> tuple[str, bytes]:
    return world.desks["ana"].batch(world.finished() | {"score": 100, "minutes": 3})


def _not_proposed(world: World) -> tuple[str, bytes]:
    return world.desks["ana"].batch(world.finished(path=OTHER_PATH))


def _cancelled(world: World) -> tuple[str, bytes]:
    event = world.finished()
    return world.desks["ana"].batch({"id": event["id"], "verb": "cancelled", "day": event["day"]})


def _replay(world: World) -> bool:
    ana = world.enter("ana")
    text, signature = ana.batch(world.finished())
    first, again = world.call("push", text, signature), world.call("push", text, signature)
    return bool(first["new"] != 1 or again["new"] != 0)


def _tampered(world: World) -> tuple[str, bytes]:
    return world.desks["ana"].batch(world.finished(), head=Head())


def _left_out(world: World) -> tuple[str, bytes]:
    ana = world.desks["ana"]
    return ana.batch(world.finished(), head=Head(1, 2, ana.head.hash))


def _other_past(world: World) -> tuple[str, bytes]:
    return world.desks["ana"].batch(world.finished(), head=Head(1, 1, "0" * 64))


def _stolen_id(world: World) -> bool:
    """Ben takes the id of an event of Ana's before she sends it: hers must arrive all the same."""
    event = world.finished()
    ben = world.enter("ben")
    world.call("push", *ben.batch(event))
    ana = world.enter("ana")
    return bool(world.call("push", *ana.batch(event))["new"] != 1)


def _cancel(who: str) -> Callable[[World], bool]:
    def run(world: World) -> bool:
        world.enter(who)
        return bool(world.call("cancel", "ana", PATH, "lesson", 1, "because"))

    return run


def _far_cancel(world: World) -> bool:
    world.enter("hana")
    return bool(world.call("cancel", "zoe", PATH, "lesson", 1, "because"))


def _assign(who: str, service: str) -> Callable[[World], bool]:
    def run(world: World) -> bool:
        world.enter(who)
        return bool(world.call("assign", OTHER_PATH, [{"target": "service", "id": service}]))

    return run


def _attest(who: str, whom: str) -> Callable[[World], bool]:
    def run(world: World) -> bool:
        world.enter(who)
        return bool(world.call("record_session", PATH, [LESSON], [whom], world.today))

    return run


def _undo(world: World) -> bool:
    world.enter("ana")
    return bool(world.call("undo_assign", None))


def _withdraw(world: World) -> bool:
    world.enter("hana")
    return bool(world.call("withdraw", world.line))


def _logged(world: World) -> bool:
    world.enter("hana")
    line = world.call("log_export", "csv", "file", {}, "reason")["id"]
    world.call("log_export", id=line, rows=3)
    return bool(world.call("log_export", id=line, rows=4))


ATTACKS = (
    Attack(AGENT, N_("send a batch of a colleague's desk"), _other_desk),
    Attack(AGENT, N_("take the id of a colleague's event, so that it never arrives"), _stolen_id),
    _sql(GATEWAY, N_("add a completion by SQL"), "INSERT INTO org.progress SELECT * FROM org.progress"),
    _sql(GATEWAY, N_("add an event by SQL"), "INSERT INTO org.event SELECT * FROM org.event"),
    _sql(AGENT, N_("alter one's own progress"), "UPDATE org.progress SET finished_on = '2020-01-01'"),
    _sql(AGENT, N_("alter an event"), "UPDATE org.event SET recorded_on = '2020-01-01'"),
    _sql(AGENT, N_("delete an event"), "DELETE FROM org.event"),
    _sql(AGENT, N_("delete a batch"), "DELETE FROM org.batch"),
    _sql(HR, N_("delete a line of the log of exports"), "DELETE FROM org.export_log", "hana"),
    _sql(TRAINER, N_("make somebody finish by SQL"), "UPDATE org.progress SET cancelled_on = NULL", "tom"),
    Attack(AGENT, N_("date a completion back by more than 400 days"), _push(_old)),
    Attack(AGENT, N_("date a completion otherwise than its id"), _push(_other_day)),
    Attack(AGENT, N_("date a completion ahead"), _push(_future)),
    Attack(AGENT, N_("send a score and minutes along"), _push(_score)),
    Attack(AGENT, N_("finish a path that was never proposed"), _push(_not_proposed)),
    Attack(AGENT, N_("annul by a batch"), _push(_cancelled)),
    Attack(ANYONE, N_("send the same batch twice"), _replay),
    Attack(AGENT, N_("put another batch in the place of one that was sent"), _push(_tampered)),
    Attack(AGENT, N_("leave a batch out"), _push(_left_out)),
    Attack(AGENT, N_("go on from another past"), _push(_other_past)),
    Attack(AGENT, N_("annul a completion"), _cancel("ana")),
    Attack(TRAINER, N_("annul a completion"), _cancel("tom")),
    Attack(HR, N_("annul a completion of another organisation"), _far_cancel),
    Attack(AGENT, N_("propose a path"), _assign("ana", "One")),
    Attack(HR, N_("propose a path"), _assign("hana", "One")),
    Attack(TRAINER, N_("propose a path to another service"), _assign("tom", "Two")),
    Attack(AGENT, N_("attest a group session"), _attest("ana", "ana")),
    Attack(HR, N_("attest a group session"), _attest("hana", "ana")),
    Attack(TRAINER, N_("attest a group session of another service"), _attest("tom", "cleo")),
    Attack(AGENT, N_("undo a proposal"), _undo),
    Attack(HR, N_("withdraw a proposal"), _withdraw),
    Attack(HR, N_("change a line of the log of exports afterwards"), _logged),
)
