"""A planted moment is noticed, shown, refused; then everything that may leave this computer is searched for it."""

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from coach import handover, places
from coach.__main__ import main
from coach.agent.notify import LATER
from coach.domain.people import Person, Role
from coach.exports import formats
from coach.sensors import sensors
from coach.store import assignments, attempts, database, people
from coach.study import own_data, sharing
from tests.fakes import Look
from tests.unit.agent.conftest import NOON, Desk, rule, sensor, write_brief

MARK = "Zyzomys"
CAMILLE = Person("camille", "Camille", "Voirie")
HR = Person("hr1", "Ada Roux", "RH", roles=frozenset({Role.HR}))
# What the agent keeps, and the brief that it is told; they lie in this computer's own folder.
ITS_OWN = {"nudges.jsonl", "quiet.json", "looked.json", "brief.json"}


def noticed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The moment comes on two days, is refused, cannot be shown once, and its sensor falls over."""
    monkeypatch.setitem(sensors(), MARK, sensor(Look())._replace(sources={MARK: "-"}))
    write_brief(sensors={MARK: rule(MARK)})
    handover.look_noted(f"{MARK}.{MARK}", NOON)
    for day in range(3):
        now = NOON + timedelta(days=day)
        desk.notifier.works = day < 2
        nudge = desk.rounds.decide({MARK: 4321}, now)
        assert nudge is not None or day == 2
        if nudge is not None:
            desk.notifier.pressed.append((nudge, LATER))
            desk.rounds.hear(now)


def shared() -> None:
    """Camille has finished a lesson of a proposed path, and it is shared."""
    with database.organisation() as connection:
        people.put(connection, [CAMILLE, HR])
        wanted = assignments.New("bienvenue", "service", "Voirie", None, "", HR.id)
        assignments.add(connection, wanted, NOON)
    with database.records(CAMILLE.id) as connection:
        attempts.finish(connection, attempts.begin(connection, "veille-ou-arret", 1, ("q1",), NOON), NOON)
    assert sharing.share(CAMILLE) == 1


def whole(file: Path) -> Iterator[bytes]:
    """Its bytes, and those of its parts where it is packed."""
    data = file.read_bytes()
    yield data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield from (packed.read(name) for name in packed.namelist())


def test_it_reaches_no_store_no_export_and_no_log(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noticed(desk, monkeypatch)
    shared()
    own_data.export(CAMILLE, str(tmp_path / "mine.json"), NOON)
    monkeypatch.setenv("COACH_PERSON", HR.id)
    for name in formats():
        assert main(["export", name, "--out", str(tmp_path / f"export.{name}")]) == 0
    database.close()

    told = {file for file in tmp_path.rglob("*") if file.is_file()}
    found = {file.name for file in told if any(MARK.encode() in part for part in whole(file))}
    # It is where it may be, so the search would find it elsewhere.
    assert found == ITS_OWN
    assert MARK not in capsys.readouterr().out
    assert {Path(places.organisation()), tmp_path / "mine.json"} <= told
    assert len([file for file in told if file.name.startswith("export.")]) == len(formats())
