"""One proposal: who has not started, started, finished, and a message with its link. Never answers."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QVBoxLayout, QWidget

from coach.app.page import Page
from coach.app.team.age import add_age
from coach.app.team.found import Found
from coach.app.team.heat import figure
from coach.app.team.history import told_wish, withdraw_button
from coach.app.team.view import View, told_group
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.head import beside_title
from coach.app.widgets.layout import row
from coach.app.widgets.part import Part
from coach.app.widgets.split import Split
from coach.app.widgets.table import DataTable
from coach.app.widgets.text import text
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.org import Assigned, Status


class Assignment(View):
    """The page of one line of the history."""

    def __init__(self, page: Page, arguments: tuple[str, ...]) -> None:
        super().__init__(page, arguments)
        self._id = arguments[0]
        layout = page.body(_("Path proposed"), " ", below=18)
        self._subtitle = _label(layout)
        self.back(layout)
        self._copy = Button(_("Copy the message"), "primary", "link")
        self._copy.setEnabled(False)
        assert page.title
        beside_title(page.title, layout, self._copy)
        self._copy.clicked.connect(self._copied)
        self._assigned: Assigned | None = None
        self.begin(layout)

    def help(self) -> str:
        return _(
            "You see who has started and finished the lessons of this path, and nothing else."
            " “Copy the message” gives a text with a link, to paste into a mail."
        )

    def refresh(self) -> None:
        self._read("", self._show)

    def search(self) -> None:
        for found in self.page.findChildren(Found):
            found.focus_search()

    def _find(self, words: str) -> None:
        def answered(status: "Status") -> None:
            for found in self.page.findChildren(Found):
                self._fill(found, status, words)

        self._read(words, answered)

    def _read(self, words: str, show: "Callable[[Status], None]") -> None:
        actor, shelf, line = self.shell.me.person, self.shell.me.library, self._id
        today = datetime.now().astimezone().date()

        def read() -> "Status":
            from coach import org

            return org.status(actor, shelf, line, today, words)

        self.ask(read, show)

    def _show(self, status: "Status") -> None:
        self._assigned = assigned = status.assigned
        assert self.page.title
        self.page.title.setText(assigned.title)
        told = _("For {groups}.").format(groups=told_group(assigned.group))
        self._subtitle.setText(f"{told} {told_wish(assigned)}")
        self._copy.setEnabled(assigned.withdrawn_on is None)
        self.page.default = self._copy
        parts = [self._figures(assigned), self._members(status), self._message(assigned)]
        if assigned.withdrawn_on is None and assigned.finished < assigned.people:
            parts.append(self._reminder(assigned))
        self.refill(*parts)

    @staticmethod
    def _figures(assigned: "Assigned") -> QWidget:
        waiting = assigned.people - assigned.started - assigned.finished
        counts = (
            (waiting, ngettext("person has not started", "people have not started", waiting)),
            (assigned.started, ngettext("person has started", "people have started", assigned.started)),
            (assigned.finished, ngettext("person has finished", "people have finished", assigned.finished)),
        )
        return Split([figure(str(count), words) for count, words in counts], 620, gap=16)

    def _members(self, status: "Status") -> QWidget:
        part = Part(_("Who has come how far"))
        told = _("A lesson counts once it is finished. Answers and scores stay on each person’s computer.")
        part.column.addWidget(text(told, "body", 400, "ink2"))
        add_age(part, status.silent)
        table = DataTable(_("Members and lessons finished"), tallest=theme().px(520))
        table.setObjectName("members")
        titles = (_("Name"), _("Service"), _("State"), _("Lessons finished"), _("Data"))
        found = Found(table, titles)
        found.asked.connect(self._find)
        self._fill(found, status)
        part.column.addWidget(found)
        return part

    @staticmethod
    def _fill(found: Found, status: "Status", words: str = "") -> None:
        done, today = _("{done} of {all}"), datetime.now().astimezone().date()
        rows = [
            (
                one.name,
                one.service,
                one.told,
                done.format(done=one.done, all=one.lessons),
                one.heard.told(today),
            )
            for one in status.members
        ]
        found.fill(rows, len(rows), status.more, words)

    def _message(self, assigned: "Assigned") -> QWidget:
        from coach.org import invitation

        part = Part(_("Message to send"))
        actions = row(12)
        actions.setContentsMargins(0, theme().space(8), 0, 0)
        if assigned.withdrawn_on is None:
            part.column.addWidget(text(invitation.invitation(self.shell.me.library, assigned), "body"))
            if assigned.due is not None:
                actions.addWidget(self._calendar_button())
        else:
            out = _("This path is withdrawn. What was finished stays finished.")
            part.column.addWidget(text(out, "body", 400, "ink2"))
        actions.addWidget(withdraw_button(self.shell, assigned, "secondary", assigned.title, whole=True))
        actions.addStretch(1)
        part.column.addLayout(actions)
        return part

    def _calendar_button(self) -> Button:
        button = Button(_("Save for calendars"), "secondary", "calendar")
        button.setAccessibleDescription(_("A file .ics with the wished day, to attach to the message."))
        button.setObjectName("calendar")
        button.clicked.connect(self._saved)
        return button

    def _reminder(self, assigned: "Assigned") -> QWidget:
        from coach.org import invitation

        part = Part(_("A gentle reminder"))
        told = _("One text for those who have not finished. It names nobody, and nothing is sent from here.")
        part.column.addWidget(text(told, "body", 400, "ink2"))
        words = invitation.reminder(assigned, datetime.now().astimezone().date())
        part.column.addWidget(text(words, "body"))
        copy = Button(_("Copy the reminder"), "secondary", "link")
        copy.setObjectName("copy-reminder")
        copy.clicked.connect(lambda: self._copy_words(words, _("Reminder copied. Paste it into a mail.")))
        part.column.addSpacing(theme().space(8))
        part.column.addWidget(copy)
        return part

    def _copied(self) -> None:
        from coach.org import invitation

        assert self._assigned
        words = invitation.invitation(self.shell.me.library, self._assigned)
        self._copy_words(words, _("Message copied. Paste it into a mail."))

    def _copy_words(self, words: str, told: str) -> None:
        QApplication.clipboard().setText(words)
        self.shell.tell(told)

    def _saved(self) -> None:
        assert self._assigned
        shelf, assigned, now = self.shell.me.library, self._assigned, datetime.now(UTC)
        wished = QDir.home().filePath(f"{assigned.path}.ics")
        title = _("Save for calendars")
        file, _kind = QFileDialog.getSaveFileName(self.page, title, wished, "iCalendar (*.ics)")
        if not file:
            return

        def write() -> None:
            from coach.org import invitation

            invitation.save_calendar(shelf, assigned, file, now)

        told = _("Saved to {file}. Attach it to the message.").format(file=QDir.toNativeSeparators(file))
        self.shell.work(write, lambda _none: self.shell.tell(told))


def _label(layout: QVBoxLayout) -> QLabel:
    """The page's subtitle, which `body` has just laid out."""
    item = layout.itemAt(2)
    found = item.widget() if item else None
    assert isinstance(found, QLabel)
    return found
