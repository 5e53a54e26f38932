"""What is wrong in a content file, with the place to mend it."""

from dataclasses import dataclass
from pathlib import Path

from coach.words import _


@dataclass(frozen=True, order=True)
class Fault:
    """One fault. `line` counts from 1; 0 means the whole file. A notice does not make the check fail."""

    file: Path
    line: int
    sentence: str
    notice: bool = False

    def told(self, root: Path) -> str:
        """`lessons/web/mes-onglets/fr.md line 31: …`, with the file named from the root's parent."""
        try:
            name = self.file.relative_to(root.parent).as_posix()
        except ValueError:
            name = str(self.file)
        place = _("{file} line {line}").format(file=name, line=self.line) if self.line else name
        return f"{place}: {self.sentence}"
