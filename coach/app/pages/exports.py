"""Exports, for human resources: choose, look at the very rows, save, and see every export made."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from coach.app.attempt import attempt
from coach.app.exporting.about import HistoryPart, who_sees_what
from coach.app.exporting.attesting import AttestingPart
from coach.app.exporting.choice import ChoicePart, FormatPart
from coach.app.exporting.columns import ColumnsPart
from coach.app.exporting.file import FilePart, proposed
from coach.app.exporting.issuing import Issuing
from coach.app.exporting.preview import PreviewPart
from coach.app.exporting.profile import ProfilePart
from coach.app.page import Page, Shell
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.split import Split
from coach.domain.errors import CoachError
from coach.words import _, explain

if TYPE_CHECKING:
    from coach.org import Exported, ExportLine, Group, Preview, Query
    from coach.org.profiles import Profile


class Exports(Page):
    """An argument is what was chosen and typed before, as JSON."""

    def __init__(self, shell: Shell, *arguments: str) -> None:
        super().__init__(shell)
        typed: dict[str, Any] = json.loads(arguments[0]) if arguments else {}
        told = _("What was finished in the paths that were assigned. Never answers, never scores.")
        layout = self.body(_("Exports"), told, below=18)
        self._format = FormatPart(typed.get("format", ""))
        self._choice = ChoicePart(shell.me.library, typed)
        self._columns = ColumnsPart(typed)
        self._profiles = ProfilePart()
        self._preview = PreviewPart()
        today = datetime.now(UTC).astimezone().date()
        self._file = FilePart(typed.get("file") or proposed(today, self._format.format), typed)
        self._attesting = AttestingPart(typed)
        # Kept: a signal does not hold on to what it calls.
        self._issuing = Issuing(
            self, self._attesting, self._choice.filters, lambda: self._file.reason, self._reveal
        )
        self._attesting.asked.connect(self._issuing.begin)
        self._history = HistoryPart()
        self._lay_out(layout)
        self._save = Button(_("Save the export"), "primary", "download")
        self._save.clicked.connect(lambda: self._write(over=False))
        self.action_bar(self._save)
        self.default = self._save
        self._file.follow(self._format.format)
        self._format.changed.connect(self._reformat)
        self._choice.changed.connect(self._look)
        self._choice.one.asked.connect(self._find_person)
        self._columns.changed.connect(self._look)
        self._profiles.chosen.connect(self._take_profile)
        self._profiles.saved.connect(self._save_profile)
        self._profiles.forgotten.connect(self._forget_profile)

    def _lay_out(self, layout: QVBoxLayout) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space(18))
        column.addWidget(self._format)
        column.addWidget(self._choice)
        layout.addWidget(Split([left, _on_top(who_sees_what())], 820, (8, 5), gap=18))
        rows = (self._columns, self._preview, self._file, self._profiles, self._attesting, self._history)
        for part in rows:
            layout.addSpacing(theme().space(18))
            layout.addWidget(part)
        layout.addStretch(1)

    def help(self) -> str:
        return _(
            "Choose a format, what a line is, a period, a group, a path and columns; the preview shows the first"
            " rows as the file will have them. Every export is written down in the list below."
        )

    def focus_first(self) -> None:
        self._format.focus()

    def again(self) -> tuple[str, ...] | None:
        typed = {**self._choice.typed(), **self._columns.typed(), **self._file.typed()}
        typed |= self._attesting.typed()
        typed["format"] = self._format.format
        return (json.dumps(typed, ensure_ascii=False),)

    def refresh(self) -> None:
        me = self.shell.me

        def read() -> tuple[tuple["Group", ...], tuple["ExportLine", ...], dict[str, "Profile"]]:
            from coach import org
            from coach.org import profiles

            lines = org.history(me.person, me.library)
            known = org.find_groups(me.person).groups
            groups = tuple(group for group in known if group.kind is not org.Kind.PERSON)
            return groups, lines, profiles.profiles(me.person)

        self.shell.work(read, lambda found: self._fill(*found))

    def _fill(
        self,
        groups: tuple["Group", ...],
        lines: tuple["ExportLine", ...],
        profiles: dict[str, "Profile"],
    ) -> None:
        self._choice.offer(groups)
        self._history.show_lines(lines)
        self._profiles.offer(
            profiles, self._profiles.name.words if self._profiles.name.words in profiles else ""
        )
        self._look()

    def _find_person(self, typed: str) -> None:
        person, field = self.shell.me.person, self._choice.one

        def find() -> "Group":
            from coach import org

            return org.find_person(person, typed)

        attempt(
            self,
            find,
            lambda group: field.show_person(typed, group),
            lambda error: field.show_nobody(typed, error),
        )

    def _reformat(self) -> None:
        self._file.follow(self._format.format)
        self._look()

    def _query(self) -> "Query | None":
        """What is chosen; None if a day is wrong."""
        from coach import org
        from coach.exports import formats
        from coach.org.grains import GRAINS

        free = not formats()[self._format.format].keys
        self._choice.hold(self._choice.grain if free else "completion", free=free)
        self._columns.offer(GRAINS[self._choice.grain], self._format.format)
        filters = self._choice.filters()
        if filters is None:
            return None
        chosen = self._columns
        return org.Query(
            filters, self._choice.grain, chosen.keys, chosen.titles, chosen.pseudonyms, self._file.reason
        )

    # Saved exports ----------------------------------------------------------------------------------------

    def _take_profile(self, name: str) -> None:
        from coach.org import profiles

        one = profiles.find(self.shell.me.person, name)
        self._choice.hold(one.grain, free=True)
        self._columns.show_profile(one.columns, one.titles, one.pseudonyms)
        self._format.show_format(one.format)
        self._reformat()

    def _save_profile(self, name: str) -> None:
        from coach.org import profiles

        chosen = self._columns
        one = profiles.Profile(
            name, self._format.format, self._choice.grain, chosen.keys, chosen.titles, chosen.pseudonyms
        )
        attempt(
            self,
            lambda: profiles.save(self.shell.me.person, one),
            lambda _done: self.refresh(),
            self.shell.fail,
        )

    def _forget_profile(self, name: str) -> None:
        from coach.org import profiles

        self._profiles.name.line.clear()
        attempt(
            self,
            lambda: profiles.forget(self.shell.me.person, name),
            lambda _done: self.refresh(),
            self.shell.fail,
        )

    # The preview ------------------------------------------------------------------------------------------

    def _look(self) -> None:
        query = self._query()
        if query is None:
            self._preview.say(_("The preview waits for a day that can be read."))
            return
        me, format = self.shell.me, self._format.format

        def read() -> "Preview":
            from coach import org

            return org.preview(me.person, me.library, query, format)

        attempt(self, read, self._preview.show_rows, self._refused)

    def _refused(self, error: CoachError) -> None:
        from coach.org.errors import BadPeriod

        if isinstance(error, BadPeriod):
            told = explain(error)
            self._choice.until.wrong(f"{told.what} {told.todo}", focus=False)
            self._preview.say(told.what)
        else:
            self.shell.fail(error)

    # The file ---------------------------------------------------------------------------------------------

    def _write(self, *, over: bool) -> None:
        from coach import org

        self._file.clear()
        query = self._query()
        if query is None:
            self._choice.focus_wrong()
        elif not self._file.file:
            self._file.entry.wrong(_("Type a folder and a file first."))
        else:
            me, now = self.shell.me, datetime.now(UTC)
            target = org.Target(self._format.format, self._file.file, over, self._file.sign)
            self._say_busy(busy=True)
            attempt(
                self,
                lambda: org.export(me.person, me.library, target, query, now),
                self._written,
                self._failed,
            )

    def _say_busy(self, *, busy: bool) -> None:
        self._save.setText(_("Saving…") if busy else _("Save the export"))
        self._save.setEnabled(not busy)
        self._save.updateGeometry()

    def _written(self, done: "Exported") -> None:
        self._say_busy(busy=False)
        self._reveal(self._file.done(done.file, done.rows, done.seal))
        self._save.setFocus()
        self.refresh()

    def _failed(self, error: CoachError) -> None:
        from coach.org.errors import BadPeriod, FileThere

        self._say_busy(busy=False)
        if isinstance(error, BadPeriod):
            self._refused(error)
            self._choice.until.line.setFocus()
            return
        other = Button(_("Choose another name"), "secondary", name=_("Choose another folder or name"))
        other.clicked.connect(self._other)
        actions, told = [other], explain(error)
        if isinstance(error, FileThere):
            # Its advice names an option of the command line; here there is a button.
            told = replace(told, todo="")
            again = Button(_("Replace the file"), "secondary")
            again.clicked.connect(lambda: self._write(over=True))
            actions.append(again)
        self._reveal(self._file.failed(told, actions))
        other.setFocus()

    def _other(self) -> None:
        self._file.entry.line.setFocus()
        self._file.entry.line.selectAll()

    def _reveal(self, panel: QWidget) -> None:
        area = self.findChild(QScrollArea)
        if area is not None:
            area.ensureWidgetVisible(panel, 0, theme().space(90))


def _on_top(widget: QWidget) -> QWidget:
    """At its own height, at the top of the room it gets."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    return holder


PAGE = Exports
