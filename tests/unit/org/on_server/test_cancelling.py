"""Cancelling asks the server for one completion, then for the change; purging and erasing are not HR's there."""

import pytest

from coach.domain.errors import SyncError
from coach.org import erasing, retention
from coach.org.cancelling import Which, cancel, restore
from coach.org.errors import AlreadySo, AtTheServer, UnknownCompletion
from tests.unit.org.on_server.conftest import Answers
from tests.unit.org.town import HR, NOW, TODAY

WHICH = Which("001", "veille-ou-arret")


def test_the_change_names_path_and_edition(answers: Answers) -> None:
    assert cancel(HR, WHICH, " by  mistake ", NOW).name == "Ana"
    (asked,) = answers.told("completions")
    assert (asked["target"], asked["target_id"]) == ("person", "001")
    assert answers.told("cancel") == [
        {
            "staff_number": "001",
            "path": "bienvenue",
            "lesson": "veille-ou-arret",
            "edition": 1,
            "reason": "by mistake",
        }
    ]


def test_a_cancelled_one_counts_again(answers: Answers) -> None:
    answers.csv["completions"] = answers.csv["completions"].replace(",Voirie,,,", ",Voirie,2026-11-03,typo,")
    with pytest.raises(AlreadySo):
        cancel(HR, WHICH, "again", NOW)
    restore(HR, WHICH, "it was right", NOW)
    assert [one["reason"] for one in answers.told("uncancel")] == ["it was right"]
    assert not answers.told("cancel")


def test_somebody_else_was_quicker(answers: Answers) -> None:
    answers.status["cancel"] = 422
    answers.json["cancel"] = {
        "error": "UnknownCompletion",
        "facts": {"number": "001", "lesson": "veille-ou-arret"},
    }
    with pytest.raises(UnknownCompletion):
        cancel(HR, WHICH, "why", NOW)


def test_a_server_that_does_not_answer(answers: Answers) -> None:
    answers.status["cancel"] = 503
    with pytest.raises(SyncError):
        cancel(HR, WHICH, "why", NOW)


def test_purging_and_erasing_are_the_administration_s(answers: Answers) -> None:
    with pytest.raises(AtTheServer):
        erasing.plan(HR, "001")
    with pytest.raises(AtTheServer):
        erasing.erase(HR, "001", NOW, lambda _note: None)
    with pytest.raises(AtTheServer):
        erasing.erase_again(HR, [], NOW)
    with pytest.raises(AtTheServer):
        retention.due(HR, {}, TODAY)
    with pytest.raises(AtTheServer):
        retention.purge(HR, {}, "f.csv", NOW)
    assert not answers.asked
