"""Parcours: every path, one path with its lessons, and the search among all lessons."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from coach.app.attempt import attempt
from coach.app.hits import HitList, told_count
from coach.app.page import Page, Shell
from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets import quiz_card
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card
from coach.app.widgets.empty import Empty
from coach.app.widgets.head import beside_title
from coach.app.widgets.layout import clear, row
from coach.app.widgets.lesson_row import LessonRow, Place, start
from coach.app.widgets.path_card import PathCard, progress_of, told_done, told_size, told_wish, with_icon
from coach.app.widgets.quiz_card import READY, QuizLine
from coach.app.widgets.search_bar import SearchBar
from coach.app.widgets.text import heading, text
from coach.app.widgets.wrap import together
from coach.domain.errors import CoachError
from coach.domain.people import Role
from coach.study import search, today
from coach.study.search import Found, Searched, Wanted
from coach.study.today import LessonState, PathState
from coach.words import _, ngettext


class Paths(Page):
    """Without an argument the list with its search; with a path's id, that path. What follows was typed there."""

    def __init__(self, shell: Shell, *arguments: str) -> None:
        super().__init__(shell)
        self._path = arguments[0] if arguments else ""
        self._search: SearchBar | None = None
        self._told = ""
        self._lessons: tuple[Found, ...] = ()
        self._searched: Searched | None = None
        self._reading = False
        if self._path:
            walk = today.path(shell.me, self._path)
            layout = self.body(walk.path.title, walk.path.summary)
            back = Button(_("All the paths"), "secondary", "arrow-left")
            back.clicked.connect(lambda: shell.go("paths"))
            assert self.title
            beside_title(self.title, layout, back)
        else:
            layout = self.body(_("Paths"), _("Every lesson is open to you, in the order you like."))
            words = Button(_("Glossary"), "secondary", "book-open")
            words.clicked.connect(lambda: shell.go("glossary"))
            assert self.title
            beside_title(self.title, layout, words)
            self._make_search(layout, arguments[1:])
        self._inside = QVBoxLayout()
        self._inside.setSpacing(theme().space(10))
        layout.addLayout(self._inside)
        layout.addStretch(1)

    def help(self) -> str:
        return _(
            "A path is a list of short lessons. You may open any of them, in any order. Some paths end with a quiz,"
            " which opens once their lessons are finished. Ctrl+F goes to the search, which looks through lessons,"
            " glossary and figures."
        )

    def again(self) -> tuple[str, ...] | None:
        return ("", *self._search.typed()) if self._search else None

    def escape(self) -> None:
        if self._path:
            self.shell.go("paths")

    def search(self) -> None:
        if self._search:
            self._search.focus()
        else:
            self.shell.go("paths")

    def focus_first(self) -> None:
        if self._search:
            self._search.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().focus_first()

    def refresh(self) -> None:
        if self._path:
            self._show_path()
        else:
            self._lessons, self._searched = search.lessons(self.shell.me), None
            self._show_list()

    # The list and its search -----------------------------------------------------------------------------

    def _make_search(self, layout: QVBoxLayout, typed: Sequence[str]) -> None:
        taught = {domain for lesson in search.lessons(self.shell.me) for domain in lesson.domains}
        domains = [domain.title for domain in self.shell.me.library.label.domains if domain.title in taught]
        self._search = SearchBar(domains)
        if typed:
            self._search.take_up(*typed)
        self._search.changed.connect(self._show_list)
        self._search.rested.connect(lambda: announce(self, self._told))
        layout.addWidget(self._search)
        layout.addSpacing(theme().space(20))

    def _show_list(self) -> None:
        assert self._search
        wanted = self._search.wanted
        if wanted.words:
            self._look_for(wanted)
            return
        clear(self._inside)
        if wanted.filtered:
            self._show_narrowed(wanted)
            return
        walks = today.paths(self.shell.me)
        self._told = ngettext("{n} path", "{n} paths", len(walks))
        self._inside.addWidget(heading(self._told, "heading", 600))
        for walk in walks:
            card = PathCard(walk)
            card.opened.connect(lambda path: self.shell.go("paths", path))
            self._inside.addWidget(card)
            self._inside.addSpacing(theme().space(6))

    def _show_narrowed(self, wanted: Wanted) -> None:
        found = search.narrowed(self._lessons, wanted)
        if not found:
            self._show_nothing(wanted, ())
            return
        self._told = ngettext("{n} lesson found", "{n} lessons found", len(found))
        self._inside.addWidget(heading(self._told, "heading", 600))
        self._rows(found, "")

    def _look_for(self, wanted: Wanted) -> None:
        if self._searched is not None:
            self._show_found(self._searched, wanted)
            return
        # Every lesson is read for the first search: nobody who does not search pays for it, and each letter typed
        # meanwhile waits for the same reading.
        if not self._reading:
            who, self._reading = self.shell.me, True
            attempt(self, lambda: search.searched(who), self._ready, self._unread)

    def _ready(self, searched: Searched) -> None:
        self._searched, self._reading = searched, False
        self._show_list()
        announce(self, self._told)

    def _unread(self, error: CoachError) -> None:
        self._reading = False
        self.shell.fail(error)

    def _show_found(self, searched: Searched, wanted: Wanted) -> None:
        clear(self._inside)
        hits = search.find(searched, wanted)
        if not hits:
            self._show_nothing(wanted, search.near(searched, wanted))
            return
        self._told = told_count(hits)
        HitList(self, self._inside, searched, self._link_to_lesson).show(hits)

    def _show_nothing(self, wanted: Wanted, near: tuple[str, ...]) -> None:
        assert self._search
        actions: list[QWidget] = []
        if wanted.words:
            self._told = _("Nothing for “{words}”. Try a shorter word.").format(words=wanted.words)
            actions.extend(self._terms(near) if near else ())
        else:
            self._told = _("No lesson with these filters.")
        if wanted.filtered:
            every = Button(_("Remove the filters"), "secondary", "x")
            every.clicked.connect(self._search.open_filters)
            actions.append(every)
        self._inside.addWidget(Empty(self._told, actions, "search"))

    def _terms(self, near: tuple[str, ...]) -> list[QWidget]:
        buttons: list[QWidget] = []
        for term in near:
            button = Button(term, "secondary", "search", name=_("Search for “{words}”").format(words=term))
            button.clicked.connect(lambda _=False, words=term: self._say(words))
            buttons.append(button)
        return [text(_("Words that come near:"), "body", 400, "ink2"), together(buttons)]

    def _say(self, words: str) -> None:
        assert self._search
        self._search.say(words)

    # One path ---------------------------------------------------------------------------------------------

    def _show_path(self) -> None:
        walk = today.path(self.shell.me, self._path)
        clear(self._inside)
        self._inside.addWidget(self._head(walk))
        self._inside.addSpacing(theme().space(8))
        self._inside.addWidget(heading(_("Lessons"), "heading", 600))
        self._rows(walk.lessons, self._following(walk))
        if walk.path.quiz:
            self._inside.addWidget(QuizLine(walk, _today()))

    @staticmethod
    def _following(walk: PathState) -> str:
        """Id of the lesson to take now: one begun before one not begun."""
        waiting = sorted((one for one in walk.lessons if not one.finished), key=lambda one: one.screen == 0)
        return waiting[0].card.id if waiting else ""

    def _head(self, walk: PathState) -> Card:
        t = theme()
        card = Card("surface", "line", 20)
        across = row(24)
        card.setLayout(across)
        across.setContentsMargins(t.space(24), t.space(20), t.space(24), t.space(20))
        told = QVBoxLayout()
        told.setSpacing(t.space(8))
        told.addLayout(with_icon("clock", told_size(walk)))
        if walk.assignment:
            told.addLayout(with_icon("users", told_wish(walk.assignment), "on_soft"))
            if walk.assignment.message:
                told.addWidget(text(walk.assignment.message, "body"))
        told.addWidget(text(told_done(walk), "label", 400, "ink2"))
        told.addWidget(progress_of(walk))
        across.addLayout(told, 1)
        buttons = QVBoxLayout()
        buttons.setSpacing(t.space(10))
        buttons.addStretch(1)
        self._actions(walk, buttons)
        across.addLayout(buttons)
        return card

    def _actions(self, walk: PathState, buttons: QVBoxLayout) -> None:
        following, left = self._following(walk), Qt.AlignmentFlag.AlignLeft
        state = next((one for one in walk.lessons if one.card.id == following), None)
        self.default = first = None
        if state is not None:
            self.default = first = start(state)
            first.clicked.connect(lambda: self.shell.go("lesson", following))
        elif walk.quiz_on(_today()) in READY:
            self.default = first = quiz_card.start(walk)
            first.clicked.connect(lambda: self.shell.go("quiz", walk.path.id))
        elif walk.finished:
            first = self._mine(walk)
        shown = [first] if first else []
        if self.shell.me.person.may(Role.TRAINER):
            name = _("Copy the link of the path: {path}").format(path=walk.path.title)
            shown.append(self._link(f"coach://path/{walk.path.id}", name, "secondary"))
        for button in shown:
            button.setFixedWidth(max(one.sizeHint().width() for one in shown))
            buttons.addWidget(button, 0, left)

    def _mine(self, walk: PathState) -> Button:
        name = _("My attestation of {path}").format(path=walk.path.title)
        button = Button(_("My attestation"), "secondary", "file-down", name=name)
        button.clicked.connect(self._attest)
        return button

    def _attest(self) -> None:
        # Rarely asked for: what makes it is loaded then.
        from coach.app import attestation

        attestation.show(self, self.shell, self._path, datetime.now(UTC))

    def _rows(self, lessons: tuple[LessonState, ...], following: str) -> None:
        for number, state in enumerate(lessons, 1):
            lesson = state.card
            button = LessonRow(state, Place(number, len(lessons), lesson.id == following))
            button.clicked.connect(lambda _=False, name=lesson.id: self.shell.go("lesson", name))
            line = row(8)
            line.addWidget(button, 1)
            link = self._link_to_lesson(lesson.id, lesson.title)
            if link is not None:
                line.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            self._inside.addLayout(line)

    def _link_to_lesson(self, lesson: str, title: str) -> Button | None:
        if not self.shell.me.person.may(Role.TRAINER):
            return None
        name = _("Copy the link of the lesson: {title}").format(title=title)
        return self._link(f"coach://lesson/{lesson}", name)

    def _link(self, link: str, name: str, kind: str = "quiet") -> Button:
        button = Button(_("Copy the link"), kind, "link", name=name)
        button.clicked.connect(lambda: self._copy(link))
        return button

    def _copy(self, link: str) -> None:
        QApplication.clipboard().setText(link)
        self.shell.tell(_("Link copied: {link}").format(link=link))


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


PAGE = Paths
