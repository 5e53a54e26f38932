"""Asks before erasing, erases off the main thread, and says what happened."""

import subprocess
from datetime import UTC, datetime

from coach import study
from coach.app.child import coach
from coach.app.page import Page
from coach.app.widgets.dialog import Confirm
from coach.study import autostart, own_data
from coach.study.own_data import Erased
from coach.words import _, ngettext

_MAILBOX = "mail_imap"


def ask_to_erase_noticed(page: Page) -> None:
    """Offer to erase what the agent noticed; switches and lessons stay as they are."""
    Confirm(
        page,
        _("Erase your observations?"),
        (
            _("This erases the recent reminders and the list of what was looked at, on this computer."),
            _("Your switches, lessons and notebook stay as they are."),
            _("It cannot be undone."),
        ),
        _("Erase my observations"),
        lambda: _erase_noticed(page),
    ).open()


def _erase_noticed(page: Page) -> None:
    def told(found: Erased) -> None:
        page.shell.changed()
        page.shell.tell(_told(found))

    page.shell.work(lambda: own_data.erase_noticed(datetime.now(UTC)), told)


def _told(found: Erased) -> str:
    if not found.reminders and not found.days:
        return _("There was nothing to erase.")
    reminders = ngettext("{n} reminder", "{n} reminders", found.reminders)
    days = ngettext("{n} day of looking", "{n} days of looking", found.days)
    return _("Erased: {reminders}, {days}.").format(reminders=reminders, days=days)


def ask_to_erase_everything(page: Page) -> None:
    """Offer to erase all of the person's data on this desk, then begin again with the first run."""
    Confirm(
        page,
        _("Erase all your data?"),
        (
            _(
                "This erases your lessons, answers, gestures, settings, observations and the logs"
                " on this computer."
            ),
            _("Finished lessons already passed on to the organisation stay with it."),
            _("It cannot be undone. To keep a copy, export your data first."),
        ),
        _("Erase everything"),
        lambda: _erase_everything(page),
    ).open()


def _erase_everything(page: Page) -> None:
    person, had_login = page.shell.me.person, _MAILBOX in page.shell.me.own.nudges

    def erase() -> bool:
        own_data.erase(person)
        autostart.follow(wanted=False)
        return not had_login or _mailbox_forgotten()

    def gone(whole: bool) -> None:
        shell = page.shell
        study.speak()
        shell.go("welcome")
        shell.rebuild()
        shell.tell(
            _("All your data has been erased from this computer.")
            if whole
            else _(
                "Your data has been erased, but the keyring could not be opened: your mailbox’s password is"
                " still in it. “coach mailbox forget” takes it out."
            )
        )

    page.shell.work(erase, gone)


def _mailbox_forgotten() -> bool:
    """Whether the keyring holds no login of the mailbox any more; asked of a child, which alone knows keyrings."""
    try:
        return not subprocess.run(
            coach("mailbox", "forget"), stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        return False
