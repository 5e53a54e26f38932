"""The questions of a lesson: their keys from lesson.toml, their words from the language's file."""

import hashlib
import json
from typing import Any

from coach.content.facts import References
from coach.content.shape import QUESTION, ill
from coach.content.toml_file import TomlFile
from coach.content.words_file import ChoiceWords, QuestionWords, WordsFile
from coach.domain.fact import Fact, Status
from coach.domain.lesson import Choice, Question
from coach.questions import QuestionKind, kinds
from coach.questions._kind import ids, shown
from coach.words import _

_TABLE = "question"
_LISTS = ("options", "items", "targets")


class QuestionPart:
    """Reads the questions of one lesson; what is wrong goes to the faults of the two files."""

    def __init__(self, toml: TomlFile, words: WordsFile, references: References) -> None:
        self.toml, self.words, self.references = toml, words, references

    def read(self) -> tuple[Question, ...]:
        """The questions that can be asked."""
        rows = self.toml.values.get(_TABLE, [])
        names = [row.get("id") for row in rows]
        for name, words in self.words.questions.items():
            if name not in names:
                self.words.fault(words.line, _("lesson.toml has no question “{id}”").format(id=name))
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
        if not isinstance(right, dict) or "fact" not in right or any(name in row for name in _LISTS):
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

    def _names(self, row: dict[str, Any], n: int) -> None:
        for fact in row.get("facts", ()):
            if fact not in self.references.facts:
                self.toml.fault(_("the fact “{fact}” is unknown").format(fact=fact), "facts", _TABLE, n)
        if not 1 <= row["difficulty"] <= 5:
            self._fault(row["id"], _("difficulty goes from 1 to 5"), "difficulty", n)
        competence = row.get("competence")
        if competence is not None and competence not in self.toml.values["competences"]:
            reason = _("the lesson does not name the competence “{competence}”")
            self._fault(row["id"], reason.format(competence=competence), "competence", n)

    def _asked(
        self, row: dict[str, Any], kind: QuestionKind, key: dict[str, Any], words: QuestionWords
    ) -> Question:
        self._check_words(kind, key, words)
        answers = shown(kind.form(key, 0)) if not kind.check(key) else frozenset()
        hint, reason = (self.references.tell(words.fields.get(part, "")) for part in ("hint", "reason"))
        cited = (*row.get("facts", ()), *reason.facts, *hint.facts)
        return Question(
            id=row["id"],
            kind=row["kind"],
            difficulty=row["difficulty"],
            competence=row.get("competence") or next(iter(self.toml.values["competences"]), ""),
            key=key,
            text=self.references.tell(words.text).text,
            hint=hint.text,
            reason=reason.text,
            choices={name: self._choice(name, said, answers) for name, said in words.choices.items()},
            facts=tuple(dict.fromkeys(cited)),
            hash=question_hash(row),
        )

    def _choice(self, name: str, said: ChoiceWords, answers: frozenset[str]) -> Choice:
        text = self.references.tell(said.text).text
        # "low" and "high" are no answers to choose: their text is what they teach.
        if name not in answers:
            return Choice(name, "", text)
        return Choice(name, text, self.references.tell(said.feedback).text)

    def _check_words(self, kind: QuestionKind, key: dict[str, Any], words: QuestionWords) -> None:
        fault, needed = self.words.fault, kind.words(key)
        if not words.text:
            fault(words.line, _("question “{id}” has no text").format(id=words.id))
        for part in ("hint", "reason"):
            if not words.fields.get(part):
                fault(words.line, _("question “{id}” has no {part}").format(id=words.id, part=part))
        for choice in sorted(needed - {name for name, said in words.choices.items() if said.text}):
            sentence = _("question “{id}” has no text for “{choice}”")
            fault(words.line, sentence.format(id=words.id, choice=choice))
        for choice, said in words.choices.items():
            if choice not in needed:
                fault(
                    said.line,
                    _("question “{id}” has no answer “{choice}”").format(id=words.id, choice=choice),
                )
            elif not said.feedback and any(choice in ids(key, part) for part in _LISTS[:2]):
                sentence = _("question “{id}”: “{choice}” has no feedback")
                fault(said.line, sentence.format(id=words.id, choice=choice))


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
