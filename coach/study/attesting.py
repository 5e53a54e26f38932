"""A learner's own attestation of a finished path, from what the organisation has of it, else from the own records."""

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from coach import places
from coach.domain.attestation import Attestation
from coach.domain.errors import ExportError, UnknownLink
from coach.proof.documents import KINDS, Kind, document, stem
from coach.proof.errors import NotComplete
from coach.proof.making import Done, Finished, Subject, attestation, finished, organisation, quiz_passed
from coach.server_client.place import place
from coach.study import today
from coach.study.me import Me
from coach.words import _


def own(who: Me, path: str, now: datetime) -> Attestation:
    """The attestation of one of this person's paths, in the language of the lessons.

    What was shared with the organisation is what human resources can attest too, so both issue the same document. A
    path that nobody assigned, or a desk without an organisation, gives a personal statement.

    Raises:
        UnknownLink: there is no such path.
        NotComplete: it is not finished, something of it was cancelled, or waits to be shared.
    """
    shelf, day = who.library, now.astimezone().date()
    if path not in shelf.paths:
        raise UnknownLink(name=path)
    subject = Subject(shelf.paths[path], shelf.cards, shelf.label, shelf.language)
    by = organisation(who.policy.organisation)
    shared = _shared(who, subject) if by else None
    if shared is not None:
        return attestation(subject, by, who.person, shared, day)
    return attestation(subject, None, who.person, _learnt(who, subject), day)


def _shared(who: Me, subject: Subject) -> Finished | None:
    """What the organisation has of the path; None where it has nothing."""
    if not os.path.exists(places.organisation()):
        return None
    from coach.store import completions, database, outbox

    person, path = who.person.id, subject.path
    with database.organisation() as connection:
        chosen = completions.Chosen(target="person", target_id=person, path=path.id)
        records = list(completions.by_person(connection, chosen))
        annulled = {(one.path, one.lesson) for one in outbox.refused(connection, person, "annulled")}
        waits = any(one.path == path.id for one in outbox.unsent(connection, person))
    if not records:
        return None
    standing = [one for one in records if not one.cancelled_on and (one.path, one.lesson) not in annulled]
    gone = {one.lesson for one in records} - {one.lesson for one in standing}
    if gone & {*subject.path.lessons, ""}:
        raise _cancelled(subject, gone)
    if waits and place(who.policy, who.own, os.environ):
        reason = _("a part of it waits to be shared with your organisation: try again once it has arrived.")
        raise NotComplete(path=path.title, reason=reason)
    return finished(standing)


def _cancelled(subject: Subject, gone: set[str]) -> NotComplete:
    titles = (subject.cards[one].title if one in subject.cards else one or _("Final quiz") for one in gone)
    reason = _("human resources have cancelled: {lessons}.").format(lessons=", ".join(sorted(titles)))
    return NotComplete(path=subject.path.title, reason=reason)


def _learnt(who: Me, subject: Subject) -> Finished:
    """What the own records tell: the newest edition of each lesson, with the minutes that it has now."""
    passed = sorted(today.learning(who).passed, key=lambda one: one.edition)
    known = {one.lesson: one for one in passed if one.lesson in subject.path.lessons}
    done = (
        Done(one.lesson, one.edition, one.at.astimezone().date(), subject.cards[one.lesson].minutes)
        for one in known.values()
    )
    quiz = today.path(who, subject.path.id).passed
    return Finished(tuple(done), quiz_passed(quiz.on) if quiz else None, quiz.edition if quiz else 0)


def save(one: Attestation, folder: str, kinds: Sequence[Kind], *, replace: bool = False) -> tuple[str, ...]:
    """Write the documents of an attestation into a folder, which may be a new one; returns their names.

    Raises:
        ExportError: one cannot be written, or is there and may not be replaced. NoPdf: it cannot be made here.
    """
    files = [os.path.join(os.path.abspath(folder), stem(one) + KINDS[kind]) for kind in kinds]
    # All made before any is written.
    made = [document(one, kind) for kind in kinds]
    for file, content in zip(files, made, strict=True):
        keep(file, content, replace=replace)
    return tuple(files)


def keep(file: str, content: bytes, *, replace: bool = False) -> None:
    """Give a file its content, whole or not at all.

    Raises:
        ExportError: it cannot be written, or is there and may not be replaced.
    """
    fresh = f"{file}.part"
    if os.path.lexists(file) and not replace:
        raise ExportError(file=file, reason=_("there is already a file of that name."))
    try:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(fresh, "wb") as out:
            out.write(content)
        os.replace(fresh, file)
    except OSError as error:
        with suppress(OSError):
            os.remove(fresh)
        raise ExportError(file=file, reason=error.strerror or error) from error
