"""The bibliography of the lessons, `SOURCES.md`, written from the facts so that it cannot drift from them."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from coach.content.library import Library
from coach.domain.fact import Fact, Read
from coach.domain.fold import fold

FILE = "SOURCES.md"
_HEAD = """# Where the figures come from

Written by `coach check --sources lessons` from `facts.toml`: change that file, not this one. Titles stand in the
language of the source. Behind each source are the facts that cite it, by their ids in `facts.toml`, and how they
were read:

"""
_READ = {
    Read.PRIMARY: "the publisher's own text was read",
    Read.SECONDARY: "read in another text that quotes it, mostly the press",
    Read.DATASET: "taken from published data",
    Read.COMPUTED: "our own calculation from published data",
    Read.MEMORY: "from memory, not verified",
    Read.ABSENCE: "looked for and not found",
}


def bibliography(facts: Iterable[Fact]) -> str:
    """Markdown: one paragraph a source, in the order of the alphabet, then of the years."""
    parts = [_HEAD, *(f"- **{read}**: {told}\n" for read, told in _READ.items())]
    for publisher, of_one in groupby(sorted(facts, key=_place), key=lambda fact: fact.source):
        parts.append(f"\n## {publisher}\n")
        for (year, title, url), same in groupby(of_one, key=lambda fact: (fact.year, fact.title, fact.url)):
            named = ", ".join(f"`{fact.id}` ({fact.read}, {fact.status})" for fact in same)
            address = f" <{url}>" if url else ""
            parts.append(f"\n{year}. {f'*{title}*.' if title else 'Without a title.'}{address}\n{named}\n")
    return "".join(parts)


def write(folder: Path) -> bool:
    """Write `SOURCES.md` of a lessons folder; whether it changed."""
    fresh, file = bibliography(Library(folder, "fr").facts.values()), folder / FILE
    if file.is_file() and file.read_text("utf-8") == fresh:
        return False
    file.write_text(fresh, "utf-8", newline="\n")
    return True


def _place(fact: Fact) -> tuple[str, str, int, str, str, str]:
    return fold(fact.source), fact.source, fact.year, fact.title, fact.url, fact.id
