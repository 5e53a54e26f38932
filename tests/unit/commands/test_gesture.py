"""`coach gesture` notes once a day what a lesson teaches to do."""

import pytest

from coach import settings, study
from coach.__main__ import main
from coach.study import today


def coach(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main(["gesture", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_it_stands_in_the_notebook_once_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    settings.write(study.whoami().id, settings.Settings(language="en"))
    for _ in range(2):
        status, out, err = coach(capsys, "mes-onglets")
        assert (status, err) == (0, "")
        assert out.startswith("Noted in your notebook: ")
    who = study.me()
    (line,) = today.learning(who).notes
    assert (line.gesture, line.state) == (who.library.cards["mes-onglets"].gesture, "done")


def test_an_unknown_lesson_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = coach(capsys, "no-such-lesson")
    assert (status, out) == (1, "")
    assert "no-such-lesson" in err
