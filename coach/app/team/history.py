"""What was proposed, newest first: to open, to withdraw, to propose again."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coach.app.page import Shell
from coach.app.team.view import told_group
from coach.app.theme import theme
from coach.app.widgets.button import Button, flush
from coach.app.widgets.card import separator
from coach.app.widgets.layout import clear, row
from coach.app.widgets.part import Part
from coach.app.widgets.text import text
from coach.words import _, day, ngettext

if TYPE_CHECKING:
    from coach.org import Assigned

_FIRST = 5


def told_wish(assigned: "Assigned") -> str:
    """When and by whom it was proposed, and the wished day."""
    facts = {"day": day(assigned.assigned_on), "name": assigned.by}
    told = _("Proposed on {day} by {name}.").format(**facts)
    if assigned.due is not None:
        told += " " + _("Wished for {day}.").format(day=day(assigned.due))
    if assigned.withdrawn_on is not None:
        told += " " + _("Withdrawn on {day}.").format(day=day(assigned.withdrawn_on))
    return told


def told_counts(assigned: "Assigned") -> str:
    """How many have not started, started, finished."""
    waiting = assigned.people - assigned.started - assigned.finished
    told = (
        (waiting, ngettext("{n} has not started", "{n} have not started", waiting)),
        (assigned.started, ngettext("{n} has started", "{n} have started", assigned.started)),
        (assigned.finished, ngettext("{n} has finished", "{n} have finished", assigned.finished)),
    )
    return ", ".join(words for count, words in told if count) or _("Nobody is in this group now.")


def set_withdrawn(shell: Shell, assigned: "Assigned", on: bool) -> None:
    """Withdraw a proposal, or propose it again; either can be undone."""
    actor, shelf = shell.me.person, shell.me.library

    def write() -> None:
        from coach import org

        if on:
            org.withdraw(actor, shelf, assigned.id, datetime.now(UTC))
        else:
            org.restore(actor, shelf, assigned.id)

    told = _("“{path}” is withdrawn from {group}.") if on else _("“{path}” is proposed to {group} again.")

    def written(_none: None) -> None:
        shell.changed()
        words = told.format(path=assigned.title, group=assigned.group.name)
        shell.offer_undo(words, lambda: set_withdrawn(shell, assigned, not on))

    shell.work(write, written)


def withdraw_button(
    shell: Shell, assigned: "Assigned", kind: str, named: str, *, whole: bool = False
) -> Button:
    """Withdraw, or propose again; `whole` words say what, where no line of a list does."""
    out = assigned.withdrawn_on is not None
    name = _("Propose again: {what}") if out else _("Withdraw: {what}")
    words, sign = (_("Propose again"), "rotate-ccw") if out else (_("Withdraw"), "x")
    if whole and not out:
        words = _("Withdraw this path")
    button = Button(words, kind, sign, name=name.format(what=named))
    button.setObjectName(f"withdraw-{assigned.id}")
    button.clicked.connect(lambda: set_withdrawn(shell, assigned, not out))
    return button


class History(Part):
    """The first lines, and a button that shows them all."""

    def __init__(self, shell: Shell, title: str, lines: Sequence["Assigned"], nothing: str) -> None:
        super().__init__(title)
        self._shell, self._lines = shell, list(lines)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.column.addLayout(self._list)
        if not lines:
            self.column.addWidget(text(nothing, "body", 400, "ink2"))
        self._show(_FIRST)

    def _show(self, most: int) -> None:
        clear(self._list)
        names = _named(self._lines)
        for number, assigned in enumerate(self._lines[:most]):
            if number:
                self._list.addWidget(separator())
            self._list.addWidget(self._row(assigned, names[number]))
        if len(self._lines) > most:
            told = ngettext("Show all ({n})", "Show all ({n})", len(self._lines))
            every = flush(Button(told, "quiet", "chevron-down"))
            every.clicked.connect(self._show_all)
            self._list.addWidget(every)

    def _show_all(self) -> None:
        self._show(len(self._lines))
        following = self.findChild(Button, f"open-{self._lines[_FIRST].id}")
        if following is not None:
            following.setFocus()

    def _row(self, assigned: "Assigned", named: str) -> QWidget:
        t, line = theme(), QWidget()
        across = row(12)
        line.setLayout(across)
        across.setContentsMargins(0, t.space(12), 0, t.space(12))
        words = QVBoxLayout()
        words.setSpacing(t.space(2))
        words.addWidget(text(f"{assigned.title} – {told_group(assigned.group)}", "body", 600))
        words.addWidget(text(told_wish(assigned), "label", 400, "ink2"))
        words.addWidget(text(told_counts(assigned), "label", 400, "ink2"))
        across.addLayout(words, 1)
        see = Button(_("Open"), "secondary", name=_("Open: {what}").format(what=named))
        see.setObjectName(f"open-{assigned.id}")
        see.clicked.connect(lambda: self._shell.go("team", "assignment", assigned.id))
        # On a row of their own the first of them begins it; beside the words the last one ends the line.
        buttons: list[QWidget] = [withdraw_button(self._shell, assigned, "quiet", named), see]
        actions = QHBoxLayout()
        actions.setSpacing(t.space(12))
        for button in reversed(buttons) if t.stacked else buttons:
            actions.addWidget(button)
        if t.stacked:
            actions.addStretch(1)
        across.addLayout(actions)
        return line


def _named(lines: Sequence["Assigned"]) -> list[str]:
    """A name for each line that no other one has."""
    names: list[str] = []
    for one in lines:
        name = f"{one.title}, {one.group.name}, {day(one.assigned_on)}"
        names.append(f"{name} ({one.short})" if name in names else name)
    return names
