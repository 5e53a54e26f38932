"""What an attestation says, in sentences and in order: the page and the PDF are two ways to show this."""

from dataclasses import dataclass

from coach.domain.attestation import Attestation, Organisation
from coach.domain.text import N_
from coach.words import _, day, ngettext

Pairs = tuple[tuple[str, str], ...]

LEVELS = {1: N_("awareness"), 2: N_("practice"), 3: N_("lead")}


@dataclass(frozen=True)
class Part:
    """A heading with what stands below it: labelled facts, a table with its heads, or a list."""

    title: str
    facts: Pairs = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """A whole document. `signature` is empty where nobody signs."""

    language: str
    title: str
    lead: str
    parts: tuple[Part, ...]
    signature: Pairs
    notes: tuple[str, ...]
    number: str


def told(one: Attestation) -> Told:
    """The sentences of an attestation, in the language in use: it has to be the attestation's own."""
    by = one.organisation
    return Told(
        language=one.language,
        title=_("Statement of attendance (internal training)") if by else _("Personal statement of lessons"),
        lead=_lead(one),
        parts=(
            Part(_("Who"), facts=_who(one)),
            Part(_("Training"), facts=_training(one)),
            _lessons(one),
            Part(_goals_title(one), items=one.goals),
            Part(
                _("To check this document"),
                facts=((_("Attestation number"), one.number), (_("Verification code"), one.code)),
            ),
        ),
        signature=_signature(by) if by else (),
        notes=_notes(one),
        number=one.number,
    )


def _lead(one: Attestation) -> str:
    name = one.person or one.staff_number
    facts = {"name": name, "title": one.title, "day": day(one.last)}
    if one.organisation is None:
        return _("{name} states to have followed the whole path “{title}”, until {day}.").format(**facts)
    facts["organisation"] = one.organisation.name
    sentence = _("{organisation} attests that {name} has followed the whole path “{title}”, until {day}.")
    return sentence.format(**facts)


def _who(one: Attestation) -> Pairs:
    by = one.organisation or Organisation("")
    numbered = _("Staff number") if one.organisation else _("Known at this desk as")
    rows = (
        (_("Organisation"), by.name),
        (_("SIRET"), by.siret),
        (_("Unit"), by.unit),
        (_("Name"), one.person),
        (numbered, one.staff_number),
    )
    return tuple((label, words) for label, words in rows if words)


def _training(one: Attestation) -> Pairs:
    if one.organisation is None:
        nature = _("lessons followed alone on a computer")
    else:
        nature = _("internal distance training, accompanied self-study (or in a group session)")
    rows = (
        (_("Path"), one.title),
        (_("Edition"), str(one.edition)),
        (_("Objectives"), one.aim),
        (_("Nature"), nature),
        (_("Level"), level(one)),
        (_("First day"), day(one.first)),
        (_("Last day"), day(one.last)),
        (_("Duration"), duration(one)),
        (_("Result"), result(one)),
        (_("Date of issue"), day(one.last)),
    )
    return tuple((label, words) for label, words in rows if words)


def period(one: Attestation) -> str:
    """From the first day to the last."""
    if one.first == one.last:
        return _("on {day}").format(day=day(one.last))
    return _("from {since} to {until}").format(since=day(one.first), until=day(one.last))


def level(one: Attestation) -> str:
    """The levels of the competences, in words."""
    return ", ".join(_(LEVELS[number]) for number in one.levels if number in LEVELS)


def duration(one: Attestation) -> str:
    """The published minutes, said as what they are."""
    told = ngettext("{n} minute", "{n} minutes", one.minutes)
    return _("{minutes} (published standard duration; the time spent is not measured)").format(minutes=told)


def result(one: Attestation) -> str:
    """Passed, with the threshold; the score is nobody's but the learner's."""
    if one.quiz is None:
        return _("path followed to its end; no assessment was asked for")
    told = _("final quiz passed on {day} (right answers asked for: {threshold}%)")
    return told.format(day=day(one.quiz.on), threshold=one.quiz.threshold)


def _lessons(one: Attestation) -> Part:
    heads = (_("Lesson"), _("Edition"), _("Finished on"))
    rows = tuple((lesson.title, str(lesson.edition), day(lesson.on)) for lesson in one.lessons)
    return Part(_("Lessons followed"), heads=heads, rows=rows)


def _goals_title(one: Attestation) -> str:
    # Without an assessment nobody can say that a goal was reached.
    return _("Competence goals reached") if one.quiz else _("Competence goals worked on")


def _signature(by: Organisation) -> Pairs:
    return ((_("Responsible for the training"), by.responsible), (_("Place, date and signature"), ""))


def _notes(one: Attestation) -> tuple[str, ...]:
    if one.organisation is None:
        about = _(
            "Written by the person from the records of this desk alone: no organisation attests it, and none was told"
            " of these lessons."
        )
    else:
        about = _(
            "Human resources can issue this document again: the same number gives the same document. It tells what"
            " was recorded on the day it was issued, not what was cancelled since."
        )
    code = _("“coach verify FILE” checks the file without a network.")
    return (_("This is not a professional certification."), f"{about} {code}")
