"""A file that appears under its name only when it is whole; a failure leaves what was there before."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO
from uuid import uuid4

from coach.domain.errors import ExportError
from coach.domain.text import N_
from coach.org.errors import FileThere
from coach.words import _

_REASONS = {
    errno.ENOSPC: N_("there is no room left on the disk."),
    errno.EDQUOT: N_("there is no room left on the disk."),
    errno.EACCES: N_("the folder is read-only."),
    errno.EPERM: N_("the folder is read-only."),
    errno.EROFS: N_("the folder is read-only."),
    errno.ENOENT: N_("there is no such folder."),
    errno.ENOTDIR: N_("there is no such folder."),
    errno.EISDIR: N_("this is a folder, not a file."),
}


def as_export_error(error: OSError, file: str) -> ExportError:
    """The system's complaint as a sentence."""
    known = _REASONS.get(error.errno or 0)
    return ExportError(file=file, reason=_(known) if known else error.strerror or str(error))


@dataclass(frozen=True)
class Draft:
    """A file being written, beside its final place."""

    out: BinaryIO
    part: str
    file: str
    replace: bool

    def fill(self, write: Callable[[BinaryIO], object]) -> None:
        """Let something write.

        Raises:
            ExportError: it could not. Said here: the rows come out of a database with errors of its own.
        """
        try:
            write(self.out)
        except OSError as error:
            raise as_export_error(error, self.file) from error

    def keep(self) -> None:
        """The file is whole: give it its name.

        Raises:
            ExportError: it cannot be kept there; FileThere: another file took the name meanwhile.
        """
        try:
            self.out.flush()
            os.fsync(self.out.fileno())
            self.out.close()
            _free(self.file, self.replace)
            os.replace(self.part, self.file)
        except OSError as error:
            raise as_export_error(error, self.file) from error


@contextmanager
def whole_file(file: str, replace: bool) -> Iterator[Draft]:
    """A draft that is thrown away unless it is kept.

    Raises:
        ExportError: nothing can be written there; FileThere: there is a file and it may not be replaced.
    """
    part = os.path.join(os.path.dirname(file), f".{uuid4().hex}.part")
    try:
        _free(file, replace)
        with open(part, "xb") as out:
            yield Draft(out, part, file, replace)
    except OSError as error:
        raise as_export_error(error, file) from error
    finally:
        if os.path.exists(part):
            os.remove(part)


def _free(file: str, replace: bool) -> None:
    if os.path.isdir(file):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), file)
    if os.path.lexists(file) and not replace:
        raise FileThere(file=file)
