"""A path in the list of paths: drawing, what it is about, how far, who proposed it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card, Thumbnail
from coach.app.widgets.layout import row
from coach.app.widgets.progress import Bar
from coach.app.widgets.text import heading, icon, text
from coach.domain.people import Assignment
from coach.study.today import PathState
from coach.words import _, day, ngettext

_WITH_DRAWING = 760


def told_size(walk: PathState) -> str:
    """How many lessons, how long in all, and whether a quiz ends it."""
    lessons = ngettext("{n} lesson", "{n} lessons", len(walk.lessons))
    size = f"{lessons}, {ngettext('{n} minute', '{n} minutes', walk.minutes)}"
    return _("{size}, then a final quiz").format(size=size) if walk.path.quiz else size


def told_done(walk: PathState) -> str:
    """How many lessons are finished, in words."""
    if walk.finished:
        return _("Path finished")
    if walk.lessons_done:
        return _("Every lesson finished, the final quiz is left")
    return ngettext("{n} lesson finished", "{n} lessons finished", walk.done) if walk.done else _("Not begun")


def told_wish(assignment: Assignment) -> str:
    """Who proposed a path, and the wished day; a day that has passed is told no differently."""
    if assignment.due is None:
        return _("Proposed by {name}").format(name=assignment.assigned_by)
    return _("Proposed by {name}, wished for {day}").format(
        name=assignment.assigned_by, day=day(assignment.due)
    )


def progress_of(walk: PathState) -> Bar:
    """The bar of a path, with its name."""
    steps, done = len(walk.lessons) + walk.path.quiz, walk.done + (walk.passed is not None)
    return Bar(done, steps, _("Progress in {path}").format(path=walk.path.title))


def with_icon(name: str, words: str, color: str = "ink2", weight: int = 400) -> QHBoxLayout:
    """A line of words with an icon before it."""
    line = QHBoxLayout()
    line.setSpacing(theme().space(8))
    line.addWidget(icon(name, color, 18, "label"), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(text(words, "label", weight, color), 1)
    return line


class PathCard(Card):
    """One path with its button; `opened` gives the path's id."""

    opened = Signal(str)

    def __init__(self, walk: PathState) -> None:
        super().__init__("surface", "line", 20)
        t = theme()
        across = QHBoxLayout(self)
        across.setContentsMargins(t.space(18), t.space(18), t.space(24), t.space(18))
        across.setSpacing(t.space(22))
        following = next((one for one in walk.lessons if not one.finished), None)
        shown = following or (walk.lessons[0] if walk.lessons else None)
        self._drawing = Thumbnail(shown.card.cover if shown else t.art("hero"), (t.px(180), t.px(104)))
        across.addWidget(self._drawing, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setContentsMargins(t.space(4), 0, 0, 0)
        column.setSpacing(t.space(6))
        column.addWidget(heading(walk.path.title, "heading", 600))
        column.addWidget(text(walk.path.summary, "body", 400, "ink2"))
        if walk.assignment:
            column.addLayout(with_icon("users", told_wish(walk.assignment), "on_soft"))
        column.addStretch(1)
        column.addSpacing(t.space(4))
        column.addLayout(self._foot(walk))
        across.addLayout(column, 1)

    def _foot(self, walk: PathState) -> QBoxLayout:
        foot, told = row(20), QVBoxLayout()
        told.setSpacing(theme().space(6))
        told.addWidget(text(f"{told_size(walk)}. {told_done(walk)}.", "label", 400, "ink2"))
        told.addWidget(progress_of(walk))
        see = Button(
            _("See the path"),
            "secondary",
            "chevron-right",
            right=True,
            name=_("See the path: {path}").format(path=walk.path.title),
        )
        see.clicked.connect(lambda: self.opened.emit(walk.path.id))
        foot.addLayout(told, 1)
        foot.addWidget(see, 0, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._drawing.setVisible(not theme().stacked and self.width() > _WITH_DRAWING)
        super().resizeEvent(event)
