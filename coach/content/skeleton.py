"""A lesson to begin with: it can be read at once, and `coach check` names all that its author still has to write."""

import re

from coach.words import _

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TOML = """edition = 1                # {edition}
minutes = 3
competences = []           # {competences}
steps = ["pourquoi", "comment", "chez-nous"]
gesture = "a-choisir"      # {gesture}
ask = 3

[[question]]
id = "une-seule"
kind = "one"
difficulty = 2
options = ["juste", "erreur", "oubli"]
right = "juste"

[[question]]
id = "plusieurs"
kind = "many"
difficulty = 3
options = ["premiere", "deuxieme", "fausse"]
right = ["premiere", "deuxieme"]

[[question]]
id = "vrai-ou-faux"
kind = "true_false"
difficulty = 1
right = true
"""
_WORDS = """# {title}
summary:
learnt:

## step pourquoi:

## step comment:

## step chez-nous:

## question une-seule:
hint:
reason:
- juste:
  feedback:
- erreur:
  feedback:
- oubli:
  feedback:

## question plusieurs:
hint:
reason:
- premiere:
  feedback:
- deuxieme:
  feedback:
- fausse:
  feedback:

## question vrai-ou-faux:
hint:
reason:
- true:
  feedback:
- false:
  feedback:
"""


def skeleton(lesson: str) -> dict[str, str]:
    """The texts of a new lesson's files, by name. Its title is its id, to be written anew."""
    title = lesson.replace("-", " ").capitalize()
    remarks = {
        "edition": _("raise it when what is learnt changes, not for a typing error"),
        "competences": _("ids of label.toml"),
        "gesture": _("an id of gestures.toml"),
    }
    return {"lesson.toml": _TOML.format(**remarks), "fr.md": _WORDS.format(title=title)}
