"""Makes a group of people by hand, or changes who is in it."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from coach.app.attempt import attempt
from coach.app.page import Page
from coach.app.team.view import View
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.entry import Entry
from coach.app.widgets.picker import Picker
from coach.app.widgets.picker_list import Item
from coach.app.widgets.text import text
from coach.domain.errors import CoachError
from coach.words import _, explain, ngettext

if TYPE_CHECKING:
    from coach.org import FoundPeople
    from coach.store.people import Cohort

_READING = 720


class CohortForm(View):
    """Without an argument a new group; with a name, that group. A second argument is what was typed."""

    def __init__(self, page: Page, arguments: tuple[str, ...]) -> None:
        super().__init__(page, arguments)
        self._group = arguments[0] if arguments else ""
        typed = json.loads(arguments[1]) if len(arguments) > 1 else {}
        title = _("Change the group {name}").format(name=self._group) if self._group else _("Create a group")
        layout = page.body(title, _("A group can gather people of several services."), widest=_READING)
        self.back(layout)
        layout.addLayout(self.inside)
        self._name = Entry(_("Name of the group"), "", 80)
        self._name.line.setText(typed.get("name", self._group))
        if self._group:
            self._name.hide()
        self._picker = Picker(_("Search for a person or a service"), _("People"))
        self._wanted: list[str] | None = typed.get("people")
        self._told = text("", "body", 600, "on_soft")
        for widget in (self._name, self._picker, self._told):
            layout.addWidget(widget)
            layout.addSpacing(theme().space(12))
        layout.addStretch(1)
        self._picker.changed.connect(self._tell)
        self._picker.asked.connect(self._find)
        self._save = Button(_("Save the group") if self._group else _("Create the group"), "primary", "check")
        self._save.clicked.connect(self._write)
        page.action_bar(self._save)
        page.default = self._save

    def help(self) -> str:
        return _(
            "Give the group a name, then tick its people. A path can be proposed to the whole group at once."
        )

    def focus_first(self) -> bool:
        first: QWidget = self._picker.search if self._group else self._name.line
        first.setFocus()
        return True

    def search(self) -> None:
        self._picker.search.setFocus()

    def again(self) -> tuple[str, ...] | None:
        typed = {"name": self._name.line.text(), "people": list(self._picker.keys)}
        return ("cohort", self._group, json.dumps(typed, ensure_ascii=False))

    def refresh(self) -> None:
        self._find("")

    def _find(self, words: str) -> None:
        actor, group, wanted, ticked = self.shell.me.person, self._group, self._wanted, self._picker.keys

        def read() -> tuple["FoundPeople", Sequence[str]]:
            from coach import org

            inside = wanted
            if inside is None:
                inside = [who for one in org.cohorts(actor) if one.name == group for who in one.members]
            return org.find_people(actor, words, [*inside, *ticked]), inside

        self.ask(read, lambda found: self._fill(*found, words))

    def _fill(self, found: "FoundPeople", inside: Sequence[str], words: str) -> None:
        # Whom the group has is ticked once; then it is the picker that knows who is.
        self._picker.choose((*inside, *self._picker.keys))
        self._wanted = []
        detail = _("{service}, staff number {number}")
        items = [Item(p.id, p.name, detail.format(service=p.service, number=p.id)) for p in found.people]
        self._picker.fill(items, found.more, words)
        self._tell()

    def _tell(self) -> None:
        self._told.setText(ngettext("{n} person chosen", "{n} people chosen", len(self._picker.keys)))

    def _write(self) -> None:
        actor, name, people, old = self.shell.me.person, self._name.words, self._picker.keys, self._group
        self._save.setEnabled(False)

        def write() -> "Cohort":
            from coach import org

            if old:
                return org.change_cohort(actor, old, people)
            return org.create_cohort(actor, name, people, datetime.now(UTC))

        attempt(self.page, write, self._written, self._refused)

    def _refused(self, error: CoachError) -> None:
        self._save.setEnabled(True)
        if "reason" in error.facts and not self._group:
            self._name.wrong(explain(error).what)
        else:
            self.shell.fail(error)

    def _written(self, cohort: "Cohort") -> None:
        self.shell.go("team")
        words = ngettext("{n} person", "{n} people", len(cohort.members))
        told = _("The group {name} is saved: {people}.").format(name=cohort.name, people=words)
        self.shell.tell(told)
