"""What may go wrong at the organisation's server: what happened, what is safe, what to do."""

from coach.domain.errors import CoachError
from coach.domain.text import N_


class ServerError(CoachError):
    """The database refused or cannot be reached."""

    what = N_("The organisation's database cannot be used: {reason}")
    safe = N_("Nothing was changed.")
    todo = N_("Look at the address (--dsn, or COACH_ORG_DSN), and at the database's own log.")


class NoStore(CoachError):
    """The database holds no organisation, or none of that name."""

    what = N_("There is no organisation “{name}” in this database.")
    safe = N_("Nothing was changed.")
    todo = N_("“coach org init” makes one; --organisation says which one is meant.")


class UnknownPerson(CoachError):
    """A staff number is nobody's."""

    what = N_("There is nobody with the staff number “{number}”.")
    safe = N_("Nothing was changed.")
    todo = N_("“coach people list” shows the staff numbers.")


class UnknownService(CoachError):
    """A service that nobody is in."""

    what = N_("There is no service “{name}”.")
    safe = N_("Nothing was changed.")
    todo = N_("Choose for instance: {near}.")


class UnknownDevice(CoachError):
    """No desk has this fingerprint."""

    what = N_("No desk has the fingerprint “{fingerprint}”.")
    safe = N_("Nothing was changed.")
    todo = N_(
        "“coach org devices” lists every desk; its own screen shows the fingerprint on the page Privacy."
    )
