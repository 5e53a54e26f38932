"""The bibliography: every fact under its source, the same bytes for the same facts."""

import random

from coach.content.library import Library
from coach.content.sources import FILE, bibliography, write
from tests.unit.content.author import Author


def test_every_fact_stands_under_its_source_whatever_the_order(author: Author) -> None:
    facts = list(Library(author.folder, "fr").facts.values())
    told = bibliography(facts)
    assert told.index("## ADEME") < told.index("2011. ") < told.index("`old` (secondary, outdated)")
    assert told.index("2011. ") < told.index("2026. ") < told.index("## Shift")
    random.Random(1).shuffle(facts)
    assert bibliography(facts) == told


def test_it_is_written_only_when_it_changes(author: Author) -> None:
    assert write(author.folder)
    assert not write(author.folder)
    author.change("facts.toml", 'source = "Shift"', 'source = "Another"')
    assert write(author.folder)
    assert "## Another" in (author.folder / FILE).read_text("utf-8")
