"""Brief and journal: what is kept, what is forgotten, and what several writers at once do to it."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from coach import handover, places
from coach.domain.nudge import Brief, Many, Refusals
from coach.handover import BriefError
from tests.unit import refusing

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
SENSOR = {
    "on": True,
    "forbidden": False,
    "threshold": 300,
    "per": 60,
    "lesson": "veille-ou-arret",
    "words": {
        "name": "Écran",
        "title": ["Un", "Plusieurs"],
        "plural": "001",
        "body": "Texte",
        "action": "Voir",
        "refuse": "Non",
        "recent": "Écran",
        "title_many": "{n} Mo, pour {people} personnes",
        "act": "Oui",
    },
    "moment": "idle",
    "many": {"people": 5, "threshold": 2},
    "act": "screen sleep 10",
}
BRIEF = {
    "sensors": {"idle": SENSOR},
    "quiet": [["18:00", "08:00"]],
    "paused_until": "",
    "guichet": False,
    "language": "fr",
    "sentences": {},
}


def local(name: str) -> Path:
    """A file of the local folder."""
    return Path(places.local()) / name


def note(type_: str, now: datetime = NOW) -> None:
    """Note a nudge of this type."""
    with handover.journal(now) as ledger:
        ledger.note(type_)


def test_nothing_is_there_at_first() -> None:
    assert handover.recent(NOW) == []
    assert handover.sources_looked_at(NOW) == {}
    assert handover.read_brief() == Brief()
    assert handover.brief_stamp() == 0
    assert not Path(places.local()).exists()


def test_a_noted_nudge_is_recent_for_seven_days_and_then_gone_from_the_file() -> None:
    note("idle")
    note("tabs")
    assert handover.recent(NOW) == [("tabs", TODAY), ("idle", TODAY)]
    assert len(handover.recent(NOW + timedelta(days=6))) == 2
    assert handover.recent(NOW + timedelta(days=7)) == []
    note("mail", NOW + timedelta(days=7))
    assert local("nudges.jsonl").read_text() == '{"type": "mail", "day": "2026-12-01"}\n'


def test_the_time_of_a_file_tells_the_day_and_no_hour() -> None:
    midnight = datetime(TODAY.year, TODAY.month, TODAY.day).astimezone().timestamp()
    with handover.journal(NOW) as ledger:
        ledger.note("idle")
        ledger.note("tabs")
        ledger.answer("idle", refused=True)
    handover.look_noted("idle.x11", NOW)
    for place in (local("nudges.jsonl"), local("quiet.json"), local("looked.json"), Path(places.local())):
        told = place.stat()
        assert (told.st_mtime, told.st_atime) == (midnight, midnight), place


def test_the_files_hold_type_and_day_and_no_hour_duration_or_count() -> None:
    with handover.journal(NOW) as ledger:
        ledger.note("idle")
        ledger.answer("idle", refused=True)
    handover.look_noted("idle.x11", NOW)
    handover.look_noted("idle.x11", NOW + timedelta(hours=2))
    assert local("nudges.jsonl").read_text() == '{"type": "idle", "day": "2026-11-24"}\n'
    assert json.loads(local("looked.json").read_text()) == {"2026-11-24": ["idle.x11"]}
    assert json.loads(local("quiet.json").read_text()) == {"idle": {"in_a_row": 1, "until": None}}
    for file in Path(places.local()).iterdir():
        assert not re.search(r"\d\d:\d\d", file.read_text())


@pytest.mark.parametrize(
    "torn", ['{"type": "tabs", "da', "\x00\x00", "null\n", '{"type": "tabs", "day": "soon"}\n', "[1]\n"]
)
def test_a_torn_or_senseless_line_is_ignored_and_the_next_one_is_whole(torn: str) -> None:
    note("idle")
    with local("nudges.jsonl").open("a") as file:
        file.write(torn)
    assert handover.recent(NOW) == [("idle", TODAY)]
    note("mail")
    assert [json.loads(line)["type"] for line in local("nudges.jsonl").read_text().splitlines()] == [
        "idle",
        "mail",
    ]


def test_a_file_that_grew_without_bound_is_cut() -> None:
    note("idle")
    with local("nudges.jsonl").open("a") as file:
        file.write("x" * 10_000_000)
    note("mail")
    assert local("nudges.jsonl").stat().st_size < 200


def test_two_refusals_rest_the_type_and_an_acceptance_forgets_one() -> None:
    for refused in (True, False, True, True):
        with handover.journal(NOW) as ledger:
            ledger.answer("idle", refused=refused)
    assert handover.read_journal(NOW).refusals == {"idle": Refusals(0, date(2026, 12, 8))}
    assert handover.read_journal(NOW + timedelta(days=14)).refusals == {}


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"idle": 3}', '{"idle": {"in_a_row": "x"}}', '{"idle": {"until": "x"}}']
)
def test_a_damaged_file_of_refusals_counts_as_none(text: str) -> None:
    note("idle")
    local("quiet.json").write_text(text)
    assert handover.read_journal(NOW).refusals == {}


def test_sources_are_kept_per_day_for_seven_days() -> None:
    handover.look_noted("idle.x11", NOW)
    handover.look_noted("tabs.addon", NOW + timedelta(days=1))
    handover.look_noted("idle.x11", NOW + timedelta(days=1))
    assert handover.sources_looked_at(NOW + timedelta(days=1)) == {
        TODAY + timedelta(days=1): ("tabs.addon", "idle.x11"),
        TODAY: ("idle.x11",),
    }
    handover.look_noted("idle.x11", NOW + timedelta(days=7))
    assert "2026-11-24" not in local("looked.json").read_text()


def test_erasing_forgets_what_was_noticed_and_keeps_the_brief() -> None:
    handover.write_brief(BRIEF)
    with handover.journal(NOW) as ledger:
        ledger.note("idle")
        ledger.answer("idle", refused=True)
    handover.look_noted("idle.x11", NOW)
    handover.erase()
    assert {file.name for file in Path(places.local()).iterdir()} == {"brief.json", "nudges.lock"}
    assert handover.recent(NOW) == []


def test_erasing_takes_what_a_killed_writer_left_behind() -> None:
    with handover.journal(NOW) as ledger:
        ledger.answer("idle", refused=True)
    left = Path(places.local()) / "quiet.json.4711.part"
    left.write_text('{"idle": ')
    handover.erase()
    assert not left.exists()


def test_erasing_everything_forgets_the_brief_and_the_log_too() -> None:
    handover.write_brief(BRIEF)
    Path(places.log()).write_text("2026-11-24 something\n")
    handover.erase_all()
    assert {file.name for file in Path(places.local()).iterdir()} == {"nudges.lock"}
    assert handover.read_brief() == Brief()


def test_erasing_waits_for_the_writer_that_holds_the_lock() -> None:
    code = "from coach import handover; handover.erase()"
    with handover.journal(NOW) as ledger:
        eraser = subprocess.Popen([sys.executable, "-c", code])
        with pytest.raises(subprocess.TimeoutExpired):
            eraser.wait(1)
        ledger.note("idle")
        assert local("nudges.jsonl").exists()
    assert eraser.wait(30) == 0
    assert not local("nudges.jsonl").exists()


def test_twenty_writers_at_once_make_one_nudge() -> None:
    code = """
