"""The section of Réglages on the screen's sleep: what holds, a choice, for whom, and the way back."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtWidgets import QRadioButton

from coach import study
from coach.app.page import Page
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.form import FormRow, Section
from coach.app.widgets.segments import Segments
from coach.app.widgets.text import text
from coach.domain.errors import CoachError
from coach.words import _, ngettext
from coach.workstation import screen_sleep, sentences
from coach.workstation.screen_sleep import ScreenSleep

MINUTES = (5, 10, 15, 30)


class ScreenSection(Section):
    """Asks the system and sets it off the main thread; shows what was read back, never what was only wished."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Screen sleep"))
        self._page = page
        self._told = text("", "body")
        self._told.setContentsMargins(0, theme().space(4), 0, theme().space(4))
        self.column.addWidget(self._told)
        label = _("Sleeps after")
        self.choice = Segments(label, [(n, ngettext("{n} min", "{n} min", n)) for n in MINUTES])
        self.choice.chosen.connect(self._chosen)
        self._row = FormRow(label, "", self.choice, below=True)
        self.add(self._row)
        self._undo = Button(_("Undo"), "secondary", name=_("Undo what was set for the screen"))
        self._undo.clicked.connect(lambda: self._change(screen_sleep.undo, sentences.undone))
        self._undo_row = FormRow(_("Back to the value from before"), "", self._undo)
        # Without a line above it: that would stay when the row goes.
        self.column.addWidget(self._undo_row)
        self._row.hide()
        self._undo_row.hide()

    def refresh(self) -> None:
        """Ask the system, then show what holds."""
        self._page.shell.work(screen_sleep.state, self._show)

    def _show(self, now: ScreenSleep) -> None:
        shared = self._page.shell.me.policy.shared_session
        self._told.setText(sentences.holds(now))
        self._row.setVisible(now.known)
        _describe(self._row, sentences.reach(now, shared=shared))
        _show_chosen(self.choice, now.minutes)
        self._row.hold(_(now.why) if now.why else "")
        if not now.undoable and self._undo.hasFocus():
            # A button that goes must not take the focus with it.
            self.choice.findChildren(QRadioButton)[0].setFocus()
        self._undo_row.setVisible(now.undoable)
        _describe(self._undo_row, sentences.before(now))

    def _chosen(self, minutes: object) -> None:
        assert isinstance(minutes, int)
        self._change(partial(screen_sleep.set_minutes, minutes, datetime.now(UTC)), sentences.done)

    def _change(self, change: Callable[[], None], say: Callable[[ScreenSleep], Sequence[str]]) -> None:
        def changed() -> tuple[ScreenSleep, CoachError | None]:
            try:
                change()
                study.brief_agent(datetime.now(UTC))
            except CoachError as error:
                return screen_sleep.state(), error
            return screen_sleep.state(), None

        def then(came: tuple[ScreenSleep, CoachError | None]) -> None:
            now, error = came
            self._show(now)
            shell = self._page.shell
            shell.tell(" ".join(say(now))) if error is None else shell.fail(error)

        self._page.shell.work(changed, then)


def _describe(row: FormRow, words: str) -> None:
    row.help.setText(words)
    row.help.setVisible(bool(words))
    row.control.setAccessibleDescription(words)


def _show_chosen(choice: Segments, minutes: int | None) -> None:
    """Choose these minutes silently; nothing where they are not on offer."""
    if minutes in MINUTES:
        choice.show_value(minutes)
        return
    for one in choice.findChildren(QRadioButton):
        # Exclusive buttons cannot all be let go of.
        one.setAutoExclusive(False)
        one.setChecked(False)
        one.setAutoExclusive(True)
