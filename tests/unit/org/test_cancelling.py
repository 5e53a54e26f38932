"""A cancellation is a new line with a reason; the completion stays as it was."""

from datetime import timedelta
from pathlib import Path

import pytest

from coach.domain.errors import NotAllowed
from coach.org import cancelling
from coach.org.cancelling import Which
from coach.org.errors import AlreadySo, NoReason, UnknownCompletion
from coach.store import completions, corrections
from coach.store.completions import Chosen
from tests.unit.org.town import AGENTS, HR, NOW, TODAY, TRAINER, finish, town

WHICH = Which("001", "veille-ou-arret")


@pytest.fixture(autouse=True)
def _finished(settled: Path) -> None:
    with town() as connection:
        finish(connection, AGENTS[0], "veille-ou-arret")


def kept() -> completions.Record:
    with town() as connection:
        [found] = completions.records(connection, Chosen())
    return found


def test_a_completion_is_cancelled_and_restored_and_every_line_stays() -> None:
    before = kept()
    cancelling.cancel(HR, WHICH, "  wrong\n person ", NOW)
    told = kept()
    assert (told.id, told.cancelled_on, told.cancel_reason) == (before.id, TODAY, "wrong person")
    cancelling.restore(HR, WHICH, "it was the right one", NOW + timedelta(days=1))
    assert kept() == before
    cancelling.cancel(HR, WHICH, "after all", NOW + timedelta(days=2))
    with town() as connection:
        lines = corrections.of(connection, before.id)
    assert [(line.verb, line.by, line.reason) for line in lines] == [
        ("cancelled", "h1", "wrong person"),
        ("restored", "h1", "it was the right one"),
        ("cancelled", "h1", "after all"),
    ]


def test_sharing_again_does_not_bring_it_back() -> None:
    cancelling.cancel(HR, WHICH, "wrong person", NOW)
    with town() as connection:
        assert not finish(connection, AGENTS[0], "veille-ou-arret")
        assert list(completions.finished(connection)) == []


def test_what_cannot_be_cancelled() -> None:
    with pytest.raises(NoReason):
        cancelling.cancel(HR, WHICH, " \n", NOW)
    with pytest.raises(UnknownCompletion):
        cancelling.cancel(HR, Which("001", "mes-onglets"), "x", NOW)
    with pytest.raises(AlreadySo):
        cancelling.restore(HR, WHICH, "x", NOW)
    cancelling.cancel(HR, WHICH, "x", NOW)
    with pytest.raises(AlreadySo):
        cancelling.cancel(HR, WHICH, "x", NOW)


def test_a_lesson_in_two_paths_needs_the_path() -> None:
    with town() as connection:
        finish(connection, AGENTS[0], "veille-ou-arret", "web")
    with pytest.raises(UnknownCompletion):
        cancelling.cancel(HR, WHICH, "x", NOW)
    assert cancelling.cancel(HR, Which("001", "veille-ou-arret", "web"), "x", NOW).path == "web"


@pytest.mark.parametrize("actor", [AGENTS[0], TRAINER])
def test_only_hr_cancels(actor: object) -> None:
    with pytest.raises(NotAllowed):
        cancelling.cancel(actor, WHICH, "x", NOW)  # type: ignore[arg-type]  # a person
    assert kept().cancelled_on is None
