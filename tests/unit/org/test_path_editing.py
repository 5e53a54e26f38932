"""A trainer makes and changes the town's own paths; whatever is wrong, no file loses anything."""

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from coach import org, places
from coach.content.check import check
from coach.content.library import Library, library
from coach.domain.errors import NotAllowed
from coach.org import PathNotKept, TownPath
from tests.unit.org.town import HR, TODAY, TRAINER

WANTED = TownPath("Les écrans", ("veille-ou-arret", "mes-onglets"), summary="Deux leçons.")


@pytest.fixture
def town(settled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the policy names for the town."""
    folder = tmp_path / "ville"
    folder.mkdir()
    policy = tmp_path / "policy-town.toml"
    policy.write_text(f"[lessons]\nextra = '{folder}'\n", "utf-8")
    monkeypatch.setenv("COACH_POLICY", str(policy))
    return folder


def faults(folder: Path) -> list[str]:
    return [fault.told(folder) for fault in check(folder, TODAY) if not fault.notice]


def test_a_new_path_is_there_and_without_a_fault(town: Path, shelf: Library) -> None:
    kept = org.save_path(TRAINER, shelf, WANTED)
    assert kept.id == "les-ecrans"
    assert faults(town) == []
    assert org.town_paths(TRAINER) == {"les-ecrans": WANTED}
    read = library("fr", str(town)).paths["les-ecrans"]
    assert (read.title, read.lessons) == ("Les écrans", WANTED.lessons)
    assert library("en", str(town)).paths["les-ecrans"].title == "Les écrans"


def test_order_audience_and_quiz_change_and_can_be_undone(town: Path, shelf: Library) -> None:
    name = org.save_path(TRAINER, shelf, WANTED).id
    before = (town / "paths.toml").read_bytes()
    wanted = replace(
        WANTED, lessons=WANTED.lessons[::-1], audiences=("it", "managers"), quiz=True, title_en="Screens"
    )
    kept = org.save_path(TRAINER, shelf, wanted, name, WANTED)
    assert org.town_paths(TRAINER) == {name: wanted}
    assert faults(town) == []
    org.undo_path(TRAINER, wanted, kept)
    assert (town / "paths.toml").read_bytes() == before


def test_the_first_path_undone_leaves_no_file(town: Path, shelf: Library) -> None:
    org.undo_path(TRAINER, WANTED, org.save_path(TRAINER, shelf, WANTED))
    assert list(town.iterdir()) == []


def test_remarks_other_paths_and_own_keys_stay(town: Path, shelf: Library) -> None:
    file = town / "paths.toml"
    file.write_text(
        '# ours\n[path.a]\nfr = "A"\nen = "A"\nlessons = ["mes-onglets"]\nowner = "DSI"\n\n'
        '[path.b]\nfr = "B"\nen = "B"\nlessons = ["mes-onglets"]\n',
        "utf-8",
    )
    was = org.town_paths(TRAINER)["a"]
    org.save_path(TRAINER, shelf, replace(was, title="Autre"), "a", was)
    text = file.read_text("utf-8")
    assert text.startswith('# ours\n[path.a]\nfr = "Autre"')
    assert 'owner = "DSI"' in text
    assert list(org.town_paths(TRAINER)) == ["a", "b"]


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (replace(WANTED, title="  "), "letters from a to z"),
        (replace(WANTED, title="日本"), "letters from a to z"),
        (replace(WANTED, title="Bienvenue"), "another path has this title already."),
        (replace(WANTED, title="WELCOME!"), "another path has this title already."),
        (replace(WANTED, lessons=()), "it has no lesson."),
        (replace(WANTED, lessons=("no-such-lesson",)), "the lesson “no-such-lesson” is not installed."),
        (replace(WANTED, lessons=("mes-onglets", "mes-onglets")), "a lesson stands in it twice."),
        (replace(WANTED, audiences=()), "it is for nobody that the label names."),
        (replace(WANTED, audiences=("martians",)), "it is for nobody that the label names."),
    ],
)
def test_what_does_not_fit_is_refused(town: Path, shelf: Library, wanted: TownPath, why: str) -> None:
    with pytest.raises(PathNotKept, match=why):
        org.save_path(TRAINER, shelf, wanted)
    assert list(town.iterdir()) == []


def test_the_same_title_twice_is_refused(town: Path, shelf: Library) -> None:
    org.save_path(TRAINER, shelf, WANTED)
    with pytest.raises(PathNotKept, match="another path has this title already"):
        org.save_path(TRAINER, shelf, replace(WANTED, title="Les ÉCRANS"))


def test_hostile_words_stay_words(town: Path, shelf: Library) -> None:
    wanted = replace(WANTED, title='x"]\n[path.bienvenue]\nfr = "gone', summary="\x00\x7f\ud800 =1+1")
    kept = org.save_path(TRAINER, shelf, wanted)
    assert list(org.town_paths(TRAINER)) == [kept.id]
    assert faults(town) == []
    assert library("fr", str(town)).paths["bienvenue"].title == "Bienvenue"


def test_a_change_by_somebody_else_is_not_overwritten(town: Path, shelf: Library) -> None:
    name = org.save_path(TRAINER, shelf, WANTED).id
    theirs = replace(WANTED, summary="Leur résumé.")
    kept = org.save_path(TRAINER, shelf, theirs, name, WANTED)
    with pytest.raises(PathNotKept, match="somebody changed it meanwhile"):
        org.save_path(TRAINER, shelf, replace(WANTED, summary="Le mien."), name, WANTED)
    org.save_path(TRAINER, shelf, replace(WANTED, title="Une autre"))
    with pytest.raises(PathNotKept, match="somebody changed it meanwhile"):
        org.undo_path(TRAINER, theirs, kept)
    assert org.town_paths(TRAINER)[name] == theirs


@pytest.mark.parametrize("text", [b"no toml", b"\xff\xfe", b"[path.a]\nfr = 'A'\n[path.a]\n"])
def test_a_file_that_cannot_be_read_stays_as_it_is(town: Path, shelf: Library, text: bytes) -> None:
    (town / "paths.toml").write_bytes(text)
    with pytest.raises(PathNotKept):
        org.save_path(TRAINER, shelf, WANTED)
    assert (town / "paths.toml").read_bytes() == text


def test_a_folder_that_takes_nothing_says_so(
    town: Path, shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = org.save_path(TRAINER, shelf, WANTED).id
    before = (town / "paths.toml").read_bytes()
    if os.geteuid() == 0:
        # Rights do not stop root; a folder in the file's place stops everybody.
        (town / "paths.toml").unlink()
        (town / "paths.toml").mkdir()
        with pytest.raises(PathNotKept, match="this is a folder, not a file"):
            org.save_path(TRAINER, shelf, replace(WANTED, title="Neuf"))
        return
    town.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(PathNotKept, match="the folder is read-only"):
        org.save_path(TRAINER, shelf, replace(WANTED, quiz=True), name, WANTED)
    assert (town / "paths.toml").read_bytes() == before


def test_a_share_that_is_away_is_not_replaced_by_another_place(town: Path, shelf: Library) -> None:
    town.rmdir()
    with pytest.raises(PathNotKept, match="there is no such folder"):
        org.save_path(TRAINER, shelf, WANTED)
    assert not os.path.exists(places.town())


def test_without_a_named_folder_it_is_kept_on_this_computer(settled: Path, shelf: Library) -> None:
    assert org.town_folder() == (places.town(), False)
    org.save_path(TRAINER, shelf, WANTED)
    assert faults(Path(places.town())) == []
    from coach import study

    assert "les-ecrans" in study.me().library.paths


def test_only_trainers_may(town: Path, shelf: Library) -> None:
    for act in (lambda: org.save_path(HR, shelf, WANTED), lambda: org.town_paths(HR)):
        with pytest.raises(NotAllowed):
            act()
