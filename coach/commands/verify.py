"""`coach verify FILE`: whether an export or the document of a finished path is what was made, offline."""

from argparse import ArgumentParser, Namespace

from coach.commands import _verify_document
from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _, day, ngettext


def arguments(parser: ArgumentParser) -> None:
    """The file, the key expected, and a line to prove."""
    told = _("a signed export or a proof of one of its lines; an attestation, its line, a badge")
    parser.add_argument("file", metavar=_("FILE"), help=told)
    parser.add_argument(
        "--key", default="", metavar=_("KEY"), help=_("the id of the key that must have signed")
    )
    parser.add_argument(
        "--line", type=int, metavar=_("N"), help=_("write a proof of this line; 1 is the first")
    )
    parser.add_argument("--out", metavar=_("FILE"), help=_("the file for the proof"))


def run(chosen: Namespace) -> int:
    """Check a file, or prove one line of it."""
    import os

    from coach.org import proving
    from coach.org.records import SEAL

    if chosen.line is not None:
        return _prove(chosen.file, chosen.line, chosen.out or f"{chosen.file}.{chosen.line}{proving.PROOF}")
    sealed = chosen.file.endswith(proving.PROOF) or os.path.exists(chosen.file + SEAL)
    if _verify_document.told(chosen.file, chosen.key, sealed=sealed) and not sealed:
        return 0
    seal = proving.check(chosen.file, chosen.key)
    facts = {"file": seal.file, "author": seal.author, "day": day(seal.day), "key": seal.key}
    rows = ngettext("{n} row", "{n} rows", seal.n)
    if chosen.file.endswith(proving.PROOF):
        print("\n".join(proving.lines_of(chosen.file)))
        told = _(
            "These lines stand in {file}, exported on {day} by {author} ({rows}), signed with the key {key}."
        )
    else:
        told = _(
            "{file} is what {author} exported on {day} ({rows}), byte for byte, signed with the key {key}."
        )
    print(told.format(**facts, rows=rows))
    print(
        _(
            "This proves that nothing was changed since. It does not prove that a person did a lesson, that a clock"
            " was right, or whose the key is: compare its id with the one that human resources give."
        )
    )
    return 0


def _prove(file: str, line: int, out: str) -> int:
    import os

    from coach.org import proving
    from coach.org.whole_file import whole_file

    content = proving.prove(file, line)
    out = out if out.endswith(proving.PROOF) else out + proving.PROOF
    with whole_file(os.path.abspath(out), replace=False) as draft:
        draft.fill(lambda opened: opened.write(content))
        draft.keep()
    print(_("The proof of line {n} is in {file}; the other lines are not.").format(n=line, file=out))
    return 0


COMMAND = Command(N_("Check a signed export, an attestation or a badge, without a network."), run, arguments)
