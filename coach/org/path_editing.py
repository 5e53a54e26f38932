"""The town's own paths: a trainer makes and changes them; the shipped ones stay as they are."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach import places, policy
from coach.content.library import Library
from coach.content.path_file import NotEditable, put
from coach.content.shape import SHARED, sound
from coach.content.toml_file import TomlFile, read_text
from coach.domain.errors import CoachError, ExportError
from coach.domain.people import Person, Role
from coach.domain.text import N_
from coach.org.names import plain
from coach.org.rights import may
from coach.org.whole_file import as_export_error, whole_file
from coach.words import _

FILE = "paths.toml"
_OWN_KEYS = ("fr", "en", "summary_fr", "summary_en", "lessons", "audiences", "quiz")


class PathNotKept(CoachError):
    """A path cannot be kept as wished."""

    what = N_("The path “{title}” cannot be kept: {reason}")
    safe = N_("Nothing was changed; what you typed is still here.")
    todo = N_("Mend it, then save again.")


@dataclass(frozen=True)
class TownPath:
    """A path as its file has it, in both languages; an empty English text is the French one."""

    title: str
    lessons: tuple[str, ...]
    title_en: str = ""
    summary: str = ""
    summary_en: str = ""
    audiences: tuple[str, ...] = ("all-staff",)
    quiz: bool = False

    def row(self) -> dict[str, Any]:
        """As `paths.toml` has it; English repeats the French where there is none, as `coach check` wants it."""
        title, summary = _line(self.title), _line(self.summary)
        row = {
            "fr": title,
            "en": _line(self.title_en) or title,
            "summary_fr": summary,
            "summary_en": _line(self.summary_en) or summary,
            "lessons": list(self.lessons),
            "audiences": list(self.audiences),
            "quiz": self.quiz,
        }
        return {key: value for key, value in row.items() if value != ""}


@dataclass(frozen=True)
class Kept:
    """A path that was saved. `before` and `after` are the file's texts; None: there was no file."""

    id: str
    file: str
    before: str | None
    after: str


def town_folder() -> tuple[str, bool]:
    """Where the town's own paths are kept, and whether the policy names it; else it is one of this computer."""
    named = policy.read().lessons
    return named or places.town(), bool(named)


def town_paths(actor: Person) -> dict[str, TownPath]:
    """The town's own paths by id, in the file's order."""
    may(actor, Role.TRAINER)
    rows = TomlFile(Path(town_folder()[0]) / FILE).values.get("path")
    return {name: _read(row) for name, row in sound(rows, SHARED[FILE]["path"]).items()}


def _read(row: Mapping[str, Any]) -> TownPath:
    title, summary = row["fr"], row.get("summary_fr", "")
    return TownPath(
        title=title,
        lessons=tuple(row["lessons"]),
        title_en="" if row.get("en") == title else row.get("en", ""),
        summary=summary,
        summary_en="" if row.get("summary_en") == summary else row.get("summary_en", ""),
        audiences=tuple(row.get("audiences", ("all-staff",))),
        quiz=row.get("quiz", False),
    )


def save_path(
    actor: Person, shelf: Library, wanted: TownPath, name: str = "", was: TownPath | None = None
) -> Kept:
    """Make a path, or change the town's path `name`, which the form showed as `was`.

    Raises:
        PathNotKept: its words or lessons do not fit, it was changed meanwhile, or the file cannot be written.
    """
    own = town_paths(actor)
    if name and own.get(name) != was:
        raise _refused(wanted, _("somebody changed it meanwhile. Open it again to see how it stands."))
    name = name or _new_name(shelf, own, wanted)
    _fits(shelf, wanted)
    file = os.path.join(town_folder()[0], FILE)
    before = _text(wanted, file)
    extra = _extra(before or "", name)
    try:
        after = put(before or "", name, {**wanted.row(), **extra})
    except NotEditable as error:
        told = _(
            "{file} is written in a way that only a text editor can change. “coach check” names its faults."
        )
        raise _refused(wanted, told.format(file=file)) from error
    _write(wanted, file, after)
    return Kept(name, file, before, after)


def undo_path(actor: Person, wanted: TownPath, kept: Kept) -> None:
    """Put the file back as it was before.

    Raises:
        PathNotKept: somebody changed the file since, or it cannot be written.
    """
    may(actor, Role.TRAINER)
    if _text(wanted, kept.file) != kept.after:
        raise _refused(wanted, _("somebody changed it meanwhile. Open it again to see how it stands."))
    if kept.before is not None:
        _write(wanted, kept.file, kept.before)
        return
    try:
        os.remove(kept.file)
    except OSError as error:
        raise _refused(wanted, str(as_export_error(error, kept.file).facts["reason"])) from error


def _refused(wanted: TownPath, reason: str) -> PathNotKept:
    return PathNotKept(title=_line(wanted.title) or "–", reason=reason)


def _line(words: str) -> str:
    return " ".join(words.encode("utf-8", "replace").decode().split())


def _new_name(shelf: Library, own: Mapping[str, TownPath], wanted: TownPath) -> str:
    """The id that links name: the title in plain letters."""
    title = _line(wanted.title)
    name = plain(title).encode("ascii", "ignore").decode().replace("_", "-").strip("-")
    titles = {plain(path.title) for path in shelf.paths.values()} | {plain(one.title) for one in own.values()}
    if not name:
        raise _refused(wanted, _("its title needs a few letters from a to z, for its link."))
    if name in shelf.paths or name in own or plain(title) in titles:
        raise _refused(wanted, _("another path has this title already."))
    return name


def _fits(shelf: Library, wanted: TownPath) -> None:
    known = [trade for trade, _title in shelf.label.audiences]
    unknown = [lesson for lesson in wanted.lessons if lesson not in shelf.cards]
    if not _line(wanted.title):
        raise _refused(wanted, _("it has no title."))
    if not wanted.lessons:
        raise _refused(wanted, _("it has no lesson."))
    if unknown:
        raise _refused(wanted, _("the lesson “{lesson}” is not installed.").format(lesson=unknown[0]))
    if len(set(wanted.lessons)) < len(wanted.lessons):
        raise _refused(wanted, _("a lesson stands in it twice."))
    if not wanted.audiences or not set(wanted.audiences) <= set(known):
        raise _refused(wanted, _("it is for nobody that the label names."))


def _text(wanted: TownPath, file: str) -> str | None:
    try:
        return read_text(Path(file))
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise _refused(wanted, _("{file} is not written in UTF-8.").format(file=file)) from error
    except OSError as error:
        raise _refused(wanted, str(as_export_error(error, file).facts["reason"])) from error


def _extra(text: str, name: str) -> dict[str, Any]:
    """Keys that somebody added by hand and this editor does not know."""
    try:
        paths = tomllib.loads(text).get("path", {})
    except tomllib.TOMLDecodeError:
        return {}  # `put` is about to refuse the text
    row = paths.get(name, {}) if isinstance(paths, dict) else {}
    return {key: value for key, value in row.items() if key not in _OWN_KEYS}


def _write(wanted: TownPath, file: str, text: str) -> None:
    try:
        if os.path.dirname(file) == places.town():
            os.makedirs(places.town(), exist_ok=True)
        with whole_file(file, replace=True) as draft:
            draft.fill(lambda out: out.write(text.encode()))
            draft.keep()
    except OSError as error:
        raise _refused(wanted, str(as_export_error(error, file).facts["reason"])) from error
    except ExportError as error:
        raise _refused(wanted, str(error.facts["reason"])) from error
