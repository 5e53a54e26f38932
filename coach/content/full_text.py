"""Finds texts by words: with SQLite's full-text index where it is built in, by a plain scan where it is not."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product

from coach.domain.excerpt import Phrase
from coach.domain.fold import fold, folded_words

# What is typed beyond this is no search any more; a query of any length costs the same.
LONGEST, MOST_WORDS = 200, 12
# In a match a title weighs more than what stands beside it, and that more than the running text.
WEIGHTS = (8.0, 4.0, 1.0)
_PREFIX = 4
_LETTERS = re.compile(r"[^\W\d_]{5,}")
_NEAR, _CANDIDATES = 0.6, 40


@dataclass(frozen=True)
class Entry:
    """A text to find: what it is (`kind`, `id`), its title, what is `beside` it, and its body."""

    kind: str
    id: str
    title: str
    beside: str
    body: str


Wish = tuple[Phrase, ...]
"""Ways to say one thing: any of them will do."""


class FullText:
    """An index of entries, in memory. `synonyms` are groups of spellings: one is found by any other."""

    def __init__(
        self, entries: Sequence[Entry], synonyms: Iterable[Sequence[str]] = (), plain: bool = False
    ) -> None:
        """With `plain` the scan is used even where there is a full-text index."""
        self.entries = tuple(entries)
        self._synonyms: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for group in synonyms:
            spellings = {tuple(folded_words(one)) for one in group} - {()}
            for spelling in spellings:
                self._synonyms.setdefault(_singular(spelling), set()).update(spellings)
        self._longest = max(map(len, self._synonyms), default=1)
        columns = [tuple(" ".join(folded_words(part)) for part in _parts(one)) for one in self.entries]
        self._columns = columns
        self._search = _scan(columns) if plain else _indexed(columns) or _scan(columns)

    def wishes(self, words: str) -> tuple[Wish, ...]:
        """What is looked for: each wish must be found. Elided letters are left out, synonyms added."""
        typed = folded_words(words[:LONGEST])[:MOST_WORDS]
        said = [word for word in typed if len(word) > 1] or typed[:1]
        wishes = []
        while said:
            count, wish = self._first(said)
            wishes.append(wish)
            said = said[count:]
        return tuple(wishes)

    def _first(self, said: list[str]) -> tuple[int, Wish]:
        """How many of the words the first wish takes, and the wish: the longest known spelling, else one word."""
        for count in range(min(self._longest, len(said)), 0, -1):
            others = self._synonyms.get(_singular(tuple(said[:count])))
            if others:
                typed = Phrase(tuple(said[:count]))
                ways = (way for other in sorted(others) for way in _plurals(other))
                return count, (_stemmed(typed), *(Phrase(way, len(way[-1]) >= _PREFIX) for way in ways))
        return 1, (_stemmed(Phrase((said[0],))),)

    def find(self, words: str) -> tuple[Entry, ...]:
        """The entries that hold every word, the best first."""
        wishes = self.wishes(words)
        return tuple(self.entries[number] for number in self._search(wishes)) if wishes else ()

    def near(self, words: str, among: Callable[[Entry], bool], most: int = 3) -> tuple[str, ...]:
        """Words of some of the entries that resemble those that are in none, the nearest first."""
        missing = [wish[0].words[-1] for wish in self.wishes(words) if not self._search((wish,))]
        if not missing:
            return ()
        known = self._vocabulary(among)
        scores = {word: max(_likeness(one, word) for one in missing) for word in _candidates(missing, known)}
        likely: list[str] = []
        for word in sorted(scores, key=lambda word: -scores[word]):
            # One of "reconditionné", "reconditionnée" and "reconditionnés" is enough.
            if scores[word] >= _NEAR and not any(word.startswith(one) for one in likely):
                likely.append(word)
        return tuple(known[word] for word in likely[:most])

    def _vocabulary(self, among: Callable[[Entry], bool]) -> dict[str, str]:
        """The words of five letters and more, folded, each as it is written."""
        texts = (part for entry in self.entries if among(entry) for part in _parts(entry))
        # Each once: a word stands in many texts.
        written = dict.fromkeys(word for text in texts for word in _LETTERS.findall(text))
        return {fold(word): word.lower() for word in written}


def _parts(entry: Entry) -> tuple[str, str, str]:
    return entry.title, entry.beside, entry.body


def stem(word: str) -> str:
    """A word without the letter by which both languages mostly form their plural: "écrans" finds "écran"."""
    return word[:-1] if len(word) > 4 and word[-1] in "sx" else word


def _singular(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(stem, words))


def _plurals(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """A spelling and its plurals; the last word may go on anyway."""
    ways = (
        (word, f"{word}s") if len(word) >= _PREFIX and word[-1] not in "sx" else (word,)
        for word in words[:-1]
    )
    return ((*way, words[-1]) for way in product(*ways))


def _stemmed(phrase: Phrase) -> Phrase:
    return Phrase((*phrase.words[:-1], stem(phrase.words[-1])), phrase.open)


Columns = Sequence[tuple[str, ...]]
Search = Callable[[Sequence[Wish]], list[int]]


def _indexed(columns: Columns) -> Search | None:
    """The search of SQLite's FTS5; None where this SQLite has none."""
    # Made by one thread and asked by another, never at the same time.
    store = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        # Contentless: the texts are here already. The words are folded as ours are, so both ways find the same.
        store.execute(
            "CREATE VIRTUAL TABLE entry USING fts5(title, beside, body, content='', prefix='2 3',"
            " tokenize='unicode61 remove_diacritics 2')"
        )
    except sqlite3.OperationalError:
        store.close()
        return None
    store.execute("BEGIN")
    rows = ((number, *texts) for number, texts in enumerate(columns))
    store.executemany("INSERT INTO entry(rowid, title, beside, body) VALUES (?, ?, ?, ?)", rows)
    store.execute("COMMIT")
    rank = ", ".join(map(str, WEIGHTS))
    query = f"SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY bm25(entry, {rank}), rowid"  # noqa: S608 - ours

    def search(wishes: Sequence[Wish]) -> list[int]:
        wanted = " AND ".join(f"({' OR '.join(map(_quoted, wish))})" for wish in wishes)
        found = store.execute(query, (wanted,))
        return [number for (number,) in found]

    return search


