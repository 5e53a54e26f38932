"""An invitation, a gentle reminder, and a calendar entry that other programs read."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import org, words
from coach.content.library import Library, library
from coach.domain.errors import ExportError
from coach.org import Assigned, Group, Kind, invitation
from tests.unit.org.town import NOW, TODAY

LINE = Assigned(
    id="01890000-0000-7000-8000-000000000001",
    path="bienvenue",
    title="Welcome",
    group=Group(Kind.SERVICE, "Accueil", "Accueil", 6),
    due=date(2026, 12, 31),
    message="At your own pace.",
    assigned_on=TODAY,
    by="Inès Faure",
    withdrawn_on=None,
    people=6,
    started=1,
    finished=1,
)


def properties(text: str) -> dict[str, str]:
    """The file unfolded and unescaped as RFC 5545 says, parameters kept in the name."""
    lines = re.sub("\r\n[ \t]", "", text).split("\r\n")
    read = dict(line.split(":", 1) for line in lines if line)
    back = {"\\n": "\n", "\\N": "\n"}
    return {
        key: re.sub(r"\\(.)", lambda found: back.get(found[0], found[1]), value)
        for key, value in read.items()
    }


def test_the_invitation_has_the_words_the_link_and_the_day(shelf: Library) -> None:
    told = invitation.invitation(shelf, LINE)
    assert "At your own pace." in told
    assert "coach://path/bienvenue" in told
    assert f"“Welcome” ({shelf.told_size('bienvenue')})" in told
    assert words.day(date(2026, 12, 31)) in told


def test_a_path_that_is_gone_still_has_its_message(shelf: Library) -> None:
    assert "coach://path/gone" in invitation.invitation(shelf, replace(LINE, path="gone", title="gone"))


def test_the_reminder_is_gentle(shelf: Library) -> None:
    told = invitation.reminder(LINE, TODAY)
    assert "coach://path/bienvenue" in told
    assert f"If you can, by {words.day(date(2026, 12, 31))}." in told
    assert not re.search(r"\blate\b|overdue|must|!", told)


def test_a_day_that_is_over_is_not_named(shelf: Library) -> None:
    told = invitation.reminder(LINE, date(2027, 1, 1))
    assert "2026" not in told
    assert "by" not in invitation.reminder(replace(LINE, due=None), TODAY).split()


def test_the_calendar_entry_is_one_whole_day(shelf: Library) -> None:
    read = properties(invitation.calendar(shelf, LINE, NOW))
    assert read["DTSTART;VALUE=DATE"] == "20261231"
    assert read["DTEND;VALUE=DATE"] == "20270101"
    assert read["DTSTAMP"] == "20261123T100000Z"
    assert read["URL"] == "coach://path/bienvenue"
    assert read["DESCRIPTION"] == invitation.invitation(shelf, LINE)
    assert read["TRANSP"] == "TRANSPARENT"


@given(st.text(max_size=300), st.text(max_size=80))
def test_no_words_break_the_file(message: str, title: str) -> None:
    line = replace(LINE, title=title.encode("utf-8", "ignore").decode(), message=message)
    line = replace(line, message=message.encode("utf-8", "ignore").decode())
    text = invitation.calendar(library("en"), line, NOW)
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", text.encode())
    assert text.count("\r") == text.count("\n") == len(lines) - 1
    assert [one for one in lines if one.startswith((b"BEGIN", b"END"))] == [
        b"BEGIN:VCALENDAR",
        b"BEGIN:VEVENT",
        b"END:VEVENT",
        b"END:VCALENDAR",
    ]
    read = properties(text)
    assert " ".join(read["SUMMARY"].split()) == " ".join(
        re.sub(r"[\x00-\x1f\x7f]+", " ", f"“{line.title}”, a path of short lessons").split()
    )


def test_without_a_day_there_is_no_entry(shelf: Library, tmp_path: Path) -> None:
    file = tmp_path / "path.ics"
    with pytest.raises(invitation.NoWishedDay):
        invitation.save_calendar(shelf, replace(LINE, due=None), str(file), NOW)
    assert not file.exists()


def test_saves_over_an_older_one_or_says_why_not(shelf: Library, tmp_path: Path) -> None:
    file = tmp_path / "path.ics"
    file.write_text("old")
    invitation.save_calendar(shelf, LINE, str(file), NOW)
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    with pytest.raises(ExportError):
        invitation.save_calendar(shelf, LINE, str(tmp_path / "none" / "path.ics"), NOW)
    assert org.day("31/12/2026") == LINE.due
