"""One lesson folder turned into a lesson, with every fault named by file and line."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.content.facts import References
from coach.content.faults import Fault
from coach.content.toml_file import TomlFile
from coach.content.words_file import FIGURE_HERE, ChoiceWords, QuestionWords, StepWords, WordsFile
from coach.domain.lesson import Choice, Figure, Lesson, Question, Step
from coach.questions import QuestionKind, kinds
from coach.questions._kind import ids
from coach.words import _

WORDS_A_STEP = 120
_TYPES: dict[str, type] = {
    "edition": int,
    "minutes": int,
    "competences": list,
    "steps": list,
    "gesture": str,
    "ask": int,
}
_PLACEHOLDER = re.compile(r"\{\{([a-z0-9_:-]+)\}\}")


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
        self._found: list[Fault] = []

    @property
    def faults(self) -> list[Fault]:
        """Every fault of the lesson in this language, in reading order."""
        return sorted({*self.toml.faults, *self.words.faults, *self._found})

    def read(self) -> Lesson | None:
        """The lesson, or None when its TOML is too broken to read."""
        if self.toml.faults or not self._has_keys():
            return None
        values = self.toml.values
        self._names()
        steps = tuple(s for s in (self._step(name) for name in values["steps"]) if s)
        asked = [self._question(n, row) for n, row in enumerate(values.get("question", []))]
        self._leftovers()
        return Lesson(
            id=self.folder.name,
            shelf=self.folder.parent.name,
            edition=values["edition"],
            minutes=values["minutes"],
            language=self.language,
            title=self._required("title", self.words.title),
            summary=self._said(self._required("summary", self.words.fields.get("summary", "")), 1),
            learnt=self._said(self._required("learnt", self.words.fields.get("learnt", "")), 1),
            competences=tuple(values["competences"]),
            steps=steps,
            questions=tuple(q for q in asked if q),
            ask=values["ask"],
            gesture=values["gesture"],
            nudges=tuple(values.get("nudges", ())),
            cover=self._drawing(values.get("cover", ""), "cover"),
        )

    def _has_keys(self) -> bool:
        for key, kind in _TYPES.items():
            if key not in self.toml.values:
                self.toml.fault(_("“{key}” is missing").format(key=key))
            elif not isinstance(self.toml.values[key], kind):
                self.toml.fault(_("“{key}” has the wrong type").format(key=key), key)
        return not self.toml.faults

    def _names(self) -> None:
        values, fault = self.toml.values, self.toml.fault
        for name in values["competences"]:
            if name not in self.known.competences:
                fault(_("the competence “{id}” is unknown").format(id=name), "competences")
        if values["gesture"] not in self.known.gestures:
            fault(_("the gesture “{id}” is unknown").format(id=values["gesture"]), "gesture")
        if not 3 <= len(values["steps"]) <= 5:
            fault(_("a lesson has 3 to 5 steps, this one has {n}").format(n=len(values["steps"])), "steps")
        pool = len(values.get("question", []))
        if pool < 3:
            fault(_("a lesson has at least three questions, this one has {n}").format(n=pool), "ask")
        elif not 1 <= values["ask"] <= pool:
            fault(
                _("“ask” is {n}, but the lesson has {pool} questions").format(n=values["ask"], pool=pool),
                "ask",
            )

    def _required(self, name: str, text: str) -> str:
        if not text and self.words.path.exists():
            self.words.fault(1, _("the lesson has no {name}").format(name=name))
        return text

    def _said(self, text: str, line: int) -> str:
        told = self.references.tell(text)
        for fault in told.faults:
            self.words.fault(line, fault)
        return told.text

    def _step(self, name: str) -> Step | None:
        words = self.words.steps.get(name)
        if words is None:
            self._no_words(_("step “{id}” has no text").format(id=name))
            return None
        told = self.references.tell("\n".join(words.body).strip())
        note = self.references.tell(words.note)
        for fault in (*told.faults, *note.faults):
            self.words.fault(words.line, fault)
        count = len(told.text.split())
        if not count:
            self.words.fault(words.line, _("step “{id}” has no text").format(id=name))
        if count > WORDS_A_STEP:
            self.words.fault(
                words.line,
                _("step “{id}” has {n} words, more than {most}").format(id=name, n=count, most=WORDS_A_STEP),
            )
        facts = tuple(dict.fromkeys((*told.facts, *note.facts)))
        body, _figure, rest = told.text.partition(FIGURE_HERE)
        return Step(
            name, words.title, body.strip(), rest.strip(), note.text, self._figure(name, words), facts
        )

    def _no_words(self, sentence: str) -> None:
        if self.words.path.exists():
            self.words.fault(0, sentence)

    def _figure(self, name: str, words: StepWords) -> Figure | None:
        figure = self.toml.values.get("figure", {})
        if figure.get("step") != name:
            if words.image:
                self.words.fault(
                    words.image[3], _("lesson.toml names no figure for step “{id}”").format(id=name)
                )
            return None
        if words.image is None:
            self.words.fault(words.line, _("step “{id}” does not show its figure").format(id=name))
            return None
        alternative, file, caption, line = words.image
        if not alternative:
            self.words.fault(line, _("the image “{file}” has no text alternative").format(file=file))
        if file != figure.get("file"):
            self.words.fault(line, _("the image is “{file}”, lesson.toml says otherwise").format(file=file))
        return Figure(self._drawing(str(figure.get("file", "")), "figure"), alternative, caption)

    def _drawing(self, file: str, key: str) -> str:
        if not file:
            return ""
        try:
            svg = (self.folder / file).read_text("utf-8")
        except OSError:
            self.toml.fault(_("the drawing “{file}” is missing").format(file=file), key)
            return ""
        return _PLACEHOLDER.sub(lambda found: self._placeholder(found[1], file, key), svg)

    def _placeholder(self, name: str, file: str, key: str) -> str:
        if name.startswith("label:"):
            label = self.words.labels.get(name[6:])
            if label is None:
                self._no_words(_("the label “{id}” of {file} has no words").format(id=name[6:], file=file))
            return _escaped(label[0]) if label else ""
        if name not in self.known.tokens:
            self.toml.fault(_("{file} uses the unknown colour “{id}”").format(file=file, id=name), key)
        return "{{" + name + "}}"

    def _question(self, n: int, row: dict[str, Any]) -> Question | None:
        name, kind = str(row.get("id", "")), kinds().get(str(row.get("kind", "")))
        if not name:
            self.toml.fault(_("a question has no id"), "id", n)
            return None
        if name in [str(q.get("id")) for q in self.toml.values["question"][:n]]:
            self.toml.fault(_("the question id “{id}” stands twice").format(id=name), "id", n)
        if kind is None:
            self.toml.fault(_("“{kind}” is no question type").format(kind=row.get("kind", "")), "kind", n)
            return None
        key = self._key(row, n)
        for fault in kind.check(key):
            self.toml.fault(_("question “{id}”: {fault}").format(id=name, fault=fault), "right", n)
        self._question_names(row, n, name)
        words = self.words.questions.get(name)
        if words is None:
            self._no_words(_("question “{id}” has no text").format(id=name))
            return None
        return self._asked(row, kind, key, words, name)

    def _key(self, row: dict[str, Any], n: int) -> dict[str, Any]:
        right = row.get("right")
        name = right.get("fact") if isinstance(right, dict) else None
        if name is None:
            return row
        fact = self.references.facts.get(str(name))
        if fact is None:
            self.toml.fault(_("the fact “{fact}” is unknown").format(fact=name), "right", n)
            return row
        low = fact.low if fact.low is not None else fact.value
        high = fact.high if fact.high is not None else fact.value
        return row if low is None or high is None else {**row, "low": low, "high": high, "unit": fact.unit}

    def _question_names(self, row: dict[str, Any], n: int, name: str) -> None:
        for fact in row.get("facts", ()):
            if fact not in self.references.facts:
                self.toml.fault(_("the fact “{fact}” is unknown").format(fact=fact), "facts", n)
        if not isinstance(row.get("difficulty"), int) or not 1 <= row["difficulty"] <= 5:
            self.toml.fault(
                _("question “{id}”: difficulty goes from 1 to 5").format(id=name), "difficulty", n
            )
        competence = row.get("competence")
        if competence is not None and competence not in self.toml.values["competences"]:
            self.toml.fault(
                _("question “{id}”: the lesson does not name the competence “{competence}”").format(
                    id=name, competence=competence
                ),
                "competence",
                n,
            )

    def _asked(
        self, row: dict[str, Any], kind: QuestionKind, key: dict[str, Any], words: QuestionWords, name: str
    ) -> Question:
        self._choices_faults(kind, key, words, name)
        told = {part: self.references.tell(words.fields.get(part, "")) for part in ("hint", "reason")}
        for part, text in told.items():
            if not text.text:
                self.words.fault(words.line, _("question “{id}” has no {part}").format(id=name, part=part))
            for fault in text.faults:
                self.words.fault(words.line, fault)
        cited = (*row.get("facts", ()), *told["reason"].facts, *told["hint"].facts)
        return Question(
            id=name,
            kind=str(row["kind"]),
            difficulty=row.get("difficulty", 1),
            competence=row.get("competence") or next(iter(self.toml.values["competences"]), ""),
            key=key,
            text=self._said(words.text, words.line),
            hint=told["hint"].text,
            reason=told["reason"].text,
            choices={name: self._choice(name, said, key) for name, said in words.choices.items()},
            facts=tuple(dict.fromkeys(cited)),
            hash=question_hash(row),
        )

    def _choice(self, name: str, said: ChoiceWords, key: dict[str, Any]) -> Choice:
        text = self._said(said.text, said.line)
        # "low" and "high" are no answers to choose: their text is what they teach.
        if not any(name in ids(key, part) for part in ("options", "items", "targets")):
            return Choice(name, "", text)
        return Choice(name, text, self._said(said.feedback, said.line))

    def _choices_faults(
        self, kind: QuestionKind, key: dict[str, Any], words: QuestionWords, name: str
    ) -> None:
        needed = kind.words(key)
        for choice in sorted(needed - {i for i, c in words.choices.items() if c.text}):
            self.words.fault(
                words.line, _("question “{id}” has no text for “{choice}”").format(id=name, choice=choice)
            )
        explained = frozenset(key.get("options", ())) or frozenset(key.get("items", ()))
        for choice, said in words.choices.items():
            if choice not in needed:
                self.words.fault(
                    said.line, _("question “{id}” has no answer “{choice}”").format(id=name, choice=choice)
                )
            elif choice in explained and not said.feedback:
                self.words.fault(
                    said.line, _("question “{id}”: “{choice}” has no feedback").format(id=name, choice=choice)
                )

    def _leftovers(self) -> None:
        asked = {str(row.get("id")) for row in self.toml.values.get("question", [])}
        for name, words in self.words.steps.items():
            if name not in self.toml.values["steps"]:
                self.words.fault(words.line, _("lesson.toml has no step “{id}”").format(id=name))
        for name, question in self.words.questions.items():
            if name not in asked:
                self.words.fault(question.line, _("lesson.toml has no question “{id}”").format(id=name))


def question_hash(row: dict[str, Any]) -> str:
    """8 hex digits of a question's kind and key: a changed key makes old answers another question's."""
    key = {k: v for k, v in row.items() if k not in ("id", "difficulty", "facts", "competence")}
    return hashlib.sha256(json.dumps(key, sort_keys=True, default=str).encode()).hexdigest()[:8]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
