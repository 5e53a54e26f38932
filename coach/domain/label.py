"""The label's competence tree: domains, competences and what each supports."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Domain:
    """One of the eight domains."""

    id: str
    title: str


@dataclass(frozen=True)
class Competence:
    """A goal of the label for given audiences; level 1 awareness, 2 practice, 3 lead."""

    id: str
    domain: str
    level: int
    audiences: tuple[str, ...]
    title: str
    evidence: str
    supports: tuple[str, ...]


@dataclass(frozen=True)
class Support:
    """A charter point, label principle or criterion, or action of the city that competences support.

    `part_of` is the id of the commitment, theme or principle that gathers it, if any.
    """

    id: str
    kind: str
    text: str
    part_of: str = ""


@dataclass(frozen=True)
class Label:
    """The whole tree in one language. The text is our restatement: `wording` says so and must be shown."""

    name: str
    version: str
    source: str
    wording: str
    domains: tuple[Domain, ...]
    competences: tuple[Competence, ...]
    supports: tuple[Support, ...]
    audiences: tuple[tuple[str, str], ...]

    def goals(self, audiences: frozenset[str]) -> tuple[Competence, ...]:
        """The competences that concern somebody of these audiences; everybody is `all-staff`."""
        wanted = audiences | {"all-staff"}
        return tuple(c for c in self.competences if wanted & set(c.audiences))