from datetime import UTC, datetime
from coach import handover
from coach.domain.nudge import Brief, Rule, Scene, Words, choose
words = Words("", ("t",), "", "", "", "", "")
brief = Brief({"tabs": Rule(True, False, 1, 1, "", words, "tabs")})
now = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
with handover.journal(now) as ledger:
    if nudge := choose({"tabs": 9}, brief, ledger.journal, Scene(), now):
        ledger.note(nudge.moment)
        print("shown")
"""
    writers = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(20)
    ]
    shown = [writer.communicate(timeout=60)[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 20
    assert sorted(shown)[-2:] == ["", "shown\n"]
    assert handover.recent(NOW) == [("tabs", TODAY)]


def test_the_brief_is_read_as_it_was_written() -> None:
    handover.write_brief(BRIEF | {"paused_until": "2026-11-24T13:00:00+01:00"})
    read = handover.read_brief()
    assert read.quiet == (("18:00", "08:00"),)
    assert read.paused_until == NOW
    assert read.language == "fr"
    rule = read.rules["idle"]
    assert (rule.moment, rule.many, rule.act) == ("idle", Many(5, 2), "screen sleep 10")
    assert rule.words.title == ("Un", "Plusieurs")
    assert (rule.words.title_many, rule.words.act) == ("{n} Mo, pour {people} personnes", "Oui")
    assert handover.brief_stamp() > 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"sensors": []}',
        '{"sensors": {"idle": {}}}',
        '{"sensors": {}, "quiet": [1]}',
        "\ufffd",
    ],
)
def test_a_half_written_brief_is_an_error_and_not_a_crash(text: str) -> None:
    handover.write_brief(BRIEF)
    local("brief.json").write_text(text)
    with pytest.raises(BriefError):
        handover.read_brief()


def test_only_true_switches_a_sensor_on() -> None:
    handover.write_brief(BRIEF | {"sensors": {"idle": SENSOR | {"on": "false"}}})
    assert not handover.read_brief().rules["idle"].on


def test_one_lock_has_one_holder() -> None:
    first = handover.take("agent.lock")
    assert first is not None
    with first:
        assert handover.take("agent.lock") is None
    again = handover.take("agent.lock")
    assert again is not None
    again.close()


def test_a_folder_that_refuses_raises_and_leaves_no_part_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    with refusing.folder() as folder:
        monkeypatch.setenv("XDG_STATE_HOME", str(folder))
        note("idle")
        with refusing.refusing(folder):
            with pytest.raises(OSError, match="denied"):
                note("tabs")
            with pytest.raises(OSError, match="denied"):
                handover.write_brief(BRIEF)
            assert handover.recent(NOW) == [("idle", TODAY)]
        assert not [name for name in os.listdir(places.local()) if name.endswith(".part")]
