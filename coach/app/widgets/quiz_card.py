"""The final quiz of a path on other pages: where somebody stands with it, and the button that opens it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card
from coach.app.widgets.layout import row
from coach.app.widgets.strip import Strip
from coach.app.widgets.text import icon, text
from coach.domain.final_quiz import ASKED, Standing, needed
from coach.study.today import PathState
from coach.words import _, day, ngettext

READY = (Standing.OPEN, Standing.BEGUN)


def told_standing(walk: PathState, today: date) -> str:
    """Where somebody stands, in words; nothing where the path has no quiz."""
    state = walk.quiz_on(today)
    if state is Standing.PASSED and walk.passed is not None:
        return _("Passed on {day}").format(day=day(walk.passed.on))
    return {
        Standing.LATER: _("Once the lessons are finished"),
        Standing.OPEN: _("Ready for you"),
        Standing.BEGUN: _("Begun: go on when you like"),
        Standing.TOMORROW: _("Again from tomorrow on"),
    }.get(state, "")


def start(walk: PathState, kind: str = "primary") -> Button:
    """The button that begins a quiz, or goes on with it."""
    name = _("Go on with the final quiz: {path}") if walk.begun else _("Start the final quiz: {path}")
    words = _("Go on") if walk.begun else _("Start the quiz")
    return Button(words, kind, "arrow-right", right=True, name=name.format(path=walk.path.title))


class QuizLine(Card):
    """The quiz below the lessons of its path; the button stands elsewhere."""

    def __init__(self, walk: PathState, today: date) -> None:
        state, t = walk.quiz_on(today), theme()
        super().__init__("soft" if state in READY else "surface", "line", 14)
        line = row(16)
        self.setLayout(line)
        line.setContentsMargins(t.space(20), t.space(14), t.space(20), t.space(14))
        sign, color = ("circle-check", "accent") if state is Standing.PASSED else ("circle", "control")
        if state in READY:
            sign, color = "circle-dot", "accent"
        line.addWidget(icon(sign, color, 24, "lead"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(t.space(3))
        words.addWidget(text(_("Final quiz"), "lead", 600))
        asked = ngettext("{n} new question.", "{n} new questions.", ASKED)
        passing = ngettext("{n} right answer passes.", "{n} right answers pass.", needed())
        words.addWidget(text(f"{asked} {passing}", "label", 400, "ink2"))
        line.addLayout(words, 1)
        ink = "ink2" if color == "control" else "accent"
        line.addWidget(text(told_standing(walk, today), "label", 600, ink, wrap=t.stacked))


class QuizCard(Strip):
    """A quiz that can be taken now; `button` opens it."""

    def __init__(self, walk: PathState) -> None:
        told = _("You have finished the lessons of “{path}”. Its quiz is ready when you are.")
        # A lesson that waits has the page's one primary button.
        begin = start(walk, "secondary")
        super().__init__("circle-check", _("Final quiz"), told.format(path=walk.path.title), begin)
