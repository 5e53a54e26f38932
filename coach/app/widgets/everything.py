"""The dialog “Tout voir”: all that is kept about a person on this desk, table by table, in plain words."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from coach import study
from coach.app.answers import in_words
from coach.app.theme import theme
from coach.app.widgets.dialog import Dialog
from coach.app.widgets.level_words import told_between
from coach.app.widgets.plain_table import Rows, table
from coach.app.widgets.text import heading, text
from coach.domain.errors import CoachError
from coach.domain.lesson import Question
from coach.sensors import moments, sensors
from coach.study import Me
from coach.words import _, day, moment, ngettext

Found = Mapping[str, Any]


class Everything(Dialog):
    """Shows what `own_data.everything` gives; the parts in which nothing is kept say so."""

    def __init__(self, opener: QWidget, me: Me, found: Found) -> None:
        super().__init__(opener, _("Everything kept about you"), 940, 680)
        self._telling = _Telling(me)
        for title, rows in self._telling.parts(found):
            self.column.addSpacing(theme().space(6))
            self.column.addWidget(heading(title, "heading", 600))
            if rows.rows:
                self.column.addWidget(table(title, rows))
            else:
                self.column.addWidget(text(_("Nothing is kept here."), "body", 400, "ink2"))
        self.column.addStretch(1)
        self.offer_close()


class _Telling:
    """Turns stored rows into words: titles for ids, days for moments."""

    def __init__(self, me: Me) -> None:
        self._shelf = me.library
        self._questions: dict[str, dict[str, Question]] = {}

    def parts(self, found: Found) -> Iterable[tuple[str, Rows]]:
        """The parts of the dialog in order: title and rows."""
        records = found["records"]
        attempts = {row["id"]: row["lesson"] for row in records.get("attempt", ())}
        yield _("Who you are"), self._person(found["person"])
        yield _("Your settings"), self._settings()
        yield _("Lessons begun or finished"), self._attempts(records.get("attempt", ()))
        yield _("Your answers"), self._answers(records.get("answer", ()), attempts)
        yield _("How long each answer is expected to last"), self._lasting(found["expected_to_last"])
        yield _("Your level in each domain"), self._levels(found["levels"])
        yield _("Your gestures"), self._gestures(records.get("gesture_note", ()))
        yield _("What you did, in order"), self._events(records.get("event", ()))
        yield _("Shared with the organisation"), self._shared(found["shared_with_the_organisation"])
        yield _("Proposed by the organisation"), self._proposed(found["proposed_by_the_organisation"])
        noticed = found["noticed_on_this_machine"]
        yield _("Reminders shown"), self._reminders(noticed["reminders"])
        yield _("Sources looked at"), self._looked(noticed["sources_looked_at"])
        yield _("Screen sleep"), self._screen(found["screen_sleep_set_here"])
        yield _("Folders"), self._folders(found["folders"])

    def _person(self, person: Found) -> Rows:
        roles = {"learner": _("learner"), "trainer": _("trainer"), "hr": _("HR")}
        trades = dict(self._shelf.label.audiences)
        rows = (
            (_("Name"), person["name"]),
            (_("Staff number or login"), person["id"]),
            (_("Login"), person["login"]),
            (_("Service"), person["service"]),
            (_("Roles"), ", ".join(roles.get(one, one) for one in person["roles"])),
            (_("Trades"), ", ".join(trades.get(one, one) for one in person["audiences"])),
        )
        return _two(_("What"), _("Value"), ((name, value) for name, value in rows if value))

    def _settings(self) -> Rows:
        rows = ((row.help, row.value or _("empty")) for row in study.settings_table())
        return _two(_("Setting"), _("Value"), rows)

    def _attempts(self, rows: Iterable[Found]) -> Rows:
        told = tuple(
            (
                self._named(row),
                _moment(row["started"]),
                _moment(row["finished"]) or _("not yet"),
                str(row["edition"]),
            )
            for row in rows
        )
        return Rows((_("Lesson"), _("Begun"), _("Finished"), _("Edition")), told, (6, 4, 4, 2))

    def _answers(self, rows: Iterable[Found], attempts: Mapping[str, str]) -> Rows:
        # A file of an earlier program has lessons only: each answer belongs to that of its attempt.
        homes = ((row, row.get("lesson", attempts.get(row["attempt"], ""))) for row in rows)
        told = tuple(
            (
                self._question(lesson, row["question"]),
                self._response(lesson, row["question"], row["response"]),
                _("right") if row["score"] >= 1 else _("to review"),
                _moment(row["at"]),
            )
            for row, lesson in homes
        )
        return Rows((_("Question"), _("Your answer"), _("Result"), _("When")), told, (6, 5, 2, 3))

    def _named(self, row: Found) -> str:
        of = {"review": _("Daily review"), "placement": _("Find your level")}
        return of.get(str(row.get("kind"))) or self._lesson(row["lesson"])

    def _lasting(self, rows: Iterable[Found]) -> Rows:
        told = ((self._question(row["lesson"], row["question"]), _day(row["until"])) for row in rows)
        return _two(_("Question"), _("Until"), told)

    def _levels(self, rows: Iterable[Found]) -> Rows:
        titles = {domain.id: domain.title for domain in self._shelf.label.domains}
        told = (
            (titles.get(row["domain"], str(row["domain"])), told_between(row["level"], row["between"]))
            for row in rows
        )
        return _two(_("Domain"), _("Level"), told)

    def _gestures(self, rows: Iterable[Found]) -> Rows:
        states = {"planned": _("planned"), "done": _("done"), "habit": _("a habit")}
        known = self._shelf.gestures
        told = tuple(
            (
                row["words"] or (known[row["gesture"]].text if row["gesture"] in known else row["gesture"]),
                states.get(row["state"], str(row["state"])),
                _day(row["day"]),
            )
            for row in rows
        )
        return Rows((_("Gesture"), _("State"), _("Day")), told, (8, 3, 3))

    def _events(self, rows: Iterable[Found]) -> Rows:
        verbs = {"completed": _("finished"), "passed": _("passed"), "failed": _("to try again")}
        told = tuple(
            (
                self._lesson(row["object"].partition("/")[2]),
                verbs.get(row["verb"], str(row["verb"])),
                _moment(row["at"]),
            )
            for row in rows
        )
        return Rows((_("About"), _("Verb"), _("When")), told, (8, 3, 3))

    def _shared(self, rows: Iterable[Found]) -> Rows:
        told = tuple(
            (
                self._shelf.told_lesson(row["lesson"]),
                self._path(row["path"]),
                _day(row["finished_on"]),
            )
            for row in rows
        )
        return Rows((_("Lesson"), _("Path"), _("Day")), told, (6, 4, 3))

    def _proposed(self, rows: Iterable[Found]) -> Rows:
        told = tuple((self._path(row["path"]), row["assigned_by"], _day(row["assigned_on"])) for row in rows)
        return Rows((_("Path"), _("By"), _("Day")), told, (6, 4, 3))

    def _reminders(self, rows: Iterable[Found]) -> Rows:
        shown = ((moments().get(row["type"]), row["day"]) for row in rows)
        told = ((_(sensor.texts.recent), _day(at)) for sensor, at in shown if sensor is not None)
        return _two(_("Reminder"), _("Day"), told)

    def _looked(self, days: Mapping[str, list[str]]) -> Rows:
        known = sensors()

        def told(name: str) -> str:
            sensor, _dot, key = name.partition(".")
            return _(known[sensor].sources[key]) if sensor in known else name

        return _two(_("Day"), _("Source"), ((_day(one), ", ".join(map(told, days[one]))) for one in days))

    def _screen(self, kept: Found) -> Rows:
        if not kept:
            return _two(_("What"), _("Value"), ())
        # The system's own names, as nobody but the system reads them.
        before = ", ".join(f"{name} {value}" for name, value in kept["before"].items())
        rows = (
            (_("Sleeps after"), ngettext("{n} min", "{n} min", kept["minutes"])),
            (_("Set on"), _day(kept["day"])),
            (_("The system's values from before"), before),
        )
        return _two(_("What"), _("Value"), rows)

    def _folders(self, folders: Mapping[str, str]) -> Rows:
        names = {"records": _("Your records"), "noticed": _("What is noticed, and the logs")}
        return _two(_("What"), _("Folder"), ((names.get(key, key), folders[key]) for key in folders))

    # Words for ids -------------------------------------------------------------------------------------------------

    def _lesson(self, lesson: str) -> str:
        card, path = self._shelf.cards.get(lesson), self._shelf.paths.get(lesson)
        quiz = _("Final quiz: {path}").format(path=path.title) if path else lesson
        return card.title if card else quiz

    def _path(self, path: str) -> str:
        known = self._shelf.paths.get(path)
        return known.title if known else path

    def _of_lesson(self, lesson: str) -> dict[str, Question]:
        if lesson not in self._questions:
            try:
                shelf = self._shelf
                pooled = lesson in shelf.paths and lesson not in shelf.cards
                questions = (shelf.pool(lesson) if pooled else shelf.lesson(lesson)).questions
            except CoachError:
                questions = ()
            self._questions[lesson] = {question.id: question for question in questions}
        return self._questions[lesson]

    def _question(self, lesson: str, question: str) -> str:
        known = self._of_lesson(lesson).get(question)
        return known.text if known else question

    def _response(self, lesson: str, question: str, response: str) -> str:
        """A stored answer with the words of its choices in place of their ids."""
        import json

        known = self._of_lesson(lesson).get(question)
        words = {name: choice.text for name, choice in known.choices.items()} if known else {}
        return in_words(json.loads(response), words)


def _two(first: str, second: str, rows: Iterable[tuple[str, str]]) -> Rows:
    return Rows((first, second), tuple(rows), (1, 1))


def _moment(told: str | None) -> str:
    return moment(datetime.fromisoformat(told)) if told else ""


def _day(told: str) -> str:
    return day(date.fromisoformat(told[:10]))
