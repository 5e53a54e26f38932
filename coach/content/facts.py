"""Facts and the references that lessons make to them and to the town's own words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from coach.domain.fact import Fact, Read, Status
from coach.words import _, language, number

Rows = Mapping[str, Mapping[str, Any]]
_REFERENCE = re.compile(r"\{(fact|org):([a-z0-9_-]+)(?: (statement|myth))?\}")
_UNKNOWN = re.compile(r"\{\s*(?:fact|org)\b[^}\n]*\}?", re.IGNORECASE)
NBSP = "\u00a0"


def read_facts(rows: Rows, units: Rows, tongue: str) -> dict[str, Fact]:
    """The facts of `facts.toml` in one language, by id; one of an unknown status is left out."""
    return {
        name: Fact(
            id=name,
            statement=_said(row, tongue),
            unit=_said(units.get(row.get("unit", ""), {}), tongue),
            year=row["year"],
            source=row.get(f"source_{tongue}") or row["source"],
            title=row.get("title", ""),
            url=row.get("url", ""),
            read=Read(row["read"]),
            status=Status(row["status"]),
            review=row["review"],
            value=row.get("value"),
            low=row.get("low"),
            high=row.get("high"),
        )
        for name, row in rows.items()
        if row["read"] in list(Read) and row["status"] in list(Status)
    }


def read_units(rows: Rows, tongue: str) -> dict[str, str]:
    """The units of `facts.toml` in one language, by id."""
    return {name: _said(row, tongue) for name, row in rows.items()}


def _said(row: Mapping[str, Any], tongue: str) -> str:
    return str(row.get(tongue) or row.get("fr", ""))


def figure(fact: Fact) -> str:
    """The fact's range, or its number, with its unit: `6 à 9 kWh/an`."""
    if fact.low is not None and fact.high is not None:
        told = _("{low} to {high}").format(low=_digits(fact.low), high=_digits(fact.high))
        if fact.value is not None and not fact.low == fact.value == fact.high:
            value = _with_unit(_digits(fact.value), fact.unit)
            return f"{value} ({told})".replace(" ", NBSP)
    else:
        told = _digits(fact.value or 0)
    return _with_unit(told, fact.unit)


def _with_unit(told: str, unit: str) -> str:
    joined = f"{told}{unit}" if unit.startswith("%") and language() == "en" else f"{told} {unit}"
    return joined.strip().replace(" ", NBSP)


def _digits(value: float) -> str:
    return number(value, 0 if abs(value) >= 100 else 3 if abs(value) < 1 else 1)


def _no_reference(left: str) -> str:
    known = "{fact:id} {fact:id statement} {fact:id myth} {org:key}"
    return _("“{text}” is none of the references {known}").format(text=left, known=known)


@dataclass(frozen=True)
class Told:
    """A text with its references filled in, the facts it cites, and what was wrong."""

    text: str
    facts: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True)
class References:
    """Everything a text may refer to, in one language."""

    facts: dict[str, Fact]
    town: dict[str, str]
    units: dict[str, str] = field(default_factory=dict)

    def tell(self, text: str) -> Told:
        """Fill in `{fact:id}`, `{fact:id statement}`, `{fact:id myth}` and `{org:key}`."""
        cited: list[str] = []
        faults: list[str] = []

        def fill(found: re.Match[str]) -> str:
            kind, name, how = found.groups()
            if kind == "org":
                return self._town(name, faults)
            cited.append(name)
            return self._fact(name, how, faults)

        filled = _REFERENCE.sub(fill, text)
        faults += [_no_reference(left) for left in _UNKNOWN.findall(filled)]
        return Told(filled, tuple(dict.fromkeys(cited)), tuple(faults))

    def _town(self, name: str, faults: list[str]) -> str:
        if name not in self.town:
            faults.append(_("“{name}” is no entry of organisation.toml").format(name=name))
        return self.town.get(name, "")

    def _fact(self, name: str, how: str | None, faults: list[str]) -> str:
        fact = self.facts.get(name)
        if fact is None:
            faults.append(_("the fact “{fact}” is unknown").format(fact=name))
            return ""
        if fact.status is Status.OUTDATED and how != "myth":
            faults.append(
                _("the fact “{fact}” is outdated: cite it as {{fact:{fact} myth}} or not at all").format(
                    fact=name
                )
            )
        if fact.status is not Status.OUTDATED and how == "myth":
            faults.append(_("the fact “{fact}” is no myth").format(fact=name))
        if how:
            return fact.statement.rstrip(".")
        if not fact.printable:
            faults.append(
                _("the fact “{fact}” has no figure to print: write {{fact:{fact} statement}}").format(
                    fact=name
                )
            )
            return ""
        return figure(fact)
