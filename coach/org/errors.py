"""What may go wrong when an organisation assigns and exports: what happened, what is safe, what to do."""

from coach.domain.errors import CoachError, ExportError
from coach.domain.text import N_


class NobodyListed(CoachError):
    """Something needs people, and none were imported yet."""

    what = N_("There is nobody on the list of people yet.")
    safe = N_("Nothing was changed.")
    todo = N_("Import the list first: coach people import people.csv")


class UnknownGroup(CoachError):
    """A name is no service, cohort or staff number."""

    what = N_("There is no service, cohort or staff number “{name}”.")
    safe = N_("Nothing was changed.")
    todo = N_("Choose for instance: {near}.")


class AmbiguousGroup(CoachError):
    """A name fits several groups."""

    what = N_("“{name}” names several groups.")
    safe = N_("Nothing was changed.")
    todo = N_("Say which: {near}.")


class EmptyGroup(CoachError):
    """A path cannot be proposed to nobody."""

    what = N_("There is nobody in “{name}”.")
    safe = N_("Nothing was changed.")
    todo = N_("Choose another group, or import the list of people again.")


class UnknownPath(CoachError):
    """A name is no installed path."""

    what = N_("There is no path “{name}”.")
    safe = N_("Nothing was changed.")
    todo = N_("Choose for instance: {near}.")


class AlreadyProposed(CoachError):
    """The same path stands for the same group."""

    what = N_("“{path}” is already proposed to {group} (line {line}).")
    safe = N_("Nothing was changed.")
    todo = N_("Withdraw that line first, then propose the path again.")


class UnknownLine(CoachError):
    """No assignment has this identifier."""

    what = N_("There is no proposal “{name}”.")
    safe = N_("Nothing was changed.")
    todo = N_("“coach assign --list” shows every proposal with its identifier.")


class CohortError(CoachError):
    """A cohort cannot be kept as wished."""

    what = N_("The cohort “{name}” cannot be kept: {reason}")
    safe = N_("Nothing was changed.")
    todo = N_("“coach people list” shows the staff numbers, “coach cohort list” the cohorts.")


class BadDay(CoachError):
    """A text is no day of the calendar."""

    what = N_("“{text}” is not a day.")
    safe = N_("Nothing was changed.")
    todo = N_("Write a day as 2026-12-31 or 31/12/2026.")


class DayOver(CoachError):
    """A wished day lies in the past."""

    what = N_("The wished day is already over: {day}.")
    safe = N_("Nothing was changed.")
    todo = N_("Choose today or a later day.")


class BadPeriod(CoachError):
    """A period ends before it begins."""

    what = N_("The period ends before it begins: from {since} to {until}.")
    safe = N_("Nothing was exported.")
    todo = N_("Exchange the two days.")


class FileThere(ExportError):
    """The file exists; it may be somebody's only copy."""

    what = N_("There is already a file {file}.")
    safe = N_("It was left as it is, and nothing was exported.")
    todo = N_("Choose another name, or say that it may be replaced (--replace).")


class TooManyRows(ExportError):
    """A format cannot hold so many rows."""

    what = N_("The export has {rows} rows; this format holds at most {limit}.")
    safe = N_("Nothing was exported.")
    todo = N_("Choose a shorter period or a CSV format.")
