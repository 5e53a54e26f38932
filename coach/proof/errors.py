"""What may go wrong with the documents of a path: what happened, what is safe, what to do."""

from coach.domain.errors import CoachError, ExportError
from coach.domain.text import N_


class NotProven(CoachError):
    """A file is none of our documents, or not any more."""

    what = N_("{file} is not proven: {reason}")
    safe = N_("The file was left as it is.")
    todo = N_("Ask whoever gave it to you, or human resources, for a fresh copy.")


class NoPdf(ExportError):
    """A computer cannot make a PDF, or not of these words."""

    what = N_("The PDF cannot be made here: {reason}")
    safe = N_("The page can: it holds the same words, and any browser prints it.")
    todo = N_("Save the page instead, or ask your IT department for the part that makes PDFs.")


class NotComplete(CoachError):
    """There is nothing to attest, or not yet, or not any more."""

    what = N_("There is no attestation of “{path}” to issue: {reason}")
    safe = N_("Nothing was written.")
    todo = N_("An attestation given earlier can still be checked: coach verify FILE")


class NoSuchNumber(CoachError):
    """No attestation that can be issued now has this number."""

    what = N_("No attestation that can be issued today has the number {number}.")
    safe = N_("Nothing was written.")
    todo = N_(
        "The number follows from what is printed: a name, a title or a lesson may have changed since, a lesson may"
        " have been cancelled, or what was kept has been purged. “coach verify FILE” checks the document itself."
    )
