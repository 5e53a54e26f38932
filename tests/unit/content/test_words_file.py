"""The words of a lesson, read line by line."""

from pathlib import Path

from coach.content.words_file import FIGURE_HERE, ChoiceWords, WordsFile, words_hash

TEXT = """\
of: 12345678
# A title: with a colon
summary: A summary.
learnt: You know.

## step one: The first
Some **words**: here.

![What it shows](figure.svg "A caption")

- a list: of one
> Good to know: a note
> over two lines

label night: At night

## question q1: What? And: why?
hint: A hint.
- yes: Yes: indeed
  feedback: Because: so.
- no: No
reason: A reason.
"""


def read(place: Path, text: str) -> WordsFile:
    file = place / "en.md"
    file.write_text(text, "utf-8")
    return WordsFile(file)


def test_everything_finds_its_place(tmp_path: Path) -> None:
    words = read(tmp_path, TEXT)
    assert words.faults == []
    assert words.title == "A title: with a colon"
    assert words.fields == {"of": "12345678", "summary": "A summary.", "learnt": "You know."}
    assert words.labels == {"night": ("At night", 15)}
    step = words.steps["one"]
    assert (step.line, step.title, step.note) == (6, "The first", "a note over two lines")
    assert step.image == ("What it shows", "figure.svg", "A caption", 9)
    assert "\n".join(step.body).strip() == f"Some **words**: here.\n\n{FIGURE_HERE}\n\n- a list: of one"
    question = words.questions["q1"]
    assert (question.line, question.text) == (17, "What? And: why?")
    assert question.fields == {"hint": "A hint.", "reason": "A reason."}
    assert question.choices == {
        "yes": ChoiceWords(19, "Yes: indeed", "Because: so."),
        "no": ChoiceWords(21, "No", ""),
    }


def test_french_notes_lose_their_heading_too(tmp_path: Path) -> None:
    words = read(tmp_path, "# T\n## step a: A\n> Bon à savoir : une note\n")
    assert words.steps["a"].note == "une note"


def test_an_image_needs_no_caption(tmp_path: Path) -> None:
    assert read(tmp_path, "## step a: A\n![x](f.svg)\n").steps["a"].image == ("x", "f.svg", "", 2)


def test_the_first_of_two_steps_of_one_name_counts(tmp_path: Path) -> None:
    words = read(tmp_path, "## step a: First\none\n## step a: Second\ntwo\n")
    assert words.steps["a"].title == "First"
    assert words.steps["a"].body == ["one"]
    assert [(fault.line, fault.sentence) for fault in words.faults] == [(3, "“a” stands twice in this file")]


def test_a_file_that_is_not_there_is_one_fault(tmp_path: Path) -> None:
    words = WordsFile(tmp_path / "none.md")
    words.lacks("a title", 1)
    assert [(fault.line, fault.sentence) for fault in words.faults] == [(0, "the file is missing")]


def test_unusual_line_ends_do_not_shift_the_lines(tmp_path: Path) -> None:
    words = read(tmp_path, "# T\u2028x\u0085y\n\noops\n")
    assert [fault.line for fault in words.faults] == [3]


def test_the_hash_is_that_of_the_words_on_every_system(tmp_path: Path) -> None:
    one, other = tmp_path / "a.md", tmp_path / "b.md"
    one.write_bytes("# É\nx\n".encode())
    other.write_bytes("# É\r\nx\r\n".encode())
    assert words_hash(one) == words_hash(other)
    assert len(words_hash(one)) == 8
    other.write_bytes(b"# E\nx\n")
    assert words_hash(one) != words_hash(other)
