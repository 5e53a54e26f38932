"""The family of errors a person may meet: what happened, what is safe, what to do.

    CoachError
    ├── ContentError        a lesson, path or fact cannot be used
    │   ├── UnknownLink     a coach:// link names nothing we have
    │   ├── UnknownForm     there is no form of that name
    │   └── QuizError       a path's final quiz cannot be used
    ├── StorageError        records cannot be opened or written
    │   ├── NetworkFolder, NewerSchema, DamagedFile, DiskFull, ReadOnlyFolder
    ├── SettingError        a setting does not exist, has a nonsense value or is fixed by the administrator
    ├── PeopleFileError     a CSV of people cannot be read
    ├── NotAllowed          the person's roles do not cover this
    ├── ExportError         a file of records could not be written
    ├── FormError           a form could not be copied
    │   └── FormNotShown    it was copied, and no program of this computer shows it
    ├── RestoreError        a person's own export cannot be read back
    ├── MailboxError        the mailbox cannot be looked at
    ├── GatewayError        the organisation's gateway cannot be started
    └── SyncError           nothing can be shared with the organisation now
        └── EnrolmentError  this desk is not enrolled at the server, or not any more

The three texts are English message ids with `{facts}`; only the outer rooms turn them into a language.
"""

import errno
from typing import ClassVar

from coach.domain.text import N_


class CoachError(Exception):
    """An error with words for people. `facts` fill the placeholders of `what`, `safe` and `todo`."""

    what: ClassVar[str] = N_("Something went wrong.")
    safe: ClassVar[str] = N_("Your records are unharmed.")
    todo: ClassVar[str] = N_("Try again, or ask your IT department.")
    status: ClassVar[int] = 1
    """Exit status of a command that ends with it."""

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.what.format_map(facts))


class ContentError(CoachError):
    """A lesson, path or fact cannot be used."""

    what = N_("The lesson “{lesson}” cannot be opened: {fault}")
    todo = N_("Choose another lesson, and tell the person who maintains the lessons.")


class UnknownLink(ContentError):
    """A `coach://` link names a lesson or path that is not installed."""

    what = N_("This link leads to “{name}”, which is not among the installed lessons.")
    safe = N_("Nothing was changed.")
    todo = N_("Ask the person who sent the link to check it.")


class UnknownForm(ContentError):
    """No lesson has a form of that name."""

    what = N_("There is no form “{name}”.")
    safe = N_("Nothing was changed.")
    todo = N_("“coach form” lists the forms.")


class QuizError(ContentError):
    """A path's final quiz cannot be used."""

    what = N_("The final quiz of “{path}” cannot be opened: {fault}")
    todo = N_("Tell the person who maintains the lessons. The lessons of the path stay open.")


class StorageError(CoachError):
    """Records cannot be opened or written."""

    what = N_("The records in {file} cannot be used: {reason}")


class NetworkFolder(StorageError):
    """SQLite's write-ahead log fails on network shares: they are refused before anything is written."""

    what = N_("Records cannot be kept on a network folder: {folder}")
    safe = N_("Nothing was written there.")
    todo = N_("Use a folder of this computer, for instance {local}.")


class NewerSchema(StorageError):
    """The file was written by a newer program."""

    what = N_("These records were written by a newer version of the program: {file}")
    safe = N_("Your records are intact and were not touched.")
    todo = N_("Install the newest version of the program, then open it again.")


class DamagedFile(StorageError):
    """The database file fails its own checks."""

    what = N_("The records file is damaged: {file}")
    safe = N_("It was left as it is. Earlier copies are kept beside it.")
    todo = N_("Ask your IT department to restore the file, or rename it to start afresh.")


class DiskFull(StorageError):
    """No room left to write."""

    what = N_("There is no room left on the disk for {file}.")
    safe = N_("What was saved before is intact; the last action was not saved.")
    todo = N_("Free some space, then do it once more.")


class ReadOnlyFolder(StorageError):
    """The folder or file may not be written."""

    what = N_("The folder may not be written: {file}")
    safe = N_("Your records are intact; the last action was not saved.")
    todo = N_("Ask your IT department for the right to write there.")


def refused(error: OSError, file: str) -> StorageError:
    """The error that tells a person what the system refused to do with a file."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(file=file)
    if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
        return ReadOnlyFolder(file=file)
    return StorageError(file=file, reason=error.strerror or error)


class SettingError(CoachError):
    """A setting does not exist, has a nonsense value or is fixed by the administrator."""

    what = N_("The setting “{name}” cannot be set: {reason}")
    safe = N_("Nothing was changed.")
    todo = N_("“coach settings list” shows every setting with its values.")


class PeopleFileError(CoachError):
    """A CSV of people cannot be read as a whole."""

    what = N_("The people file cannot be imported: {reason}")
    safe = N_("Nothing was imported.")
    todo = N_("Correct the file, then import it again.")


class NotAllowed(CoachError):
    """The person's roles do not cover this action."""

    what = N_("This needs the role “{role}”.")
    safe = N_("Nothing was changed.")
    todo = N_("Ask the person who manages the list of people.")


class ExportError(CoachError):
    """A file of records could not be written."""

    what = N_("The export could not be saved to {file}: {reason}")
    safe = N_("Your records are intact.")
    todo = N_("Choose another folder.")


class FormError(CoachError):
    """A form could not be copied to where it is filled in."""

    what = N_("The form could not be copied to {file}: {reason}")
    safe = N_("No file was changed.")
    todo = N_("Check that this folder can be written and has room, then try again.")


class FormNotShown(FormError):
    """It lies in the person's documents, and no program shows it."""

    what = N_("No program of this computer opens {file}")
    safe = N_("The form is there, in your documents.")
    todo = N_("Ask your IT department for a program that reads OpenDocument, such as LibreOffice.")


class RestoreError(CoachError):
    """A person's own export cannot be read back."""

    what = N_("{file} cannot be read back: {reason}")
    safe = N_("Nothing was changed.")
    todo = N_("Choose a file that “Export” wrote, on the page Privacy.")


class MailboxError(CoachError):
    """The mailbox cannot be looked at, or its password not be kept."""

    what = N_("The mailbox cannot be looked at: {reason}")
    safe = N_("Nothing was changed in your mailbox.")
    todo = N_("“coach mailbox status” says how things stand.")


class GatewayError(CoachError):
    """The organisation's gateway cannot be started as it is configured."""

    what = N_("The gateway cannot be started: {reason}")
    safe = N_("Nothing was changed.")
    todo = N_("Correct the configuration, then start it again.")


class SyncError(CoachError):
    """Nothing can be exchanged with the organisation's server or folder, and a person should know."""

    what = N_("Nothing could be exchanged with {place}: {reason}")
    safe = N_("Everything stays on this computer; nothing is lost.")
    todo = N_("“coach sync status” says how things stand.")


class EnrolmentError(SyncError):
    """The server does not know this desk, or does not accept the code that would make it known."""

    todo = N_(
        "Ask your IT department for a code, and type it on the page Privacy or after “coach sync enrol”."
    )
    status = 77  # EX_NOPERM
