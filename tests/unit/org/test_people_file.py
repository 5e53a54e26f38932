"""A CSV of people is read whole, whoever wrote it, or every fault is named with its line."""

from pathlib import Path

import pytest

from coach.domain.errors import PeopleFileError
from coach.domain.people import Person, Role
from coach.org import people_file
from coach.words import explain

AUDIENCES = {
    "all-staff": "all-staff",
    "it": "it",
    "Informatique": "it",
    "hr": "hr",
    "Ressources humaines": "hr",
}
ZOE = Person("001", "Zoé D’Arc", "État civil")


def read(tmp_path: Path, content: str | bytes) -> people_file.PeopleFile:
    file = tmp_path / "people.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return people_file.read(str(file), AUDIENCES)


def faults(tmp_path: Path, content: str | bytes) -> list[str]:
    with pytest.raises(PeopleFileError) as caught:
        read(tmp_path, content)
    told = explain(caught.value)
    assert told.safe == "Nothing was imported."
    return told.what.removeprefix("The people file cannot be imported: ").strip().splitlines()


@pytest.mark.parametrize(
    "content",
    [
        "staff_number,name,service\n001,Zoé D’Arc,État civil\n",
        "\ufeffmatricule;nom;service\r\n001;Zoé D’Arc;État civil\r\n",
        "Matricule\tPrénom\tNom\tService\n001\tZoé\tD’Arc\tÉtat civil\n",
        "sep=;\nMATRICULE;Nom ;Unité\n 001 ;Zoé  D’Arc;État\u00a0civil;;\n\n;;\n",
        'N° matricule;"Nom";"Service"\n001;"Zoé D’Arc";"État civil"',
        "rôles;service;nom;matricule\nApprenante;État civil;Zoé D’Arc;001\n",
    ],
)
def test_many_hands_write_the_same_person(content: str, tmp_path: Path) -> None:
    assert read(tmp_path, content) == people_file.PeopleFile((ZOE,), ())


def test_everything_a_line_can_hold(tmp_path: Path) -> None:
    content = (
        "matricule;nom;service;rôles;publics;identifiant\n7;Ann;RH;formatrice, RH;Informatique|hr;ann.b\n"
    )
    assert read(tmp_path, content).people == (
        Person("7", "Ann", "RH", frozenset(Role), frozenset({"all-staff", "it", "hr"}), "ann.b"),
    )


def test_windows_1252_is_read_and_announced(tmp_path: Path) -> None:
    found = read(tmp_path, "matricule;nom;service\n001;Zoé D’Arc;État civil\n".encode("cp1252"))
    assert found.people == (ZOE,)
    [note] = found.notes
    assert "Windows-1252" in note


def test_utf_16_of_an_office_program_is_read(tmp_path: Path) -> None:
    content = "matricule\tnom\tservice\n001\tZoé D’Arc\tÉtat civil\n".encode("utf-16")
    assert read(tmp_path, content).people == (ZOE,)


def test_a_column_that_is_not_read_is_announced(tmp_path: Path) -> None:
    found = read(tmp_path, "matricule;nom;service;salaire\n1;A;S;2000\n")
    assert found.notes == ("The column “salaire” is not read.",)


def test_services_that_look_alike_are_announced(tmp_path: Path) -> None:
    [note] = read(tmp_path, "matricule;nom;service\n1;A;Médiathèque\n2;B;mediatheque\n").notes
    assert note == "These services look alike but count as different ones: “Médiathèque”, “mediatheque”."


def test_a_wrong_separator(tmp_path: Path) -> None:
    assert faults(tmp_path, "matricule|nom|service\n1|A|S\n") == [
        "line 1: the columns are not separated by semicolons, commas or tabs."
    ]


def test_another_separator_below_the_heading(tmp_path: Path) -> None:
    assert faults(tmp_path, "matricule;nom;service\n1,A,S\n") == ["line 2: the line has 1 of 3 fields."]


def test_a_comma_too_many(tmp_path: Path) -> None:
    assert faults(tmp_path, "matricule,nom,service\n1,Roy, Paul,Voirie\n") == [
        "line 2: the line has 4 of 3 fields."
    ]


