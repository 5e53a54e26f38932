"""Drafts of questions written at the end of a lesson's two files; every line that somebody wrote stays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.content.exchange.foreign import Draft
from coach.content.exchange.names import Names
from coach.content.path_file import NotEditable, tables, toml_value
from coach.content.words_file import WordsFile

_NAME_WITHOUT_WORDS = "question"


@dataclass(frozen=True)
class Added:
    """The two texts after the questions were added, with the id of each draft in its order."""

    toml: str
    words: str
    ids: tuple[str, ...]


def add(toml: str, words: str, drafts: Sequence[Draft], competences: Sequence[str]) -> Added:
    """The texts of lesson.toml and of its French words with the drafts at their ends.

    The result is read again and given out only if it says what both files said before, and the drafts. A competence
    that the lesson does not name is left out.

    Raises:
        NotEditable: a file is not as the program writes it, so that nothing can be added safely.
    """
    before = tables(toml)
    known = WordsFile(Path("fr.md"), words)
    rows = before.get("question", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise NotEditable
    names = Names(*(str(row.get("id")) for row in rows), *known.questions)
    ids = tuple(names.new(draft.wish or _NAME_WITHOUT_WORDS) for draft in drafts)
    new = [_row(name, draft, competences) for name, draft in zip(ids, drafts, strict=True)]
    added = Added(
        _joined(toml, (_toml(row) for row in new)),
        _joined(words, (_markdown(name, draft) for name, draft in zip(ids, drafts, strict=True))),
        ids,
    )
    _prove(before, new, added, known, drafts)
    return added


def _joined(text: str, parts: Iterable[str]) -> str:
    return "\n".join((text.rstrip("\n") + "\n" if text.strip() else "", *parts))


def _row(name: str, draft: Draft, competences: Sequence[str]) -> dict[str, Any]:
    row: dict[str, Any] = {"id": name, "kind": draft.kind, "difficulty": draft.difficulty}
    if draft.competence in competences and draft.competence != next(iter(competences), ""):
        row["competence"] = draft.competence
    if draft.facts:
        row["facts"] = list(draft.facts)
    return row | dict(draft.key)


def _toml(row: Mapping[str, Any]) -> str:
    return "[[question]]\n" + "".join(f"{key} = {_value(value)}\n" for key, value in row.items())


def _value(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + " }"
    return repr(value) if isinstance(value, float) else toml_value(value)


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("-", "").replace("_", "").isalnum() else toml_value(name)


def _markdown(name: str, draft: Draft) -> str:
    lines = [f"## question {name}: {draft.text}"]
    lines += [f"{part}: {text}" for part, text in (("hint", draft.hint), ("reason", draft.reason)) if text]
    for choice, (text, feedback) in draft.choices.items():
        if text or feedback:
            lines.append(f"- {choice}: {text}".rstrip(" "))
        if feedback:
            lines.append(f"  feedback: {feedback}")
    return "\n".join(lines) + "\n"


def _prove(
    before: dict[str, Any], new: list[dict[str, Any]], added: Added, known: WordsFile, drafts: Sequence[Draft]
) -> None:
    wanted = {**before, "question": [*before.get("question", []), *new]}
    words = WordsFile(Path("fr.md"), added.words)
    same = (
        tables(added.toml) == wanted
        and (words.title, words.fields, words.labels) == (known.title, known.fields, known.labels)
        and _bodies(words) == _bodies(known)
        and len(words.faults) == len(known.faults)
        and list(words.questions) == [*known.questions, *added.ids]
        and all(_says(words, name, draft) for name, draft in zip(added.ids, drafts, strict=True))
    )
    if not same:
        raise NotEditable


def _bodies(words: WordsFile) -> list[tuple[str, str, str]]:
    return [(name, "\n".join(step.body).strip(), step.note) for name, step in words.steps.items()]


def _says(words: WordsFile, name: str, draft: Draft) -> bool:
    said = words.questions[name]
    choices = {choice: (told.text, told.feedback) for choice, told in said.choices.items()}
    wanted = {choice: told for choice, told in draft.choices.items() if any(told)}
    fields = {part: text for part, text in (("hint", draft.hint), ("reason", draft.reason)) if text}
    return said.text == draft.text and said.fields == fields and choices == wanted
