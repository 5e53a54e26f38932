"""The sheet that proposes a path: three steps, one sentence that sums up, and an undo afterwards."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea

from coach.app.attempt import attempt
from coach.app.page import Page
from coach.app.speech import announce
from coach.app.team.draft import Draft, unpacked
from coach.app.team.steps import GroupStep, PathStep, Step, WishStep
from coach.app.team.view import View
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.layout import clear
from coach.app.widgets.progress import Steps
from coach.app.widgets.text import text
from coach.domain.errors import CoachError
from coach.words import _, explain, ngettext

if TYPE_CHECKING:
    from coach.org import FoundGroups, Proposal

_READING = 720


class Assign(View):
    """Keeps what was chosen when it is left, and takes it up again from a draft."""

    def __init__(self, page: Page, arguments: tuple[str, ...]) -> None:
        super().__init__(page, arguments)
        draft = unpacked(arguments[0] if arguments else "")
        shelf = self.shell.me.library
        layout = page.body(_("Assign a path"), widest=_READING, below=10)
        self.back(layout)
        layout.addLayout(self.inside)
        self._where = QHBoxLayout()
        layout.addLayout(self._where)
        layout.addSpacing(theme().space(20))
        words = _("Everybody may open every lesson; to propose one helps to find it.")
        self._path = PathStep(shelf, draft.path, words)
        self._groups = GroupStep(draft.groups)
        self._wish = WishStep(draft.due, draft.message, datetime.now().astimezone().date())
        self._steps: tuple[Step, ...] = (self._path, self._groups, self._wish)
        for step in self._steps:
            step.hide()
            layout.addWidget(step)
        layout.addStretch(1)
        self._wish.changed.connect(self._sum_up)
        self._groups.picker.asked.connect(self._find)
        self._reached = 0
        self._loaded = False
        self._make_bar()
        self._show(draft.step)

    def _make_bar(self) -> None:
        self._before = Button(_("Previous"), "secondary", "arrow-left")
        self._before.clicked.connect(lambda: self.step(-1))
        self._next = Button(_("Continue"), "primary", right=True)
        self._next.clicked.connect(self._forward)
        self.page.action_bar(self._before, self._next)
        self.page.default = self._next

    def help(self) -> str:
        return _(
            "Choose a path, then who may find it, then a day and a message if you like."
            " Nothing is sent before “Send”, and it can be undone."
        )

    def refresh(self) -> None:
        self._find("")

    def _find(self, words: str) -> None:
        actor, chosen = self.shell.me.person, self._groups.numbers

        def read() -> "FoundGroups":
            from coach import org

            return org.find_groups(actor, words, chosen)

        self.ask(read, lambda found: self._filled(found, words))

    def _filled(self, found: "FoundGroups", words: str) -> None:
        self._groups.fill(found, words)
        self._loaded = True
        self._count()

    # From step to step ----------------------------------------------------------------------------------

    def _show(self, number: int) -> None:
        self._at = number
        for place, step in enumerate(self._steps):
            step.setVisible(place == number)
        told = _("Step {n} of {all}").format(n=number + 1, all=len(self._steps))
        clear(self._where)
        bar = Steps(number + 1, len(self._steps), told)
        self._where.addWidget(bar, 1)
        self._where.addSpacing(theme().space(16))
        self._where.addWidget(text(told, "label", 600, "ink2", wrap=False))
        self._before.setVisible(number > 0)
        last = number == len(self._steps) - 1
        self._next.turn(_("Send") if last else _("Continue"), "" if last else "arrow-right")
        self._count()

    def focus_first(self) -> bool:
        first = self._steps[self._at].first()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is not None

    def _go(self, number: int) -> None:
        self._show(number)
        area = self.page.findChild(QScrollArea)
        if area is not None:
            area.verticalScrollBar().setValue(0)
        self.focus_first()
        announce(self.page, self._steps[number].title)

    def step(self, by: int) -> None:
        if by < 0 and self._at > 0:
            self._go(self._at - 1)
        elif by > 0 and self._at < len(self._steps) - 1:
            self._forward()

    def _forward(self) -> None:
        if not self._path.path:
            self._missing(0, _("Choose a path first."))
        elif self._at > 0 and not self._groups.groups:
            self._missing(1, _("Choose at least one service, group or person."))
        elif self._at < len(self._steps) - 1:
            self._go(self._at + 1)
        else:
            self._send()

    def _missing(self, number: int, sentence: str) -> None:
        self._go(number)
        self._steps[number].fault(sentence)
        announce(self.page, sentence)

    def search(self) -> None:
        if self._at == 1:
            self._groups.picker.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def again(self) -> tuple[str, ...] | None:
        return ("assign", self._draft().packed())

    def escape(self) -> None:
        self.shell.go("team", "overview", self._draft().packed())

    def _draft(self) -> Draft:
        return Draft(self._at, self._path.path, self._groups.keys, self._wish.due.words, self._wish.message)

    # The sentence, and sending ----------------------------------------------------------------------------

    def _count(self) -> None:
        """Count the people reached, each once, then sum up."""
        if self._at != len(self._steps) - 1 or not self._loaded:
            return
        actor, groups = self.shell.me.person, self._groups.groups

        def read() -> int:
            from coach import org

            return org.reach(actor, groups)

        self.ask(read, self._counted)

    def _counted(self, people: int) -> None:
        self._reached = people
        self._sum_up()

    def _proposal(self) -> "Proposal":
        """What would be sent.

        Raises:
            BadDay: what was typed is no day.
        """
        from coach import org

        due = org.day(self._wish.due.words) if self._wish.due.words else None
        return org.Proposal(self._path.path, self._groups.groups, due, self._wish.message)

    def _sum_up(self) -> None:
        if not self._loaded:
            return
        from coach import org

        try:
            told = org.plan_sentence(self.shell.me.library, self._proposal(), self._reached)
        except CoachError:
            # Half a day is no error while it is being typed; "Send" tells.
            return
        self._wish.say(told)

    def _send(self) -> None:
        actor, shelf = self.shell.me.person, self.shell.me.library
        try:
            proposal = self._proposal()
        except CoachError as error:
            self._refused(error)
            return
        self._next.setEnabled(False)

        def write() -> tuple[str, ...]:
            from coach import org

            return org.assign(actor, shelf, proposal, datetime.now(UTC))

        attempt(self.page, write, lambda ids: self._sent(ids, proposal), self._refused)

    def _refused(self, error: CoachError) -> None:
        from coach.org.errors import BadDay, DayOver

        self._next.setEnabled(True)
        if isinstance(error, BadDay | DayOver):
            told = explain(error)
            self._wish.due.wrong(f"{told.what} {told.todo}")
        else:
            self.shell.fail(error)

    def _sent(self, ids: tuple[str, ...], proposal: "Proposal") -> None:
        shell = self.shell
        title, groups = shell.me.library.paths[proposal.path].title, proposal.groups
        names = groups[0].name if len(groups) == 1 else ngettext("{n} group", "{n} groups", len(groups))
        shell.go("team")
        told = _("“{path}” is proposed to {groups}.").format(path=title, groups=names)
        shell.offer_undo(told, lambda: self._undo(ids))

    def _undo(self, ids: tuple[str, ...]) -> None:
        shell, actor = self.shell, self.shell.me.person

        def write() -> None:
            from coach import org

            org.undo_assign(actor, ids)

        def undone(_none: None) -> None:
            shell.changed()
            shell.tell(_("Undone. Nothing is proposed."))

        shell.work(write, undone)
