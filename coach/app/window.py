"""The one window: navigation, the page in front, messages around it, and the keyboard map."""

import importlib
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coach import study
from coach.app import regions
from coach.app.banner import Banner
from coach.app.contents import listed_for
from coach.app.page import Page
from coach.app.sidebar import Sidebar
from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.card import Ground
from coach.app.work import Worker
from coach.domain.errors import CoachError
from coach.study import Me
from coach.words import _, explain

if TYPE_CHECKING:
    from coach.app.enrolling import Enrolling
    from coach.app.seat import Seat, Spot
    from coach.app.syncing import Syncing

T = TypeVar("T")
NARROW = 900
log = logging.getLogger("coach")


class Window(QMainWindow):
    """The window. It holds no rule: pages ask `study` and `org`, and come back here to be shown."""

    def __init__(self, me: Me, restyle: Callable[[Me], None]) -> None:
        super().__init__()
        self.me = me
        self.seat = self._seat() if me.policy.shared_pc else None
        self._restyle = restyle
        self._worker = Worker()
        self._page: Page | None = None
        self._at: tuple[str, tuple[str, ...]] = ("", ())
        self.setMinimumSize(800, 560)
        self.resize(1200, 800)
        self._build()

    def _build(self) -> None:
        self.setWindowTitle(_("Responsible digital coach"))
        ground = Ground()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, ground)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.sidebar = Sidebar(self.me.person, shared=self.seat is not None)
        self.sidebar.opened.connect(self.go)
        if self.seat is not None:
            self.sidebar.left.connect(self.seat.leave)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banner = Banner()
        self._stack = QStackedWidget()
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        self._layout.addWidget(self.sidebar)
        self._layout.addWidget(content, 1)
        self.setCentralWidget(ground)
        self._arrange()

    def _arrange(self) -> None:
        across = theme().stacked or self.width() < NARROW
        self.sidebar.arrange(across, self.width())
        way = QBoxLayout.Direction.TopToBottom if across else QBoxLayout.Direction.LeftToRight
        self._layout.setDirection(way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def go(self, page: str, *arguments: str) -> None:
        """Show a page; it is made on its first visit, and anew when it is about something else."""
        if self.seat is not None and not self.seat.person and page not in ("who", "trouble"):
            page, arguments = "who", ()
        made: type[Page] = importlib.import_module(f"coach.app.pages.{page}").PAGE
        before = self._page
        self.banner.clear()
        try:
            self._page = made(self, *arguments)
        except CoachError as error:
            self._page = before
            if before is None:
                self.go("trouble")
            self.fail(error)
            return
        self._at = (page, arguments)
        # In the window but not yet in view: what is added to a page in view appears later, and the focus misses it.
        self._page.setParent(self._stack)
        self.changed()
        self._stack.addWidget(self._page)
        self._stack.setCurrentWidget(self._page)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        self.sidebar.setVisible(not made.full)
        self.sidebar.show_chosen(page)
        self.arrive()

    def arrive(self) -> None:
        """Put the focus on the page in front and tell its title, once the window can be seen."""
        assert self._page
        if self.isVisible():
            self._page.focus_first()
            if self._page.title is not None:
                announce(self._page, self._page.title.spoken)

    def work(self, task: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do something off the main thread; if its page is gone meanwhile, its value is dropped."""
        page = self._page

        def here(value: T) -> None:
            if self._page is page:
                then(value)

        self._worker.run(task, here, self.fail)

    def tell(self, words: str) -> None:
        """A quiet line that something was done."""
        self.banner.done(words)

    def offer_undo(self, words: str, undo: Callable[[], None]) -> None:
        """A quiet line with an offer to undo."""
        self.banner.undo(words, undo)

    def fail(self, error: CoachError) -> None:
        """An error in sentences; the details go to the log."""
        log.warning("%s: %s", type(error).__name__, error)
        self.banner.error(
            explain(error), f"{type(error).__name__}: {error} ({datetime.now(UTC).isoformat()})"
        )

    def changed(self) -> None:
        """Read settings and the page's data afresh."""
        try:
            self.me = study.me()
            if self._page is not None:
                self._page.refresh()
        except CoachError as error:
            self.fail(error)

    def rebuild(self) -> None:
        """Make everything anew in the language, colours and size that now hold; the page stays where it was."""
        self.me = study.me()
        study.speak()
        self._restyle(self.me)
        self._worker.wait()
        page, arguments = self.spot()
        old = self._page
        self._page = None
        self._build()
        if old is not None:
            old.deleteLater()
        self.go(page, *arguments)

    def spot(self) -> "Spot":
        """The page in front with what was typed there: what `go` takes to be here again."""
        again = self._page.again() if self._page is not None else None
        return self._at[0], self._at[1] if again is None else again

    def begin(self, page: str, arguments: tuple[str, ...]) -> None:
        """Make everything anew for whoever sits here now, at this page: nothing of the one before is left."""
        if self._page is not None:
            self._page.deleteLater()
        self._page, self._at = None, (page, arguments)
        self.rebuild()

    @property
    def page(self) -> Page:
        """The page in front."""
        assert self._page
        return self._page

    def open_number(self, number: int) -> None:
        """Open the n-th page of the navigation, from 1; in a lesson nothing happens."""
        pages = listed_for(self.me.person)
        if not self.page.full and number <= len(pages):
            self.go(pages[number - 1].page)

    def next_region(self, by: int) -> None:
        """Move the focus between navigation, content and action bar."""
        regions.move(by, [self.sidebar, self.page, self.page.bar])

    @cached_property
    def syncing(self) -> "Syncing":
        """What shares with the organisation beside this window; made when it is first asked for."""
        from coach.app.syncing import Syncing

        return Syncing(self, lambda: self.me, self._synchronised)

    def synchronise(self) -> None:
        """Share now, and show on the page in front what came of it."""
        self.syncing.start("--now")

    @property
    def proven(self) -> str:
        """Who may choose a short code now."""
        return self.seat.proven if self.seat is not None else ""

    def prove(self, person: str) -> None:
        """Somebody is this person and chooses a short code."""
        assert self.seat
        self.seat.proven = person
        self.go("who", "new", person)

    def sit(self, person: str) -> None:
        """Somebody's code was right: the window is that person's now."""
        assert self.seat
        try:
            self.seat.take(person)
        except CoachError as error:
            self.fail(error)

    def _seat(self) -> "Seat":
        from coach.app.seat import Seat

        return Seat(self, self)

    def part(self) -> None:
        """What is shared beside the window ends with the person, as it does with the window."""
        self._worker.wait()
        self.leave()
        for name in {"syncing", "enrolling"} & self.__dict__.keys():
            self.__dict__.pop(name).deleteLater()

    @property
    def unknown_there(self) -> bool:
        """Whether the last synchronisation ended because the server does not know this desk any more."""
        return "syncing" in self.__dict__ and self.syncing.unknown_there

    def enrol(self, code: str, refused: Callable[[str], None]) -> None:
        """Make this desk known to the organisation's server, beside the window."""
        self._not_enrolled = (self._page, refused)
        self.enrolling.start(code)

    @cached_property
    def enrolling(self) -> "Enrolling":
        """What makes this desk known; made when it is first asked for."""
        from coach.app.enrolling import Enrolling

        return Enrolling(self, self._enrolled)

    def _enrolled(self, number: str, words: str) -> None:
        before, (page, refused) = self.me.person, self._not_enrolled
        nobody = self.seat is not None and not self.seat.person
        try:
            after = study.me().person
            study.follow(before.id, after.id)
        except CoachError as error:
            self.fail(error)
            return
        if nobody and number:
            self.prove(number)
        elif not number and after == before:
            if self._page is page:
                refused(words)
        elif not nobody:
            self.syncing.unknown_there = False
            self.rebuild()
            self.tell(words.partition("\n")[0])
            self.synchronise()

    def _synchronised(self) -> None:
        # Another page may hold what somebody is typing: it is not read afresh under the fingers.
        if self._at[0] == "privacy":
            self.changed()

    def leave(self) -> None:
        """The window has closed: share what waits, if that was ever begun."""
        if "enrolling" in self.__dict__:
            self.enrolling.leave()
        if "syncing" in self.__dict__:
            self.syncing.leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._worker.wait()
        super().closeEvent(event)
