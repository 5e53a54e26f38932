"""Words of one language go into a drawing; colours stay for the theme."""

from pathlib import Path

from coach.content.drawing import Drawing, read_drawing

TOKENS = frozenset({"ink"})


def drawn(place: Path, svg: str, **words: str) -> Drawing:
    file = place / "figure.svg"
    file.write_text(svg, "utf-8")
    return read_drawing(file, words, TOKENS)


def test_words_are_put_in_and_cannot_break_the_drawing(tmp_path: Path) -> None:
    drawing = drawn(tmp_path, '<text fill="{{ink}}">{{label:a}}</text>', a="A & B < C")
    assert drawing == Drawing('<text fill="{{ink}}">A &amp; B &lt; C</text>')


def test_a_word_that_looks_like_a_colour_stays_a_word(tmp_path: Path) -> None:
    assert drawn(tmp_path, "{{label:a}}", a="{{sky}}").faults == ()


def test_faults_of_the_drawing_and_of_the_words_are_apart(tmp_path: Path) -> None:
    drawing = drawn(tmp_path, "{{ink }} {{label:b}}", a="A")
    assert drawing.faults == ("figure.svg uses the unknown colour “ink ”",)
    assert drawing.unsaid == ("the label “b” of figure.svg has no words",)


def test_no_file(tmp_path: Path) -> None:
    assert read_drawing(tmp_path / "none.svg", {}, TOKENS) == Drawing(
        "", ("the drawing “none.svg” is missing",)
    )
