"""Attestations by human resources: who has finished, all files or none, the log, and numbers that are gone."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from keyring import set_keyring
from keyring.backends import fail

from coach import org
from coach.content.library import Library
from coach.domain.attestation import Attestation, QuizPassed
from coach.domain.errors import ExportError, NotAllowed
from coach.org import Filters, attesting, cancelling, erasing, issuing, proving
from coach.org.cancelling import Which
from coach.org.errors import FileThere, Nameless, NoKeyring, NothingToAttest, NotSealed, Stopped
from coach.org.issuing import ALL, Wished
from coach.org.shapes import Group, Kind
from coach.proof.badge import read
from coach.proof.checking import check
from coach.proof.errors import NoSuchNumber
from coach.store import completions
from tests.unit.org.town import AGENTS, HR, NOW, TODAY, TRAINER, finish, finish_path, town

SAID = {"name": "Ville d’Été", "siret": "21750001600019"}


@pytest.fixture(autouse=True)
def _finished(settled: Path, shelf: Library) -> None:
    """001 and 008 have finished “bienvenue” with its quiz, 001 “web” too; 002 has begun, 004 passed no quiz."""
    lessons = shelf.paths["bienvenue"].lessons
    with town() as connection:
        for place, lesson in enumerate(lessons):
            for who in (AGENTS[0], AGENTS[7], AGENTS[3]):
                finish(connection, who, lesson, day=TODAY - timedelta(days=place + 1))
        for who in (AGENTS[0], AGENTS[7]):
            finish(connection, who, "", day=TODAY)
        finish_path(connection, AGENTS[0], shelf, "web")
        finish(connection, AGENTS[1], lessons[0])


def found(shelf: Library, filters: Filters = ALL) -> tuple[Attestation, ...]:
    return attesting.attestations(HR, shelf, SAID, filters, NOW)


def test_everybody_who_has_finished(shelf: Library) -> None:
    assert [(one.staff_number, one.path) for one in found(shelf)] == [
        ("001", "bienvenue"), ("001", "web"), ("008", "bienvenue"),
    ]  # fmt: skip
    assert len({one.number for one in found(shelf)}) == 3


def test_a_quiz_is_told_as_passed_and_nothing_more(shelf: Library) -> None:
    assert shelf.paths["bienvenue"].quiz
    one = found(shelf)[0]
    assert one.quiz == QuizPassed(TODAY, 80)
    assert (one.last, one.edition) == (TODAY, 1)
    assert one.minutes == 3 * len(shelf.paths["bienvenue"].lessons)


def test_a_cancelled_quiz_ends_it(shelf: Library) -> None:
    cancelling.cancel(HR, Which("001", "", "bienvenue"), "x", NOW)
    assert [(one.staff_number, one.path) for one in found(shelf)] == [("001", "web"), ("008", "bienvenue")]


def test_whom_a_trainer_saw_at_every_lesson_is_asked_for_no_quiz(shelf: Library) -> None:
    with town() as connection:
        for lesson in shelf.paths["bienvenue"].lessons:
            completions.record(
                connection, person="005", service="Accueil", path="bienvenue", lesson=lesson, edition=1, day=TODAY,
                minutes=3, mode="group", session="s1",
            )  # fmt: skip
    [one] = [one for one in found(shelf) if one.staff_number == "005"]
    assert one.quiz is None


def test_filters_choose(shelf: Library) -> None:
    one = Group(Kind.PERSON, "008", "Agent 8", 1)
    assert [a.staff_number for a in found(shelf, Filters(group=one))] == ["008"]
    assert [a.path for a in found(shelf, Filters(path="web"))] == ["web"]
    with pytest.raises(NothingToAttest):
        found(shelf, Filters(until=date(2020, 1, 1)))


def test_it_is_for_hr_and_for_an_organisation_with_a_name(shelf: Library) -> None:
    for who in (AGENTS[0], TRAINER):
        with pytest.raises(NotAllowed):
            attesting.attestations(who, shelf, SAID, Filters(), NOW)
    with pytest.raises(Nameless):
        attesting.attestations(HR, shelf, {"siret": "1"}, Filters(), NOW)


def test_a_number_is_issued_again_until_something_of_it_is_gone(shelf: Library) -> None:
    one = found(shelf)[0]
    assert attesting.of_number(HR, shelf, SAID, one.number, NOW) == one
    lesson = shelf.paths["bienvenue"].lessons[0]
    cancelling.cancel(HR, Which("001", lesson, "bienvenue"), "x", NOW)
    with pytest.raises(NoSuchNumber, match=one.number):
        attesting.of_number(HR, shelf, SAID, one.number, NOW)
    cancelling.restore(HR, Which("001", lesson, "bienvenue"), "x", NOW + timedelta(minutes=1))
    assert attesting.of_number(HR, shelf, SAID, one.number, NOW) == one


def test_a_day_to_come_is_not_attested(shelf: Library) -> None:
    with town() as connection:
        for lesson in (*shelf.paths["chiffres"].lessons, ""):
            finish(connection, AGENTS[2], lesson, "chiffres", TODAY + timedelta(days=1))
    assert "003" not in {one.staff_number for one in found(shelf)}
    later = attesting.attestations(HR, shelf, SAID, Filters(), NOW + timedelta(days=1))
    assert "003" in {one.staff_number for one in later}


def test_a_batch_in_a_folder_with_its_list_and_the_log(shelf: Library, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    wished = Wished(str(tmp_path / "new"), ("page", "line"), reason=" annual  file ")

    def tell(count: int, whole: int) -> bool:
        told.append((count, whole))
        return True

    done = issuing.issue(HR, found(shelf), wished, NOW, tell)
    assert (done.count, told) == (3, [(1, 3), (2, 3), (3, 3)])
    names = sorted(file.name for file in (tmp_path / "new").iterdir())
    assert len(names) == 7
    assert not [name for name in names if "Agent" in name]
    rows = list(csv.reader(Path(done.index).read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert [row[:3] for row in rows[1:]] == [[a.number, a.staff_number, a.person] for a in found(shelf)]
    [line] = org.history(HR, shelf)
    assert (line.format, line.what, line.rows, line.complete, line.reason) == (
        *("attestation", "Attestations", 3, True, "annual file"),
    )


def test_signed_pages_and_badges_are_proven(shelf: Library, tmp_path: Path, kept_keys: Path) -> None:
    one = found(shelf)[0]
    issuing.issue(HR, [one], Wished(str(tmp_path), ("page", "badge"), sealed=True), NOW)
    [page] = tmp_path.glob("*.html")
    seal = proving.check(str(page))
    assert (seal.format, seal.query, seal.author) == ("attestation", {"number": one.number}, "h1")
    [badge] = tmp_path.glob("*.badge.json")
    assert read(badge.read_bytes()).number == one.number
    checked = check(str(page))
    assert checked is not None
    assert checked.attestation == one
    page.write_bytes(page.read_bytes().replace(b"Agent 1", b"Agent 2"))
    with pytest.raises(NotSealed, match="changed"):
        proving.check(str(page))


def test_nothing_is_left_of_what_cannot_be_finished(shelf: Library, tmp_path: Path) -> None:
    there, attestations = tmp_path / "there", found(shelf)
    with pytest.raises(Stopped):
        issuing.issue(HR, attestations, Wished(str(there), ("page",)), NOW, lambda n, _whole: n < 2)
    assert list(there.iterdir()) == []
    issuing.issue(HR, attestations[1:2], Wished(str(there), ("page",)), NOW)
    kept = {file: file.read_bytes() for file in there.iterdir()}
    with pytest.raises(FileThere):
        issuing.issue(HR, attestations, Wished(str(there), ("page",)), NOW)
    assert {file: file.read_bytes() for file in there.iterdir()} == kept
    issuing.issue(HR, attestations, Wished(str(there), ("page",), replace=True), NOW)
    assert len(list(there.glob("*.html"))) == 3
    (tmp_path / "file").write_text("x")
    with pytest.raises(ExportError):
        issuing.issue(HR, attestations, Wished(str(tmp_path / "file"), ("page",)), NOW)
    assert sorted(line.complete for line in org.history(HR, shelf)) == [False, False, False, True, True]


def test_without_a_keyring_there_is_no_badge(shelf: Library, tmp_path: Path, kept_keys: Path) -> None:
    set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # keyring's own
    with pytest.raises(NoKeyring):
        issuing.issue(HR, found(shelf), Wished(str(tmp_path / "x"), ("page", "badge")), NOW)
    assert list((tmp_path / "x").iterdir()) == []


def test_whoever_was_erased_cannot_be_attested_any_more(shelf: Library) -> None:
    gone = found(shelf)[2]
    erasing.erase(HR, "008", NOW, lambda _fingerprint: None)
    assert {one.staff_number for one in found(shelf)} == {"001"}
    with pytest.raises(NoSuchNumber, match="No attestation"):
        attesting.of_number(HR, shelf, SAID, gone.number, NOW)
