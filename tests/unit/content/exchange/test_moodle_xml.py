"""Moodle XML, whole, old, broken or hostile: taken, refused with its line, or refused as a file."""

import pytest

from coach.content.exchange.foreign import Draft, Refused
from coach.content.exchange.mapping import draft
from coach.content.exchange.moodle_xml_reading import questions
from coach.content.exchange.source import NotImported


def read(xml: str | bytes) -> list[Draft | Refused]:
    content = xml if isinstance(xml, bytes) else xml.encode()
    return [one if isinstance(one, Refused) else draft(one, {}) for one in questions("q.xml", content)]


def question(kind: str, inside: str, text: str = "<p>Que faire ?</p>") -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<quiz>
 <question type="category"><category><text>$course$/top/x</text></category></question>
 <question type="{kind}">
  <name><text>Mon nom</text></name>
  <questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>
  <generalfeedback format="html"><text>Parce que.</text></generalfeedback>
  {inside}
 </question>
</quiz>"""


def answer(fraction: str, text: str, feedback: str = "", more: str = "") -> str:
    told = f"<feedback><text>{feedback}</text></feedback>"
    return f'<answer fraction="{fraction}" format="html"><text>{text}</text>{told}{more}</answer>'


def taken(kind: str, inside: str, text: str = "<p>Que faire ?</p>") -> Draft:
    (one,) = read(question(kind, inside, text))
    assert isinstance(one, Draft), one
    return one


def refused(kind: str, inside: str, text: str = "<p>Que faire ?</p>") -> Refused:
    (one,) = read(question(kind, inside, text))
    assert isinstance(one, Refused), one
    return one


def test_one_of_several() -> None:
    one = taken(
        "multichoice", "<single>true</single>" + answer("100", "a", "Oui.") + answer("0", "b", "Non.")
    )
    assert (one.kind, one.wish, one.text, one.reason) == ("one", "mon-nom", "Que faire ?", "Parce que.")
    assert one.choices == {"a": ("a", "Oui."), "b": ("b", "Non.")}
    assert one.line == 4


def test_several_of_several() -> None:
    rows = answer("50", "a") + answer("50", "b") + answer("-50", "c")
    assert taken("multichoice", "<single>false</single>" + rows).key["right"] == ["a", "b"]


def test_true_or_false() -> None:
    one = taken("truefalse", answer("0", "true", "Non.") + answer("100", "false", "Oui."))
    assert (one.key, one.choices["false"]) == ({"right": False}, ("", "Oui."))


def test_a_word() -> None:
    one = taken(
        "shortanswer", answer("100", "veille") + answer("100", "la veille") + answer("0", "*", "Relisez.")
    )
    assert one.choices == {"veille": ("veille | la veille", ""), "other": ("Relisez.", "")}


def test_a_number_with_its_margin() -> None:
    one = taken("numerical", answer("100", "3,14", more="<tolerance>0.01</tolerance>"))
    assert one.key["right"]["value"] == 3.14


def test_pairs() -> None:
    rows = "".join(
        f"<subquestion format='html'><text>{a}</text><answer><text>{b}</text></answer></subquestion>"
        for a, b in (("midi", "veille"), ("nuit", "arrêt"), ("", "rien"))
    )
    one = taken("matching", rows)
    assert one.key["right"] == {"midi": "veille", "nuit": "arret"}
    assert one.key["targets"] == ["veille", "arret", "rien"]


def test_an_ordering_follows_its_numbers() -> None:
    rows = answer("3.0", "c") + answer("1.0", "a") + answer("2.0", "b")
    assert taken("ordering", rows).key == {"items": ["a", "b", "c"]}


@pytest.mark.parametrize(("kind", "tag"), [("ddwtos", "dragbox"), ("gapselect", "selectoption")])
def test_words_to_put_into_gaps(kind: str, tag: str) -> None:
    words = "".join(f"<{tag}><text>{word}</text><group>1</group></{tag}>" for word in ("veille", "arrêt"))
    one = taken(kind, words, "<p>À midi : [[1]], la nuit : [[2]].</p>")
    assert one.kind == "gaps"
    assert one.choices["text"][0] == "À midi : [gap-1], la nuit : [gap-2]."
    assert one.key["right"] == {"gap-1": "veille", "gap-2": "arret"}


def test_embedded_lists_become_gaps() -> None:
    text = "À midi {1:MULTICHOICE:=veille#Oui~arrêt}, la nuit {1:MC:veille~%100%arrêt}."
    one = taken("cloze", "", text)
    assert one.key["right"] == {"gap-1": "veille", "gap-2": "arret"}


def test_one_embedded_word_or_number() -> None:
    assert taken("cloze", "", "On met en {1:SHORTANSWER:=veille~%0%arrêt}.").kind == "text"
    one = taken("cloze", "", "Il y en a {1:NUMERICAL:=9:0.5}.")
    assert (one.kind, one.text) == ("number", "Il y en a _____.")


@pytest.mark.parametrize(
    ("kind", "inside", "text", "words"),
    [
        ("essay", "", "x", "nothing that can be marked"),
        ("description", "", "x", "nothing that can be marked"),
        ("calculated", "", "x", "has no like here"),
        ("multichoice", answer("abc", "a") + answer("0", "b"), "x", "grade “abc”"),
        ("multichoice", answer("900", "a") + answer("0", "b"), "x", "grade “900”"),
        ("multichoice", answer("nan", "a") + answer("0", "b"), "x", "grade “nan”"),
        ("multichoice", answer("60", "a") + answer("0", "b"), "x", "no answer is wholly right"),
        ("multichoice", "<single>false</single>" + answer("70", "a") + answer("0", "b"), "x", "add up to 70"),
        ("multichoice", answer("100", "") + answer("0", "b"), "x", "an answer is empty"),
        (
            "multichoice",
            answer("100", "a") + answer("0", "b"),
            "<img src='@@PLUGINFILE@@/x.png'>",
            "text only",
        ),
        ("multichoice", answer("100", "a") + answer("0", "b"), "<img src='//cdn.example/x.png'>", "refused"),
        ("multichoice", answer("100", "a") + answer("0", "b"), "", "its text is empty"),
        ("numerical", answer("100", "douze"), "x", "no number"),
        ("numerical", answer("100", "nan"), "x", "out of reach"),
        ("truefalse", answer("0", "true") + answer("0", "false"), "x", "true and false"),
        ("gapselect", "", "x", "has no gap"),
        ("gapselect", "", "x [[3]]", "has no word"),
        ("cloze", "", "x", "no embedded answer"),
        ("cloze", "", "{1:SA:=a} {1:SA:=b}", "divide it"),
        ("cloze", "", "{1:MC:a~b}", "exactly one right word"),
        ("ordering", answer("1", "a"), "x", "at least three"),
    ],
)
def test_what_cannot_be_asked_here_is_refused(kind: str, inside: str, text: str, words: str) -> None:
    one = refused(kind, inside, text)
    assert words in one.sentence
    assert one.line == 4


def test_an_old_file_without_formats() -> None:
    one = taken(
        "multichoice", "<answer fraction='100'><text>a</text></answer><answer><text>b</text></answer>"
    )
    assert one.key["right"] == "a"


BOMB = '<!DOCTYPE q [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><quiz>&b;</quiz>'
FILE = '<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (BOMB, "document type"),
        (FILE, "document type"),
        ('<!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/x.dtd"><quiz/>', "document type"),
        ("<quiz>\n<question></quiz>", "line 2"),
        ("<quiz>\n&unknown;</quiz>", "line 2"),
        ("pas du tout", "line 1"),
        ("<html/>", "where Moodle writes <quiz>"),
        (b"<quiz>\n\x00</quiz>", "line 2"),
        (b'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\xe9</quiz>', "line 2"),
        (b'<?xml version="1.0" encoding="klingon"?><quiz/>', "no valid XML"),
        ("<quiz>" + "<question>" * 5000, "without end"),
    ],
)
def test_a_hostile_or_broken_file_is_refused_as_a_whole(content: str | bytes, words: str) -> None:
    with pytest.raises(NotImported) as caught:
        read(content)
    assert words in str(caught.value.facts["reason"])


def test_another_encoding_is_read_as_the_file_says() -> None:
    xml = question("truefalse", answer("100", "true") + answer("0", "false"), "Éteindre ?")
    (one,) = read(xml.replace("UTF-8", "ISO-8859-1").encode("latin-1"))
    assert isinstance(one, Draft)
    assert one.text == "Éteindre ?"
