"""What a server answers becomes what a file would tell; what it should not answer becomes a sentence."""

import copy
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach import org
from coach.domain.errors import CoachError, NotAllowed, SyncError
from coach.org import errors
from coach.words import explain
from tests.unit.org.on_server.calls import CALLS, GROUP, LINE, NOW, SHELF
from tests.unit.org.on_server.desk import Answers, answers, served
from tests.unit.org.town import TRAINER
from tests.unit.sync.server import Served, reply

__all__ = ["answers", "served"]
NAMES = [name for name, *_rest in CALLS]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(("name", "ask", "answer", "wanted"), CALLS, ids=NAMES)
def test_a_right_answer_is_told_as_from_a_file(
    served: Served, answers: Answers, name: str, ask: Callable[[], object], answer: Any, wanted: object
) -> None:
    answers(answer)
    assert ask() == wanted
    path, headers, _told = served.asked[-1]
    assert path == f"/rpc/{name}"
    assert headers["Authorization"] == f"Bearer {served.token}"


def broken(value: Any) -> Iterator[Any]:
    """The answer with one thing missing or of another type, at each of its places."""
    wrong: tuple[Any, ...] = (None, True, -1, 1.5, "x" * 3000, [7], {})
    if isinstance(value, dict):
        for key, inner in value.items():
            yield {one: kept for one, kept in value.items() if one != key}
            for worse in broken(inner):
                yield value | {key: worse}
    elif isinstance(value, list) and value:
        for worse in broken(value[0]):
            yield [worse, *value[1:]]
    else:
        yield from wrong
    if isinstance(value, dict | list):
        yield from (None, "text", 3)


@pytest.mark.parametrize(("name", "ask", "answer", "wanted"), CALLS, ids=NAMES)
def test_an_answer_with_one_fault_is_nonsense_or_harmless(
    answers: Answers, name: str, ask: Callable[[], object], answer: Any, wanted: object
) -> None:
    refused = []
    for worse in broken(copy.deepcopy(answer)):
        answers(worse)
        try:
            ask()
        except SyncError as error:
            refused.append(str(error))
    assert len(refused) > 2
    assert all("makes no sense" in told for told in refused)


@pytest.mark.parametrize(("name", "ask", "answer", "wanted"), CALLS, ids=NAMES)
def test_any_json_is_read_or_refused(
    answers: Answers, name: str, ask: Callable[[], object], answer: Any, wanted: object
) -> None:
    @settings(max_examples=20, suppress_health_check=list(HealthCheck))
    @given(values)
    def check(value: Any) -> None:
        answers(value)
        with suppress(SyncError):
            ask()

    check()


@pytest.mark.parametrize(
    ("error", "facts", "kind", "told"),
    [
        ("AlreadyProposed", {"path": "bienvenue", "group": "Accueil", "line": "b7690141"},
         errors.AlreadyProposed, "“Welcome” is already proposed to Accueil (line b7690141)."),
        ("EmptyGroup", {"name": "Accueil"}, errors.EmptyGroup, "There is nobody in “Accueil”."),
        ("UnknownGroup", {"name": "Accueil"}, errors.UnknownGroup, "“Accueil”"),
        ("UnknownPath", {"name": "bienvenue"}, errors.PathNotPublished, "does not know the path “bienvenue” yet"),
        ("DayOver", {"day": "2026-11-01"}, errors.DayOver, "November"),
        ("SessionNotKept", {"reason": "stranger", "number": "x9"}, errors.SessionNotKept, "“x9” is not on the list"),
        ("SessionNotKept", {"reason": "whatever"}, errors.SessionNotKept, "400 days"),
        ("CohortError", {"name": "P", "reason": "strangers", "who": ["x9"]}, errors.CohortError, "“x9”"),
        # What no server of ours would say.
        ("DayOver", {}, SyncError, "makes no sense"),
        ("DayOver", {"day": "tomorrow"}, SyncError, "makes no sense"),
        ("AlreadyProposed", {}, SyncError, "makes no sense"),
        ("UnknownPath", {}, SyncError, "makes no sense"),
        ("CohortError", {"name": "P", "who": 7}, SyncError, "makes no sense"),
        ("FileThere", {}, SyncError, "makes no sense"),
        ("N_", {}, SyncError, "does not know why"),
        ("__name__", {}, SyncError, "does not know why"),
        ("", {}, SyncError, "does not know why"),
    ],
)  # fmt: skip
def test_a_refusal_is_a_sentence(
    answers: Answers, error: str, facts: dict[str, Any], kind: type[CoachError], told: str
) -> None:
    answers({"error": error, "facts": facts}, 422)
    with pytest.raises(CoachError) as raised:
        org.assign(TRAINER, SHELF, org.Proposal("bienvenue", (GROUP,)), NOW)
    assert type(raised.value) is kind
    assert told in explain(raised.value).what


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (401, {"error": "token"}, SyncError),
        (403, {"error": "role"}, NotAllowed),
        (409, {"min_client": "9.0"}, SyncError),
        (400, {"error": "arguments"}, SyncError),
        (404, {"error": "function"}, SyncError),
        (503, {"error": "busy"}, SyncError),
        (422, ["no", "object"], SyncError),
        (302, {}, SyncError),
    ],
)
def test_whatever_the_status_a_person_reads_why(
    answers: Answers, status: int, body: Any, kind: type[CoachError]
) -> None:
    answers(body, status)
    with pytest.raises(kind):
        org.assignments(TRAINER, SHELF)
    with pytest.raises(kind):
        org.undo_assign(TRAINER, [LINE])


def test_a_page_of_a_portal_is_no_answer(served: Served) -> None:
    served.raw = lambda handler: reply(handler, 200, b"<html>", "text/html")
    with pytest.raises(SyncError, match="captive portal"):
        org.team(TRAINER, SHELF)


def test_a_line_is_found_by_its_end(served: Served, answers: Answers) -> None:
    answer = next(answer for name, _ask, answer, _wanted in CALLS if name == "assignments")
    answers(answer)
    assert org.withdraw(TRAINER, SHELF, LINE[-8:], NOW).id == LINE
    assert [path for path, *_rest in served.asked] == ["/rpc/assignments", "/rpc/withdraw"]
    with pytest.raises(errors.UnknownLine):
        org.restore(TRAINER, SHELF, "ffffffff")


def test_nothing_is_asked_twice_and_nothing_more_is_told(served: Served, answers: Answers) -> None:
    answers([LINE])
    org.assign(TRAINER, SHELF, org.Proposal("bienvenue", (GROUP, GROUP), NOW.date(), "Bon courage"), NOW)
    ((_path, _headers, told),) = served.asked
    assert told == {
        "path": "bienvenue",
        "groups": [{"target": "service", "id": "Accueil"}],
        "due": "2026-11-23",
        "message": "Bon courage",
    }
    assert served.token not in json.dumps(told)


def test_a_list_of_people_belongs_to_the_server(served: Served) -> None:
    with pytest.raises(errors.PeopleElsewhere) as raised:
        org.may_import(TRAINER)
    assert served.url in explain(raised.value).what
    assert served.asked == []
