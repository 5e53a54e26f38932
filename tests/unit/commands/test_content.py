"""`coach content`: one file from the town's folder, out to desks through folder and server, and no forged one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach import places, settings
from coach.__main__ import main
from coach.content import library as shelves
from coach.content.library import library
from coach.content.pack import read
from coach.domain.people import Person, Role
from coach.server_client import keys
from coach.store import attempts, database
from coach.sync import pace
from tests.unit.commands.test_sync import PERSON, coach
from tests.unit.content.test_pack import FILES, packed
from tests.unit.sync.receiver import Receiver
from tests.unit.sync.server import Served, serving
from tests.unit.sync.town import CAMILLE, NOW, TODAY, settle

INES = Person("ines", "Inès Faure", "Formation", frozenset({Role.LEARNER, Role.TRAINER}))


@pytest.fixture(autouse=True)
def _quiet(kept_keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COACH_ORG_DSN", raising=False)
    monkeypatch.setattr(pace, "on_battery", lambda: False)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    settings.write("camille", settings.Settings(language="en"))


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A town's own folder, with one path."""
    folder = tmp_path / "town"
    folder.mkdir()
    (folder / "paths.toml").write_text(
        '[path.chez-nous]\nfr = "Chez nous"\nen = "Here"\nlessons = ["mes-onglets"]\n', "utf-8"
    )
    return folder


@pytest.fixture
def file(town: Path, tmp_path: Path) -> Path:
    """A pack of that town."""
    out = tmp_path / "town.pack"
    assert content("pack", "--town", str(town), "--out", str(out)) == 0
    return out


def content(*arguments: str) -> int:
    """One command."""
    return main(["content", *arguments])


def start() -> None:
    """The program starts anew."""
    shelves._first.cache_clear()


def sit(patch: pytest.MonkeyPatch, root: Path, person: str) -> None:
    """Sit down at somebody's desk, whose keyring is that person's own."""
    patch.setenv("COACH_HOME", str(root / person))
    patch.setenv("XDG_STATE_HOME", str(root / f"{person} state"))
    patch.setenv("TEST_KEYRING", str(root / f"{person}.keyring"))
    patch.setenv("COACH_PERSON", person)
    settings.write(person, settings.Settings(language="en"))
    start()


