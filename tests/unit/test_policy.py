"""A policy can be stricter than the person, never laxer: each way to try is tried."""

import dataclasses
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach import handover, places, policy, settings
from coach.content.library import library
from coach.domain.nudge import silence
from coach.policy import Policy
from coach.settings import NudgeSetting, Settings
from coach.study.brief import brief

OFF = Settings()
ON = Settings(nudges={"idle": NudgeSetting(on=True, threshold=300, chosen_on="2026-11-24", text=1)})
NIGHT = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
LUNCH = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)


def written(text: str) -> Policy:
    """The policy that this file makes."""
    Path(places.policy()).write_text(text, "utf-8")
    return policy.read()


def briefed(own: Settings, decided: Policy) -> None:
    """Write the brief that follows."""
    handover.write_brief(brief(own, decided, library("fr"), frozenset()))


def test_without_a_file_nothing_is_decided() -> None:
    assert policy.read() == Policy()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[org]\nname = 'Mairie d’Évry'".encode("cp1252"), "line 2 is not written in UTF-8"),
        (b"[sensors\n", "line 1"),
        (b"x = " + b"[" * 5000, "cannot be read"),
        (b"\0", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_forbids_every_reminder(content: bytes, told: str) -> None:
    Path(places.policy()).write_bytes(content)
    decided = policy.read()
    assert decided.unreadable
    assert told in decided.ignored[0]
    assert decided.forbids("idle")


def test_the_mark_that_windows_writes_first_is_no_fault() -> None:
    Path(places.policy()).write_bytes(b"\xef\xbb\xbf[sensors]\nforbidden = ['idle']\n")
    assert policy.read() == Policy(forbidden=frozenset({"idle"}))


@pytest.mark.parametrize("text", ["[sensors]\nforbidden = 3", "[sensors]\nforbidden = [1]"])
def test_a_list_of_forbidden_reminders_that_makes_no_sense_forbids_all(text: str) -> None:
    decided = written(text)
    assert decided.forbids("idle")
    assert decided.forbids("tabs")


@pytest.mark.parametrize(
    "text",
    [
        "[sensors]\non = ['idle']",
        "[sensors]\nidle = true",
        "[sensors.idle]\non = true",
        "[settings.nudges.idle]\non = true\nchosen_on = '2026-01-01'",
        "[settings]\nnudges = {idle = {on = true}}",
        "[settings]\n'nudges.idle.on' = true",
        "[nudges.idle]\non = true",
    ],
)
def test_it_cannot_switch_a_sensor_on(text: str) -> None:
    decided = written(text)
    assert decided.ignored
    assert not policy.under(OFF, decided).nudges
    briefed(OFF, decided)
    assert not handover.read_brief().rules["idle"].on


@pytest.mark.parametrize(
    "text",
    [
        "hidden = true",
        "[agent]\nhidden = true",
        "[settings]\nautostart = true",
        "[settings]\nautostart = false",
        "[settings]\ntray = false",
    ],
)
def test_it_cannot_hide_the_agent_or_start_it(text: str) -> None:
    decided = written(text)
    assert decided.ignored
    assert policy.under(OFF, decided) == OFF


@pytest.mark.parametrize(
    "text", ["[settings]\npaused_until = ''", "pause = false", "[pause]\nallowed = false"]
)
def test_it_cannot_remove_the_pause(text: str) -> None:
    decided = written(text)
    assert decided.ignored
    own = dataclasses.replace(ON, paused_until="2026-11-24T23:00:00+00:00")
    briefed(own, decided)
    assert silence(handover.read_brief(), NIGHT) is not None


@pytest.mark.parametrize("text", ["erase = false", "[erase]\nallowed = false", "[settings]\nerase = false"])
def test_it_cannot_remove_erasing(text: str) -> None:
    assert written(text).ignored
    with handover.journal(NIGHT) as ledger:
        ledger.note("idle")
    handover.erase()
    assert handover.recent(NIGHT) == []


@pytest.mark.parametrize(
    "text",
    [
        "[settings]\nquiet_start = '23:00'",
        "[settings]\nquiet_end = '05:00'",
        "[quiet]\nstart = '23:00'\nend = '05:00'",
        "[quiet]\nstart = '21:00'\nend = '21:00'",
        "[quiet]\nstart = ''\nend = ''",
        "quiet = false",
        "quiet = []",
    ],
)
def test_it_cannot_shorten_the_quiet_hours(text: str) -> None:
    briefed(ON, written(text))
    assert silence(handover.read_brief(), NIGHT) is not None
    assert silence(handover.read_brief(), LUNCH) is None


def test_it_can_add_quiet_hours() -> None:
    briefed(ON, written("[quiet]\nstart = '12:00'\nend = '14:00'"))
    assert silence(handover.read_brief(), LUNCH) is not None


@pytest.mark.parametrize(
    "text", ["[quiet]\nstart = '25:00'\nend = '05:00'", "[quiet]\nstart = '12:00'", "quiet = 'always'"]
)
def test_quiet_hours_that_make_no_sense_are_named(text: str) -> None:
    decided = written(text)
    assert decided.quiet == ()
    assert any("quiet" in sentence for sentence in decided.ignored)


@pytest.mark.parametrize(
    "text", ["[journal]\ndays = 365", "kept_days = 365", "[settings]\nkept_days = 365", "[keep]\nnudges = 30"]
)
def test_it_cannot_lengthen_what_is_kept(text: str) -> None:
    assert written(text).ignored
    with handover.journal(datetime(2026, 11, 10, 12, tzinfo=UTC)) as ledger:
        ledger.note("idle")
    assert handover.recent(NIGHT) == []


@pytest.mark.parametrize(("theirs", "held"), [(600, 600), (100, 300), (-5, 300), (0, 300)])
def test_it_can_raise_a_threshold_and_never_lower_it(theirs: int, held: int) -> None:
    decided = written(f"[thresholds]\nidle = {theirs}")
    assert policy.threshold("idle", 300, ON, decided) == held
    assert policy.under(ON, decided).nudges["idle"].threshold == held
    briefed(ON, decided)
    assert handover.read_brief().rules["idle"].threshold == held


@pytest.mark.parametrize("text", ["idle = true", "idle = 'low'", "idle = 1.5"])
def test_a_threshold_that_is_no_whole_number_is_named(text: str) -> None:
    decided = written(f"[thresholds]\n{text}")
    assert decided.thresholds == {}
    assert any("thresholds.idle" in sentence for sentence in decided.ignored)


def test_to_forbid_a_moment_forbids_every_way_of_noticing_it() -> None:
    decided = Policy(forbidden=frozenset({"tabs", "mail_imap"}))
    assert [decided.forbids(name) for name in ("tabs", "tabs_session", "mail", "idle")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("text", ["forbidden = ['idle', 'mail']", "forbidden = 'idle'"])
def test_it_can_forbid_a_sensor_that_the_person_switched_on(text: str) -> None:
    decided = written(f"[sensors]\n{text}")
    assert not policy.under(ON, decided).nudges["idle"].on
    briefed(ON, decided)
    rule = handover.read_brief().rules["idle"]
    assert not rule.on
    assert rule.forbidden


@pytest.mark.parametrize(
    "text", ["[sensors]\nforbidden = 3", "[sensors]\nforbidden = [3]", "sensors = 'idle'"]
)
def test_a_list_of_forbidden_sensors_that_makes_no_sense_is_named(text: str) -> None:
    decided = written(text)
    assert decided.forbidden == frozenset()
    assert any("sensors" in sentence for sentence in decided.ignored)


@pytest.mark.parametrize("text", ["guichet = false", "[settings]\nguichet = false"])
def test_it_cannot_take_the_person_away_from_the_counter_mode(text: str) -> None:
    own = dataclasses.replace(ON, guichet=True)
    assert policy.under(own, written(text)).guichet


@pytest.mark.parametrize("text", ["guichet = true", "[settings]\nguichet = true"])
def test_it_can_add_the_counter_mode(text: str) -> None:
    assert policy.under(ON, written(text)).guichet


def test_every_choice_of_ones_own_stays_ones_own() -> None:
    own = [name for name, option in settings.OPTIONS.items() if option.metadata["own"]]
    assert {"quiet_start", "quiet_end", "paused_until", "autostart", "theme", "name"} <= set(own)
    for name in own:
        default = settings.OPTIONS[name].default
        value = {bool: "true", int: "3", str: "'x'", tuple: "['x']"}[type(default)]
        decided = written(f"[settings]\n{name} = {value}")
        assert len(decided.ignored) == 1, name
        assert policy.under(OFF, decided) == OFF


def test_a_file_that_is_no_toml_is_named_and_forbids_every_reminder() -> None:
    decided = written("[sensors\n")
    assert len(decided.ignored) == 1
    assert dataclasses.replace(decided, ignored=()) == Policy(unreadable=True)
    on = Settings(nudges={"idle": NudgeSetting(on=True, chosen_on="2026-11-23", text=1)})
    assert decided.forbids("idle")
    assert not policy.under(on, decided).nudges["idle"].on


@pytest.mark.parametrize("origin", ["https://mail.ville.example", "http://courrier:8080", ""])
def test_one_webmail_site_may_be_named_which_switches_nothing_on(origin: str) -> None:
    decided = written(f"[mail]\nwebmail = {origin!r}")
    assert (decided.ignored, decided.webmail) == ((), origin)
    briefed(OFF, decided)
    told = handover.read_brief()
    assert (told.webmail, told.rules["mail"].on) == (origin, False)


@pytest.mark.parametrize(
    "text",
    [
        "webmail = 'https://*/*'",
        "webmail = 'https://*.example'",
        "webmail = '<all_urls>'",
        "webmail = 'https://mail.ville.example/dossier'",
        "webmail = 'ftp://mail.ville.example'",
        "webmail = 'https://mail.ville.example https://ailleurs.example'",
        "webmail = ['https://mail.ville.example']",
        "webmail = true",
        "imap = 'mail.ville.example'",
    ],
)
def test_more_than_one_webmail_site_is_none(text: str) -> None:
    decided = written(f"[mail]\n{text}")
    assert decided.ignored
    assert decided.webmail == ""


def test_on_a_shared_computer_no_reminder_can_be_switched_on() -> None:
    decided = written("[org]\nshared_pc = true\n")
    assert decided.shared_pc
    assert decided.ignored == ()
    assert decided.organisation == {}
    assert not policy.under(ON, decided).nudges["idle"].on
    assert "this computer is shared" in decided.why_not("idle")
    briefed(ON, decided)
    assert not any(rule.on for rule in handover.read_brief().rules.values())
    assert not written("[org]\nshared_pc = false\n").shared_pc


@pytest.mark.parametrize("value", ["'no'", "0", "[]"])
def test_a_word_about_sharing_that_makes_no_sense_counts_as_yes(value: str) -> None:
    decided = written(f"[org]\nshared_pc = {value}\n")
    assert decided.shared_pc
    assert "org.shared_pc" in decided.ignored[0]
