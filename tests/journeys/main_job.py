"""The main job from end to end through the real window: what journey 1 tests and the tour shows."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

from coach import words
from coach.content.library import library
from coach.sensors import sensors
from coach.words import _
from tests.desk import ALL_DAY, Desk, Node, Program, Table, press, wait_for
from tests.journeys.questions import take

LEARNER, TRAINER, HR = "1001", "2001", "3001"
PEOPLE = """matricule;nom;service;rôles;login
1001;Camille Martin;Accueil;;
1002;Noé Petit;Accueil;;
2001;Alix Bernard;Formation;trainer;
3001;Dominique Leroy;Ressources humaines;hr;
"""
PATH, LESSON, NUDGED = "web", "mes-onglets", "veille-ou-arret"
AWAY_SECONDS = 3

Picture = Callable[[str], None]


def _nothing(_name: str) -> None:
    return


class MainJob:
    """One step a method, in order. `picture` is called at each moment worth a look."""

    def __init__(self, desk: Desk, picture: Picture = _nothing) -> None:
        self.desk, self.picture = desk, picture
        words.use("fr")
        self.shelf = library("fr")
        self.window: Program | None = None

    def everything(self) -> Path:
        """Do the whole job; returns HR's file."""
        self.list_people()
        self.first_run()
        self.first_lesson()
        self.progress_moved()
        self.nudge_opens_lesson()
        self.trainer_assigns()
        self.learner_completes()
        return self.hr_exports()

    def list_people(self) -> None:
        """The town's list comes first, as its IT department would import it."""
        file = self.desk.folder / "people.csv"
        file.write_text(PEOPLE, "utf-8")
        self.desk.run("people", "import", str(file), "--apply", check=True)

    def first_run(self) -> None:
        """First start to the first step of the first lesson, in three activations, one reminder switched on."""
        root = self._open(LEARNER)
        root.find("heading", _("Welcome"), seconds=20)
        self.picture("bienvenue")
        press(root.find("push button", _("Continue")))
        root.find("heading", _("Reminders, if you like"))
        press(root.find("check box", _(sensors()["idle"].texts.name)))
        self.picture("rappels")
        press(root.find("push button", _("Confirm my choices")))
        root.find("heading", _("Your rhythm"))
        self.picture("rythme")
        press(root.find("push button", re.compile("^" + _("Start the lesson: {title}").split("{")[0])))

    def first_lesson(self) -> None:
        """The first lesson of the first path, with its quiz."""
        root, first = self._root(), self.shelf.paths["bienvenue"].lessons[0]
        root.find("heading", self.shelf.lesson(first).steps[0].title)
        self.picture("lecon")
        take(self.desk, root, first, self.picture)
        self.picture("fin-de-lecon")
        press(root.find("push button", _("I will try it this week")))
        root.find("push button", _("In your notebook"))
        press(root.find("push button", _("Back to today")))
        root.find("heading", _("Hello {name}").format(name="Camille"))
        self.picture("aujourd-hui")

    def progress_moved(self) -> None:
        """A competence of the lesson's domain is met now."""
        root = self._root()
        self.desk.screen.key("ctrl+3")
        root.find("heading", _("My progress"))
        met = [bar.value.now for bar in root.find_all("progress bar")]
        assert sum(met) > 0, "no competence is met"
        self.picture("progres")

    def nudge_opens_lesson(self) -> None:
        """The person goes away and comes back; the notification's button opens the lesson in the running window."""
        self.desk.set(ALL_DAY | {"nudges.idle.threshold": str(AWAY_SECONDS)}, COACH_PERSON=LEARNER)
        agent = self.desk.start("agent", COACH_PERSON=LEARNER)
        self.desk.screen.move(200, 200)
        wait_for(
            lambda: self.desk.screen.idle_ms() > AWAY_SECONDS * 1000 + 1500, seconds=20, what="an absence"
        )
        self.desk.screen.move(240, 220)
        shown = self.desk.notifications.wait_for(seconds=5)
        assert len(shown.actions) >= 2, shown
        self.picture("rappel")
        self.desk.notifications.invoke(shown, "open")
        self._root().find("heading", self.shelf.lesson(NUDGED).steps[0].title, seconds=15)
        self.picture("rappel-lecon")
        agent.stop()
        self._close()

    def trainer_assigns(self) -> None:
        """A trainer proposes a path to a service in three steps, with a wished day."""
        root = self._open_page(TRAINER, "Équipe")
        press(root.find("push button", re.compile("Attribuer un parcours")))
        press(root.find("radio button", self.shelf.paths[PATH].title))
        press(root.find("push button", _("Continue")))
        groups = root.find("list", "Services, groupes et personnes")
        groups.grab_focus()
        wait_for(lambda: any("focused" in row.states for row in (groups, *groups.children)), what="the focus")
        self.desk.screen.key("Home", "space")
        root.find("list item", "Accueil, service, 2 personnes, choisi")
        press(root.find("push button", _("Continue")))
        press(root.find("push button", re.compile("Dans un mois")))
        self.picture("attribuer")
        press(root.find("push button", "Envoyer"))
        root.find("heading", "Parcours proposés")
        self.picture("equipe")
        self._close()

    def learner_completes(self) -> None:
        """The learner sees who proposed it, and takes its lesson."""
        root = self._open(LEARNER)
        root.find("heading", _("Hello {name}").format(name="Camille"), seconds=20)
        self.desk.screen.key("ctrl+2")
        root.find(name=re.compile("Alix Bernard"))
        self.picture("parcours-propose")
        self._close()
        root = self._open(LEARNER, "open", f"coach://lesson/{LESSON}")
        take(self.desk, root, LESSON)
        self._close()

    def hr_exports(self) -> Path:
        """HR sees the very rows and saves them, then as a workbook by command; returns the first file."""
        file = self.desk.folder / "completions.csv"
        root = self._open_page(HR, "Exports")
        press(root.find("radio button", re.compile("^CSV pour Excel")))
        self.desk.choose(
            root.find("combo box", _("One line per person and path")), _("One line per lesson finished")
        )
        table = Table(root.find("table"))
        wait_for(lambda: table.rows == 1, what="the completion in the preview")
        root.find("text", "Dossier et fichier").set_text(str(file))
        press(root.find("push button", "Enregistrer l’export"))
        wait_for(file.exists, what="the file")
        self.desk.events.wait_for_announcement(re.compile(file.name))
        self.picture("export")
        self._close()
        self._run(HR, "export", "xlsx", "--out", str(file.with_suffix(".xlsx")), "--what", "completion")
        return file

    def _run(self, person: str, *arguments: str) -> None:
        self.desk.run(*arguments, check=True, COACH_PERSON=person)

    def _open(self, person: str, *arguments: str) -> Node:
        self.window = self.desk.start(*arguments, COACH_PERSON=person)
        return self.window.window()

    def _open_page(self, person: str, title: str) -> Node:
        """Open the window of somebody who has been welcomed, at a page of the navigation."""
        self._run(person, "settings", "set", "welcomed", "true")
        root = self._open(person)
        root.find("heading", re.compile("^" + _("Hello")), seconds=20)
        number = [row.name for row in root.find_all("list item")].index(title) + 1
        self.desk.screen.key(f"ctrl+{number}")
        root.find("heading", title)
        return root

    def _root(self) -> Node:
        assert self.window
        return self.window.window()

    def _close(self) -> None:
        assert self.window
        self.window.stop()
        self.window = None


def lines(file: Path) -> list[dict[str, str]]:
    """The lines of a French CSV export, read back."""
    with file.open(encoding="utf-8-sig", newline="") as out:
        return list(csv.DictReader(out, delimiter=";"))
