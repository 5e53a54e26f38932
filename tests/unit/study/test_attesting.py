"""A learner's own attestation: the organisation's where it knows, else the person's own word; no claim too many."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from coach.domain.attestation import Attestation
from coach.domain.errors import ExportError, UnknownLink
from coach.domain.people import Person, Role
from coach.org import Filters, cancelling
from coach.org import attesting as hr_attesting
from coach.org.cancelling import Which
from coach.proof.documents import document
from coach.proof.errors import NotComplete
from coach.store import assignments, database, people
from coach.study import attesting
from tests.unit.study.shelf import CAMILLE, MINUTE, NOW, pass_through, who

pytestmark = pytest.mark.usefixtures("lessons")
HR = Person("h1", "Paul Roy", "RH", frozenset({Role.HR}))
POLICY = '[org]\nname = "Ville d’Été"\nsiret = "21750001600019"\nunit = "DRH"\nresponsible = "I. Faure"\n'


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """The administrator's file, which names the organisation."""
    file = tmp_path / "policy.toml"
    file.write_text(POLICY, "utf-8")
    return file


def propose() -> None:
    with database.organisation() as connection:
        people.put(connection, [CAMILLE, HR])
        assignments.add(connection, assignments.New("bienvenue", "service", "Voirie", None, "", "t1"), NOW)


def learn() -> None:
    for day, name in enumerate(("un", "deux", "trois")):
        pass_through(name, NOW + timedelta(days=day))


LATER = NOW + timedelta(days=2)


def mine() -> Attestation:
    return attesting.own(who(), "bienvenue", LATER)


def test_learner_and_human_resources_issue_the_same_document(policy: Path) -> None:
    propose()
    learn()
    one = mine()
    me = who()
    said = me.policy.organisation
    [theirs] = hr_attesting.attestations(HR, me.library, said, Filters(), LATER)
    assert theirs == one
    for kind in ("page", "pdf", "line"):
        assert document(one, kind) == document(theirs, kind)
    assert hr_attesting.of_number(HR, me.library, said, f" {one.number.lower()} ", LATER) == one


def test_it_tells_days_and_published_minutes_of_the_records(policy: Path) -> None:
    propose()
    learn()
    one = mine()
    assert one.organisation is not None
    assert (one.organisation.name, one.organisation.unit) == ("Ville d’Été", "DRH")
    assert (one.person, one.staff_number) == ("Camille Roux", "camille")
    assert (one.first, one.last) == (NOW.date(), date(2026, 11, 27))
    assert one.minutes == 6
    assert len(one.lessons) == 3
    assert one.goals


def test_a_path_that_nobody_assigned_is_the_persons_own_word(policy: Path) -> None:
    learn()
    assert mine().organisation is None


def test_without_a_policy_nothing_is_claimed_for_an_organisation() -> None:
    propose()
    learn()
    assert mine().organisation is None


def test_a_path_half_way_through_is_none(policy: Path) -> None:
    propose()
    pass_through("un", NOW)
    with pytest.raises(NotComplete, match="not finished"):
        mine()
    with pytest.raises(UnknownLink):
        attesting.own(who(), "nowhere", NOW)


def test_a_cancelled_lesson_ends_it_until_it_is_restored(policy: Path) -> None:
    propose()
    learn()
    before = mine()
    cancelling.cancel(HR, Which("camille", "deux", "bienvenue"), "error", LATER)
    with pytest.raises(NotComplete, match="cancelled"):
        mine()
    cancelling.restore(HR, Which("camille", "deux", "bienvenue"), "error", LATER + MINUTE)
    assert mine() == before


def test_a_day_to_come_waits(policy: Path) -> None:
    propose()
    learn()
    with pytest.raises(NotComplete, match="clock"):
        attesting.own(who(), "bienvenue", NOW)


def test_what_waits_to_be_shared_with_a_server_is_not_attested_yet(
    policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose()
    learn()
    monkeypatch.setenv("ORG_URL", "https://coach.ville.example")
    with pytest.raises(NotComplete, match="waits to be shared"):
        mine()


def test_files_are_kept_whole_and_never_replaced_unasked(tmp_path: Path) -> None:
    learn()
    one = mine()
    [page, line] = attesting.save(one, str(tmp_path / "new" / "folder"), ("page", "line"))
    assert Path(page).read_bytes() == document(one, "page")
    assert Path(line).read_bytes() == document(one, "line")
    Path(page).write_bytes(b"mine")
    with pytest.raises(ExportError, match="already"):
        attesting.save(one, str(tmp_path / "new" / "folder"), ("page",))
    assert Path(page).read_bytes() == b"mine"
    attesting.save(one, str(tmp_path / "new" / "folder"), ("page",), replace=True)
    assert Path(page).read_bytes() == document(one, "page")
    (tmp_path / "file").write_text("x")
    with pytest.raises(ExportError):
        attesting.save(one, str(tmp_path / "file"), ("page",))
