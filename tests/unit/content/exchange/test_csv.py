"""Tables of questions: columns in either language, the kind found by the answers, faults by line."""

from pathlib import Path

import pytest

from coach.content.exchange import csv_reading
from coach.content.exchange.foreign import Draft, Refused
from coach.content.exchange.mapping import draft
from coach.content.exchange.reading import read as read_file
from coach.content.exchange.source import NotImported


def read(text: str) -> list[Draft | Refused]:
    found = csv_reading.questions("q.csv", text)
    return [one if isinstance(one, Refused) else draft(one, {}) for one in found]


def taken(text: str) -> Draft:
    (one,) = read(text)
    assert isinstance(one, Draft), one
    return one


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Que faire ?;éteindre;veiller | attendre", "one"),
        ("Que faire ?;éteindre | partir;veiller", "many"),
        ("C’est vrai ?;vrai;", "true_false"),
        ("C’est vrai ?;Faux;", "true_false"),
        ("Combien ?;1 200,5;", "number"),
        ("Quel mot ?;veille | la veille;", "text"),
    ],
)
def test_the_answers_tell_the_kind(line: str, kind: str) -> None:
    assert taken(f"Question;Bonne réponse;Mauvaises réponses\n{line}\n").kind == kind


@pytest.mark.parametrize(
    ("kind", "right", "key"),
    [
        ("ordre", "un | deux | trois", {"items": ["un", "deux", "trois"]}),
        (
            "paires",
            "a = x | b = y",
            {"items": ["a", "b"], "targets": ["x", "y"], "right": {"a": "x", "b": "y"}},
        ),
    ],
)
def test_a_named_kind(kind: str, right: str, key: dict[str, object]) -> None:
    assert taken(f"type;question;right\n{kind};Quoi ?;{right}\n").key == key


def test_all_columns() -> None:
    one = taken(
        "id,question,right,wrong,right feedback,wrong feedback,hint,reason,difficulty,competence\n"
        'soir,"Que faire, le soir ?",Éteindre,Veiller | Rien,Oui.,Non. | Non plus.,Un indice.,Parce que.,5,web\n'
    )
    assert (one.wish, one.text, one.hint, one.reason) == (
        "soir",
        "Que faire, le soir ?",
        "Un indice.",
        "Parce que.",
    )
    assert (one.difficulty, one.rated, one.competence) == (5, True, "web")
    assert [told for _text, told in one.choices.values()] == ["Oui.", "Non.", "Non plus."]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (";a;b", "its text is empty"),
        ("Q ?;;b", "no answer is right"),
        ("Q ?;a;b;c;d;e", "more fields"),
        ("Q ?;a;b;x", "difficulty"),
    ],
)
def test_a_fault_is_told_with_its_line(line: str, words: str) -> None:
    (one,) = read(f"question;right;wrong;difficulty\n\n{line}\n")
    assert isinstance(one, Refused)
    assert one.line == 3
    assert words in one.sentence


@pytest.mark.parametrize(
    ("text", "words"),
    [("a;b\nx;y\n", "lacks the column “question”"), ('question;right\n"x;y\n', "quotation marks")],
)
def test_a_table_that_is_none_is_refused(text: str, words: str) -> None:
    with pytest.raises(NotImported) as caught:
        read(text)
    assert words in str(caught.value.facts["reason"])


@pytest.mark.parametrize(
    ("content", "separator", "notes"),
    [
        ("question;right;wrong\nÉté ?;a;b\n".encode("utf-8-sig"), ";", 0),
        ("question\tright\twrong\nÉté ?\ta\tb\n".encode("utf-16"), "tab", 0),
        ("question,right,wrong\r\nÉté ?,a,b\r\n".encode("cp1252"), ",", 1),
    ],
)
def test_encoding_and_separator_are_found_and_said(
    tmp_path: Path, content: bytes, separator: str, notes: int
) -> None:
    file = tmp_path / "q.csv"
    file.write_bytes(content)
    found = read_file("csv", str(file), {})
    assert found.drafts[0].text == "Été ?"
    assert separator in found.notes[-1]
    assert len(found.notes) == 1 + notes
