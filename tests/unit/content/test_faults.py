"""Each kind of fault, as `coach check` tells it: file, line and a plain sentence."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.content.author import LESSON_FOLDER, Author

HERE = f"lessons/{LESSON_FOLDER}"


def test_the_folder_has_no_fault(author: Author) -> None:
    assert author.check() == (0, ["0 faults."])


# Name of the kind, file, what the author changes, and all that `coach check` then says.
BROKEN = [
    (
        "a missing text",
        ("fr.md", "- arret: L’arrêt\n  feedback: Oui.\n\n", "\n"),
        [f"{HERE}/fr.md line 20: question “soir” has no text for “arret”"],
    ),
    (
        "an empty text",
        ("fr.md", "- veille: La veille", "- veille:"),
        [f"{HERE}/fr.md line 20: question “soir” has no text for “veille”"],
    ),
    (
        "a step without a text",
        ("fr.md", "Le soir.\n\n![Un", "![Un"),
        [f"{HERE}/fr.md line 10: step “quand” has no text"],
    ),
    (
        "a step that is not written",
        ("fr.md", "## step comment: Comment\nPar le menu. On lit parfois : « {fact:old myth} ».\n", ""),
        [f"{HERE}/fr.md: step “comment” has no text"],
    ),
    (
        "a step without a title",
        ("fr.md", "## step comment: Comment", "## step comment:"),
        [f"{HERE}/fr.md line 17: step “comment” has no title"],
    ),
    (
        "a step that lesson.toml does not know",
        ("fr.md", "## step comment: Comment", "## step coment: Comment"),
        [
            f"{HERE}/fr.md: step “comment” has no text",
            f"{HERE}/fr.md line 17: lesson.toml has no step “coment”",
        ],
    ),
    (
        "a lesson without what was learnt",
        ("fr.md", "learnt: Vous savez éteindre le soir.\n", ""),
        [f"{HERE}/fr.md line 1: the lesson has no learnt"],
    ),
    (
        "a wrong answer key",
        ("lesson.toml", 'right = "arret"', 'right = "arrêt"'),
        [f"{HERE}/lesson.toml line 17: question “soir”: the right answer “arrêt” is not among the options"],
    ),
    (
        "a wrong answer key among several",
        ("lesson.toml", 'right = ["ecran", "lampe"]', 'right = ["ecran", "lampe", "plante"]'),
        [f"{HERE}/lesson.toml line 24: question “gestes”: every option is right: nothing is asked"],
    ),
    (
        "a pair that leads nowhere",
        ("lesson.toml", 'nuit = "a-l-arret" }', 'nuit = "a-larret" }'),
        [f"{HERE}/lesson.toml line 39: question “paires”: the pair nuit = a-larret names an unknown id"],
    ),
    (
        "an estimate out of scale",
        ("lesson.toml", "from = 1, to = 1000", "from = 10, to = 1000"),
        [f"{HERE}/lesson.toml line 45: question “gain”: the right value lies outside the scale"],
    ),
    (
        "an estimate of a fact without a figure",
        ("facts.toml", "low = 6\nhigh = 9\n", ""),
        [
            f"{HERE}/en.md line 7: the fact “screen” has no figure to print: write {{fact:screen statement}}",
            f"{HERE}/en.md line 23: the fact “screen” has no figure to print: write {{fact:screen statement}}",
            f"{HERE}/fr.md line 6: the fact “screen” has no figure to print: write {{fact:screen statement}}",
            f"{HERE}/fr.md line 22: the fact “screen” has no figure to print: write {{fact:screen statement}}",
            f"{HERE}/lesson.toml line 45: question “gain”: the fact of an estimate needs a value or a range",
        ],
    ),
    (
        "an estimate of an outdated fact",
        ("lesson.toml", 'fact = "screen", from', 'fact = "old", from'),
        [
            (
                f"{HERE}/lesson.toml line 45: question “gain”:"
                " the fact “old” is outdated: nobody can be asked to estimate it"
            )
        ],
    ),
    (
        "an estimate of a contested fact without a range",
        ("lesson.toml", 'fact = "screen", from', 'fact = "argued", from'),
        [
            (
                f"{HERE}/lesson.toml line 45: question “gain”:"
                " the fact “argued” is contested and has no range to estimate"
            )
        ],
    ),
    (
        "an estimate that teaches on one side only",
        ("fr.md", "- high: C’est moins.\n", ""),
        [f"{HERE}/fr.md line 58: question “gain” has no text for “high”"],
    ),
    (
        "an unknown competence",
        ("lesson.toml", 'competences = ["eteindre"]', 'competences = ["eteindre", "dormir"]'),
        [f"{HERE}/lesson.toml line 3: the competence “dormir” is unknown"],
    ),
    (
        "a question for a competence the lesson does not name",
        ("lesson.toml", 'competence = "eteindre"', 'competence = "dormir"'),
        [f"{HERE}/lesson.toml line 36: question “paires”: the lesson does not name the competence “dormir”"],
    ),
    (
        "an unknown fact in a text",
        ("fr.md", "coûte {fact:screen}", "coûte {fact:sreen}"),
        [f"{HERE}/fr.md line 6: the fact “sreen” is unknown"],
    ),
    (
        "an unknown fact in a question",
        ("lesson.toml", 'facts = ["screen"]', 'facts = ["screen", "sreen"]'),
        [f"{HERE}/lesson.toml line 15: the fact “sreen” is unknown"],
    ),
    (
        "an outdated fact used as true",
        ("fr.md", "{fact:old myth}", "{fact:old statement}"),
        [f"{HERE}/fr.md line 18: the fact “old” is outdated: cite it as {{fact:old myth}} or not at all"],
    ),
    (
        "a true fact cited as a myth",
        ("fr.md", "coûte {fact:screen}", "coûte {fact:screen myth}"),
        [f"{HERE}/fr.md line 6: the fact “screen” is no myth"],
    ),
    (
        "a contested fact without a range printed as a figure",
        ("fr.md", "coûte {fact:screen}", "coûte {fact:argued}"),
        [f"{HERE}/fr.md line 6: the fact “argued” has no figure to print: write {{fact:argued statement}}"],
    ),
    (
        "a reference misspelt",
        ("fr.md", "coûte {fact:screen}", "coûte {fact: screen}"),
        [
            (
                f"{HERE}/fr.md line 6: “{{fact: screen}}” is none of the references"
                " {fact:id} {fact:id statement} {fact:id myth} {org:key}"
            )
        ],
    ),
    (
        "a word of the town that organisation.toml does not have",
        ("fr.md", "{org:help_desk}", "{org:helpdesk}"),
        [f"{HERE}/fr.md line 8: “helpdesk” is no entry of organisation.toml"],
    ),
    (
        "an image without a text alternative",
        ("fr.md", "![Un bureau vide la nuit.]", "![ ]"),
        [f"{HERE}/fr.md line 13: the image “figure.svg” has no text alternative"],
    ),
    (
        "an image inside a line, whose text alternative nobody would hear",
        ("fr.md", "Par le menu.", "Par le menu ![](menu.svg)."),
        [f"{HERE}/fr.md line 18: an image stands on a line of its own: ![what it shows](file.svg)"],
    ),
    (
        "an image that lesson.toml does not name",
        ("fr.md", "(figure.svg", "(figure2.svg"),
        [f"{HERE}/fr.md line 13: the image is “figure2.svg”, lesson.toml says otherwise"],
    ),
    (
        "a figure in the wrong step",
        ("lesson.toml", 'step = "quand"', 'step = "comment"'),
        [
            f"{HERE}/en.md line 14: lesson.toml names no figure for step “quand”",
            f"{HERE}/en.md line 18: step “comment” does not show its figure",
            f"{HERE}/fr.md line 13: lesson.toml names no figure for step “quand”",
            f"{HERE}/fr.md line 17: step “comment” does not show its figure",
        ],
    ),
    (
        "a figure in no step",
        ("lesson.toml", 'step = "quand"', 'step = "jamais"'),
        [
            f"{HERE}/en.md line 14: lesson.toml names no figure for step “quand”",
            f"{HERE}/fr.md line 13: lesson.toml names no figure for step “quand”",
            f"{HERE}/lesson.toml line 5: the figure's step “jamais” is unknown",
        ],
    ),
    (
        "an unknown colour in the drawing",
        ("figure.svg", "{{sunken}}", "{{Sunken}}"),
        [f"{HERE}/lesson.toml line 5: figure.svg uses the unknown colour “Sunken”"],
    ),
    (
        "an unknown label in the drawing",
        ("figure.svg", "{{label:nuit}}", "{{label:jour}}"),
        [
            f"{HERE}/en.md: the label “jour” of figure.svg has no words",
            f"{HERE}/fr.md: the label “jour” of figure.svg has no words",
        ],
    ),
    (
        "a label without words",
        ("fr.md", "label nuit: La nuit", "label nuit:"),
        [f"{HERE}/fr.md: the label “nuit” of figure.svg has no words"],
    ),
    (
        "a missing drawing",
        ("lesson.toml", 'cover = "cover.svg"', 'cover = "couverture.svg"'),
        [f"{HERE}/lesson.toml line 6: the drawing “couverture.svg” is missing"],
    ),
    (
        "a drawing that is none",
        ("cover.svg", "</svg>", ""),
        [f"{HERE}/cover.svg line 2: this is not a valid drawing: no element found: line 2, column 0"],
    ),
    (
        "bad TOML",
        ("lesson.toml", 'competences = ["eteindre"]', 'competences = ["eteindre"'),
        [
            f"{HERE}/lesson.toml line 4: this is not valid TOML: Unclosed array (at line 4, column 1)",
        ],
    ),
    (
        "a question id that stands twice",
        ("lesson.toml", 'id = "gestes"', 'id = "soir"'),
        [
            f"{HERE}/en.md line 29: lesson.toml has no question “gestes”",
            f"{HERE}/fr.md line 28: lesson.toml has no question “gestes”",
            f"{HERE}/lesson.toml line 20: the question id “soir” stands twice",
        ],
    ),
    (
        "a question whose words stand twice",
        ("fr.md", "## question gestes: Que", "## question soir: Que"),
        [
            f"{HERE}/fr.md: question “gestes” has no text",
            f"{HERE}/fr.md line 28: “soir” stands twice in this file",
        ],
    ),
    (
        "an answer that stands twice",
        ("fr.md", "- lampe: La lampe", "- ecran: La lampe"),
        [
            f"{HERE}/fr.md line 28: question “gestes” has no text for “lampe”",
            f"{HERE}/fr.md line 33: question “gestes” has the answer “ecran” twice",
        ],
    ),
    (
        "an answer that no question has",
        ("fr.md", "- plante: La plante", "- plant: La plante"),
        [
            f"{HERE}/fr.md line 28: question “gestes” has no text for “plante”",
            f"{HERE}/fr.md line 35: question “gestes” has no answer “plant”",
        ],
    ),
    (
        "an answer without feedback",
        ("fr.md", "  feedback: Elle vit de soleil.\n", ""),
        [f"{HERE}/fr.md line 35: question “gestes”: “plante” has no feedback"],
    ),
    (
        "a question without a hint",
        ("fr.md", "hint: La nuit est longue.\n", ""),
        [f"{HERE}/fr.md line 20: question “soir” has no hint"],
    ),
    (
        "a question without a reason",
        ("fr.md", "reason: L’écran et la lampe.\n", ""),
        [f"{HERE}/fr.md line 28: question “gestes” has no reason"],
    ),
    (
        "more questions asked than there are",
        ("lesson.toml", "ask = 3", "ask = 6"),
        [f"{HERE}/lesson.toml line 9: “ask” is 6, but the lesson has 5 questions"],
    ),
    (
        "too few steps",
        ("lesson.toml", '"quand", "comment"]', '"quand"]'),
        [
            f"{HERE}/en.md line 18: lesson.toml has no step “comment”",
            f"{HERE}/fr.md line 17: lesson.toml has no step “comment”",
            f"{HERE}/lesson.toml line 4: a lesson has 3 to 5 steps, this one has 2",
        ],
    ),
    (
        "a step named twice",
        ("lesson.toml", '"quand", "comment"]', '"quand", "comment", "quand"]'),
        [f"{HERE}/lesson.toml line 4: the step “quand” stands twice"],
    ),
    (
        "a step that is too long",
        ("fr.md", "Par le menu.", "Par le menu. " + "Mot " * 130),
        [f"{HERE}/fr.md line 17: step “comment” has 145 words, more than 120"],
    ),
    (
        "an unknown type of question",
        ("lesson.toml", 'kind = "one"', 'kind = "single"'),
        [f"{HERE}/lesson.toml line 13: “single” is no question type"],
    ),
    (
        "a question without an id",
        ("lesson.toml", 'id = "soir"\n', ""),
        [
            f"{HERE}/en.md line 21: lesson.toml has no question “soir”",
            f"{HERE}/fr.md line 20: lesson.toml has no question “soir”",
            f"{HERE}/lesson.toml line 11: “id” is missing",
        ],
    ),
    (
        "a difficulty out of scale",
        ("lesson.toml", "difficulty = 4", "difficulty = 6"),
        [f"{HERE}/lesson.toml line 44: question “gain”: difficulty goes from 1 to 5"],
    ),
    (
        "an unknown gesture",
        ("lesson.toml", 'gesture = "regler"', 'gesture = "derégler"'),
        [f"{HERE}/lesson.toml line 7: the gesture “derégler” is unknown"],
    ),
    (
        "a missing entry",
        ("lesson.toml", "minutes = 3\n", ""),
        [f"{HERE}/lesson.toml line 1: “minutes” is missing"],
    ),
    (
        "an entry of another form",
        ("lesson.toml", 'steps = ["pourquoi", "quand", "comment"]', 'steps = ["pourquoi", 2, "comment"]'),
        [f"{HERE}/lesson.toml line 4: “steps” must be a list of texts"],
    ),
    (
        "a figure of another form",
        ("lesson.toml", 'figure = { file = "figure.svg", step', "figure = { step"),
        [f"{HERE}/lesson.toml line 5: “file” is missing"],
    ),
    (
        "an entry that is misspelt",
        ("lesson.toml", "nudges = ", "nudge = "),
        [f"{HERE}/lesson.toml line 8: “nudge” is no entry of a lesson"],
    ),
    (
        "a heading that is misspelt",
        ("fr.md", "## question gestes: Que", "## questions gestes: Que"),
        [
            f"{HERE}/fr.md: question “gestes” has no text",
            f"{HERE}/fr.md line 28: a heading is “## step <id>: title” or “## question <id>: text”",
        ],
    ),
    (
        "a line that belongs nowhere",
        ("fr.md", "  feedback: Oui aussi.\n", "  feedback: Oui aussi.\n  Et pourquoi pas.\n"),
        [f"{HERE}/fr.md line 35: this line is neither an answer nor a hint, reason or feedback"],
    ),
    (
        "a path that names an unknown lesson",
        ("paths.toml", '"eteindre-le-soir"', '"eteindre-le-soir", "dormir"'),
        ["lessons/paths.toml line 6: the path “bienvenue” names the unknown lesson “dormir”"],
    ),
    (
        "a path for an unknown audience",
        ("paths.toml", '"all-staff"', '"everybody"'),
        ["lessons/paths.toml line 7: the audience “everybody” is unknown"],
    ),
    (
        "a competence of an unknown domain",
        ("label.toml", 'domain = "poste"', 'domain = "bureau"'),
        ["lessons/label.toml line 23: the domain “bureau” is unknown"],
    ),
    (
        "a competence that supports nothing the label names",
        ("label.toml", 'supports = ["ch-1"]', 'supports = ["ch-1", "ch-9"]'),
        ["lessons/label.toml line 30: “ch-9” is nothing the label names"],
    ),
    (
        "a competence without a level",
        ("label.toml", "level = 1\n", ""),
        ["lessons/label.toml line 22: “level” is missing"],
    ),
    (
        "a fact of an unknown status",
        ("facts.toml", 'status = "ok"', 'status = "sure"'),
        [
            (
                "lessons/facts.toml line 14: “status” is one of:"
                " ok, contested, outdated, myth-buster, thin-evidence"
            )
        ],
    ),
    (
        "a fact of an unknown unit",
        ("facts.toml", 'high = 9\nunit = "kwh-year"', 'high = 9\nunit = "kwh"'),
        ["lessons/facts.toml line 10: the unit “kwh” is unknown"],
    ),
    (
        "a fact without a source",
        ("facts.toml", 'source = "Shift"\n', ""),
        ["lessons/facts.toml line 28: “source” is missing"],
    ),
    (
        "half a range",
        ("facts.toml", "high = 9\n", "value = 6.5\n"),
        ["lessons/facts.toml line 8: a range goes from “low” to a larger “high”"],
    ),
    (
        "a month of review that is none",
        ("facts.toml", 'status = "ok"\nreview = "2099-06"', 'status = "ok"\nreview = "June"'),
        ["lessons/facts.toml line 15: “review” is a month such as 2027-06"],
    ),
    (
        "a gesture whose effect is an outdated fact",
        ("gestures.toml", 'fact = "screen"', 'fact = "old"'),
        ["lessons/gestures.toml line 7: the fact “old” is outdated: it cannot stand for an effect"],
    ),
    (
        "a gesture that is not translated",
        ("gestures.toml", 'en = "Set sleep."\n', ""),
        ["lessons/gestures.toml line 1: “en” is missing"],
    ),
    (
        "a sentence of the town without a place for its word",
        ("organisation.toml", "Appelez {value}.", "Appelez {valeur}."),
        ["lessons/organisation.toml line 3: “fr” must hold {value}, where the town's word goes"],
    ),
    (
        "a shared file of another form",
        ("gestures.toml", "[gesture.regler]\n", "[gestures]\nregler = 3\n[gesture]\nregler = 3\n[autre]\n"),
        ["lessons/gestures.toml line 4: “gesture.regler” must be a table"],
    ),
]


@pytest.mark.parametrize(("change", "said"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_fault(author: Author, change: tuple[str, str, str], said: list[str]) -> None:
    author.change(*change)
    count = "1 fault." if len(said) == 1 else f"{len(said)} faults."
    assert author.check() == (1, [*said, count])


def test_a_translation_that_lags(author: Author) -> None:
    french = author.file("fr.md")
    french.write_text(french.read_text("utf-8").replace("Par le menu.", "Par le bouton."), "utf-8")
    assert author.check() == (
        1,
        [
            (
                f"{HERE}/en.md line 1: this translation lags behind fr.md:"
                " re-read it, then run “coach check --stamp”"
            ),
            "1 fault.",
        ],
    )


def test_a_translation_that_is_not_there(author: Author) -> None:
    author.file("en.md").unlink()
    assert author.check() == (1, [f"{HERE}/en.md: the words in this language are missing", "1 fault."])


def test_a_translation_that_lacks_a_feedback(author: Author) -> None:
    author.change("en.md", "  feedback: It lives on sun.\n", "")
    assert author.check() == (
        1,
        [f"{HERE}/en.md line 36: question “gestes”: “plante” has no feedback", "1 fault."],
    )


@pytest.mark.parametrize(
    "name", ["label.toml", "facts.toml", "gestures.toml", "paths.toml", "organisation.toml"]
)
def test_a_missing_shared_file(author: Author, name: str) -> None:
    author.file(name).unlink()
    assert author.check() == (1, [f"lessons/{name}: the file is missing", "1 fault."])


def test_a_folder_of_words_without_lesson_toml(author: Author) -> None:
    author.file("lesson.toml").unlink()
    assert author.check() == (
        1,
        [
            "lessons/paths.toml line 6: the path “bienvenue” names the unknown lesson “eteindre-le-soir”",
            f"{HERE}/lesson.toml: the file is missing",
            "2 faults.",
        ],
    )


def test_no_words_at_all_are_one_fault_a_language(author: Author) -> None:
    for name in ("fr.md", "en.md"):
        author.file(name).unlink()
    assert author.check() == (
        1,
        [
            f"{HERE}/en.md: the words in this language are missing",
            f"{HERE}/fr.md: the words in this language are missing",
            "2 faults.",
        ],
    )


@pytest.mark.parametrize(("name", "line"), [("fr.md", 17), ("lesson.toml", 4), ("facts.toml", 4)])
def test_a_file_that_is_not_utf_8(author: Author, name: str, line: int) -> None:
    file = author.file(name)
    lines = file.read_bytes().split(b"\n")
    lines[line - 1] += " # é".encode("cp1252")
    file.write_bytes(b"\n".join(lines))
    status, said = author.check()
    told = file.relative_to(author.folder.parent).as_posix()
    assert status == 1
    assert f"{told} line {line}: the file is not written in UTF-8" in said


def test_a_drawing_that_is_not_utf_8(author: Author) -> None:
    author.file("cover.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" id="\xe9"/>')
    assert author.check() == (
        1,
        [
            (
                f"{HERE}/cover.svg line 1: this is not a valid drawing:"
                " not well-formed (invalid token): line 1, column 44"
            ),
            f"{HERE}/lesson.toml line 6: the drawing “cover.svg” is not written in UTF-8",
            "2 faults.",
        ],
    )


def test_a_lesson_id_that_stands_twice(author: Author) -> None:
    other = author.folder / "web" / "eteindre-le-soir"
    other.mkdir(parents=True)
    for file in author.file("fr.md").parent.iterdir():
        (other / file.name).write_bytes(file.read_bytes())
    assert author.check() == (
        1,
        [
            "lessons/web/eteindre-le-soir/lesson.toml: the lesson id “eteindre-le-soir” stands twice",
            "1 fault.",
        ],
    )


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(author: Author) -> None:
    for file in author.folder.rglob("*.*"):
        if file.suffix in (".toml", ".md"):
            text = file.read_text("utf-8").replace("\n", "\r\n")
            file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    author.stamp()
    assert author.check() == (0, ["0 faults."])


def test_an_empty_word_of_the_town_is_a_notice_and_no_fault(author: Author) -> None:
    author.change("organisation.toml", '"le 12 34"', '" "')
    assert author.check() == (
        0,
        [
            "note: lessons/organisation.toml line 2: “help_desk” is empty: lessons use a neutral sentence",
            "0 faults.",
        ],
    )


def test_a_fact_to_check_again_is_a_notice_and_no_fault(author: Author) -> None:
    author.change("facts.toml", 'status = "ok"\nreview = "2099-06"', 'status = "ok"\nreview = "2026-06"')
    assert author.check() == (
        0,
        [
            "note: lessons/facts.toml line 15: the fact “screen” was to be checked again by 2026-06",
            "0 faults.",
        ],
    )


def test_faults_come_before_notices(author: Author) -> None:
    author.change("organisation.toml", '"le 12 34"', '""')
    author.change("lesson.toml", "minutes = 3\n", "")
    status, said = author.check()
    assert (status, len(said)) == (1, 3)
    assert said[1].startswith("note: ")


def coach(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coach", "check", *arguments, str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_itself_ends_with_status_1_for_a_fault_and_0_without(author: Author) -> None:
    assert coach(author.folder).returncode == 0
    author.change("lesson.toml", 'right = "arret"', 'right = "x"')
    done = coach(author.folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        f"{HERE}/lesson.toml line 17: question “soir”: the right answer “x” is not among the options\n1 fault.\n"
    )


def test_the_command_says_that_there_is_no_such_folder(author: Author) -> None:
    done = coach(author.folder / "none")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"There is no folder {author.folder / 'none'}.\n"


def test_the_command_stamps_what_lags(author: Author) -> None:
    french = author.file("fr.md")
    french.write_text(french.read_text("utf-8").replace("Par le menu.", "Par le bouton."), "utf-8")
    done = coach(author.folder, "--stamp")
    assert (done.returncode, done.stdout) == (0, "1 file stamped.\n0 faults.\n")
    assert coach(author.folder, "--stamp").stdout == "0 files stamped.\n0 faults.\n"
