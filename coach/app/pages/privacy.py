"""Confidentialité: what the program knows of the person, to see, take away, erase or switch off."""

from datetime import UTC, datetime

from PySide6.QtCore import QDir, QTimer
from PySide6.QtWidgets import QFileDialog, QScrollArea, QVBoxLayout, QWidget

from coach.app.consents import Consents
from coach.app.erasing import ask_to_erase_noticed
from coach.app.page import Page, Shell
from coach.app.shared import Shared
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card, Panel
from coach.app.widgets.layout import clear, row
from coach.app.widgets.plain_table import Rows, table
from coach.app.widgets.text import heading, icon, text
from coach.app.widgets.wrap import together
from coach.domain.lesson import Gesture
from coach.domain.text import N_
from coach.sensors import BEFORE, moments, sensors
from coach.study import notebook, own_data
from coach.study.own_data import Looked, Reminder
from coach.words import _, day

_HEADERS = (N_("What"), N_("Why"), N_("Where"), N_("How long"), N_("Who sees it"))
_RECORDS = N_("your records folder, on this computer")
_LOCAL = N_("this computer only")
_UNTIL = N_("until you erase it")
_YOU = N_("you alone")
KNOWN = (
    (
        N_("Your name and settings"),
        N_("to speak your language and keep your choices"),
        _RECORDS,
        _UNTIL,
        _YOU,
    ),
    (
        N_("Lessons and answers"),
        N_("to go on where you stopped and show your progress"),
        _RECORDS,
        _UNTIL,
        _YOU,
    ),
    (
        N_("When each question comes back, and how sure you still are of it"),
        N_("to choose the questions of the daily review"),
        N_("worked out from your answers, written nowhere"),
        N_("until the next look"),
        _YOU,
    ),
    (
        N_("Your level in each domain"),
        N_("to show where you stand and what to learn next"),
        N_("worked out from your answers, written nowhere"),
        N_("until the next look"),
        _YOU,
    ),
    (N_("Gestures you noted"), N_("for your own notebook"), _RECORDS, _UNTIL, _YOU),
    (
        N_("Finished lessons of paths proposed to you, and final quizzes passed: which one, edition, day"),
        N_("to show that training took place"),
        N_("the organisation's file"),
        N_("as your organisation keeps training records"),
        N_("you, trainers and HR"),
    ),
    (
        N_("What a reminder looks at"),
        N_("to decide on the spot whether to speak"),
        N_("in memory, written nowhere"),
        N_("until the next look"),
        N_("nobody"),
    ),
    (
        N_("Reminders shown: kind and day"),
        N_("to find them again, and not to repeat them"),
        _LOCAL,
        N_("7 days"),
        _YOU,
    ),
    (
        N_("Sources looked at: yes or no per day"),
        N_("so that you can check what was looked at"),
        _LOCAL,
        N_("7 days"),
        _YOU,
    ),
    (
        N_("“Not now”, twice in a row"),
        N_("to leave you in peace for two weeks"),
        _LOCAL,
        N_("two weeks"),
        _YOU,
    ),
    (
        N_("Faults of the program"),
        N_("to repair it"),
        _LOCAL,
        N_("the latest ones, then overwritten"),
        N_("you, and whoever you send the file to"),
    ),
)


