"""Which service stands below which: a role for a service covers all those below it."""

from collections.abc import Mapping

from coach.server.administration import Town


def parents(town: Town) -> dict[str, str]:
    """The service above each one that has one."""
    rows = town.connection.execute(
        "SELECT s.name, p.name FROM org.service s JOIN org.service p ON p.service_id = s.parent_id"
        " WHERE s.tenant_id = %s ORDER BY s.name",
        (town.tenant,),
    )
    return dict(rows.fetchall())


def arrange(town: Town, wanted: Mapping[str, str]) -> None:
    """Put each service below the one named for it, and every other one at the top; no circle among them."""
    town.connection.execute(
        "INSERT INTO org.service (tenant_id, name) SELECT %s, unnest(%s::text[]) ON CONFLICT DO NOTHING",
        (town.tenant, sorted({*wanted, *wanted.values()})),
    )
    facts = {"tenant": town.tenant, "names": list(wanted), "above": list(wanted.values())}
    town.connection.execute(
        "UPDATE org.service s SET parent_id = ("
        "   SELECT p.service_id FROM unnest(%(names)s::text[], %(above)s::text[]) w (name, above)"
        "   JOIN org.service p ON p.tenant_id = %(tenant)s AND p.name = w.above WHERE w.name = s.name)"
        " WHERE s.tenant_id = %(tenant)s",
        facts,
    )
    town.connection.execute("DELETE FROM org.service_scope WHERE tenant_id = %(tenant)s", facts)
    town.connection.execute(
        "INSERT INTO org.service_scope WITH RECURSIVE below (ancestor, descendant) AS ("
        "   SELECT service_id, service_id FROM org.service WHERE tenant_id = %(tenant)s"
        "   UNION SELECT b.ancestor, s.service_id FROM below b JOIN org.service s ON s.parent_id = b.descendant)"
        " SELECT %(tenant)s, ancestor, descendant FROM below",
        facts,
    )
