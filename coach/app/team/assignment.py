"""One proposal: who has not started, started, finished, and a message with its link. Never answers."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from coach.app.page import Page
from coach.app.team.heat import figure
from coach.app.team.history import told_wish, withdraw_button
from coach.app.team.steps import told_size
from coach.app.team.view import View, told_group
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.head import beside_title
from coach.app.widgets.layout import row
from coach.app.widgets.part import Part
from coach.app.widgets.split import Split
from coach.app.widgets.table import DataTable
from coach.app.widgets.text import text
from coach.content.library import Library
from coach.words import _, day, ngettext

if TYPE_CHECKING:
    from coach.org import Assigned, Status


def message(shelf: Library, assigned: "Assigned") -> str:
    """A text to paste into a mail: the trainer's words, the link that opens the path, the wished day."""
    size = told_size(shelf, assigned.path) if assigned.path in shelf.paths else ""
    offered = _("Here is a path of short lessons: “{path}” ({size}).").format(path=assigned.title, size=size)
    wish = _("If you can, by {day}. Nothing is marked, and you stop when you like.")
    lines = [
        _("Hello,"),
        " ".join(assigned.message.split()),
        offered,
        _("This link opens it: {link}").format(link=f"coach://path/{assigned.path}"),
        wish.format(day=day(assigned.due))
        if assigned.due
        else _("Nothing is marked, and you stop when you like."),
    ]
    return "\n".join(line for line in lines if line)


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
        actor, shelf, line = self.shell.me.person, self.shell.me.library, self._id

        def read() -> "Status":
            from coach import org

            return org.status(actor, shelf, line)

        self.shell.work(read, self._show)

    def _show(self, status: "Status") -> None:
        self._assigned = assigned = status.assigned
        assert self.page.title
        self.page.title.setText(assigned.title)
        told = _("For {groups}.").format(groups=told_group(assigned.group))
        self._subtitle.setText(f"{told} {told_wish(assigned)}")
        self._copy.setEnabled(assigned.withdrawn_on is None)
        self.page.default = self._copy
        self.refill(self._figures(assigned), self._members(status), self._message(assigned))

    @staticmethod
    def _figures(assigned: "Assigned") -> QWidget:
        waiting = assigned.people - assigned.started - assigned.finished
        counts = (
            (waiting, ngettext("person has not started", "people have not started", waiting)),
            (assigned.started, ngettext("person has started", "people have started", assigned.started)),
            (assigned.finished, ngettext("person has finished", "people have finished", assigned.finished)),
        )
        return Split([figure(str(count), words) for count, words in counts], 620, gap=16)

    @staticmethod
    def _members(status: "Status") -> QWidget:
        part = Part(_("Who has come how far"))
        told = _("A lesson counts once it is finished. Answers and scores stay on each person’s computer.")
        part.column.addWidget(text(told, "body", 400, "ink2"))
        table = DataTable(_("Members and lessons finished"), tallest=theme().px(520))
        done = _("{done} of {all}")
        table.fill(
            (_("Name"), _("Service"), _("State"), _("Lessons finished")),
            [
                (one.name, one.service, one.told, done.format(done=one.done, all=one.lessons))
                for one in status.members
            ],
        )
        table.setObjectName("members")
        part.column.addWidget(table)
        return part

    def _message(self, assigned: "Assigned") -> QWidget:
        part = Part(_("Message to send"))
        if assigned.withdrawn_on is None:
            told = text(message(self.shell.me.library, assigned), "body")
            part.column.addWidget(told)
        else:
            out = _("This path is withdrawn. What was finished stays finished.")
            part.column.addWidget(text(out, "body", 400, "ink2"))
        actions = row(12)
        actions.setContentsMargins(0, theme().space(8), 0, 0)
        actions.addWidget(withdraw_button(self.shell, assigned, "secondary", assigned.title, whole=True))
        actions.addStretch(1)
        part.column.addLayout(actions)
        return part

    def _copied(self) -> None:
        assert self._assigned
        QApplication.clipboard().setText(message(self.shell.me.library, self._assigned))
        self.shell.tell(_("Message copied. Paste it into a mail."))


def _label(layout: QVBoxLayout) -> QLabel:
    """The page's subtitle, which `body` has just laid out."""
    item = layout.itemAt(2)
    found = item.widget() if item else None
    assert isinstance(found, QLabel)
    return found
