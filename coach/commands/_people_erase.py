"""`coach people erase NUMBER [--yes] [--note FILE] | --again FILE`: a person erased from the organisation's file."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coach.commands import _erase
from coach.domain.people import Person
from coach.domain.text import N_
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.store.erased import Kept

TOLD = N_("erase a person: without --yes it shows what would go")


def arguments(parser: ArgumentParser) -> None:
    """Whom, and what every erasure takes."""
    parser.add_argument("person", nargs="?", metavar=_("STAFF-NUMBER"), help=_("whom"))
    _erase.arguments(parser)


def run(chosen: Namespace) -> int:
    """Show what would go, let it go, or do so again after a restore."""
    from coach import study
    from coach.org import erasing

    if chosen.again:
        numbers = _erase.read(chosen.again)
        count = erasing.erase_again(study.whoami(), numbers, datetime.now(UTC))
        print(ngettext("{n} person erased again.", "{n} people erased again.", count))
        return 0
    if not chosen.person:
        sys.stderr.write(
            _("Write: coach people erase STAFF-NUMBER, or coach people erase --again FILE.") + "\n"
        )
        return 2
    person, kept = erasing.plan(study.whoami(), chosen.person)
    for line in _told(person, kept):
        print(line)
    if chosen.yes:
        _erased(person, kept, chosen.note)
    else:
        print(_("Nothing was erased yet. With --yes all this goes; it cannot be undone."))
    return 0


def _told(person: Person, kept: "Kept") -> tuple[str, ...]:
    return (
        f"{person.id}  {person.name}, {person.service}",
        ngettext("{n} lesson finished", "{n} lessons finished", kept.completions),
        ngettext(
            "{n} path proposed to this person alone",
            "{n} paths proposed to this person alone",
            kept.proposals,
        ),
        ngettext("{n} group session", "{n} group sessions", kept.sessions),
    )


def _erased(person: Person, kept: "Kept", file: str) -> None:
    from coach import study
    from coach.org import erasing

    def note(identity: str) -> None:
        if file:
            _erase.note(file, identity)

    identity = erasing.erase(study.whoami(), person.id, datetime.now(UTC), note)
    for box in kept.boxes:
        told = _("Delete the folder {box} in the shared folder, too: what the person sent is still there.")
        print(told.format(box=box))
    print(
        _("Erased. To erase again after a restore from an older backup: {identity}").format(identity=identity)
    )
    print(_("The person’s own records, on the person’s desk, are the person’s to erase."))
