"""Keys of questions as hypothesis makes them, and any response to them that the window could send."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

names = st.text("abcdefgh-", min_size=1, max_size=6)
seeds = st.integers(0, 2**32)


def several(least: int, most: int = 8) -> SearchStrategy[list[str]]:
    """Different ids."""
    return st.lists(names, min_size=least, max_size=most, unique=True)


@st.composite
def one(draw: st.DrawFn) -> dict[str, Any]:
    """One of several."""
    options = draw(several(2))
    return {"options": options, "right": draw(st.sampled_from(options))}


@st.composite
def many(draw: st.DrawFn) -> dict[str, Any]:
    """Several of several, never all."""
    options = draw(several(3))
    right = draw(st.lists(st.sampled_from(options), min_size=1, max_size=len(options) - 1, unique=True))
    return {"options": options, "right": right}


@st.composite
def order(draw: st.DrawFn) -> dict[str, Any]:
    """Items in the right order."""
    return {"items": draw(several(3))}


@st.composite
def match(draw: st.DrawFn) -> dict[str, Any]:
    """Items with their targets."""
    both = draw(several(4, 10))
    cut = draw(st.integers(2, len(both) - 2))
    items, targets = both[:cut], both[cut:]
    return {"items": items, "targets": targets, "right": {i: draw(st.sampled_from(targets)) for i in items}}


@st.composite
def estimate(draw: st.DrawFn) -> dict[str, Any]:
    """A range on a scale, as the lesson reader hands it over."""
    sizes = sorted(draw(st.lists(st.floats(1e-6, 1e9), min_size=4, max_size=4, unique=True)))
    scale = {"fact": "f", "from": sizes[0], "to": sizes[3]}
    return {"right": scale, "low": sizes[1], "high": sizes[2], "unit": "kWh"}


@st.composite
def true_false(draw: st.DrawFn) -> dict[str, Any]:
    """A statement."""
    return {"right": draw(st.booleans())}


@st.composite
def sort(draw: st.DrawFn) -> dict[str, Any]:
    """Items in categories, none of which is empty."""
    both = draw(several(5, 10))
    cut = draw(st.integers(2, len(both) - 3))
    categories, items = both[:cut][: len(both) - cut], both[cut:]
    first = dict(zip(items, categories, strict=False))
    rest = {item: draw(st.sampled_from(categories)) for item in items[len(categories) :]}
    return {"items": items, "categories": categories, "right": first | rest}


@st.composite
def gaps(draw: st.DrawFn) -> dict[str, Any]:
    """Gaps with their fillers, some of which fit nowhere."""
    both = draw(several(3, 9).filter(lambda drawn: "text" not in drawn))
    cut = draw(st.integers(1, len(both) - 2))
    holes, fillers = both[:cut], both[cut:]
    return {
        "gaps": holes,
        "fillers": fillers,
        "right": {gap: draw(st.sampled_from(fillers)) for gap in holes},
    }


@st.composite
def number(draw: st.DrawFn) -> dict[str, Any]:
    """A value or a fact's range, with a tolerance."""
    share = draw(st.sampled_from([0, 0.1, 0.5]))
    if draw(st.booleans()):
        value = draw(st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6, allow_nan=False))
        return {"right": {"value": value, "tolerance": share, "unit": "minutes"}}
    low, high = sorted(draw(st.lists(st.floats(0.001, 1e6), min_size=2, max_size=2)))
    return {"right": {"fact": "f", "tolerance": share}, "low": low, "high": high, "unit": "kWh"}


@st.composite
def text(draw: st.DrawFn) -> dict[str, Any]:
    """Answers that were foreseen, with the ways to write them."""
    answers = draw(several(1, 4).filter(lambda drawn: "other" not in drawn))
    words = draw(st.lists(st.sampled_from(WORDS), min_size=len(answers), max_size=8, unique=True))
    spelled = {name: tuple(words[n :: len(answers)]) for n, name in enumerate(answers)}
    return {"answers": answers, "right": draw(st.sampled_from(answers)), "spellings": spelled}


WORDS = (
    "veille",
    "mise en veille",
    "extinction",
    "éteindre",
    "œuvre",
    "pièce jointe",
    "lien",
    "nuage",
    "dossier",
)

KEYS: dict[str, SearchStrategy[dict[str, Any]]] = {
    "one": one(),
    "many": many(),
    "order": order(),
    "match": match(),
    "estimate": estimate(),
    "true_false": true_false(),
    "sort": sort(),
    "gaps": gaps(),
    "number": number(),
    "text": text(),
    "do": st.sampled_from([{"verify": "nothing"}, {"verify": "screen-sleep"}]),
}


def _given_each(key: dict[str, Any], named: str, chosen: str) -> SearchStrategy[dict[str, str]]:
    """Each of some ids with one of others."""
    if chosen not in key:
        return st.just({})
    return st.fixed_dictionaries({name: st.sampled_from(key[chosen]) for name in key[named]})


def responses(name: str, key: dict[str, Any]) -> SearchStrategy[Any]:
    """Every response that the window could send."""
    made: dict[str, SearchStrategy[Any]] = {
        "one": st.sampled_from(key.get("options", [""])),
        "many": st.lists(st.sampled_from(key.get("options", [""])), unique=True),
        "order": st.permutations(key.get("items", [])),
        "match": _given_each(key, "items", "targets"),
        "estimate": st.floats(allow_nan=False) | st.integers(-(10**12), 10**12),
        "true_false": st.sampled_from(["true", "false"]),
        "sort": _given_each(key, "items", "categories"),
        "gaps": _given_each(key, "gaps", "fillers"),
        "number": st.floats(allow_nan=False) | st.integers(-(10**12), 10**12),
        "text": st.text(min_size=1, max_size=20) | st.sampled_from(WORDS),
        "do": st.sampled_from(["done", "managed", "later"]),
    }
    return made[name]
