"""A pack of lessons goes from the town's folder through PostgreSQL and the gateway to a desk's next start."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from coach import places
from coach.__main__ import main
from coach.content import library as shelves
from coach.content.library import library
from coach.content.pack import read
from coach.server_client import keys
from tests.desk.gateway import Gateway
from tests.real.org_desks import Sit, code, finish
from tests.real.town import Town

PATH = "chez-nous"


@pytest.fixture
def town(tmp_path: Path, store: Town) -> Iterator[Path]:
    """A town's own folder; what is published of it is forgotten afterwards."""
    folder = tmp_path / "town"
    folder.mkdir()
    _say(folder, "Here")
    yield folder
    with psycopg.connect(store.dsn) as connection:
        connection.execute("DELETE FROM org.path_lesson WHERE path_id = %s", (PATH,))
        connection.execute("DELETE FROM org.path WHERE path_id = %s", (PATH,))


def _say(folder: Path, title: str) -> None:
    text = f'[path.{PATH}]\nfr = "Chez nous"\nen = "{title}"\nlessons = ["mes-onglets"]\n'
    (folder / "paths.toml").write_text(text, "utf-8")


def _published(store: Town, town: Path, number: int) -> int:
    out = town.parent / f"{number}.pack"
    assert main(["content", "pack", "--town", str(town), "--number", str(number), "--out", str(out)]) == 0
    return main(["content", "publish", str(out), "--dsn", store.dsn])


def _titles() -> list[str]:
    """What a window that starts now calls the town's path."""
    shelves._first.cache_clear()
    return [path.title for path in library("en").paths.values() if path.id == PATH]


def test_published_lessons_reach_every_desk_and_no_forged_ones_do(
    site: Gateway, store: Town, town: Path, sit: Sit, capsys: pytest.CaptureFixture[str]
) -> None:
    sit("office")
    assert _published(store, town, 1) == 0
    sit("desk")
    assert _titles() == []
    assert main(["sync", "enrol", code(store)]) == 0
    assert _titles() == ["Here"]
    with psycopg.connect(store.dsn) as connection:
        known = connection.execute("SELECT title FROM org.path WHERE path_id = %s", (PATH,)).fetchall()
    assert len(known) == 1

    sit("office")
    _say(town, "Here, later")
    assert _published(store, town, 1) == 1
    assert "--number 2" in capsys.readouterr().err
    assert _published(store, town, 2) == 0
    assert "Another key" not in capsys.readouterr().out
    sit("desk")
    assert main(["sync", "--now"]) == 0
    assert _titles() == ["Here, later"]

    sit("elsewhere")
    _say(town, "Forged")
    assert _published(store, town, 3) == 0
    assert "Another key signed the pack before" in capsys.readouterr().out
    sit("desk")
    finish("veille-ou-arret", "")
    assert main(["sync", "--now"]) == 0
    out = capsys.readouterr().out
    assert "1 finished lesson sent" in out
    assert "signed with a key that is not your organisation's" in out
    assert _titles() == ["Here, later"]
    # Where the policy names the other key, the same pack is taken.
    told = keys.fingerprint(read((town.parent / "3.pack").read_bytes()).key)
    Path(places.policy()).write_text(f'[org]\ncontent_key = "{told}"\n', "utf-8")
    assert main(["sync", "--now"]) == 0
    assert _titles() == ["Forged"]
