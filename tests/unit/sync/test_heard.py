"""The trainer's file knows when something new last came from each person's desk."""

from pathlib import Path

import pytest

from coach.store import database, hearing
from tests.unit.sync.commune import INES, NOAH, Town
from tests.unit.sync.town import CAMILLE, NOW, finish


def test_only_what_is_new_counts_as_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    town = Town(tmp_path, monkeypatch)
    for who in (CAMILLE, NOAH):
        town.sit(who)
        town.desk(who)
        town.meet(who)
    town.sit(CAMILLE)
    finish("veille-ou-arret")
    town.desk(CAMILLE)
    town.trainer()
    town.sit(INES)
    with database.organisation() as connection:
        known = hearing.heard(connection)
        assert (known[CAMILLE.id], known[NOAH.id]) == (NOW.astimezone().date(), None)
        hearing.note(connection, town.keys[CAMILLE.id].device, NOW.date().replace(year=2025))
    town.trainer()
    with database.organisation() as connection:
        assert hearing.heard(connection)[CAMILLE.id] == NOW.date().replace(year=2025)
