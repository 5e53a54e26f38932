"""When reminders rest, and whether the agent is at work: the living part of Réglages, Rappels."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach import study
from coach.app.consents import is_on
from coach.app.option_rows import keep
from coach.app.page import Page
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.text import text
from coach.app.widgets.wrap import Wrap
from coach.domain.errors import CoachError
from coach.domain.pause import pauses
from coach.sensors import sensors
from coach.study import Me, autostart
from coach.words import _, day


class Pause(QWidget):
    """Three pauses that end by themselves; during one, its end and a way to resume."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme().space(12), 0, theme().space(12))
        column.setSpacing(theme().space(6))
        column.addWidget(text(_("Pause"), "body", 600))
        self._told = text("", "label", 400, "ink2")
        column.addWidget(self._told)
        line = QWidget()
        across = Wrap(line, theme().space(8))
        words = {"hour": _("1 hour"), "day": _("Today"), "week": _("This week")}
        names = {"hour": _("Pause for 1 hour"), "day": _("Pause for today"), "week": _("Pause for this week")}
        self._offers = []
        for length, told in words.items():
            button = Button(told, "secondary", name=names[length])
            button.clicked.connect(lambda _=False, length=length: self._rest(length))
            across.addWidget(button)
            self._offers.append(button)
        self._resume = Button(_("Resume now"), "secondary", "bell", name=_("Resume the reminders now"))
        self._resume.clicked.connect(lambda: self._keep(""))
        across.addWidget(self._resume)
        column.addWidget(line)

    def show_state(self, me: Me) -> None:
        """Offer pauses, or say until when one lasts."""
        until = _until(me.settings.paused_until)
        resting = until is not None and until > datetime.now(UTC)
        had_focus = any(button.hasFocus() for button in (*self._offers, self._resume))
        for button in self._offers:
            button.setVisible(not resting)
        self._resume.setVisible(resting)
        if had_focus:
            (self._resume if resting else self._offers[0]).setFocus()
        if resting and until is not None:
            hour = _("{day}, {hour}").format(day=day(until, "full"), hour=f"{until:%H:%M}")
            self._told.setText(_("Reminders rest until {moment}.").format(moment=hour))
        else:
            self._told.setText(_("Reminders rest for a while, then come back by themselves."))

    def _rest(self, length: str) -> None:
        self._keep(pauses(datetime.now(UTC).astimezone())[length].isoformat(timespec="minutes"))

    def _keep(self, until: str) -> None:
        keep(self._page, lambda: study.change_setting("paused_until", until, datetime.now(UTC)))


def _until(told: str) -> datetime | None:
    try:
        return datetime.fromisoformat(told).astimezone()
    except ValueError:
        return None


class AgentLine(QWidget):
    """Whether the reminders are at work now, and a way to start them; hidden while every switch is off."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme().space(10))
        column.setSpacing(theme().space(6))
        self._told = text("", "label", 400, "ink2")
        column.addWidget(self._told)
        self._start = Button(_("Start the reminders now"), "secondary", "power")
        self._start.clicked.connect(self._begin)
        column.addWidget(self._start)

    def show_state(self, me: Me) -> None:
        """Say whether the agent runs."""
        self.setVisible(any(is_on(me, name) for name in sensors()))
        runs = autostart.running()
        self._start.setVisible(not runs)
        at_work, waiting = _("The reminders are at work."), _("The reminders are not at work at the moment.")
        self._told.setText(at_work if runs else waiting)

    def _begin(self) -> None:
        try:
            autostart.start_now()
        except CoachError as error:
            self._page.shell.fail(error)
        else:
            self._start.hide()
            self._told.setText(_("The reminders are at work."))
