"""Who sits here, and the settings that hold for that person under the administrator's policy."""

from pathlib import Path

import pytest

from coach import places, settings, words
from coach import study as desk
from coach.domain.errors import DamagedFile, SettingError
from coach.domain.people import Person, Role
from coach.sensors import sensors
from coach.settings import NudgeSetting, Settings
from coach.store import database, people
from tests.unit.study.shelf import NOW

INES = Person("t1", "Inès Faure", "Formation", frozenset({Role.LEARNER, Role.TRAINER}), login="ines.faure")


def put(*everybody: Person) -> None:
    with database.organisation() as connection:
        people.put(connection, everybody)


def login_is(monkeypatch: pytest.MonkeyPatch, login: str) -> None:
    monkeypatch.delenv("COACH_PERSON")
    monkeypatch.setattr("getpass.getuser", lambda: login)


def test_the_named_person_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    put(INES)
    monkeypatch.setenv("COACH_PERSON", "t1")
    assert desk.whoami() == INES


def test_a_named_person_who_is_on_no_list_is_a_learner() -> None:
    put(INES)
    assert desk.whoami().id == "camille"
    assert desk.whoami().roles == {Role.LEARNER}


def test_the_login_is_looked_up_on_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    put(INES)
    login_is(monkeypatch, "ines.faure")
    assert desk.whoami() == INES


def test_without_a_list_the_login_is_a_learner_and_no_file_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    login_is(monkeypatch, "jean.dupont")
    assert desk.whoami() == Person("jean.dupont", "", login="jean.dupont")
    assert not Path(places.organisation()).exists()


def test_a_desk_without_a_login_still_has_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError

    monkeypatch.delenv("COACH_PERSON")
    monkeypatch.setattr("getpass.getuser", nobody)
    assert desk.whoami().id == "me"


def test_a_damaged_list_is_told_and_nobody_is_made_up() -> None:
    Path(places.organisation()).parent.mkdir(parents=True, exist_ok=True)
    Path(places.organisation()).write_bytes(b"no database" * 400)
    with pytest.raises(DamagedFile):
        desk.me()


def test_somebody_who_cannot_be_known_is_spoken_to_in_the_language_of_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.write("camille", Settings(language="fr"))
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    Path(places.organisation()).write_bytes(b"no database" * 400)
    assert desk.speak() == "en"
    assert desk.stranger().person.id == ""
    assert desk.stranger().settings == Settings()


def test_the_name_of_the_list_counts_before_the_one_that_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    desk.rename("  Camille \n Roux  ")
    assert desk.me().person.name == "Camille Roux"
    put(INES)
    monkeypatch.setenv("COACH_PERSON", "t1")
    desk.rename("Somebody")
    assert desk.me().person.name == "Inès Faure"


def test_a_name_is_not_endless() -> None:
    desk.rename("x" * 1000)
    assert len(desk.me().person.name) == 80


def test_the_language_of_the_settings_is_spoken() -> None:
    settings.write("camille", Settings(language="fr"))
    assert desk.speak() == "fr"
    assert words.language() == "fr"


def test_trades_are_those_of_the_list_and_those_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    put(Person("t1", "Inès Faure", audiences=frozenset({"all-staff", "hr"})))
    monkeypatch.setenv("COACH_PERSON", "t1")
    settings.write("t1", Settings(audiences=("it",)))
    assert desk.me().audiences == {"all-staff", "hr", "it"}


def test_a_change_by_the_window_and_one_in_words() -> None:
    assert desk.change_setting("weekly_goal", 4, NOW).weekly_goal == 4
    assert desk.change_setting("weekly_goal", "1", NOW).weekly_goal == 1
    assert desk.change_setting("audiences", ("it",), NOW).audiences == ("it",)
    assert desk.change_setting("letter_keys", value=False, now=NOW).letter_keys is False


def test_a_change_leaves_the_rest_as_it_was() -> None:
    before = Settings(name="Zoé", nudges={"idle": NudgeSetting(True, 60, "2026-11-01", 1)})
    settings.write("camille", before)
    desk.change_setting("theme", "dark", NOW)
    after = settings.read("camille")
    assert (after.theme, after.name, after.nudges) == ("dark", "Zoé", before.nudges)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("weekly_goal", True),
        ("weekly_goal", 2.0),
        ("language", "zz"),
        ("welcomed", "perhaps"),
        ("nudges", {}),
        ("nudges.idle", "true"),
        ("nudges.idle.on", "yes"),
        ("nudges.idle.threshold", "-5"),
        ("nudges.idle.threshold", "²"),
        ("nudges.idle.threshold", "99999999"),
        ("nudges.none.on", "true"),
    ],
)
def test_nonsense_is_refused_and_changes_nothing(name: str, value: object) -> None:
    with pytest.raises(SettingError):
        desk.change_setting(name, value, NOW)
    assert settings.read("camille") == Settings()


def test_a_consent_keeps_its_day_and_the_version_of_the_card() -> None:
    desk.consent("idle", on=True, now=NOW)
    kept = settings.read("camille").nudges["idle"]
    assert kept == NudgeSetting(True, None, "2026-11-25", sensors()["idle"].text_version)
    assert desk.consent("idle", on=False, now=NOW).nudges["idle"].on is False


def test_a_threshold_alone_switches_nothing_on() -> None:
    assert desk.change_setting("nudges.idle.threshold", "60", NOW).nudges["idle"] == NudgeSetting(
        threshold=60
    )
    assert desk.setting("nudges.idle.on") == "false"
    assert desk.setting("nudges.idle.threshold") == "60"


def test_a_forbidden_sensor_cannot_be_switched_on_and_can_be_switched_off(tmp_path: Path) -> None:
    desk.consent("idle", on=True, now=NOW)
    (tmp_path / "policy.toml").write_text('[sensors]\nforbidden = ["idle"]\n', "utf-8")
    assert desk.me().settings.nudges["idle"].on is False
    assert settings.read("camille").nudges["idle"].on is True
    with pytest.raises(SettingError):
        desk.consent("idle", on=True, now=NOW)
    desk.consent("idle", on=False, now=NOW)
    assert settings.read("camille").nudges["idle"].on is False


def test_what_the_administrator_asks_for_is_the_least_and_shows(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text("[thresholds]\nidle = 600\n", "utf-8")
    with pytest.raises(SettingError):
        desk.change_setting("nudges.idle.threshold", "60", NOW)
    assert desk.setting("nudges.idle.threshold") == "600"
    desk.change_setting("nudges.idle.threshold", "900", NOW)
    assert desk.setting("nudges.idle.threshold") == "900"


def test_the_table_tells_every_setting_once() -> None:
    names = [row.name for row in desk.settings_table()]
    assert len(set(names)) == len(names)
    assert all(row.help for row in desk.settings_table())
    with pytest.raises(SettingError):
        desk.setting("colour")
