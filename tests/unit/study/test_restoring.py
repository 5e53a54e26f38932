"""One's own export read back: what is missing comes, what is here stays, and a strange file changes nothing."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from coach import places, settings, study
from coach.domain.errors import RestoreError
from coach.settings import NudgeSetting, Settings
from coach.store import attempts, database, glance
from coach.study import notebook, own_data
from coach.study.restoring import Restored, restore

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)

Told = dict[str, Any]


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "old"))
    monkeypatch.setenv("COACH_PERSON", "p1")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """An export of a lesson with an answer, a gesture, a name and a reminder that was on."""
    me = study.whoami()
    with database.records(me.id) as connection:
        attempt = attempts.begin(connection, "veille-ou-arret", 1, ("q1",), NOW)
        given = attempts.NewAnswer(attempt.id, attempt.lesson, "q1", "0f0f0f0f", "C1", '"a"', 1.0, 1)
        attempts.keep(connection, given, NOW)
        attempts.finish(connection, attempt, NOW)
    notebook.note(me, "", "Éteindre", "done", NOW.date(), NOW)
    settings.write(me.id, Settings(name="Camille", nudges={"idle": NudgeSetting(True, 60, "2026-11-01", 1)}))
    file = tmp_path / "mine.json"
    own_data.export(me, str(file), NOW)
    return file


@pytest.fixture
def new_desk(mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another computer; gives the export."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "new"))
    return mine


def test_a_new_desk_gets_all_of_it_but_no_reminder(new_desk: Path) -> None:
    before = json.loads(new_desk.read_text("utf-8"))["records"]
    assert restore(str(new_desk)) == Restored(attempts=1, answers=1, notes=1, settings=("name",))
    assert glance.everything(places.records("p1")) == before
    assert settings.read("p1").nudges == {}
    assert "veille-ou-arret" in glance.learning(places.records("p1")).finished


def test_twice_is_as_once_and_what_is_here_stays(new_desk: Path) -> None:
    settings.write("p1", Settings(name="Camille B."))
    restore(str(new_desk))
    assert restore(str(new_desk)) == Restored(0, 0, 0, ())
    assert settings.read("p1").name == "Camille B."


def test_somebody_elses_file_is_refused_unless_it_is_said_to_be_ones_own(
    new_desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_PERSON", "p2")
    with pytest.raises(RestoreError, match=r"p1.*p2"):
        restore(str(new_desk))
    assert not Path(places.records("p2")).exists()
    assert restore(str(new_desk), other_login=True).attempts == 1


def _set(table: str, column: str, value: object) -> Callable[[Told], None]:
    def change(told: Told) -> None:
        told["records"][table][0][column] = value

    return change


STRANGE = {
    "an answer of no attempt": _set("answer", "attempt", "none"),
    "a score above one": _set("answer", "score", 7.0),
    "a score in words": _set("answer", "score", "1"),
    "a moment that is none": _set("attempt", "started", "yesterday"),
    "a moment without its zone": _set("attempt", "started", "2026-11-25T09:00:00"),
    "a list that is none": _set("attempt", "asked", "q1"),
    "a state nobody knows": _set("gesture_note", "state", "lost"),
    "a day that is none": _set("gesture_note", "day", "2026-02-30"),
    "a column of a later version": _set("attempt", "mood", "fine"),
    "nothing where something must be": _set("attempt", "lesson", None),
    "an id that is a number": _set("attempt", "id", 5),
    "rows that are no list": lambda told: told["records"].update(attempt={}),
    "a row that is no row": lambda told: told["records"].update(attempt=["x"]),
}


@pytest.mark.parametrize("change", STRANGE.values(), ids=STRANGE.keys())
def test_a_part_that_is_not_understood_changes_nothing(
    new_desk: Path, change: Callable[[Told], None]
) -> None:
    told = json.loads(new_desk.read_text("utf-8"))
    change(told)
    new_desk.write_text(json.dumps(told), "utf-8")
    with pytest.raises(RestoreError, match="not understood"):
        restore(str(new_desk))
    assert not any(glance.everything(places.records("p1")).values())


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b'{"person": 1, "settings": {}, "records": {}}', b"[" * 100_000]
)
def test_what_is_no_export_is_said_to_be_none(new_desk: Path, content: bytes) -> None:
    new_desk.write_bytes(content)
    with pytest.raises(RestoreError):
        restore(str(new_desk))


def test_a_setting_that_this_program_does_not_take_is_left_out(new_desk: Path) -> None:
    told = json.loads(new_desk.read_text("utf-8"))
    told["settings"] |= {"theme": "plaid", "text_size": 10**9, "unknown": True}
    new_desk.write_text(json.dumps(told), "utf-8")
    assert restore(str(new_desk)).settings == ("name",)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=6,
)


@given(
    table=st.sampled_from(("attempt", "answer", "event", "gesture_note")),
    value=_JSON,
    column=st.integers(0, 8),
)
@profile(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_value_anywhere_is_taken_whole_or_refused(
    new_desk: Path, table: str, value: object, column: int
) -> None:
    told = json.loads(new_desk.read_text("utf-8"))
    row = told["records"][table][0]
    row[list(row)[column % len(row)]] = value
    file = new_desk.with_name("strange.json")
    file.write_text(json.dumps(told), "utf-8")
    try:
        restore(str(file))
    except RestoreError:
        return
    glance.learning(places.records("p1"))


def test_an_export_of_an_earlier_program_is_read_as_lessons(new_desk: Path) -> None:
    told = json.loads(new_desk.read_text("utf-8"))
    del told["records"]["attempt"][0]["kind"], told["records"]["answer"][0]["lesson"]
    new_desk.write_text(json.dumps(told), "utf-8")
    restore(str(new_desk))
    (row,) = glance.answers(places.records("p1"))
    assert (row.kind, row.lesson) == ("lesson", "veille-ou-arret")
