"""Attestations by human resources, on a file and through the gateway on a real PostgreSQL: the same bytes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from coach.content.library import Library, library
from coach.domain.attestation import Attestation
from coach.org import Filters, attesting, issuing, records
from coach.org.cancelling import Which, cancel
from coach.org.errors import NothingToAttest
from coach.org.issuing import Wished
from coach.proof.errors import NoSuchNumber
from coach.store import completions, database
from tests.desk.gateway import Gateway
from tests.real.town import HR, Town, event_id
from tests.real.two_stores import DAY, Twins, twins

BOTH = ("file", "server")
SAID = {"name": "Ville d’Été", "siret": "21750001600019"}
WEB = Filters(path="web")


@pytest.fixture(scope="module")
def shelf() -> Library:
    """The lessons in French."""
    return library("fr")


@pytest.fixture
def both(
    site: Gateway, store: Town, shelf: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Twins]:
    """The town twice, where 008 has finished “web” with its quiz in both."""
    finished = (*shelf.paths["web"].lessons, "")
    with twins(site, store, tmp_path, monkeypatch) as found:
        with database.organisation() as connection:
            for lesson in finished:
                completions.record(
                    connection, person="008", service="Voirie", path="web", lesson=lesson, edition=1, day=DAY,
                    minutes=shelf.cards[lesson].minutes if lesson else 0,
                )  # fmt: skip
        with psycopg.connect(store.dsn) as place, place.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO org.progress (person_id, path_id, lesson_id, edition, tenant_id, finished_on,"
                " service_id, event_id, mode) SELECT p.person_id, 'web', %s, 1, p.tenant_id, %s,"
                " s.service_id, %s, 'individual' FROM org.person p, org.service s"
                " WHERE p.staff_number = '008' AND s.name = 'Voirie'",
                [(lesson, DAY, event_id(DAY)) for lesson in finished],
            )
        yield found


def found(shelf: Library, filters: Filters = WEB) -> tuple[Attestation, ...]:
    return attesting.attestations(HR, shelf, SAID, filters, datetime.now(UTC))


def test_both_attest_the_same_and_write_the_same_bytes(both: Twins, shelf: Library, tmp_path: Path) -> None:
    told: dict[str, list[bytes]] = {}
    numbers: dict[str, list[str]] = {}
    for store in BOTH:
        both.use(store)
        now, made = datetime.now(UTC), found(shelf)
        numbers[store] = [one.number for one in made]
        wished = Wished(str(tmp_path / store), ("page", "pdf", "line", "badge"), reason="annual")
        issuing.issue(HR, made, wished, now)
        told[store] = [file.read_bytes() for file in sorted((tmp_path / store).iterdir())]
        [line] = records.history(HR, shelf)
        assert (line.format, line.rows, line.complete, line.reason) == ("attestation", 1, True, "annual")
        assert attesting.of_number(HR, shelf, SAID, numbers[store][0], now) == made[0]
    assert numbers["file"] == numbers["server"]
    assert told["file"] == told["server"]
    assert len(told["server"]) == 5


def test_what_was_cancelled_is_attested_nowhere_any_more(both: Twins, shelf: Library) -> None:
    for store in BOTH:
        both.use(store)
        [one] = found(shelf)
        cancel(HR, Which("008", shelf.paths["web"].lessons[0], "web"), "error", datetime.now(UTC))
        with pytest.raises(NothingToAttest):
            found(shelf)
        with pytest.raises(NoSuchNumber):
            attesting.of_number(HR, shelf, SAID, one.number, datetime.now(UTC))
