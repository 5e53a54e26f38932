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


class UnknownPerson(CoachError):
    """A name or staff number is nobody's."""

    what = N_("Nobody on the list is called “{name}” or has this staff number.")
    safe = N_("Nothing was changed.")
    todo = N_("Type a full name, or a staff number.")


class AmbiguousPerson(CoachError):
    """A name fits several people."""

    what = N_("“{name}” fits several people.")
    safe = N_("Nothing was changed.")
    todo = N_("Say which by a staff number: {near}.")


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


class PathNotPublished(CoachError):
    """A path of this desk is none that the organisation's server knows."""

    what = N_("Your organisation’s server does not know the path “{name}” yet.")
    safe = N_("Nothing was changed.")
    todo = N_("Ask the person who publishes the lessons to publish it, or choose another path.")


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


class PeopleElsewhere(CoachError):
    """The list of people is not this desk's to change."""

    what = N_("The list of people is kept at your organisation’s server, {url}.")
    safe = N_("Nothing was changed.")
    todo = N_("Whoever looks after that server imports it there: coach people import FILE --dsn ADDRESS")


class SessionNotKept(CoachError):
    """A session cannot be written down as it was given."""

    what = N_("The session cannot be recorded: {reason}")
    safe = N_("Nothing was changed.")
    todo = N_("Mend it, then record it again.")


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

    what = N_("This format holds at most {limit} rows, and the export has more.")
    safe = N_("Nothing was exported.")
    todo = N_("Choose a shorter period or a CSV format.")


class NoKeyring(CoachError):
    """The key of exports cannot be kept or read."""

    what = N_("This computer offers no keyring for the key of exports ({reason}).")
    safe = N_("Nothing was exported.")
    todo = N_("Export without a signature and without pseudonyms, or ask your IT department for a keyring.")


class UnknownColumn(CoachError):
    """A column does not exist in this kind of export."""

    what = N_("There is no column “{name}” here.")
    safe = N_("Nothing was exported.")
    todo = N_("The columns are: {known}.")


class UnknownProfile(CoachError):
    """No export profile has this name."""

    what = N_("There is no export profile “{name}”.")
    safe = N_("Nothing was exported.")
    todo = N_("The profiles are: {known}.")


class UnknownCompletion(CoachError):
    """No completion fits."""

    what = N_("No lesson finished fits: {name}.")
    safe = N_("Nothing was changed.")
    todo = N_("An export with one line per lesson finished shows them all.")


class NoReason(CoachError):
    """A cancellation is told to an audit: it needs a reason."""

    what = N_("A cancellation needs a reason.")
    safe = N_("Nothing was changed.")
    todo = N_("Say why in a few words.")


class AlreadySo(CoachError):
    """A completion is cancelled already, or is not."""

    what = N_("This lesson finished is already {state}.")
    safe = N_("Nothing was changed.")
    todo = N_("An export with one line per lesson finished shows its state.")


class NotSealed(CoachError):
    """A file does not hold what its seal says, or has none."""

    what = N_("{file} is not proven: {reason}")
    safe = N_("The file was left as it is.")
    todo = N_("Ask human resources for the export and its seal (the file ending in .seal.json) once more.")


class BadHeadcount(CoachError):
    """A headcount is smaller than the number of people trained."""

    what = N_("{trained} people finished a lesson in {year}: a headcount of {headcount} cannot be.")
    safe = N_("Nothing was exported.")
    todo = N_("Give the number of people who were employed in that year, those who left included.")


class BadYear(CoachError):
    """A year has not begun, or is none."""

    what = N_("{year} is no year that has begun.")
    safe = N_("Nothing was exported.")
    todo = N_("Write a year as 2026.")


class AtTheServer(CoachError):
    """Human resources may not purge or erase through a gateway: that is the administration's."""

    what = N_(
        "These records are on the organisation’s server: human resources neither purge nor erase there."
    )
    safe = N_("Nothing was changed.")
    todo = N_("Ask whoever administers the server: “coach org retention” and “coach org erase” do it.")


class Nameless(CoachError):
    """Nobody can attest in the name of an organisation that has none."""

    what = N_("The policy names no organisation, so nobody can attest in its name.")
    safe = N_("Nothing was written.")
    todo = N_("Ask your IT department to fill in “name” under [org] of the policy file.")


class NothingToAttest(CoachError):
    """No finished path is among what was chosen."""

    what = N_("Nobody among those chosen has finished a path that can be attested.")
    safe = N_("Nothing was written.")
    todo = N_(
        "What was cancelled, erased, or purged at the end of the time it is kept for cannot be attested any more; a"
        " document given earlier can still be checked with “coach verify”."
    )


class Stopped(ExportError):
    """Whoever began a batch stopped it."""

    what = N_("The attestations were stopped before the end.")
    safe = N_("None of them was kept; the log notes the attempt.")
    todo = N_("Begin again whenever you like.")
