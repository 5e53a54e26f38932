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


KEYS: dict[str, SearchStrategy[dict[str, Any]]] = {
    "one": one(),
    "many": many(),
    "order": order(),
    "match": match(),
    "estimate": estimate(),
}


def responses(name: str, key: dict[str, Any]) -> SearchStrategy[Any]:
    """Every response that the window could send."""
    made: dict[str, SearchStrategy[Any]] = {
        "one": st.sampled_from(key.get("options", [""])),
        "many": st.lists(st.sampled_from(key.get("options", [""])), unique=True),
        "order": st.permutations(key.get("items", [])),
        "match": st.fixed_dictionaries(
            {item: st.sampled_from(key["targets"]) for item in key.get("items", [])}
            if name == "match"
            else {}
        ),
        "estimate": st.floats(allow_nan=False) | st.integers(-(10**12), 10**12),
    }
    return made[name]
