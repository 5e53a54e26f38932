"""The glossary: its terms, and what is wrong with them."""

from collections.abc import Mapping
from typing import Any

from coach.content.bare_figures import bare_figures
from coach.content.toml_file import TomlFile
from coach.domain.fact import Status
from coach.domain.fold import fold
from coach.domain.glossary import Term
from coach.words import _

FILE = "glossary.toml"
WORDS_A_MEANING = 40
LANGUAGES = ("fr", "en")
Rows = Mapping[str, Mapping[str, Any]]


def read_terms(rows: Rows, language: str) -> dict[str, Term]:
    """The terms of `glossary.toml` in one language, by id, in the order of the alphabet."""
    terms = [
        Term(
            id=name,
            name=str(row.get(language) or row["fr"]),
            meaning=str(row.get(f"means_{language}") or row["means_fr"]),
            also=tuple(row.get(f"also_{language}", ())),
            see=tuple(one for one in row.get("see", ()) if one in rows),
            facts=tuple(row.get("facts", ())),
            linked=row.get("link", True),
        )
        for name, row in rows.items()
    ]
    return {term.id: term for term in sorted(terms, key=lambda term: fold(term.name))}


def glossary_faults(file: TomlFile, terms: Rows, facts: Rows) -> None:
    """Note what is wrong with the terms of a file: `terms` and `facts` are all that may be named."""
    for name, row in file.values.get("term", {}).items():
        table = f"term.{name}"
        for language in LANGUAGES:
            _meaning(file, row[f"means_{language}"], f"means_{language}", table)
        for other in row.get("see", ()):
            if other not in terms or other == name:
                file.fault(_("the term “{id}” is unknown").format(id=other), "see", table)
        for fact in row.get("facts", ()):
            if fact not in facts:
                file.fault(_("the fact “{fact}” is unknown").format(fact=fact), "facts", table)
            elif facts[fact]["status"] == Status.OUTDATED:
                told = _("the fact “{fact}” is outdated: it cannot explain a word")
                file.fault(told.format(fact=fact), "facts", table)
    _twice(file, terms)


def _meaning(file: TomlFile, meaning: str, key: str, table: str) -> None:
    count = len(meaning.split())
    if count > WORDS_A_MEANING:
        told = _("“{key}” has {n} words, more than {most}")
        file.fault(told.format(key=key, n=count, most=WORDS_A_MEANING), key, table)
    for figure in bare_figures(meaning):
        told = _("“{figure}” is a bare figure: name a fact under “facts”")
        file.fault(told.format(figure=figure), key, table)
    if "{" in meaning:
        file.fault(_("“{key}” takes no reference: name a fact under “facts”").format(key=key), key, table)


def _twice(file: TomlFile, terms: Rows) -> None:
    """Two terms of one spelling would be found one for the other."""
    own = file.values.get("term", {})
    for language in LANGUAGES:
        seen: dict[str, str] = {}
        for name, row in terms.items():
            for spelling in (row[language], *row.get(f"also_{language}", ())):
                other = seen.setdefault(fold(spelling), name)
                if other != name and name in own:
                    told = _("“{word}” is a spelling of the term “{id}” too")
                    file.fault(told.format(word=spelling, id=other), language, f"term.{name}")
