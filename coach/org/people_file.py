"""A CSV of people read whole: every fault with its line, or everybody."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from coach.domain.errors import PeopleFileError
from coach.domain.people import Person, Role
from coach.domain.text import N_
from coach.org.names import plain
from coach.org.service_tree import Tree, circles
from coach.words import _, ngettext

_NAMES = {
    "staff_number": "staff_number matricule numero_matricule no_matricule n_matricule numero_agent n_agent",
    "name": "name full_name nom nom_prenom nom_et_prenom prenom_nom nom_complet",
    "first_name": "first_name prenom",
    "service": "service unit unite direction service_d_affectation affectation",
    "parent": "parent_service service_parent service_superieur parent rattachement pole",
    "roles": "roles role",
    "audiences": "audiences audience publics public metiers metier",
    "login": "login identifiant compte nom_d_utilisateur username",
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names.split()}
_TITLES = {
    "staff_number": N_("staff number"),
    "name": N_("name"),
    "first_name": N_("first name"),
    "service": N_("service"),
    "parent": N_("parent service"),
    "roles": N_("roles"),
    "audiences": N_("audiences"),
    "login": N_("login"),
}
_NEEDED = ("staff_number", "name", "service")
_ROLES = {
    **dict.fromkeys(("learner", "apprenant", "apprenante", "agent", "agente"), Role.LEARNER),
    **dict.fromkeys(("trainer", "formateur", "formatrice"), Role.TRAINER),
    **dict.fromkeys(("hr", "rh", "human_resources", "ressources_humaines"), Role.HR),
}
_LONGEST = {"staff_number": 64}
_LONG = 200
_FAULTS_TOLD = 20
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class PeopleFile:
    """Everybody in the file, and what the person who imports it should know.

    Attributes:
        parents: the service above each one that has one; None where the file has no such column.
    """

    people: tuple[Person, ...]
    notes: tuple[str, ...]
    parents: Mapping[str, str] | None = None


def read(file: str, audiences: Mapping[str, str]) -> PeopleFile:
    """Read a CSV of people; `audiences` gives the id of each known trade by id and by title.

    Raises:
        PeopleFileError: with every fault (the first twenty) and its line.
    """
    text, notes = _decoded(file)
    reader = _Reader(text, {plain(name): known for name, known in audiences.items()})
    people = tuple(reader.people())
    if not people and not reader.faults:
        reader.faults.append(_("it names nobody."))
    for names in circles(reader.tree.parents):
        told = _("these services stand above each other in a circle: {names}.")
        reader.faults.append(told.format(names=", ".join(f"“{name}”" for name in names)))
    if reader.faults:
        raise PeopleFileError(reason=_listed(reader.faults))
    parents = reader.tree.parents if reader.tree.known else None
    return PeopleFile(people, (*notes, *reader.notes, *_lookalikes(people)), parents)


def _lookalikes(people: Iterable[Person]) -> Iterator[str]:
    """Services that differ by an accent or a capital are most often one, and would be two groups."""
    spellings: dict[str, set[str]] = {}
    for person in people:
        spellings.setdefault(plain(person.service), set()).add(person.service)
    for names in (sorted(names) for names in spellings.values() if len(names) > 1):
        told = ", ".join(f"“{name}”" for name in names)
        yield _("These services look alike but count as different ones: {names}.").format(names=told)


def _decoded(file: str) -> tuple[str, tuple[str, ...]]:
    try:
        with open(file, "rb") as opened:
            content = opened.read()
    except OSError as error:
        reason = _("{file} cannot be read ({error}).").format(file=file, error=error.strerror or error)
        raise PeopleFileError(reason=reason) from error
    if content.startswith(_NO_TEXT):
        raise PeopleFileError(reason=_("it is a workbook: save it as CSV first."))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _try(content, "utf-16"), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        note = _("The file is not written in UTF-8 and was read as Windows-1252: check the accents below.")
        return _try(content, "cp1252"), (note,)


def _try(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise PeopleFileError(reason=_fault(line, _("this is no text in UTF-8 or Windows-1252."))) from error


def _fault(line: int, sentence: str) -> str:
    return _("line {line}: {fault}").format(line=line, fault=sentence)


def _listed(faults: list[str]) -> str:
    told = faults[:_FAULTS_TOLD]
    if len(faults) > _FAULTS_TOLD:
        told.append(ngettext("and {n} other fault.", "and {n} other faults.", len(faults) - _FAULTS_TOLD))
    return "".join(f"\n{fault}" for fault in told)


class _Reader:
    """One reading of the text: faults and notes gather here."""

    def __init__(self, text: str, audiences: Mapping[str, str]) -> None:
        self.text, self.audiences = text, audiences
        self.faults: list[str] = []
        self.notes: list[str] = []
        self._seen: dict[tuple[str, str], int] = {}
        self.tree = Tree()

    def people(self) -> Iterator[Person]:
        """Everybody whose line has no fault."""
        rows = self._rows(self._separator())
        line, heading = next(rows, (1, []))
        fields = self._heading(line, heading)
        if self.faults:
            return
        for line, row in rows:
            if len(row) != len(fields) and (len(row) < len(fields) or any(row[len(fields) :])):
                has, wants = len(row), len(fields)
                self._fault(line, _("the line has {has} of {wants} fields.").format(has=has, wants=wants))
                continue
            person = self._person(line, {f: row[place] for place, f in enumerate(fields) if f})
            if person:
                yield person

    def _fault(self, line: int, sentence: str) -> None:
        self.faults.append(_fault(line, sentence))

    def _rows(self, separator: str) -> Iterator[tuple[int, list[str]]]:
        """Rows that hold something, each with the line where it begins."""
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=separator, strict=True)
        line = 1
        try:
            for row in reader:
                cells = [" ".join(unicodedata.normalize("NFC", cell).split()) for cell in row]
                if any(cells) and not (line == 1 and re.fullmatch("sep=.", self.text.splitlines()[0])):
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            self._fault(
                line, _("the quotation marks or separators are broken ({error}).").format(error=error)
            )

    def _separator(self) -> str:
        """The separator that makes the most known columns, then the most columns, of the first lines."""
        first = [line for line in self.text.splitlines() if line.strip()][:2]
        heading = first[1] if len(first) > 1 and first[0].startswith("sep=") else "".join(first[:1])

        def worth(separator: str) -> tuple[int, int]:
            columns = heading.replace('"', "").split(separator)
            return sum(plain(column) in _FIELDS for column in columns), len(columns)

        return max((";", ",", "\t"), key=worth)

    def _heading(self, line: int, heading: list[str]) -> list[str]:
        """The field of each column; empty for a column that is not read."""
        if len(heading) == 1 and plain(heading[0]) not in _FIELDS:
            self._fault(line, _("the columns are not separated by semicolons, commas or tabs."))
            return []
        fields = [_FIELDS.get(plain(column), "") for column in heading]
        for field in (field for field in dict.fromkeys(fields) if field and fields.count(field) > 1):
            self._fault(line, _("two columns give “{column}”.").format(column=_(_TITLES[field])))
        self.tree.known = "parent" in fields
        for field in _NEEDED:
            if field not in fields:
                self._fault(line, _("the column “{column}” is missing.").format(column=_(_TITLES[field])))
        for column in (column for column, field in zip(heading, fields, strict=True) if column and not field):
            self.notes.append(_("The column “{column}” is not read.").format(column=column))
        return fields

    def _person(self, line: int, row: dict[str, str]) -> Person | None:
        before = len(self.faults)
        self._check(line, row)
        roles = self._roles(line, row.get("roles", ""))
        audiences = self._audiences(line, row.get("audiences", ""))
        if fault := self.tree.put(line, row["service"], row.get("parent", "")):
            self._fault(line, fault)
        if len(self.faults) > before:
            return None
        return Person(
            id=row["staff_number"],
            name=" ".join(part for part in (row.get("first_name", ""), row["name"]) if part),
            service=row["service"],
            roles=roles | {Role.LEARNER},
            audiences=audiences | {"all-staff"},
            login=row.get("login", ""),
        )

    def _check(self, line: int, row: dict[str, str]) -> None:
        for field, value in row.items():
            if not value and field in _NEEDED:
                self._fault(line, _("“{column}” is empty.").format(column=_(_TITLES[field])))
            if len(value) > _LONGEST.get(field, _LONG):
                self._fault(line, _("“{column}” is too long.").format(column=_(_TITLES[field])))
            if any(unicodedata.category(char) == "Cc" for char in value):
                self._fault(line, _("“{column}” holds a control character.").format(column=_(_TITLES[field])))
        for field in ("staff_number", "login"):
            self._once(line, field, row.get(field, ""))

    def _once(self, line: int, field: str, value: str) -> None:
        """Two people never share a number or a login: on Windows, folders a1 and A1 are the same."""
        first = self._seen.setdefault((field, value.casefold()), line)
        if value and first != line:
            told = _("“{column}” {value} stands on line {first} already.")
            self._fault(line, told.format(column=_(_TITLES[field]), value=value, first=first))

    def _roles(self, line: int, text: str) -> frozenset[Role]:
        words = _words(text)
        for word in (word for word in words if plain(word) not in _ROLES):
            self._fault(line, _("the role “{role}” is unknown (learner, trainer or hr).").format(role=word))
        return frozenset(_ROLES[plain(word)] for word in words if plain(word) in _ROLES)

    def _audiences(self, line: int, text: str) -> frozenset[str]:
        words = _words(text)
        for word in (word for word in words if plain(word) not in self.audiences):
            told = _("the trade “{trade}” is unknown; known are {known}.")
            known = ", ".join(f"“{name}”" for name in sorted(set(self.audiences.values())))
            self._fault(line, told.format(trade=word, known=known))
        return frozenset(self.audiences[plain(word)] for word in words if plain(word) in self.audiences)


def _words(text: str) -> list[str]:
    return [word.strip() for word in re.split(r"[,;|/+]", text) if word.strip()]
