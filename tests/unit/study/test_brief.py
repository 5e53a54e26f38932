"""What the agent is told: choices under the policy, lessons, and texts in the person's language."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from coach import handover, places, words
from coach.content.library import Library, library
from coach.domain.errors import StorageError
from coach.domain.nudge import Rule, title
from coach.domain.said import PAGE
from coach.policy import Policy
from coach.sensors import Texts, sensors
from coach.settings import NudgeSetting, Settings
from coach.study import brief as writing

CONSENT = NudgeSetting(on=True, chosen_on="2026-11-24", text=sensors()["idle"].text_version)
NO_POLICY = Policy()
ON = Settings(nudges={"idle": CONSENT})


@pytest.fixture(scope="module")
def shelf() -> Library:
    """The shipped lessons in French."""
    return library("fr")


def rule(
    own: Settings, shelf: Library, decided: Policy = NO_POLICY, finished: frozenset[str] = frozenset()
) -> Rule:
    """What the agent reads about the idle sensor."""
    writing.write(own, decided, shelf, finished)
    return handover.read_brief().rules["idle"]


def test_everything_is_off_for_a_new_person(shelf: Library) -> None:
    writing.write(Settings(), Policy(), shelf, frozenset())
    assert handover.read_brief().rules.keys() == sensors().keys()
    assert not any(found.on for found in handover.read_brief().rules.values())


def test_a_consent_switches_on_with_the_default_threshold(shelf: Library) -> None:
    found = rule(ON, shelf)
    assert found.on
    assert found.threshold == sensors()["idle"].threshold.default


def test_a_consent_to_an_older_card_does_not_count(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = CONSENT.text + 1
    renewed = sensors()["idle"]._replace(text_version=newer)
    monkeypatch.setitem(sensors(), "idle", renewed)
    assert not rule(ON, shelf).on
    again = Settings(nudges={"idle": dataclasses.replace(CONSENT, text=newer)})
    assert rule(again, shelf).on


def test_a_nudge_leads_to_its_lesson_and_once_that_is_finished_names_the_gesture(shelf: Library) -> None:
    before = rule(ON, shelf)
    card = shelf.cards[before.lesson]
    assert "idle" in card.nudges
    assert card.title in before.words.body
    after = rule(ON, shelf, finished=frozenset({card.id}))
    assert after.lesson == card.id
    assert after.words.body == shelf.gestures[card.gesture].text


@pytest.fixture
def town(shelf: Library, tmp_path: Path) -> Callable[[str], Rule]:
    """The reminder about attachments in a town whose sharing tool has this name."""
    words.use("fr")
    shared = (Path(places.lessons()) / "organisation.toml").read_text("utf-8")

    def rule_of(tool: str) -> Rule:
        (tmp_path / "organisation.toml").write_text(
            shared.replace('value = ""', f'value = "{tool}"', 1), "utf-8"
        )
        own = Settings(nudges={"mail": NudgeSetting(on=True, text=1)})
        writing.write(own, Policy(), library("fr", str(tmp_path)), frozenset())
        return handover.read_brief().rules["mail"]

    return rule_of


def test_a_reminder_speaks_the_words_of_the_town(town: Callable[[str], Rule]) -> None:
    named = town("Nextcloud")
    lesson = "Leçon\u00a0: «\u00a0Pièce jointe ou lien\u00a0?\u00a0»."
    assert named.words.body == f"Déposez le fichier dans Nextcloud. {lesson}"
    assert named.lesson == "piece-jointe-ou-lien"


@pytest.mark.parametrize("tool", ["", "l’espace de partage des services municipaux, à l’adresse habituelle"])
def test_without_them_or_where_they_are_long_it_stays_neutral_and_short(
    town: Callable[[str], Rule], tool: str
) -> None:
    said = town(tool).words
    assert said.body == "Un lien évite les copies\u00a0: «\u00a0Pièce jointe ou lien\u00a0?\u00a0», 4 min."
    assert len(said.title_many.format(n=999, people=99)) + len(said.body) <= 140


def test_a_gesture_of_the_town_is_told_in_its_words(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    named = shelf.cards[rule(ON, shelf).lesson].gesture
    asks = dataclasses.replace(shelf.gestures[named], text="Demander. {org:help_desk}")
    monkeypatch.setitem(shelf.gestures, named, asks)
    found = rule(ON, shelf, finished=frozenset(shelf.cards))
    assert found.words.body == "Demander. Votre support informatique peut vous aider."


def test_a_passed_lesson_without_a_gesture_leaves_nothing_to_say(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    tabs = Settings(nudges={"tabs": NudgeSetting(on=True, text=1)})
    passed = frozenset(shelf.cards)
    writing.write(tabs, Policy(), shelf, passed)
    assert not handover.read_brief().rules["tabs"].learnt
    monkeypatch.setitem(shelf.__dict__, "gestures", {})
    writing.write(tabs, Policy(), shelf, passed)
    assert handover.read_brief().rules["tabs"].learnt
    writing.write(tabs, Policy(), shelf, frozenset())
    assert not handover.read_brief().rules["tabs"].learnt


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_nudge_takes_at_most_140_characters(language: str) -> None:
    words.use(language)
    shelf = library(language)
    for finished in (frozenset[str](), frozenset(shelf.cards)):
        writing.write(ON, Policy(), shelf, finished)
        for name, found in handover.read_brief().rules.items():
            assert len(title(found.words, 9999)) + len(found.words.body) <= 140, name


def test_without_a_lesson_the_nudge_stands_alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = Library(tmp_path_factory.mktemp("lessons"), "fr")
    found = rule(ON, empty)
    assert found.lesson == ""
    assert found.words.body == ""


def test_plural_forms_follow_the_language(
    shelf: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = Catalog(locale="pl")
    catalogue.add(("{n} tab", "{n} tabs"), ("{n} karta", "{n} karty", "{n} kart"))
    folder = tmp_path / "pl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "coach.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(places, "catalogues", lambda: str(tmp_path))
    words.use("pl")
    texts = Texts(name="Tabs", title=("{n} tab", "{n} tabs"), recent="Tabs")
    monkeypatch.setitem(sensors(), "idle", sensors()["idle"]._replace(texts=texts))
    found = rule(ON, shelf).words
    assert [title(found, n) for n in (0, 1, 2, 5, 12, 22, 112, 1001, 1022)] == [
        "0 kart", "1 karta", "2 karty", "5 kart", "12 kart", "22 karty", "112 kart", "1001 kart", "1022 karty"
    ]  # fmt: skip


def test_quiet_hours_pause_and_counter_mode_arrive(shelf: Library) -> None:
    own = dataclasses.replace(
        ON, guichet=True, tabs_at_once=True, paused_until="2026-11-24T13:00", quiet_start="19:00"
    )
    writing.write(own, Policy(quiet=(("12:00", "14:00"),)), shelf, frozenset())
    found = handover.read_brief()
    assert found.quiet == (("19:00", "08:00"), ("12:00", "14:00"))
    assert found.guichet
    assert found.tabs_at_once
    assert found.page.keys() == PAGE.keys()
    assert found.paused_until is not None
    assert found.paused_until.utcoffset() is not None


def test_a_local_folder_that_refuses_is_an_error_with_a_sentence(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/proc/nothing")
    with pytest.raises(StorageError, match="/proc/nothing"):
        writing.write(ON, Policy(), shelf, frozenset())


def test_a_pause_until_no_moment_is_none(shelf: Library) -> None:
    writing.write(dataclasses.replace(ON, paused_until="later"), Policy(), shelf, frozenset())
    assert handover.read_brief().paused_until is None
