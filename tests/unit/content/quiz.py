"""The final quiz of a small lessons folder, and the lines of which it is made."""

from pathlib import Path

FIRST = "eteindre"


def make_quiz(folder: Path, path: str = "bienvenue", count: int = 20, competence: str = FIRST) -> Path:
    """Let a path end with a quiz of questions q0, q1, …: “oui” is right, “non” is wrong. Not stamped."""
    place = folder / "quiz" / path
    place.mkdir(parents=True)
    rows = (
        f'[[question]]\nid = "q{n}"\nkind = "one"\ndifficulty = 2\ncompetence = "{competence}"\n'
        'options = ["oui", "non"]\nright = "oui"\n'
        for n in range(count)
    )
    (place / "quiz.toml").write_text("\n".join(rows), "utf-8")
    for language in ("fr", "en"):
        (place / f"{language}.md").write_text(
            ("" if language == "fr" else "of: 00000000\n") + "\n".join(map(_words, range(count))), "utf-8"
        )
    paths = folder / "paths.toml"
    if paths.exists():
        paths.write_text(paths.read_text("utf-8").replace("quiz = false", "quiz = true"), "utf-8")
    return place


def _words(n: int) -> str:
    return (
        f"## question q{n}: Statement {n}\nreason: Because of {n}.\n"
        f"- oui: Yes {n}\n  feedback: Right {n}.\n- non: No {n}\n  feedback: Wrong {n}.\n"
    )
