"""Figures that lessons may cite: value, range, year, source, how it was read, status."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How far a figure may be trusted."""

    OK = "ok"
    CONTESTED = "contested"
    OUTDATED = "outdated"
    MYTH_BUSTER = "myth-buster"
    THIN = "thin-evidence"


class Read(StrEnum):
    """How the figure was read."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    DATASET = "dataset"
    COMPUTED = "computed"
    MEMORY = "memory"
    ABSENCE = "absence"


@dataclass(frozen=True)
class Fact:
    """One figure in one language. `value`, `low` and `high` share `unit`; any of them may be None."""

    id: str
    statement: str
    unit: str
    year: int
    source: str
    title: str
    url: str
    read: Read
    status: Status
    review: str
    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def printable(self) -> bool:
        """A contested figure without a range may only be told as a sentence."""
        if self.low is not None and self.high is not None:
            return True
        return self.value is not None and self.status is not Status.CONTESTED
