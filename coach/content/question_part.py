"""The questions of a lesson: their keys from lesson.toml, their words from the language's file."""

import hashlib
import json
from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from coach.content.bare_figures import bare_figures
from coach.content.facts import References
from coach.content.shape import QUESTION, ill
from coach.content.toml_file import TomlFile
from coach.content.words_file import ChoiceWords, QuestionWords, WordsFile
from coach.domain.fact import Fact, Status
from coach.domain.lesson import Choice, Question
from coach.domain.text import N_
from coach.questions import QuestionKind, kinds
from coach.questions._kind import shown, taught
from coach.questions.text import spellings
from coach.words import _

_TABLE = "question"
_LISTS = ("options", "items", "targets", "gaps")


class QuestionPart:
    """Reads the questions of one lesson; what is wrong goes to the faults of the two files."""

    told: ClassVar[Sequence[str]] = ("hint", "reason")
    """What the words of every question must tell."""
    stranger = N_("the lesson does not name the competence “{competence}”")

    def __init__(self, toml: TomlFile, words: WordsFile, references: References) -> None:
        self.toml, self.words, self.references = toml, words, references

    @property
    def competences(self) -> Sequence[str]:
        """Those that a question may be about; the first is that of a question that names none."""
        named: Sequence[str] = self.toml.values["competences"]
        return named

    def read(self) -> tuple[Question, ...]:
        """The questions that can be asked."""
        rows = self.toml.values.get(_TABLE, [])
        names = [row.get("id") for row in rows]
        for name, words in self.words.questions.items():
            if name not in names:
                told = _("{file} has no question “{id}”").format(file=self.toml.path.name, id=name)
                self.words.fault(words.line, told)
        return tuple(q for n, row in enumerate(rows) if (q := self._question(n, row)))

    def _question(self, n: int, row: dict[str, Any]) -> Question | None:
        wrong = list(ill(row, QUESTION))
        for at, sentence in wrong:
            self.toml.fault(sentence, at, _TABLE, n)
        if wrong:
            return None
        name, kind = row["id"], kinds().get(row["kind"])
        if name in [other.get("id") for other in self.toml.values[_TABLE][:n]]:
            self.toml.fault(_("the question id “{id}” stands twice").format(id=name), "id", _TABLE, n)
            return None
        if kind is None:
            self.toml.fault(_("“{kind}” is no question type").format(kind=row["kind"]), "kind", _TABLE, n)
            return None
        key = self._key(row, n)
        for fault in kind.check(key):
            self._fault(name, fault, "right", n)
        self._names(row, n)
        words = self.words.questions.get(name)
        if words is None:
            self.words.lacks(_("question “{id}” has no text").format(id=name))
            return None
        return self._asked(row, kind, key, words)

    def _fault(self, name: str, fault: str, key: str, n: int) -> None:
        self.toml.fault(_("question “{id}”: {fault}").format(id=name, fault=fault), key, _TABLE, n)

    def _key(self, row: dict[str, Any], n: int) -> dict[str, Any]:
        """The key with the range of the fact that an estimate asks for."""
        right = row.get("right")
        if not isinstance(right, dict) or any(name in row for name in _LISTS):
            return row
        if "value" in right and "unit" in right:
            return self._with_unit(row, str(right["unit"]), n)
        if "fact" not in right:
            return row
        fact = self.references.facts.get(str(right["fact"]))
        if fact is None:
            self.toml.fault(_("the fact “{fact}” is unknown").format(fact=right["fact"]), "right", _TABLE, n)
            return row
        if reason := _not_to_be_estimated(fact):
            self._fault(row["id"], reason, "right", n)
        low = fact.low if fact.low is not None else fact.value
        high = fact.high if fact.high is not None else fact.value
        return row if low is None or high is None else {**row, "low": low, "high": high, "unit": fact.unit}

    def _with_unit(self, row: dict[str, Any], name: str, n: int) -> dict[str, Any]:
        """The key with its unit in the language's words; energy, carbon, money, mass and shares need a fact."""
        unit = self.references.units.get(name)
        if unit is None:
            self._fault(row["id"], _("the unit “{id}” is unknown").format(id=name), "right", n)
            return row
        if bare_figures(f"1 {unit}"):
            self._fault(row["id"], _("a number of “{unit}” needs a fact").format(unit=unit), "right", n)
        return {**row, "unit": unit}

    def _names(self, row: dict[str, Any], n: int) -> None:
        for fact in row.get("facts", ()):
            if fact not in self.references.facts:
                self.toml.fault(_("the fact “{fact}” is unknown").format(fact=fact), "facts", _TABLE, n)
        if not 1 <= row["difficulty"] <= 5:
            self._fault(row["id"], _("difficulty goes from 1 to 5"), "difficulty", n)
        competence = row.get("competence")
        if competence is not None and competence not in self.competences:
            self._fault(row["id"], _(self.stranger).format(competence=competence), "competence", n)

    def _asked(
        self, row: dict[str, Any], kind: QuestionKind, key: dict[str, Any], words: QuestionWords
    ) -> Question:
        self._check_words(kind, key, words)
        sound = not kind.check(key)
        answers = {*shown(kind.form(key, 0)), *kind.spelled(key)} if sound else set()
        if spelled := kind.spelled(key):
            written = {name: words.choices[name].text for name in spelled if name in words.choices}
            key = {**key, "spellings": {name: spellings(written.get(name, "")) for name in spelled}}
        hint, reason = (self.references.tell(words.fields.get(part, "")) for part in ("hint", "reason"))
        cited = (*row.get("facts", ()), *reason.facts, *hint.facts)
        return Question(
            id=row["id"],
            kind=row["kind"],
            difficulty=row["difficulty"],
            competence=row.get("competence") or next(iter(self.competences), ""),
            key=key,
            text=self.references.tell(words.text).text,
            hint=hint.text,
            reason=reason.text,
            choices={name: self._choice(name, said, answers) for name, said in _said(kind, words).items()},
            facts=tuple(dict.fromkeys(cited)),
            hash=question_hash(row),
        )

    def _choice(self, name: str, said: ChoiceWords, answers: Container[str]) -> Choice:
        text = self.references.tell(said.text).text
        # "low" and "high" are no answers to choose: their text is what they teach.
        if name not in answers:
            return Choice(name, "", text)
        return Choice(name, text, self.references.tell(said.feedback).text)

    def _check_words(self, kind: QuestionKind, key: dict[str, Any], words: QuestionWords) -> None:
        fault, needed = self.words.fault, kind.words(key)
        if not words.text:
            fault(words.line, _("question “{id}” has no text").format(id=words.id))
        for part in self.told:
            if not words.fields.get(part):
                fault(words.line, _("question “{id}” has no {part}").format(id=words.id, part=part))
        texts = {name: said.text for name, said in _said(kind, words).items() if said.text}
        for choice in sorted(needed - texts.keys()):
            sentence = _("question “{id}” has no text for “{choice}”")
            fault(words.line, sentence.format(id=words.id, choice=choice))
        sound = not kind.check(key)
        for sentence in kind.check_words(key, texts) if sound else ():
            fault(words.line, _("question “{id}”: {fault}").format(id=words.id, fault=sentence))
        teaching = taught(kind.form(key, 0)) if sound else frozenset()
        for choice, said in words.choices.items():
            if choice not in needed:
                fault(
                    said.line,
                    _("question “{id}” has no answer “{choice}”").format(id=words.id, choice=choice),
                )
            elif not said.feedback and choice in teaching:
                sentence = _("question “{id}”: “{choice}” has no feedback")
                fault(said.line, sentence.format(id=words.id, choice=choice))


def _said(kind: QuestionKind, words: QuestionWords) -> dict[str, ChoiceWords]:
    """The words of each answer, in the program's own where the lesson leaves them out."""
    said = dict(words.choices)
    for name, text in kind.own_words.items():
        given = said.get(name, ChoiceWords(words.line, ""))
        said[name] = replace(given, text=given.text or _(text))
    return said


def _not_to_be_estimated(fact: Fact) -> str:
    if fact.status is Status.OUTDATED:
        return _("the fact “{fact}” is outdated: nobody can be asked to estimate it").format(fact=fact.id)
    if fact.value is not None and not fact.printable:
        return _("the fact “{fact}” is contested and has no range to estimate").format(fact=fact.id)
    return ""


def question_hash(row: dict[str, Any]) -> str:
    """8 hex digits of a question's kind and key: a changed key makes old answers another question's."""
    key = {k: v for k, v in row.items() if k not in ("id", "difficulty", "facts", "competence")}
    return hashlib.sha256(json.dumps(key, sort_keys=True, default=str).encode()).hexdigest()[:8]
