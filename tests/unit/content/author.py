"""A small lessons folder without a fault, and an author who breaks one thing in it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from coach.__main__ import main
from coach.content.check import stamp

LABEL = """\
[about]
name_fr = "Charte"
name_en = "Charter"
version = "2026-11-23"
source = "Institut"
wording_fr = "Reformulation, non officielle."
wording_en = "Restatement, not official."

[audience.all-staff]
fr = "Tous les agents"
en = "All staff"

[domain.poste]
fr = "Poste de travail"
en = "Workstation"

[support.ch-1]
kind = "charter"
fr = "Économiser"
en = "Save"

[competence.eteindre]
domain = "poste"
level = 1
audiences = ["all-staff"]
fr = "Éteindre son poste"
en = "Switch off one's desk"
evidence_fr = "Éteint le soir."
evidence_en = "Off in the evening."
supports = ["ch-1"]
"""

FACTS = """\
[unit.kwh-year]
fr = "kWh/an"
en = "kWh/year"

[fact.screen]
fr = "Un écran éteint épargne 6 à 9 kWh par an."
en = "A screen switched off spares 6 to 9 kWh a year."
low = 6
high = 9
unit = "kwh-year"
year = 2026
source = "ADEME"
read = "primary"
status = "ok"
review = "2099-06"

[fact.old]
fr = "Un mail pèse autant qu’une ampoule."
en = "A mail weighs as much as a bulb."
value = 19
unit = "kwh-year"
year = 2011
source = "ADEME"
read = "secondary"
status = "outdated"
review = "2099-06"

[fact.argued]
fr = "Le numérique pèse au plus 20 kWh par an."
en = "Digital weighs at most 20 kWh a year."
value = 20
unit = "kwh-year"
year = 2020
source = "Shift"
read = "secondary"
status = "contested"
review = "2099-06"
"""

GESTURES = """\
[gesture.regler]
fr = "Régler la veille."
en = "Set sleep."
domain = "poste"
daily = true
group = "me"
fact = "screen"
"""

PATHS = """\
[path.bienvenue]
fr = "Bienvenue"
en = "Welcome"
summary_fr = "Une leçon."
summary_en = "One lesson."
lessons = ["eteindre-le-soir"]
audiences = ["all-staff"]
quiz = false
"""

TOWN = """\
[help_desk]
value = "le 12 34"
fr = "Appelez {value}."
en = "Call {value}."
neutral_fr = "Appelez votre support."
neutral_en = "Call your help desk."
"""

LESSON = """\
edition = 1
minutes = 3
competences = ["eteindre"]
steps = ["pourquoi", "quand", "comment"]
figure = { file = "figure.svg", step = "quand", labels = ["nuit"] }
cover = "cover.svg"
gesture = "regler"
nudges = ["idle"]
ask = 3

[[question]]
id = "soir"
kind = "one"
difficulty = 1
facts = ["screen"]
options = ["veille", "arret"]
right = "arret"

[[question]]
id = "gestes"
kind = "many"
difficulty = 2
options = ["ecran", "lampe", "plante"]
right = ["ecran", "lampe"]

[[question]]
id = "ordre"
kind = "order"
difficulty = 2
items = ["sauver", "fermer", "eteindre"]

[[question]]
id = "paires"
kind = "match"
difficulty = 3
competence = "eteindre"
items = ["midi", "nuit"]
targets = ["en-veille", "a-l-arret"]
right = { midi = "en-veille", nuit = "a-l-arret" }

[[question]]
id = "gain"
kind = "estimate"
difficulty = 4
right = { fact = "screen", from = 1, to = 1000 }
"""

FRENCH = """\
# Éteindre le soir
summary: Un geste du soir.
learnt: Vous savez éteindre le soir.

## step pourquoi: Pourquoi
Un écran allumé pour personne coûte {fact:screen}.

> Bon à savoir : {org:help_desk}

## step quand: Quand
Le soir.

![Un bureau vide la nuit.](figure.svg "Dessin : un bureau la nuit.")

label nuit: La nuit

## step comment: Comment
Par le menu. On lit parfois : « {fact:old myth} ».

## question soir: Que faire le soir ?
hint: La nuit est longue.
reason: L’arrêt épargne {fact:screen}.
- veille: La veille
  feedback: Elle consomme encore.
- arret: L’arrêt
  feedback: Oui.

## question gestes: Que peut-on éteindre ?
hint: Deux ont une prise.
reason: L’écran et la lampe.
- ecran: L’écran
  feedback: Oui.
