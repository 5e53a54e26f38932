"""The words of a lesson in one language: `fr.md`, `en.md`."""

import re
from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path

from coach.content.faults import Fault
from coach.content.toml_file import line_of, read_text
from coach.words import _

_HEADER = re.compile(r"## (step|question) ([a-z0-9-]+):\s*(.*)")
_IMAGE = re.compile(r'!\[(.*?)\]\((\S+?)(?:\s+"(.*?)")?\)\s*$')
_CHOICE = re.compile(r"- ([a-z0-9-]+):\s*(.*)")
_FIELD = re.compile(r"\s*(hint|reason|feedback|summary|learnt|of):\s*(.*)")
_LABEL = re.compile(r"label ([a-z0-9-]+):\s*(.*)")

FIGURE_HERE = "\f"


@dataclass
class StepWords:
    """One step: `body` is Markdown without note; a form feed stands where the image was."""

    line: int
    title: str
    body: list[str] = field(default_factory=list)
    note: str = ""
    image: tuple[str, str, str, int] | None = None  # alternative, file, caption, line


@dataclass
class ChoiceWords:
    """The text of an option, item or target, and its feedback."""

    line: int
    text: str
    feedback: str = ""


@dataclass
class QuestionWords:
    """One question's words."""

    id: str
    line: int
    text: str
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, ChoiceWords] = field(default_factory=dict)


class WordsFile:
    """A language's words for one lesson, and the faults met while reading them.

    `text` is read in the place of the file, which need not be there then.
    """

    def __init__(self, path: Path, text: str | None = None) -> None:
        self.path = path
        self.title = ""
        self.fields: dict[str, str] = {}
        self.steps: dict[str, StepWords] = {}
        self.questions: dict[str, QuestionWords] = {}
        self.labels: dict[str, tuple[str, int]] = {}
        self.faults: list[Fault] = []
        self._step: StepWords | None = None
        self._question: QuestionWords | None = None
        self._choice: ChoiceWords | None = None
        self._lost = False  # under a heading that is a fault already
        self.lines = (self._text() if text is None else text).split("\n")
        for number, line in enumerate(self.lines, 1):
            self._take(number, line)

    def _text(self) -> str:
        try:
            return read_text(self.path)
        except OSError:
            self.fault(0, _("the file is missing"))
        except UnicodeDecodeError as error:
            self.fault(line_of(error), _("the file is not written in UTF-8"))
        return ""

    def fault(self, line: int, sentence: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(self.path, line, sentence))

    def lacks(self, sentence: str, line: int = 0) -> None:
        """Note something that is not there; a file that is missing altogether is one fault, not fifty."""
        if self.path.exists():
            self.fault(line, sentence)

    def _take(self, number: int, line: str) -> None:
        if line.startswith("# "):
            self.title = line[2:].strip()
        elif line.startswith("## "):
            self._open(number, line)
        elif label := _LABEL.match(line):
            self._once(label[1], self.labels, number)
            self.labels[label[1]] = (label[2].strip(), number)
        elif self._question:
            self._question_line(number, line)
        elif self._step:
            self._step_line(number, line)
        elif found := _FIELD.match(line):
            self.fields[found[1]] = found[2].strip()
        elif line.strip() and not self._lost:
            self.fault(number, _("this line belongs to no step and no question"))

    def _open(self, number: int, line: str) -> None:
        self._step = self._question = self._choice = None
        self._lost = False
        found = _HEADER.match(line)
        if not found:
            self.fault(number, _("a heading is “## step <id>: title” or “## question <id>: text”"))
            self._lost = True
            return
        kind, name, text = found.groups()
        self._once(name, self.steps if kind == "step" else self.questions, number)
        if kind == "step":
            self._step = StepWords(number, text.strip())
            self.steps.setdefault(name, self._step)
        else:
            self._question = QuestionWords(name, number, text.strip())
            self.questions.setdefault(name, self._question)

    def _once(self, name: str, known: Container[str], number: int) -> None:
        if name in known:
            self.fault(number, _("“{id}” stands twice in this file").format(id=name))

    def _step_line(self, number: int, line: str) -> None:
        assert self._step
        if image := _IMAGE.match(line.strip()):
            self._step.image = (image[1].strip(), image[2], (image[3] or "").strip(), number)
            self._step.body.append(FIGURE_HERE)
        elif line.startswith("> "):
            note = re.sub(r"^(Bon à savoir|Good to know)\s*:\s*", "", line[2:].strip())
            self._step.note = f"{self._step.note} {note}".strip()
        else:
            if "![" in line:
                self.fault(number, _("an image stands on a line of its own: ![what it shows](file.svg)"))
            self._step.body.append(line)

    def _question_line(self, number: int, line: str) -> None:
        assert self._question
        if choice := _CHOICE.match(line):
            if choice[1] in self._question.choices:
                sentence = _("question “{id}” has the answer “{choice}” twice")
                self.fault(number, sentence.format(id=self._question.id, choice=choice[1]))
            self._choice = self._question.choices[choice[1]] = ChoiceWords(number, choice[2].strip())
        elif found := _FIELD.match(line):
            name, text = found[1], found[2].strip()
            if name == "feedback" and self._choice:
                self._choice.feedback = text
            else:
                self._question.fields[name] = text
        elif line.strip():
            self.fault(number, _("this line is neither an answer nor a hint, reason or feedback"))


def words_hash(path: Path) -> str:
    """8 hex digits of a French file's words; a translation names them in its line `of:`."""
    import hashlib

    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:8]
