"""Makes a path of the town, or changes one: its words, its lessons in order, for whom it is."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.app.attempt import attempt
from coach.app.fields.order import OrderField
from coach.app.page import Page
from coach.app.speech import announce
from coach.app.team.view import View
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.choice import Switch
from coach.app.widgets.entry import Entry, breakable
from coach.app.widgets.layout import clear
from coach.app.widgets.picker import Picker
from coach.app.widgets.picker_list import Item
from coach.app.widgets.segments import Ticks
from coach.app.widgets.text import heading, text
from coach.domain.errors import CoachError
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.org import Kept, TownPath

_READING = 800
_TITLE, _SUMMARY = 80, 160


class PathForm(View):
    """Without an argument a new path; with an id, that one. A second argument is what was typed."""

    def __init__(self, page: Page, arguments: tuple[str, ...]) -> None:
        super().__init__(page, arguments)
        self._id = arguments[0] if arguments else ""
        self._typed = arguments[1] if len(arguments) > 1 else ""
        self._was: TownPath | None = None
        title = _("Change the path") if self._id else _("Make a path")
        layout = page.body(title, _("A path is a few lessons in an order of your own."), widest=_READING)
        self.back(layout)
        self._make_words(layout)
        self._make_lessons(layout)
        self._make_audience(layout)
        self._where = text("", "label", 400, "ink2")
        layout.addWidget(self._where)
        layout.addStretch(1)
        self._save = Button(_("Save the path"), "primary", "check")
        self._save.clicked.connect(self._write)
        page.action_bar(self._save)
        page.default = self._save

    def _make_words(self, layout: QVBoxLayout) -> None:
        self._title = Entry(_("Title"), "", _TITLE)
        self._title_en = Entry(_("Title in English"), _("Optional: else the French title is shown."), _TITLE)
        self._summary = Entry(_("In one sentence"), _("Optional: what one learns."), _SUMMARY)
        self._summary_en = Entry(_("The sentence in English"), _("Optional."), _SUMMARY)
        for entry in (self._title, self._summary, self._title_en, self._summary_en):
            layout.addWidget(entry)
            layout.addSpacing(theme().space(12))

    def _make_lessons(self, layout: QVBoxLayout) -> None:
        self._picker = Picker(_("Search for a lesson"), _("Lessons"))
        self._picker.changed.connect(self._picked)
        self._fault = text("", "label", 600, "danger")
        self._fault.hide()
        self._chosen = text("", "body", 600, "on_soft")
        self._order_place = QVBoxLayout()
        self._order_place.setSpacing(theme().space(10))
        self._order: OrderField | None = None
        layout.addSpacing(theme().space(12))
        for widget in (heading(_("Lessons")), self._fault, self._picker, self._chosen):
            layout.addWidget(widget)
            layout.addSpacing(theme().space(10))
        layout.addLayout(self._order_place)
        layout.addSpacing(theme().space(20))
        cards = self.shell.me.library.cards.values()
        minutes = {one.id: ngettext("{n} minute", "{n} minutes", one.minutes) for one in cards}
        self._picker.fill([Item(one.id, one.title, f"{one.domain}, {minutes[one.id]}") for one in cards])

    def _make_audience(self, layout: QVBoxLayout) -> None:
        self._audience = Ticks(_("For whom"), self.shell.me.library.label.audiences)
        layout.addWidget(heading(_("For whom")))
        layout.addSpacing(theme().space(10))
        layout.addWidget(self._audience)
        layout.addSpacing(theme().space(16))
        told = _(
            "The quiz needs questions of its own, in the folder “quiz” of the town’s lessons. Without them the path"
            " ends with its last lesson."
        )
        self._quiz = Switch(_("Ends with a quiz"), told)
        layout.addWidget(self._quiz)
        layout.addWidget(text(told, "label", 400, "ink2"))
        layout.addSpacing(theme().space(20))

    def help(self) -> str:
        return _(
            "Give the path a title, tick its lessons, then put them in order: choose a line, and move it with the"
            " buttons or with Ctrl and the arrow keys. The shipped paths stay as they are."
        )

    def focus_first(self) -> bool:
        self._title.line.setFocus()
        return True

    def search(self) -> None:
        self._picker.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def again(self) -> tuple[str, ...] | None:
        return ("path", self._id, json.dumps(asdict(self._wanted()), ensure_ascii=False))

    def refresh(self) -> None:
        if self._was is not None:
            return
        actor = self.shell.me.person

        def read() -> tuple[dict[str, "TownPath"], tuple[str, bool]]:
            from coach import org

            return org.town_paths(actor), org.town_folder()

        self.shell.work(read, lambda found: self._fill(*found))

    def _fill(self, paths: dict[str, "TownPath"], place: tuple[str, bool]) -> None:
        from coach.org import TownPath

        self._was = paths.get(self._id)
        self._tell_place(*place)
        if self._typed:
            typed = json.loads(self._typed)
            shown = TownPath(**{**typed, **{key: tuple(typed[key]) for key in ("lessons", "audiences")}})
        elif self._title.words or self._picker.keys:
            return
        else:
            shown = self._was or TownPath("", ())
        self._title.line.setText(shown.title)
        self._title_en.line.setText(shown.title_en)
        self._summary.line.setText(shown.summary)
        self._summary_en.line.setText(shown.summary_en)
        self._audience.show_value(shown.audiences)
        self._quiz.setChecked(shown.quiz)
        self._picker.choose(shown.lessons)
        self._put_in_order(shown.lessons)

    def _tell_place(self, folder: str, named: bool) -> None:
        if named:
            told = _("Kept in the town’s folder, {folder}: every desk that reads it gets the path.")
        else:
            told = _(
                "Your IT department has named no folder for the town, so the path is kept on this computer only,"
                " in {folder}."
            )
        self._where.setText(told.format(folder=breakable(folder)))

    # Lessons in order ---------------------------------------------------------------------------------------

    @property
    def _lessons(self) -> tuple[str, ...]:
        response = self._order.response() if self._order is not None else None
        return tuple(map(str, response)) if isinstance(response, list) else ()

    def _picked(self) -> None:
        """What was just ticked goes to the end; the others keep their places."""
        ticked, before = self._picker.keys, self._lessons
        kept = [one for one in before if one in ticked]
        self._put_in_order((*kept, *(one for one in ticked if one not in before)))

    def _put_in_order(self, lessons: tuple[str, ...]) -> None:
        cards = self.shell.me.library.cards
        clear(self._order_place)
        self._order = None
        self._fault.hide()
        told = ngettext("{n} lesson chosen", "{n} lessons chosen", len(lessons))
        self._chosen.setText(told if lessons else _("No lesson is chosen yet."))
        if lessons:
            titles = {one: cards[one].title if one in cards else one for one in lessons}
            self._order = OrderField(_("Order of the lessons"), lessons, titles)
            how: QWidget = text(self._order.instruction, "label", 400, "ink2")
            for widget in (how, self._order):
                self._order_place.addWidget(widget)
                widget.show()

    # Saving -------------------------------------------------------------------------------------------------

    def _wanted(self) -> "TownPath":
        from coach.org import TownPath

        return TownPath(
            title=self._title.words,
            lessons=self._lessons,
            title_en=self._title_en.words,
            summary=self._summary.words,
            summary_en=self._summary_en.words,
            audiences=tuple(map(str, self._audience.value())),
            quiz=self._quiz.isChecked(),
        )

    def _write(self) -> None:
        actor, shelf, name, was = self.shell.me.person, self.shell.me.library, self._id, self._was
        wanted = self._wanted()
        if not wanted.title:
            self._title.wrong(_("Give the path a title."))
            return
        if not wanted.lessons:
            self._fault.setText(_("Choose at least one lesson."))
            self._fault.show()
            announce(self.page, self._fault.text())
            self._picker.search.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._save.setEnabled(False)

        def write() -> "Kept":
            from coach import org

            return org.save_path(actor, shelf, wanted, name, was)

        attempt(self.page, write, lambda kept: self._written(wanted, kept), self._refused)

    def _refused(self, error: CoachError) -> None:
        self._save.setEnabled(True)
        self.shell.fail(error)

    def _written(self, wanted: "TownPath", kept: "Kept") -> None:
        shell, actor = self.shell, self.shell.me.person
        shell.go("team")

        def write() -> None:
            from coach import org

            org.undo_path(actor, wanted, kept)

        def undone(_none: None) -> None:
            shell.changed()
            shell.tell(_("Undone. The paths are as before."))

        told = _("The path “{title}” is saved.").format(title=wanted.title)
        shell.offer_undo(told, lambda: shell.work(write, undone))