- lampe: La lampe
  feedback: Oui aussi.
- plante: La plante
  feedback: Elle vit de soleil.

## question ordre: Dans quel ordre ?
hint: D’abord le travail.
reason: Rien ne se perd ainsi.
- sauver: Enregistrer
  feedback: D’abord.
- fermer: Fermer
  feedback: Ensuite.
- eteindre: Éteindre
  feedback: Enfin.

## question paires: Quel état à quelle heure ?
hint: Combien de temps partez-vous ?
reason: Court, on dort ; long, on éteint.
- midi: À midi
  feedback: On revient vite.
- nuit: La nuit
  feedback: On part longtemps.
- en-veille: En veille
- a-l-arret: À l’arrêt

## question gain: Combien par an ?
hint: Moins qu’un radiateur.
reason: {fact:screen statement}.
- low: C’est davantage.
- high: C’est moins.
"""

ENGLISH = """\
of: 00000000
# Switch off in the evening
summary: An evening gesture.
learnt: You know how to switch off in the evening.

## step pourquoi: Why
A screen left on for nobody costs {fact:screen}.

> Good to know: {org:help_desk}

## step quand: When
In the evening.

![An empty desk at night.](figure.svg "Drawing: a desk at night.")

label nuit: At night

## step comment: How
By the menu. One reads at times: “{fact:old myth}”.

## question soir: What to do in the evening?
hint: The night is long.
reason: Switching off spares {fact:screen}.
- veille: Sleep
  feedback: It still takes power.
- arret: Off
  feedback: Yes.

## question gestes: What can be switched off?
hint: Two have a plug.
reason: The screen and the lamp.
- ecran: The screen
  feedback: Yes.
- lampe: The lamp
  feedback: Yes too.
- plante: The plant
  feedback: It lives on sun.

## question ordre: In which order?
hint: First the work.
reason: Nothing gets lost that way.
- sauver: Save
  feedback: First.
- fermer: Close
  feedback: Then.
- eteindre: Switch off
  feedback: Last.

## question paires: Which state at what time?
hint: How long are you away?
reason: Short, it sleeps; long, it is off.
- midi: At noon
  feedback: You are back soon.
- nuit: At night
  feedback: You are away for long.
- en-veille: Asleep
- a-l-arret: Off

## question gain: How much a year?
hint: Less than a heater.
reason: {fact:screen statement}.
- low: It is more.
- high: It is less.
"""

FIGURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 250">
<rect width="680" height="250" rx="18" fill="{{sunken}}"/>
<text x="20" y="40" fill="{{ink}}">{{label:nuit}}</text>
</svg>
"""

COVER = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 150"><rect width="9" height="9" fill="{{i_sky}}"/></svg>
"""

LESSON_FOLDER = "poste/eteindre-le-soir"
FILES = {
    "label.toml": LABEL,
    "facts.toml": FACTS,
    "gestures.toml": GESTURES,
    "paths.toml": PATHS,
    "organisation.toml": TOWN,
    f"{LESSON_FOLDER}/lesson.toml": LESSON,
    f"{LESSON_FOLDER}/fr.md": FRENCH,
    f"{LESSON_FOLDER}/en.md": ENGLISH,
    f"{LESSON_FOLDER}/figure.svg": FIGURE,
    f"{LESSON_FOLDER}/cover.svg": COVER,
}


@dataclass(frozen=True)
class Author:
    """Changes files of a lessons folder; the files of the one lesson are named without their folder."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def file(self, name: str) -> Path:
        """Where a file lies."""
        shared = self.folder / name
        return shared if shared.exists() or "/" in name else self.folder / LESSON_FOLDER / name

    def change(self, name: str, old: str, new: str) -> None:
        """Replace the one place where a text stands; what changes in French is translated at once."""
        text = self.file(name).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def write(self, name: str, text: str) -> None:
        """Write a whole file."""
        self.file(name).write_text(text, "utf-8")
        self.stamp()

    def stamp(self) -> None:
        """Mark every translation as up to date."""
        stamp(self.folder)

    def check(self) -> tuple[int, list[str]]:
        """Exit status of `coach check`, and the lines it printed."""
        self.capsys.readouterr()
        status = main(["check", str(self.folder)])
        out, err = self.capsys.readouterr()
        assert err == ""
        return status, out.splitlines()


def make_folder(place: Path) -> Path:
    """Write the folder without a fault."""
    folder = place / "lessons"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    stamp(folder)
    return folder
