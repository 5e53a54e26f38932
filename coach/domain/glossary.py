"""Words of the glossary, in one language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """A word that a colleague may ask about.

    Attributes:
        meaning: at most 40 plain words, without a figure.
        also: other spellings of the very same thing.
        see: ids of terms beside it.
        facts: ids of the facts that give its figures.
        linked: whether lessons link it by themselves.
    """

    id: str
    name: str
    meaning: str
    also: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    linked: bool = True

    @property
    def spellings(self) -> tuple[str, ...]:
        """Its name and its other spellings."""
        return (self.name, *self.also)
