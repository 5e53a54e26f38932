"""Checks a document of ours offline: attestation as page or PDF, line for the training record, badge."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from coach import words
from coach.domain.attestation import Attestation, read
from coach.proof import badge, line, paper
from coach.proof.badge import Badge
from coach.proof.errors import NoPdf, NotProven
from coach.proof.marks import contents, is_marked, is_whole
from coach.proof.page import page
from coach.words import _

MOST = 20_000_000
"""Bytes of a file that is looked at."""


@dataclass(frozen=True)
class Checked:
    """What a document is, and that nothing in it was changed.

    Attributes:
        attestation: the facts of a page or PDF.
        line: the attestation's number, for the file of a line.
        badge: what a badge says; its signature fits.
        alike: whether this program writes the very same document from the facts; False: it cannot tell.
    """

    attestation: Attestation | None = None
    line: str = ""
    badge: Badge | None = None
    alike: bool = False


def check(file: str) -> Checked | None:
    """What a document of ours says; None if the file is of another kind.

    Raises:
        NotProven: it cannot be read, or something in it was changed.
    """
    content = _content(file)
    if content.lstrip()[:1] == b"{":
        return _badge(file, content)
    if not is_marked(content):
        return None
    if not is_whole(content):
        raise NotProven(file=file, reason=_("the file was changed after it was made."))
    if number := line.number_in(content):
        return Checked(line=number)
    for facts in contents(content):
        try:
            one = read(facts)
        except ValueError:
            continue
        return Checked(one, alike=_again(one, content) == content)
    raise NotProven(file=file, reason=_("its facts are not those of an attestation of ours."))


def _content(file: str) -> bytes:
    try:
        with open(file, "rb") as opened:
            content = opened.read(MOST + 1)
    except OSError as error:
        reason = _("it cannot be read ({reason}).").format(reason=error.strerror or error)
        raise NotProven(file=file, reason=reason) from error
    return content if len(content) <= MOST else b""


def _badge(file: str, content: bytes) -> Checked | None:
    from cryptography.exceptions import InvalidSignature

    try:
        return Checked(badge=badge.read(content))
    except InvalidSignature as error:
        reason = _("the signature does not fit: the badge was changed.")
        raise NotProven(file=file, reason=reason) from error
    except ValueError as error:
        if b"OpenBadgeCredential" in content or b"VerifiableCredential" in content:
            reason = _("it is a badge, but none of this program: only those are checked here.")
            raise NotProven(file=file, reason=reason) from error
        return None


def _again(one: Attestation, content: bytes) -> bytes:
    """The document as this program writes it from the facts; nothing where it cannot."""
    with _speaking(one.language):
        try:
            return paper.paper(one) if content.startswith(b"%PDF-") else page(one)
        except NoPdf:
            return b""


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    """The language of a document, for as long as it is written; a command has no other thread that speaks."""
    before = words.language()
    words.use(language)
    try:
        yield
    finally:
        words.use(before)
