"""`coach questions stats`: shares from 20 answers on, a difficulty from 50 on, nobody's name ever."""

from pathlib import Path

import pytest

from coach import settings
from coach.__main__ import main
from coach.domain.item_statistics import ItemStatistics


@pytest.fixture(autouse=True)
def _english(home: Path) -> None:
    settings.write("camille", settings.Settings(language="en"))


def told(file: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["questions", "stats", str(file)]) == 0
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("answers", "right", "words"),
    [
        (19, 19, "not enough answers"),
        (20, 10, "right answers 50%, interval 30 to 70%, not enough answers for a difficulty"),
        (49, 49, "right answers 100%, interval 93 to 100%, not enough answers for a difficulty"),
        (50, 25, "right answers 50%, interval 37 to 63%, difficulty 2 to 4"),
        (400, 292, "right answers 73%, interval 68 to 77%, difficulty 2"),
    ],
)
def test_what_is_told_depends_on_how_many_answered(
    answers: int, right: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.csv"
    rows = [f"soir;Agent {n};{int(n < right)}" for n in range(answers)]
    file.write_text("\n".join(["Question;Code;Juste", *rows]), "utf-8")
    assert told(file, capsys) == [f"soir: {answers} answers, {words}"]


def test_the_first_answer_of_a_person_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    file.write_text("question,person,right\nsoir,a,0\nsoir,a,1\nsoir,b,oui\n\nmidi,a,vrai\n", "utf-8")
    assert told(file, capsys)[0].startswith("soir: 2 answers")


def test_moodle_grades_have_a_column_for_each_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.csv"
    lines = ['Nom,Prénom,État,"Note/2,00","Q. 1 /1,00","Q. 2 /1,00"']
    lines += [f'Dupont{n},Ada,Terminé,"1,00","1,00","{"0,50" if n % 2 else "1,00"}"' for n in range(20)]
    lines += ['Duval,Bob,En cours,-,"1,00",-', ',,Moyenne générale,"1,50","1,00","0,75"']
    file.write_text("\n".join(lines), "utf-8")
    found = told(file, capsys)
    assert found[0].startswith("Q. 1: 21 answers, right answers 100%")
    assert found[1].startswith("Q. 2: 20 answers, right answers 50%")
    assert "Dupont" not in "".join(found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("question;right\nx;1\n", "lacks the column “person”"),
        ("question;person;right\nx;a;peut-être\n", "line 2"),
        ('question;person;right\n"x;a;1\n', "quotation marks"),
        ("", "empty"),
    ],
)
def test_a_file_of_something_else_is_refused(
    text: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text, "utf-8")
    assert main(["questions", "stats", str(file)]) == 1
    assert words in capsys.readouterr().err


def test_nobody_right_and_everybody_right_stay_within_the_scale() -> None:
    assert ItemStatistics("x", 1000, 0).difficulty == (5, 5)
    assert ItemStatistics("x", 1000, 1000).difficulty == (1, 1)
