"""`coach sync`: enrolment, sharing, status; the keyring alone holds key and token, and only one address is asked."""

import io
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.backends import fail

from coach import places, settings, study
from coach.__main__ import main
from coach.commands import _sync_rounds
from coach.domain.people import Person, Role
from coach.store import assignments, database
from coach.sync import pace
from tests.unit.commands.test_mailbox import Memory, _use
from tests.unit.sync.receiver import Receiver
from tests.unit.sync.server import Served, reply, serving
from tests.unit.sync.town import NOW, TODAY, finish, settle

PERSON = {
    "id": "001",
    "name": "Ana Durand",
    "service": "Accueil",
    "roles": ["learner"],
    "audiences": ["all-staff"],
}


@pytest.fixture(autouse=True)
def _nothing_is_left_to_end_this_process() -> Iterator[None]:
    yield
    waiting = [one for one in threading.enumerate() if isinstance(one, threading.Timer)]
    assert all(one.finished.is_set() for one in waiting)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A server named by the policy, a keyring, and a login of nobody on the list."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    Memory.kept.clear()
    _use(Memory, monkeypatch)
    monkeypatch.delenv("COACH_PERSON")
    monkeypatch.setattr("getpass.getuser", lambda: "ana")
    monkeypatch.setattr(pace, "on_battery", lambda: False)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    settings.write("ana", settings.Settings(language="en", name="Ana"))
    with serving(Served(receiver=Receiver(TODAY, {}), person=PERSON)) as made:
        Path(places.policy()).write_text(f'[org]\nserver = "{made.url}"\n', "utf-8")
        yield made


