"""`coach people erase NUMBER [--yes] [--note FILE] | --again FILE`: a person erased from the organisation's file."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from coach.domain.text import N_
from coach.words import _, ngettext

TOLD = N_("erase a person: without --yes it shows what would go")


def arguments(parser: ArgumentParser) -> None:
    """Whom, and the files kept beside the backups."""
    parser.add_argument("person", nargs="?", metavar=_("STAFF-NUMBER"), help=_("whom"))
    parser.add_argument("--yes", action="store_true", help=_("erase; it cannot be undone"))
    told = _("a file of identities, kept beside the backups: the person's is added to it")
    parser.add_argument("--note", metavar=_("FILE"), default="", help=told)
    told = _("after a restore, erase again everybody of such a file")
    parser.add_argument("--again", metavar=_("FILE"), default="", help=told)


def run(chosen: Namespace) -> int:
    """Show what would go, let it go, or do so again after a restore."""
    from coach import study
    from coach.commands import _erase
    from coach.org import erasing

    actor, now = study.whoami(), datetime.now(UTC)
    if chosen.again:
        count = erasing.erase_again(actor, _erase.read(chosen.again), now)
        print(ngettext("{n} person erased again.", "{n} people erased again.", count))
        return 0
    if not chosen.person:
        sys.stderr.write(
            _("Write: coach people erase STAFF-NUMBER, or coach people erase --again FILE.") + "\n"
        )
        return 2
    person, kept = erasing.plan(actor, chosen.person)
    print(f"{person.id}  {person.name}, {person.service}")
    print(ngettext("{n} lesson finished", "{n} lessons finished", kept.completions))
    print(
        ngettext(
            "{n} path proposed to this person alone",
            "{n} paths proposed to this person alone",
            kept.proposals,
        )
    )
    print(ngettext("{n} group session", "{n} group sessions", kept.sessions))
    if not chosen.yes:
        print(_("Nothing was erased yet. With --yes all this goes; it cannot be undone."))
        return 0

    def note(identity: str) -> None:
        if chosen.note:
            _erase.note(chosen.note, identity)

    identity = erasing.erase(actor, person.id, now, note)
    for box in kept.boxes:
        print(
            _(
                "Delete the folder {box} in the shared folder, too: what the person sent is still there."
            ).format(box=box)
        )
    print(
        _("Erased. To erase again after a restore from an older backup: {identity}").format(identity=identity)
    )
    print(_("The person’s own records, on the person’s desk, are the person’s to erase."))
    return 0
