"""GIFT written by people: what is wrong is told with its line, and nothing that cannot be marked is taken."""

import pytest

from coach.content.exchange.foreign import Draft, Refused
from coach.content.exchange.gift_reading import questions
from coach.content.exchange.mapping import draft


def read(text: str) -> list[Draft | Refused]:
    return [one if isinstance(one, Refused) else draft(one, {}) for one in questions(text)]


def taken(text: str) -> Draft:
    (one,) = read(text)
    assert isinstance(one, Draft), one
    return one


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\n\nSans fin ? {=a ~b\n\n~c}\n", 3, "do not end"),
        ("Une ? {=a ~b}\nDeux ? {=c ~d}", 2, "a second “{”"),
        ("Fin ? a}", 1, "never began"),
        ("Poids ?\n{\n~%50%a\n~%abc%b\n}", 4, "from -100 to 100"),
        ("Poids ?\n{\n=%250%a\n~b\n}", 3, "from -100 to 100"),
        ("Nombre ? {#douze}", 1, "is no number"),
        ("Vide ? {=a ~}", 1, "empty"),
        ("Mêlé ? {oui =non}", 1, "neither “=” nor “~”"),
        ('Balise ? {=a ~<b class="x">c</b>}', 1, "written “\\="),
        ("Racontez. {}", 1, "free text"),
        ("Juste un texte.", 1, "step of the lesson"),
        ("Juste ? {~a ~b ~c}", 1, "no answer is right"),
        ("Somme ? {~%25%a ~%25%b ~c}", 1, "add up to 50"),
        ("Deux choix ? {~%50%a ~%50%b}", 1, "every option is right"),
        ("Joker ? {=éco*}", 1, "any letters"),
        ("Large ? {#10:9}", 1, "within half"),
        ("Zéro ? {#0:1}", 1, "within half"),
        ("Image ? <img src='https://example.org/x.png'> {=a ~b}", 1, "https://example.org/x.png"),
        ("[html]Film <video src\\='x.mp4'></video> ? {=a ~b}", 1, "text only"),
        ("{=a ~b}", 1, "its text is empty"),
        ("Une seule ? {=a -> b}", 1, "at least two ids"),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, line: int, words: str) -> None:
    refused = [one for one in read(text) if isinstance(one, Refused)]
    assert refused[0].line == line
    assert words in refused[0].sentence


def test_a_fault_costs_no_other_question() -> None:
    found = read("Bon ? {=a ~b}\n\nMauvais ? {~a}\n\nBon aussi ? {T}")
    assert [type(one) for one in found] == [Draft, Refused, Draft]


def test_one_keeps_feedback_and_the_reason() -> None:
    one = taken("::t::Que faire ? {\n=Éteindre#Oui.\n~Veiller#Non.\n####Parce que.}")
    assert (one.kind, one.wish, one.reason) == ("one", "t", "Parce que.")
    assert one.key == {"options": ["eteindre", "veiller"], "right": "eteindre"}
    assert one.choices == {"eteindre": ("Éteindre", "Oui."), "veiller": ("Veiller", "Non.")}


def test_weights_make_several_right_answers() -> None:
    one = taken("Lesquels ? {~%50%a ~%50%b ~%-50%c ~d}")
    assert (one.kind, one.key["right"]) == ("many", ["a", "b"])
    assert one.notes == ()


def test_half_a_right_answer_is_said_to_be_lost() -> None:
    assert taken("Où ? {=ici ~%50%là}").notes != ()


def test_moodle_says_the_first_feedback_to_a_wrong_answer() -> None:
    one = taken("Vrai ? {FALSE#Vous vous trompez.#Bravo.}")
    assert one.choices == {"true": ("", "Vous vous trompez."), "false": ("", "Bravo.")}


def test_spellings_wrong_words_and_everything_else() -> None:
    one = taken("Quoi ? {=veille =mise en veille =%0%arrêt#Non. =%0%*#Relisez.}")
    assert one.key == {"answers": ["veille", "arret"], "right": "veille"}
    assert one.choices["veille"][0] == "veille | mise en veille"
    assert one.choices["arret"] == ("arrêt", "Non.")
    assert one.choices["other"] == ("Relisez.", "")


def test_a_number_keeps_what_is_said_on_either_side() -> None:
    one = taken("Combien ? {#=9:0#Neuf. =%0%5:0#Trop peu. =%0%23:0#Trop.}")
    assert one.key == {"right": {"value": 9.0, "tolerance": 0}}
    assert one.choices == {"low": ("Trop peu.", ""), "high": ("Trop.", "")}
    assert one.reason == "Neuf."


@pytest.mark.parametrize("text", ["{#1822:5}", "{#3,14:0,01}", "{#100..120}", "{#-5..-4}", "{#1e3:7}"])
def test_the_ends_of_a_margin_stay_right(text: str) -> None:
    from coach.questions import kinds

    one = taken(f"Combien ? {text}")
    low, high = {
        "{#1822:5}": (1817, 1827),
        "{#3,14:0,01}": (3.13, 3.15),
        "{#100..120}": (100, 120),
        "{#-5..-4}": (-5, -4),
        "{#1e3:7}": (993, 1007),
    }[text]
    kind = kinds()["number"]
    assert (kind.score(one.key, low), kind.score(one.key, high)) == (1, 1)
    assert kind.score(one.key, high + abs(high) / 100) == 0


def test_pairs_that_share_their_target_are_sorted() -> None:
    assert taken("Qui ? {=a -> moi =b -> ville =c -> moi}").kind == "sort"
    one = taken("Quoi ? {=a -> 1 =b -> 2 = -> 3}")
    assert (one.kind, one.key["targets"]) == ("match", ["1", "2", "3"])


def test_html_becomes_one_plain_line() -> None:
    one = taken(
        "[html]<p>Que&nbsp;faire&nbsp;?</p><script>alert(1)</script>{\n=<b>Éteindre</b> &amp\\; partir"
        "\n~Veiller <a href\\='https://example.org' onclick\\='x()'>ici</a>\n}"
    )
    assert one.text == "Que\u00a0faire\u00a0?"
    assert one.choices["veiller-ici"][0] == "Veiller ici"


def test_a_full_stop_after_the_answers_is_no_gap() -> None:
    assert taken("Combien ? {#4}.").text == "Combien ?"
    assert taken("On {=éteint ~allume} le soir.").text == "On _____ le soir."


def test_windows_lines_and_remarks_change_nothing() -> None:
    lines = "// [id:soir] [tag:x]\nQue faire ? {\n// ceci est une remarque\n=a\n~b}\n"
    assert taken(lines).wish == "soir"
    assert taken(lines) == taken("\n" * 0 + lines)


@pytest.mark.parametrize(
    "left", ["[]", '{"kind": 3, "difficulty": "x", "facts": 4, "hint": []}', "{", "9" * 5000]
)
def test_nonsense_in_our_own_remark_is_passed_over(left: str) -> None:
    one = taken(f"// coach: {left}\nQue ? {{=a ~b}}")
    assert (one.kind, one.difficulty, one.rated, one.facts) == ("one", 3, False, ())