def test_the_same_folder_is_packed_to_the_same_bytes(file: Path, town: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.pack"
    assert content("pack", "--town", str(town), "--out", str(again)) == 0
    assert again.read_bytes() == file.read_bytes()
    pack = read(file.read_bytes())
    assert keys.verifies(pack.key, pack.digest, pack.signature)
    assert "town/paths.toml" in pack.files


def test_a_folder_with_faults_is_not_packed(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (town / "paths.toml").write_text('[path.x]\nfr = "X"\nen = "X"\nlessons = ["none"]\n', "utf-8")
    out = tmp_path / "town.pack"
    assert content("pack", "--town", str(town), "--out", str(out)) == 1
    assert "paths.toml" in capsys.readouterr().err
    assert content("pack", "--town", str(tmp_path / "gone"), "--out", str(out)) == 1
    assert content("pack", "--number", "0", "--out", str(out)) == 1
    assert not out.exists()


def test_only_a_whole_and_signed_pack_is_published(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.pack"
    for told, body in (
        ("cannot be used", file.read_bytes()[:-1]),
        ("its signature is wrong", packed(FILES)),
        ("--dsn", file.read_bytes()),
    ):
        bad.write_bytes(body)
        assert content("publish", str(bad)) == 1
        assert told in capsys.readouterr().err
    assert content("publish", str(tmp_path / "gone")) == 1
    os.mkfifo(tmp_path / "pipe")
    assert content("publish", str(tmp_path / "pipe")) == 1


def test_a_small_commune_s_desks_take_what_its_trainer_publishes(
    file: Path,
    town: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    Path(places.policy()).write_text(f'[org]\nfolder = "{share}"\n', "utf-8")
    sit(monkeypatch, tmp_path, "camille")
    settle()
    coach(capsys, "--now")
    shown = coach(capsys, "status")[1].splitlines()[1].rpartition(" ")[2]
    assert content("publish", str(file)) == 1
    sit(monkeypatch, tmp_path, "ines")
    settle(INES)
    coach(capsys, "import", "--accept", shown)
    assert content("publish", str(file)) == 0
    assert content("publish", str(file)) == 0
    later = tmp_path / "later.pack"
    (town / "paths.toml").write_text((town / "paths.toml").read_text("utf-8") + "# later\n", "utf-8")
    content("pack", "--town", str(town), "--out", str(later))
    capsys.readouterr()
    assert content("publish", str(later)) == 1
    assert "--number 2" in capsys.readouterr().err
    coach(capsys, "import")
    sit(monkeypatch, tmp_path, "camille")
    assert "New lessons have come" in coach(capsys, "--now")[1]
    start()
    assert "chez-nous" in library("en").paths
    assert "Lessons: pack 1, signed with the key" in coach(capsys, "status")[1]
    assert "New lessons" not in coach(capsys, "--now")[1]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A server named by the policy, where Camille's desk is enrolled."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    person = PERSON | {"id": CAMILLE.id}
    with serving(Served(receiver=Receiver(TODAY, {}), person=person)) as made:
        Path(places.policy()).write_text(f'[org]\nserver = "{made.url}"\n', "utf-8")
        assert main(["sync", "enrol", "ABCD-EFGH-JKLM"]) == 0
        yield made


def asked(served: Served) -> int:
    """How often a pack was asked for; forgets it."""
    found = sum(path.startswith("/content/") for path, _, _ in served.asked)
    served.asked.clear()
    return found


def test_a_forged_pack_is_refused_once_and_told(
    served: Served, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    served.pack = packed(FILES)
    status, out, err = coach(capsys, "--now")
    assert (status, err, asked(served)) == (0, "", 1)
    assert "New lessons were not taken: their signature is wrong" in out
    assert "New lessons were not taken" in coach(capsys, "status")[1]
    log = (Path(places.local()) / "sync.log").read_text("utf-8")
    assert [line.partition(": ")[2] for line in log.splitlines()] == ["lessons refused: signature"]
    # Only somebody who waits makes it ask once more.
    from coach import study
    from coach.commands import _sync_lessons
    from coach.commands.sync import _desk

    _sync_lessons.fetch(_desk(), lambda digest: pytest.fail("asked again"), again=False)
    assert study.me().library.folder == Path(places.lessons())
    served.pack = file.read_bytes()
    assert "New lessons have come" in coach(capsys, "--now")[1]
    assert "not taken" not in coach(capsys, "status")[1]


def test_a_server_that_breaks_off_or_sends_a_gigabyte_is_asked_later(
    served: Served, file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.sync.gateway.LARGEST_PACK", len(file.read_bytes()) - 1)
    served.pack = file.read_bytes()
    assert coach(capsys, "--now")[1] == "Synchronised: there was nothing to send.\n"
    assert places.pack() == ""
    assert "too long" in (Path(places.local()) / "sync.log").read_text("utf-8")


def test_an_attempt_keeps_the_edition_it_began_with(
    served: Served, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.unit.sync.test_lessons import packed as published

    with database.records(CAMILLE.id) as connection:
        begun = attempts.begin(connection, "mes-onglets", 1, ("a",), NOW)
    served.pack = published()
    assert "New lessons have come" in coach(capsys, "--now")[1]
    start()
    assert library("fr").cards["mes-onglets"].edition == 2
    with database.records(CAMILLE.id) as connection:
        assert attempts.resume(connection, "mes-onglets", 2) is None
        kept = attempts.resume(connection, "mes-onglets", 1)
    assert kept == begun
