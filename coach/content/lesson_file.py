"""One lesson folder turned into a lesson, with every fault named by file and line."""

from dataclasses import dataclass
from pathlib import Path

from coach.content.bare_figures import bare_figures
from coach.content.drawing import read_drawing
from coach.content.facts import References
from coach.content.faults import Fault
from coach.content.question_part import QuestionPart
from coach.content.shape import FIGURE, LESSON, ill
from coach.content.toml_file import TomlFile
from coach.content.words_file import FIGURE_HERE, StepWords, WordsFile
from coach.domain.lesson import Figure, Lesson, Step
from coach.words import _

WORDS_A_STEP = 120


@dataclass(frozen=True)
class Known:
    """The ids a lesson may name."""

    competences: frozenset[str]
    gestures: frozenset[str]
    tokens: frozenset[str]


class LessonFile:
    """Reads one lesson in one language. After `read()`, `faults` holds what is wrong."""

    def __init__(self, folder: Path, language: str, references: References, known: Known) -> None:
        self.folder, self.references, self.known = folder, references, known
        self.language = language if (folder / f"{language}.md").exists() else "fr"
        self.toml = TomlFile(folder / "lesson.toml")
        self.words = WordsFile(folder / f"{self.language}.md")

    @property
    def faults(self) -> list[Fault]:
        """Every fault of the lesson in this language, in reading order."""
        return sorted({*self.toml.faults, *self.words.faults})

    def read(self) -> Lesson | None:
        """The lesson, or None when its TOML is too broken to read."""
        check_references(self.words, self.references)
        if self.toml.faults or not self._is_whole():
            return None
        values = self.toml.values
        self._names()
        steps = tuple(step for name in values["steps"] if (step := self._step(name)))
        questions = QuestionPart(self.toml, self.words, self.references).read()
        return Lesson(
            id=self.folder.name,
            shelf=self.folder.parent.name,
            edition=values["edition"],
            minutes=values["minutes"],
            language=self.language,
            title=self._required("title", self.words.title),
            summary=self._required("summary", self.words.fields.get("summary", "")),
            learnt=self._required("learnt", self.words.fields.get("learnt", "")),
            competences=tuple(values["competences"]),
            steps=steps,
            questions=questions,
            ask=values["ask"],
            gesture=values["gesture"],
            nudges=tuple(values.get("nudges", ())),
            cover=self._drawing(values.get("cover", ""), "cover"),
        )

    def _is_whole(self) -> bool:
        values = self.toml.values
        wrong = list(ill(values, LESSON))
        if isinstance(values.get("figure"), dict):
            wrong += [("figure", sentence) for _key, sentence in ill(values["figure"], FIGURE)]
        wrong += [
            (key, _("“{key}” is no entry of a lesson").format(key=key))
            for key in values
            if key not in LESSON and f"{key}?" not in LESSON
        ]
        for key, sentence in wrong:
            self.toml.fault(sentence, key)
        return not wrong

    def _names(self) -> None:
        values, fault = self.toml.values, self.toml.fault
        for name in values["competences"]:
            if name not in self.known.competences:
                fault(_("the competence “{id}” is unknown").format(id=name), "competences")
        if not values["competences"]:
            fault(_("a lesson names at least one competence"), "competences")
        if values["gesture"] not in self.known.gestures:
            fault(_("the gesture “{id}” is unknown").format(id=values["gesture"]), "gesture")
        self._step_names()
        asked, pool = values["ask"], len(values.get("question", []))
        if pool < 3:
            fault(_("a lesson has at least three questions, this one has {n}").format(n=pool), "ask")
        elif not 1 <= asked <= pool:
            fault(_("“ask” is {n}, but the lesson has {pool} questions").format(n=asked, pool=pool), "ask")

    def _step_names(self) -> None:
        steps, fault = self.toml.values["steps"], self.toml.fault
        if not 3 <= len(steps) <= 5:
            fault(_("a lesson has 3 to 5 steps, this one has {n}").format(n=len(steps)), "steps")
        for name in dict.fromkeys(name for name in steps if steps.count(name) > 1):
            fault(_("the step “{id}” stands twice").format(id=name), "steps")
        shown = self.toml.values.get("figure", {}).get("step")
        if shown is not None and shown not in steps:
            fault(_("the figure's step “{id}” is unknown").format(id=shown), "figure")
        for name, words in self.words.steps.items():
            if name not in steps:
                self.words.fault(words.line, _("lesson.toml has no step “{id}”").format(id=name))

    def _required(self, name: str, text: str) -> str:
        if not text:
            self.words.lacks(_("the lesson has no {name}").format(name=name), 1)
        return self.references.tell(text).text

    def _step(self, name: str) -> Step | None:
        words = self.words.steps.get(name)
        if words is None:
            self.words.lacks(_("step “{id}” has no text").format(id=name))
            return None
        told = self.references.tell("\n".join(words.body).strip())
        note = self.references.tell(words.note)
        self._length(name, words, len(told.text.split()))
        if not words.title:
            self.words.fault(words.line, _("step “{id}” has no title").format(id=name))
        facts = tuple(dict.fromkeys((*told.facts, *note.facts)))
        body, _figure, rest = told.text.partition(FIGURE_HERE)
        return Step(
            name, words.title, body.strip(), rest.strip(), note.text, self._figure(name, words), facts
        )

    def _length(self, name: str, words: StepWords, count: int) -> None:
        if not count:
            self.words.fault(words.line, _("step “{id}” has no text").format(id=name))
        if count > WORDS_A_STEP:
            sentence = _("step “{id}” has {n} words, more than {most}")
            self.words.fault(words.line, sentence.format(id=name, n=count, most=WORDS_A_STEP))

    def _figure(self, name: str, words: StepWords) -> Figure | None:
        figure = self.toml.values.get("figure", {})
        if figure.get("step") != name:
            if words.image:
                sentence = _("lesson.toml names no figure for step “{id}”")
                self.words.fault(words.image[3], sentence.format(id=name))
            return None
        if words.image is None:
            self.words.fault(words.line, _("step “{id}” does not show its figure").format(id=name))
            return None
        alternative, file, caption, line = words.image
        if not alternative:
            self.words.fault(line, _("the image “{file}” has no text alternative").format(file=file))
        if file != figure["file"]:
            self.words.fault(line, _("the image is “{file}”, lesson.toml says otherwise").format(file=file))
        return Figure(self._drawing(figure["file"], "figure"), alternative, caption)

    def _drawing(self, file: str, key: str) -> str:
        if not file:
            return ""
        labels = {name: text for name, (text, _line) in self.words.labels.items()}
        drawing = read_drawing(self.folder / file, labels, self.known.tokens)
        for fault in drawing.faults:
            self.toml.fault(fault, key)
        for fault in drawing.unsaid:
            self.words.lacks(fault)
        return drawing.svg


def check_references(words: WordsFile, references: References) -> None:
    """Check the references line by line, because a reader of faults looks for a line."""
    for number, line in enumerate(words.lines, 1):
        for fault in references.tell(line).faults:
            words.fault(number, fault)
        for figure in bare_figures(line):
            sentence = _("“{figure}” is a bare figure: cite a fact of facts.toml")
            words.fault(number, sentence.format(figure=figure))