class PrivacyPage(Page):
    """The plain table first, then what a person may do about it."""

    def __init__(self, shell: Shell, *arguments: str) -> None:
        super().__init__(shell)
        self._wanted = arguments[0] if arguments else ""
        title = _("What the program knows of you")
        self._column = self.body(
            title, _("Everything is here. What leaves this computer is said line by line.")
        )
        self._column.addWidget(self._actions())
        self._column.addSpacing(theme().space(16))
        self._column.addWidget(self._table(title))
        each = _("Each one says what it looks at. Switching off stops it at once.")
        shared = _("This computer is shared: reminders are off for everybody, for one would see another's.")
        told = shared if shell.me.policy.shared_pc else f"{each} {_(BEFORE)}"
        self._head(_("What reminders may look at"), told)
        self._consents = Consents(self)
        self._column.addWidget(self._consents)
        self._head(
            _("Shared with your organisation"),
            _(
                "Finished lessons and passed quizzes of proposed paths, and lessons you share."
                " Nothing else about you."
            ),
        )
        self._shared = Shared(shell)
        self._column.addWidget(self._shared)
        self._head(_("What was looked at, day by day"), _("Yes or no per day, never when or how often."))
        self._looked = self._part()
        self._recent_head = self._head(
            _("Recent reminders"), _("Kept for 7 days: the kind and the day, nothing else.")
        )
        self._recent = self._part()
        self._column.addStretch(1)

    def help(self) -> str:
        return _(
            "The table says what is kept, why, where, for how long and who sees it. The buttons show all of it,"
            " save it to a file of yours, or erase what was noticed."
        )

    def _table(self, title: str) -> QWidget:
        told = Rows(
            tuple(_(header) for header in _HEADERS),
            tuple(tuple(_(cell) for cell in line) for line in KNOWN),
            (5, 5, 5, 4, 4),
        )
        return table(title, told)

    def _head(self, title: str, words: str) -> QWidget:
        self._column.addSpacing(theme().space(30))
        head = heading(title, "heading", 600)
        self._column.addWidget(head)
        self._column.addWidget(text(words, "body", 400, "ink2"))
        self._column.addSpacing(theme().space(10))
        return head

    def _part(self) -> QVBoxLayout:
        part = QVBoxLayout()
        part.setSpacing(theme().space(8))
        self._column.addLayout(part)
        return part

    def _actions(self) -> QWidget:
        see = Button(_("See everything"), "primary", "book-open")
        see.clicked.connect(self._see)
        save = Button(_("Export"), "secondary", "download", name=_("Export everything to a file"))
        save.clicked.connect(self._export)
        erase = Button(_("Erase my observations"), "secondary", "trash-2")
        erase.clicked.connect(lambda: ask_to_erase_noticed(self))
        self.default = see
        return together([see, save, erase], 12)

    # What is read --------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self._consents.show_state(self.shell.me)
        now = datetime.now(UTC)
        self._shared.refresh()
        clear(self._looked)
        self._looked.addWidget(self._days(own_data.looked_at(now)))
        clear(self._recent)
        found = own_data.reminders(now)
        for reminder in found:
            self._recent.addWidget(self._reminder(reminder))
        if not found:
            self._recent.addWidget(_nothing(_("No reminder was shown in the last 7 days.")))
        if self._wanted == "recent":
            self._show_recent()

    def _show_recent(self) -> None:
        area = self.findChild(QScrollArea)
        bar = area.verticalScrollBar() if area is not None else None
        if bar is not None:
            # The page has no height before it is laid out.
            QTimer.singleShot(0, self._recent_head, lambda: bar.setValue(self._recent_head.y()))

    def _days(self, days: tuple[Looked, ...]) -> QWidget:
        if not days:
            return _nothing(_("Nothing was looked at in the last 7 days."))
        rows = tuple(
            (day(one.day, "full"), _("Yes") if one.sources else _("No"), _sources(one)) for one in days
        )
        headers = (_("Day"), _("Looked at"), _("Source"))
        return table(_("What was looked at, day by day"), Rows(headers, rows, (4, 2, 8)))

    def _reminder(self, reminder: Reminder) -> QWidget:
        card = Card("surface", "line", 16)
        line = row(14)
        card.setLayout(line)
        line.setContentsMargins(theme().space(20), theme().space(10), theme().space(14), theme().space(10))
        if not theme().stacked:
            line.addWidget(icon("bell", "ink2", 20))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text(_(moments()[reminder.moment].texts.recent), "body", 600))
        words.addWidget(text(day(reminder.day, "full"), "label", 400, "ink2"))
        gesture = notebook.gesture_of(self.shell.me.library, reminder.lesson)
        if gesture is not None:
            words.addWidget(text(gesture.text, "body", 400, "ink2"))
        line.addLayout(words, 1)
        cards = self.shell.me.library.cards
        if reminder.lesson in cards:
            title = cards[reminder.lesson].title
            name = _("Open the lesson “{title}”, reminder of {day}").format(
                title=title, day=day(reminder.day, "full")
            )
            see = Button(_("Open the lesson"), "secondary", name=name)
            see.clicked.connect(lambda _=False, lesson=reminder.lesson: self.shell.go("lesson", lesson))
            line.addWidget(see)
        if gesture is not None:
            line.addWidget(self._done(gesture, reminder))
        return card

    def _done(self, gesture: Gesture, reminder: Reminder) -> Button:
        """Notes by one click that the gesture was done, whatever notified of it."""
        noted = notebook.noted_today(self.shell.me, gesture, datetime.now(UTC))
        told = _("Noted today") if noted else _("Note the gesture")
        about = day(reminder.day, "full")
        button = Button(told, "secondary", "check", name=f"{told}, {gesture.text} ({about})")
        button.setEnabled(not noted)
        button.clicked.connect(lambda: self._note(gesture))
        return button

    def _note(self, gesture: Gesture) -> None:
        me, now = self.shell.me, datetime.now(UTC)

        def noted(_nothing: None) -> None:
            self.shell.changed()
            self.shell.tell(_("Noted in your notebook."))

        self.shell.work(lambda: notebook.note_done(me, gesture, now), noted)

    # What is done --------------------------------------------------------------------------------------------------

    def _see(self) -> None:
        from coach.app.widgets.everything import Everything

        me, now = self.shell.me, datetime.now(UTC)
        self.shell.work(
            lambda: own_data.everything(me.person, now), lambda found: Everything(self, me, found).open()
        )

    def _export(self) -> None:
        person, now = self.shell.me.person, datetime.now(UTC)
        wished = QDir.home().filePath(_("my-data") + f"-{now.astimezone().date().isoformat()}.json")
        file, _kind = QFileDialog.getSaveFileName(
            self, _("Export everything"), wished, "JSON (*.json);;CSV (*.csv)"
        )
        if file:
            told = _("Saved to {file}").format(file=QDir.toNativeSeparators(file))
            self.shell.work(
                lambda: own_data.export(person, file, now), lambda _nothing: self.shell.tell(told)
            )


def _sources(one: Looked) -> str:
    known = sensors()
    told = (f"{_(known[name].texts.name)} – {_(known[name].sources[key])}" for name, key in one.sources)
    return ", ".join(told)


def _nothing(words: str) -> QWidget:
    return Panel("soft", "check", "", words)


PAGE = PrivacyPage
