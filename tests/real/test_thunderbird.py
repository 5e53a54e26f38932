"""Thunderbird with the built add-on: a large attachment brings a reminder before it leaves, and it leaves whole."""

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.desk import ALL_DAY, Desk, wait_for
from tests.real.addons import pack
from tests.real.native import connect, messages
from tests.real.thunderbird import Post, Thunderbird, post_office

# How soon it comes is measured by tests/bench/reminder_delay.py; here a busy machine may take its time.
PATIENCE = 30.0
PEOPLE = [f"person{n}@ville.example" for n in range(1, 8)]


class Mail:
    """The mail program with the add-on, the bridge it starts, and the server that takes its messages."""

    def __init__(self, desk: Desk, post: Post, port: int) -> None:
        """Start it and wait until the add-on has asked what is on."""
        self.desk, self.post = desk, post
        self._heard = connect(desk)
        self.program = Thunderbird(desk, port, pack("thunderbird", desk.folder))
        wait_for(lambda: self.asked, 60, what="the add-on's question")

    @property
    def asked(self) -> int:
        """How many times the add-on has turned to the bridge."""
        return len(self.told)

    @property
    def told(self) -> list[dict[str, Any]]:
        """All that the add-on has told the bridge."""
        return messages(self._heard)

    @property
    def shown(self) -> list[dict[str, str]]:
        """The journal of reminders."""
        file = self.desk.home / ".local/state/coach-numerique-responsable/nudges.jsonl"
        return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []

    def write(self, subject: str, megabytes: float, people: int) -> tuple[str, Path]:
        """A message with an attachment; its window and its file."""
        file = self.desk.folder / f"{subject}.pdf"
        file.write_bytes(os.urandom(int(megabytes * 1e6)))
        return self.program.compose(subject, PEOPLE[:people], file), file

    def leaves(self, window: str, file: Path, people: int) -> None:
        """Send it: it arrives whole, and where it should."""
        before = len(self.post.arrived)
        self.program.send(window)
        wait_for(lambda: len(self.post.arrived) > before, 2 * PATIENCE, what="the message")
        assert self.post.arrived[before][0] == PEOPLE[:people]
        assert self.post.attachment(before) == file.read_bytes()


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk without quiet hours, whatever the hour of this test."""
    with Desk() as one:
        one.set(ALL_DAY)
        yield one


@pytest.fixture
def mail(desk: Desk) -> Iterator[Mail]:
    """The mail program of somebody who has switched the reminder on."""
    desk.set({"nudges.mail.on": "true"})
    with post_office() as (post, port):
        yield Mail(desk, post, port)


def noted_today(mail: Mail) -> bool:
    """Whether the journal holds this one reminder, as its type and day only."""
    return mail.shown == [{"type": "mail", "day": datetime.now().astimezone().date().isoformat()}]


def test_a_large_attachment_brings_a_reminder_and_leaves_whole(mail: Mail) -> None:
    window, file = mail.write("Plan", 1, 3)
    mail.leaves(window, file, 3)
    window, file = mail.write("Photo", 3, 5)
    mail.leaves(window, file, 5)
    # That nothing came for the light ones shows when the heavy one brings the first reminder.
    assert (mail.desk.notifications.all, mail.asked) == ([], 1)

    window, file = mail.write("Rapport", 12.5, 3)
    shown = mail.desk.notifications.wait_for(PATIENCE)
    assert shown.summary == "Cette pièce jointe pèse 12\u00a0Mo, pour 3 personnes."
    assert "Pièce jointe ou lien" in shown.body
    assert noted_today(mail)
    # This is all that has left the mail program: no name, no address, no text.
    assert mail.told == [{"ask": "state"}, {"noticed": "mail", "value": 12, "people": 3}]
    mail.leaves(window, file, 3)
    assert mail.desk.notifications.all == [shown]


def test_a_click_opens_a_page_whose_buttons_the_keyboard_reaches(mail: Mail) -> None:
    mail.write("Rapport", 12.5, 3)
    shown = mail.desk.notifications.wait_for(PATIENCE)
    mail.desk.notifications.invoke(shown, "default")
    page = mail.program.window("Cette pièce jointe")
    mail.program.press(page, "Tab", "Return")
    quiet = mail.desk.home / ".local/state/coach-numerique-responsable/quiet.json"
    wait_for(lambda: quiet.exists() and '"in_a_row": 1' in quiet.read_text("utf-8"), what="the refusal")


@pytest.mark.parametrize("before", [True, False])
def test_for_many_people_less_is_much_whenever_they_are_added(mail: Mail, before: bool) -> None:
    window, file = mail.write("Rapport", 3.5, 6 if before else 0)
    if not before:
        mail.program.add_recipients(window, PEOPLE[:6])
    shown = mail.desk.notifications.wait_for(PATIENCE)
    assert shown.summary == "Cette pièce jointe pèse 3\u00a0Mo, pour 6 personnes."
    assert noted_today(mail)
    mail.leaves(window, file, 6)


def test_switched_off_the_add_on_asks_once_and_listens_to_nothing(desk: Desk) -> None:
    desk.run("brief", check=True)
    with post_office() as (post, port):
        mail = Mail(desk, post, port)
        window, file = mail.write("Rapport", 12.5, 7)
        mail.leaves(window, file, 7)
        assert (desk.notifications.all, mail.shown, mail.asked) == ([], [], 1)
        looked = desk.home / ".local/state/coach-numerique-responsable/looked.json"
        assert not looked.exists()


def test_switched_off_meanwhile_it_stops_listening_once_it_hears_so(mail: Mail) -> None:
    mail.desk.set({"nudges.mail.on": "false"})
    window, file = mail.write("Rapport", 12.5, 3)
    wait_for(lambda: mail.asked == 2, PATIENCE, what="the bridge's no")
    mail.leaves(window, file, 3)
    window, file = mail.write("Annexe", 14.5, 3)
    mail.leaves(window, file, 3)
    assert (mail.desk.notifications.all, mail.shown, mail.asked) == ([], [], 2)
