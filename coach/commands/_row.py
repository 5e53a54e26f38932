"""One line of `coach doctor`: what was looked at, whether it works, and what would make it work."""

from dataclasses import dataclass

from coach.words import _


@dataclass(frozen=True)
class Row:
    """`works` is None where there is nothing to work, because it is off or cannot be known from here.

    `facts` are sentences, `advice` says what would make it work. A `needed` row that fails makes the doctor's
    exit status 1.
    """

    name: str
    state: str
    works: bool | None = None
    facts: tuple[str, ...] = ()
    advice: str = ""
    needed: bool = False


def table(title: str, rows: list[Row]) -> str:
    """The rows under their title, in columns; facts and advice stand below each."""
    wide = max((len(row.name) for row in rows), default=0), max((len(row.state) for row in rows), default=0)
    lines = [title]
    for row in rows:
        works = {True: _("works"), False: _("does not work"), None: ""}[row.works]
        lines.append(f"  {row.name:<{wide[0]}}   {row.state:<{wide[1]}}   {works}".rstrip())
        lines += [f"      {fact}" for fact in row.facts if fact]
        lines += [f"      → {row.advice}"] if row.advice else []
    return "\n".join(lines) + "\n\n"
