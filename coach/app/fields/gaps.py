"""Fill the gaps of a text: the text above, one line of words for each gap below it."""

import re
from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout

from coach.app.fields.match import MatchField
from coach.app.theme import theme
from coach.app.widgets.card import Card
from coach.app.widgets.text import text
from coach.questions import Gaps
from coach.questions._kind import Response
from coach.words import _

_GAP = re.compile(r"\[([a-z0-9-]+)\]")


class GapsField(MatchField):
    """The text shows what was chosen so far, and a number where nothing was."""

    def __init__(self, question: str, form: Gaps, texts: Mapping[str, str]) -> None:
        self._form, self._texts = form, texts
        numbered = {gap: f"{n}. {texts[gap]}" for n, gap in enumerate(form.gaps, 1)}
        super().__init__(question, form.gaps, form.fillers, {**texts, **numbered})
        self.instruction = _("Choose a word for each gap of the text.")
        self.told = text("", "reading", 400)
        sheet = Card("soft", "line", 14)
        inside, side = QVBoxLayout(sheet), theme().space(18)
        inside.setContentsMargins(side, side, side, side)
        inside.addWidget(self.told)
        self.column.insertWidget(0, sheet)
        self.changed.connect(self._tell)
        self._tell()

    @property
    def spoken(self) -> str:
        return f"{self.instruction} {self.told.text()}"

    def _chosen(self, gap: str) -> str | None:
        return next((name for name, chip in self.chips[gap].items() if chip.isChecked()), None)

    def _tell(self) -> None:
        self._say({gap: self._chosen(gap) for gap in self._form.gaps})

    def _say(self, chosen: Mapping[str, str | None]) -> None:
        places = {gap: n for n, gap in enumerate(self._form.gaps, 1)}

        def shown(found: re.Match[str]) -> str:
            filler = chosen.get(found[1])
            return self._texts[filler] if filler else f"[\u00a0{places.get(found[1], found[1])}\u00a0]"

        self.told.setText(_GAP.sub(shown, self._texts[self._form.text]))
        self.setAccessibleDescription(self.spoken)

    def show_solution(self, solution: Response) -> None:
        super().show_solution(solution)
        self._say(solution)
