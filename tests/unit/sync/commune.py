"""Three desks of a commune without a server, and the folder they share."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest

from coach.domain.people import Person, Role
from coach.server_client import keys
from coach.server_client.credentials import Credentials
from coach.store import assignments, completions, database
from coach.sync import boxes, folder
from coach.sync.boxes import Report
from coach.sync.desk import Desk
from tests.unit.sync.town import CAMILLE, NOW, settle

NOAH = Person("noah", "Noé Petit", "Voirie")
INES = Person("ines", "Inès Faure", "Formation", frozenset({Role.LEARNER, Role.TRAINER}))
MINUTES = {"veille-ou-arret": 4, "mes-onglets": 3}


class Town:
    """Three desks, each with files of its own, around one folder."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.root, self.patch, self.folder = root, patch, root / "share"
        self.folder.mkdir()
        self.keys = {who.id: self._key() for who in (CAMILLE, NOAH, INES)}
        for who in (CAMILLE, NOAH):
            self.sit(who)
            settle(who)
        self.sit(INES)
        settle(NOAH, INES)
        with database.organisation() as connection:
            for who in (CAMILLE, NOAH):
                new = assignments.New("bienvenue", "person", who.id, None, "Bon courage", INES.id)
                assignments.add(connection, new, NOW)

    def _key(self) -> Credentials:
        return Credentials(str(self.folder), uuid.uuid4().hex, keys.new_key())

    def sit(self, who: Person) -> None:
        """Sit down at somebody's desk."""
        self.patch.setenv("COACH_HOME", str(self.root / who.id))

    def desk(self, who: Person, days: int = 0) -> int:
        """Somebody's desk synchronises; returns what it wrote."""
        self.sit(who)
        desk = Desk(who, str(self.folder), "0.1.0", MINUTES)
        done, _ = folder.exchange(desk, self.keys[who.id], NOW + timedelta(days=days))
        return done.sent

    def trainer(self) -> dict[str, Report]:
        """The trainer's program looks into the boxes; reports by person's box."""
        self.sit(INES)
        found = boxes.take_all(str(self.folder), self.keys["ines"], MINUTES, NOW)
        names = {own.device: who for who, own in self.keys.items()}
        return {names.get(one.box, one.box): one for one in found}

    def meet(self, who: Person) -> None:
        """The two compare the fingerprint on their screens."""
        self.sit(INES)
        shown = keys.fingerprint(self.keys[who.id].public_key)
        assert boxes.register(str(self.folder), shown.lower(), NOW) == who

    def box(self, who: Person) -> Path:
        """Somebody's box."""
        return self.folder / self.keys[who.id].device

    def known(self) -> list[str]:
        """What the trainer's file has, as "person lesson"."""
        self.sit(INES)
        with database.organisation() as connection:
            rows = completions.records(connection, completions.Chosen())
            return sorted(f"{row.staff_number} {row.lesson}" for row in rows)
