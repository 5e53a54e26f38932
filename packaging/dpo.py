"""Write packaging/dpo/*.md, in French, from the models there and from the lists that the program itself obeys.

`python packaging/dpo.py` writes; a test holds the committed files to what it would write. A key that is sent, or a
column that is exported, without words here stops it: nothing leaves a desk without being told.
"""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from coach import words
from coach.domain.batch import SENT
from coach.domain.retention import TABLE
from coach.exports import columns
from coach.org.grains import GRAINS
from coach.sensors import sensors
from coach.settings import OPTIONS
from coach.words import _

FOLDER = Path(__file__).resolve().parent / "dpo"
VERBS = {"completed": "leçon terminée", "passed": "quiz final d’un parcours"}
KEYS = {
    "id": "identifiant de la ligne ; il contient le jour, jamais l’heure",
    "verb": "ce qui s’est passé",
    "path": "identifiant du parcours attribué ; vide pour une leçon que la personne choisit de partager",
    "lesson": "identifiant de la leçon",
    "edition": "version de la leçon",
    "day": "jour, jamais l’heure",
    "passed": "réussi, sans note ; d’un essai manqué, rien ne part",
}


def sent() -> str:
    """What leaves a desk."""
    of_key: dict[str, list[str]] = {}
    for verb, keys in SENT.items():
        for key in keys:
            of_key.setdefault(key, []).append(VERBS[verb])
    rows = [(f"`{key}`", _spaced(KEYS[key]), ", ".join(verbs)) for key, verbs in of_key.items()]
    return table(("Champ", "Ce qu’il dit", "Pour"), rows)


def exported() -> str:
    """The columns of each kind of export."""
    rows = []
    for grain in GRAINS.values():
        told = (one.heading for one in columns(grain.columns))
        more = (one.heading for one in columns(grain.more))
        rows.append((_(grain.title), ", ".join(told), ", ".join(more) or "–"))
    return table(("Une ligne", "Colonnes par défaut", "Colonnes possibles en plus"), rows)


def kept() -> str:
    """The retention table."""
    rows = [
        (_(one.what), _(one.where), f"{one.months} mois" if one.months else "–", _(one.since), _(one.why))
        for one in TABLE
    ]
    return table(("Données", "Où", "Durée", "Depuis, ou jusqu’à", "Pourquoi"), rows)


def noticed() -> str:
    """Every reminder that a person may switch on."""
    known = [sensor for _name, sensor in sorted(sensors().items())]
    rows = [(_(one.texts.name), _(one.reads), _(one.never_reads)) for one in known]
    return table(("Rappel", "Ce qu’il regarde", "Ce qu’il ne lit pas"), rows)


def chosen() -> str:
    """The settings, and whether the town may fix them for everybody."""
    rows = [
        (
            f"`{name}`",
            _(one.metadata["help"]),
            "la personne" if one.metadata.get("own") else "la collectivité peut le fixer",
        )
        for name, one in OPTIONS.items()
    ]
    return table(("Réglage", "Ce qu’il fait", "Qui décide"), rows)


LISTS: dict[str, Callable[[], str]] = {
    "ENVOI": sent, "EXPORTS": exported, "CONSERVATION": kept, "RAPPELS": noticed, "REGLAGES": chosen,
}  # fmt: skip


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of Markdown."""
    heads = tuple(heads)
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _spaced(text: str) -> str:
    """French as French is set."""
    return text.replace(" ;", "\u00a0;").replace(" :", "\u00a0:")


def written(model: Path) -> str:
    """A model with the lists in their places."""
    words.use("fr")
    text = model.read_text("utf-8")
    for name, told in LISTS.items():
        text = text.replace("{{" + name + "}}", told())
    if "{{" in text:
        raise ValueError(f"{model.name}: a place without a list")
    return text


def main() -> int:
    """Write every document."""
    for model in sorted((FOLDER / "modeles").glob("*.md")):
        (FOLDER / model.name).write_text(written(model), "utf-8")
        print(f"packaging/dpo/{model.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
