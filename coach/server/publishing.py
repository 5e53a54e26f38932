"""Tells the store which lessons, paths and domains there are: it takes no completion of another one."""

from coach.content.library import Library
from coach.server.administration import Town


def publish(town: Town, shelf: Library) -> int:
    """Publish what a folder of lessons holds; returns how many lessons.

    Nothing that was published once is taken back: desks with an older version may still finish it.
    """
    _domains(town, shelf)
    domain_of = {competence.id: competence.domain for competence in shelf.label.competences}
    lessons = [
        (town.tenant, card.id, card.edition, card.title, card.minutes, domain_of.get(card.competences[0], ""))
        for card in shelf.cards.values()
    ]
    with town.connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO org.lesson VALUES (%s, %s, %s, %s, %s, %s)"
            " ON CONFLICT (tenant_id, lesson_id, edition) DO UPDATE"
            " SET title = excluded.title, minutes = excluded.minutes, domain_id = excluded.domain_id",
            lessons,
        )
    _paths(town, shelf)
    return len(lessons)


def publish_pack(town: Town, number: int, digest: str, content: bytes) -> int:
    """Publish a pack of lessons, so that each desk is told of it.

    Returns: 0, or the number of the newest pack when it is not older than this one, which then is not published.
    """
    row = town.connection.execute(
        "SELECT version, hash FROM org.content_pack WHERE tenant_id = %s ORDER BY version DESC LIMIT 1",
        (town.tenant,),
    ).fetchone()
    if row and row[1] == digest:
        return 0
    if row and row[0] >= number:
        return int(row[0])
    town.connection.execute(
        "INSERT INTO org.content_pack (tenant_id, version, hash, bytes) VALUES (%s, %s, %s, %s)",
        (town.tenant, number, digest, content),
    )
    return 0


def newest_pack(town: Town) -> bytes:
    """The pack that desks are told of; empty without one."""
    row = town.connection.execute(
        "SELECT bytes FROM org.content_pack WHERE tenant_id = %s ORDER BY version DESC LIMIT 1",
        (town.tenant,),
    ).fetchone()
    return bytes(row[0]) if row else b""


def _domains(town: Town, shelf: Library) -> None:
    town.connection.execute("DELETE FROM org.domain WHERE tenant_id = %s", (town.tenant,))
    with town.connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO org.domain VALUES (%s, %s, %s, %s)",
            [(town.tenant, one.id, place, one.title) for place, one in enumerate(shelf.label.domains)],
        )


def _paths(town: Town, shelf: Library) -> None:
    with town.connection.cursor() as cursor:
        for path in shelf.paths.values():
            minutes = sum(shelf.cards[lesson].minutes for lesson in path.lessons)
            cursor.execute(
                "INSERT INTO org.path (tenant_id, path_id, title, minutes, quiz) VALUES (%s, %s, %s, %s, %s)"
                " ON CONFLICT (tenant_id, path_id) DO UPDATE"
                " SET title = excluded.title, minutes = excluded.minutes, quiz = excluded.quiz",
                (town.tenant, path.id, path.title, minutes, path.quiz),
            )
            key = (town.tenant, path.id)
            cursor.execute("DELETE FROM org.path_lesson WHERE tenant_id = %s AND path_id = %s", key)
            cursor.executemany(
                "INSERT INTO org.path_lesson VALUES (%s, %s, %s, %s)",
                [(*key, place, lesson) for place, lesson in enumerate(path.lessons)],
            )


def open_door(town: Town, vouched: bool) -> None:
    """Whether a gateway may let in people by a login that another service has checked."""
    town.connection.execute(
        "UPDATE org.tenant SET settings = settings || jsonb_build_object('vouched_logins', %s::boolean)"
        " WHERE tenant_id = %s",
        (vouched, town.tenant),
    )
