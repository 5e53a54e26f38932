"""What the lessons cover: each competence, point of the charter, principle and action, and what is missing."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from coach.app.page import Page
from coach.app.team.view import View
from coach.app.widgets.card import Panel
from coach.app.widgets.plain_table import Rows, table
from coach.app.widgets.text import heading, text
from coach.content.coverage import LEAST_QUESTIONS, REACHED, Coverage, Goal, Point, coverage
from coach.words import _, ngettext


class CoverageView(View):
    """Opened from the paths of the town. Counts lessons and questions, never people."""

    def __init__(self, page: Page, arguments: tuple[str, ...]) -> None:
        super().__init__(page, arguments)
        told = _("Which lesson teaches each competence, and where the commitments of the City lead.")
        layout = page.body(_("What the lessons cover"), told, below=18)
        self.back(layout)
        self.begin(layout)

    def help(self) -> str:
        return _(
            "A competence is covered by a lesson that teaches it and {n} questions that test it, those of final"
            " quizzes too; a point of the charter by a lesson of one of its competences."
        ).format(n=LEAST_QUESTIONS)

    def refresh(self) -> None:
        shelf = self.shell.me.library
        self._label = shelf.label
        self.ask(lambda: coverage(shelf), self._show)

    def _show(self, found: Coverage) -> None:
        parts: list[QWidget] = [self._verdict(found.missing)]
        for domain in self._label.domains:
            goals = [goal for goal in found.goals if goal.competence.domain == domain.id]
            parts += self._part(domain.title, _goals(goals))
        for kind, title in REACHED.items():
            points = [point for point in found.points if point.support.kind == kind]
            parts += self._part(_(title), _points(points))
        parts.append(text(self._label.wording, "small", 400, "ink2"))
        self.refill(*parts)

    def _verdict(self, missing: int) -> Panel:
        if not missing:
            return Panel("soft", "circle-check", _("Everything is covered."), "")
        told = ngettext("{n} thing is missing.", "{n} things are missing.", missing)
        why = _(
            "Each is marked “missing” below: a lesson to write, or questions to add to one that is there."
        )
        return Panel("review", "info", told, why)

    @staticmethod
    def _part(title: str, rows: Rows) -> list[QWidget]:
        return [heading(title, "heading", 600), table(title, rows)] if rows.rows else []


def _goals(goals: Iterable[Goal]) -> Rows:
    headers = (_("Competence"), _("Lessons"), _("Questions"), _("State"))
    told = tuple(
        (goal.competence.title, _list(goal.lessons), _questions(goal), _state(goal)) for goal in goals
    )
    return Rows(headers, told, (6, 5, 3, 4))


def _questions(goal: Goal) -> str:
    if not goal.in_quizzes:
        return str(goal.questions)
    told = _("{questions}, and {quiz} in final quizzes")
    return told.format(questions=goal.questions, quiz=goal.in_quizzes)


def _state(goal: Goal) -> str:
    if not goal.lessons:
        return _("missing: no lesson")
    if not goal.covered:
        return ngettext("missing: {n} question", "missing: {n} questions", goal.lacking)
    return _("covered")


def _points(points: Iterable[Point]) -> Rows:
    headers = (_("Commitment"), _("Competences"), _("Lessons"), _("State"))
    told = tuple(
        (
            point.support.text,
            str(len(point.competences)),
            str(len(point.lessons)),
            _("covered") if point.covered else _("missing: no lesson"),
        )
        for point in points
    )
    return Rows(headers, told, (9, 3, 2, 4))


def _list(titles: tuple[str, ...]) -> str:
    return ", ".join(titles) or "–"
