"""The questions of a path's final quiz, with every fault named by file and line."""

from collections.abc import Sequence
from pathlib import Path

from coach.content.facts import References
from coach.content.faults import Fault
from coach.content.lesson_file import check_references
from coach.content.question_part import QuestionPart
from coach.content.shape import QUIZ, ill
from coach.content.toml_file import TomlFile
from coach.content.words_file import WordsFile
from coach.domain.final_quiz import POOL
from coach.domain.lesson import Question
from coach.domain.text import N_
from coach.words import _

NAME = "quiz.toml"


class _Part(QuestionPart):
    """As in a lesson, but each is answered once, so that a hint would come too late."""

    told = ("reason",)
    stranger = N_("no lesson of the path teaches the competence “{competence}”")

    def __init__(
        self, toml: TomlFile, words: WordsFile, references: References, taught: Sequence[str]
    ) -> None:
        super().__init__(toml, words, references)
        self._taught = taught

    @property
    def competences(self) -> Sequence[str]:
        return self._taught


class QuizFile:
    """Reads the questions of one path in one language. After `read()`, `faults` holds what is wrong.

    `taught` are the competences that the lessons of the path name.
    """

    def __init__(self, folder: Path, language: str, references: References, taught: Sequence[str]) -> None:
        self.references, self._taught = references, taught
        self.language = language if (folder / f"{language}.md").exists() else "fr"
        self.toml = TomlFile(folder / NAME)
        self.words = WordsFile(folder / f"{self.language}.md")

    @property
    def faults(self) -> list[Fault]:
        """Every fault in this language, in reading order."""
        return sorted({*self.toml.faults, *self.words.faults})

    def read(self) -> tuple[Question, ...]:
        """The questions that can be asked; none where the TOML is too broken to read."""
        check_references(self.words, self.references)
        if self.toml.faults or not self._is_whole():
            return ()
        rows = self.toml.values["question"]
        if len(rows) < POOL:
            told = _("a final quiz draws from at least {least} questions, here are {n}")
            self.toml.fault(told.format(least=POOL, n=len(rows)))
        for n, row in enumerate(rows):
            self._is_fit(row, n)
        for name, step in self.words.steps.items():
            self.words.fault(step.line, _("a final quiz has no steps: “{id}”").format(id=name))
        return _Part(self.toml, self.words, self.references, self._taught).read()

    def _is_whole(self) -> bool:
        wrong = list(ill(self.toml.values, QUIZ))
        wrong += [
            (key, _("“{key}” is no entry of a final quiz").format(key=key))
            for key in self.toml.values
            if key not in QUIZ
        ]
        for key, sentence in wrong:
            self.toml.fault(sentence, key)
        return not wrong

    def _is_fit(self, row: dict[str, object], n: int) -> None:
        if "competence" not in row:
            self.toml.fault(_("“{key}” is missing").format(key="competence"), "", "question", n)
        if row.get("kind") == "do":
            self.toml.fault(_("a final quiz cannot ask for something to be done"), "kind", "question", n)
