"""One door to the formats: a file of questions, read as a whole before anything is written."""

from collections.abc import Iterable, Iterator, Mapping

from coach.content.exchange.foreign import Draft, Foreign, Reading, Refused
from coach.content.exchange.mapping import draft
from coach.content.exchange.source import NotImported, content, decoded
from coach.domain.text import N_
from coach.words import _

FORMATS = {"gift": N_("GIFT (Moodle)"), "moodle-xml": N_("Moodle XML"), "csv": N_("CSV table")}


def read(format: str, file: str, facts: Mapping[str, object]) -> Reading:
    """The questions of a file in a format of `FORMATS`; `facts` are the ids of known facts.

    Raises:
        NotImported: the file cannot be read as a whole, or has no question at all.
    """
    found, notes = _foreign(format, file)
    drafts: list[Draft] = []
    refused: list[Refused] = []
    for one in _drafted(found, facts):
        if isinstance(one, Refused):
            refused.append(one)
        else:
            drafts.append(one)
    if not drafts and not refused:
        raise NotImported(file=file, reason=_("it has no question."))
    return Reading(tuple(drafts), tuple(refused), notes)


def _drafted(found: Iterable[Foreign | Refused], facts: Mapping[str, object]) -> Iterator[Draft | Refused]:
    for one in found:
        yield one if isinstance(one, Refused) else draft(one, facts)


def _foreign(format: str, file: str) -> tuple[Iterator[Foreign | Refused], tuple[str, ...]]:
    """The questions as they stand in the file, and what is to be said of the file."""
    bytes_ = content(file)
    if format == "moodle-xml":
        from coach.content.exchange import moodle_xml_reading

        return moodle_xml_reading.questions(file, bytes_), ()
    source = decoded(file, bytes_)
    if format == "csv":
        from coach.content.exchange import csv_reading

        return csv_reading.questions(file, source.text), (
            *source.notes,
            csv_reading.told_separator(source.text),
        )
    from coach.content.exchange import gift_reading

    return gift_reading.questions(source.text), source.notes
