"""What leaves a desk after real learning is the list of decision 21 and nothing else; no record is even opened."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach import settings, study
from coach.domain import batch
from coach.domain.batch import SENT
from coach.store import assignments, database
from coach.study import notebook, placement, progress, sitting
from coach.sync.exchange import exchange
from tests.unit.sync.receiver import Receiver
from tests.unit.sync.town import CAMILLE, DESK, credentials, settle

ROOT = Path(__file__).resolve().parents[3]


def learn(lesson: str, now: datetime) -> None:
    """A whole lesson, each question answered wrongly, then given up."""
    taken = sitting.open_lesson(CAMILLE, study.me().library.lesson(lesson), now)
    for question in taken.questions:
        sitting.answer(taken, question, None, now)
    sitting.finish(taken, now)


@pytest.fixture
def learnt() -> datetime:
    """Camille has done a proposed lesson and another one, noted a gesture, and chosen her settings."""
    now = datetime.now(UTC)
    settings.write(CAMILLE.id, settings.Settings(language="fr", name="Camille"))
    settle()
    with database.organisation() as connection:
        new = assignments.New("bienvenue", "person", CAMILLE.id, None, "Secret de la formatrice", "ines")
        assignments.add(connection, new, now)
    learn("veille-ou-arret", now)
    learn("mes-onglets", now)
    notebook.note(CAMILLE, "", "Mon geste secret", "done", now.date(), now)
    return now


def sent(now: datetime) -> list[str]:
    """The batches that a server gets."""
    own = credentials()
    server = Receiver(now.astimezone().date(), {own.device: own.public_key})
    exchange(DESK, own, server, now)
    return server.bodies


def test_each_batch_holds_the_keys_of_the_list_and_no_other(learnt: datetime) -> None:
    [body] = sent(learnt)
    told = json.loads(body)
    assert set(told) == {"v", "device", "chain", "n", "prev", "events"}
    assert told["events"]
    for event in told["events"]:
        assert set(event) == set(SENT[event["verb"]])
        assert batch.event_fault(event, learnt.astimezone().date()) == ""
        assert event["day"] == learnt.astimezone().date().isoformat()
    # What was proposed is told; what was done for oneself, written or said is not.
    shelf = study.me().library
    assert {event["lesson"] for event in told["events"]} <= set(shelf.paths["bienvenue"].lessons)
    for secret in ("secret", "Secret", "Camille", CAMILLE.id, "score", learnt.strftime("%H:%M")):
        assert secret not in body


def test_a_lesson_of_no_proposed_path_is_told_only_when_it_was_shared(learnt: datetime) -> None:
    proposed = set(study.me().library.paths["bienvenue"].lessons)
    outside = next(name for name in study.me().library.cards if name not in proposed)
    learn(outside, learnt)
    assert outside not in "".join(sent(learnt))


def test_a_placement_and_the_levels_it_tells_stay_on_the_desk(learnt: datetime) -> None:
    bank = placement.bank(study.me())
    while (asked := placement.go_on(bank, learnt)) is not None:
        sitting.answer(asked.sitting, asked.place.question, None, learnt)
    seen = progress.progress(study.me(), learnt)
    assert [domain for domain in seen.domains if domain.told.estimated]
    [body] = sent(learnt)
    told = json.loads(body)["events"]
    assert {(event["verb"], event["lesson"]) for event in told} == {("completed", "veille-ou-arret")}
    private = {one.id for one in seen.label.domains} | {
        place.question.id for place in bank.questions.values()
    }
    for word in ("placement", "level", *(f'"{one}"' for one in private)):
        assert word not in body


def test_the_program_that_shares_opens_no_records_and_asks_no_other_address(
    learnt: datetime, tmp_path: Path
) -> None:
    database.close()
    trace = tmp_path / "trace"
    share = tmp_path / "share"
    share.mkdir()
    env = os.environ | {
        "ORG_FOLDER": str(share),
        "PYTHONPATH": str(ROOT),
        "PYTHON_KEYRING_BACKEND": "tests.real.memory_keyring.Keyring",
        "TEST_KEYRING": str(tmp_path / "keyring"),
    }
    command = ["strace", "-f", "-qq", "-e", "trace=openat,open,connect", "-o", str(trace)]
    done = subprocess.run(
        [*command, sys.executable, "-m", "coach", "sync", "--now"], env=env, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    lines = trace.read_text("utf-8", "replace")
    assert "organisation.db" in lines
    assert list(share.glob("*/00000001.lot"))
    assert "records.db" not in lines
    for private in ("nudges.jsonl", "brief.json", "quiet.json"):
        assert private not in lines
    assert "AF_INET" not in lines
