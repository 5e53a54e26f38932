"""Write an answer: a word or two, or a number with its unit beside it."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from coach.app.fields.base import Field
from coach.app.theme import theme
from coach.app.widgets.form import Line
from coach.app.widgets.text import text
from coach.questions import Write
from coach.questions._kind import Response
from coach.questions.number import parse
from coach.questions.text import LONGEST
from coach.words import _, number

_FIGURES, _DECIMALS = 24, 6


class WriteField(Field):
    """One line to write; below it, in a number's case, what is no number."""

    def __init__(self, question: str, form: Write) -> None:
        told = _("Write a number.") if form.numeric else _("Write a word or two. Spelling is forgiven.")
        super().__init__(question, told)
        self._numeric, self._unit = form.numeric, form.unit
        name = _("Your answer, in {unit}").format(unit=form.unit) if form.unit else _("Your answer")
        self.line = Line(name, _FIGURES if form.numeric else LONGEST)
        self.line.setMinimumHeight(max(44, theme().px(44)))
        if not form.numeric:
            self.line.setMaximumWidth(theme().px(560))
        self.line.textChanged.connect(self._changed)
        across = QHBoxLayout()
        across.setSpacing(theme().space(12))
        across.addWidget(self.line, 0 if form.numeric else 3)
        if form.unit:
            beside = text(form.unit, "reading", 600, wrap=False)
            beside.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            across.addWidget(beside)
        across.addStretch(1 if form.numeric else 2)
        self.column.addLayout(across)
        self.told = text("", "body", 400, "ink2")
        self.column.addWidget(self.told)
        self.told.hide()

    def response(self) -> Response:
        words = self.line.text().strip()
        return (parse(words) if self._numeric else words) if words else None

    def put(self, response: Response) -> None:
        self.line.setText(number(response, _DECIMALS) if self._numeric else str(response))

    def _changed(self) -> None:
        wrong = self._numeric and bool(self.line.text().strip()) and self.response() is None
        self.told.setText(_("Digits only, such as 12 or 2.5.") if wrong else "")
        self.told.setVisible(wrong)
        self.line.setAccessibleDescription(self.told.text())
        self.changed.emit()

    def show_solution(self, solution: Response) -> None:
        given = self.line.text().strip()
        self.line.setReadOnly(True)
        right = number(solution, _DECIMALS) if self._numeric else str(solution)
        words = f"{right} {self._unit}".strip()
        if given and given != right:
            told = _("You wrote: {given}. The answer: {right}").format(given=given, right=words)
        else:
            told = _("The answer: {right}").format(right=words)
        self.told.setText(told)
        self.told.show()
