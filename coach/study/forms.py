"""The forms of the lessons: which a lesson or gesture names, and a copy of one to fill in."""

import os
from contextlib import suppress
from itertools import count

from coach.content.forms import Form, read_forms
from coach.content.library import Library
from coach.domain.errors import FormError, UnknownForm
from coach.words import _


def forms(shelf: Library) -> dict[str, Form]:
    """Every form by id; the town's own file counts before the shipped one."""
    return read_forms((shelf.folder, *shelf.extra), shelf.language)


def of_lesson(shelf: Library, lesson: str) -> tuple[Form, ...]:
    """The forms that a lesson names."""
    return tuple(form for form in forms(shelf).values() if lesson in form.lessons)


def of_gesture(shelf: Library, gesture: str) -> tuple[Form, ...]:
    """The forms of the lessons that lead to a gesture."""
    lessons = {card.id for card in shelf.cards.values() if card.gesture == gesture}
    return tuple(form for form in forms(shelf).values() if lessons.intersection(form.lessons))


def find(shelf: Library, wanted: str) -> Form:
    """A form by its id or its title, in any case.

    Raises:
        UnknownForm: there is none of that name.
    """
    for form in forms(shelf).values():
        if wanted.casefold() in (form.id.casefold(), form.title.casefold()):
            return form
    raise UnknownForm(name=wanted)


def copy(form: Form, folder: str) -> str:
    """Copy a form into a folder, which may be a new one, under a name that is still free; returns the file.

    Raises:
        FormError: it cannot be read or written.
    """
    for number in count(1):
        twin = f" ({number})" if number > 1 else ""
        file = os.path.join(folder, f"{form.title}{twin}{form.file.suffix}")
        if not os.path.lexists(file):
            with suppress(FileExistsError):
                return _copy(form, file)
    raise AssertionError  # counting has no end


def copy_to(form: Form, file: str) -> str:
    """Copy a form to a file that is not there yet; returns its whole name.

    Raises:
        FormError: it is there, or it cannot be written.
    """
    try:
        return _copy(form, os.path.abspath(file))
    except FileExistsError as error:
        raise FormError(file=file, reason=_("there is already a file of that name.")) from error


def _copy(form: Form, file: str) -> str:
    """Never in the place of another file, and whole or not at all.

    Raises:
        FileExistsError: it is there.
        FormError: it cannot be read or written.
    """
    made = False
    try:
        content = form.file.read_bytes()
        _make(os.path.dirname(file))
        with open(file, "xb") as out:
            made = True
            out.write(content)
    except FileExistsError:
        raise
    except OSError as error:
        if made:
            with suppress(OSError):
                os.remove(file)
        raise FormError(file=file, reason=error.strerror or error) from error
    return file


def _make(folder: str) -> None:
    """See that a folder is there. A file of its name is not the file of a name that is taken: no other name helps."""
    try:
        os.makedirs(folder, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(error.errno, error.strerror, folder) from error