def coach(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """One command."""
    capsys.readouterr()
    status = main(["sync", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def files(home: Path) -> bytes:
    """All that lies in the folders of the program."""
    found = [one for root in (home, Path(places.local())) for one in root.rglob("*") if one.is_file()]
    return b"".join(one.read_bytes() for one in found)


def test_a_synchronisation_that_never_ends_is_ended_with_the_status_that_asks_for_another() -> None:
    held = (
        "import time; from coach.commands import _sync_rounds as r\nwith r._ends_within(0.1): time.sleep(120)"
    )
    assert subprocess.run([sys.executable, "-c", held], check=False).returncode == _sync_rounds.LATER


def test_without_a_place_nothing_is_asked_and_nothing_fails(
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.write("camille", settings.Settings(language="en"))
    assert coach(capsys) == (0, "No server and no folder is named here: nothing leaves this computer.\n", "")


def test_a_code_makes_this_desk_the_person_s_and_the_secrets_are_in_no_file(
    served: Served, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    status, out, err = coach(capsys, "enrol", "abcd-efgh-jklm")
    assert (status, err) == (0, "")
    assert "enrolled as Ana Durand, Accueil" in out
    assert "Synchronised" in out
    assert study.whoami().id == "001"
    # What Ana had done before she was known by her number is hers still.
    assert study.me().own.name == "Ana"
    [(_, entry)] = Memory.kept
    assert entry == "sync 001"
    kept = json.loads(Memory.kept[places.FOLDER, entry])
    database.close()
    told = files(home) + (out + err).encode()
    assert kept["token"] == served.token
    assert served.token.encode() not in told
    assert kept["key"].encode() not in told
    assert served.device.encode() in told


def test_a_window_writes_the_code_where_no_command_line_shows_it(
    served: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(" abcd efgh jklm\nnever read\n"))
    status, out, err = coach(capsys, "enrol", "-")
    assert (status, err) == (0, "")
    assert out.splitlines()[:2] == ["001", "This desk is enrolled as Ana Durand, Accueil."]
    assert "Synchronised" not in out
    assert [path for path, _, _ in served.asked] == ["/rpc/enrol"]
    assert study.whoami().id == "001"


@pytest.mark.parametrize("typed", ["ABCD-EFGH", "ABCD-EFGH-JKLM-N", "\x00" * 12, "…", "A" * 100_000])
def test_what_cannot_be_a_code_is_not_even_asked(
    served: Served, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    status, _, err = coach(capsys, "enrol", typed)
    assert status == 77
    assert "the code is not accepted" in err
    assert served.asked == []


def test_a_wrong_code_is_said_and_leaves_nothing(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = coach(capsys, "enrol", "ZZZZ-ZZZZ-ZZZZ")
    assert (status, out) == (77, "")
    assert "the code is not accepted" in err
    assert Memory.kept == {}


def test_without_a_keyring_no_code_is_used_up(
    served: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(fail.Keyring, monkeypatch)
    status, _, err = coach(capsys, "enrol", served.code)
    assert status == 1
    assert "offers no keyring" in err
    assert served.asked == []
    assert "offers no keyring" in coach(capsys, "status")[1]


def test_it_is_left_when_it_is_not_due_and_done_when_somebody_asks(
    served: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    coach(capsys, "enrol", served.code)
    before = len(served.asked)
    assert coach(capsys) == (0, "", "")
    assert len(served.asked) == before
    assert coach(capsys, "--now") == (0, "Synchronised: there was nothing to send.\n", "")
    assert len(served.asked) == before + 1


def test_on_a_battery_it_waits(
    served: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    coach(capsys, "enrol", served.code)
    monkeypatch.setattr(pace, "due", lambda *_: True)
    monkeypatch.setattr(pace, "on_battery", lambda: True)
    assert coach(capsys) == (0, "", "")
    monkeypatch.setattr(pace, "on_battery", lambda: False)
    assert coach(capsys)[1] == "Synchronised: there was nothing to send.\n"


def test_a_desk_that_is_not_enrolled_says_what_to_do(
    served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = coach(capsys)
    assert status == 77
    assert "coach sync enrol" in err
    assert served.asked == []


def test_what_fails_now_is_a_line_in_the_log_and_a_later_try(
    served: Served, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    coach(capsys, "enrol", served.code)
    before = len(served.asked)
    served.raw = lambda handler: reply(handler, 200, b"<html>", "text/html")
    status, out, err = coach(capsys, "--now")
    assert (status, err) == (_sync_rounds.LATER, "")
    assert "sent later" in out
    assert len(served.asked) == before + _sync_rounds.TRIES
    log = Path(places.local(), "sync.log").read_text("utf-8")
    assert "captive portal" in log
    assert served.token not in log


def test_a_server_s_wish_to_wait_is_kept(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    coach(capsys, "enrol", served.code)
    served.raw = lambda handler: reply(handler, 503, b"{}", Retry_After="600")
    before = len(served.asked)
    assert coach(capsys, "--now")[0] == _sync_rounds.LATER
    assert len(served.asked) == before + 1
    assert coach(capsys) == (0, "", "")
    assert len(served.asked) == before + 1


def test_a_desk_that_was_revoked_keeps_everything_and_asks_for_a_code(
    served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    coach(capsys, "enrol", served.code)
    served.token = "another"
    status, _, err = coach(capsys, "--now")
    assert status == 77
    assert "not enrolled there any more" in err
    assert "nothing is lost" in err


def test_the_state_is_told_in_a_few_lines(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Not enrolled" in coach(capsys, "status")[1]
    coach(capsys, "enrol", served.code)
    out = coach(capsys, "status")[1]
    assert f"Shared with: {served.url}" in out
    assert "Last synchronisation: " in out
    assert "never" not in out
    assert "0 wait to be sent" in out


def sit(monkeypatch: pytest.MonkeyPatch, root: Path, person: str) -> None:
    """Sit down at somebody's desk."""
    monkeypatch.setenv("COACH_PERSON", person)
    monkeypatch.setenv("COACH_HOME", str(root / person))
    settings.write(person, settings.Settings(language="en"))


def test_a_commune_without_a_server_shares_by_a_folder(
    served: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    Path(places.policy()).write_text(f'[org]\nfolder = "{share}"\n', "utf-8")
    sit(monkeypatch, tmp_path, "camille")
    settle()
    finish("veille-ou-arret")
    assert coach(capsys) == (0, "Synchronised: 1 finished lesson sent.\n", "")
    shown = coach(capsys, "status")[1].splitlines()[1].rpartition(" ")[2]
    status, _, err = coach(capsys, "import")
    assert (status, "trainer" in err) == (1, True)
    sit(monkeypatch, tmp_path, "ines")
    settle(Person("ines", "Inès Faure", "Formation", frozenset({Role.LEARNER, Role.TRAINER})))
    out = coach(capsys, "import")[1]
    assert f"New: Camille Roux (camille). If their screen shows {shown}" in out
    assert "no box there" in coach(capsys, "import", "--accept", "AAAA")[2]
    with database.organisation() as connection:
        new = assignments.New("bienvenue", "person", "camille", None, "", "ines")
        assignments.add(connection, new, NOW)
    out = coach(capsys, "import", "--accept", shown)[1]
    assert "Registered: the box of Camille Roux." in out
    assert "Camille Roux: 1 finished lesson" in out
    mine = out.splitlines()[1].rpartition(" ")[2]
    sit(monkeypatch, tmp_path, "camille")
    assert coach(capsys, "--now")[1] == "Synchronised: there was nothing to send.\n"
    assert f"Fingerprint of the trainer's key: {mine}" in coach(capsys, "status")[1]
    assert served.asked == []