def _quoted(phrase: Phrase) -> str:
    # Folded words hold letters and digits only, so nothing of the query language can be among them.
    return f'"{phrase.told}"{"*" if phrase.open else ""}'


def _scan(columns: Columns) -> Search:
    """The same by looking through every text."""
    # A blank stands before and behind each word, so that a phrase begins and ends where words do.
    padded = [tuple(f" {text} " for text in texts) for texts in columns]

    def search(wishes: Sequence[Wish]) -> list[int]:
        scores = {number: _score(texts, wishes) for number, texts in enumerate(padded)}
        return sorted((one for one in scores if scores[one]), key=lambda one: (-scores[one], one))

    return search


def _score(texts: tuple[str, ...], wishes: Sequence[Wish]) -> float:
    """0 when a wish is nowhere, else the sum of the weights of the places."""
    total = 0.0
    for wish in wishes:
        ways = [f" {phrase.told}" if phrase.open else f" {phrase.told} " for phrase in wish]
        places = [
            weight for text, weight in zip(texts, WEIGHTS, strict=True) if any(way in text for way in ways)
        ]
        if not places:
            return 0.0
        total += sum(places)
    return total


def _candidates(missing: Sequence[str], known: Iterable[str]) -> list[str]:
    """The known words that share most of their groups of three letters with one that is missing."""
    wanted = [_threes(word) for word in missing]
    shares = {word: max(_share(_threes(word), one) for one in wanted) for word in known}
    return sorted(shares, key=lambda word: -shares[word])[:_CANDIDATES]


def _threes(word: str) -> set[str]:
    padded = f"  {word} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def _share(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _likeness(missing: str, known: str) -> float:
    alike = SequenceMatcher(None, missing, known).ratio()
    # A slip is rarely in the first letters, and a common root matters more than a common ending.
    return alike + 0.15 if missing[:4] == known[:4] else alike
