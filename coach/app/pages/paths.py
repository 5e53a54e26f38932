"""Parcours: every path, one path with its lessons, and the search among all lessons."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout

from coach.app.page import Page, Shell
from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.layout import Flow, clear
from coach.app.widgets.lesson_row import LessonRow, Place
from coach.app.widgets.path_card import PathCard, progress_of, told_done, told_size, told_wish, with_icon
from coach.app.widgets.search_bar import SearchBar
from coach.app.widgets.text import heading, text
from coach.domain.people import Role
from coach.study import search, today
from coach.study.search import Wanted
from coach.study.today import LessonState, PathState
from coach.words import _, ngettext


class Paths(Page):
    """Without an argument the list with its search; with a path's id, that path."""

    def __init__(self, shell: Shell, *arguments: str) -> None:
        super().__init__(shell)
        self._path = arguments[0] if arguments else ""
        self._search: SearchBar | None = None
        self._told = ""
        if self._path:
            walk = today.path(shell.me, self._path)
            layout = self.body(walk.path.title, walk.path.summary, below=12)
        else:
            layout = self.body(_("Paths"), _("Every lesson is open to you, in the order you like."))
            self._make_search(layout)
        self._inside = QVBoxLayout()
        self._inside.setSpacing(theme().space(12))
        layout.addLayout(self._inside)
        layout.addStretch(1)

    def help(self) -> str:
        return _(
            "A path is a list of short lessons. You may open any of them, in any order. Ctrl+F goes to the search."
        )

    def escape(self) -> None:
        if self._path:
            self.shell.go("paths")

    def search(self) -> None:
        if self._search:
            self._search.focus()
        else:
            self.shell.go("paths")

    def refresh(self) -> None:
        self._show_path() if self._path else self._show_list()

    # The list and its search ---------------------------------------------------------------------------------------

    def _make_search(self, layout: QVBoxLayout) -> None:
        self._lessons = search.lessons(self.shell.me)
        taught = {domain for lesson in self._lessons for domain in lesson.domains}
        domains = [domain.title for domain in self.shell.me.library.label.domains if domain.title in taught]
        self._search = SearchBar(domains)
        self._search.changed.connect(self._show_list)
        self._search.rested.connect(lambda: announce(self, self._told))
        layout.addWidget(self._search)
        layout.addSpacing(theme().space(20))

    def _show_list(self) -> None:
        assert self._search
        clear(self._inside)
        wanted = self._search.wanted
        if wanted.words or wanted.filtered:
            self._show_found(wanted)
            return
        walks = today.paths(self.shell.me)
        self._told = ngettext("{n} path", "{n} paths", len(walks))
        self._inside.addWidget(heading(self._told, "heading", 600))
        for walk in walks:
            card = PathCard(walk)
            card.opened.connect(lambda path: self.shell.go("paths", path))
            self._inside.addWidget(card)

    def _show_found(self, wanted: Wanted) -> None:
        found = search.find(self._lessons, wanted)
        if not found:
            self._show_nothing(wanted)
            return
        self._told = ngettext("{n} lesson found", "{n} lessons found", len(found))
        self._inside.addWidget(heading(self._told, "heading", 600))
        self._rows(found, "")
