"""The forms that lessons name: documents to copy and fill in, and what is wrong with them."""

import io
import re
import zipfile
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.content.faults import Fault
from coach.content.shape import SHARED, sound
from coach.content.toml_file import TomlFile
from coach.words import _

FOLDER = "forms"
FILE = f"{FOLDER}/forms.toml"
MIME = {
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
"""What may be a form: its file's ending, and what the file says of itself."""
_MOST = 2_000_000
_SCRIPTS = ("Basic/", "Scripts/")
# What no system, or only some, takes in a file's name.
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]|^\.|[. ]$')


@dataclass(frozen=True)
class Form:
    """A form in one language.

    Attributes:
        title: names the copy.
        opening: the words of the button.
        lessons: ids of those that name it.
        file: the one to copy.
    """

    id: str
    title: str
    opening: str
    lessons: tuple[str, ...]
    file: Path


def read_forms(folders: Sequence[Path], language: str) -> dict[str, Form]:
    """The forms by id that have a file in this language or in French; a later folder counts before an earlier."""
    return {
        id: Form(
            id,
            str(row.get(language) or row["fr"]),
            str(row.get(f"open_{language}") or row["open_fr"]),
            tuple(row["lessons"]),
            file,
        )
        for folder in folders
        for id, row in sound(TomlFile(folder / FILE).values.get("form"), SHARED[FILE]["form"]).items()
        if (file := _file(folders, id, language) or _file(folders, id, "fr"))
    }


def _file(folders: Sequence[Path], form: str, language: str) -> Path | None:
    names = (
        folder / FOLDER / f"{form}.{language}{ending}" for folder in reversed(folders) for ending in MIME
    )
    return next((file for file in names if file.is_file()), None)


def form_faults(file: TomlFile, lessons: Container[str]) -> Iterator[Fault]:
    """What is wrong with the forms of a folder. A lesson that is not here is a notice: its form waits for it."""
    rows: Mapping[str, Mapping[str, Any]] = file.values.get("form", {})
    for id, row in rows.items():
        table = f"form.{id}"
        for language in ("fr", "en"):
            if _UNFIT.search(row[language]):
                told = _("“{title}” cannot be the name of a file").format(title=row[language])
                yield Fault(file.path, file.line(language, table), told)
            yield from _document(file, id, language)
        for lesson in row["lessons"]:
            if lesson not in lessons:
                told = _("the form “{id}” is for the lesson “{lesson}”, which is not here")
                line = file.line("lessons", table)
                yield Fault(file.path, line, told.format(id=id, lesson=lesson), notice=True)


def _document(registry: TomlFile, form: str, language: str) -> Iterator[Fault]:
    file = _file([registry.path.parents[1]], form, language)
    if file is None:
        names = ", ".join(f"{form}.{language}{ending}" for ending in MIME)
        told = _("the form has none of these files: {names}").format(names=names)
        yield Fault(registry.path, registry.line("", f"form.{form}"), told)
        return
    try:
        plain = _is_plain(file)
    except OSError as error:
        told = _("this file cannot be read: {reason}")
        yield Fault(file, 0, told.format(reason=error.strerror or str(error)))
        return
    if not plain:
        yield Fault(file, 0, _("this is not an OpenDocument file without macros"))


def _is_plain(file: Path) -> bool:
    """Whether a file is what its ending says and holds nothing that runs. Raises OSError if it cannot be read."""
    if file.stat().st_size >= _MOST:
        return False
    data = file.read_bytes()
    # OpenDocument 1.3, part 2, 3.3: the type stands first in the package, not compressed.
    if not data[30:].startswith(b"mimetype" + MIME[file.suffix].encode("ascii") + b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        # A torn package, one of a later ZIP, one whose names are no text: none is a document for everybody.
        return False
    return "content.xml" in names and not any(name.startswith(_SCRIPTS) for name in names)
