"""A person's own data: complete when seen or exported, gone when erased, and nothing of others in it."""

import csv
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from coach import handover, places, settings, study
from coach.domain.errors import ExportError
from coach.domain.people import Person
from coach.settings import NudgeSetting, Settings
from coach.store import completions, database, people
from coach.study import notebook, own_data

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ME, OTHER = Person("p1", "Camille", "Accueil"), Person("p2", "Noé", "Accueil")


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, folder in (("COACH_HOME", "home"), ("XDG_STATE_HOME", "state"), ("LOCALAPPDATA", "state")):
        monkeypatch.setenv(name, str(tmp_path / folder))
    monkeypatch.setenv("COACH_PERSON", ME.id)
    monkeypatch.setenv("COACH_POLICY", str(tmp_path / "policy.toml"))


def _notice(day: datetime) -> None:
    with handover.journal(day.astimezone()) as ledger:
        ledger.note("idle")
    handover.look_noted("idle.x11", day.astimezone())


def _finish(who: Person) -> None:
    with database.organisation() as connection:
        people.put(connection, [who])
        completions.record(
            connection, person=who.id, service=who.service, path="bienvenue", lesson=f"lesson-of-{who.id}",
            edition=1, day=date(2026, 11, 20), minutes=2,
        )  # fmt: skip


def test_everything_holds_what_is_kept_and_nothing_of_others() -> None:
    settings.write(ME.id, Settings(name="Camille", nudges={"idle": NudgeSetting(True, 60, "2026-11-01", 1)}))
    notebook.note(ME, "", "Fermer les onglets", "done", NOW.date(), NOW)
    notebook.note(OTHER, "", "Le geste de Noé", "done", NOW.date(), NOW)
    _finish(ME)
    _finish(OTHER)
    _notice(NOW)
    found = own_data.everything(ME, NOW)
    told = json.dumps(found, ensure_ascii=False)
    assert "Fermer les onglets" in told
    assert "lesson-of-p1" in told
    assert found["settings"]["nudges"]["idle"]["threshold"] == 60
    assert found["noticed_on_this_machine"]["sources_looked_at"] == {"2026-11-23": ["idle.x11"]}
    assert "Noé" not in told
    assert "lesson-of-p2" not in told


def test_everything_as_csv_for_a_spreadsheet(tmp_path: Path) -> None:
    notebook.note(ME, "", "=1+1", "done", NOW.date(), NOW)
    file = tmp_path / "mine.CSV"
    own_data.export(ME, str(file), NOW)
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0] == ["where", "what"]
    assert ["person/name", "Camille"] in rows
    assert "'=1+1" in [what for _where, what in rows]


def test_everything_of_a_newcomer_is_empty_and_makes_no_file() -> None:
    found = own_data.everything(ME, NOW)
    assert found["records"] == {}
    assert found["shared_with_the_organisation"] == []
    assert not Path(places.home()).exists()


def test_export_replaces_the_file_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text("before", "utf-8")
    own_data.export(ME, str(file), NOW)
    assert json.loads(file.read_text("utf-8"))["person"]["id"] == ME.id
    assert list(tmp_path.glob("*.part")) == []


def test_a_failed_export_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "taken.json"
    folder.mkdir()
    with pytest.raises(ExportError):
        own_data.export(ME, str(folder), NOW)
    assert list(tmp_path.glob("*.part")) == []


def test_reminders_name_the_lesson_that_the_brief_leads_to() -> None:
    study.brief_agent(NOW)
    _notice(NOW - timedelta(days=1))
    shown = own_data.reminders(NOW)
    assert [(one.moment, one.day) for one in shown] == [
        ("idle", (NOW - timedelta(days=1)).astimezone().date())
    ]
    assert "idle" in study.me().library.cards[shown[0].lesson].nudges


def test_reminders_are_told_even_if_the_brief_cannot_be_read() -> None:
    _notice(NOW)
    Path(places.local(), "brief.json").write_text("{", "utf-8")
    assert [one.lesson for one in own_data.reminders(NOW)] == [""]


def test_a_file_says_that_what_was_noticed_stays_here(tmp_path: Path) -> None:
    _notice(NOW)
    file = tmp_path / "mine.json"
    own_data.export(ME, str(file), NOW)
    told = json.loads(file.read_text("utf-8"))
    assert "stays on this computer" in told["noticed_on_this_machine"]
    assert not {"idle", "idle.x11"} & set(file.read_text("utf-8").split('"'))


def test_unknown_sources_are_left_out() -> None:
    handover.look_noted("idle.x11", NOW.astimezone())
    handover.look_noted("gone.file", NOW.astimezone())
    assert own_data.looked_at(NOW)[0].sources == (("idle", "x11"),)


def test_erasing_what_was_noticed_keeps_settings_and_records() -> None:
    settings.write(ME.id, Settings(name="Camille"))
    notebook.note(ME, "", "Un geste", "done", NOW.date(), NOW)
    _notice(NOW)
    assert own_data.erase_noticed(NOW) == own_data.Erased(reminders=1, days=1)
    assert own_data.reminders(NOW) == ()
    assert own_data.looked_at(NOW) == ()
    assert settings.read(ME.id).name == "Camille"
    assert "gesture_note" in own_data.everything(ME, NOW)["records"]


def test_erasing_everything_leaves_the_organisations_record_and_other_people() -> None:
    settings.write(ME.id, Settings(name="Camille"))
    settings.write(OTHER.id, Settings(name="Noé"))
    notebook.note(ME, "", "Un geste", "done", NOW.date(), NOW)
    _finish(ME)
    _notice(NOW)
    study.brief_agent(NOW)
    log = Path(places.local(), "window.log")
    log.write_text("2026-11-23 WARNING somebody's folder", "utf-8")
    own_data.erase(ME)
    assert not Path(places.person(ME.id)).exists()
    assert not handover.brief_stamp()
    assert own_data.reminders(NOW) == ()
    assert log.read_text("utf-8") == ""
    assert settings.read(OTHER.id).name == "Noé"
    assert len(own_data.everything(ME, NOW)["shared_with_the_organisation"]) == 1


def test_after_erasing_one_can_begin_again() -> None:
    notebook.note(ME, "", "Avant", "done", NOW.date(), NOW)
    own_data.erase(ME)
    notebook.note(ME, "", "Après", "done", NOW.date(), NOW)
    notes = own_data.everything(ME, NOW)["records"]["gesture_note"]
    assert [note["words"] for note in notes] == ["Après"]