def test_missing_and_doubled_columns(tmp_path: Path) -> None:
    assert faults(tmp_path, "nom;Name;roles\nA;B;hr\n") == [
        "line 1: two columns give “name”.",
        "line 1: the column “staff number” is missing.",
        "line 1: the column “service” is missing.",
    ]


def test_every_fault_has_its_line(tmp_path: Path) -> None:
    content = (
        "matricule;nom;service;roles;publics;identifiant\n"
        "1;Ann;RH;;;ann\n"
        '2;"Léa\nde Nice";;;;\n'
        "A3;;RH;chef;;\n"
        "a3;Bob;RH;;pilote;ANN\n"
        ";Zoé;RH;;;\n"
    )
    assert faults(tmp_path, content) == [
        "line 3: “service” is empty.",
        "line 5: “name” is empty.",
        "line 5: the role “chef” is unknown (learner, trainer or hr).",
        "line 6: “staff number” a3 stands on line 5 already.",
        "line 6: “login” ANN stands on line 2 already.",
        "line 6: the trade “pilote” is unknown; known are “all-staff”, “hr”, “it”.",
        "line 7: “staff number” is empty.",
    ]


def test_control_characters_and_endless_names(tmp_path: Path) -> None:
    assert faults(tmp_path, f"matricule;nom;service\n1;A\x07;S\n2;{'B' * 201};S\n{'3' * 65};C;S\n") == [
        "line 2: “name” holds a control character.",
        "line 3: “name” is too long.",
        "line 4: “staff number” is too long.",
    ]


def test_an_open_quotation_mark(tmp_path: Path) -> None:
    [fault] = faults(tmp_path, 'matricule;nom;service\n1;A;S\n2;"B;S\n3;C;S\n')
    assert fault.startswith("line 3: the quotation marks or separators are broken (")


def test_hundreds_of_faults_are_told_shortly(tmp_path: Path) -> None:
    found = faults(tmp_path, "matricule;nom;service\n" + "".join(f"{n};;S\n" for n in range(300)))
    assert len(found) == 21
    assert found[-1] == "and 280 other faults."


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "line 1: the column “staff number” is missing."),
        (b"matricule;nom;service\n", "it names nobody."),
        (b"PK\x03\x04rest", "it is a workbook: save it as CSV first."),
        (b"matricule;nom;service\n1;\x81\x8d;S\n", "line 2: this is no text in UTF-8 or Windows-1252."),
        (b"\xff\xfem", "line 1: this is no text in UTF-8 or Windows-1252."),
    ],
)
def test_what_is_no_list_of_people(content: bytes, fault: str, tmp_path: Path) -> None:
    assert faults(tmp_path, content)[0] == fault


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(PeopleFileError, match="No such file"):
        people_file.read(str(tmp_path / "absent.csv"), AUDIENCES)
    with pytest.raises(PeopleFileError, match="directory"):
        people_file.read(str(tmp_path), AUDIENCES)


PARENTS = "matricule;nom;service;service parent\n"


def test_services_stand_below_others_where_the_file_says_so(tmp_path: Path) -> None:
    assert read(tmp_path, "matricule;nom;service\n1;Ann;RH\n").parents is None
    rows = "1;Ann;Accueil;Pôle population\n2;Bob;Accueil;\n3;Cid;Pôle population;Ville\n4;Dan;Voirie;\n"
    found = read(tmp_path, PARENTS + rows)
    assert found.parents == {"Accueil": "Pôle population", "Pôle population": "Ville"}
    assert found.notes == ()


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("1;Ann;RH;RH\n", ["line 2: “RH” stands above itself."]),
        ("1;Ann;RH;A\n2;Bob;RH;B\n", ["line 3: “RH” stands below “A” on line 2 already."]),
        (
            "1;Ann;A;B\n2;Bob;B;C\n3;Cid;C;B\n4;Dan;D;A\n",
            ["these services stand above each other in a circle: “B”, “C”."],
        ),
    ],
)
def test_services_that_stand_nowhere_are_faults(rows: str, told: list[str], tmp_path: Path) -> None:
    assert faults(tmp_path, PARENTS + rows) == told
