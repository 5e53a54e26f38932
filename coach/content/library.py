"""The lessons folder as one object: cards, lessons, paths, gestures, facts and label in one language."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach import places
from coach.content.facts import References, figure, read_facts, read_units
from coach.content.how import desk, ways
from coach.content.label import read_label
from coach.content.shape import LESSON, SHARED, ill, sound
from coach.content.stamp import Stamp, stamp
from coach.content.toml_file import TomlFile
from coach.content.town import read_town
from coach.content.words_file import WordsFile
from coach.domain.errors import ContentError, QuizError, UnknownLink
from coach.domain.fact import Fact, Status
from coach.domain.label import Label
from coach.domain.lesson import Card, Gesture, Lesson
from coach.domain.lesson import Path as LessonPath
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.content.lesson_file import Known
    from coach.domain.final_quiz import Pool
    from coach.domain.glossary import Term

# The two folders of a pack, see `content.pack`.
LESSONS, TOWN = "lessons", "town"
# The folder of the final quizzes, one folder a path.
QUIZ = "quiz"


@dataclass(frozen=True, eq=False)
class Library:
    """Reads `folder` in `language`; each part is read once, when asked for.

    `extra` are the town's own folders. Their lessons, facts, terms, gestures, paths and words are added to the
    others, by id; the last label.toml stands in the place of the others.
    """

    folder: Path
    language: str
    extra: tuple[Path, ...] = ()
    _shared: dict[str, list[dict[str, Any]]] = field(default_factory=dict, init=False, repr=False)
    _lessons: dict[str, Lesson] = field(default_factory=dict, init=False, repr=False)

    @property
    def _all(self) -> tuple[Path, ...]:
        return (self.folder, *self.extra)

    def _own(self, name: str) -> Path:
        """The folder whose file of that name counts."""
        return next((one for one in reversed(self.extra) if (one / name).is_file()), self.folder)

    def _rows(self, name: str, table: str) -> dict[str, dict[str, Any]]:
        shape = SHARED[name][table]
        return {
            key: row for tables in self._read(name) for key, row in sound(tables.get(table), shape).items()
        }

    def _read(self, name: str) -> list[dict[str, Any]]:
        """The values of a shared file in each folder that has it; a file is read once, when asked for."""
        if name not in self._shared:
            files = (folder / name for folder in self._all)
            self._shared[name] = [TomlFile(file).values for file in files if file.is_file()]
        return self._shared[name]

    @cached_property
    def folders(self) -> dict[str, Path]:
        """The lesson folders by lesson id."""
        files = (file for folder in self._all for file in sorted(folder.glob("*/*/lesson.toml")))
        return {file.parent.name: file.parent for file in files}

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Facts by id."""
        rows, units = self._rows("facts.toml", "fact"), self._rows("facts.toml", "unit")
        return read_facts(rows, units, self.language)

    @cached_property
    def terms(self) -> "dict[str, Term]":
        """The glossary by id, in the order of the alphabet."""
        from coach.content.glossary import FILE, read_terms

        return read_terms(self._rows(FILE, "term"), self.language)

    @cached_property
    def references(self) -> References:
        """What a text may refer to."""
        town = {key: said for folder in self._all for key, said in read_town(folder, self.language).items()}
        units = read_units(self._rows("facts.toml", "unit"), self.language)
        return References(self.facts, town, units)

    @cached_property
    def label(self) -> Label:
        """The competence tree."""
        return read_label(self._own("label.toml"), self.language)

    @cached_property
    def known(self) -> "Known":
        """The ids a lesson may name."""
        from coach.content.drawing import TOKENS
        from coach.content.lesson_file import Known

        competences = frozenset(c.id for c in self.label.competences)
        return Known(competences, frozenset(self._rows("gestures.toml", "gesture")), TOKENS)

    @cached_property
    def gestures(self) -> dict[str, Gesture]:
        """Gestures by id."""
        return {
            name: self._gesture(name, row) for name, row in self._rows("gestures.toml", "gesture").items()
        }

    def _gesture(self, name: str, row: dict[str, object]) -> Gesture:
        return Gesture(
            id=name,
            text=str(row.get(self.language) or row["fr"]),
            domain=str(row["domain"]),
            daily=bool(row.get("daily")),
            group=str(row.get("group", "me")),
            fact=str(row.get("fact", "")),
            how=ways(row.get("how"), self._desk, self.language),
            it_may_hold=bool(row.get("it_may_hold")),
        )

    @cached_property
    def _desk(self) -> dict[str, str]:
        return desk(self._read("organisation.toml"))

    def effect(self, gesture: Gesture) -> str:
        """A gesture's order of magnitude with range, source and year; empty when it cannot be measured."""
        fact = self.facts.get(gesture.fact)
        if fact is None:
            return ""
        # A contested figure keeps its whole sentence: the words "at most" must not be lost.
        sober = fact.printable and fact.status is not Status.CONTESTED
        return _("Order of magnitude: {figure} ({source}, {year}).").format(
            figure=figure(fact) if sober else fact.statement.rstrip("."), source=fact.source, year=fact.year
        )

    @cached_property
    def paths(self) -> dict[str, LessonPath]:
        """Paths by id, in the file's order; lessons not installed or too broken to read are left out."""
        return {
            name: LessonPath(
                id=name,
                title=row.get(self.language) or row["fr"],
                summary=row.get(f"summary_{self.language}") or row.get("summary_fr", ""),
                lessons=tuple(lesson for lesson in row["lessons"] if lesson in self.cards),
                audiences=tuple(row.get("audiences", ("all-staff",))),
                edition=row.get("edition", 1),
                # Without questions nobody could pass it, and the path would never end.
                quiz=row.get("quiz", False) and self.quiz_folder(name) is not None,
            )
            for name, row in self._path_rows.items()
        }

    def told_lesson(self, lesson: str) -> str:
        """A lesson's title, or its id where it is not installed; without an id a path's final quiz is meant."""
        card = self.cards.get(lesson)
        return card.title if card else lesson or _("Final quiz")

    def told_size(self, path: str) -> str:
        """How many lessons a path has, how many minutes they take, and whether a quiz ends it."""
        cards = [self.cards[lesson] for lesson in self.paths[path].lessons]
        lessons = ngettext("{n} lesson", "{n} lessons", len(cards))
        minutes = ngettext("{n} minute", "{n} minutes", sum(card.minutes for card in cards))
        size = f"{lessons}, {minutes}"
        return _("{size}, then a final quiz").format(size=size) if self.paths[path].quiz else size

    def quiz_folder(self, path: str) -> Path | None:
        """Where the questions of a path's final quiz are; the town's own count before the others."""
        folders = (folder / QUIZ / path for folder in reversed(self._all))
        return next((one for one in folders if (one / "quiz.toml").is_file()), None)

    def taught(self, path: str) -> tuple[str, ...]:
        """The competences that the lessons of a path name."""
        lessons = (self.cards[lesson] for lesson in self._path_rows[path]["lessons"] if lesson in self.cards)
        return tuple(dict.fromkeys(name for card in lessons for name in card.competences))

    def pool(self, path: str) -> "Pool":
        """The questions of a path's final quiz.

        Raises:
            UnknownLink: there is no such path, or it has none.
            QuizError: they have a fault; `coach check` lists them all.
        """
        folder = self.quiz_folder(path) if path in self.paths else None
        if folder is None:
            raise UnknownLink(name=path)
        from coach.content.quiz_file import QuizFile
        from coach.domain.final_quiz import Pool

        row = self.paths[path]
        for language in dict.fromkeys((self.language, "fr")):
            file = QuizFile(folder, language, self.references, self.taught(path))
            questions = file.read()
            if questions and not file.faults:
                return Pool(path, row.edition, file.language, questions)
        raise QuizError(path=row.title, fault=file.faults[0].told(self.folder))

    @cached_property
    def _path_rows(self) -> dict[str, dict[str, Any]]:
        return self._rows("paths.toml", "path")

    @cached_property
    def cards(self) -> dict[str, Card]:
        """A card per lesson, in the order of the paths, then of the folders, without those too broken to read."""
        order = dict.fromkeys(lesson for row in self._path_rows.values() for lesson in row["lessons"])
        order.update(dict.fromkeys(self.folders))
        cards = (self._card(lesson) for lesson in order if lesson in self.folders)
        return {card.id: card for card in cards if card}

    def _card(self, lesson: str) -> Card | None:
        folder = self.folders[lesson]
        toml = TomlFile(folder / "lesson.toml")
        words = WordsFile(folder / f"{self.language}.md")
        if words.faults and self.language != "fr":
            words = WordsFile(folder / "fr.md")
        values = toml.values
        if toml.faults or words.faults or any(ill(values, LESSON)):
            return None
        cover = folder / str(values.get("cover", "cover.svg"))
        return Card(
            id=lesson,
            title=words.title,
            summary=words.fields.get("summary", ""),
            minutes=values["minutes"],
            domain=self.domain_of(values["competences"]),
            competences=tuple(values["competences"]),
            nudges=tuple(values.get("nudges", ())),
            gesture=values["gesture"],
            edition=values["edition"],
            screens=len(values["steps"]) + values["ask"],
            cover=cover.read_bytes().decode("utf-8", "replace") if cover.is_file() else "",
        )

    def domain_of(self, competences: Sequence[str]) -> str:
        """Title of the domain of the first competence."""
        first = next((c.domain for c in self.label.competences if c.id in competences[:1]), "")
        return next((d.title for d in self.label.domains if d.id == first), "")

    def lesson(self, lesson_id: str) -> Lesson:
        """One lesson, whole; it is read once.

        Raises:
            UnknownLink: there is no such lesson.
            ContentError: it has a fault; `coach check` lists them all.
        """
        if lesson_id not in self._lessons:
            self._lessons[lesson_id] = self._whole(lesson_id)
        return self._lessons[lesson_id]

    def _whole(self, lesson_id: str) -> Lesson:
        if lesson_id not in self.folders:
            raise UnknownLink(name=lesson_id)
        # The first page shows cards only: reading whole lessons is loaded with the first of them.
        from coach.content.lesson_file import LessonFile

        # A translation with a fault gives way to the French, as on the lesson's card.
        for language in dict.fromkeys((self.language, "fr")):
            file = LessonFile(self.folders[lesson_id], language, self.references, self.known)
            lesson = file.read()
            if lesson is not None and not file.faults:
                return lesson
        raise ContentError(lesson=lesson_id, fault=file.faults[0].told(self.folder))


def library(language: str, extra: str = "") -> Library:
    """The organisation's pack of lessons, else the shipped ones; with those of the town's own folder, if any.

    The last one is kept until a file of it changes.
    """
    pack = _pack()
    lessons = os.path.join(pack, LESSONS) if pack else places.lessons()
    town = (os.path.join(pack, TOWN) if pack else "", extra)
    folders = (lessons, *(one for one in town if one and os.path.isdir(one)))
    return _kept(folders, language, stamp(folders))


@lru_cache(maxsize=1)
def _kept(folders: tuple[str, ...], language: str, _of: Stamp) -> Library:
    return Library(Path(folders[0]), language, tuple(map(Path, folders[1:])))


def _pack() -> str:
    """The pack that was there at the first look: a window that runs keeps the editions of its lessons."""
    if (found := _first(places.home())) and not os.path.isdir(found):
        _first.cache_clear()
    return _first(places.home())


@cache
def _first(home: str) -> str:
    return places.pack()
